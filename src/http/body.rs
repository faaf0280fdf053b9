//! Reading a JSON body, and saying exactly what is wrong with one.

use std::future::Future;
use std::io::ErrorKind;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::problem::{Problem, ProblemKind};
use super::reason::field_error;

/// The largest body that is read, in bytes. An offer with twenty tasks takes some thirty thousand.
pub const LARGEST_BODY: usize = 512 * 1024;

/// A body read as JSON, and the bytes it was read from.
///
/// Refused: another media type (415), too many bytes (413), too slow (408), no JSON (400), JSON that does not fit,
/// an unknown field among it (422, naming the field).
#[derive(Debug)]
pub struct Json<T> {
    /// What the body says.
    pub value: T,
    /// The bytes, to tell a repeated request from another.
    pub bytes: Bytes,
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = is_json(request);
        let payload = web::Payload::from_request(request, payload);
        Box::pin(async move {
            if !is_json {
                let detail = "Send Content-Type: application/json.";
                return Err(Problem::new(ProblemKind::UnsupportedMediaType, detail));
            }
            let broken_off = |_| Problem::new(ProblemKind::BadRequest, "The body broke off.");
            let bytes = read(payload.await.map_err(broken_off)?).await?;
            Ok(Self { value: parse(&bytes)?, bytes })
        })
    }
}

fn is_json(request: &HttpRequest) -> bool {
    let header = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = header.and_then(|value| value.split(';').next()).unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

async fn read(payload: web::Payload) -> Result<Bytes, Problem> {
    match payload.to_bytes_limited(LARGEST_BODY).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_late(&error) => {
            Err(Problem::new(ProblemKind::TooSlow, "The body did not come in time; send it again."))
        }
        Ok(Err(_)) => Err(Problem::new(ProblemKind::BadRequest, "The body broke off.")),
        Err(_) => {
            let detail = format!("A body may have {LARGEST_BODY} bytes at most.");
            Err(Problem::new(ProblemKind::TooLarge, detail))
        }
    }
}

fn is_late(error: &actix_web::Error) -> bool {
    let late = |error: &PayloadError| match error {
        PayloadError::Io(error) => error.kind() == ErrorKind::TimedOut,
        _ => false,
    };
    error.as_error::<PayloadError>().is_some_and(late)
}

/// Reads JSON.
///
/// # Errors
/// [`ProblemKind::InvalidJson`] when it is none, [`ProblemKind::InvalidFields`] when it does not fit.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let (path, inner) = (error.path().to_string(), error.into_inner());
        if inner.is_data() {
            Problem::fields(vec![field_error(&path, &inner.to_string())])
        } else {
            invalid_json(&inner)
        }
    })?;
    reader.end().map_err(|error| invalid_json(&error))?;
    Ok(value)
}

fn invalid_json(error: &serde_json::Error) -> Problem {
    let detail = format!("It breaks off or goes wrong at line {} column {}.", error.line(), error.column());
    Problem::new(ProblemKind::InvalidJson, detail)
}
