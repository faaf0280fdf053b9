//! Who may be written to with a copy: the learner, the family, the job coaches of a placement.

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::db::{Conn, DbError, assignments, learners, users};
use crate::domain::agreement::{AgreementActor, AgreementScope, missing_actors, required_actors};
use crate::domain::delivery::Edition;
use crate::domain::learner::{Learner, LearnerState};
use crate::domain::placement::Placement;
use crate::domain::reader::Reader;
use crate::services::{ServiceError, agreements};
use crate::words;

/// Somebody for whom a copy is written, and whether it may be sent to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReaderView {
    /// How they are named when a copy is sent.
    pub reader: Reader,
    /// Their name.
    pub name: String,
    /// Why nothing may be sent to them, as a code; absent when it may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// The same in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Somebody with the address to which mail goes, or the code of why none may.
struct Known {
    reader: Reader,
    name: String,
    address: Result<String, &'static str>,
}

/// The readers of one edition.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn readers(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    edition: Edition,
) -> Result<Vec<ReaderView>, ServiceError> {
    let known = of_edition(c, app, placement, edition)?.into_iter();
    Ok(known
        .map(|one| {
            let refused = one.address.err();
            ReaderView {
                reader: one.reader,
                name: one.name,
                refused: refused.map(str::to_owned),
                reason: refused.and_then(words::delivery::advice).map(str::to_owned),
            }
        })
        .collect())
}

/// The present address of a reader, or the code of why nothing may be sent to them.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn address(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    reader: &Reader,
) -> Result<Result<String, &'static str>, ServiceError> {
    if learners::get(c, &app.keys, &placement.learner)?.state == LearnerState::Archived {
        return Ok(Err("learner_archived"));
    }
    let known = of_edition(c, app, placement, reader.edition())?;
    Ok(known.into_iter().find(|one| one.reader == *reader).map_or(Err("reader_gone"), |one| one.address))
}

fn of_edition(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    edition: Edition,
) -> Result<Vec<Known>, ServiceError> {
    match edition {
        Edition::Employer => Ok(Vec::new()),
        Edition::Learner => {
            let learner = learners::get(c, &app.keys, &placement.learner)?.learner;
            let address = learner.home.own_email.as_ref().map(|email| email.as_str().to_owned());
            let name = learner.identity.first_name().to_string();
            Ok(vec![Known { reader: Reader::Learner, name, address: address.ok_or("no_address") }])
        }
        Edition::Family => family(c, app, placement),
        Edition::JobCoach => coaches(c, app, placement),
    }
}

/// The family is written to while a parent must agree to the placement, and afterwards with the
/// learner's own agreement.
fn family(c: &mut Conn, app: &App, placement: &Placement) -> Result<Vec<Known>, ServiceError> {
    let learner = learners::get(c, &app.keys, &placement.learner)?.learner;
    let given = agreements::given(c, app, &placement.learner, &placement.id, AgreementScope::FamilyCopy)?;
    let may = parents_agree(app, &learner, placement)
        || missing_actors(&[AgreementActor::Learner], &given).is_empty();
    let family = learner.home.family.iter();
    Ok(family
        .map(|one| {
            let about = format!("{} {}", placement.learner, one.name);
            let address = match &one.email {
                _ if !may => Err("family_not_agreed"),
                None => Err("no_address"),
                Some(email) => Ok(email.as_str().to_owned()),
            };
            let reader = Reader::Family(app.keys.blind_index("learners", "home.family", &about));
            Known { reader, name: one.name.to_string(), address }
        })
        .collect())
}

fn parents_agree(app: &App, learner: &Learner, placement: &Placement) -> bool {
    let first = placement.days.first().copied().unwrap_or(app.clock.today_in_london());
    required_actors(learner.identity.date_of_birth, first).contains(&AgreementActor::Parent)
}

fn coaches(c: &mut Conn, app: &App, placement: &Placement) -> Result<Vec<Known>, ServiceError> {
    let mut known = Vec::new();
    for coach in assignments::coaches_of(c, &placement.id)? {
        let user = match users::get(c, &app.keys, &coach) {
            Err(DbError::NotFound) => continue,
            found => found?,
        };
        let address = match user.disabled_at {
            Some(_) => Err("user_disabled"),
            None => Ok(user.identity.email.as_str().to_owned()),
        };
        known.push(Known { reader: Reader::Coach(coach), name: user.identity.name.to_string(), address });
    }
    Ok(known)
}
