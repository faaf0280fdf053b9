//! A proof of an answer that anyone can check without solving anything.
//!
//! Let every offer ask a price for a seat and every pool one for a place, and let each learner
//! weigh what an option costs (its [`Toll`]) plus these prices against being left unplaced. If
//! what the learners would pay, less what all seats and places would bring, equals what the answer
//! costs, then no answer costs less (weak duality of the transport problem); tolls compare level by
//! level, so this holds for placed, then bands, then points.

use thiserror::Error;

use super::answer::Answer;
use super::cohort::Cohort;
use super::cover::Cover;
use super::measure::{LEVELS, Toll};
use super::objective::Objective;
use super::pair::FULL_SCORE;
use super::plan::Allocation;
use super::seating::{ABSENT, NONE};

/// Why no more than a number of unpinned learners can be placed, using only pairs that score at
/// least `floor`: apart from those whose every such offer is short, each needs one of the seats
/// and places counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The lowest score considered.
    pub floor: u16,
    /// Offers whose every seat fills.
    pub offers: Vec<u32>,
    /// Pools whose every place fills.
    pub pools: Vec<u32>,
    /// The most unpinned learners that can be placed.
    pub most: u64,
}

/// The proof of an answer. Pinned learners, and the seats held for them, are left out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What is proved best.
    pub objective: Objective,
    /// The lowest score admitted (above 0 only under [`Objective::Fair`]).
    pub floor: u16,
    /// By learner: the least they could pay, at most the toll of being unplaced.
    pub learners: Vec<Toll>,
    /// By offer: the price of a seat.
    pub offers: Vec<Toll>,
    /// By pool: the price of a place.
    pub pools: Vec<Toll>,
    /// Under [`Objective::Fair`]: why no more can be placed over all pairs.
    pub no_more: Option<Bound>,
    /// Under [`Objective::Fair`]: why a higher floor would leave more unplaced.
    pub no_higher: Option<Bound>,
}

/// Where a certificate fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    /// The certificate and the cohort differ in size.
    #[error("the certificate is for another cohort")]
    Size,
    /// The answer overruns seats or places, breaks a pin, or uses a pair that is not admitted.
    #[error("the answer breaks a rule at learner {0}")]
    Answer(u32),
    /// A price below nothing.
    #[error("a price is below nothing")]
    Price,
    /// A learner said to pay more than an option asks.
    #[error("learner {0} has an option that asks less")]
    Learner(u32),
    /// The two sides do not meet.
    #[error("the answer costs more than is proved necessary")]
    Gap,
    /// A bound that does not hold, or does not prove what it should.
    #[error("a bound on the number placed does not hold")]
    Bound,
}

impl Allocation {
    /// The proof of the answer that stands.
    pub fn certificate(&self) -> Certificate {
        let seating = self.engine.seating();
        let (mut learners, mut prices) = self.engine.tolls();
        for (toll, seat) in learners.iter_mut().zip(&seating.seats) {
            if seat.at == ABSENT {
                *toll = [0; LEVELS];
            }
        }
        let raised = self.bounds.as_ref().filter(|_| seating.seated() > 0);
        let pools = prices.split_off(seating.windows.len());
        let bound = |cover: &Cover| Bound {
            floor: FULL_SCORE - cover.limit,
            offers: (0..seating.windows.len() as u32).filter(|&at| cover.is_short(at)).collect(),
            pools: (0..seating.pools.len() as u32).filter(|&at| cover.counts_pool(at, seating)).collect(),
            most: cover.value.max(0) as u64,
        };
        Certificate {
            objective: self.objective(),
            floor: FULL_SCORE - self.engine.limit(),
            learners,
            offers: prices,
            pools,
            no_more: self.bounds.as_ref().map(|bounds| bound(&bounds.all)),
            no_higher: raised.and_then(|bounds| bounds.below.as_ref()).map(bound),
        }
    }
}

/// The toll of a placement with this score.
fn toll(objective: Objective, score: u16) -> Toll {
    let mut toll = [0; LEVELS];
    let [_, bands @ .., points] = &mut toll;
    let shortfall = i64::from(FULL_SCORE - score);
    *points = if objective == Objective::Convex { shortfall * shortfall } else { shortfall };
    if objective == Objective::Generous
        && let Some(band) = bands.get_mut(usize::from(score / 100))
    {
        *band = 1;
    }
    toll
}

const UNPLACED: Toll = {
    let mut toll = [0; LEVELS];
    let [first, ..] = &mut toll;
    *first = 1;
    toll
};

fn add(sum: &mut Toll, times: i64, toll: &Toll) {
    for (own, theirs) in sum.iter_mut().zip(toll) {
        *own += times * theirs;
    }
}

impl Certificate {
    /// Checks the proof against the cohort and the answer it is about, from first principles.
    ///
    /// # Errors
    /// The first [`Flaw`] found.
    pub fn check(&self, cohort: &Cohort, answer: &Answer) -> Result<(), Flaw> {
        if self.learners.len() != cohort.learners()
            || answer.places.len() != cohort.learners()
            || self.offers.len() != cohort.offers()
            || self.pools.len() != cohort.pools().len()
        {
            return Err(Flaw::Size);
        }
        let pins: std::collections::BTreeMap<u32, u32> = cohort.pins().iter().copied().collect();
        let mut seats: Vec<i64> = cohort.capacities().iter().map(|&seats| i64::from(seats)).collect();
        let mut places: Vec<i64> = cohort.pools().iter().map(|&places| i64::from(places)).collect();
        for &offer in pins.values() {
            take(cohort, &mut seats, &mut places, offer);
        }
        let (mut left, mut left_places) = (seats.clone(), places.clone());
        let (mut paid, mut due) = ([0; LEVELS], [0; LEVELS]);
        for ((learner, place), most) in (0..).zip(&answer.places).zip(&self.learners) {
            if let Some(pin) = pins.get(&learner) {
                if *place != Some(*pin) {
                    return Err(Flaw::Answer(learner));
                }
                continue;
            }
            let score = place.map(|offer| cohort.score(learner, offer).filter(|score| *score >= self.floor));
            match (place, score) {
                (Some(offer), Some(Some(score))) => {
                    add(&mut paid, 1, &toll(self.objective, score));
                    if !take(cohort, &mut left, &mut left_places, *offer) {
                        return Err(Flaw::Answer(learner));
                    }
                }
                (None, _) => add(&mut paid, 1, &UNPLACED),
                _ => return Err(Flaw::Answer(learner)),
            }
            self.check_learner(cohort, learner, most)?;
            add(&mut due, 1, most);
        }
        for (price, units) in self.offers.iter().zip(&seats).chain(self.pools.iter().zip(&places)) {
            if *price < [0; LEVELS] {
                return Err(Flaw::Price);
            }
            add(&mut due, -units, price);
        }
        if paid != due {
            return Err(Flaw::Gap);
        }
        let placed = answer.places.iter().flatten().count() as u64 - pins.len() as u64;
        let no_more = self.no_more.as_ref().map(|bound| (bound, bound.floor == 0 && bound.most <= placed));
        let higher = |bound: &Bound| bound.floor == self.floor + 1 && bound.most < placed;
        let no_higher = self.no_higher.as_ref().map(|bound| (bound, higher(bound)));
        for (bound, proves) in no_more.into_iter().chain(no_higher) {
            if !proves || bound.most < bound.count(cohort, &pins, &seats, &places) {
                return Err(Flaw::Bound);
            }
        }
        let raised = self.no_higher.is_some() || self.floor == FULL_SCORE || placed == 0;
        let fair = self.objective != Objective::Fair || (self.no_more.is_some() && raised);
        if fair { Ok(()) } else { Err(Flaw::Bound) }
    }

    fn check_learner(&self, cohort: &Cohort, learner: u32, most: &Toll) -> Result<(), Flaw> {
        let mut cheapest = UNPLACED;
        for (offer, score) in cohort.options(learner).take_while(|(_, score)| *score >= self.floor) {
            let mut asks = toll(self.objective, score);
            if let Some(price) = self.offers.get(offer as usize) {
                add(&mut asks, 1, price);
            }
            if let Some(price) = cohort.pool_of(offer).and_then(|pool| self.pools.get(pool as usize)) {
                add(&mut asks, 1, price);
            }
            cheapest = cheapest.min(asks);
        }
        if *most <= cheapest { Ok(()) } else { Err(Flaw::Learner(learner)) }
    }
}

impl Bound {
    /// How many this set of offers and pools lets be placed.
    fn count(
        &self,
        cohort: &Cohort,
        pins: &std::collections::BTreeMap<u32, u32>,
        seats: &[i64],
        places: &[i64],
    ) -> u64 {
        let short: std::collections::BTreeSet<u32> = self.offers.iter().copied().collect();
        let free = (0..cohort.learners() as u32)
            .filter(|learner| !pins.contains_key(learner))
            .filter(|&learner| {
                let mut options = cohort.options(learner).take_while(|(_, score)| *score >= self.floor);
                options.any(|(offer, _)| !short.contains(&offer))
            })
            .count() as i64;
        let pooled = |offer: u32| cohort.pool_of(offer).is_some_and(|pool| self.pools.contains(&pool));
        let offers = self.offers.iter().filter(|&&offer| !pooled(offer));
        let seats: i64 = offers.filter_map(|&offer| seats.get(offer as usize)).sum();
        let places: i64 = self.pools.iter().filter_map(|&pool| places.get(pool as usize)).sum();
        (free + seats + places).max(0) as u64
    }
}

/// Takes a seat, and a place of its pool; whether both were there.
fn take(cohort: &Cohort, seats: &mut [i64], places: &mut [i64], offer: u32) -> bool {
    let pool = cohort.pool_of(offer).unwrap_or(NONE);
    let mut fits = true;
    for left in [seats.get_mut(offer as usize), places.get_mut(pool as usize)].into_iter().flatten() {
        *left -= 1;
        fits &= *left >= 0;
    }
    fits
}
