//! Who would get a message, and its approval: what was shown is what goes.

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;

use super::audience::{self, FamilyRecipients};
use super::{FamilyMessageView, clean, draft, own, render, view};
use crate::app::App;
use crate::auth::link::{self, Opens};
use crate::auth::{Action, Caller, authorise};
use crate::db::family_messages::{self as rows, StoredFamilyMessage};
use crate::db::family_sendings::{self, FamilyNames, FamilySending};
use crate::db::family_wishes::{self, StoredWish};
use crate::db::{Conn, learners};
use crate::domain::delivery::DeliveryState;
use crate::domain::family_message::{FamilyMessage, FamilyMessageState, FamilyPerson, FamilyText, FamilyWay};
use crate::domain::ids::{FamilyMessageId, FamilySendingId, OrganisationId};
use crate::domain::letter::{LetterKind, Recipient};
use crate::domain::organisation::Provider;
use crate::mail::{Artefacts, OnBehalfOf};
use crate::outbox::NewLetter;
use crate::services::idempotency::{Once, Reply, answered, once};
use crate::services::{ServiceError, access, ids, scope};
use crate::words::conflict;

/// What is approved.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FamilyApproval {
    /// The mark of the list of recipients that was looked at: of the message in the same version.
    pub mark: String,
}

/// Who would get a message as things stand, and who is left out and why.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's.
pub fn recipients(
    app: &App,
    caller: &Caller,
    id: &FamilyMessageId,
) -> Result<FamilyRecipients, ServiceError> {
    let permit = authorise(caller, Action::ListFamilyRecipients)?;
    let shown = app.read(&permit, |c| {
        let stored = own(c, app, caller, id)?;
        audience::of_message(c, app, &stored.provider, &stored.message, stored.version)
    })?;
    let of = shown.learner_names.keys().map(|learner| learner.as_str());
    access::each_shown(app, &permit, caller, Action::ListFamilyRecipients, "learner", of)?;
    Ok(shown)
}

/// What an approval writes: worked out from a read, because it takes long for many families.
struct Prepared {
    message: StoredFamilyMessage,
    sendings: Vec<(FamilySending, Option<NewLetter>)>,
    ground: Ground,
}

/// What the recipients were worked out from: while it is the same, so are they.
#[derive(PartialEq)]
struct Ground {
    learners: Vec<(String, i64, String)>,
    wishes: BTreeMap<FamilyPerson, StoredWish>,
}

impl Ground {
    fn read(c: &mut Conn, provider: &OrganisationId) -> Result<Self, ServiceError> {
        Ok(Self { learners: learners::stamps(c, provider)?, wishes: family_wishes::newest(c, provider)? })
    }
}

/// Approves a message: mails are queued, and sheets can be printed. It is not changed any more.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it, or who gets it, is not what was shown; [`ServiceError::Invalid`] when a text
/// names somebody; [`ServiceError::Conflict`] when nobody would get it, or it was approved before.
pub fn approve(
    app: &App,
    caller: &Caller,
    request: &Once,
    id: &FamilyMessageId,
    approval: &FamilyApproval,
) -> Result<Reply<FamilyMessageView>, ServiceError> {
    let permit = authorise(caller, Action::ApproveFamilyMessage)?;
    if let Some(earlier) = answered(app, &permit, caller, Some(request))? {
        return Ok(Reply::Repeated(earlier));
    }
    let now = app.clock.now();
    let prepared = app.read(&permit, |c| prepare(c, app, caller, id, approval))?;
    let done = once(app, &permit, caller, Some(request), |c| {
        let before = draft(c, app, caller, id)?;
        if before != prepared.message || Ground::read(c, &before.provider)? != prepared.ground {
            return Err(ServiceError::PreconditionFailed);
        }
        for (sending, letter) in &prepared.sendings {
            let letter = letter.as_ref().map(|letter| letter.queue(c, app)).transpose()?;
            family_sendings::insert(c, &app.keys, &FamilySending { letter, ..sending.clone() })?;
        }
        let expected = before.version;
        let approved = StoredFamilyMessage {
            state: FamilyMessageState::Approved,
            approved: Some((caller.user.clone(), now)),
            version: expected + 1,
            updated_at: now,
            ..before
        };
        rows::save(c, &app.keys, &approved, expected)?;
        access::note(c, app, caller, Action::ApproveFamilyMessage, "family_message", id.as_str())?;
        view::view(c, app, approved)
    })?;
    app.wake.ring();
    Ok(done)
}

fn prepare(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &FamilyMessageId,
    approval: &FamilyApproval,
) -> Result<Prepared, ServiceError> {
    let message = draft(c, app, caller, id)?;
    let ground = Ground::read(c, &message.provider)?;
    clean::check(c, app, &message.provider, &message.message)?;
    let whom = audience::of_message(c, app, &message.provider, &message.message, message.version)?;
    if whom.mark != approval.mark {
        return Err(ServiceError::PreconditionFailed);
    }
    if whom.recipients.is_empty() {
        return Err(ServiceError::from(conflict::NO_FAMILY));
    }
    let provider = scope::provider(c, app, &message.provider)?;
    let mut sendings = Vec::new();
    for one in whom.recipients {
        let sending = ids::fresh::<FamilySendingId>(app)?;
        let text = message.message.text_for(Some(&one.language)).ok_or(ServiceError::NotFound)?;
        let letter = match one.way {
            FamilyWay::Paper => None,
            FamilyWay::Mail => Some(mailed(app, &provider, &message.message, text, &sending)?),
        };
        let sending = FamilySending {
            id: sending,
            message: id.clone(),
            person: one.person,
            way: one.way,
            language: one.language,
            whom: FamilyNames { names: one.names },
            learners: one.learners,
            state: letter.as_ref().map(|_| DeliveryState::Queued),
            letter: None,
            problem: None,
            sent_at: None,
            created_at: app.clock.now(),
        };
        sendings.push((sending, letter));
    }
    Ok(Prepared { message, sendings, ground })
}

/// The letter to one reader, about to be queued.
fn mailed(
    app: &App,
    provider: &Provider,
    message: &FamilyMessage,
    text: &FamilyText,
    sending: &FamilySendingId,
) -> Result<NewLetter, ServiceError> {
    let stop = link::reveal(&app.keys, Opens::FamilyStop, sending.as_str());
    let letter = render::composed(app, provider, message, text, sending.as_str());
    let written = letter.written().map_err(ServiceError::internal)?;
    Ok(NewLetter {
        kind: LetterKind::Families,
        placement: None,
        to: Recipient::Family(sending.clone()),
        artefacts: Artefacts {
            on_behalf_of: Some(OnBehalfOf {
                name: provider.outward_name.to_string(),
                reply_to: provider.reply_to.as_str().to_owned(),
            }),
            subject: text.title.to_string(),
            text: written.text,
            html: written.html,
            attachments: Vec::new(),
            calendar: None,
            unsubscribe: Some(format!("{}/family/stop/{stop}", app.config.server.public_url)),
        },
        due: app.clock.now(),
    })
}
