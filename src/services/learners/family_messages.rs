//! What a learner's family was told by messages to families, for an export of all that is held of the learner.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::db::family_replies::{self, FamilyReply};
use crate::db::{Conn, family_messages, family_sendings};
use crate::domain::delivery::DeliveryState;
use crate::domain::family_message::{FamilyAnswer, FamilyWay};
use crate::domain::ids::LearnerId;
use crate::domain::language::LanguageTag;
use crate::domain::text::Paragraph;
use crate::services::ServiceError;

/// A message that reached somebody of the family.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FamilyMessageExport {
    /// Its title.
    pub title: String,
    /// To whom.
    pub names: Vec<String>,
    /// How.
    pub way: FamilyWay,
    /// In which language.
    pub language: LanguageTag,
    /// How the mail stands; absent on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<DeliveryState>,
    /// When it was approved.
    pub at: DateTime<Utc>,
    /// What was answered, oldest first.
    pub answers: Vec<FamilyAnswerExport>,
}

/// An answer to such a message.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FamilyAnswerExport {
    /// The answer.
    pub answer: FamilyAnswer,
    /// What they wrote with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Paragraph>,
    /// When it came.
    pub at: DateTime<Utc>,
}

impl From<FamilyReply> for FamilyAnswerExport {
    fn from(reply: FamilyReply) -> Self {
        let FamilyReply { answer, words, created_at: at, .. } = reply;
        Self { answer, words, at }
    }
}

/// The messages that reached the family of a learner, oldest first.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn family_messages(
    c: &mut Conn,
    app: &App,
    id: &LearnerId,
) -> Result<Vec<FamilyMessageExport>, ServiceError> {
    let mut found = Vec::new();
    for sending in family_sendings::of_learner(c, &app.keys, id)? {
        let message = family_messages::get(c, &app.keys, &sending.message)?.message;
        let text = message.text_for(Some(&sending.language));
        let answers = family_replies::of_sending(c, &app.keys, &sending.id)?;
        found.push(FamilyMessageExport {
            title: text.map(|text| text.title.to_string()).unwrap_or_default(),
            names: sending.whom.names,
            way: sending.way,
            language: sending.language,
            state: sending.state,
            at: sending.created_at,
            answers: answers.into_iter().map(FamilyAnswerExport::from).collect(),
        });
    }
    Ok(found)
}
