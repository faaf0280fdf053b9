use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the law asks of this placement, as known on a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// One line a topic.
    pub lines: Vec<Term>,
    /// The date on which the rules were last looked at.
    pub as_at: NaiveDate,
}

/// One topic of the law in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The topic.
    pub topic: Topic,
    /// What it means here.
    pub words: String,
}

/// A topic of law that every pack speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Longest day and week, and the earliest and latest hour.
    Hours,
    /// Breaks and rest.
    Breaks,
    /// That the placement is unpaid, and what may be paid.
    Pay,
    /// The employer's liability insurance and who tells the insurer.
    Insurance,
    /// The risk assessment and who sees its findings.
    RiskAssessment,
    /// Vetting: what is known, as at when, and who decides; never a certainty.
    Vetting,
    /// Absence and accidents: who must hear of them.
    Reporting,
}

/// What the employer gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// The questions at the end, five of them.
    pub questions: Vec<String>,
    /// How the answers get back without e-mail or a login.
    pub return_to: String,
}
