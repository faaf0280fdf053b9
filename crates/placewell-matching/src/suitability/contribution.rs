//! One named part of a score, with its reason.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::code::{Code, CodeSet, vocabulary};
use crate::domain::exposure::Exposure;
use crate::domain::ids::TaskId;
use crate::domain::provision::Provision;
use crate::domain::theme::Theme;

vocabulary! {
    /// What a score is made of.
    Criterion {
        /// What the work is about.
        Interest = "interest",
        /// Whether it stretches without overwhelming.
        Stretch = "stretch",
        /// Whether its demands fit what the learner can do now.
        TaskFit = "task_fit",
        /// Whether the supports are there.
        SupportSurplus = "support_surplus",
        /// Whether the place is free of what the learner avoids.
        Environment = "environment",
        /// The journey.
        Travel = "travel",
        /// New or familiar, as the learner likes it.
        Novelty = "novelty",
        /// The learner's own words.
        OwnVoice = "own_voice",
    }
}

impl Criterion {
    /// Every criterion, in the order in which contributions stand.
    pub const EVERY: &'static [Self] = <Self as Code>::ALL;
}

/// Why a contribution is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Why {
    /// Nothing is known on which this could stand, so it gives nothing.
    NoInput,
    /// No task is left to look at.
    NoTask,
    /// So many of the tasks that fit best are about something the learner likes.
    LikedTasks {
        /// How many.
        liked: u8,
        /// Of how many.
        of: u8,
        /// What the learner likes about them.
        #[schema(value_type = Vec<Theme>)]
        themes: CodeSet<Theme>,
    },
    /// So many of the tasks stretch without overwhelming.
    StretchingTasks {
        /// How many.
        stretching: u8,
        /// Of how many.
        of: u8,
        /// How many of the offer's tasks would be too easy.
        too_easy: u8,
        /// How many would be too hard.
        too_hard: u8,
    },
    /// So many of the tasks ask no more than the learner does comfortably now.
    FittingTasks {
        /// How many.
        fitting: u8,
        /// Of how many.
        of: u8,
    },
    /// How the needs for support are met.
    Supports {
        /// Are there.
        #[schema(value_type = Vec<Provision>)]
        there: CodeSet<Provision>,
        /// Would be arranged.
        #[schema(value_type = Vec<Provision>)]
        arranged: CodeSet<Provision>,
        /// Are not known.
        #[schema(value_type = Vec<Provision>)]
        unknown: CodeSet<Provision>,
        /// Are not to be had.
        #[schema(value_type = Vec<Provision>)]
        missing: CodeSet<Provision>,
    },
    /// How the place stands to what the learner avoids.
    Surroundings {
        /// Are not there.
        #[schema(value_type = Vec<Exposure>)]
        absent: CodeSet<Exposure>,
        /// Can be kept away from.
        #[schema(value_type = Vec<Exposure>)]
        avoidable: CodeSet<Exposure>,
        /// Are not known.
        #[schema(value_type = Vec<Exposure>)]
        unknown: CodeSet<Exposure>,
        /// Are there.
        #[schema(value_type = Vec<Exposure>)]
        present: CodeSet<Exposure>,
    },
    /// The longer way takes so many minutes.
    JourneyTakes {
        /// Minutes.
        minutes: u16,
        /// What the learner finds comfortable.
        comfortable: u16,
        /// Whether a map must still be looked at.
        check_map: bool,
        /// Whether the learner makes it alone.
        alone: bool,
    },
    /// So many of the tasks are new, or familiar, as the learner likes it.
    AsNewAsLiked {
        /// How many.
        tasks: u8,
        /// Of how many.
        of: u8,
    },
    /// So many of the tasks name what the learner speaks of.
    SpokenOf {
        /// How many.
        tasks: u8,
        /// Of how many.
        of: u8,
        /// The tasks.
        which: Vec<TaskId>,
    },
}

/// One named part of a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Contribution {
    /// Which.
    pub criterion: Criterion,
    /// What it gives.
    pub points: u16,
    /// What it could give.
    pub max: u16,
    /// Why.
    pub why: Why,
}
