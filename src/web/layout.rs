//! What every page stands in: the frame, the style sheet, who is signed in.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType};
use actix_web::{HttpResponse, get};
use askama::Template;

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller, CallerKind, csrf};
use crate::domain::role::Role;
use crate::services::{ServiceError, sessions};
use crate::words::label::Label;
use crate::words::pages::menu as words;

/// Where the style sheet is.
pub const STYLE_PATH: &str = "/pages.css";

const STYLE: &str = include_str!("layout/pages.css");

#[get("/pages.css")]
pub(crate) async fn style() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=600"))
        .content_type("text/css; charset=utf-8")
        .body(STYLE)
}

/// What a page of staff shows around its own content.
pub(super) struct Shell {
    /// Who is signed in.
    pub name: String,
    /// In which role.
    pub role: &'static str,
    /// The token of this sign-in's forms.
    pub csrf: String,
    /// Whether there are arrivals to watch.
    pub day: bool,
    /// Whether there are placements to see.
    pub placements: bool,
    /// Whether there are learners to see.
    pub learners: bool,
    /// Whether there are learners who agreed that a hub sees their matches.
    pub agreed: bool,
    /// Whether there are offers to see.
    pub offers: bool,
    /// Whether there are cohorts to see.
    pub cohorts: bool,
    /// Whether there are messages to families to see.
    pub families: bool,
    /// Whether there is evidence to see.
    pub evidence: bool,
    /// Where the caller's organisation is, or all that they look after, and what that is called.
    pub organisation: (String, &'static str),
}

impl Shell {
    /// The frame for a caller.
    pub(super) fn of(app: &App, caller: &Caller) -> Result<Self, ServiceError> {
        let CallerKind::User { session, .. } = &caller.kind else {
            return Err(ServiceError::Unauthenticated);
        };
        Ok(Self {
            name: sessions::read(app, caller)?.name.to_string(),
            role: caller.role.label(),
            csrf: csrf::token(&app.keys, session),
            day: allowed(caller.role, Action::ListAlerts),
            placements: allowed(caller.role, Action::ListPlacements),
            learners: allowed(caller.role, Action::ListLearners),
            agreed: allowed(caller.role, Action::ListAgreedLearners),
            offers: allowed(caller.role, Action::ListOffers),
            cohorts: allowed(caller.role, Action::ListCohorts),
            families: allowed(caller.role, Action::ListFamilyMessages),
            evidence: allowed(caller.role, Action::ReadEvidence),
            organisation: match caller.role {
                Role::Hub | Role::Admin => ("/staff/organisations".to_owned(), words::ORGANISATIONS),
                _ => (format!("/staff/organisations/{}", caller.organisation), words::ORGANISATION),
            },
        })
    }
}

/// A page as an answer.
pub(super) fn page(status: StatusCode, template: &impl Template) -> HttpResponse {
    match template.render() {
        Ok(html) => HttpResponse::build(status).content_type(ContentType::html()).body(html),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

/// A page that was asked for.
pub(super) fn shown(template: &impl Template) -> HttpResponse {
    page(StatusCode::OK, template)
}
