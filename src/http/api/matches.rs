//! Ranked placements for a learner.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::check::Faults;
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{LearnerId, OfferId, OrganisationId};
use crate::domain::occupation::SocCode;
use crate::domain::provision::Provision;
use crate::domain::theme::Theme;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::page::{PagePart, PageQuery, encode};
use crate::http::query::{self, Query, both, several};
use crate::http::{Document, Path, Problem, blocking, reply};
use crate::ranking::{Cursor, Funnel, MatchSort};
use crate::services::listing::Search;
use crate::services::matches::{
    self, MatchBarriers, MatchFacets, MatchUnlocks, MatchView, Matches, Only, Wanted, WhatIf,
};
use crate::suitability::Outcome;

/// Which matches are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MatchQuery {
    /// The date on which the placement must start; the earliest that is possible unless said.
    pub start: Option<NaiveDate>,
    /// Only this outcome; all but unsuitable unless said.
    pub outcome: Option<Outcome>,
    /// The order; `value` unless said.
    pub sort: Option<MatchSort>,
    /// Words that must all occur in the title, the employer's name or the names of the tasks; capitals and accents make no
    /// difference.
    #[param(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub q: Option<Search>,
    /// Only this occupation, by SOC 2020 code.
    pub occupation: Option<SocCode>,
    /// Only this employer's offers.
    #[param(value_type = Option<String>, format = "uuid")]
    pub employer: Option<OrganisationId>,
    /// Only where these provisions are there already.
    #[serde(default, deserialize_with = "several")]
    #[param(value_type = Option<Vec<Provision>>)]
    pub provision: CodeSet<Provision>,
    /// Only with a task of one of these themes.
    #[serde(default, deserialize_with = "several")]
    #[param(value_type = Option<Vec<Theme>>)]
    pub theme: CodeSet<Theme>,
    /// Only sites within so many metres of home, in a straight line; unknown places are left out.
    #[param(maximum = 1_000_000)]
    pub metres: Option<u32>,
    /// Only journeys of so many minutes at most, door to door; unknown ones are left out.
    #[param(maximum = 600)]
    pub minutes: Option<u16>,
    /// Only placements that are over by this date.
    pub until: Option<NaiveDate>,
    /// Whether the offers that are left are counted by employer, occupation and theme.
    pub facets: Option<bool>,
}

/// For when one offer is looked at.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StartQuery {
    /// The date on which the placement must start; the earliest that is possible unless said.
    pub start: Option<NaiveDate>,
}

/// A page of matches.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchListing {
    /// Best first, as `sort` says; equals by the offer's identifier.
    pub items: Vec<MatchView>,
    /// What became of the other offers.
    pub funnel: Funnel,
    /// How the offers that the funnel leaves divide; only with `facets=true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facets: Option<MatchFacets>,
    /// Names the weights that scored.
    pub weights_version: u32,
    /// Names the offers as they stood: when it changes between two pages, offers have changed.
    pub offers_version: String,
    /// The order of `items`.
    pub sort: MatchSort,
    /// The coming dates that are left out because the learner is on another placement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub placed_on: Vec<NaiveDate>,
    /// Sent as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Ranks the offers for a learner.
///
/// Each with its outcome, its score in named parts, reasons, questions and what would change it. The order is by
/// value, the score less what the changes and questions take off as the hub's weights say, or by outcome and score.
/// What does not suit comes last in either.
#[utoipa::path(
    tag = "matches",
    params(("id" = String, Path, format = "uuid", description = "The learner."), MatchQuery, PageQuery),
    responses((status = 200, description = "A page of matches.", body = MatchListing), Problems)
)]
#[get("/learners/{id}/matches")]
pub(crate) async fn list_matches(
    app: web::Data<App>,
    caller: Caller,
    learner: Path<LearnerId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let wanted = wanted(&request)?;
    let found = blocking(&app, move |app| matches::list(app, &caller, &learner, wanted)).await?;
    listing(found)
}

/// Ranks the offers for a learner as they could be.
///
/// Ranks by the profile in the request, which is not saved: use it to see what a longer walk or one more change of bus
/// would open up. Each request is recorded in the access log.
#[utoipa::path(
    tag = "matches",
    params(("id" = String, Path, format = "uuid", description = "The learner."), MatchQuery, PageQuery),
    request_body = WhatIf,
    responses((status = 200, description = "A page of matches.", body = MatchListing), Problems, WriteProblems)
)]
#[post("/learners/{id}/matches")]
pub(crate) async fn try_matches(
    app: web::Data<App>,
    caller: Caller,
    learner: Path<LearnerId>,
    request: HttpRequest,
    body: Document<WhatIf>,
) -> Result<HttpResponse, Problem> {
    let wanted = wanted(&request)?;
    let found =
        blocking(&app, move |app| matches::try_out(app, &caller, &learner, &body.value, wanted)).await?;
    listing(found)
}

/// The farthest that matches can be narrowed to, metres.
const MOST_METRES: u32 = 1_000_000;

/// The longest journey that matches can be narrowed to, minutes.
const MOST_MINUTES: u16 = 600;

fn wanted(request: &HttpRequest) -> Result<Wanted, Problem> {
    let query = query::of::<MatchQuery>(request);
    let sort = query.as_ref().map_or(MatchSort::Value, |query| query.sort.unwrap_or(MatchSort::Value));
    let page = PagePart::of(request, sort.code(), cursor);
    let (query, PagePart { limit, after }) = both(query, page)?;
    let mut faults = Faults::default();
    faults.require(query.metres.is_none_or(|most| most <= MOST_METRES), "metres", "must be at most 1000000");
    faults.require(query.minutes.is_none_or(|most| most <= MOST_MINUTES), "minutes", "must be at most 600");
    faults.finish().map_err(Problem::fields)?;
    let outcomes = query.outcome.into_iter().collect();
    let only = Only {
        search: query.q,
        occupation: query.occupation,
        employer: query.employer,
        provisions: query.provision,
        themes: query.theme,
        metres: query.metres,
        minutes: query.minutes,
        until: query.until,
    };
    let (start, facets, limit) = (query.start, query.facets.unwrap_or(false), usize::from(limit));
    Ok(Wanted { start, sort: Some(sort), outcomes, only, facets, limit, after })
}

fn listing(found: Matches) -> Result<HttpResponse, Problem> {
    let Matches { items, funnel, facets, weights_version, offers_version, placed_on, next, sort } = found;
    let next = next.and_then(|next| Some(encode(sort.code(), &[serde_json::to_string(&next).ok()?])));
    reply::ok(&MatchListing { items, funnel, facets, weights_version, offers_version, sort, placed_on, next })
}

/// Explains one offer for a learner.
///
/// Returns every reason, question, change and finding, whatever the outcome.
#[utoipa::path(
    tag = "matches",
    params(
        ("id" = String, Path, format = "uuid", description = "The learner."),
        ("offer" = String, Path, format = "uuid", description = "The offer."),
        StartQuery
    ),
    responses((status = 200, description = "The match.", body = MatchView), Problems)
)]
#[get("/learners/{id}/matches/{offer}")]
pub(crate) async fn read_match(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(LearnerId, OfferId)>,
    query: Query<StartQuery>,
) -> Result<HttpResponse, Problem> {
    let (learner, offer) = path.0;
    let start = query.0.start;
    reply::ok(&blocking(&app, move |app| matches::read(app, &caller, &learner, &offer, start)).await?)
}

/// Explains what stands between a learner and one offer.
///
/// Every constraint that the offer fails, and whether anybody could change it; then the smallest sets of changes and
/// answers with which it would suit, each with who would act, what it usually costs, and the score and the place that the
/// offer would then have among the learner's matches. The walks to other offers are estimated.
#[utoipa::path(
    tag = "matches",
    params(
        ("id" = String, Path, format = "uuid", description = "The learner."),
        ("offer" = String, Path, format = "uuid", description = "The offer."),
        StartQuery
    ),
    responses((status = 200, description = "What stands in the way.", body = MatchBarriers), Problems)
)]
#[get("/learners/{id}/matches/{offer}/barriers")]
pub(crate) async fn explain_match(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(LearnerId, OfferId)>,
    query: Query<StartQuery>,
) -> Result<HttpResponse, Problem> {
    let (learner, offer) = path.0;
    let start = query.0.start;
    reply::ok(&blocking(&app, move |app| matches::explain(app, &caller, &learner, &offer, start)).await?)
}

/// Lists the changes that would open more offers to a learner.
///
/// Counts every offer once: those that suit, those that fail one kind of constraint only, and those that fail several.
/// Then lists the smallest sets of changes and answers, each with who makes it, what it usually costs and which offers
/// it opens. Walks are estimated.
#[utoipa::path(
    tag = "matches",
    params(("id" = String, Path, format = "uuid", description = "The learner."), StartQuery),
    responses((status = 200, description = "What would open more offers.", body = MatchUnlocks), Problems)
)]
#[get("/learners/{id}/unlocks")]
pub(crate) async fn list_unlocks(
    app: web::Data<App>,
    caller: Caller,
    learner: Path<LearnerId>,
    query: Query<StartQuery>,
) -> Result<HttpResponse, Problem> {
    let start = query.0.start;
    reply::ok(&blocking(&app, move |app| matches::unlocks(app, &caller, &learner, start)).await?)
}

fn cursor(parts: &[String]) -> Option<Cursor> {
    parts.first().and_then(|text| serde_json::from_str(text).ok())
}
