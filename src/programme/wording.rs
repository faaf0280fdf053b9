//! What a block says: the employer's own words, or standard ones named by a code.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facts::Facts;
use crate::domain::code::vocabulary;
use crate::domain::text::Line;
use crate::domain::workload::{Activity, RestReason};

vocabulary! {
    /// A part of a day that has standard words.
    DayPart {
        /// First day: met at the door.
        Welcome = "welcome",
        /// First day: the walk round, and the people to meet.
        Tour = "tour",
        /// The day's plan is talked through.
        PlanOfTheDay = "plan_of_the_day",
        /// The learner shows what they made or did.
        ShowWork = "show_work",
        /// The employer says what went well.
        Feedback = "feedback",
        /// The familiar ending.
        Close = "close",
        /// A break that everybody has.
        Break = "break",
        /// The long break in the middle of the day.
        Lunch = "lunch",
        /// The learner's own rest.
        Rest = "rest",
        /// The learner is elsewhere.
        Away = "away",
        /// A planned break away from a noise.
        Quiet = "quiet",
        /// A few minutes between two rounds of one task.
        Pause = "pause",
    }
}

vocabulary! {
    /// One of the lines of a block.
    WordingLine {
        /// What the learner does.
        What = "what",
        /// Where.
        Place = "place",
        /// What good looks like.
        GoodLooksLike = "good_looks_like",
        /// How one sees that it is finished.
        VisibleFinish = "visible_finish",
        /// What to do when it is finished early.
        IfFinished = "if_finished",
        /// What to do when the learner is stuck.
        IfStuck = "if_stuck",
    }
}

/// One line of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Wording {
    /// As somebody wrote it.
    Said {
        /// The words.
        text: Line,
    },
    /// Made of the facts of the block.
    Facts {
        /// Which.
        says: Facts,
    },
    /// The standard words for a part of the day.
    Standard {
        /// Which part.
        part: DayPart,
        /// Which line.
        line: WordingLine,
    },
}

impl Wording {
    /// Somebody's own words.
    #[must_use]
    pub fn said(text: &Line) -> Self {
        Self::Said { text: text.clone() }
    }

    /// A line made of facts.
    #[must_use]
    pub fn facts(says: Facts) -> Self {
        Self::Facts { says }
    }
}

/// A workplace's break from which it counts as lunch, minutes.
const LUNCH_MINUTES: u16 = 25;

impl DayPart {
    /// The part that an activity is.
    #[must_use]
    pub fn of_activity(activity: Activity) -> Self {
        match activity {
            Activity::Welcome => Self::Welcome,
            Activity::Tour => Self::Tour,
            Activity::PlanOfTheDay => Self::PlanOfTheDay,
            Activity::ShowWork => Self::ShowWork,
            Activity::Feedback => Self::Feedback,
            Activity::Close => Self::Close,
        }
    }

    /// The part that a rest of so many minutes is.
    #[must_use]
    pub fn of_rest(reason: RestReason, minutes: u16) -> Self {
        match reason {
            RestReason::Workplace | RestReason::Law if minutes >= LUNCH_MINUTES => Self::Lunch,
            RestReason::Workplace | RestReason::Law => Self::Break,
            RestReason::Stamina | RestReason::Lull => Self::Rest,
            RestReason::Away => Self::Away,
            RestReason::Quiet => Self::Quiet,
            RestReason::Pause => Self::Pause,
        }
    }
}
