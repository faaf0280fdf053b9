//! A placement: one learner, one offer, its dates, and how far it has come.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::vocabulary;
use super::ids::{ContactId, LearnerId, OfferId, OrganisationId, PlacementId, Reference, UserId, WindowId};
use super::learner::ProgrammeKind;
use super::step_details::StepDetails;
use super::text::Paragraph;

vocabulary! {
    /// Where a placement stands.
    PlacementState {
        /// Somebody proposed it; facts are being gathered.
        Proposed = "proposed",
        /// A seat is held on every date and every gate is passed.
        Confirmed = "confirmed",
        /// The employer has the pack.
        Briefed = "briefed",
        /// The learner is there.
        UnderWay = "under_way",
        /// It ran to its end.
        Completed = "completed",
        /// The employer said no.
        Declined = "declined",
        /// The learner or family took it back; no penalty follows.
        Withdrawn = "withdrawn",
        /// The provider or hub called it off.
        Cancelled = "cancelled",
        /// It ended early.
        BrokenDown = "broken_down",
    }
}

impl PlacementState {
    /// Whether its dates count against the window's capacity.
    #[must_use]
    pub fn holds_seats(self) -> bool {
        matches!(self, Self::Confirmed | Self::Briefed | Self::UnderWay | Self::Completed)
    }

    /// Whether nothing follows.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Declined | Self::Withdrawn | Self::Cancelled | Self::BrokenDown
        )
    }
}

vocabulary! {
    /// What can happen to a placement.
    PlacementAction {
        /// The employer accepts.
        Accept = "accept",
        /// The learner's and family's agreement stands recorded.
        Agree = "agree",
        /// A job coach has walked the site.
        VisitSite = "visit_site",
        /// The site visit is waived, with a reason.
        WaiveVisit = "waive_visit",
        /// Learner and employer have met.
        Meet = "meet",
        /// The meeting is waived, with a reason.
        WaiveMeeting = "waive_meeting",
        /// The programme is agreed.
        AgreePlan = "agree_plan",
        /// Seats are taken; from here on the pack can go.
        Confirm = "confirm",
        /// The pack has been sent.
        Brief = "brief",
        /// The learner has started.
        Start = "start",
        /// The placement has run to its end.
        Complete = "complete",
        /// The employer declines.
        Decline = "decline",
        /// The learner or family withdraws.
        Withdraw = "withdraw",
        /// The provider or hub cancels.
        Cancel = "cancel",
        /// The placement ends early.
        BreakDown = "break_down",
    }
}

impl PlacementAction {
    /// Whether the action asks for a reason.
    #[must_use]
    pub fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::WaiveVisit
                | Self::WaiveMeeting
                | Self::Decline
                | Self::Withdraw
                | Self::Cancel
                | Self::BreakDown
        )
    }
}

impl PlacementAction {
    /// The gate that the action passes.
    #[must_use]
    pub fn gate(self) -> Option<Gate> {
        match self {
            Self::Accept => Some(Gate::Acceptance),
            Self::Agree => Some(Gate::Agreement),
            Self::VisitSite | Self::WaiveVisit => Some(Gate::SiteVisit),
            Self::Meet | Self::WaiveMeeting => Some(Gate::Meeting),
            Self::AgreePlan => Some(Gate::Plan),
            _ => None,
        }
    }
}

/// A step of a placement that was passed, and when. Who did it stands in the transitions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Gates {
    /// The employer accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// Learner and family agreed.
    pub agreed_at: Option<DateTime<Utc>>,
    /// The site was walked, or that was waived.
    pub visited_at: Option<DateTime<Utc>>,
    /// Learner and employer met, or that was waived.
    pub met_at: Option<DateTime<Utc>>,
    /// The programme was agreed.
    pub plan_agreed_at: Option<DateTime<Utc>>,
}

impl Gates {
    fn all(&self) -> [(Gate, Option<DateTime<Utc>>); 5] {
        [
            (Gate::Acceptance, self.accepted_at),
            (Gate::Agreement, self.agreed_at),
            (Gate::SiteVisit, self.visited_at),
            (Gate::Meeting, self.met_at),
            (Gate::Plan, self.plan_agreed_at),
        ]
    }

    /// The gates that are open, each with when it was passed.
    #[must_use]
    pub fn passed(&self) -> Vec<(Gate, DateTime<Utc>)> {
        self.all().into_iter().filter_map(|(gate, at)| Some((gate, at?))).collect()
    }
}

vocabulary! {
    /// A gate that must be passed before a placement can be confirmed.
    Gate {
        /// The employer's acceptance.
        Acceptance = "acceptance",
        /// The learner's and family's agreement.
        Agreement = "agreement",
        /// The site visit.
        SiteVisit = "site_visit",
        /// The meeting.
        Meeting = "meeting",
        /// The agreed programme.
        Plan = "plan",
    }
}

/// A placement as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Placement {
    /// Its identifier.
    pub id: PlacementId,
    /// What the outside world calls it.
    pub reference: Reference,
    /// Whose placement it is.
    pub learner: LearnerId,
    /// The learner's provider.
    pub provider: OrganisationId,
    /// Which offer.
    pub offer: OfferId,
    /// Whose offer.
    pub employer: OrganisationId,
    /// Which window of the offer.
    pub window: WindowId,
    /// The programme that it belongs to.
    pub programme: ProgrammeKind,
    /// The attended dates, in order.
    pub days: Vec<NaiveDate>,
    /// Where it stands.
    pub state: PlacementState,
    /// What was passed.
    pub gates: Gates,
    /// Since when a change of the offer or of an organisation has stood in its way.
    pub marked_at: Option<DateTime<Utc>>,
    /// Rises with each change.
    pub version: i64,
}

/// Who takes a step of a placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who is signed in.
    User(UserId),
    /// An employer's contact, by the link in their letter.
    Contact(ContactId),
}

/// A recorded step of a placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Transition {
    /// What happened.
    pub action: PlacementAction,
    /// Where it stood before.
    pub from: PlacementState,
    /// Where it stood after.
    pub to: PlacementState,
    /// Who did it; absent when the service itself did, and when a contact did by a link.
    pub by: Option<UserId>,
    /// The employer's contact who did it by the link in their letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_contact: Option<ContactId>,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, where a reason was asked for.
    pub reason: Option<Paragraph>,
    /// What was said of how it was done.
    #[serde(default, skip_serializing_if = "StepDetails::is_empty")]
    pub details: StepDetails,
}

/// Why an action cannot be taken now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The state does not allow it.
    #[error("a placement that is {} cannot take the action {}", .state.code_text(), .action.code_text())]
    State {
        /// Where the placement stands.
        state: PlacementState,
        /// What was asked.
        action: PlacementAction,
    },
    /// Gates are still closed.
    #[error("not every step before confirmation has been taken")]
    Gates(Vec<Gate>),
    /// A reason is asked for.
    #[error("a reason must be given")]
    Reason,
    /// The placement has not begun, or has not ended, on this date.
    #[error("not on this date")]
    Date,
}

trait CodeText {
    fn code_text(&self) -> &'static str;
}

impl<T: super::code::Code> CodeText for T {
    fn code_text(&self) -> &'static str {
        self.code()
    }
}

impl Placement {
    /// Gates that are still closed.
    #[must_use]
    pub fn closed_gates(&self) -> Vec<Gate> {
        self.gates.all().into_iter().filter_map(|(gate, at)| at.is_none().then_some(gate)).collect()
    }

    /// Whether an action would only pass again a gate that it passed before, `earlier` being the actions so far in
    /// their order.
    #[must_use]
    pub fn repeats(&self, action: PlacementAction, earlier: &[PlacementAction]) -> bool {
        let Some(gate) = action.gate() else { return false };
        let last = earlier.iter().rev().find(|other| other.gate() == Some(gate));
        self.state == PlacementState::Proposed
            && !self.closed_gates().contains(&gate)
            && last == Some(&action)
    }

    /// The placement after an action, with its version raised. Agreement, law and seats are
    /// checked by the caller: they need what a placement does not hold.
    ///
    /// # Errors
    /// [`Refusal`] when the action does not fit the state, the gates, the date or lacks its reason.
    pub fn after(
        &self,
        action: PlacementAction,
        reason: Option<&Paragraph>,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Refusal> {
        use {PlacementAction as A, PlacementState as S};
        if action.needs_reason() && reason.is_none() {
            return Err(Refusal::Reason);
        }
        let mut next = Self { version: self.version + 1, ..self.clone() };
        let gates = &mut next.gates;
        match (self.state, action) {
            (S::Proposed, A::Accept) => gates.accepted_at = Some(at),
            (S::Proposed, A::Agree) => gates.agreed_at = Some(at),
            (S::Proposed, A::VisitSite | A::WaiveVisit) => gates.visited_at = Some(at),
            (S::Proposed, A::Meet | A::WaiveMeeting) => gates.met_at = Some(at),
            (S::Proposed, A::AgreePlan) => gates.plan_agreed_at = Some(at),
            (S::Proposed, A::Confirm) => {
                let closed = self.closed_gates();
                if !closed.is_empty() {
                    return Err(Refusal::Gates(closed));
                }
                next.state = S::Confirmed;
            }
            (S::Confirmed, A::Brief) => next.state = S::Briefed,
            (S::Briefed, A::Start) => {
                if self.days.first().is_none_or(|first| today < *first) {
                    return Err(Refusal::Date);
                }
                next.state = S::UnderWay;
            }
            (S::UnderWay, A::Complete) => {
                if self.days.last().is_none_or(|last| today < *last) {
                    return Err(Refusal::Date);
                }
                next.state = S::Completed;
            }
            (S::UnderWay, A::BreakDown) => next.state = S::BrokenDown,
            (S::Proposed | S::Confirmed | S::Briefed, A::Decline) => next.state = S::Declined,
            (S::Proposed | S::Confirmed | S::Briefed | S::UnderWay, A::Withdraw) => {
                next.state = S::Withdrawn;
            }
            (S::Proposed | S::Confirmed | S::Briefed | S::UnderWay, A::Cancel) => {
                next.state = S::Cancelled;
            }
            (state, action) => return Err(Refusal::State { state, action }),
        }
        Ok(next)
    }
}
