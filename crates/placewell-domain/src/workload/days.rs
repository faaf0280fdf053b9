//! Changes of several days of a week at once: one day like another, one task in the place of another, one
//! sequence at the same place.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use std::ops::Range;

use super::cost::Cost;
use super::season::Season;

/// Bits of one task in a sequence, and the most tasks of a column.
const TASK_BITS: u32 = 4;
const MOST_TASKS: u32 = u64::BITS / TASK_BITS;

/// One task in the place of another; for `both` also that one in its place.
#[derive(Clone, Copy)]
struct Renaming {
    one: u64,
    other: u64,
    both: bool,
}

impl Season<'_> {
    /// Tries to change several days; whether one change was better.
    pub(super) fn several_days(&mut self, chosen: &mut [usize], cost: &mut Cost) -> bool {
        let days = self.days();
        self.remember(chosen);
        self.whole_days(&days, chosen, cost)
            || self.two_tasks(&days, chosen, cost)
            || self.one_place(&days, chosen, cost)
    }

    /// The slots of each day.
    fn days(&self) -> Vec<Range<usize>> {
        let mut days: Vec<Range<usize>> = Vec::new();
        for nth in 0..self.len() {
            match days.last_mut() {
                Some(day) if self.day(day.start) == self.day(nth) => day.end = nth + 1,
                _ => days.push(nth..nth + 1),
            }
        }
        days
    }

    /// One day filled like another, and two exchanged, as far as their slots have such columns.
    fn whole_days(&mut self, days: &[Range<usize>], chosen: &mut [usize], cost: &mut Cost) -> bool {
        for (at, one) in days.iter().enumerate() {
            for other in &days[at + 1..] {
                let mut ways = [chosen.to_vec(), chosen.to_vec(), chosen.to_vec()];
                for (a, b) in one.clone().zip(other.clone()) {
                    let (key_a, key_b) = (self.key(a, chosen[a]), self.key(b, chosen[b]));
                    if let Some(to) = self.column_of(a, key_b) {
                        (ways[0][a], ways[2][a]) = (to, to);
                    }
                    if let Some(to) = self.column_of(b, key_a) {
                        (ways[1][b], ways[2][b]) = (to, to);
                    }
                }
                if ways.iter().any(|way| self.is_better(way, chosen, cost)) {
                    return true;
                }
            }
        }
        false
    }

    /// Two tasks in each other's place, or one in the other's, on days that follow one another.
    fn two_tasks(&mut self, days: &[Range<usize>], chosen: &mut [usize], cost: &mut Cost) -> bool {
        let tasks = 1..=self.terms.tasks as u64;
        for from in 0..days.len() {
            for one in tasks.clone() {
                for other in tasks.clone().filter(|other| *other != one) {
                    // The exchange of two is tried once.
                    for both in [true, false].into_iter().filter(|both| !both || one < other) {
                        let renaming = Renaming { one, other, both };
                        if self.renamed(renaming, &days[from..], chosen, cost) {
                            return true;
                        }
                    }
                }
            }
        }
        false
    }

    fn renamed(
        &mut self,
        renaming: Renaming,
        days: &[Range<usize>],
        chosen: &mut [usize],
        cost: &mut Cost,
    ) -> bool {
        let mut tried = chosen.to_vec();
        days.iter().any(|day| {
            let mut changed = false;
            for nth in day.clone() {
                let key = self.key(nth, chosen[nth]);
                let new = renaming.of(key);
                if new != key
                    && let Some(to) = self.column_of(nth, new)
                {
                    tried[nth] = to;
                    changed = true;
                }
            }
            changed && self.is_better(&tried, chosen, cost)
        })
    }

    /// One sequence at the same place of days that follow one another.
    fn one_place(&mut self, days: &[Range<usize>], chosen: &mut [usize], cost: &mut Cost) -> bool {
        for (from, first) in days.iter().enumerate() {
            for (place, nth) in first.clone().enumerate() {
                for (at, column) in self.columns(nth).iter().enumerate() {
                    let mut tried = chosen.to_vec();
                    tried[nth] = at;
                    for day in &days[from + 1..] {
                        let other = day.start + place;
                        if other < day.end
                            && let Some(to) = self.column_of(other, column.key)
                        {
                            tried[other] = to;
                        }
                        if self.is_better(&tried, chosen, cost) {
                            return true;
                        }
                    }
                }
            }
        }
        false
    }
}

impl Renaming {
    /// A sequence so changed.
    fn of(self, key: u64) -> u64 {
        let tasks = (0..MOST_TASKS).map(|at| at * TASK_BITS);
        tasks.fold(0, |new, at| {
            let task = key >> at & 15;
            let to = if task == self.one {
                self.other
            } else if self.both && task == self.other {
                self.one
            } else {
                task
            };
            new | to << at
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Renaming;

    #[test]
    fn a_task_takes_the_place_of_another() {
        let one = Renaming { one: 1, other: 4, both: false };
        assert_eq!(one.of(0x1241), 0x4244);
        assert_eq!(Renaming { both: true, ..one }.of(0x1241), 0x4214);
    }
}
