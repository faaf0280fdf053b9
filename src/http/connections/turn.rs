//! Whose turn it is on a connection: the client's until its request is read, then the service's until the answer.

use std::cell::Cell;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, HttpMessage};
use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::connection::{Connection, Waits};

/// Tells the connection of a request whose turn it is, and gives a body up that does not come.
///
/// # Errors
/// What the service within returns.
pub async fn take_turns<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let Some(connection) = request.conn_data::<Arc<Connection>>().cloned() else {
        return next.call(request).await;
    };
    let turn = Rc::new(Turn { connection, begun: Cell::new(false), ended: Cell::new(false) });
    match request.take_payload() {
        Payload::None => turn.begin(),
        payload => {
            let timer = Box::pin(sleep_until(Instant::now()));
            let awaited = Awaited { payload, turn: turn.clone(), timer };
            request.set_payload(Payload::Stream { payload: Box::pin(awaited) });
        }
    }
    let response = next.call(request).await;
    turn.end();
    response
}

/// The service's turn, which ends when it is dropped at the latest.
struct Turn {
    connection: Arc<Connection>,
    begun: Cell<bool>,
    ended: Cell<bool>,
}

impl Turn {
    fn begin(&self) {
        if !self.ended.get() && !self.begun.replace(true) {
            self.connection.begin_turn();
        }
    }

    fn end(&self) {
        if !self.ended.replace(true) {
            self.connection.end_turn(self.begun.get());
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.end();
    }
}

/// A body on its way.
struct Awaited {
    payload: Payload,
    turn: Rc<Turn>,
    timer: Pin<Box<Sleep>>,
}

impl Stream for Awaited {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match Pin::new(&mut self.payload).poll_next(cx) {
            Poll::Ready(None) => self.turn.begin(),
            Poll::Ready(some) => return Poll::Ready(some),
            Poll::Pending => {
                if let Waits::ForClient(until) = self.turn.connection.waits() {
                    self.timer.as_mut().reset(until);
                    if self.timer.as_mut().poll(cx).is_ready() {
                        return Poll::Ready(Some(Err(PayloadError::Io(io::ErrorKind::TimedOut.into()))));
                    }
                }
                return Poll::Pending;
            }
        }
        Poll::Ready(None)
    }
}
