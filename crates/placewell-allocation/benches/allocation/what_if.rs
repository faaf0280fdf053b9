//! How long a change takes, and whether the answer after many equals one found from nothing.
//!
//! A change takes one thread some tens of microseconds: where other programs want the processor, waiting
//! for it is most of the wall time of the slowest. So the thread's own CPU time counts, and the wall time
//! is printed beside it.

use std::time::Instant;

use placewell_allocation::{Allocation, Change, CohortBuilder, Objective};
use rustix::time::{ClockId, clock_gettime};

use crate::families::Dice;

const CHANGES: usize = 2000;

/// How long what-ifs took on one cohort, in microseconds of CPU, 99 in 100 of them at most.
pub(crate) struct Slowest {
    pub(crate) objective: Objective,
    pub(crate) learners: usize,
    pub(crate) p99: f64,
    pub(crate) same: bool,
}

/// A cohort in the plain way, as changes leave it.
struct Plain {
    options: Vec<Vec<(u32, u16)>>,
    here: Vec<bool>,
    seats: Vec<u32>,
    pins: Vec<Option<u32>>,
}

/// Withdraws, rejoins, pins, unpins, forbids, rescores and reseats at random; prints the median, the
/// 99th percentile and the longest.
pub(crate) fn measure(label: &str, builder: CohortBuilder, objective: Objective) -> Slowest {
    let cohort = builder.build().unwrap();
    let learners = cohort.learners();
    let mut plain = Plain {
        options: (0..learners as u32).map(|learner| cohort.options(learner).collect()).collect(),
        here: vec![true; learners],
        seats: cohort.capacities().to_vec(),
        pins: vec![None; learners],
    };
    let mut allocation = Allocation::solve(cohort, objective);
    let warming = Instant::now();
    allocation.what_if(&[Change::Withdraw { learner: 0 }]).unwrap();
    let warming = warming.elapsed().as_secs_f64();
    plain.here[0] = false;
    let mut dice = Dice(7);
    let (mut times, mut walls, mut searches) = (Vec::new(), Vec::new(), 0);
    while times.len() < CHANGES {
        let Some(change) = plain.change(&mut dice, &allocation) else { continue };
        let (start, before) = (Instant::now(), cpu());
        let outcome = allocation.what_if(&[change]).unwrap();
        times.push(cpu() - before);
        walls.push(start.elapsed().as_secs_f64() * 1e6);
        searches += usize::from(outcome.searched);
    }
    times.sort_by(f64::total_cmp);
    walls.sort_by(f64::total_cmp);
    let fresh = Allocation::solve(plain.builder().build().unwrap(), objective).figures();
    let kept = allocation.figures();
    let same = fresh == kept
        || (objective == Objective::Total && (fresh.placed, fresh.total) == (kept.placed, kept.total));
    let (median, p99, longest) = (times[CHANGES / 2], times[CHANGES * 99 / 100], times[CHANGES - 1]);
    let wall = walls[CHANGES * 99 / 100];
    println!(
        "{label:<24} {objective:<9} median {median:>5.1} us, p99 {p99:>7.1} us (wall {wall:>7.1}), longest {longest:>8.1} us \
         (first {warming:.3} s; threshold searched again {searches} times); {} a fresh answer",
        if same { "equal to" } else { "DIFFERENT FROM" }
    );
    Slowest { objective, learners, p99, same }
}

/// Microseconds of CPU of this thread so far.
fn cpu() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 * 1e-3
}

impl Plain {
    /// A change that is possible, made here too; of ten, six withdraw or rejoin.
    fn change(&mut self, dice: &mut Dice, allocation: &Allocation) -> Option<Change> {
        let at = dice.roll(self.here.len());
        let learner = at as u32;
        let kind = dice.roll(10);
        if !self.here[at] {
            self.here[at] = true;
            return Some(Change::Join { learner, options: self.options[at].clone() });
        }
        if kind < 6 || self.options[at].is_empty() {
            (self.here[at], self.pins[at]) = (false, None);
            return Some(Change::Withdraw { learner });
        }
        if self.pins[at].take().is_some() {
            return Some(Change::Unpin { learner });
        }
        let chosen = dice.roll(self.options[at].len());
        let offer = self.options[at][chosen].0;
        match kind {
            6 => {
                let held = self.pins.iter().filter(|pin| **pin == Some(offer)).count();
                self.pins[at] = (held < self.seats[offer as usize] as usize).then_some(offer);
                self.pins[at].map(|offer| Change::Pin { learner, offer })
            }
            7 => {
                let offer = allocation.place_of(learner).map_or(offer, |(offer, _)| offer);
                self.options[at].retain(|(own, _)| *own != offer);
                Some(Change::Forbid { learner, offer })
            }
            8 => {
                let score = dice.roll(1001) as u16;
                self.options[at][chosen].1 = score;
                Some(Change::Score { learner, offer, score })
            }
            _ => {
                let seats = self.seats[offer as usize];
                let held = self.pins.iter().filter(|pin| **pin == Some(offer)).count() as u32;
                let seats = if seats > held && dice.roll(2) == 0 { seats - 1 } else { seats + 1 };
                self.seats[offer as usize] = seats;
                Some(Change::Seats { offer, seats })
            }
        }
    }

    fn builder(&self) -> CohortBuilder {
        let mut builder = CohortBuilder::new(self.here.len(), self.seats.clone());
        for (learner, options) in (0..).zip(&self.options) {
            if self.here[learner as usize] {
                for &(offer, score) in options {
                    builder.pair(learner, offer, u32::from(score)).unwrap();
                }
            }
            if let Some(offer) = self.pins[learner as usize] {
                builder.pin(learner, offer);
            }
        }
        builder
    }
}
