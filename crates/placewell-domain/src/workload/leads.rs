//! Who leads each block: the task's best person at the first meeting, then several people in turn, or
//! the same ones where the learner wishes for that.

use super::WorkInput;
use super::prepared::Prepared;
use super::roster::Pair;
use super::supply::TaskSupply;
use crate::ids::PersonId;
use crate::time::Span;

/// The largest share of the blocks that one person leads, percent.
const LARGEST_SHARE: usize = 70;
/// The smallest share of the person who leads most, percent.
const MAIN_SHARE: usize = 35;
/// More people than this are too many to get to know in a week.
const MOST_LEADS: usize = 5;

/// How often each person has led so far.
pub(super) struct Leads<'a> {
    led: Vec<(&'a PersonId, usize)>,
    main: &'a PersonId,
    same_people: bool,
}

impl<'a> Leads<'a> {
    /// Nobody but those who open and close the days.
    pub(super) fn new(input: &WorkInput<'a>, days: &[Prepared<'a>]) -> Self {
        let mut leads = Self {
            led: Vec::new(),
            main: &input.offer.supervisor,
            same_people: input.profile.hopes.same_people == Some(true),
        };
        for day in days {
            for (_, span) in &day.laid.activities {
                if let Some(pair) = day.roster.pair_for(*span, false) {
                    leads.note(pair.person);
                }
            }
        }
        leads
    }

    fn note(&mut self, person: &'a PersonId) {
        match self.led.iter_mut().find(|(known, _)| *known == person) {
            Some((_, count)) => *count += 1,
            None => self.led.push((person, 1)),
        }
    }

    fn count(&self, person: &PersonId) -> usize {
        self.led.iter().find(|(known, _)| *known == person).map_or(0, |(_, count)| *count)
    }

    /// The people of a block.
    pub(super) fn choose(&mut self, supply: &TaskSupply<'a>, span: Span, new: bool) -> Option<Pair<'a>> {
        let mut options: Vec<Pair<'a>> = Vec::new();
        for pair in supply.pairs(span) {
            if options.iter().all(|known| known.person != pair.person) {
                options.push(pair);
            }
        }
        let total: usize = self.led.iter().map(|(_, count)| count).sum::<usize>() + 1;
        let share = |person: &PersonId| (self.count(person) + 1) * 100 / total;
        let main_wanted = share(self.main) < MAIN_SHARE;
        let rank = |(order, pair): &(usize, Pair<'a>)| {
            let count = self.count(pair.person);
            let crowd = count == 0 && self.led.len() >= MOST_LEADS;
            let too_much = total > 4 && share(pair.person) > LARGEST_SHARE;
            let main = pair.person == self.main;
            let turn = match (self.same_people, main_wanted) {
                (true, _) => usize::MAX - count,
                (false, true) if main => 0,
                (false, _) => count + 1,
            };
            (too_much, crowd, turn, *order)
        };
        let chosen = match new {
            true => options.first().copied(),
            false => options.into_iter().enumerate().min_by_key(rank).map(|(_, pair)| pair),
        };
        if let Some(pair) = chosen {
            self.note(pair.person);
        }
        chosen
    }
}
