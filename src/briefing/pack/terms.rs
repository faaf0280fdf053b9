use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use crate::words::briefing::Topic;

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

/// What the employer gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// The questions at the end, five of them.
    pub questions: Vec<String>,
    /// How the answers get back without e-mail or a login.
    pub return_to: String,
}
