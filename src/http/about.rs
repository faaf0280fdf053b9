//! What the addresses of the service are, and what its problems mean. Nobody need be signed in to read either.

use actix_web::{HttpResponse, get, web};
use serde_json::{Value, json};

use super::listed::{ADDRESS, Listed};
use super::problem::{Problem, ProblemKind};
use super::unmatched::KnownRoutes;

/// Where things are: whatever can be read without an identifier stands here under the last part of its address.
#[get("/api/v1")]
pub(crate) async fn root(known: web::Data<KnownRoutes>) -> HttpResponse {
    let mut places = json!({
        "name": "Placewell",
        "version": "1",
        "document": ADDRESS,
        "docs": "/docs/",
        "problems": ProblemKind::ALL.iter().map(|kind| kind.uri()).collect::<Vec<_>>(),
        "live": "/live",
        "health": "/health",
        "ready": "/ready",
    });
    if let Some(places) = places.as_object_mut() {
        places.extend(known.0.iter().filter_map(place));
    }
    HttpResponse::Ok().json(places)
}

/// What is read at the address of an operation, and the address.
fn place(operation: &Listed) -> Option<(String, Value)> {
    let readable = operation.method == "GET" && !operation.path.contains('{');
    let (_, name) = operation.path.rsplit_once('/')?;
    readable.then(|| (name.replace('-', "_"), json!(operation.path)))
}

/// What a kind of problem is.
///
/// # Errors
/// 404 for an address that names none.
#[get("/problems/{kind}")]
pub(crate) async fn problem(kind: web::Path<String>) -> Result<HttpResponse, Problem> {
    let address = format!("/problems/{kind}");
    let kind = ProblemKind::ALL
        .iter()
        .find(|kind| kind.uri() == address)
        .ok_or_else(|| Problem::new(ProblemKind::NotFound, "There is no problem type at this address."))?;
    let status = kind.status().as_u16();
    Ok(HttpResponse::Ok().json(json!({ "type": address, "title": kind.title(), "status": status })))
}
