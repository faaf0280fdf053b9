//! A line of a block made of the facts of the task, the place, the learner and the people: never one
//! sentence for all.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::quantity::Batch;
use crate::domain::text::Line;

/// What a line says; the words module says it in English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case", deny_unknown_fields)]
pub enum Facts {
    /// Finished: more of the same, of which there is some left today.
    More {
        /// How many.
        count: u16,
        /// What they are called.
        noun: Line,
    },
    /// Finished: set out what the next task at the same place needs.
    SetOut {
        /// The next task.
        task: Line,
        /// What it needs.
        things: Vec<Line>,
    },
    /// Finished: a few minutes of another task that the learner knows.
    Known {
        /// The task.
        task: Line,
        /// Where.
        place: Line,
    },
    /// Finished: the employer's own words, then show somebody one.
    Show {
        /// The employer's words.
        own: Line,
        /// To whom.
        person: Line,
    },
    /// Finished: look over what is done by the line that says what good is.
    Check {
        /// What good looks like.
        good: Line,
    },
    /// Finished: carry what the next task needs to its place.
    Carry {
        /// The next task.
        task: Line,
        /// Its place.
        place: Line,
    },
    /// Finished: show one step without help; only in plans of before.
    Unaided {
        /// Its number, from 1.
        step: u8,
        /// What it is.
        does: Line,
        /// To whom.
        person: Line,
    },
    /// Stuck for the third time: the employer's own remedy, then what comes instead.
    Aside {
        /// The employer's words; absent where they ask for what the learner does not do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        own: Option<Line>,
        /// With whom the work is left.
        person: Line,
        /// What the learner goes on with; absent where nothing else is planned that day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<Line>,
    },
    /// Stuck for the third time: the employer's own remedy, at any other step what starts it, then whoever finishes it.
    AnyStep {
        /// The employer's words; absent where they ask for what the learner does not do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        own: Option<Line>,
        /// With whom the work is left.
        person: Line,
    },
    /// Stuck for the third time: back to one step, by its cue; only in plans of before.
    Back {
        /// The step's number, from 1.
        step: u8,
        /// What it is.
        does: Line,
        /// Its natural cue, where somebody said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cue: Option<Line>,
        /// Who finishes it if that does not help.
        person: Line,
    },
    /// Stuck at a step; only in plans of before.
    Stuck {
        /// Seconds to wait, where somebody said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seconds: Option<u16>,
        /// The step's number, from 1.
        step: u8,
        /// What it is.
        does: Line,
        /// Its natural cue.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cue: Option<Line>,
        /// Who does it once.
        person: Line,
        /// The employer's words, for the third time.
        own: Line,
    },
}

/// How much is to be done in a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// How many.
    pub count: u16,
    /// What they are called.
    pub noun: Line,
    /// How many are left for later on that day.
    pub left: u16,
    /// In what they are finished, if not one by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<Batch>,
    /// What becomes of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Line>,
}

impl Goal {
    /// Whether it ends inside a batch: the next round goes on there.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.batch.as_ref().is_some_and(|batch| !self.count.is_multiple_of(batch.of.max(1)))
    }
}
