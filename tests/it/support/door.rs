//! The service's door in a thread of its own, put together once a test.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use actix_web::http::Method;
use actix_web::rt::System;
use actix_web::test;
use placewell::app::App;
use placewell::http::server::application;
use serde_json::Value;

use super::app::Answer;

/// What a call sends.
pub struct Sent {
    pub method: Method,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
    pub peer: SocketAddr,
}

/// Answers one call after the other; it shuts when it is dropped.
pub struct Door(Sender<(Sent, Sender<Parts>)>);

/// What of an answer may cross threads.
type Parts = (u16, Vec<(String, String)>, Vec<u8>);

impl Door {
    pub fn of(app: Arc<App>) -> Self {
        let (calls, waiting) = channel::<(Sent, Sender<Parts>)>();
        thread::spawn(move || {
            System::new().block_on(async {
                let service = test::init_service(application(app)).await;
                for (sent, reply) in waiting {
                    let mut request =
                        test::TestRequest::default().method(sent.method).uri(&sent.path).peer_addr(sent.peer);
                    for (name, value) in sent.headers {
                        request = request.append_header((name, value));
                    }
                    if let Some(body) = sent.body {
                        request = request.set_payload(body);
                    }
                    let response = test::call_service(&service, request.to_request()).await;
                    let text =
                        |value: &actix_web::http::header::HeaderValue| value.to_str().unwrap().to_owned();
                    let headers = response.headers().iter();
                    let headers = headers.map(|(name, value)| (name.to_string(), text(value))).collect();
                    let status = response.status().as_u16();
                    let bytes = test::read_body(response).await.to_vec();
                    let _ = reply.send((status, headers, bytes));
                }
            });
        });
        Self(calls)
    }

    pub fn answer(&self, sent: Sent) -> Answer {
        let (reply, answer) = channel();
        self.0.send((sent, reply)).unwrap();
        let (status, headers, bytes) = answer.recv().expect("the door fell off its hinges");
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status, headers, body, bytes }
    }
}
