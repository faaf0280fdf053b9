//! A job analysis: one piece of real work, described so that it can be taught, planned and checked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::{CodeSet, vocabulary};
use super::exposure::Exposure;
use super::fact::{ExposureFacts, Presence};
use super::hazard::signs::{Proposal, proposals};
use super::hazard::{Hazard, HazardAnswer, HazardStatement};
use super::ids::{PersonId, TaskId};
use super::quantity::{Amount, Body, Use};
use super::text::Line;
use super::theme::Theme;
use super::time::{Span, TimeOfDay, Weekday, Weekdays};

vocabulary! {
    /// How much of something a task asks of a person.
    Demand {
        /// None to speak of.
        None = "none",
        /// A little: a few words, small numbers, one or two questions.
        Some = "some",
        /// Much of the task is this.
        Much = "much",
    }
}

vocabulary! {
    /// Who or what sets the pace.
    Pace {
        /// The learner.
        Own = "own",
        /// The team.
        Team = "team",
        /// Customers.
        Customers = "customers",
        /// A machine.
        Machine = "machine",
    }
}

/// What a task asks of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Load {
    /// Reading.
    pub reading: Demand,
    /// Numbers, counting, time, money.
    pub numbers: Demand,
    /// Speaking and understanding.
    pub communication: Demand,
    /// Lifting, standing, reaching.
    pub physical: Demand,
    /// How hard the task is as a whole, 1 (one repeated action) to 5 (judgement and planning).
    #[schema(minimum = 1, maximum = 5)]
    pub challenge: u8,
}

/// One step of a task, as it is taught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What the learner does.
    pub does: Line,
    /// The natural cue that says it is time for this step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Line>,
    /// How one sees that the step is done well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Line>,
    /// Whether a slip at this step spoils the work or could hurt.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub critical: bool,
}

impl Step {
    fn lines(&self) -> impl Iterator<Item = &Line> {
        [&self.does].into_iter().chain(&self.cue).chain(&self.check)
    }
}

/// That somebody has done the steps at this site. Steps without it are a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tried {
    /// Who, by their role.
    pub by: Line,
    /// When.
    pub on: NaiveDate,
}

/// When the work exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskHours {
    /// On these weekdays.
    #[schema(value_type = Vec<Weekday>, min_items = 1, example = json!(["mon", "tue", "wed", "thu", "fri"]))]
    pub weekdays: Weekdays,
    /// Between these times.
    pub hours: Span,
}

/// A hazard of a task, with the three proofs that regulation 19(3) asks for a young person who is
/// no longer a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskHazard {
    /// What it is.
    pub hazard: Hazard,
    /// What is done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<Line>,
    /// The work is necessary for the young person's training.
    #[serde(default)]
    pub necessary_for_training: bool,
    /// A competent person supervises throughout.
    #[serde(default)]
    pub competent_supervision: bool,
    /// The risk is as low as is reasonably practicable.
    #[serde(default)]
    pub risk_reduced: bool,
}

/// One piece of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Names the task within the offer.
    pub id: TaskId,
    /// What the task is called at work.
    pub name: Line,
    /// Interest themes that it touches.
    #[serde(default)]
    #[schema(value_type = Vec<Theme>)]
    pub themes: CodeSet<Theme>,
    /// Its steps, in order, at most 12.
    #[schema(min_items = 1, max_items = 12)]
    pub steps: Vec<Step>,
    /// Who tried the steps here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tried: Option<Tried>,
    /// When the work exists.
    #[schema(min_items = 1, max_items = 20)]
    pub available: Vec<TaskHours>,
    /// How many minutes of it there are on one day, for one learner; without a limit when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 5, maximum = 480)]
    pub minutes_a_day: Option<u16>,
    /// The place of work.
    pub place: Line,
    /// Who can be with the learner for it, best first.
    #[schema(min_items = 1)]
    pub with: Vec<PersonId>,
    /// Who sets the pace.
    pub pace: Pace,
    /// What it asks of a person.
    pub load: Load,
    /// What it exposes a person to, beyond what its hazards bring.
    #[serde(default)]
    pub exposures: ExposureFacts,
    /// Its hazards. An empty list without a statement means that nobody has been asked.
    #[serde(default)]
    pub hazards: Vec<TaskHazard>,
    /// Who said which hazards there are, or that there are none, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hazards_stated: Option<HazardStatement>,
    /// What is used.
    #[serde(default)]
    pub equipment: Vec<Line>,
    /// What good work looks like.
    pub good_looks_like: Line,
    /// How one sees that a block of it is finished: a count, an empty cage.
    pub visible_finish: Line,
    /// What to do when it is finished early.
    pub if_finished: Line,
    /// What else is worth doing at the same place for somebody who is done early.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 4)]
    pub also: Vec<Line>,
    /// What to do when the learner is stuck.
    pub if_stuck: Line,
    /// When to stop at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop_rule: Option<Line>,
    /// What the learner makes that can be kept or shown, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Line>,
    /// How much of it there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// By when it must be done on each day: nothing of it is planned after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<TimeOfDay>,
    /// What becomes of the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Use>,
    /// What it asks of the body; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// The part of the job that somebody else does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<Line>,
    /// What to do instead when it cannot be done: the system is down, it rains, there is little of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_b: Option<Line>,
}

impl Task {
    /// What is known of one exposure of the task: what its author stated, made present by a hazard
    /// that always brings it.
    #[must_use]
    pub fn exposure(&self, exposure: Exposure) -> Presence {
        if self.hazards.iter().any(|h| h.hazard.exposure() == Some(exposure)) {
            return Presence::Present;
        }
        self.exposures.get(exposure)
    }

    /// How the question about its hazards stands.
    #[must_use]
    pub fn hazard_answer(&self) -> HazardAnswer {
        match (self.hazards.is_empty(), &self.hazards_stated) {
            (false, _) => HazardAnswer::These,
            (true, Some(_)) => HazardAnswer::None,
            (true, None) => HazardAnswer::NotAsked,
        }
    }

    /// The hazards that words of its name, steps and equipment suggest and that nobody has confirmed
    /// or struck out.
    #[must_use]
    pub fn unanswered_proposals(&self) -> Vec<Proposal> {
        let lines = [&self.name].into_iter().chain(self.steps.iter().flat_map(Step::lines));
        let mut proposals = proposals(lines.chain(&self.equipment).map(Line::as_str));
        let struck_out = self.hazards_stated.as_ref().map_or(CodeSet::EMPTY, |stated| stated.struck_out);
        proposals.retain(|proposal| {
            let listed = self.hazards.iter().any(|stated| stated.hazard == proposal.hazard);
            !listed && !struck_out.contains(proposal.hazard)
        });
        proposals
    }

    /// The stretches of a day of this weekday in which the work exists and can still be in time,
    /// in order and apart: those that touch or overlap are one.
    pub fn hours_on(&self, weekday: Weekday) -> impl Iterator<Item = Span> + use<> {
        let on = self.available.iter().filter(|when| when.weekdays.contains(weekday));
        let mut spans: Vec<Span> = on
            .filter_map(|when| {
                Span::new(when.hours.from, self.due.map_or(when.hours.to, |due| when.hours.to.min(due))).ok()
            })
            .collect();
        spans.sort_unstable();
        let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match apart.last_mut() {
                Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
                _ => apart.push(span),
            }
        }
        apart.into_iter()
    }
}
