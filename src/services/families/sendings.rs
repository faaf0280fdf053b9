//! To whom an approved message went, and what they answered.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{Names, view as one_message};
use super::{FamilyMessageView, Noted, own};
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::family_messages::{self as rows, StoredFamilyMessage};
use crate::db::family_replies::{self, FamilyReply};
use crate::db::family_sendings::{self, FamilySending};
use crate::db::{Conn, learners};
use crate::domain::delivery::DeliveryState;
use crate::domain::family_message::{FamilyAnswer, FamilyMessageState, FamilyQuestion, FamilyWay};
use crate::domain::ids::{FamilyMessageId, FamilySendingId, LearnerId};
use crate::domain::language::LanguageTag;
use crate::domain::learner::Identity;
use crate::domain::text::Paragraph;
use crate::services::{ServiceError, access};
use crate::words::{conflict, delivery, refused};

/// An answer to be noted, that came on paper or by telephone.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFamilyReply {
    /// The answer, one of those that the message asks for.
    pub answer: FamilyAnswer,
    /// What they wrote or said with it.
    #[serde(default)]
    pub words: Option<Paragraph>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FamilyReplyView {
    /// The answer.
    pub answer: FamilyAnswer,
    /// What they wrote with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Paragraph>,
    /// Who of the provider noted it; absent where it came by the link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noted: Option<Noted>,
    /// When it came.
    pub at: DateTime<Utc>,
    /// Who of the provider has seen it, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<Noted>,
    /// Whether somebody must look at it and nobody has.
    pub waits: bool,
}

/// Answers as they are shown, each with its sending.
fn replies(
    c: &mut Conn,
    app: &App,
    all: Vec<FamilyReply>,
) -> Result<Vec<(FamilySendingId, FamilyReplyView)>, ServiceError> {
    let who = all.iter().flat_map(|one| one.made_by.iter().chain(one.seen.as_ref().map(|(by, _)| by)));
    let names = Names::of(c, app, who)?;
    let view = |reply: FamilyReply| {
        let asks = reply.answer == FamilyAnswer::Talk || reply.words.is_some();
        let at = reply.created_at;
        let view = FamilyReplyView {
            waits: asks && reply.seen.is_none(),
            answer: reply.answer,
            words: reply.words,
            noted: reply.made_by.map(|by| names.noted((by, at))),
            at,
            seen: reply.seen.map(|seen| names.noted(seen)),
        };
        (reply.sending, view)
    };
    Ok(all.into_iter().map(view).collect())
}

/// One answer as it is shown.
fn shown(c: &mut Conn, app: &App, reply: FamilyReply) -> Result<FamilyReplyView, ServiceError> {
    replies(c, app, vec![reply])?.pop().map(|(_, view)| view).ok_or(ServiceError::NotFound)
}

/// A message to one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FamilySendingView {
    /// The identifier.
    pub id: FamilySendingId,
    /// To whom: more than one name where they share an address.
    pub names: Vec<String>,
    /// Through which learners.
    pub learners: Vec<LearnerId>,
    /// The names of those.
    pub learner_names: Vec<String>,
    /// How.
    pub way: FamilyWay,
    /// In which language.
    pub language: LanguageTag,
    /// How the mail stands; absent on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<DeliveryState>,
    /// What went wrong, as a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// When a mail server took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<DateTime<Utc>>,
    /// What was answered, oldest first; the newest counts.
    pub replies: Vec<FamilyReplyView>,
}

/// To whom a message went, in order, with how the mail stands and what they answered.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's.
pub fn sendings(
    app: &App,
    caller: &Caller,
    id: &FamilyMessageId,
) -> Result<Vec<FamilySendingView>, ServiceError> {
    let permit = authorise(caller, Action::ListFamilySendings)?;
    let shown: Vec<FamilySendingView> = app.read(&permit, |c| {
        own(c, app, caller, id)?;
        let mut told: BTreeMap<FamilySendingId, Vec<FamilyReplyView>> = BTreeMap::new();
        let answered = family_replies::of_message(c, &app.keys, id)?;
        for (sending, reply) in replies(c, app, answered)? {
            told.entry(sending).or_default().push(reply);
        }
        let all = family_sendings::of_message(c, &app.keys, id)?;
        let names = learners::identities(c, &app.keys, all.iter().flat_map(|one| &one.learners))?;
        let with_answers = |sending: FamilySending| {
            let answers = told.remove(&sending.id).unwrap_or_default();
            view(sending, answers, &names)
        };
        Ok::<_, ServiceError>(all.into_iter().map(with_answers).collect())
    })?;
    let of = shown.iter().flat_map(|one| &one.learners).map(|learner| learner.as_str());
    access::each_shown(app, &permit, caller, Action::ListFamilySendings, "learner", of)?;
    Ok(shown)
}

fn view(
    sending: FamilySending,
    replies: Vec<FamilyReplyView>,
    names: &BTreeMap<LearnerId, Identity>,
) -> FamilySendingView {
    let named = sending.learners.iter().filter_map(|learner| names.get(learner));
    let learner_names =
        named.map(|identity| format!("{} {}", identity.first_name(), identity.family_name)).collect();
    let advice = sending.problem.as_deref().and_then(delivery::advice_on_family).map(str::to_owned);
    FamilySendingView {
        id: sending.id,
        names: sending.whom.names,
        learners: sending.learners,
        learner_names,
        way: sending.way,
        language: sending.language,
        state: sending.state,
        problem: sending.problem,
        advice,
        sent_at: sending.sent_at,
        replies,
    }
}

/// Notes that the printed sheets of a message were given out. A second time changes nothing.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's; [`ServiceError::Conflict`] when nobody gets it on paper.
pub fn hand_over(
    app: &App,
    caller: &Caller,
    id: &FamilyMessageId,
) -> Result<FamilyMessageView, ServiceError> {
    let permit = authorise(caller, Action::HandOverFamilySheets)?;
    app.write(&permit, |c| {
        let before = own(c, app, caller, id)?;
        if before.state != FamilyMessageState::Approved {
            return Err(ServiceError::from(conflict::FAMILY_MESSAGE_NOT_APPROVED));
        }
        if before.handed.is_some() {
            return one_message(c, app, before);
        }
        let sendings = family_sendings::of_message(c, &app.keys, id)?;
        if sendings.iter().all(|one| one.way != FamilyWay::Paper) {
            return Err(ServiceError::from(conflict::NOBODY_ON_PAPER));
        }
        let now = app.clock.now();
        let (handed, expected) = (Some((caller.user.clone(), now)), before.version);
        let noted = StoredFamilyMessage { handed, version: expected + 1, updated_at: now, ..before };
        rows::save(c, &app.keys, &noted, expected)?;
        access::note(c, app, caller, Action::HandOverFamilySheets, "family_message", id.as_str())?;
        one_message(c, app, noted)
    })
}

/// A sending of the caller's provider, with what its message asks.
fn asked(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &FamilySendingId,
) -> Result<(FamilySending, FamilyQuestion), ServiceError> {
    let sending = family_sendings::get(c, &app.keys, id.as_str())?;
    let message = own(c, app, caller, &sending.message)?.message;
    Ok((sending, message.question))
}

/// Lets pass an answer that a question asks for.
pub(super) fn fits(question: FamilyQuestion, answer: FamilyAnswer) -> Result<(), ServiceError> {
    if question.answers().contains(&answer) {
        Ok(())
    } else {
        Err(ServiceError::invalid("answer", refused::ANSWER_OF_MESSAGE))
    }
}

/// Notes an answer that came on paper or by telephone; whoever notes it has seen it.
///
/// # Errors
/// [`ServiceError::NotFound`] when the sending is not the caller's; [`ServiceError::Invalid`] for an answer that the message
/// does not ask for.
pub fn record_reply(
    app: &App,
    caller: &Caller,
    id: &FamilySendingId,
    new: &NewFamilyReply,
) -> Result<FamilyReplyView, ServiceError> {
    let permit = authorise(caller, Action::RecordFamilyReply)?;
    let (reply_id, now) = (app.ids.next_id(), app.clock.now());
    app.write(&permit, |c| {
        let (_, question) = asked(c, app, caller, id)?;
        fits(question, new.answer)?;
        let newest = family_replies::of_sending(c, &app.keys, id)?.pop();
        if let Some(same) = newest.filter(|one| one.answer == new.answer && one.words == new.words) {
            return shown(c, app, same);
        }
        let reply = FamilyReply {
            id: reply_id.clone(),
            sending: id.clone(),
            answer: new.answer,
            words: new.words.clone(),
            made_by: Some(caller.user.clone()),
            created_at: now,
            seen: Some((caller.user.clone(), now)),
        };
        family_replies::insert(c, &app.keys, &reply)?;
        access::note(c, app, caller, Action::RecordFamilyReply, "family_sending", id.as_str())?;
        shown(c, app, reply)
    })
}

/// Notes that somebody has seen what was answered to a sending. A second time changes nothing.
///
/// # Errors
/// [`ServiceError::NotFound`] when the sending is not the caller's.
pub fn see(app: &App, caller: &Caller, id: &FamilySendingId) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::SeeFamilyReply)?;
    app.write(&permit, |c| {
        asked(c, app, caller, id)?;
        if family_replies::see(c, id, &caller.user, app.clock.now())? > 0 {
            access::note(c, app, caller, Action::SeeFamilyReply, "family_sending", id.as_str())?;
        }
        Ok(())
    })
}

/// Of which message a sending is.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's.
pub fn message_of(app: &App, caller: &Caller, id: &FamilySendingId) -> Result<FamilyMessageId, ServiceError> {
    let permit = authorise(caller, Action::ListFamilySendings)?;
    app.read(&permit, |c| Ok(asked(c, app, caller, id)?.0.message))
}
