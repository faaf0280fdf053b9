//! Whether a placement still stands, and if not, why not.
//!
//! A placement is looked at when it is proposed, and the world goes on: a site closes, a window
//! moves, a person leaves, a hazard is found, an agreement is taken back. So the same question is
//! asked again before each act that relies on it, of the facts as they are then. What the law leaves
//! open is not decided here: its findings are passed on with the date to which they were read.
//!
//! Pure: facts go in, reasons come out, in an order in which the first is the most telling.

mod dates;
mod due;
mod facts;
mod planned;
mod reason;

pub use due::{Due, due};
pub use facts::{Facts, Planned};
pub use planned::{attended, law_facts};
pub use reason::{Asked, Reason};

use crate::domain::agreement::{missing_actors, required_actors};
use crate::domain::calendar::age_on;
use crate::domain::learner::ProgrammeKind;
use crate::domain::offer::OfferState;
use crate::domain::placement::PlacementState;
use crate::domain::window::Pattern;

/// Everything that stands in the way of the placement, whatever is asked.
#[must_use]
pub fn reasons(facts: &Facts<'_>) -> Vec<Reason> {
    if facts.placement.state.is_final() {
        return Vec::new();
    }
    let mut reasons = dates::reasons(facts);
    reasons.extend(on_offer(facts));
    reasons.extend(whom_for(facts));
    reasons.extend(agreed(facts));
    reasons.extend(planned::reasons(facts));
    if !facts.full.is_empty() {
        reasons.push(Reason::NoSeat { dates: facts.full.to_vec() });
    }
    reasons
}

/// What stands in the way of one act.
#[must_use]
pub fn against(facts: &Facts<'_>, asked: Asked) -> Vec<Reason> {
    let mut reasons = reasons(facts);
    reasons.retain(|reason| reason.stops(asked));
    reasons
}

/// The offer is still made. A pause, and the end of a hub's work with an employer, keep back what
/// is not confirmed: what is confirmed goes on.
fn on_offer(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let proposed = facts.placement.state == PlacementState::Proposed;
    match facts.offer_state {
        OfferState::Archived => reasons.push(Reason::OfferArchived),
        OfferState::Paused | OfferState::Draft if proposed => {
            reasons.push(Reason::OfferNotOpen { state: facts.offer_state });
        }
        OfferState::Paused | OfferState::Draft | OfferState::Open => {}
    }
    if !facts.employer_in_use {
        reasons.push(Reason::EmployerArchived);
    }
    if proposed && !facts.employer_linked {
        reasons.push(Reason::EmployerNotLinked);
    }
    reasons
}

/// The offer is still for this learner.
fn whom_for(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !facts.learner_active {
        reasons.push(Reason::LearnerArchived);
    }
    let offer = &facts.offer.offer;
    let first = facts.placement.days.first().copied().unwrap_or(facts.today);
    let age = u8::try_from(age_on(facts.learner.date_of_birth, first)).unwrap_or_default();
    let (from, to) = (offer.ages.from, offer.ages.to);
    if !(from..=to).contains(&age) {
        reasons.push(Reason::Age { age, from, to });
    }
    let rotation = matches!(offer.pattern, Pattern::Rotation { .. });
    if rotation && facts.learner.profile.programme != ProgrammeKind::SupportedInternship {
        reasons.push(Reason::InternsOnly);
    }
    reasons
}

/// Everybody whose agreement is needed has given it, with none of it taken back.
fn agreed(facts: &Facts<'_>) -> Vec<Reason> {
    let first = facts.placement.days.first().copied().unwrap_or(facts.today);
    let actors = missing_actors(&required_actors(facts.learner.date_of_birth, first), facts.given);
    let mut reasons = Vec::new();
    if !actors.is_empty() {
        reasons.push(Reason::NotAgreed { actors });
    }
    if facts.quotes_statement && !facts.statement_agreed {
        reasons.push(Reason::StatementWithdrawn);
    }
    reasons
}
