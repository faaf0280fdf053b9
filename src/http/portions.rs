//! Large answers, handed out a portion at a time.
//!
//! What is handed to the server is copied for its connection, taken or not. A thousand clients that ask for a megabyte
//! and take none of it would keep the others waiting while gigabytes are copied.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::web::Bytes;

/// Bytes of a portion: half of what the server keeps ready for one connection.
const PORTION: usize = 16 * 1024;

/// A body in portions.
pub(super) struct Portions {
    inner: BoxBody,
    rest: Bytes,
}

impl Portions {
    /// The same bytes in portions; a small body stays as it is.
    pub(super) fn of(body: BoxBody) -> BoxBody {
        let is_small = match body.size() {
            BodySize::None => true,
            BodySize::Sized(bytes) => usize::try_from(bytes).is_ok_and(|bytes| bytes <= PORTION),
            BodySize::Stream => false,
        };
        if is_small { body } else { BoxBody::new(Self { inner: body, rest: Bytes::new() }) }
    }
}

impl MessageBody for Portions {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.inner.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        while self.rest.is_empty() {
            match ready!(Pin::new(&mut self.inner).poll_next(cx)) {
                Some(Ok(bytes)) => self.rest = bytes,
                end => return Poll::Ready(end),
            }
        }
        let length = self.rest.len().min(PORTION);
        Poll::Ready(Some(Ok(self.rest.split_to(length))))
    }
}
