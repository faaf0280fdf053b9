//! Lessons as they are shown.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::gathered::Gathered;
use crate::auth::refresh::fingerprint;
use crate::db::lesson_decisions::LessonDecision;
use crate::domain::ids::UserId;
use crate::learning::{Lesson, LessonChoice, LessonTarget, SaidBy, Suggestion};
use crate::services::ServiceError;
use crate::words::amount::date;
use crate::words::learning as words;

/// Something that a placement suggests, with who said it and what was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LessonView {
    /// Names the lesson within its placement.
    #[schema(pattern = "^[A-Za-z0-9_-]{43}$")]
    pub id: String,
    /// What would change.
    pub target: LessonTarget,
    /// What is suggested, in codes.
    pub lesson: Lesson,
    /// The same in words.
    pub words: String,
    /// Who said what it rests on; empty once nobody says it any more.
    pub said: Vec<LessonSaidView>,
    /// What a person decided; absent while nobody has.
    pub decided: Option<LessonDecisionView>,
}

/// Who said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LessonSaidView {
    /// Who, and when, in codes.
    #[serde(flatten)]
    pub said: SaidBy,
    /// The same in words.
    pub words: String,
}

/// What a person decided about a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LessonDecisionView {
    /// What was decided.
    pub choice: LessonChoice,
    /// By whom.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
}

/// What waits for a decision, then what was decided.
pub(super) fn views(gathered: &Gathered) -> Result<Vec<LessonView>, ServiceError> {
    let decision_on = |lesson: &Lesson| gathered.decisions.iter().find(|one| one.lesson == *lesson);
    let waiting = gathered.suggestions.iter();
    let waiting = waiting.filter(|one| !one.known && decision_on(&one.lesson).is_none());
    let waiting = waiting.map(|one| view(gathered, &one.lesson, Some(one), None));
    let decided = gathered.decisions.iter().map(|decision| {
        let suggested = gathered.suggestions.iter().find(|one| one.lesson == decision.lesson);
        view(gathered, &decision.lesson, suggested, Some(decision))
    });
    waiting.chain(decided).collect()
}

fn view(
    gathered: &Gathered,
    lesson: &Lesson,
    suggested: Option<&Suggestion>,
    decision: Option<&LessonDecision>,
) -> Result<LessonView, ServiceError> {
    let said = suggested.into_iter().flat_map(|one| &one.said);
    let said =
        said.map(|said| LessonSaidView { words: words::said(said, &date(said.on)), said: said.clone() });
    Ok(LessonView {
        id: fingerprint(&serde_json::to_string(lesson).map_err(ServiceError::internal)?),
        target: lesson.target(),
        words: words::sentence(lesson, &gathered.offer),
        said: said.collect(),
        decided: decision.map(|one| LessonDecisionView {
            choice: one.choice,
            by: one.by.clone(),
            at: one.at,
        }),
        lesson: lesson.clone(),
    })
}
