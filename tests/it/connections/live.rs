//! The service over real connections, with clients that stall.

use std::future::poll_fn;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::ops::Deref;
use std::pin::pin;
use std::thread;
use std::time::{Duration, Instant};

use actix_web::body::{BodySize, MessageBody};
use actix_web::rt::System;
use actix_web::test::TestRequest;
use placewell::config::Config;
use placewell::http::server;

use crate::support::app::TestApp;
use crate::support::database::Engine;
use crate::support::served::Served;

/// The service on a port of its own, with a second's patience.
struct Live {
    served: Served,
    _test: TestApp,
}

impl Deref for Live {
    type Target = Served;

    fn deref(&self) -> &Served {
        &self.served
    }
}

impl Live {
    fn start(engine: Engine) -> Option<Self> {
        let mut config = Config::default();
        config.server.patience_seconds = 1;
        let test = TestApp::with(engine, config)?;
        Some(Self { served: Served::of(&test.app), _test: test })
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    fn sent(&self, text: &str) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(text.as_bytes()).unwrap();
        stream
    }

    /// How long `/ready` takes on a new connection.
    fn ready(&self) -> Duration {
        let begun = Instant::now();
        let mut stream = self.sent("GET /ready HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
        let answer = rest(&mut stream);
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        begun.elapsed()
    }
}

/// Everything until the other end closes, which it must within seconds.
fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
        Err(error) => panic!("the connection was left open: {error}"),
    }
    String::from_utf8_lossy(&answer).into_owned()
}

const LOGIN: &str = "POST /api/v1/session HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n";

#[test]
fn a_body_that_stalls_is_answered_with_408() {
    let live = Live::start(Engine::Sqlite).unwrap();
    for stalled in ["Content-Length: 100000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"ema\r\n"] {
        let answer = rest(&mut live.sent(&format!("{LOGIN}{stalled}")));
        assert!(
            answer.starts_with("HTTP/1.1 408 ") && answer.contains("/problems/request-timeout"),
            "{answer}"
        );
    }
}

#[test]
fn a_body_that_drips_is_answered_with_408() {
    let live = Live::start(Engine::Sqlite).unwrap();
    let mut stream = live.sent(&format!("{LOGIN}Content-Length: 100000\r\n\r\n"));
    stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    let (mut answer, begun) = ([0; 13], Instant::now());
    let read = loop {
        stream.write_all(b" ").unwrap();
        match stream.read(&mut answer) {
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                assert!(begun.elapsed() < Duration::from_secs(10), "a drip is waited for");
            }
            read => break read.unwrap(),
        }
    };
    assert_eq!(&answer[..read], b"HTTP/1.1 408 ");
}

#[test]
fn nothing_else_is_waited_for_either() {
    let live = Live::start(Engine::Sqlite).unwrap();
    let get = "GET /health HTTP/1.1\r\nHost: here\r\n";
    let first_head = "GET /health HT".to_owned();
    let later_head = format!("{get}\r\nGET /health HT");
    let unread_chunks = format!("{get}Transfer-Encoding: chunked\r\n\r\n5\r\n");
    let unread_body = format!("{get}Content-Length: 100\r\n\r\n{{");
    for stalled in [String::new(), first_head, later_head, unread_chunks, unread_body] {
        rest(&mut live.sent(&stalled));
    }
    let begun = Instant::now();
    while live.admissions.held() > 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "a connection that is over still counts");
        thread::yield_now();
    }
}

#[test]
fn a_slow_client_is_waited_for() {
    let live = Live::start(Engine::Sqlite).unwrap();
    let body = format!("{{\"email\": \"nobody@example.org\", \"password\": \"{}\"}}", "wrong ".repeat(300));
    let mut stream =
        live.sent(&format!("{LOGIN}Connection: close\r\nContent-Length: {}\r\n\r\n", body.len()));
    stream.set_read_timeout(Some(Duration::from_millis(150))).unwrap();
    for piece in body.as_bytes().chunks(150) {
        stream.write_all(piece).unwrap();
        let paused = stream.read(&mut [0; 1]);
        assert!(paused.is_err() || piece.len() < 150, "answered before it was asked");
        if paused.is_ok() {
            return;
        }
    }
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let answer = rest(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
}

#[test]
fn a_large_answer_is_handed_out_in_portions() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let lengths = System::new().block_on(async {
        let service = actix_web::test::init_service(server::application(test.app.clone())).await;
        let request = TestRequest::get().uri("/docs/swagger-ui-bundle.js").to_request();
        let mut body = pin!(actix_web::test::call_service(&service, request).await.into_body());
        let BodySize::Sized(announced) = body.size() else { panic!("{:?}", body.size()) };
        let mut lengths = Vec::new();
        while let Some(portion) = poll_fn(|cx| body.as_mut().poll_next(cx)).await {
            lengths.push(portion.ok().unwrap().len());
        }
        assert_eq!(u64::try_from(lengths.iter().sum::<usize>()).unwrap(), announced);
        lengths
    });
    // Whatever is handed out is held for the client, whether it takes it or not.
    assert!(lengths.len() > 50 && lengths.iter().all(|length| *length <= 16 * 1024), "{lengths:?}");
}

#[test]
fn a_large_answer_arrives_whole() {
    let live = Live::start(Engine::Sqlite).unwrap();
    let answer = rest(
        &mut live.sent("GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"),
    );
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let announced = format!("content-length: {}", body.len());
    assert!(body.len() > 1_000_000 && head.to_lowercase().contains(&announced), "{head} {}", body.len());
}

#[rstest::rstest]
fn stalled_clients_cost_the_others_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(live) = Live::start(engine) else { return };
    let stalled: Vec<_> =
        (0..1_100).map(|_| live.sent(&format!("{LOGIN}Content-Length: 100000\r\n\r\n{{"))).collect();
    let mut times: Vec<_> = (0..20).map(|_| live.ready()).collect();
    times.sort();
    println!("/ready beside {} stalled clients: {:?} to {:?}", stalled.len(), times[0], times[19]);
    assert!(times[10] < Duration::from_millis(50), "{times:?}");
}
