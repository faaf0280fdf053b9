//! A server on this machine that answers as a test says.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

/// What the server was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub method: String,
    pub target: String,
    pub body: String,
    /// The headers, their names in lower case.
    pub headers: BTreeMap<String, String>,
}

impl Asked {
    /// How many sites.
    pub(crate) fn sites(&self) -> usize {
        match serde_json::from_str::<Value>(&self.body) {
            Ok(body) => body["targets"].as_array().unwrap().len(),
            Err(_) => self.target.split('?').next().unwrap().matches(';').count(),
        }
    }
}

/// What the server does.
pub(crate) enum Reply {
    Json(u16, Value),
    /// Anything at all, as it goes over the wire.
    Bytes(Vec<u8>),
    /// Nothing, with the connection held open until the other side gives up.
    Silence,
}

/// The server; it stops when it goes out of scope.
pub(crate) struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    ended: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn new(reply: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let server =
            Self { address: listener.local_addr().unwrap(), asked: Arc::default(), ended: Arc::default() };
        let (asked, ended, reply) = (server.asked.clone(), server.ended.clone(), Arc::new(reply));
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                if ended.load(Ordering::SeqCst) {
                    return;
                }
                let (asked, reply) = (asked.clone(), reply.clone());
                thread::spawn(move || converse(&stream, &asked, reply.as_ref()));
            }
        });
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything that was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

fn converse(stream: &TcpStream, asked: &Mutex<Vec<Asked>>, reply: &dyn Fn(&Asked) -> Reply) {
    let mut reader = BufReader::new(stream);
    while let Some(question) = read(&mut reader) {
        asked.lock().unwrap().push(question.clone());
        let mut writer = stream;
        let sent = match reply(&question) {
            Reply::Json(status, body) => writer.write_all(&http(status, body.to_string().as_bytes())),
            Reply::Bytes(bytes) => {
                drop(writer.write_all(&bytes));
                return drop(stream.shutdown(std::net::Shutdown::Both));
            }
            Reply::Silence => return drop(reader.read_to_end(&mut Vec::new())),
        };
        if sent.is_err() {
            return;
        }
    }
}

/// An answer with a body, as it goes over the wire.
pub(crate) fn http(status: u16, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn read(reader: &mut impl BufRead) -> Option<Asked> {
    let mut line = || {
        let mut line = String::new();
        (reader.read_line(&mut line).ok()? > 0).then(|| line.trim_end().to_owned())
    };
    let first = line()?;
    let mut headers = BTreeMap::new();
    loop {
        let header = line()?;
        let Some((name, value)) = header.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").map_or(0, |stated| stated.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    Some(Asked { method, target, body: String::from_utf8(body).unwrap(), headers })
}
