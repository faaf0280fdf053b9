//! The document of the API as served, and the pages on which it is read and tried out.

use std::borrow::Cow;
use std::sync::LazyLock;

use actix_web::http::header::ContentEncoding;
use actix_web::web::{Bytes, Data, Path, ServiceConfig};
use actix_web::{HttpResponse, get};
use utoipa_swagger_ui::Config;

use super::openapi::{ADDRESS, document};
use super::path::no_such_address;
use super::problem::Problem;
use crate::services::ServiceError;

/// Registers the document and its pages.
pub(super) fn register(config: &mut ServiceConfig) {
    let settings = Config::from(ADDRESS).validator_url("none");
    let settings = settings.try_it_out_enabled(true).persist_authorization(false);
    config.app_data(Data::new(settings)).service(served).service(page);
}

/// The document, written out once.
#[get("/api/v1/openapi.json")]
async fn served() -> Result<HttpResponse, Problem> {
    static TEXT: LazyLock<Result<Bytes, String>> =
        LazyLock::new(|| serde_json::to_vec(&document()).map(Bytes::from).map_err(|error| error.to_string()));
    let text = TEXT.as_ref().map_err(|error| ServiceError::internal(error.as_str()))?;
    Ok(HttpResponse::Ok().content_type("application/json").body(text.clone()))
}

/// A file of the pages, which is not copied for each client: the largest has more than a megabyte.
#[get("/docs/{file:.*}")]
async fn page(file: Path<String>, settings: Data<Config<'static>>) -> Result<HttpResponse, Problem> {
    let found = utoipa_swagger_ui::serve(&file, settings.into_inner());
    let found = found.map_err(|error| ServiceError::internal(error.to_string()))?;
    let file = found.ok_or_else(no_such_address)?;
    let mut answer = HttpResponse::Ok();
    if file.gzpipped {
        answer.insert_header(ContentEncoding::Gzip);
    }
    let bytes = match file.bytes {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    };
    Ok(answer.content_type(file.content_type).body(bytes))
}
