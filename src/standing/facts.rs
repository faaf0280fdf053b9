//! What the standing of a placement turns on.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::agreement::AgreementActor;
use crate::domain::ids::TaskId;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::{OfferFacts, OfferState};
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::window::Window;
use crate::law::VettingDecision;
use crate::programme::Programme;

/// The facts of one placement as they are now.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Today, in London.
    pub today: NaiveDate,
    /// The placement.
    pub placement: &'a Placement,
    /// The learner, with the days of their other placements.
    pub learner: &'a LearnerFacts,
    /// Whether the learner's record is in use.
    pub learner_active: bool,
    /// The offer.
    pub offer: &'a OfferFacts,
    /// Where the offer stands.
    pub offer_state: OfferState,
    /// Whether the employer's record is in use.
    pub employer_in_use: bool,
    /// Whether the provider's hub works with the employer.
    pub employer_linked: bool,
    /// The window that is taken up.
    pub window: &'a Window,
    /// The notice that is asked for, in working days before the first day.
    pub notice: u8,
    /// The placement's dates on which the window has no seat left for it.
    pub full: &'a [NaiveDate],
    /// The newest programme.
    pub planned: Option<Planned<'a>>,
    /// Who agrees to the placement.
    pub given: &'a [AgreementActor],
    /// What the safeguarding lead has decided.
    pub vetting: Option<&'a VettingDecision>,
    /// Whether the approved pack quotes the learner's own statement.
    pub quotes_statement: bool,
    /// Whether the statement may be told.
    pub statement_agreed: bool,
}

/// A programme with what it was planned on.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// The plan.
    pub programme: &'a Programme,
    /// Tasks that the learner may not or should not do.
    pub carved: &'a BTreeSet<TaskId>,
    /// By how many minutes the days start later than usual.
    pub starts_later_minutes: u16,
}

impl Facts<'_> {
    /// The dates that matter now: none that the plan gives up as lost, and while the learner is
    /// there only what is still to come.
    pub(super) fn dates(&self) -> Vec<NaiveDate> {
        let given_up = |date: &NaiveDate| {
            self.planned.is_some_and(|planned| {
                planned.programme.lost.iter().any(|lost| lost.date == *date)
                    && planned.programme.days.iter().all(|day| day.date != *date)
            })
        };
        let under_way = self.placement.state == PlacementState::UnderWay;
        let to_come = |date: &NaiveDate| !under_way || *date >= self.today;
        let days = self.placement.days.iter().copied();
        days.filter(|date| to_come(date) && !given_up(date)).collect()
    }
}
