//! Passes over a week that try other columns, one slot or two at a time.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::column::MOST;
use super::cost::Cost;
use super::season::Season;
use super::state::State;

/// The most columns of a slot that are tried two slots at a time.
const PAIRED: usize = 8;

impl Season<'_> {
    /// Passes until nothing improves: one slot, then several days, then two slots, then one again.
    pub(super) fn improve(&mut self, chosen: &mut [usize]) -> Cost {
        let mut cost = self.cost_of(chosen);
        loop {
            while self.one_slot(chosen, &mut cost) {}
            if self.is_spent() {
                return cost;
            }
            if !self.several_days(chosen, &mut cost) && !self.two_slots(chosen, &mut cost) {
                return cost;
            }
        }
    }

    /// Tries every other column of every slot; whether one was better.
    pub(super) fn one_slot(&mut self, chosen: &mut [usize], cost: &mut Cost) -> bool {
        let mut better = false;
        let mut before = State::new(self.terms);
        for nth in 0..chosen.len() {
            for column in 0..self.columns(nth).len() {
                if column == chosen[nth] || self.is_spent() {
                    continue;
                }
                let kept = std::mem::replace(&mut chosen[nth], column);
                let tried = self.continued(before, chosen, nth, *cost);
                if tried < *cost {
                    *cost = tried;
                    better = true;
                } else {
                    chosen[nth] = kept;
                }
            }
            self.push(&mut before, nth, &self.columns(nth)[chosen[nth]]);
        }
        better
    }

    /// Tries two slots together: the same day, and the same place of two days.
    fn two_slots(&mut self, chosen: &mut [usize], cost: &mut Cost) -> bool {
        let mut before = State::new(self.terms);
        for one in 0..chosen.len() {
            for other in one + 1..chosen.len() {
                let same_day = self.day(one) == self.day(other);
                let pairs =
                    if same_day { self.cheapest(one, other) } else { self.matching(chosen, one, other) };
                for (first, second) in pairs {
                    if self.is_spent() {
                        return false;
                    }
                    let kept = (chosen[one], chosen[other]);
                    (chosen[one], chosen[other]) = (first, second);
                    let tried = self.continued(before, chosen, one, *cost);
                    if tried < *cost {
                        *cost = tried;
                        return true;
                    }
                    (chosen[one], chosen[other]) = kept;
                }
            }
            self.push(&mut before, one, &self.columns(one)[chosen[one]]);
        }
        false
    }

    fn cheapest(&self, one: usize, other: usize) -> Vec<(usize, usize)> {
        let (first, second) = (self.columns(one).len().min(PAIRED), self.columns(other).len().min(PAIRED));
        (0..first).flat_map(|a| (0..second).map(move |b| (a, b))).collect()
    }

    /// For two slots of different days: the same sequence in both, or their sequences exchanged.
    fn matching(&self, chosen: &[usize], one: usize, other: usize) -> Vec<(usize, usize)> {
        let (key_one, key_other) = (self.key(one, chosen[one]), self.key(other, chosen[other]));
        let exchanged = self.column_of(one, key_other).zip(self.column_of(other, key_one));
        let mut pairs: Vec<(usize, usize)> = exchanged.into_iter().collect();
        for (at, column) in self.columns(one).iter().enumerate().take(PAIRED) {
            pairs.extend(self.column_of(other, column.key).map(|same| (at, same)));
        }
        pairs.retain(|pair| *pair != (chosen[one], chosen[other]));
        pairs
    }

    /// Takes over a changed week if it is better; the states before the slots of `chosen` are remembered.
    pub(super) fn is_better(&mut self, tried: &[usize], chosen: &mut [usize], cost: &mut Cost) -> bool {
        let Some(first) = chosen.iter().zip(tried).position(|(kept, tried)| kept != tried) else {
            return false;
        };
        if self.is_spent() {
            return false;
        }
        let of_tried = self.continued(self.states[first], tried, first, *cost);
        let better = of_tried < *cost;
        if better {
            *cost = of_tried;
            chosen.copy_from_slice(tried);
        }
        better
    }

    /// Remembers the state before each slot.
    pub(super) fn remember(&mut self, chosen: &[usize]) {
        self.states.clear();
        let mut state = State::new(self.terms);
        for (nth, column) in chosen.iter().enumerate() {
            self.states.push(state);
            self.push(&mut state, nth, &self.columns(nth)[*column]);
        }
    }

    /// The cost of a choice whose slots before `nth` have led to `state`; where it is above a known cost,
    /// any cost above that.
    fn continued(&mut self, mut state: State, chosen: &[usize], nth: usize, known: Cost) -> Cost {
        self.evaluations += 1;
        for (at, column) in chosen.iter().enumerate().skip(nth) {
            self.push(&mut state, at, &self.columns(at)[*column]);
            let mut least = state.so_far();
            least.join(self.least[at + 1]);
            if least > known {
                return least;
            }
        }
        state.total(self.terms, &[0; MOST], true)
    }
}
