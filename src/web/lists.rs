//! Lists as files, narrowed as on their pages.

use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, web};
use serde::Deserialize;

use super::fault::{Fault, run};
use super::learners::learner_id;
use super::organisations::organisation_id;
use super::printed::attached;
use super::session::Signed;
use super::{learners, offers, organisations, placements};
use crate::app::App;
use crate::domain::code::Code;
use crate::services::ServiceError;
use crate::services::evidence::EvidenceFormat;
use crate::services::lists::{self, ListAsked};

/// Registers the addresses.
pub(super) fn register(config: &mut ServiceConfig) {
    config
        .service(learners_file)
        .service(offers_file)
        .service(placements_file)
        .service(organisations_file)
        .service(people_file)
        .service(contacts_file)
        .service(matches_file)
        .service(agreed_file)
        .service(today_file);
}

/// In which format.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    format: String,
    /// Whose people, contacts or matches.
    of: String,
}

async fn sent(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
    asked: impl FnOnce(&str) -> Result<ListAsked, ServiceError> + Send + 'static,
) -> Result<HttpResponse, Fault> {
    let file = run(&app, move |app| {
        let format = EvidenceFormat::named(&wanted.format).ok_or(ServiceError::NotFound)?;
        lists::file(app, &signed.0, &asked(&wanted.of)?, format)
    });
    Ok(attached(file.await?))
}

#[get("/lists/learners")]
async fn learners_file(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
    narrowed: web::Query<learners::Narrowed>,
) -> Result<HttpResponse, Fault> {
    let asked = move |_: &str| {
        let (states, search) = narrowed.asked()?;
        Ok(ListAsked::Learners(states, search))
    };
    sent(app, signed, wanted, asked).await
}

#[get("/lists/offers")]
async fn offers_file(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
    narrowed: web::Query<offers::Narrowed>,
) -> Result<HttpResponse, Fault> {
    let asked = move |_: &str| {
        let (states, search) = narrowed.asked()?;
        Ok(ListAsked::Offers(states, search))
    };
    sent(app, signed, wanted, asked).await
}

#[get("/lists/placements")]
async fn placements_file(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
    narrowed: web::Query<placements::Wanted>,
) -> Result<HttpResponse, Fault> {
    sent(app, signed, wanted, move |_| Ok(ListAsked::Placements(narrowed.due))).await
}

#[get("/lists/organisations")]
async fn organisations_file(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
    narrowed: web::Query<organisations::Narrowed>,
) -> Result<HttpResponse, Fault> {
    let asked = move |_: &str| {
        let (wanted, search) = narrowed.asked()?;
        Ok(ListAsked::Organisations(wanted, search))
    };
    sent(app, signed, wanted, asked).await
}

#[get("/lists/people")]
async fn people_file(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Fault> {
    sent(app, signed, wanted, |of| Ok(ListAsked::People(organisation_id(of)?))).await
}

#[get("/lists/contacts")]
async fn contacts_file(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Fault> {
    sent(app, signed, wanted, |of| Ok(ListAsked::Contacts(organisation_id(of)?))).await
}

#[get("/lists/matches")]
async fn matches_file(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Fault> {
    sent(app, signed, wanted, |of| Ok(ListAsked::Matches(learner_id(of)?))).await
}

#[get("/lists/agreed-learners")]
async fn agreed_file(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Fault> {
    sent(app, signed, wanted, |_| Ok(ListAsked::Agreed)).await
}

#[get("/lists/today")]
async fn today_file(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Fault> {
    sent(app, signed, wanted, |_| Ok(ListAsked::Today)).await
}
