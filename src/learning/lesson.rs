//! What could be learned of a placement.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::observation::Helped;
use crate::domain::code::{CodeSet, vocabulary};
use crate::domain::ids::TaskId;
use crate::domain::provision::Provision;
use crate::domain::support::HelpLevel;
use crate::domain::text::{Line, Paragraph};
use crate::domain::theme::Theme;

vocabulary! {
    /// Which of the learner's own words.
    OwnWord {
        /// What I like and am good at.
        Likes = "likes",
        /// What I do not like.
        Dislikes = "dislikes",
        /// What I want to try.
        WantsToTry = "wants_to_try",
    }
}

vocabulary! {
    /// What a lesson would change.
    LessonTarget {
        /// The learner's profile; the provider decides.
        Profile = "profile",
        /// The offer; its employer decides, or a hub on its behalf.
        Offer = "offer",
    }
}

vocabulary! {
    /// What a person decides about a lesson.
    LessonChoice {
        /// It goes into the document.
        Accept = "accept",
        /// It does not, and is not suggested again.
        Decline = "decline",
    }
}

/// Something that a placement suggests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Lesson {
    /// The learner has worked at this employer.
    Been {
        /// What the tasks were about that somebody saw them do.
        #[schema(value_type = Vec<Theme>)]
        themes: CodeSet<Theme>,
    },
    /// Whether a support helped the learner there.
    Support {
        /// Which.
        provision: Provision,
        /// How it served.
        helped: Helped,
    },
    /// The level of help with which the learner began new tasks.
    Help {
        /// Which.
        level: HelpLevel,
    },
    /// What the learner said afterwards.
    OwnWords {
        /// Of what.
        about: OwnWord,
        /// As they said it.
        words: Paragraph,
    },
    /// Whether the site has something.
    Provided {
        /// What.
        provision: Provision,
        /// Whether it is there.
        there: bool,
    },
    /// A learner has done a task by its steps.
    Tried {
        /// Which.
        task: TaskId,
    },
    /// A step of a task is done in another way.
    Mended {
        /// Of which task.
        task: TaskId,
        /// The step as the offer tells it.
        step: Line,
        /// How it is done.
        done: Line,
    },
}

impl Lesson {
    /// What it would change.
    #[must_use]
    pub fn target(&self) -> LessonTarget {
        match self {
            Self::Been { .. } | Self::Support { .. } | Self::Help { .. } | Self::OwnWords { .. } => {
                LessonTarget::Profile
            }
            Self::Provided { .. } | Self::Tried { .. } | Self::Mended { .. } => LessonTarget::Offer,
        }
    }
}
