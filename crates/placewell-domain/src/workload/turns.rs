//! Who stands in, and who is near in a break: by turns, so that the same name need not stand in every block; where the
//! learner wishes for the same people, a break keeps its person.

use super::roster::{Pair, Roster};
use super::{Doing, RestReason};
use crate::ids::PersonId;
use crate::time::Span;

/// How often each person has been named on a day so far.
pub(super) struct Turns<'r, 'a> {
    roster: &'r Roster<'a>,
    named: Vec<(&'a PersonId, usize)>,
    /// Who led the last task.
    led: Option<&'a PersonId>,
    /// Whether the learner wishes for the same people.
    same_people: bool,
}

impl<'r, 'a> Turns<'r, 'a> {
    /// Nobody has been named.
    pub(super) fn new(roster: &'r Roster<'a>, same_people: bool) -> Self {
        Self { roster, named: Vec::new(), led: None, same_people }
    }

    /// The people of a stretch: whoever leads a task stays, the others take turns.
    pub(super) fn people(
        &mut self,
        span: Span,
        doing: Doing<'a>,
        placed: Option<Pair<'a>>,
    ) -> Option<Pair<'a>> {
        let resting = matches!(doing, Doing::Rest(_));
        let pair = placed.or_else(|| self.roster.pair_for(span, resting))?;
        let there = |person: &&'a PersonId| self.roster.at_work(span).any(|other| other == *person);
        let near = match doing {
            // A look at what was just made is with whoever led it.
            Doing::Rest(RestReason::Pause) => self.led.filter(there),
            Doing::Rest(_) if !self.same_people => {
                self.roster.at_work(span).min_by_key(|person| self.count(person))
            }
            Doing::Rest(_) | Doing::Task { .. } | Doing::Activity(_) => None,
        };
        let person = near.unwrap_or(pair.person);
        let with = match doing {
            Doing::Task { task, .. } => Some(task.with.as_slice()),
            Doing::Activity(_) | Doing::Rest(_) => None,
        };
        let seconds = self.roster.seconds(person, with, span);
        let second =
            seconds.min_by_key(|one| (!one.spare, !one.at_work, !one.does_it, self.count(one.person)));
        let pair = Pair { person, deputy: second.map(|one| one.person).or(pair.deputy) };
        self.led = placed.map(|placed| placed.person).or(self.led);
        self.note(pair.person);
        pair.deputy.into_iter().for_each(|second| self.note(second));
        Some(pair)
    }

    fn count(&self, person: &PersonId) -> usize {
        self.named.iter().find(|(known, _)| *known == person).map_or(0, |(_, count)| *count)
    }

    fn note(&mut self, person: &'a PersonId) {
        match self.named.iter_mut().find(|(known, _)| *known == person) {
            Some((_, count)) => *count += 1,
            None => self.named.push((person, 1)),
        }
    }
}
