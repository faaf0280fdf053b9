//! Reviews of supported internships.

use actix_web::{HttpResponse, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::PlacementId;
use crate::domain::internship_review::InternshipReview;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::internship_reviews::{self, InternshipReviewView};

/// Records a review of a supported internship.
///
/// What was recorded before stays on record, and the newest of a day counts. The same again adds nothing. A review is due at
/// the end of every six weeks from the first day, and on the last day.
#[utoipa::path(
    tag = "evidence",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    request_body = InternshipReview,
    responses((status = 200, description = "What counts now.", body = InternshipReviewView), Problems, WriteProblems)
)]
#[post("/placements/{id}/internship-reviews")]
pub(crate) async fn record_internship_review(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    body: Json<InternshipReview>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| internship_reviews::record(app, &caller, &id, &body.value)).await?)
}

/// Lists the reviews of a supported internship.
///
/// Everything that was recorded, in the order in which it was entered.
#[utoipa::path(
    tag = "evidence",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The reviews.", body = Vec<InternshipReviewView>), Problems)
)]
#[get("/placements/{id}/internship-reviews")]
pub(crate) async fn list_internship_reviews(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| internship_reviews::list(app, &caller, &id)).await?)
}
