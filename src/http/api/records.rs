//! What is kept about the handling of a learner's data: who was told what, and who looked.

use actix_web::{HttpResponse, get, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::LearnerId;
use crate::http::openapi::Problems;
use crate::http::page::PageQuery;
use crate::http::{Listing, Page, Path, Problem, blocking, reply};
use crate::services::access::{self, AccessView};
use crate::services::disclosures::{self, DisclosureView};

/// Lists the disclosures about a learner.
///
/// Each receipt says to whom, when, in which pack and on which ground; it names fields, never values.
#[utoipa::path(
    tag = "records",
    params(("id" = String, Path, format = "uuid", description = "The learner.")),
    responses((status = 200, description = "The receipts, oldest first.", body = Vec<DisclosureView>), Problems)
)]
#[get("/learners/{id}/disclosures")]
pub(crate) async fn list_disclosures(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| disclosures::list(app, &caller, &id)).await?)
}

/// Lists who has viewed a learner.
///
/// At the record, the matches, the placements and their packs: identifiers only, oldest first.
#[utoipa::path(
    tag = "records",
    params(("id" = String, Path, format = "uuid", description = "The learner."), PageQuery),
    responses((status = 200, description = "A page of the log.", body = Listing<AccessView>), Problems)
)]
#[get("/learners/{id}/access-log")]
pub(crate) async fn read_access_log(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| access::of_learner(app, &caller, &id, &page.0, false)).await?;
    reply::ok(&Listing::from(page))
}
