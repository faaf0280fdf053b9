//! A form with a file. The file is held in memory and never written to a disk.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpRequest};
use futures_core::Stream;
use multer::{Multipart, parse_boundary};

use crate::web::fault::Fault;
use crate::web::form::of_sign_in;

/// The most that a form with a file may send, bytes.
const MOST: usize = 512 * 1024;

/// A form with a file that was shown within the sign-in that sends it.
#[derive(Default)]
pub(in crate::web) struct Upload {
    /// The key that stood in the form.
    pub(super) once: String,
    /// What the file holds, as a code.
    pub(super) kind: String,
    /// The file; empty when none was selected.
    pub(super) file: Vec<u8>,
    token: String,
}

impl FromRequest for Upload {
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Fault>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = web::Payload::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
            let boundary = parse_boundary(kind.unwrap_or_default()).map_err(|_| Fault::unreadable())?;
            let body = body.await.map_err(|_| Fault::unreadable())?;
            let Ok(body) = body.to_bytes_limited(MOST).await else { return Err(Fault::too_large()) };
            let mut form = Multipart::new(Whole(body.ok()), boundary);
            let mut upload = Self::default();
            while let Some(field) = form.next_field().await.map_err(|_| Fault::unreadable())? {
                let name = field.name().unwrap_or_default().to_owned();
                let bytes = field.bytes().await.map_err(|_| Fault::unreadable())?;
                upload.take(&name, &bytes)?;
            }
            if of_sign_in(&request, Some(&upload.token)) { Ok(upload) } else { Err(Fault::foreign()) }
        })
    }
}

impl Upload {
    fn take(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let text = || std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Fault::unreadable());
        match name {
            "csrf" => self.token = text()?,
            "once" => self.once = text()?,
            "kind" => self.kind = text()?,
            "file" => self.file = bytes.to_vec(),
            _ => {}
        }
        Ok(())
    }
}

/// A body that has come as a whole.
struct Whole(Option<Bytes>);

impl Stream for Whole {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}
