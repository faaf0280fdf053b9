//! What a cell holds: a value with its type, or why there is none.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words::amount;
use crate::words::briefing::plain_date;
use crate::words::evidence as words;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum EvidenceCell {
    /// Words.
    Text(String),
    /// A count.
    Number(u32),
    /// A length of time in minutes.
    Minutes(u32),
    /// A date.
    Date(NaiveDate),
    /// A yes or a no.
    Answer(bool),
    /// A count of people to the nearest five.
    About(u32),
    /// A count of people below eight, perhaps none.
    Few,
    /// A count of people from which a small one could be worked out.
    Held,
    /// Nobody has said it.
    NotRecorded,
    /// The row does not raise the question.
    DoesNotApply,
    /// It is known that there is none.
    Nothing,
}

impl EvidenceCell {
    /// Words that somebody has said, or not.
    pub(super) fn said(text: Option<impl ToString>) -> Self {
        text.map_or(Self::NotRecorded, |text| Self::Text(text.to_string()))
    }

    /// A date that somebody has said, or not.
    pub(super) fn on(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::NotRecorded, Self::Date)
    }

    /// Words.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A count of things that are there.
    pub(super) fn count(count: usize) -> Self {
        Self::Number(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// What a person reads.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Minutes(minutes) => amount::hours(*minutes),
            Self::Date(date) => plain_date(*date),
            Self::Answer(yes) => words::answer(*yes).to_owned(),
            Self::About(count) => words::hub::about(*count),
            Self::Few => words::hub::FEW.to_owned(),
            Self::Held => words::hub::HELD.to_owned(),
            Self::NotRecorded => words::NOT_RECORDED.to_owned(),
            Self::DoesNotApply => words::DOES_NOT_APPLY.to_owned(),
            Self::Nothing => words::NOTHING.to_owned(),
        }
    }

    /// Whether it says that there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::NotRecorded | Self::DoesNotApply | Self::Nothing | Self::Few | Self::Held)
    }
}
