//! What makes an entry worth offering: work enough, easy and hard, in several places, with several people.

use std::collections::BTreeSet;

use super::{Occupation, TypicalTask};
use crate::check::{Faults, FieldError};
use crate::ids::Slug;
use crate::quantity::Posture;

impl Occupation {
    /// What must hold across the fields.
    ///
    /// # Errors
    /// Every fault, with its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        let sizes = [
            ("places", self.places.len(), 3..=7),
            ("people", self.people.len(), 4..=6),
            ("events", self.events.len(), 2..=4),
            ("ask_first", self.ask_first.len(), 2..=4),
            ("tasks", self.tasks.len(), 8..=12),
        ];
        for (field, len, allowed) in sizes {
            let (least, most) = (allowed.start(), allowed.end());
            faults.require(allowed.contains(&len), field, format!("must hold {least} to {most} items"));
        }
        faults.require(self.hours.span().is_some(), "hours.to", "must be after `from`");
        faults.require_unique(self.places.iter().map(|place| &place.id), "places", "id");
        faults.require_unique(self.people.iter().map(|person| &person.id), "people", "id");
        faults.require_unique(self.events.iter().map(|event| &event.id), "events", "id");
        faults.require_unique(self.tasks.iter().map(|task| &task.id), "tasks", "id");
        faults.require_unique(self.tasks.iter().map(|task| &task.if_finished), "tasks", "if_finished");
        faults.require_unique(self.tasks.iter().map(|task| &task.if_stuck), "tasks", "if_stuck");
        self.check_events(&mut faults);
        for (at, task) in self.tasks.iter().enumerate() {
            self.check_task(task, &format!("tasks[{at}]"), &mut faults);
        }
        self.check_range(&mut faults);
        faults.finish()
    }

    fn check_events(&self, faults: &mut Faults) {
        for (at, event) in self.events.iter().enumerate() {
            let known = event.place.as_ref().is_none_or(|place| self.place(place).is_some());
            faults.require(known, format!("events[{at}].place"), "must be one of `places`");
            let known = event.ties_up.iter().all(|id| self.person(id).is_some());
            faults.require(known, format!("events[{at}].ties_up"), "must name only `people`");
            faults.require(event.from < event.to, format!("events[{at}].to"), "must be after `from`");
        }
    }

    fn check_task(&self, task: &TypicalTask, path: &str, faults: &mut Faults) {
        let field = |name: &str| format!("{path}.{name}");
        faults.require((4..=9).contains(&task.steps.len()), field("steps"), "must hold 4 to 9 items");
        let cued = task.steps.iter().all(|step| step.cue.is_some());
        faults.require(cued, field("steps"), "every step must name its cue");
        faults.require(self.place(&task.place).is_some(), field("place"), "must be one of `places`");
        let known = !task.with.is_empty() && task.with.iter().all(|id| self.person(id).is_some());
        faults.require(known, field("with"), "must name at least one of `people`, and nobody else");
        let known = task.hand_over_to.as_ref().is_none_or(|id| self.person(id).is_some());
        faults.require(known, field("hand_over_to"), "must be one of `people`");
        let within = match (self.hours.span(), task.when.span()) {
            (Some(day), Some(span)) => day.covers(span) && !task.when.weekdays.is_empty(),
            _ => false,
        };
        faults.require(within, field("when"), "must be within `hours`, on at least one weekday");
        let counted = task.amount.how_many > 0 && task.amount.minutes_each > 0;
        faults.require(counted, field("amount"), "must have at least 1, each of at least 1 minute");
        faults.require((1..=5).contains(&task.load.challenge), field("load.challenge"), "must be 1 to 5");
    }

    /// An entry must let a learner start easily, grow, move about, meet people and leave something behind.
    fn check_range(&self, faults: &mut Faults) {
        let count =
            |wanted: &dyn Fn(&TypicalTask) -> bool| self.tasks.iter().filter(|task| wanted(task)).count();
        let mut least = |wanted: usize, found: usize, reason: &str| {
            faults.require(found >= wanted, "tasks", format!("must hold {wanted} or more {reason}"));
        };
        least(2, count(&|task| task.load.challenge <= 2), "of challenge 1 or 2");
        least(2, count(&|task| task.load.challenge == 3), "of challenge 3");
        least(1, count(&|task| task.load.challenge >= 4), "of challenge 4 or 5");
        least(1, count(&|task| task.posture == Posture::Sitting), "done sitting");
        least(2, count(&|task| task.hand_over_to.is_some()), "handed over to somebody");
        least(1, count(&|task| task.product.is_some()), "with something made to show");
        let daily = |task: &TypicalTask| self.hours.weekdays.minus(task.when.weekdays).is_empty();
        least(5, count(&daily), "that exist every day");
        let places: BTreeSet<&Slug> = self.tasks.iter().map(|task| &task.place).collect();
        least(3, places.len(), "places between them");
        let people: BTreeSet<&Slug> = self
            .tasks
            .iter()
            .flat_map(|task| task.with.first().into_iter().chain(&task.hand_over_to))
            .collect();
        least(3, people.len(), "people between them");
    }
}
