//! A form with a file. The file is held in memory and never written to a disk.

use std::future::{Future, poll_fn};
use std::pin::Pin;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_core::Stream;

use crate::web::fault::Fault;
use crate::web::form::of_sign_in;

/// The most that a form with a file may send, bytes.
const MOST: usize = 512 * 1024;

/// A form with a file that was shown within the sign-in that sends it.
#[derive(Default)]
pub(in crate::web) struct Upload {
    /// The key that stood in the form.
    pub(super) once: String,
    /// The file; empty when none was selected.
    pub(super) file: Vec<u8>,
    /// Whether it was too large to be read.
    pub(super) too_large: bool,
    token: String,
}

impl FromRequest for Upload {
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Fault>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = Multipart::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let mut form = form.await.map_err(|_| Fault::unreadable())?;
            let mut upload = Self::default();
            while let Some(field) = next(&mut form).await {
                let mut field = field.map_err(|_| Fault::unreadable())?;
                let name = field.name().unwrap_or_default().to_owned();
                upload.take(&name, &mut field).await?;
            }
            if of_sign_in(&request, Some(&upload.token)) { Ok(upload) } else { Err(Fault::foreign()) }
        })
    }
}

impl Upload {
    async fn take(&mut self, name: &str, field: &mut Field) -> Result<(), Fault> {
        let mut bytes = Vec::new();
        while let Some(some) = next(field).await {
            let some = some.map_err(|_| Fault::unreadable())?;
            if bytes.len() + some.len() > MOST {
                self.too_large = true;
            } else {
                bytes.extend_from_slice(&some);
            }
        }
        let text = || String::from_utf8(bytes.clone()).map_err(|_| Fault::unreadable());
        match name {
            "csrf" => self.token = text()?,
            "once" => self.once = text()?,
            "file" => self.file = bytes,
            _ => {}
        }
        Ok(())
    }
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}
