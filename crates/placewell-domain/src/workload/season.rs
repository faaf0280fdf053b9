//! The search for a whole week: a beam through its slots, then passes that improve what it found.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::column::{Column, MOST};
use super::cost::{Cost, Tier};
use super::ground::Ground;
use super::state::{State, Terms};

/// How many beginnings of a week are kept.
const BEAM: usize = 8;
/// Evaluations after which no pass begins.
const MOST_EVALUATIONS: u32 = 12_000;
/// The most columns of a slot that are tried two slots at a time.
const PAIRED: usize = 8;

/// The search of one part of a placement.
pub(super) struct Season<'g> {
    ground: &'g Ground,
    terms: &'g Terms,
    /// The part's slots: from, to.
    from: usize,
    to: usize,
    /// The ground's day with which the part begins.
    first_day: usize,
    /// For each slot, on how many later days each task can be met.
    later: Vec<[u8; MOST]>,
    /// For each slot, the least comfort and preference that it and all later ones cost.
    least: Vec<Cost>,
    evaluations: u32,
}

#[derive(Clone)]
struct Prefix {
    chosen: Vec<usize>,
    state: State,
}

/// One more slot of a beginning, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Grown {
    cost: Cost,
    met: u16,
    key: u64,
    of: usize,
    at: usize,
}

impl<'g> Season<'g> {
    pub(super) fn new(ground: &'g Ground, terms: &'g Terms, slots: (usize, usize), first_day: usize) -> Self {
        let (from, to) = slots;
        let (later, least) = (Vec::new(), Vec::new());
        let mut season = Self { ground, terms, from, to, first_day, later, least, evaluations: 0 };
        season.later = (from..to).map(|slot| season.days_after(slot)).collect();
        season.least = season.least_from();
        season
    }

    /// The best choice that is found, one column a slot, and its cost. It has a hole only where the
    /// ground's own choice has.
    pub(super) fn search(&mut self) -> (Vec<usize>, Cost) {
        let mut found = self.beam();
        let mut cost = self.improve(&mut found);
        if cost.of(Tier::Hole) > 0 {
            let mut safe: Vec<usize> = self.ground.safe[self.from..self.to].to_vec();
            self.evaluations = 0;
            let of_safe = self.improve(&mut safe);
            if of_safe < cost {
                (found, cost) = (safe, of_safe);
            }
        }
        (found, cost)
    }

    /// The cost of a choice, one column a slot.
    pub(super) fn cost_of(&self, chosen: &[usize]) -> Cost {
        let state = self.state_before(chosen, self.to - self.from);
        state.total(self.terms, &[0; MOST], true)
    }

    fn days_after(&self, slot: usize) -> [u8; MOST] {
        let mut later = [0; MOST];
        let today = self.ground.slots[slot].day;
        let mut day = today;
        let mut seen = 0_u16;
        for other in slot + 1..self.to {
            let stretch = &self.ground.slots[other];
            if stretch.day != day {
                day = stretch.day;
                seen = 0;
            }
            if day == today {
                continue;
            }
            let can = self.ground.columns[other].iter().fold(0, |all, column| all | column.tasks);
            for (task, later) in later.iter_mut().enumerate() {
                *later += u8::from((can & !seen) >> task & 1 != 0);
            }
            seen |= can;
        }
        // What the rest of the same day can still bring.
        let rest = (slot + 1..self.to).take_while(|other| self.ground.slots[*other].day == today);
        let can = rest
            .flat_map(|other| self.ground.columns[other].iter())
            .fold(0, |all: u16, column| all | column.tasks);
        for (task, later) in later.iter_mut().enumerate() {
            *later += u8::from(can >> task & 1 != 0);
        }
        later
    }

    fn least_from(&self) -> Vec<Cost> {
        let mut least = vec![Cost::default(); self.to - self.from + 1];
        for nth in (0..self.to - self.from).rev() {
            let of = |of: &dyn Fn(&Column) -> u16| self.columns(nth).iter().map(of).min().unwrap_or_default();
            let mut cost = least[nth + 1];
            cost.add(Tier::Comfort, of(&|column| column.comfort));
            cost.add(Tier::Preference, of(&|column| column.dislike));
            least[nth] = cost;
        }
        least
    }

    fn push(&self, state: &mut State, nth: usize, column: &Column) {
        let slot = &self.ground.slots[self.from + nth];
        let limits = &self.ground.limits[slot.day];
        state.push(self.terms, slot, slot.day - self.first_day, column, limits);
    }

    fn columns(&self, nth: usize) -> &'g [Column] {
        &self.ground.columns[self.from + nth]
    }

    fn state_before(&self, chosen: &[usize], nth: usize) -> State {
        let mut state = State::new(self.terms);
        for (at, column) in chosen.iter().take(nth).enumerate() {
            self.push(&mut state, at, &self.columns(at)[*column]);
        }
        state
    }

    fn beam(&mut self) -> Vec<usize> {
        let mut prefixes = vec![Prefix { chosen: Vec::new(), state: State::new(self.terms) }];
        for nth in 0..self.to - self.from {
            let whole = self.from + nth + 1 == self.to;
            let mut next: Vec<Grown> = Vec::new();
            let mut most = None;
            for (of, prefix) in prefixes.iter().enumerate() {
                let later = if whole { &[0; MOST] } else { &self.later[nth] };
                for (at, column) in self.columns(nth).iter().enumerate() {
                    let mut state = prefix.state;
                    self.push(&mut state, nth, column);
                    self.evaluations += 1;
                    if most.is_some_and(|most| state.so_far() > most) {
                        continue;
                    }
                    let (met, key) = (state.met, column.key);
                    let grown = Grown { cost: state.total(self.terms, later, whole), met, key, of, at };
                    match next.iter_mut().find(|other| (other.met, other.key) == (met, key)) {
                        Some(known) if *known <= grown => {}
                        Some(known) => *known = grown,
                        None => next.push(grown),
                    }
                    if next.len() >= 2 * BEAM {
                        next.sort_unstable();
                        next.truncate(BEAM);
                        most = next.last().map(|last| last.cost);
                    }
                }
            }
            next.sort_unstable();
            next.truncate(BEAM);
            let grow = |grown: Grown| {
                let Prefix { mut chosen, mut state } = prefixes[grown.of].clone();
                chosen.push(grown.at);
                self.push(&mut state, nth, &self.columns(nth)[grown.at]);
                Prefix { chosen, state }
            };
            prefixes = next.into_iter().map(grow).collect();
        }
        prefixes.into_iter().next().map(|prefix| prefix.chosen).unwrap_or_default()
    }

    /// Passes until nothing improves: one slot, then two at a time, then one again.
    fn improve(&mut self, chosen: &mut [usize]) -> Cost {
        let mut cost = self.cost_of(chosen);
        loop {
            while self.one_slot(chosen, &mut cost) {}
            if self.evaluations > MOST_EVALUATIONS || !self.two_slots(chosen, &mut cost) {
                return cost;
            }
        }
    }

    /// Tries every other column of every slot; whether one was better.
    fn one_slot(&mut self, chosen: &mut [usize], cost: &mut Cost) -> bool {
        let mut better = false;
        let mut before = State::new(self.terms);
        for nth in 0..chosen.len() {
            for column in 0..self.columns(nth).len() {
                if column == chosen[nth] || self.evaluations > MOST_EVALUATIONS {
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
        let slots = &self.ground.slots[self.from..self.to];
        let mut before = State::new(self.terms);
        for one in 0..chosen.len() {
            for other in one + 1..chosen.len() {
                let same_day = slots[one].day == slots[other].day;
                let pairs =
                    if same_day { self.cheapest(one, other) } else { self.matching(chosen, one, other) };
                for (first, second) in pairs {
                    if self.evaluations > MOST_EVALUATIONS {
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
        let (first, second) = (self.columns(one), self.columns(other));
        let find = |columns: &[Column], key: u64| columns.iter().position(|column| column.key == key);
        let (key_one, key_other) = (first[chosen[one]].key, second[chosen[other]].key);
        let exchanged = find(first, key_other).zip(find(second, key_one));
        let mut pairs: Vec<(usize, usize)> = exchanged.into_iter().collect();
        for (at, column) in first.iter().enumerate().take(PAIRED) {
            pairs.extend(find(second, column.key).map(|same| (at, same)));
        }
        pairs.retain(|pair| *pair != (chosen[one], chosen[other]));
        pairs
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
