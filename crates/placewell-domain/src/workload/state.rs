//! What a week costs so far, as its slots are filled one after another.
#![expect(
    clippy::indexing_slicing,
    reason = "a hot loop over arrays as long as the portfolio, which is cut to them"
)]

use super::column::{Column, MOST};
use super::cost::{Cost, Tier};
use super::ground::{FIRST_PIECE_MINUTES, Stretch};
use super::portfolio::{CORE_DAYS, CORE_TASKS, PEOPLE};
use crate::support::Variety;
use crate::time::{Span, TimeOfDay};

/// Days of one search: longer placements are searched part by part.
pub(super) const MOST_DAYS: usize = 6;
/// More changes of place than this in a day count.
const EASY_CHANGES: u8 = 4;

/// What the rules need to know of the part of a placement that is searched.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "bench", derive(serde::Serialize))]
pub(super) struct Terms {
    pub(super) tasks: usize,
    /// Tasks met before, one bit each.
    pub(super) met: u16,
    pub(super) variety: Variety,
    /// Different tasks wanted.
    pub(super) wanted: usize,
    /// The first job, and whether the learner chose it.
    pub(super) first_job: Option<usize>,
    pub(super) first_job_chosen: bool,
    /// On which days of the part the first job can open the day, one bit each.
    pub(super) opens: u16,
    pub(super) easy: u16,
    pub(super) stretches: u16,
    pub(super) wished: u16,
    pub(super) step_up: Option<usize>,
    /// Whether a day before the middle needs the step up.
    pub(super) step_up_early: bool,
    /// Days of the whole placement before this part.
    pub(super) before: usize,
    /// Days of this part, and of the whole placement.
    pub(super) days: usize,
    pub(super) all_days: usize,
    /// When the learner arrives on the first day.
    pub(super) arrival: TimeOfDay,
    /// On how many days of the part each task exists.
    pub(super) exists: [u8; MOST],
    /// The place of each task.
    pub(super) places: [u8; MOST],
    /// How many people the site can name.
    pub(super) people: u32,
    /// People met in any case, one bit a person.
    pub(super) known_people: u64,
    /// When somebody from school or college is there, a day of the part; empty where nobody comes along.
    pub(super) company: Vec<Vec<Span>>,
}

impl Terms {
    fn is_last(&self, day: usize) -> bool {
        self.all_days > 1 && self.before + day + 1 == self.all_days
    }

    /// Whether somebody comes along on other hours than these.
    fn is_left_alone(&self, day: usize, span: Span) -> bool {
        self.company.get(day).is_some_and(|there| there.iter().all(|hours| !hours.covers(span)))
    }

    fn middle(&self) -> usize {
        self.all_days / 2
    }
}

/// A week as far as it is filled.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    cost: Cost,
    pub(super) met: u16,
    seen: u16,
    days_of: [u8; MOST],
    blocks_of: [u8; MOST],
    blocks: u8,
    day: usize,
    begun: bool,
    today: u16,
    minutes: [u16; MOST],
    times: [u8; MOST],
    second_half: bool,
    new_half: u8,
    new_day: u8,
    opened: bool,
    choice: bool,
    place: u8,
    changes: u8,
    sequence: u64,
    sequences: [u64; MOST_DAYS],
    people: u64,
    steps: u8,
    step_last: bool,
}

impl State {
    pub(super) fn new(terms: &Terms) -> Self {
        Self {
            cost: Cost::default(),
            met: terms.met,
            seen: 0,
            days_of: [0; MOST],
            blocks_of: [0; MOST],
            blocks: 0,
            day: 0,
            begun: false,
            today: 0,
            minutes: [0; MOST],
            times: [0; MOST],
            second_half: false,
            new_half: 0,
            new_day: 0,
            opened: false,
            choice: false,
            place: u8::MAX,
            changes: 0,
            sequence: 0,
            sequences: [0; MOST_DAYS],
            people: terms.known_people,
            steps: 0,
            step_last: false,
        }
    }

    /// Fills the next slot.
    pub(super) fn push(
        &mut self,
        terms: &Terms,
        slot: &Stretch,
        day: usize,
        column: &Column,
        limits: &[u16; MOST],
    ) {
        if !self.begun || day != self.day {
            self.settle(terms);
            self.begin(day);
        }
        if slot.second_half != self.second_half {
            self.second_half = slot.second_half;
            self.new_half = 0;
        }
        let (first, last) = (terms.before + day == 0, terms.is_last(day));
        for piece in &column.pieces {
            let task = piece.task;
            let bit = 1_u16 << task;
            let new = self.met & bit == 0;
            if new {
                self.note_new(first, last);
                self.cost.add(Tier::Accompanied, u16::from(terms.is_left_alone(day, piece.span)));
            }
            if first && self.blocks == 0 {
                let easy = terms.easy & bit != 0;
                self.cost.add(Tier::Landing, if easy { 0 } else { 3 });
                let other = terms.first_job_chosen && terms.opens & 1 != 0 && terms.first_job != Some(task);
                self.cost.add(Tier::Landing, if other { 2 } else { 0 });
                let late = piece.span.to.since(terms.arrival) > FIRST_PIECE_MINUTES;
                self.cost.add(Tier::Landing, u16::from(late));
            }
            if terms.step_up == Some(task) {
                if terms.before + day >= terms.middle() || terms.step_up_early {
                    self.step_last |= last;
                } else {
                    self.cost.add(Tier::Landing, 2);
                }
            } else if first && terms.stretches & bit != 0 {
                self.cost.add(Tier::Landing, 1);
            }
            let free = piece.others & self.met & !bit != 0;
            let shown = last && terms.step_up == Some(task);
            self.choice |= self.opened && !new && free && !shown;
            let opener = terms.first_job.filter(|_| !self.opened && terms.opens >> day & 1 != 0);
            if opener.is_some_and(|opener| opener != task) {
                self.cost.add(Tier::Opening, 1);
            }
            self.times[task] += 1;
            if self.times[task] > 2 {
                self.cost.add(Tier::Comfort, 3);
            }
            let place = terms.places[task];
            if self.place != u8::MAX && self.place != place {
                self.changes += 1;
                self.cost.add(Tier::Comfort, u16::from(self.changes > EASY_CHANGES));
            }
            let before = self.minutes[task];
            self.minutes[task] += piece.span.minutes();
            let over = |minutes: u16| minutes.saturating_sub(limits[task]).div_ceil(5);
            self.cost.add(Tier::Hole, over(self.minutes[task]) - over(before));
            self.place = place;
            self.opened = true;
            self.met |= bit;
            self.seen |= bit;
            self.today |= bit;
            self.blocks_of[task] = self.blocks_of[task].saturating_add(1);
            self.blocks = self.blocks.saturating_add(1);
            self.sequence = (self.sequence << 4) | (task as u64 + 1);
            self.people |= piece.leads;
        }
        self.cost.add(Tier::Comfort, column.comfort);
        self.cost.add(Tier::Preference, column.dislike);
    }

    fn note_new(&mut self, first: bool, last: bool) {
        self.new_half += 1;
        self.new_day += 1;
        self.cost.add(Tier::Landing, u16::from(self.new_half > 1));
        self.cost.add(Tier::Landing, u16::from(self.new_day > 2));
        self.cost.add(Tier::Landing, if last { 2 } else { 0 });
        self.cost.add(Tier::Landing, u16::from(!first && !self.opened));
    }

    fn begin(&mut self, day: usize) {
        self.begun = true;
        self.day = day;
        self.today = 0;
        self.minutes = [0; MOST];
        self.times = [0; MOST];
        self.second_half = false;
        self.new_half = 0;
        self.new_day = 0;
        self.opened = false;
        self.choice = false;
        self.place = u8::MAX;
        self.changes = 0;
        self.sequence = 0;
    }

    /// Counts the day that has ended.
    fn settle(&mut self, terms: &Terms) {
        if !self.begun {
            return;
        }
        for task in 0..terms.tasks {
            self.days_of[task] += u8::from(self.today >> task & 1 != 0);
        }
        let one_job = self.today.count_ones() == 1 && self.times.iter().any(|times| *times > 2);
        self.cost.add(Tier::Share, u16::from(one_job && terms.tasks > 1 && terms.variety != Variety::Same));
        let day = terms.before + self.day;
        if terms.step_up.is_some_and(|task| self.today >> task & 1 != 0) && day >= terms.middle() {
            self.steps += 1;
        }
        self.cost.add(Tier::Choice, u16::from(day > 0 && !self.choice));
        if day > 0 && !terms.is_last(self.day) {
            let earlier = &self.sequences[..self.day.min(MOST_DAYS)];
            let unlike_wanted = match terms.variety {
                Variety::Same => {
                    earlier.iter().rev().find(|one| **one != 0).is_some_and(|one| *one != self.sequence)
                }
                Variety::Some | Variety::Much => earlier.contains(&self.sequence),
            };
            self.cost.add(Tier::Middle, u16::from(unlike_wanted));
            if let Some(kept) = self.sequences.get_mut(self.day) {
                *kept = self.sequence;
            }
        }
    }

    /// What the slots filled so far cost at least.
    pub(super) fn so_far(&self) -> Cost {
        self.cost
    }

    /// The cost of a whole part; or, with what can still come, the least that it can come to.
    /// `later` tells on how many later days each task can still be met, `whole` whether nothing comes.
    pub(super) fn total(&self, terms: &Terms, later: &[u8; MOST], whole: bool) -> Cost {
        if whole {
            let mut ended = *self;
            ended.settle(terms);
            ended.today = 0;
            return ended.sum(terms, later, true);
        }
        self.sum(terms, later, false)
    }

    fn sum(&self, terms: &Terms, later: &[u8; MOST], whole: bool) -> Cost {
        let mut cost = self.cost;
        let days = |task: usize| self.days_of[task] + u8::from(self.today >> task & 1 != 0) + later[task];
        let ends = terms.before + terms.days == terms.all_days;
        if whole && ends && terms.all_days > 1 && terms.step_up.is_some() {
            cost.add(Tier::LastStep, u16::from(!self.step_last));
        }
        let mut different = 0;
        let (mut core, mut wished) = (0, 0);
        let core_days = CORE_DAYS.min(terms.days.max(1));
        for task in 0..terms.tasks {
            let met = days(task);
            different += usize::from(met > 0);
            core += usize::from(usize::from(met) >= core_days);
            if terms.wished >> task & 1 != 0 {
                let target = if terms.step_up == Some(task) { 2 } else { 3 };
                wished += u16::from(terms.exists[task].min(target).saturating_sub(met));
            }
        }
        let short = |want: usize, have: usize| u16::try_from(want.saturating_sub(have)).unwrap_or(u16::MAX);
        cost.add(Tier::Different, short(terms.wanted, different));
        cost.add(Tier::Wished, wished);
        cost.add(Tier::Core, short(CORE_TASKS.min(terms.tasks), core));
        if let Some(step_up) = terms.step_up {
            let ahead = terms.all_days.saturating_sub(terms.middle().max(terms.before)).min(terms.days);
            let have = usize::from(self.steps) + if whole { 0 } else { usize::from(later[step_up]) + 1 };
            cost.add(Tier::Practised, short(ahead.min(2), have));
        }
        if whole {
            self.add_shares(terms, &mut cost);
            cost.add(
                Tier::People,
                u16::try_from(PEOPLE.min(terms.people).saturating_sub(self.people.count_ones())).unwrap_or(0),
            );
        }
        cost
    }

    fn add_shares(&self, terms: &Terms, cost: &mut Cost) {
        let share = if terms.variety == Variety::Same { 60 } else { 40 };
        let allowed = u16::from(self.blocks) * share / 100;
        let top = self.blocks_of.iter().max().copied().unwrap_or(0);
        cost.add(Tier::Share, u16::from(top).saturating_sub(allowed));
        if terms.days > 1 {
            let once =
                (0..terms.tasks).filter(|task| self.days_of[*task] == 1 && terms.step_up != Some(*task));
            cost.add(Tier::Once, u16::try_from(once.count()).unwrap_or(0));
        }
    }
}
