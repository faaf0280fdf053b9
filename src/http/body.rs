//! Reading a JSON body, and saying everything that is wrong with one.

use std::future::Future;
use std::io::ErrorKind;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpRequest};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::ToSchema;

use super::problem::{Problem, ProblemKind};
use crate::app::App;
use crate::domain::check::FieldError;
use crate::reading::{REPEATED, explain, field_error};
use crate::services::Checked;

/// The largest body that is read, in bytes. An offer with twenty tasks takes some thirty thousand.
pub const LARGEST_BODY: usize = 512 * 1024;

/// A body read as JSON, and the bytes it was read from.
///
/// Refused: another media type (415), too many bytes (413), too slow (408), no JSON (400), JSON that does not fit,
/// an unknown field among it (422, naming every such field).
#[derive(Debug)]
pub struct Json<T> {
    /// What the body says.
    pub value: T,
    /// The bytes, to tell a repeated request from another.
    pub bytes: Bytes,
}

/// As [`Json`], of a document with rules across its fields: when it does not fit, they are told as well.
#[derive(Debug)]
pub struct Document<T> {
    /// What the body says.
    pub value: T,
    /// The bytes, to tell a repeated request from another.
    pub bytes: Bytes,
}

type Reading<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

impl<T: DeserializeOwned + ToSchema + 'static> FromRequest for Json<T> {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (bytes, today) = (body(request, payload), today(request));
        Box::pin(async move {
            let bytes = bytes.await?;
            Ok(Self { value: parse(&bytes, today, |_| Vec::new())?, bytes })
        })
    }
}

impl<T: DeserializeOwned + ToSchema + Checked + 'static> FromRequest for Document<T> {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (bytes, today) = (body(request, payload), today(request));
        Box::pin(async move {
            let bytes = bytes.await?;
            let check = |value: &T| value.check(today).err().unwrap_or_default();
            Ok(Self { value: parse(&bytes, today, check)?, bytes })
        })
    }
}

fn today(request: &HttpRequest) -> NaiveDate {
    let app = request.app_data::<web::Data<App>>();
    app.map(|app| app.clock.today_in_london()).unwrap_or_default()
}

fn body(request: &HttpRequest, payload: &mut Payload) -> Reading<Bytes> {
    let is_json = is_json(request);
    let payload = web::Payload::from_request(request, payload);
    Box::pin(async move {
        if !is_json {
            let detail = "Send Content-Type: application/json.";
            return Err(Problem::new(ProblemKind::UnsupportedMediaType, detail));
        }
        let broken_off =
            |_| Problem::new(ProblemKind::BadRequest, "The request body was cut off before it ended.");
        read(payload.await.map_err(broken_off)?).await
    })
}

fn is_json(request: &HttpRequest) -> bool {
    let header = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = header.and_then(|value| value.split(';').next()).unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

async fn read(payload: web::Payload) -> Result<Bytes, Problem> {
    match payload.to_bytes_limited(LARGEST_BODY).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_late(&error) => Err(Problem::new(
            ProblemKind::TooSlow,
            "The request body took too long to arrive. Send it again.",
        )),
        Ok(Err(_)) => {
            Err(Problem::new(ProblemKind::BadRequest, "The request body was cut off before it ended."))
        }
        Err(_) => {
            let detail = format!("A request body can be at most {LARGEST_BODY} bytes.");
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

/// Reads JSON: its syntax first, then every field. What `check` says of a document joins the faults of one that does
/// not fit; one that fits is checked by its use case.
///
/// # Errors
/// [`ProblemKind::InvalidJson`] when it is none, [`ProblemKind::InvalidFields`] when it does not fit.
pub fn parse<T: DeserializeOwned + ToSchema>(
    bytes: &[u8],
    today: NaiveDate,
    check: impl Fn(&T) -> Vec<FieldError>,
) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let first = match serde_path_to_error::deserialize(&mut reader) {
        Ok(value) => {
            reader.end().map_err(|error| invalid_json(&error))?;
            return Ok(value);
        }
        Err(error) => error,
    };
    let sent = serde_json::from_slice(bytes).map_err(|error| invalid_json(&error))?;
    let mut explained = explain::<T>(sent, today);
    let checked = explained.read.as_ref().map(check).unwrap_or_default();
    explained.join(checked);
    let mut faults = explained.faults;
    let first = field_error(&first.path().to_string(), &first.inner().to_string());
    // A member that stands twice is no longer to be seen once the JSON is read.
    if faults.is_empty() || first.reason == REPEATED {
        faults.insert(0, first);
    }
    Err(Problem::fields(faults))
}

/// Reads a part of a document that is answered by itself.
///
/// # Errors
/// Everything that is wrong with it.
pub fn fit<T: DeserializeOwned + ToSchema + Checked>(
    sent: Value,
    today: NaiveDate,
) -> Result<T, Vec<FieldError>> {
    let first = match serde_path_to_error::deserialize(&sent) {
        Ok(value) => return Ok(value),
        Err(error) => field_error(&error.path().to_string(), &error.inner().to_string()),
    };
    let mut explained = explain::<T>(sent, today);
    let checked = explained.read.as_ref().and_then(|read| read.check(today).err()).unwrap_or_default();
    explained.join(checked);
    Err(if explained.faults.is_empty() { vec![first] } else { explained.faults })
}

fn invalid_json(error: &serde_json::Error) -> Problem {
    let detail =
        format!("The JSON is incomplete or malformed at line {} column {}.", error.line(), error.column());
    Problem::new(ProblemKind::InvalidJson, detail)
}
