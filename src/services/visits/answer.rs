//! The offer's open questions, as far as this proposal turns on them. "I don't know" is an answer: it is noted, and
//! the question is not asked again.

use crate::app::App;
use crate::auth::Permit;
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::db::placements::{self, Live};
use crate::db::{learners, offers};
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, FactSource, Presence, Stated};
use crate::domain::learner::Profile;
use crate::domain::need::Wanted;
use crate::domain::offer::Offer;
use crate::domain::placement::PlacementState;
use crate::domain::provision::Provision;
use crate::services::ServiceError;
use crate::services::placements::hit::Watched;
use crate::words::conflict;

use super::note;

/// A question about the workplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Is there this?
    Provision(Provision),
    /// Is there this at the site?
    Exposure(Exposure),
}

/// What can be answered: of something that is needed, yes, can be arranged, no; of something that is to be avoided, not
/// there, can be kept away, there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What the learner needs is so.
    Suits,
    /// It can be made so.
    CanArrange,
    /// It is not so.
    DoesNot,
    /// Nobody can say now.
    Unknown,
}

/// An answer to one question, given on a version of the offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// To which question.
    pub question: Open,
    /// What is so.
    pub choice: Choice,
    /// The version of the offer on which the question was shown.
    pub version: i64,
}

/// What a learner needs of which the offer says nothing, and whether the employer has said that it does not know.
#[must_use]
pub(super) fn open_questions(profile: &Profile, offer: &Offer) -> Vec<(Open, bool)> {
    let asked = profile.needs.iter().filter_map(|need| match need.wanted {
        Wanted::Provision(provision) => {
            let stated = offer.provisions.0.get(&provision);
            let unknown = offer.provisions.get(provision) == Availability::Unknown;
            unknown.then(|| (Open::Provision(provision), is_from_employer(stated)))
        }
        Wanted::Avoid(exposure) => {
            let stated = offer.exposures.0.get(&exposure);
            let unknown = offer.exposures.get(exposure) == Presence::Unknown;
            unknown.then(|| (Open::Exposure(exposure), is_from_employer(stated)))
        }
    });
    asked.collect()
}

fn is_from_employer<T>(stated: Option<&Stated<T>>) -> bool {
    stated.is_some_and(|stated| stated.source == Some(FactSource::Employer) && stated.as_at.is_some())
}

/// Writes an answer into the offer, as from its employer today. Placements that it hits are marked for their providers.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when the offer changed since the question was shown; [`ServiceError::Conflict`]
/// `not_asked` when it is no open question of a proposal.
pub fn answer(app: &App, visitor: &Visitor, given: &Answer) -> Result<(), ServiceError> {
    let permit = Permit::of_visitor(visitor);
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    app.write(&permit, |c| {
        let placement = placements::get(c, &visitor.placement)?;
        let mut stored = offers::get(c, &app.keys, &placement.offer)?;
        if stored.version != given.version {
            return Err(ServiceError::PreconditionFailed);
        }
        let learner = learners::get(c, &app.keys, &placement.learner)?.learner;
        let asked = placement.state == PlacementState::Proposed
            && open_questions(&learner.profile, &stored.offer)
                .iter()
                .any(|(open, _)| *open == given.question);
        if !asked {
            return Err(ServiceError::from(conflict::NOT_ASKED));
        }
        let watched = Watched::before(c, app, Live::Offer(&stored.id))?;
        let source = Some(FactSource::Employer);
        match given.question {
            Open::Provision(provision) => {
                let state = match given.choice {
                    Choice::Suits => Availability::Yes,
                    Choice::CanArrange => Availability::CanArrange,
                    Choice::DoesNot => Availability::No,
                    Choice::Unknown => Availability::Unknown,
                };
                let fact = Stated { state, source, as_at: Some(today), note: None };
                stored.offer.provisions.0.insert(provision, fact);
            }
            Open::Exposure(exposure) => {
                let state = match given.choice {
                    Choice::Suits => Presence::Absent,
                    Choice::CanArrange => Presence::Avoidable,
                    Choice::DoesNot => Presence::Present,
                    Choice::Unknown => Presence::Unknown,
                };
                let fact = Stated { state, source, as_at: Some(today), note: None };
                stored.offer.exposures.0.insert(exposure, fact);
            }
        }
        stored.version = given.version + 1;
        stored.updated_at = now;
        offers::save(c, &app.keys, &stored, given.version)?;
        watched.mark(c, app, &placement.employer)?;
        note(c, app, visitor, VisitorAct::Answer)
    })
}
