//! The register of schools.

use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::http::openapi::Problems;
use crate::http::query::Query;
use crate::http::{Problem, blocking, reply};
use crate::services::organisations::{self, School};

/// Which schools are looked up.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SchoolQuery {
    /// A part of the name, of three letters or more.
    #[param(max_length = 200, example = "st david")]
    pub name: String,
}

/// Looks schools up in the register.
///
/// At most 50, by name: the open schools of the register that was brought in last (`placewell import schools`). There are none
/// for a part of fewer than three letters, and none before a register was brought in.
#[utoipa::path(
    tag = "organisations",
    params(SchoolQuery),
    responses((status = 200, description = "The schools.", body = Vec<School>), Problems)
)]
#[get("/schools")]
pub(crate) async fn list_schools(
    app: web::Data<App>,
    caller: Caller,
    query: Query<SchoolQuery>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| organisations::schools(app, &caller, &query.0.name)).await?)
}
