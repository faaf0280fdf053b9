//! Putting the door together and opening it.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::BoxBody;
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{Error, HttpServer, web};
use tracing_actix_web::{StreamSpan, TracingLogger};
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::middleware::finish;
use super::openapi::{ADDRESS, BASE, document, operations};
use super::telemetry::RequestSpan;
use super::unmatched::{KnownRoutes, unmatched};
use super::{health, routes};
use crate::app::App;

/// How long requests under way may take once the service is told to stop.
const FAREWELL_SECONDS: u64 = 20;

/// A client that does not finish its request in this time is dropped.
const PATIENCE: Duration = Duration::from_secs(15);

/// Everything behind one address: the API under [`BASE`], its document, the interactive
/// documentation at `/docs/`, `/health` and `/ready`.
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
    let document = document();
    let known = KnownRoutes(operations(&document));
    let docs = SwaggerUi::new("/docs/{_:.*}").url(ADDRESS, document).config(
        Config::default().validator_url("none").try_it_out_enabled(true).persist_authorization(false),
    );
    actix_web::App::new()
        .app_data(web::Data::from(app))
        .app_data(web::Data::new(known))
        .wrap(from_fn(finish))
        .wrap(TracingLogger::<RequestSpan>::new())
        .service(health::health)
        .service(health::ready)
        .service(web::redirect("/docs", "/docs/"))
        .service(docs)
        .service(web::scope(BASE).configure(routes::register).default_service(web::to(unmatched)))
        .default_service(web::to(unmatched))
}

/// Serves on a listener until the process is told to stop.
///
/// # Errors
/// When the listener cannot be used.
pub fn start(app: Arc<App>, listener: TcpListener) -> io::Result<Server> {
    let server = HttpServer::new(move || application(app.clone()))
        .client_request_timeout(PATIENCE)
        .shutdown_timeout(FAREWELL_SECONDS)
        .listen(listener)?;
    Ok(server.run())
}
