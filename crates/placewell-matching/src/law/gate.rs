//! Whether the law lets a placement be confirmed.

use super::finding::{Finding, Outcome};

/// What keeps a placement from being confirmed. Conditions do not: they are work that the people
/// named do before the first day, and stand in the pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// What may not be.
    pub barred: Vec<Finding>,
    /// What somebody must answer first.
    pub unanswered: Vec<Finding>,
}

impl Gate {
    /// The gate of a set of findings. Before confirming, assess the tasks of the programme and
    /// not those that were carved out of it.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let with = |outcome: Outcome| {
            findings.iter().filter(|finding| finding.outcome == outcome).cloned().collect::<Vec<_>>()
        };
        Self { barred: with(Outcome::Barred), unanswered: with(Outcome::Question) }
    }

    /// Whether the placement may be confirmed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.barred.is_empty() && self.unanswered.is_empty()
    }
}
