//! An offer's facts packed into a few hundred bytes, built once and looked at by every query.

use super::needs::Needs;
use super::own_voice::Marks;
use super::tasks::{Whereabouts, exposure_of, weight};
use crate::domain::code::CodeSet;
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, Presence};
use crate::domain::offer::{Ages, Offer, OfferFacts};
use crate::domain::provision::Provision;
use crate::domain::task::{Load, Pace, Task};
use crate::domain::theme::Theme;
use crate::domain::window::Pattern;

/// One offer as sets of bits, with its tasks; what is in no set is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Its tasks, in their order.
    pub tasks: Box<[PackedTask]>,
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
            tasks: offer.tasks.iter().map(|task| PackedTask::of(offer, task)).collect(),
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

    /// How many bytes of memory it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let tasks = self.tasks.iter().map(|task| size_of::<PackedTask>() + task.marks.bytes());
        size_of::<Self>() + tasks.sum::<usize>()
    }
}

/// What a task says of itself that a score turns on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedTask {
    /// What it is about.
    pub themes: CodeSet<Theme>,
    /// What it asks.
    pub load: Load,
    /// Who sets its pace.
    pub pace: Pace,
    /// What its name and themes say, in stems.
    pub marks: Marks,
    absent: CodeSet<Exposure>,
    avoidable: CodeSet<Exposure>,
    present: CodeSet<Exposure>,
    whereabouts: Whereabouts,
    heaviest_kg: Option<u8>,
}

impl PackedTask {
    fn of(offer: &Offer, task: &Task) -> Self {
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
        Self {
            themes: task.themes,
            load: task.load,
            pace: task.pace,
            marks: Marks::of_task(task),
            absent,
            avoidable,
            present,
            whereabouts: Whereabouts::of(offer, task),
            heaviest_kg: task.body.as_ref().map(|body| body.heaviest_kg),
        }
    }

    /// Whether it is free of something, as far as is known.
    #[must_use]
    pub fn is_free_of(&self, exposure: Exposure) -> bool {
        self.absent.contains(exposure)
    }

    /// The most that it can count in a score, in thousandths: what it counts unless the law says otherwise.
    #[must_use]
    pub fn weight(&self, needs: &Needs) -> u32 {
        let heavy = |most: u8| self.heaviest_kg.is_some_and(|kg| kg > most);
        let level = if needs.no_stairs { self.whereabouts.level } else { Availability::Yes };
        let carved = self.whereabouts.out_of_bounds
            || matches!(level, Availability::No | Availability::CanArrange)
            || needs.carries_kg.is_some_and(heavy)
            || !self.themes.intersection(needs.not_yet).is_empty()
            || !self.present.intersection(needs.must_avoid).is_empty();
        let known = self.absent.union(self.avoidable).union(self.present);
        let doubtful = level == Availability::Unknown
            || (needs.carries_kg.is_some() && self.heaviest_kg.is_none())
            || !needs.must_avoid.minus(known).is_empty();
        weight(carved, !self.avoidable.intersection(needs.must_avoid).is_empty(), doubtful)
    }
}
