//! What the addresses of the service are, and what its problems mean. Nobody need be signed in to read either.

use actix_web::{HttpResponse, get, web};
use serde_json::json;

use super::openapi::{ADDRESS, BASE};
use super::problem::{Problem, ProblemKind};

/// Where things are.
#[get("/api/v1")]
pub(crate) async fn root() -> HttpResponse {
    let under = |path: &str| format!("{BASE}/{path}");
    HttpResponse::Ok().json(json!({
        "name": "Placewell",
        "version": "1",
        "document": ADDRESS,
        "docs": "/docs/",
        "problems": ProblemKind::ALL.iter().map(|kind| kind.uri()).collect::<Vec<_>>(),
        "session": under("session"),
        "organisations": under("organisations"),
        "offers": under("offers"),
        "learners": under("learners"),
        "placements": under("placements"),
        "live": "/live",
        "health": "/health",
        "ready": "/ready",
    }))
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
