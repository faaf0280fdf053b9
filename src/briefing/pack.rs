//! The pack: everything that leaves for the employer, and nothing else.
//!
//! It is the one model behind every rendering (PDF, HTML, text, calendar) and is itself the JSON
//! that the API shows before approval. What is not in it cannot be printed by accident.

mod arrival;
mod cards;
mod day;
mod guidance;
mod issue;
mod open;
mod safety;
mod terms;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::code::CodeSet;
use crate::domain::delivery::Edition;
use crate::domain::ids::Reference;
use crate::domain::time::TimeOfDay;

pub use crate::domain::disclosure::Told;
pub use arrival::{Arrival, PhoneLine, Phones, StaffMember};
pub use cards::{Step, TaskCard, Trial};
pub use day::{Block, Choice, Day, JobHelp, Occasion, Rest, SiteEvent, StaffTime, Week, Work};
pub use guidance::{Adjustment, Guidance, Kept};
pub use issue::{AsAt, Host, Issue, Provider, Statement, Visitor};
pub use open::ToConfirm;
pub use safety::{Evacuation, Safety};
pub use terms::{Feedback, Term, Terms, Topic};

/// One version of one placement's briefing for its employer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BriefingPack)]
pub struct Pack {
    /// What both sides call the placement.
    pub reference: Reference,
    /// Which version this is, what it replaces, and how old its facts are.
    pub issue: Issue,
    /// The employer and the site.
    pub host: Host,
    /// The school or college that sends the visitor.
    pub provider: Provider,
    /// The person who comes, as far as they have agreed to be named.
    pub visitor: Visitor,
    /// The first morning.
    pub arrival: Arrival,
    /// Whom to ring, in what order.
    pub phones: Phones,
    /// Why this person and this work fit each other, in terms of the work.
    pub why: Vec<String>,
    /// Why this work suits the visitor, as agreed for this placement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fits: Vec<String>,
    /// What the visitor wants from the placement, as agreed with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aims: Vec<String>,
    /// What the visitor chose to do at the end that is harder than at the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_step: Option<String>,
    /// When all of what holds for this placement alone was agreed on the learner's side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms_agreed_on: Option<NaiveDate>,
    /// Whether it was agreed that nobody of the school or college comes along.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nobody_along: bool,
    /// Who of the school or college comes along: when, to do what, and who comes instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companions: Vec<String>,
    /// Which steps before confirming were taken, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed: Vec<String>,
    /// What is not known yet: who sees to it, and by when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<ToConfirm>,
    /// What everybody near must know to keep the visitor safe.
    pub safety: Safety,
    /// Getting out of the building.
    pub evacuation: Evacuation,
    /// The days, block by block.
    pub week: Week,
    /// How each task is done, step by step.
    pub cards: Vec<TaskCard>,
    /// How to talk, instruct, notice and help.
    pub guidance: Guidance,
    /// What has been agreed to be different, who does it, what it costs.
    pub adjustments: Vec<Adjustment>,
    /// What the learner needs that is there already, or comes along each day, with who keeps it so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept>,
    /// What the learner needs that the workplace has already; only in packs of before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub in_place: Vec<String>,
    /// Supports of the learner's own that are there each day; only in packs of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought: Option<String>,
    /// What the visitor must not do, in plain words.
    pub do_not: Vec<String>,
    /// Hours, insurance, vetting and the rest of the law.
    pub terms: Terms,
    /// What the employer is asked to give back.
    pub feedback: Feedback,
    /// What the pack tells of the learner; empty in packs of before this was written down.
    #[serde(default)]
    #[schema(value_type = Vec<Told>)]
    pub told: CodeSet<Told>,
}

impl Pack {
    /// What the pack tells of the learner. A pack of before that was written down may tell whatever
    /// an employer may be told.
    #[must_use]
    pub fn tells(&self) -> CodeSet<Told> {
        if self.told.is_empty() { Edition::Employer.may_tell() } else { self.told }
    }
}

impl Pack {
    /// From when on a date the employer rings because the visitor is not there: as long after the hour of arrival as on
    /// the first day. `None` for a date that is none of the pack's.
    #[must_use]
    pub fn late_after(&self, date: NaiveDate) -> Option<TimeOfDay> {
        let Arrival { at, late_after, .. } = &self.arrival;
        let grace = late_after.minutes().saturating_sub(at.minutes());
        self.week.days.iter().find(|day| day.dates.contains(&date)).map(|day| day.from.plus(grace))
    }
}
