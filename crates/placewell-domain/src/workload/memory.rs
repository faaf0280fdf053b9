//! What a learner has done so far, as the days are filled one after another.

use super::supply::TaskSupply;
use super::{LEAST_BLOCK_MINUTES, MOST_TASKS_A_WEEK, Past};

/// One task's history, by its place in the offer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TaskMemory {
    pub(super) met: bool,
    pub(super) this_week: bool,
    /// Minutes on the day being filled.
    pub(super) today: u16,
    /// Blocks so far.
    pub(super) times: u16,
    /// How much of the task one day holds.
    limit: u16,
}

impl TaskMemory {
    /// The shortest block of the task.
    pub(super) fn least(&self, least: u16) -> u16 {
        least.min(self.limit)
    }

    /// Minutes of it that the day still holds.
    pub(super) fn left(&self) -> u16 {
        self.limit.saturating_sub(self.today)
    }

    /// Whether the day still holds a block of it.
    pub(super) fn has_minutes(&self) -> bool {
        self.left() >= self.least(LEAST_BLOCK_MINUTES)
    }
}

/// Every task's history.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    tasks: Vec<TaskMemory>,
}

impl Memory {
    pub(super) fn new<'s, 'a: 's>(
        supply: impl Iterator<Item = &'s TaskSupply<'a>>,
        past: Option<&Past>,
    ) -> Self {
        let one = |supply: &TaskSupply<'_>| {
            let id = &supply.task.id;
            let today = |past: &Past| -> u16 {
                past.day_tasks.iter().filter(|(task, _)| task == id).map(|(_, minutes)| *minutes).sum()
            };
            TaskMemory {
                met: past.is_some_and(|past| past.met.contains(id)),
                this_week: past.is_some_and(|past| past.met_this_week.contains(id)),
                today: past.map_or(0, today),
                times: 0,
                limit: supply.task.minutes_a_day.unwrap_or(u16::MAX),
            }
        };
        Self { tasks: supply.map(one).collect() }
    }

    pub(super) fn task(&self, at: usize) -> TaskMemory {
        self.tasks.get(at).copied().unwrap_or_default()
    }

    /// Notes a block of the task, and gives what was there before so that it can be taken back.
    pub(super) fn note(&mut self, at: usize, minutes: u16) -> TaskMemory {
        let before = self.task(at);
        let noted = TaskMemory {
            met: true,
            this_week: true,
            today: before.today.saturating_add(minutes),
            times: before.times.saturating_add(1),
            ..before
        };
        self.put(at, noted);
        before
    }

    pub(super) fn put(&mut self, at: usize, memory: TaskMemory) {
        if let Some(slot) = self.tasks.get_mut(at) {
            *slot = memory;
        }
    }

    /// Whether the week holds as many tasks as it may.
    pub(super) fn week_is_full(&self) -> bool {
        self.tasks.iter().filter(|task| task.this_week).count() >= MOST_TASKS_A_WEEK
    }

    pub(super) fn new_day(&mut self) {
        self.tasks.iter_mut().for_each(|task| task.today = 0);
    }

    pub(super) fn new_week(&mut self) {
        self.tasks.iter_mut().for_each(|task| task.this_week = false);
    }
}
