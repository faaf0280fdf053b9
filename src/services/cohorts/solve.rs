//! From what suits whom to the answer, and back again from what was kept.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::model::{Answer, Inputs, Options, Shortage, Slot};
use super::request::{Asking, CoachPool};
use crate::allocation::{
    Allocation, Apart, Cohort, CohortBuilder, CohortError, Figures, KeptApart, Objective,
};
use crate::db::placements::seats::Taken;
use crate::domain::cohort::CohortObjective;
use crate::domain::ids::{OfferId, OrganisationId, WindowId};
use crate::ranking::Snapshot;

/// The code for a learner who is pinned to an offer that does not suit them.
pub(super) const PIN_NOT_POSSIBLE: &str = "pin_not_possible";

/// The code for a learner who is pinned to an employer where somebody is from whom they are kept apart.
const PINNED_TOGETHER: &str = "pinned_together";

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unsolved(pub &'static str);

impl From<CohortError> for Unsolved {
    fn from(error: CohortError) -> Self {
        Self(match error {
            CohortError::PinNotPossible { .. } => PIN_NOT_POSSIBLE,
            CohortError::OfferOverPinned { .. } => "offer_over_pinned",
            CohortError::PoolOverPinned { .. } => "pool_over_pinned",
            CohortError::PinnedTogether { .. } => PINNED_TOGETHER,
            CohortError::TooLarge { .. } => "too_large",
            CohortError::Withdrawn(_) => "withdrawn",
            CohortError::NotPinned(_) => "not_pinned",
            CohortError::PinnedTwice { .. } => "pinned_twice",
            CohortError::AlreadyIn(_) | CohortError::Repeated { .. } => "repeated",
            CohortError::NoSuchLearner(_)
            | CohortError::NoSuchOffer(_)
            | CohortError::NoSuchPool(_)
            | CohortError::ScoreTooHigh { .. } => "unknown",
        })
    }
}

pub(super) fn solvers(objective: CohortObjective) -> Objective {
    match objective {
        CohortObjective::Fair => Objective::Fair,
        CohortObjective::Total => Objective::Total,
        CohortObjective::Generous => Objective::Generous,
        CohortObjective::Convex => Objective::Convex,
    }
}

type Key = (OfferId, WindowId);

/// An answer with what it is the best answer to.
pub(super) struct Solved {
    pub cohort: Cohort,
    pub allocation: Allocation,
    /// What was ruled out so that nobody meets whom they are kept apart from.
    pub ruled_out: Vec<(u32, u32)>,
    /// Whether nothing better keeps everybody apart.
    pub proved: bool,
    /// What no answer that keeps everybody apart can better.
    pub at_best: Figures,
}

impl Inputs {
    /// Brings together what suits each learner. Seats are those that nobody was told of yet on any date that a
    /// learner could attend; an offer that is no longer open has none. Places of a pool likewise. Where somebody has
    /// a placement that is not over, whoever is kept apart from them is ruled out.
    ///
    /// # Errors
    /// [`Unsolved`] when a pin is of an offer that does not suit, or where somebody to be kept apart has a placement.
    pub(super) fn gather(
        asking: &Asking,
        options: &[(i32, Options)],
        snapshot: &Snapshot,
        spoken_for: &Taken,
    ) -> Result<Self, Unsolved> {
        let part = |options: &Options| options.version.is_some() && options.kept.is_none();
        let taking_part: Vec<(u32, &Options)> = options
            .iter()
            .filter(|(_, options)| part(options))
            .filter_map(|(number, options)| Some((u32::try_from(*number).ok()?, options)))
            .collect();
        let mut dates: BTreeMap<Key, BTreeSet<NaiveDate>> = BTreeMap::new();
        for choice in taking_part.iter().flat_map(|(_, options)| &options.choices) {
            let key = (choice.offer.clone(), choice.window.clone());
            dates.entry(key).or_default().extend(&choice.days);
        }
        let slots: Vec<Slot> =
            dates.iter().filter_map(|(key, days)| slot(key, days, asking, snapshot, spoken_for)).collect();
        let at: BTreeMap<(&OfferId, &WindowId), u32> =
            (0..).zip(&slots).map(|(at, slot)| ((&slot.offer, &slot.window), at)).collect();
        let pairs: Vec<Vec<(u32, u16)>> = taking_part
            .iter()
            .map(|(_, options)| {
                let choices = options.choices.iter();
                choices.filter_map(|one| Some((*at.get(&(&one.offer, &one.window))?, one.value))).collect()
            })
            .collect();
        let order: BTreeMap<u32, u32> = taking_part.iter().map(|(number, _)| *number).zip(0..).collect();
        let of_offer = |learner: u32, offer: &OfferId| {
            let its = pairs.get(learner as usize).into_iter().flatten();
            let mut slots_of =
                its.filter(|(slot, _)| slots.get(*slot as usize).is_some_and(|slot| slot.offer == *offer));
            slots_of.next().map(|(slot, _)| *slot)
        };
        let mut pins = Vec::new();
        for (number, offer) in &asking.pins {
            // Whoever is kept or has left is no longer pinned.
            let Some(learner) = order.get(number) else { continue };
            pins.push((*learner, of_offer(*learner, offer).ok_or(Unsolved(PIN_NOT_POSSIBLE))?));
        }
        let forbidden = asking.forbidden.iter().filter_map(|(number, offer)| {
            let learner = order.get(number)?;
            Some((*learner, of_offer(*learner, offer)?))
        });
        let mut forbidden: Vec<(u32, u32)> = forbidden.collect();
        let off_limits = off_limits(asking, options);
        for (learner, (number, _)) in (0..).zip(&taking_part) {
            let Some(employers) = off_limits.get(number) else { continue };
            let its = pairs.get(learner as usize).into_iter().flatten();
            let met = its.filter(|(slot, _)| {
                slots.get(*slot as usize).is_some_and(|slot| employers.contains(&slot.employer))
            });
            forbidden.extend(met.map(|(slot, _)| (learner, *slot)));
        }
        forbidden.sort_unstable();
        forbidden.dedup();
        let met = |(learner, slot): &(u32, u32)| {
            let number = taking_part.get(*learner as usize).map(|(number, _)| *number);
            let slot = slots.get(*slot as usize).map(|slot| &slot.employer);
            let employers = number.and_then(|number| off_limits.get(&number));
            employers.zip(slot).is_some_and(|(employers, slot)| employers.contains(slot))
        };
        if pins.iter().any(met) {
            return Err(Unsolved(PINNED_TOGETHER));
        }
        let apart = asking.apart.iter().flat_map(|group| couples(group, &order)).collect();
        Ok(Self {
            objective: asking.objective,
            learners: taking_part.iter().map(|(number, _)| *number).collect(),
            pools: asking.pools.iter().map(|pool| places(pool, &dates, spoken_for)).collect(),
            pins,
            forbidden,
            apart,
            snapshot: snapshot.version(),
            weights: options.iter().map(|(_, options)| options.weights).max().unwrap_or_default(),
            pairs,
            slots,
        })
    }

    /// The solver's cohort, with more pairs ruled out.
    ///
    /// # Errors
    /// [`CohortError`] when pins clash.
    pub(super) fn cohort(&self, ruled_out: &[(u32, u32)]) -> Result<Cohort, CohortError> {
        let mut builder =
            CohortBuilder::new(self.learners.len(), self.slots.iter().map(|slot| slot.seats).collect());
        builder.pools(self.slots.iter().map(|slot| slot.pool).collect(), self.pools.clone());
        for (learner, row) in (0..).zip(&self.pairs) {
            for (slot, score) in row {
                builder.pair(learner, *slot, u32::from(*score))?;
            }
        }
        for (learner, slot) in &self.pins {
            builder.pin(*learner, *slot);
        }
        for (learner, slot) in self.forbidden.iter().chain(ruled_out) {
            builder.forbid(*learner, *slot);
        }
        builder.build()
    }

    /// Who is kept apart, and which slots are one employer's.
    pub(super) fn keeping_apart(&self) -> Apart {
        let mut employers: BTreeMap<&OrganisationId, u32> = BTreeMap::new();
        let places = self.slots.iter().map(|slot| {
            let next = employers.len() as u32;
            *employers.entry(&slot.employer).or_insert(next)
        });
        Apart { places: places.collect(), pairs: self.apart.clone() }
    }

    /// Finds the answer.
    ///
    /// # Errors
    /// [`CohortError`] when pins clash.
    pub(super) fn solve(&self) -> Result<Solved, CohortError> {
        let apart = self.keeping_apart();
        let KeptApart { allocation, mut ruled_out, mut proved, at_best } =
            Allocation::solve(self.cohort(&[])?, solvers(self.objective)).kept_apart(&apart)?;
        let best = allocation.figures();
        // Solved again from what is kept, so that the same answer is found from it at any time.
        loop {
            let cohort = self.cohort(&ruled_out)?;
            let allocation = Allocation::solve(cohort.clone(), solvers(self.objective));
            if apart.meeting(&allocation).is_none() {
                proved &= allocation.figures() == best;
                return Ok(Solved { cohort, allocation, ruled_out, proved, at_best });
            }
            let more = allocation.kept_apart(&apart)?;
            proved &= more.proved;
            ruled_out.extend(more.ruled_out);
        }
    }

    /// The answer that was kept, ready to be asked what if.
    ///
    /// # Errors
    /// [`CohortError`] when what was kept does not fit together.
    pub(super) fn standing(&self, answer: &Answer) -> Result<Allocation, CohortError> {
        Ok(Allocation::solve(self.cohort(&answer.ruled_out)?, solvers(self.objective)))
    }

    /// The slot in which a learner would take up an offer: that of their own choice, else the offer's first.
    pub(super) fn slot_for(&self, options: &Options, offer: &OfferId) -> Option<u32> {
        let own = options.choices.iter().find(|choice| choice.offer == *offer).map(|choice| &choice.window);
        let fits =
            |slot: &&(u32, &Slot)| slot.1.offer == *offer && own.is_none_or(|own| *own == slot.1.window);
        let slots: Vec<(u32, &Slot)> = (0..).zip(&self.slots).collect();
        slots.iter().find(fits).map(|(at, _)| *at)
    }

    /// By learner in the solver's order: the slots that suit and are not ruled out.
    pub(super) fn suiting(&self) -> Vec<Vec<u32>> {
        let forbidden: BTreeSet<&(u32, u32)> = self.forbidden.iter().collect();
        let rows = (0..).zip(&self.pairs).map(|(learner, row)| {
            let slots = row.iter().map(|(slot, _)| *slot);
            slots.filter(|slot| !forbidden.contains(&(learner, *slot))).collect()
        });
        rows.collect()
    }

    /// How many learners each slot suits.
    pub(super) fn suited(&self) -> Vec<usize> {
        let mut suited = vec![0; self.slots.len()];
        for slot in self.suiting().into_iter().flatten() {
            suited.iter_mut().skip(slot as usize).take(1).for_each(|count| *count += 1);
        }
        suited
    }

    /// The number of a learner by their place in the solver's order.
    pub(super) fn number(&self, learner: u32) -> u32 {
        self.learners.get(learner as usize).copied().unwrap_or_default()
    }

    /// A learner's place in the solver's order; `None` for one who is kept or has left.
    pub(super) fn order(&self, number: u32) -> Option<u32> {
        self.learners.iter().position(|known| *known == number).and_then(|at| u32::try_from(at).ok())
    }
}

fn slot(
    (offer, window): &Key,
    days: &BTreeSet<NaiveDate>,
    asking: &Asking,
    snapshot: &Snapshot,
    spoken_for: &Taken,
) -> Option<Slot> {
    let facts = snapshot.get(offer)?;
    let capacity = facts.offer.window(window)?.capacity;
    let counts = spoken_for.get(offer).and_then(|windows| windows.get(window));
    let most = days.iter().filter_map(|date| counts?.get(date)).max().copied().unwrap_or_default();
    let pool = asking.pools.iter().position(|pool| pool.offers.contains(offer));
    Some(Slot {
        offer: offer.clone(),
        offer_version: facts.version,
        window: window.clone(),
        title: facts.offer.title.to_string(),
        employer: facts.employer.clone(),
        employer_name: facts.employer_name.to_string(),
        area: facts.offer.site.postcode.outward().to_owned(),
        soc: facts.offer.soc.as_str().to_owned(),
        seats: u32::try_from((i64::from(capacity) - most).max(0)).unwrap_or_default(),
        pool: pool.and_then(|at| u32::try_from(at).ok()),
    })
}

/// The places of a pool that are left on its busiest date.
fn places(pool: &CoachPool, dates: &BTreeMap<Key, BTreeSet<NaiveDate>>, spoken_for: &Taken) -> u32 {
    let its = dates.iter().filter(|((offer, _), _)| pool.offers.contains(offer));
    let dates: BTreeSet<&NaiveDate> = its.flat_map(|(_, dates)| dates).collect();
    let told = |date: &NaiveDate| -> i64 {
        let windows = pool.offers.iter().filter_map(|offer| spoken_for.get(offer)).flat_map(BTreeMap::values);
        windows.filter_map(|counts| counts.get(date)).sum()
    };
    let most = dates.into_iter().map(told).max().unwrap_or_default();
    u32::try_from((i64::from(pool.places) - most).max(0)).unwrap_or_default()
}

/// By number: the employers with whom somebody has a placement from whom the learner is kept apart.
fn off_limits<'a>(
    asking: &'a Asking,
    options: &'a [(i32, Options)],
) -> BTreeMap<u32, BTreeSet<&'a OrganisationId>> {
    let employers: BTreeMap<u32, &Vec<OrganisationId>> = options
        .iter()
        .filter_map(|(number, options)| Some((u32::try_from(*number).ok()?, &options.employers)))
        .collect();
    let mut off_limits: BTreeMap<u32, BTreeSet<&OrganisationId>> = BTreeMap::new();
    for group in &asking.apart {
        for one in group {
            let others = group.iter().filter(|other| *other != one);
            let theirs = others.filter_map(|other| employers.get(other)).flat_map(|their| their.iter());
            off_limits.entry(*one).or_default().extend(theirs);
        }
    }
    off_limits
}

/// Every two of a group who take part.
fn couples(group: &[u32], order: &BTreeMap<u32, u32>) -> Vec<(u32, u32)> {
    let here: Vec<u32> = group.iter().filter_map(|number| order.get(number).copied()).collect();
    let later = |at: usize, one: u32| here.iter().skip(at + 1).map(move |other| (one, *other));
    here.iter().enumerate().flat_map(|(at, one)| later(at, *one)).collect()
}

impl Answer {
    /// The answer as it is kept, its proof checked.
    pub(super) fn of(inputs: &Inputs, solved: Solved) -> Self {
        let Solved { cohort, mut allocation, ruled_out, proved: apart_proved, at_best } = solved;
        let found = allocation.answer();
        let proved = allocation.certificate().check(&cohort, &found).is_ok();
        let profile = allocation.profile();
        let number = |learner: &u32| inputs.number(*learner);
        let shortages = allocation.shortages().into_iter().map(|one| Shortage {
            learners: one.learners.iter().map(number).collect(),
            slots: one.offers,
            pools: one.pools,
            seats: one.seats,
            lacking: one.lacking,
        });
        let shortages = shortages.collect();
        let slots = 0..inputs.slots.len() as u32;
        let gains = slots
            .filter_map(|slot| allocation.seat_gain(slot))
            .map(|gain| (gain.placed, gain.total))
            .collect();
        Self {
            places: found.places,
            placed: found.figures.placed,
            total: found.figures.total,
            lowest: found.figures.minimum,
            bands: profile.bands.to_vec(),
            choices: profile.choices,
            shortages,
            gains,
            ruled_out,
            apart_proved,
            at_most: at_best.placed,
            proved,
        }
    }
}
