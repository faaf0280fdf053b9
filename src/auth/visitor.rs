//! Somebody who opened a link: an employer's contact at one placement, and what a link lets them do.

use crate::domain::code::vocabulary;
use crate::domain::ids::{ContactId, OrganisationId, PlacementId};

vocabulary! {
    /// What can be done by a link to a placement's page. Nothing else can.
    VisitorAct {
        /// Looks at the page.
        Read = "visitor_read",
        /// Accepts the proposal.
        Accept = "visitor_accept",
        /// Declines the placement.
        Decline = "visitor_decline",
        /// Answers an open question about the offer.
        Answer = "visitor_answer",
        /// Reads the pack.
        ReadPack = "visitor_read_pack",
        /// Says that the pack was read.
        Acknowledge = "visitor_acknowledge",
        /// Ticks a day.
        Tick = "visitor_tick",
        /// Tells of a worry.
        Worry = "visitor_worry",
        /// Tells of a hazard.
        Hazard = "visitor_hazard",
        /// Says how it was.
        Feedback = "visitor_feedback",
        /// Says what helped and what was done.
        Observe = "visitor_observe",
        /// Says whether they would have somebody.
        Interest = "visitor_interest",
        /// Proposes another time.
        OtherTime = "visitor_other_time",
        /// Wants no more reminders.
        StopReminders = "visitor_stop_reminders",
        /// Wants reminders again.
        ResumeReminders = "visitor_resume_reminders",
        /// Has a new link sent to the same address.
        Renew = "visitor_renew",
    }
}

/// Somebody who opened a link that is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The link.
    pub link: String,
    /// Who they are.
    pub contact: ContactId,
    /// The one placement that the link is to.
    pub placement: PlacementId,
    /// For which employer they act.
    pub employer: OrganisationId,
}
