//! A block: one stretch of a day that somebody at work can run from what is written on it.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facts::Goal;
use super::wording::{Wording, WordingLine};
use crate::domain::ids::{PersonId, Slug, TaskId};
use crate::domain::support::HelpLevel;
use crate::domain::text::{Invalid, Line};
use crate::domain::time::Span;
use crate::domain::workload::{Activity, RestReason};

/// Names a block within its programme: `b` and a number. It goes with what the block holds, so
/// that it stays the same when the block is moved, re-worded or given to somebody else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^b[1-9][0-9]{0,5}$", example = "b1")]
pub struct BlockId(u32);

impl BlockId {
    pub(super) fn new(number: u32) -> Self {
        Self(number)
    }

    /// Reads an identifier such as `b12`.
    ///
    /// # Errors
    /// [`Invalid`] when the text has another shape.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        text.strip_prefix('b')
            .filter(|digits| digits.len() <= 6 && !digits.starts_with(['0', '+']))
            .and_then(|digits| digits.parse().ok())
            .map(Self)
            .ok_or_else(|| Invalid::new("not a block, such as b12"))
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b{}", self.0)
    }
}

impl From<BlockId> for String {
    fn from(id: BlockId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for BlockId {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}

/// What a block holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Content {
    /// Work.
    Task {
        /// Which task of the offer.
        task: TaskId,
        /// Whether the learner meets it for the first time.
        new: bool,
    },
    /// A fixed part of the day.
    Activity {
        /// Which one.
        activity: Activity,
    },
    /// A break.
    Rest {
        /// Why there is one.
        reason: RestReason,
    },
}

impl Content {
    /// The task, if it is work.
    #[must_use]
    pub fn task(&self) -> Option<&TaskId> {
        match self {
            Self::Task { task, .. } => Some(task),
            Self::Activity { .. } | Self::Rest { .. } => None,
        }
    }

    /// Whether it is a break.
    #[must_use]
    pub fn is_rest(&self) -> bool {
        matches!(self, Self::Rest { .. })
    }
}

/// One stretch of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Names it within the programme.
    pub id: BlockId,
    /// From when to when.
    pub span: Span,
    /// What it holds.
    pub content: Content,
    /// What the learner does.
    pub what: Wording,
    /// What it is about, where the standard words leave that open: the thing that is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Line>,
    /// Where.
    pub place: Wording,
    /// Who is with the learner; in a break, whom to go to.
    pub person: PersonId,
    /// Who stands in; nobody where only one person works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<PersonId>,
    /// The level of help with which the task starts; the coach moves it by what is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<HelpLevel>,
    /// What good looks like.
    pub good_looks_like: Wording,
    /// How one sees that it is finished.
    pub visible_finish: Wording,
    /// What to do when it is finished early.
    pub if_finished: Wording,
    /// What to do when the learner is stuck.
    pub if_stuck: Wording,
    /// How much is to be done in it, where there is a count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Goal>,
    /// The level of help that may be seen by then: an expectation, not a step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_see: Option<HelpLevel>,
    /// Another task that the learner knows and may choose instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<TaskId>,
    /// To whom the learner hands the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_to: Option<PersonId>,
    /// Whether it may be swapped with another such block without asking.
    pub swappable: bool,
    /// Events at the site during the block, of which the learner is told beforehand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Slug>,
}

impl Block {
    /// One of its lines.
    #[must_use]
    pub fn line(&self, line: WordingLine) -> &Wording {
        match line {
            WordingLine::What => &self.what,
            WordingLine::Place => &self.place,
            WordingLine::GoodLooksLike => &self.good_looks_like,
            WordingLine::VisibleFinish => &self.visible_finish,
            WordingLine::IfFinished => &self.if_finished,
            WordingLine::IfStuck => &self.if_stuck,
        }
    }

    pub(super) fn line_mut(&mut self, line: WordingLine) -> &mut Wording {
        match line {
            WordingLine::What => &mut self.what,
            WordingLine::Place => &mut self.place,
            WordingLine::GoodLooksLike => &mut self.good_looks_like,
            WordingLine::VisibleFinish => &mut self.visible_finish,
            WordingLine::IfFinished => &mut self.if_finished,
            WordingLine::IfStuck => &mut self.if_stuck,
        }
    }
}
