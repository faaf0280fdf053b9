//! What a learner may lawfully do: age bands, hours, hazards, insurance, vetting.
//!
//! Pure: facts go in, findings come out, each with its rule, outcome, reason and source. The law
//! is that of England and Wales. Where the sources leave doubt the finding says so and asks a
//! person; it never turns doubt into "you need not".

pub mod band;
pub mod because;
pub mod finding;
pub mod gate;
pub mod hazards;
pub mod hours;
pub mod insurance;
pub mod programme;
pub mod rest;
pub mod source;
pub mod safeguarding;
pub mod vetting;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::attendance::PlacedDay;
use crate::domain::fact::Availability;
use crate::domain::insurance::Insurance;
use crate::domain::learner::{LearnerFacts, ProgrammeKind};
use crate::domain::nation::Nation;
use crate::domain::offer::{OfferFacts, Supervision};
use crate::domain::provision::Provision;
use crate::domain::task::Task;
use crate::domain::time::Span;
use crate::domain::window::Window;

pub use band::{AgeBand, Regime};
pub use because::Because;
pub use finding::{Condition, Finding, Outcome, Rule, Subject};
pub use gate::Gate;
pub use safeguarding::VettingDecision;
pub use source::Source;

/// One attended day: from arriving to leaving, and the breaks in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// From arriving to leaving.
    pub hours: Span,
    /// Breaks, in order and apart.
    pub breaks: Vec<Span>,
}

impl From<&PlacedDay> for Day {
    fn from(placed: &PlacedDay) -> Self {
        Self { date: placed.date, hours: placed.hours, breaks: placed.breaks.clone() }
    }
}

impl Day {
    /// Minutes at work, breaks not counted.
    #[must_use]
    pub fn worked(&self) -> u16 {
        let breaks = self.breaks.iter().filter_map(|rest| rest.intersection(self.hours));
        self.hours.minutes().saturating_sub(breaks.map(Span::minutes).sum())
    }
}

/// Everything that the law looks at.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The nation of the site.
    pub nation: Nation,
    /// The learner's date of birth.
    pub date_of_birth: NaiveDate,
    /// What kind of programme it is.
    pub programme: ProgrammeKind,
    /// The attended days, in order; no findings on hours when empty.
    pub days: Vec<Day>,
    /// The tasks: all of the offer's while matching, those of the programme before confirming.
    pub tasks: Vec<&'a Task>,
    /// Who is with the learner.
    pub supervision: Supervision,
    /// Whether two adults are always in sight.
    pub two_adults_in_sight: Availability,
    /// The employer's cover.
    pub insurance: Option<&'a Insurance>,
    /// Whether eating and drinking are the provider's matter alone, because help with them would
    /// be personal care.
    pub no_food_or_drink: bool,
    /// The learner's days on other placements, in order: they count for hours and rest.
    pub elsewhere: Vec<Day>,
    /// Other dates on which the same supervisor has a learner under 16, this one or another.
    pub supervised: BTreeSet<NaiveDate>,
    /// What the provider's safeguarding lead has decided, once they have.
    pub vetting: Option<&'a VettingDecision>,
}

impl<'a> Facts<'a> {
    /// The facts of one learner at one offer on the given dates at the window's own hours, with
    /// every task of the offer and no vetting decision yet.
    #[must_use]
    pub fn of(learner: &LearnerFacts, offer: &'a OfferFacts, window: &Window, dates: &[NaiveDate]) -> Self {
        let day = |date: &NaiveDate| Day { date: *date, hours: window.hours, breaks: window.breaks.clone() };
        Self {
            nation: offer.offer.site.nation,
            date_of_birth: learner.date_of_birth,
            programme: learner.profile.programme,
            days: dates.iter().map(day).collect(),
            tasks: offer.offer.tasks.iter().collect(),
            supervision: offer.offer.supervision,
            two_adults_in_sight: offer.offer.provisions.get(Provision::TwoAdultsInSight),
            insurance: offer.insurance.as_ref(),
            no_food_or_drink: learner.profile.no_food_or_drink,
            elsewhere: learner.placed.iter().map(Day::from).collect(),
            supervised: learner
                .placed
                .iter()
                .filter(|day| day.employer == offer.employer)
                .map(|day| day.date)
                .chain(offer.supervised.iter().copied())
                .collect(),
            vetting: None,
        }
    }

    /// Those of the learner on the given dates at a window's own hours, whatever the offer is.
    #[must_use]
    pub fn of_days(learner: &LearnerFacts, window: &Window, dates: &[NaiveDate]) -> Self {
        let day = |date: &NaiveDate| Day { date: *date, hours: window.hours, breaks: window.breaks.clone() };
        Self {
            nation: learner.nation,
            date_of_birth: learner.date_of_birth,
            programme: learner.profile.programme,
            days: dates.iter().map(day).collect(),
            tasks: Vec::new(),
            supervision: Supervision { lone_adult: None, specified_place: false },
            two_adults_in_sight: Availability::Unknown,
            insurance: None,
            no_food_or_drink: learner.profile.no_food_or_drink,
            elsewhere: learner.placed.iter().map(Day::from).collect(),
            supervised: BTreeSet::new(),
            vetting: None,
        }
    }

    /// The days of all of the learner's placements, in order, and whether each is of this one.
    fn all_days(&self) -> Vec<(&Day, bool)> {
        let own = self.days.iter().map(|day| (day, true));
        let mut all: Vec<_> = own.chain(self.elsewhere.iter().map(|day| (day, false))).collect();
        all.sort_by_key(|(day, _)| (day.date, day.hours.from));
        all
    }

    /// The first and the last attended date.
    fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.days.first()?.date, self.days.last()?.date))
    }
}

/// The findings that turn on the learner and the days alone.
#[must_use]
pub fn assess_days(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = programme::assess(facts);
    findings.extend(hours::assess(facts));
    findings.extend(rest::assess(facts));
    findings
}

/// Every finding, in the order of the rules. A rule that has nothing to look at is silent.
#[must_use]
pub fn assess(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = assess_days(facts);
    findings.extend(hazards::assess(facts));
    findings.extend(insurance::assess(facts));
    findings.extend(vetting::assess(facts));
    findings
}
