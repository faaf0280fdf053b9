//! What a placement waits for.

use chrono::{Days, NaiveDate};

use crate::domain::code::{CodeSet, vocabulary};
use crate::domain::placement::{Gate, Placement, PlacementState};

/// How many days before its start a placement that is not confirmed is pressing.
const PRESSING_DAYS: u64 = 10;

vocabulary! {
    /// What a placement waits for.
    Due {
        /// A learner is not known to have arrived, and nobody has acknowledged the alert.
        Arrival = "arrival",
        /// Somebody at the employer told something that must be looked at.
        Report = "report",
        /// The employer has said whether it would have somebody, or which other time would suit.
        Reply = "reply",
        /// The learner or the family told something: an absence, a complaint, how it was.
        Side = "side",
        /// It begins soon and is not confirmed.
        StartsSoon = "starts_soon",
        /// Its notice can no longer be given: somebody agrees to a shorter one, or it moves.
        ShortNotice = "short_notice",
        /// A change stands in its way.
        Hit = "hit",
        /// The employer's answer.
        Answer = "answer",
        /// The learner's and family's agreement.
        Agreement = "agreement",
        /// The site visit.
        SiteVisit = "site_visit",
        /// The meeting.
        Meeting = "meeting",
        /// A plan that is agreed.
        Plan = "plan",
        /// Nothing but to be confirmed.
        Confirmation = "confirmation",
        /// The pack.
        Pack = "pack",
        /// It is under way.
        UnderWay = "under_way",
        /// Its last day is over and it is not ended.
        Ending = "ending",
        /// Six weeks of a supported internship are over, and nobody recorded a review.
        Review = "review",
        /// It was over some months ago, and somebody asks where the learner is now.
        Destination = "destination",
    }
}

/// What a placement waits for on a date.
#[must_use]
pub fn due(placement: &Placement, today: NaiveDate) -> CodeSet<Due> {
    use PlacementState as S;
    let mut due = CodeSet::EMPTY;
    let over = placement.days.last().is_some_and(|last| *last < today);
    match placement.state {
        S::Proposed => {
            let closed = placement.closed_gates();
            let waits = |gate: &Gate| match gate {
                Gate::Acceptance => Due::Answer,
                Gate::Agreement => Due::Agreement,
                Gate::SiteVisit => Due::SiteVisit,
                Gate::Meeting => Due::Meeting,
                Gate::Plan => Due::Plan,
            };
            closed.iter().for_each(|gate| due.insert(waits(gate)));
            if closed.is_empty() {
                due.insert(Due::Confirmation);
            }
            let soon = today.checked_add_days(Days::new(PRESSING_DAYS));
            if placement.days.first().zip(soon).is_some_and(|(first, soon)| *first <= soon) {
                due.insert(Due::StartsSoon);
            }
        }
        S::Confirmed => due.insert(Due::Pack),
        S::Briefed | S::UnderWay if over => due.insert(Due::Ending),
        S::UnderWay => due.insert(Due::UnderWay),
        S::Briefed | S::Completed | S::Declined | S::Withdrawn | S::Cancelled | S::BrokenDown => {}
    }
    if placement.marked_at.is_some() && !placement.state.is_final() {
        due.insert(Due::Hit);
    }
    due
}
