//! Composes what to do when a block is finished early and when the learner is stuck: particular to the
//! task, the place, the learner and the person, and not twice the same where the facts allow it.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::spoken::asks_to_speak;
use super::{Block, Programme, Wording};
use crate::domain::offer::Offer;
use crate::domain::support::CommunicationMode;
use crate::domain::task::Task;
use crate::domain::text::Line;
use crate::domain::workload::{WorkInput, possible};

/// More of the same is at most one part in so many of what the block aims at.
const SMALL: u16 = 3;

/// So many things that the employer named besides are enough for a week of one task.
const ENOUGH: usize = 2;

/// What the lines of a block are made of.
struct Ground<'a> {
    task: &'a Task,
    /// What comes next on the day, if it is work.
    next: Option<&'a Task>,
    /// Whether that could be done in this time already, so that its place is not shut.
    is_open: bool,
    /// Tasks that the learner knows, that are no step further and can be done in this time; those of later on
    /// the same day first.
    steady: Vec<&'a Task>,
    /// Another task that the learner could do then.
    known: Option<&'a Task>,
    /// How often the task was met before.
    meeting: usize,
    /// Whether it was met on no day before.
    first_day: bool,
    /// Who leads.
    person: Line,
    /// Whether the learner answers by speaking.
    speaks: bool,
}

/// Composes the lines of every block that nobody has worded otherwise.
pub(super) fn compose(programme: &mut Programme, input: &WorkInput<'_>) {
    let mut met: Vec<&Task> = Vec::new();
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for day in &mut programme.days {
        let before_today = met.len();
        let tasks: Vec<Option<&Task>> =
            day.blocks.iter().map(|block| input.offer.task(block.content.task()?)).collect();
        for (at, block) in day.blocks.iter_mut().enumerate() {
            let Some(task) = tasks.get(at).copied().flatten() else { continue };
            let possible = possible(input, day.date, block.span);
            let later = tasks.iter().skip(at + 1).flatten();
            let steady = |other: &&&Task| {
                other.id != task.id
                    && other.load.challenge <= input.profile.capability.challenge
                    && met.iter().any(|known| known.id == other.id)
                    && possible.iter().any(|can| can.id == other.id)
            };
            let next = tasks.iter().skip(at + 1).find_map(|next| *next).filter(|next| next.id != task.id);
            let ground = Ground {
                task,
                is_open: next.is_some_and(|next| possible.iter().any(|can| can.id == next.id)),
                next,
                steady: later.chain(possible.iter()).filter(steady).copied().collect(),
                known: block.choice.as_ref().and_then(|id| input.offer.task(id)),
                first_day: !met.iter().take(before_today).any(|known| known.id == task.id),
                meeting: met.iter().filter(|known| known.id == task.id).count(),
                person: person(input.offer, block),
                speaks: input.profile.communicates.contains(&CommunicationMode::Speech),
            };
            if is_ours(&block.if_finished, &task.if_finished)
                && let Some(line) = first_unused(ground.finished(block), &mut used)
            {
                block.if_finished = line;
            }
            if is_ours(&block.if_stuck, &task.if_stuck)
                && let Some(line) = first_unused(ground.stuck(), &mut used)
            {
                block.if_stuck = line;
            }
            met.push(task);
        }
    }
}

/// Whether a line is the employer's general one or was composed, and not worded by somebody for the block.
fn is_ours(line: &Wording, general: &Line) -> bool {
    match line {
        Wording::Said { text } => text == general,
        Wording::Facts { .. } | Wording::Standard { .. } => true,
    }
}

fn person(offer: &Offer, block: &Block) -> Line {
    offer.person(&block.person).map_or_else(|| offer.site.ask_for.clone(), |person| person.name.clone())
}

/// One thing is asked for so often in a programme, in whatever words.
const MOST_OFTEN: usize = 3;

/// The first of the candidates that asks for what has not been asked for too often, and of those the one whose words
/// stand nowhere yet, or least often. There is always one.
fn first_unused(candidates: Vec<Wording>, used: &mut BTreeMap<String, usize>) -> Option<Wording> {
    let words = |line: &Wording| format!("{line:?}");
    let times = |key: String| used.get(&key).copied().unwrap_or(0);
    let rank = |line: &&Wording| {
        let asked = times(key(line));
        (asked.saturating_sub(MOST_OFTEN - 1), times(words(line)))
    };
    let chosen = candidates.iter().min_by_key(rank)?.clone();
    *used.entry(key(&chosen)).or_default() += 1;
    *used.entry(words(&chosen)).or_default() += 1;
    Some(chosen)
}

/// What a line asks for: the employer's own words are the same with and without somebody to show the result to.
fn key(line: &Wording) -> String {
    match line {
        Wording::Said { text } | Wording::Facts { says: Facts::Show { own: text, .. } } => text.to_string(),
        other => format!("asks {other:?}"),
    }
}

impl Ground<'_> {
    fn finished(&self, block: &Block) -> Vec<Wording> {
        let task = self.task;
        let more_of_it =
            block.goal.as_ref().zip(task.amount.as_ref()).and_then(|(goal, amount)| match &amount.batch {
                // What takes more than a third of the block is no small thing to add at its end.
                Some(batch) => (goal.left >= batch.of && goal.count / SMALL >= batch.of && !goal.is_part())
                    .then(|| Facts::More { count: 1, noun: batch.unit.clone() }),
                None => {
                    let count = (goal.count / SMALL).min(goal.left);
                    (count > 0).then(|| Facts::More { count, noun: amount.noun(count).clone() })
                }
            });
        let own = self.asks_for_what_is_done(&task.if_finished);
        let also: Vec<&Line> = task.also.iter().filter_map(|line| self.asks_for_what_is_done(line)).collect();
        let here = self.known.into_iter().chain(self.steady.iter().copied());
        let here = here.filter(|known| known.place == task.place);
        let known: Vec<Facts> =
            here.map(|known| Facts::Known { task: known.name.clone(), place: known.place.clone() }).collect();
        // More of the same is said at the first meeting only, and not where the employer has said enough: a learner who is
        // quick at a job is given something else.
        let enough = also.len() >= ENOUGH;
        let (first, later) = match (enough, self.meeting) {
            (true, _) => (None, None),
            (false, 0) => (more_of_it, None),
            (false, _) => (None, more_of_it),
        };
        let mut lines: Vec<Wording> = first.into_iter().map(Wording::facts).collect();
        lines.extend(own.into_iter().chain(also).map(Wording::said));
        let sets_out = self.next.filter(|next| next.place == task.place && !next.equipment.is_empty());
        let sets_out = sets_out.map(|next| {
            let things = next.equipment.iter().take(3).cloned().collect();
            Facts::SetOut { task: next.name.clone(), things }
        });
        lines.extend(sets_out.clone().filter(|_| !enough).map(Wording::facts));
        let mut more = known;
        if let Some(next) = self.next.filter(|next| next.place != task.place && !next.equipment.is_empty())
            && self.is_open
        {
            more.push(Facts::Carry { task: next.name.clone(), place: next.place.clone() });
        }
        more.extend(own.map(|own| Facts::Show { own: own.clone(), person: self.person.clone() }));
        more.extend(later);
        more.extend(sets_out.filter(|_| enough));
        more.push(Facts::Check { good: task.good_looks_like.clone() });
        more.extend(
            self.next
                .filter(|next| next.place == task.place)
                .map(|next| Facts::SetOut { task: next.name.clone(), things: Vec::new() }),
        );
        lines.extend(more.into_iter().map(Wording::facts));
        lines
    }

    /// What to do the third time: the employer's own remedy alone where it is told first, later with
    /// what the learner goes on with.
    fn stuck(&self) -> Vec<Wording> {
        let own = self.asks_for_what_is_done(&self.task.if_stuck);
        let aside = |next: Option<&Task>| {
            Wording::facts(Facts::Aside {
                own: own.cloned(),
                person: self.person.clone(),
                next: next.map(|next| next.name.clone()),
            })
        };
        let mut lines: Vec<Wording> = own.map(Wording::said).into_iter().collect();
        lines.extend(self.steady.iter().copied().chain(self.known).map(|other| aside(Some(other))));
        if self.task.steps.iter().any(|step| step.cue.is_some()) {
            lines.push(Wording::facts(Facts::AnyStep { own: own.cloned(), person: self.person.clone() }));
        }
        lines.push(aside(None));
        lines
    }

    /// A line of the employer's, unless it asks a learner to speak who answers in another way.
    fn asks_for_what_is_done<'b>(&self, own: &'b Line) -> Option<&'b Line> {
        (self.speaks || !asks_to_speak(own)).then_some(own).filter(|own| !self.first_day || !looks_back(own))
    }
}

/// Whether a line is about a day that has been.
fn looks_back(own: &Line) -> bool {
    let own = own.as_str().to_lowercase();
    ["day before", "days before", "yesterday"].iter().any(|words| own.contains(words))
}
