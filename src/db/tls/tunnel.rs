//! A port on this machine from which everything goes on to one server, encrypted.

use std::io;
use std::net::{Ipv4Addr, TcpListener as Listener};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rustix::net::sockopt;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::Target;
use super::greeting::{agrees_to_tls, first, refusal};

/// How long a server may take to answer and to show its certificate.
const PATIENCE: Duration = Duration::from_secs(10);

/// A silent connection is asked for a sign of life after so long, and given up three unanswered questions later.
const SILENCE: Duration = Duration::from_secs(15);
const BETWEEN: Duration = Duration::from_secs(5);
const QUESTIONS: u32 = 3;

/// Opens a port for a server and says which. A server that cannot be reached is told to whoever comes in.
pub(super) fn open(target: &Target, trust: Arc<ClientConfig>) -> io::Result<u16> {
    let runtime = runtime()?;
    let door = Listener::bind((Ipv4Addr::LOCALHOST, 0))?;
    door.set_nonblocking(true)?;
    let port = door.local_addr()?.port();
    let _inside = runtime.enter();
    let door = TcpListener::from_std(door)?;
    let (target, connector) = (target.clone(), TlsConnector::from(trust));
    runtime.spawn(async move {
        loop {
            match door.accept().await {
                Ok((client, _)) => {
                    tokio::spawn(carry(client, target.clone(), connector.clone()));
                }
                // Nothing but a lack of descriptors or memory.
                Err(error) => {
                    tracing::warn!(%error, "database.tls");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
    });
    Ok(port)
}

/// The thread on which all of it runs.
fn runtime() -> io::Result<&'static Runtime> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let mut builder = Builder::new_multi_thread();
    let made = builder.worker_threads(1).thread_name("database-tls").enable_all().build()?;
    Ok(RUNTIME.get_or_init(|| made))
}

async fn carry(mut client: TcpStream, target: Target, connector: TlsConnector) {
    let _ = client.set_nodelay(true);
    // A client that goes away in the middle of its first message has heard enough.
    let Ok(message) = first(&mut client).await else { return };
    let server = timeout(PATIENCE, reach(&target, &connector)).await;
    let server = server.unwrap_or_else(|_| Err(format!("it did not answer within {PATIENCE:?}")));
    let ended = match server {
        Ok(mut server) => match server.write_all(&message).await {
            Ok(()) => copy_bidirectional(&mut client, &mut server).await.map(drop),
            Err(error) => Err(error),
        },
        Err(why) => client.write_all(&refusal(&format!("TLS to {}: {why}", target.host))).await,
    };
    // Each side sees for itself that the other is gone; the server's name is no secret, its rows are.
    if let Err(error) = ended {
        tracing::debug!(%error, "database.tls");
    }
}

/// A server that has shown that it is the one that was meant. The error is a phrase.
async fn reach(target: &Target, connector: &TlsConnector) -> Result<TlsStream<TcpStream>, String> {
    let text = |error: io::Error| error.to_string();
    let mut server = TcpStream::connect((target.host.as_str(), target.port)).await.map_err(text)?;
    watch(&server).map_err(text)?;
    if !agrees_to_tls(&mut server).await.map_err(text)? {
        return Err("the server does not offer it; set `ssl = on` there".to_owned());
    }
    let name = ServerName::try_from(target.host.clone()).map_err(|error| error.to_string())?;
    connector.connect(name, server).await.map_err(text)
}

/// Notices a machine that is gone without a farewell.
fn watch(server: &TcpStream) -> io::Result<()> {
    server.set_nodelay(true)?;
    sockopt::set_socket_keepalive(server, true)?;
    sockopt::set_tcp_keepidle(server, SILENCE)?;
    sockopt::set_tcp_keepintvl(server, BETWEEN)?;
    sockopt::set_tcp_keepcnt(server, QUESTIONS)?;
    Ok(())
}
