//! An offer's facts packed into sets of bits, made once and looked at by every query.

use super::needs::Needs;
use super::own_voice::Marks;
use super::tasks::{Whereabouts, exposure_of, weight};
use crate::domain::code::{Code, CodeSet};
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, Presence};
use crate::domain::offer::{Ages, Offer, OfferFacts};
use crate::domain::provision::Provision;
use crate::domain::task::{Load, Pace, Task};
use crate::domain::theme::Theme;
use crate::domain::window::Pattern;
use crate::law::{AgeBand, Outcome, hazards};

/// One offer as sets of bits; what is in no set is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Provisions that are there.
    pub there: CodeSet<Provision>,
    /// Provisions that would be arranged.
    pub arranged: CodeSet<Provision>,
    /// Provisions that cannot be had.
    pub missing: CodeSet<Provision>,
    /// Exposures that the site is free of.
    pub absent: CodeSet<Exposure>,
    /// Exposures that a learner can be kept away from.
    pub avoidable: CodeSet<Exposure>,
    /// Exposures that are all over the site.
    pub present: CodeSet<Exposure>,
    /// The ages that are taken.
    pub ages: Ages,
    /// Whether it is a department of a supported internship.
    pub interns_only: bool,
}

impl Packed {
    /// The facts of an offer.
    #[must_use]
    pub fn of(facts: &OfferFacts) -> Self {
        let offer = &facts.offer;
        let (provisions, exposures) = (&offer.provisions, &offer.exposures);
        Self {
            there: provisions.having(Availability::Yes),
            arranged: provisions.having(Availability::CanArrange),
            missing: provisions.having(Availability::No),
            absent: exposures.having(Presence::Absent),
            avoidable: exposures.having(Presence::Avoidable),
            present: exposures.having(Presence::Present),
            ages: offer.ages,
            interns_only: matches!(offer.pattern, Pattern::Rotation { .. }),
        }
    }

    /// What is known of a provision.
    #[must_use]
    pub fn provision(&self, one: Provision) -> Availability {
        if self.there.contains(one) {
            Availability::Yes
        } else if self.arranged.contains(one) {
            Availability::CanArrange
        } else if self.missing.contains(one) {
            Availability::No
        } else {
            Availability::Unknown
        }
    }

    /// What is known of an exposure at the site.
    #[must_use]
    pub fn exposure(&self, one: Exposure) -> Presence {
        if self.absent.contains(one) {
            Presence::Absent
        } else if self.avoidable.contains(one) {
            Presence::Avoidable
        } else if self.present.contains(one) {
            Presence::Present
        } else {
            Presence::Unknown
        }
    }
}

/// What a task is about and asks, the same for many tasks of many offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskKind {
    /// What it is about.
    pub themes: CodeSet<Theme>,
    /// What it asks.
    pub load: Load,
    /// Who sets its pace.
    pub pace: Pace,
    /// What its name and themes say, in stems.
    pub marks: Marks,
}

impl TaskKind {
    /// The kind of a task.
    #[must_use]
    pub fn of(task: &Task) -> Self {
        Self { themes: task.themes, load: task.load, pace: task.pace, marks: Marks::of_task(task) }
    }
}

/// What a task says of itself that a score turns on, its kind apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackedTask {
    absent: CodeSet<Exposure>,
    avoidable: CodeSet<Exposure>,
    present: CodeSet<Exposure>,
    /// The number of its kind.
    pub kind: u32,
    /// Whether learners never go to its place.
    out_of_bounds: bool,
    flags: u8,
    heaviest_kg: Option<u8>,
}

/// In the flags: the law closes it to a child, to a young person; then whether stairs lead to its place.
const CLOSED_TO_CHILD: u8 = 1;
const CLOSED_TO_YOUNG_PERSON: u8 = 2;
const LEVELS: u8 = 2;

impl PackedTask {
    /// A task of an offer, with the number of its kind.
    #[must_use]
    pub fn of(offer: &Offer, task: &Task, kind: u32) -> Self {
        let mut sets = [CodeSet::EMPTY; 3];
        let [absent, avoidable, present] = &mut sets;
        for exposure in CodeSet::<Exposure>::all().iter() {
            match exposure_of(offer, task, exposure) {
                Presence::Absent => absent.insert(exposure),
                Presence::Avoidable => avoidable.insert(exposure),
                Presence::Present => present.insert(exposure),
                Presence::Unknown => {}
            }
        }
        let [absent, avoidable, present] = sets;
        let Whereabouts { out_of_bounds, level } = Whereabouts::of(offer, task);
        let closed = |band: AgeBand, flag: u8| {
            let findings = hazards::of_hazards(task, band, None);
            if findings.iter().any(|finding| finding.outcome == Outcome::Barred) { flag } else { 0 }
        };
        Self {
            absent,
            avoidable,
            present,
            kind,
            out_of_bounds,
            flags: closed(AgeBand::Child, CLOSED_TO_CHILD)
                | closed(AgeBand::YoungPerson, CLOSED_TO_YOUNG_PERSON)
                | (level as u8) << LEVELS,
            heaviest_kg: task.body.as_ref().map(|body| body.heaviest_kg),
        }
    }

    /// Of which of these it is free, as far as is known.
    #[must_use]
    pub fn free_of(&self, some: CodeSet<Exposure>) -> CodeSet<Exposure> {
        self.absent.intersection(some)
    }

    /// The most that it can count in a score, in thousandths: what it counts unless the law asks for something. `unwanted`
    /// says whether it is about something that the learner does not want to do yet; without a band no law is looked at.
    #[must_use]
    pub fn weight(&self, needs: &Needs, unwanted: bool, band: Option<AgeBand>) -> u32 {
        let closed = match band {
            Some(AgeBand::Child) => CLOSED_TO_CHILD,
            Some(AgeBand::YoungPerson) => CLOSED_TO_YOUNG_PERSON,
            Some(AgeBand::Adult) | None => 0,
        };
        let heavy = |most: u8| self.heaviest_kg.is_some_and(|kg| kg > most);
        let level = Availability::ALL.get(usize::from(self.flags >> LEVELS)).copied();
        let level = level.filter(|_| needs.no_stairs).unwrap_or(Availability::Yes);
        let carved = self.out_of_bounds
            || self.flags & closed != 0
            || matches!(level, Availability::No | Availability::CanArrange)
            || needs.carries_kg.is_some_and(heavy)
            || unwanted
            || !self.present.intersection(needs.must_avoid).is_empty();
        let known = self.absent.union(self.avoidable).union(self.present);
        let doubtful = level == Availability::Unknown
            || (needs.carries_kg.is_some() && self.heaviest_kg.is_none())
            || !needs.must_avoid.minus(known).is_empty();
        weight(carved, !self.avoidable.intersection(needs.must_avoid).is_empty(), doubtful)
    }
}
