//! Putting the door together and opening it.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_http::HttpService;
use actix_server::Server;
use actix_service::{IntoServiceFactory, ServiceFactoryExt, map_config};
use actix_web::body::BoxBody;
use actix_web::dev::{AppConfig, ServiceFactory, ServiceRequest, ServiceResponse, fn_service};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{Error, web};
use rustix::net::sockopt::set_socket_send_buffer_size;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::{sleep, timeout};
use tracing_actix_web::{StreamSpan, TracingLogger};

use super::conditional::conditional;
use super::connections::{Admissions, PacedStream, take_turns};
use super::middleware::finish;
use super::openapi::{BASE, document, operations};
use super::telemetry::RequestSpan;
use super::unmatched::{KnownRoutes, right_method, unmatched};
use super::{about, docs, health, metrics, pages, routes};
use crate::app::App;

/// How long requests under way may take once the service is told to stop.
const FAREWELL_SECONDS: u64 = 20;

/// How long a client may take to close a connection after the last answer on it.
const GOODBYE: Duration = Duration::from_secs(2);

/// Bytes that the system holds for a client that does not take them; left to itself, it takes megabytes.
const SEND_BUFFER: usize = 128 * 1024;

/// What a client is told for whom there is no room.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 10\r\n\
    Content-Type: application/problem+json\r\nContent-Length: 69\r\n\r\n\
    {\"type\":\"/problems/busy\",\"title\":\"The service is busy\",\"status\":503}\n";

/// Everything behind one address: the API under [`BASE`], its document, the interactive
/// documentation at `/docs/`, what its problems mean, `/live`, `/health`, `/ready` and `/metrics`.
pub fn application(
    app: Arc<App>,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<StreamSpan<BoxBody>>,
        Error = Error,
        InitError = (),
    >,
> {
    let known = KnownRoutes(operations(&document()));
    actix_web::App::new()
        .app_data(web::Data::from(app))
        .app_data(web::Data::new(known))
        .wrap(from_fn(right_method))
        .wrap(Compress::default())
        .wrap(from_fn(finish))
        .wrap(from_fn(conditional))
        .wrap(TracingLogger::<RequestSpan>::new())
        .wrap(from_fn(metrics::count))
        .wrap(from_fn(take_turns))
        .service(about::root)
        .service(about::problem)
        .service(health::live)
        .service(health::health)
        .service(health::ready)
        .service(metrics::metrics)
        .service(pages::script)
        .service(pages::invitation_page)
        .service(pages::reset_page)
        .service(pages::accept_form)
        .service(pages::reset_form)
        .configure(crate::web::register)
        .service(web::redirect("/docs", "/docs/"))
        .configure(docs::register)
        .service(web::scope(BASE).configure(routes::register).default_service(web::to(unmatched)))
        .default_service(web::to(unmatched))
}

/// Serves until the process is told to end. SIGTERM lets it go on answering for `server.drain_seconds`, with `/ready`
/// saying no and every answer closing its connection, so that whoever sends it work turns to another without losing a
/// request; SIGINT, and a second signal, end that time.
///
/// # Errors
/// When the listener cannot be used, or signals cannot be heard.
pub async fn serve(app: Arc<App>, listener: TcpListener, admissions: &Arc<Admissions>) -> io::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let server = start(app.clone(), listener, admissions)?;
    let handle = server.handle();
    actix_web::rt::spawn(async move {
        let gently = tokio::select! {
            _ = interrupt.recv() => false,
            _ = terminate.recv() => true,
        };
        app.wake.stop();
        if gently {
            let drained = sleep(Duration::from_secs(u64::from(app.config.server.drain_seconds)));
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
                () = drained => {}
            }
        }
        handle.stop(true).await;
    });
    server.await
}

/// Serves on a listener until the server's handle stops it, over connections that must keep pace.
///
/// # Errors
/// When the listener cannot be used.
pub fn start(app: Arc<App>, listener: TcpListener, admissions: &Arc<Admissions>) -> io::Result<Server> {
    // Every connection has it from the listener.
    set_socket_send_buffer_size(&listener, SEND_BUFFER)?;
    let admissions = admissions.clone();
    let builder = Server::build().disable_signals().shutdown_timeout(FAREWELL_SECONDS);
    let shutdown = builder.graceful_shutdown_signal();
    let patience = Duration::from_secs(u64::from(app.config.server.patience_seconds));
    let server = builder.listen("placewell", listener, move || {
        let (admissions, shutdown) = (admissions.clone(), shutdown.clone());
        let requests = HttpService::build()
            .client_request_timeout(patience)
            .client_disconnect_timeout(GOODBYE)
            .on_connect_ext(|stream: &PacedStream<TcpStream>, shared| {
                shared.insert(stream.connection());
            })
            .graceful_shutdown_signal(move || {
                let signal = shutdown.clone();
                async move { signal.notified().await }
            })
            .h1(map_config(application(app.clone()).into_factory(), |()| AppConfig::default()));
        fn_service(move |stream: TcpStream| admit(stream, admissions.clone()))
            .and_then(requests.map_err(drop))
    })?;
    Ok(server.run())
}

/// Lets a connection in, or tells its client to come back later.
async fn admit(
    mut stream: TcpStream,
    admissions: Arc<Admissions>,
) -> Result<(PacedStream<TcpStream>, Option<SocketAddr>), ()> {
    let peer = stream.peer_addr().map_err(drop)?;
    if let Some(admission) = admissions.admit(peer.ip()) {
        // Without it small answers only wait a little longer.
        let _ = stream.set_nodelay(true);
        return Ok((PacedStream::new(stream, admission), Some(peer)));
    }
    // Whoever does not listen to the refusal is refused all the same.
    let _ = timeout(GOODBYE, stream.write_all(FULL)).await;
    let _ = timeout(GOODBYE, stream.shutdown()).await;
    Err(())
}
