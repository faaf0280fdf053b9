//! What is best for all, in order.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What an allocation makes best, in order. Every objective first places as many learners as can
/// be placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Objective {
    /// Then the lowest score among placed, unpinned learners as high as it can be, then the total.
    #[default]
    Fair,
    /// Then the total of the scores.
    Total,
    /// Then as few as possible in the lowest band of 100 points, then in the next, and so on; then
    /// the total.
    Generous,
    /// Then the least sum of squared shortfalls (1000 less the score).
    Convex,
}

/// A word that names no [`Objective`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("an objective is fair, total, generous or convex, not {0:?}")]
pub struct UnknownObjective(String);

impl FromStr for Objective {
    type Err = UnknownObjective;

    fn from_str(word: &str) -> Result<Self, UnknownObjective> {
        match word {
            "fair" => Ok(Self::Fair),
            "total" => Ok(Self::Total),
            "generous" => Ok(Self::Generous),
            "convex" => Ok(Self::Convex),
            _ => Err(UnknownObjective(word.to_owned())),
        }
    }
}

impl fmt::Display for Objective {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Fair => "fair",
            Self::Total => "total",
            Self::Generous => "generous",
            Self::Convex => "convex",
        })
    }
}
