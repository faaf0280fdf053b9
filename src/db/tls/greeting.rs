//! The first words of a PostgreSQL connection: <https://www.postgresql.org/docs/current/protocol-flow.html>.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Asks a server for TLS: length 8, code 80877103.
const TLS_PLEASE: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// The longest first message that a server takes, bytes.
const LONGEST: u32 = 10_000;

/// The first message of a client, with its length.
pub(super) async fn first(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let length = client.read_u32().await?;
    if !(8..=LONGEST).contains(&length) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut message = length.to_be_bytes().to_vec();
    client.take(u64::from(length) - 4).read_to_end(&mut message).await?;
    Ok(message)
}

/// Whether a server goes on with TLS. Not a byte more than its answer is read: what follows in clear could be anybody's.
pub(super) async fn agrees_to_tls(server: &mut TcpStream) -> io::Result<bool> {
    server.write_all(&TLS_PLEASE).await?;
    Ok(server.read_u8().await? == b'S')
}

/// What a server would say to refuse a connection, so that the client library tells the reason.
pub(super) fn refusal(why: &str) -> Vec<u8> {
    // Severity, the code of a connection that cannot be made, and the message, each ended by a zero byte.
    let fields = format!("SFATAL\0C08001\0M{}\0\0", why.replace('\0', " "));
    let length = u32::try_from(fields.len() + 4).unwrap_or(u32::MAX);
    [b"E", length.to_be_bytes().as_slice(), fields.as_bytes()].concat()
}
