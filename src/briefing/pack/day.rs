use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::support::HelpLevel;
use crate::domain::time::TimeOfDay;
use crate::words::briefing::Tool;

/// The days of a placement. A block has one date a day; an extended pattern has days that repeat,
/// and the exceptions to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Week {
    /// The days in order of their first date.
    pub days: Vec<Day>,
    /// Dates on which something differs.
    pub exceptions: Vec<Occasion>,
    /// What happens at the site on these days and must not be walked into.
    pub events: Vec<SiteEvent>,
    /// Whose minutes the placement costs.
    pub staff_time: Vec<StaffTime>,
    /// What to do when the day breaks: what may be swapped, what each job is replaced by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plan_b: Vec<String>,
    /// What makes it a meaningful experience, traced to the blocks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meaning: Vec<String>,
    /// What the workplace gets out of it, all days together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gains: Option<String>,
    /// When to give less help, and when more, in counts; only in packs of before, since each job now says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fading: Vec<String>,
    /// How much help each job starts with, and what moves it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<JobHelp>,
    /// Whether what stays beside the work is a finished piece, for somebody who is shown no list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_example: bool,
    /// Whether the visitor follows a list in pictures, so that the task cards have room for them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_pictures: bool,
    /// The step further on the last day, and the way back from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stretch: Option<String>,
}

/// How much help a job starts with, and what one must see to give less or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JobHelp {
    /// The job.
    pub task: String,
    /// The help at the first meeting.
    pub start: HelpLevel,
    /// When to give less, and which level that is; absent where the work itself is already enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub less: Option<String>,
    /// When to give more, and which level that is; absent where it starts together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more: Option<String>,
}

impl Week {
    /// What stays beside the work when there is less help.
    #[must_use]
    pub fn tool(&self) -> Tool {
        if self.by_example { Tool::Example } else { Tool::List }
    }

    /// Every placement date, in order, without repeats.
    #[must_use]
    pub fn dates(&self) -> Vec<NaiveDate> {
        let mut dates: Vec<NaiveDate> = self.days.iter().flat_map(|day| day.dates.iter().copied()).collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }
}

/// A day, or several that run alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackDay)]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// The dates that run like this.
    pub dates: Vec<NaiveDate>,
    /// Arrival.
    pub from: TimeOfDay,
    /// Leaving.
    pub to: TimeOfDay,
    /// What makes the day: "Settling in", "Made and shown".
    pub theme: Option<String>,
    /// The blocks and breaks in order of time.
    pub blocks: Vec<Block>,
}

/// A stretch of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackBlock)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "a pack has a few dozen blocks, and most of them are work")]
pub enum Block {
    /// Something to do.
    Work(#[schema(inline)] Work),
    /// A break.
    Rest(#[schema(inline)] Rest),
}

/// A stretch of work: what, where, with whom, with how much help, and how it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// Start.
    pub from: TimeOfDay,
    /// End.
    pub to: TimeOfDay,
    /// What is done.
    pub task: String,
    /// Where.
    pub place: String,
    /// The person there.
    pub with: String,
    /// Who steps in for that person; nobody where only one person works.
    pub deputy: Option<String>,
    /// Whether the visitor meets the job for the first time; absent in packs of before, which tell it by their order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<bool>,
    /// How much help to begin with, where there is a task; it is stepped by what is seen, never by the calendar.
    pub help: Option<HelpLevel>,
    /// What good looks like.
    pub good: String,
    /// What shows that the block is finished.
    pub finish: String,
    /// How much of it, and what becomes of it, where somebody has said how much there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// The level of help that may be seen by then: an expectation, no rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_see: Option<HelpLevel>,
    /// Another job that the visitor knows and may choose instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub or: Option<String>,
    /// Where, with whom and how much, if the other job is chosen, and how the choice is put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choice>,
    /// Who is handed the result at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_to: Option<String>,
    /// What the two say to each other over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<String>,
    /// What to do when it is finished early.
    pub if_finished: String,
    /// What to do when it does not go well.
    pub if_stuck: String,
    /// Whether the employer may move it within the day.
    pub swappable: bool,
    /// What happens at the site meanwhile, and who of the school or college has come or gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// The other half of a choice between two jobs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackChoice)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Where the other job is done.
    pub place: String,
    /// The person there.
    pub with: String,
    /// How much of it, where somebody has said how much there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// How the choice is put so that the visitor can answer.
    pub put: String,
    /// What to do when the other job is finished early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_finished: Option<String>,
    /// What to do when the other job gets stuck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_stuck: Option<String>,
}

/// A break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rest {
    /// Start.
    pub from: TimeOfDay,
    /// End.
    pub to: TimeOfDay,
    /// "Break", "Lunch".
    pub what: String,
    /// Where it is taken.
    pub place: String,
    /// What happens at the site meanwhile, and who of the school or college has come or gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Who is near.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// Whether the visitor may be alone, and who knows where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
}

/// A date on which a repeating day runs differently, or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Occasion {
    /// The date.
    pub date: NaiveDate,
    /// What is different.
    pub what: String,
}

/// Something that happens at the site whether or not a visitor is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackSiteEvent)]
#[serde(deny_unknown_fields)]
pub struct SiteEvent {
    /// When: "Wednesday 11:00".
    pub when: String,
    /// What: "fire alarm test".
    pub what: String,
    /// How the plan deals with it.
    pub so: String,
}

/// Minutes of an employee's time that the plan asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffTime {
    /// Whose time.
    pub who: String,
    /// Minutes on the first day.
    pub first_day_minutes: u16,
    /// Minutes on each later day.
    pub later_day_minutes: u16,
    /// Minutes on each day, in order; empty where there are many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub each_day: Vec<u16>,
    /// Minutes on each day on which they are near at their own work; only in packs of before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near_each_day: Vec<u16>,
}
