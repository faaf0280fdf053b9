//! The stream of a connection, which ends when its client is too slow.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::admission::Admission;
use super::connection::{Connection, Waits};

/// How much later the stream ends than a body is given up, so that the answer (408) can still go out.
const LAST_WORD: Duration = Duration::from_secs(1);

/// A stream over which a client must keep pace.
pub struct PacedStream<S> {
    inner: S,
    admission: Admission,
    timer: Pin<Box<Sleep>>,
}

impl<S> PacedStream<S> {
    /// Watches a stream.
    pub fn new(inner: S, admission: Admission) -> Self {
        Self { inner, admission, timer: Box::pin(sleep_until(Instant::now())) }
    }

    /// What the requests on this stream share with it.
    #[must_use]
    pub fn connection(&self) -> Arc<Connection> {
        self.admission.connection()
    }

    /// Nothing moves now: whether to go on waiting.
    fn wait<T>(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        self.admission.wake_with(cx.waker());
        match self.admission.waits() {
            Waits::ForUs => Poll::Pending,
            Waits::No => Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into())),
            Waits::ForClient(until) => {
                let until = until + LAST_WORD;
                if self.timer.deadline() != until {
                    self.timer.as_mut().reset(until);
                }
                ready!(self.timer.as_mut().poll(cx));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }

    fn is_late(&self) -> bool {
        match self.admission.waits() {
            Waits::ForUs => false,
            Waits::No => true,
            Waits::ForClient(until) => Instant::now() > until + LAST_WORD,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for PacedStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.is_late() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.inner).poll_read(cx, buffer);
        match read {
            Poll::Pending => self.wait(cx),
            done => {
                self.admission.moved(buffer.filled().len() - before, 0);
                done
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for PacedStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.inner).poll_write(cx, bytes) {
            Poll::Pending => self.wait(cx),
            Poll::Ready(Ok(sent)) => {
                self.admission.moved(0, sent);
                Poll::Ready(Ok(sent))
            }
            failed => failed,
        }
    }

    /// Also sets the clock for what the client owes next: whoever polls reads before it writes, and does not come
    /// back to reading.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.inner).poll_flush(cx);
        let waited = self.wait(cx);
        if flushed.is_pending() { waited } else { flushed }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.inner).poll_shutdown(cx) {
            Poll::Pending => self.wait(cx),
            done => done,
        }
    }
}
