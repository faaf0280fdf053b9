//! What an allocation answers.

use std::collections::BTreeSet;
use std::fmt;

use super::cohort::Cohort;

/// Everyone's place, and the figures by which the answer is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The offer of each learner, by learner; `None` if unplaced or withdrawn.
    pub places: Vec<Option<u32>>,
    /// The figures.
    pub figures: Figures,
}

impl Answer {
    /// The places given, with their figures.
    pub(crate) fn of(cohort: &Cohort, places: Vec<Option<u32>>) -> Self {
        let pinned: BTreeSet<u32> = cohort.pins().iter().map(|(learner, _)| *learner).collect();
        let mut figures = Figures::default();
        for (learner, offer) in (0..).zip(&places) {
            let Some(score) = offer.and_then(|offer| cohort.score(learner, offer)) else { continue };
            figures.placed += 1;
            figures.total += u64::from(score);
            if !pinned.contains(&learner) {
                figures.minimum = Some(figures.minimum.map_or(score, |least| least.min(score)));
            }
        }
        Self { places, figures }
    }
}

/// The figures by which an answer is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Figures {
    /// Learners placed, pinned ones included.
    pub placed: u64,
    /// The sum of their scores.
    pub total: u64,
    /// The lowest score among placed learners who are not pinned; `None` if there are none.
    pub minimum: Option<u16>,
}

/// How a learner stands in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Placed by the solver.
    Placed,
    /// Placed where it was settled beforehand.
    Pinned,
    /// There are possible placements, and every seat of them is taken.
    NoSeat,
    /// No pair of this learner is possible, so that no answer could place them.
    NoOption,
    /// Not, or no longer, in the cohort.
    Absent,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Placed => "placed",
            Self::Pinned => "pinned",
            Self::NoSeat => "no seat left",
            Self::NoOption => "no possible placement",
            Self::Absent => "not in the cohort",
        })
    }
}

/// One learner whose place is not what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The learner.
    pub learner: u32,
    /// The offer before.
    pub from: Option<u32>,
    /// The offer now.
    pub to: Option<u32>,
}

/// What a what-if brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Every learner whose place changed, by learner: those changed by the caller, and the fewest
    /// others that an answer as good allows.
    pub moves: Vec<Move>,
    /// The figures before.
    pub before: Figures,
    /// The figures now.
    pub after: Figures,
    /// Whether the threshold of `fair` had to be searched again.
    pub searched: bool,
}

/// How an answer spreads over scores and choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Placed learners by band of 100 points: 0-99, 100-199, ... 900-1000.
    pub bands: [u64; super::tally::BANDS],
    /// Placed learners by how many of their own options score higher than what they got: first
    /// choices first.
    pub choices: Vec<u64>,
    /// Learners who take part and are unplaced.
    pub unplaced: u64,
}
