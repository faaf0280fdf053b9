//! The search for a whole week: beams through its slots, then passes that improve what they found.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::column::{Column, MOST};
use super::cost::{Cost, Tier};
use super::ground::Ground;
use super::state::{State, Terms};

/// How many beginnings of a week are kept; how many of those that open every day with the first job.
const BEAM: usize = 24;
const OPENED: usize = 8;
/// The most weeks that are improved to the end.
const IMPROVED: usize = 8;
/// Evaluations for one week, after which no pass goes on.
const MOST_EVALUATIONS: u32 = 12_000;
/// As long as one of these costs anything, further weeks are improved: passes alone rarely mend them.
const WORTH_MORE: [Tier; 3] = [Tier::Opening, Tier::Once, Tier::Choice];

/// The search of one part of a placement.
pub(super) struct Season<'g> {
    ground: &'g Ground,
    pub(super) terms: &'g Terms,
    /// The part's slots: from, to.
    from: usize,
    to: usize,
    /// The ground's day with which the part begins.
    first_day: usize,
    /// For each slot, on how many later days each task can be met.
    pub(super) later: Vec<[u8; MOST]>,
    /// For each slot, the least comfort and preference that it and all later ones cost.
    pub(super) least: Vec<Cost>,
    pub(super) evaluations: u32,
    /// The state before each slot of the week that is changed.
    pub(super) states: Vec<State>,
}

impl<'g> Season<'g> {
    pub(super) fn new(ground: &'g Ground, terms: &'g Terms, slots: (usize, usize), first_day: usize) -> Self {
        let (from, to) = slots;
        let (later, least) = (Vec::new(), Vec::new());
        let mut season =
            Self { ground, terms, from, to, first_day, later, least, evaluations: 0, states: Vec::new() };
        season.later = (from..to).map(|slot| season.days_after(slot)).collect();
        season.least = season.least_from();
        season
    }

    /// The best choice that is found, one column a slot, and its cost. It has a hole only where the
    /// ground's own choice has.
    pub(super) fn search(&mut self) -> (Vec<usize>, Cost) {
        let mut best: Option<(Cost, Vec<usize>)> = None;
        for (nth, (_, mut week)) in self.begun().into_iter().enumerate() {
            self.evaluations = if nth == 0 { 0 } else { MOST_EVALUATIONS / 2 };
            let cost = self.improve(&mut week);
            if best.as_ref().is_none_or(|(known, _)| cost < *known) {
                best = Some((cost, week));
            }
            let keeps = |(cost, _): &(Cost, _)| WORTH_MORE.iter().all(|tier| cost.of(*tier) == 0);
            if best.as_ref().is_some_and(keeps) {
                break;
            }
        }
        let (mut cost, mut found) = best.unwrap_or_default();
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

    /// The weeks that are worth improving, the best first.
    fn begun(&mut self) -> Vec<(Cost, Vec<usize>)> {
        self.evaluations = 0;
        let mut ends = self.beam(BEAM, false);
        if self.terms.first_job.is_some() {
            ends.extend(self.beam(OPENED, true));
        }
        let mut weeks: Vec<(Cost, Vec<usize>)> = Vec::new();
        // The beams' evaluations count: what they leave goes to a first pass over as many ends as it reaches.
        for mut week in ends {
            let mut cost = self.cost_of(&week);
            while self.one_slot(&mut week, &mut cost) {}
            weeks.push((cost, week));
        }
        weeks.sort_unstable();
        weeks.dedup();
        weeks.truncate(IMPROVED);
        weeks
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

    pub(super) fn push(&self, state: &mut State, nth: usize, column: &Column) {
        let slot = &self.ground.slots[self.from + nth];
        let limits = &self.ground.limits[slot.day];
        state.push(self.terms, slot, slot.day - self.first_day, column, limits);
    }

    /// How many slots the part has.
    pub(super) fn len(&self) -> usize {
        self.to - self.from
    }

    /// The day of a slot, a day of the part.
    pub(super) fn day(&self, nth: usize) -> usize {
        self.ground.slots[self.from + nth].day - self.first_day
    }

    /// The sequence of one of a slot's columns.
    pub(super) fn key(&self, nth: usize, column: usize) -> u64 {
        self.columns(nth)[column].key
    }

    /// The column of a slot that has this sequence.
    pub(super) fn column_of(&self, nth: usize, key: u64) -> Option<usize> {
        self.columns(nth).iter().position(|column| column.key == key)
    }

    /// Whether no pass goes on.
    pub(super) fn is_spent(&self) -> bool {
        self.evaluations > MOST_EVALUATIONS
    }

    pub(super) fn columns(&self, nth: usize) -> &'g [Column] {
        &self.ground.columns[self.from + nth]
    }

    fn state_before(&self, chosen: &[usize], nth: usize) -> State {
        let mut state = State::new(self.terms);
        for (at, column) in chosen.iter().take(nth).enumerate() {
            self.push(&mut state, at, &self.columns(at)[*column]);
        }
        state
    }
}
