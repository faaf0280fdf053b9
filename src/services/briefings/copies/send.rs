//! Sendings of an approved copy: queued, shown, sent again.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::Conn;
use crate::db::briefings::{self, Briefing};
use crate::db::deliveries::{self as rows, Delivery};
use crate::db::disclosures::{self, Disclosure};
use crate::domain::code::Code;
use crate::domain::delivery::{BriefingState, DeliveryState};
use crate::domain::ids::{BriefingId, DeliveryId};
use crate::domain::placement::Placement;
use crate::domain::reader::Reader;
use crate::outbox::Dispatch;
use crate::services::ServiceError;
use crate::services::briefings::deliver::{let_leave, once_each};
use crate::services::idempotency::{Once, Reply, once};
use crate::words;
use crate::words::{conflict, refused};

use super::draft::StoredCopy;
use super::{readers, seen};

/// To whom an approved copy goes.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CopyRecipient {
    /// The reader.
    pub reader: Reader,
    /// Whether it goes once more to somebody to whom it went before, as a message of its own.
    #[serde(default)]
    pub again: bool,
}

/// One sending of one copy to one reader.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CopyDeliveryView {
    /// Its identifier.
    pub id: DeliveryId,
    /// Of which copy.
    pub copy: BriefingId,
    /// To whom.
    pub reader: Option<Reader>,
    /// How it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempt: i32,
    /// How often the server may have taken it without our knowing: every message carries the same
    /// Message-ID.
    pub copies_possible: i32,
    /// Under which Message-ID it goes.
    pub message_id: String,
    /// What went wrong, as a code.
    pub problem: Option<String>,
    /// What to do about it.
    pub advice: Option<String>,
    /// What the mail server said.
    pub server_words: Option<String>,
    /// The sending that this one repeats.
    pub replaces: Option<DeliveryId>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
}

impl From<Delivery> for CopyDeliveryView {
    fn from(delivery: Delivery) -> Self {
        let advice = delivery.problem.as_deref().and_then(words::delivery::advice_on_copy).map(str::to_owned);
        let Delivery { id, briefing: copy, to, state, attempt, copies_possible, .. } = delivery;
        let Delivery { message_id, problem, server_words, replaces, sent_at, created_at, .. } = delivery;
        Self {
            id,
            copy,
            reader: to.reader().cloned(),
            state,
            attempt,
            copies_possible,
            message_id,
            problem,
            advice,
            server_words,
            replaces,
            sent_at,
            created_at,
        }
    }
}

/// Queues an approved copy to a reader, once, or once more on request.
///
/// # Errors
/// [`ServiceError::Conflict`]: the code of why the reader may not be written to, and otherwise as for a pack.
pub fn send_copy(
    app: &App,
    caller: &Caller,
    request: &Once,
    id: &BriefingId,
    to: &CopyRecipient,
) -> Result<Reply<CopyDeliveryView>, ServiceError> {
    let permit = authorise(caller, Action::SendCopy)?;
    let earlier: Option<Delivery> = app.read(&permit, |c| {
        seen(c, app, caller, id)?;
        let all = rows::of_briefing(c, &app.keys, id)?;
        Ok::<_, ServiceError>(all.into_iter().rfind(|one| one.to.reader() == Some(&to.reader)))
    })?;
    let (ids, sender) = (app.ids.as_ref(), app.mailer.sender());
    let dispatch = match earlier.filter(|_| to.again) {
        Some(earlier) => Dispatch::again(ids, sender, &earlier),
        None => Dispatch::first(ids, sender, id, &to.reader),
    }
    .map_err(ServiceError::internal)?;
    let reply = once(app, &permit, caller, Some(request), |c| {
        let (placement, copy) = seen(c, app, caller, id)?;
        if to.reader.edition() != copy.edition {
            return Err(ServiceError::invalid("reader", refused::READER_OF_EDITION));
        }
        if copy.state != BriefingState::Approved {
            return Err(ServiceError::from(conflict::NOT_APPROVED));
        }
        let_leave(c, app, caller, &placement, &copy)?;
        once_each(c, app, &copy, &(&to.reader).into(), &dispatch)?;
        queue(c, app, caller, &placement, &copy, &to.reader, &dispatch)?;
        Ok(rows::get(c, &app.keys, &dispatch.delivery)?.into())
    })?;
    app.wake.ring();
    Ok(reply)
}

/// The sendings of a copy, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] when its placement is not the caller's.
pub fn copy_deliveries(
    app: &App,
    caller: &Caller,
    id: &BriefingId,
) -> Result<Vec<CopyDeliveryView>, ServiceError> {
    let permit = authorise(caller, Action::ReadCopy)?;
    app.read(&permit, |c| {
        seen(c, app, caller, id)?;
        Ok(rows::of_briefing(c, &app.keys, id)?.into_iter().map(CopyDeliveryView::from).collect())
    })
}

/// Queues a copy to a reader, with the receipt of what it discloses.
pub(super) fn queue(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: &Placement,
    copy: &Briefing,
    reader: &Reader,
    dispatch: &Dispatch,
) -> Result<(), ServiceError> {
    if let Err(refused) = readers::address(c, app, placement, reader)? {
        let detail = words::delivery::advice(refused).unwrap_or(refused);
        return Err(ServiceError::conflict(refused, detail));
    }
    let now = app.clock.now();
    let told = briefings::artefacts::<StoredCopy>(c, &app.keys, &copy.id)?.booklet.told;
    dispatch.queue(c, &app.keys, now)?;
    let receipt = Disclosure {
        id: app.ids.next_id(),
        learner: placement.learner.clone(),
        placement: placement.id.clone(),
        briefing: Some(copy.id.clone()),
        contact: None,
        reader: Some(reader.clone()),
        actor: caller.user.clone(),
        edition: copy.edition,
        purpose: "placement".to_owned(),
        basis: "agreement".to_owned(),
        fields: told.iter().map(|told| told.code().to_owned()).collect(),
        hash: copy.hash.clone(),
        at: now,
        expires_at: None,
    };
    Ok(disclosures::add(c, &receipt)?)
}
