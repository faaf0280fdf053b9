//! The topics of the pack's box on the law, and their headings.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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

/// A topic of law as a heading.
#[must_use]
pub fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Hours => "Hours",
        Topic::Breaks => "Breaks",
        Topic::Pay => "Pay",
        Topic::Insurance => "Insurance",
        Topic::RiskAssessment => "Risk assessment",
        Topic::Vetting => "Vetting",
        Topic::Reporting => "Absence and accidents",
    }
}
