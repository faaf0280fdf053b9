//! What a learner wants of a placement and how to be with them: in their words, agreed with them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::{CodeSet, vocabulary};
use super::text::Line;
use super::theme::Theme;
use super::time::{Span, Weekday, Weekdays};

/// How to talk with the learner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Talk {
    /// Seconds to wait for an answer before saying it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 180)]
    pub wait_seconds: Option<u16>,
    /// "How to talk with me", in the first person, each a thing that somebody can do today.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 8)]
    pub lines: Vec<Line>,
    /// One sentence that works, as an example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say: Option<Line>,
    /// How the learner says yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yes: Option<Line>,
    /// How the learner says no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no: Option<Line>,
    /// How the learner says wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<Line>,
}

/// Something that the learner would like to do at work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// In the learner's words.
    pub words: Line,
    /// What it is about.
    #[serde(default)]
    #[schema(value_type = Vec<Theme>)]
    pub themes: CodeSet<Theme>,
}

/// Something that the learner does not want to do yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotYet {
    /// In the learner's words.
    pub words: Line,
    /// What it is about: no task about it is planned.
    #[serde(default)]
    #[schema(value_type = Vec<Theme>)]
    pub themes: CodeSet<Theme>,
    /// How the learner takes part all the same: "she tells Fflur, Fflur types".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bridge: Option<Line>,
}

/// What the learner hopes for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hopes {
    /// Aims of the placement, agreed with the learner.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 3)]
    pub aims: Vec<Line>,
    /// Wishes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 6)]
    pub wishes: Vec<Wish>,
    /// What is for later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 6)]
    pub not_yet: Vec<NotYet>,
    /// What the first job of each day is to be about, by the learner's choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_job: Option<Theme>,
    /// Whether the learner wishes for the same people; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_people: Option<bool>,
}

/// How distress shows, early and late.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Distress {
    /// What can be seen first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 6)]
    pub early: Vec<Line>,
    /// What helps then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 6)]
    pub early_help: Vec<Line>,
    /// What can be seen when it has become too much.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 6)]
    pub late: Vec<Line>,
    /// What helps then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 6)]
    pub late_help: Vec<Line>,
    /// How long it usually takes to pass, minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 180)]
    pub lasts_minutes: Option<u16>,
    /// What to do afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub afterwards: Option<Line>,
}

vocabulary! {
    /// The form in which a learner reads their own copy.
    ReadingForm {
        /// Short sentences with a picture each.
        EasyRead = "easy_read",
        /// Symbols.
        Symbols = "symbols",
        /// One strip: now, and next.
        NowAndNext = "now_and_next",
        /// Large print.
        LargePrint = "large_print",
        /// Plain text.
        PlainText = "plain_text",
    }
}

/// What the learner's body can and cannot do at work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyLimits {
    /// The most that the learner carries, kilograms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(maximum = 50)]
    pub carries_kg: Option<u8>,
    /// How far the learner reaches: "to the shoulder, not above".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Line>,
}

/// Somebody of the school or college who comes along: a job coach, a support worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Companion {
    /// What people call them.
    pub name: Line,
    /// What they are.
    pub role: Line,
    /// On which weekdays they come.
    #[schema(value_type = Vec<Weekday>)]
    pub weekdays: Weekdays,
    /// Between which times; the whole day when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Span>,
    /// Whether the learner is never there without them; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub always_there: Option<bool>,
    /// What they do.
    pub does: Line,
    /// Where they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands: Option<Line>,
    /// Who comes when they cannot, or what happens then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Line>,
}

impl Companion {
    /// When they are there on a date, within the hours of the workplace.
    #[must_use]
    pub fn hours_on(&self, date: NaiveDate, workplace: Span) -> Option<Span> {
        let comes = self.weekdays.contains(Weekday::of(date));
        self.hours.map_or(Some(workplace), |hours| hours.intersection(workplace)).filter(|_| comes)
    }
}
