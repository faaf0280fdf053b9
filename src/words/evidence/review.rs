//! What a learner's annual review is told of work experience.

use super::{Heading, column};
use crate::domain::nation::Nation;

/// What the table is called.
#[must_use]
pub fn title(nation: Nation) -> &'static str {
    match nation {
        Nation::England => "Work experience, for the annual review of an education, health and care plan",
        Nation::Wales => "Work experience, for the review of an individual development plan",
    }
}

/// What it is for.
pub const ABOUT: &str = "For one learner: what was planned and what happened, in the learner’s and the employer’s words, with \
     dates: a draft for whoever writes the report.";

/// Its columns.
pub const COLUMNS: [Heading; 5] = [
    column("about", "About", "The learner’s record, or the placement"),
    column("question", "What is asked", "The report of a review"),
    column("says", "What is known", "See the source in the row"),
    column("on", "As at", "The date of what is known"),
    column("source", "Source", "Where it stands in this service"),
];

/// Questions and sources of the rows.
pub mod ask {
    /// See the module.
    pub const YEAR_GROUP: &str = "Year group";
    /// See the module.
    pub const OUTCOMES: &str = "Outcomes sought in preparing for adulthood";
    /// See the module.
    pub const AIMS: &str = "What the learner wants from it";
    /// See the module.
    pub const WANTS_TO_TRY: &str = "What the learner wants to try, in their own words";
    /// See the module.
    pub const STAYS: &str = "Supports that the learner keeps";
    /// See the module.
    pub const PLANNED: &str = "What was planned";
    /// See the module.
    pub const PLANNED_HOURS: &str = "Hours planned, without breaks";
    /// See the module.
    pub const CAME: &str = "Days attended";
    /// See the module.
    pub const HOURS: &str = "Hours on those days, from the minute of arriving";
    /// See the module.
    pub const UNRECORDED: &str = "Days so far without a record";
    /// See the module.
    pub const HELP_PLANNED: &str = "Help with which the jobs were to start";
    /// See the module.
    pub const HELP_HOPED: &str = "Help hoped for by the last time";
    /// See the module.
    pub const HELP_SEEN: &str = "Help with which new tasks really began";
    /// See the module.
    pub const FACE: &str = "How it was for the learner";
    /// See the module.
    pub const BEST: &str = "What the learner liked or did well";
    /// See the module.
    pub const HARD: &str = "What was hard, or should be different";
    /// See the module.
    pub const NEXT: &str = "What the learner would like to do next";
    /// See the module.
    pub const EMPLOYER: &str = "How it went, as the employer says";
    /// See the module.
    pub const EMPLOYER_BEST: &str = "What went best, as the employer says";
    /// See the module.
    pub const EMPLOYER_CHANGE: &str = "What should change, as the employer says";
    /// See the module.
    pub const EMPLOYER_HELP: &str = "Help needed, against what the pack said";
    /// See the module.
    pub const ADJUSTMENT: &str = "Adjustment agreed";
    /// See the module.
    pub const WORKED: &str = "Supports, and how each served";
    /// See the module.
    pub const REFERENCE: &str = "What the employer wrote for the learner to keep";
    /// See the module.
    pub const OUTCOME_E: &str = "The outcome in section E that it serves";
    /// See the module.
    pub const WORDING_F: &str = "Support to consider for section F, for a person to word";
    /// See the module.
    pub const OUTCOME_IDP: &str = "The outcome in the individual development plan that it serves";
    /// See the module.
    pub const WORDING_IDP: &str = "Provision to consider for the plan, for a person to word";
}

/// See [`ask`].
pub mod source {
    /// See the module.
    pub const RECORD: &str = "the learner’s record";
    /// See the module.
    pub const AGREEMENT: &str = "the agreement to the placement";
    /// See the module.
    pub const PLAN: &str = "the newest plan";
    /// See the module.
    pub const TICKS: &str = "the ticks of the days";
    /// See the module.
    pub const REFLECTION: &str = "the learner’s own page";
    /// See the module.
    pub const FEEDBACK: &str = "the employer’s feedback";
    /// See the module.
    pub const PACK: &str = "the newest approved pack";
    /// See the module.
    pub const RECORD_AND_PACKS: &str = "the learner’s record and the approved packs";
    /// See the module.
    pub const SEEN: &str = "what the employer and the provider say they saw";
    /// See the module.
    pub const ELSEWHERE: &str = "not held by this service: look in the plan";
}

/// A placement as its rows name it.
#[must_use]
pub fn placement(reference: &str, employer: &str, state: &str) -> String {
    format!("{reference} at {employer}, {state}")
}

/// What was planned.
#[must_use]
pub fn planned(offer: &str, days: usize) -> String {
    format!("{offer}, {days} {}", if days == 1 { "day" } else { "days" })
}

/// An adjustment, and who sees to it.
#[must_use]
pub fn adjustment(what: &str, owner: &str) -> String {
    format!("{what} ({owner})")
}

/// A support, and how it served.
#[must_use]
pub fn support(what: &str, helped: &str) -> String {
    format!("{what}: {helped}")
}

/// Which days of those that have come.
#[must_use]
pub fn came(came: usize, of: usize) -> String {
    format!("{came} of {of} with a record")
}

/// What the table is not.
pub const NOTES: [&str; 2] = [
    "A draft: a person who knows the learner checks it and signs the report. What is not recorded here may be known elsewhere.",
    "Levels of help are what the plan expects, except where a person has said what was seen. More is on the job coach’s sheet.",
];
