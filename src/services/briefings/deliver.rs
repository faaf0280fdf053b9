//! Sendings of approved packs: queued, shown with what the mail server said, sent again.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::briefing::compose::tells_as_agreed;
use crate::briefing::fingerprint::tells_same_plan;
use crate::db::briefings::{self, Briefing};
use crate::db::deliveries::{self as rows, Delivery};
use crate::db::disclosures::{self, Disclosure};
use crate::db::{Conn, contacts, placements as placement_rows};
use crate::domain::code::Code;
use crate::domain::delivery::{BriefingState, DeliveryState, Edition};
use crate::domain::ids::{BriefingId, ContactId, DeliveryId};
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::reader::Addressee;
use crate::domain::role::Role;
use crate::outbox::Dispatch;
use crate::services::idempotency::{Once, Reply, once};
use crate::services::placements::standing::Look;
use crate::services::{ServiceError, agreements, decisions, letters, placements, planned_calls, programmes};
use crate::standing::{Asked, Reason};
use crate::words;
use crate::words::{conflict, refused};

use super::{Stored, stored_pack, told};

/// To whom an approved pack goes.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// A contact of the employer.
    pub contact: ContactId,
}

/// One sending of one pack to one contact.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeliveryView {
    /// Its identifier.
    pub id: DeliveryId,
    /// Of which pack.
    pub briefing: BriefingId,
    /// To whom.
    pub contact: ContactId,
    /// How it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempt: i32,
    /// How often the server may have taken it without our knowing: every copy carries the same
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

impl DeliveryView {
    /// A sending of a pack; none for the sending of a copy, which has a reader.
    #[must_use]
    pub fn of(delivery: Delivery) -> Option<Self> {
        let contact = delivery.to.contact()?.clone();
        let advice = delivery.problem.as_deref().and_then(words::delivery::advice).map(str::to_owned);
        let Delivery { id, briefing, state, attempt, copies_possible, .. } = delivery;
        let Delivery { message_id, problem, server_words, replaces, sent_at, created_at, .. } = delivery;
        Some(Self {
            id,
            briefing,
            contact,
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
        })
    }

    /// A sending as the caller may see it: what a mail server said, and what to do about it, is the provider's.
    fn shown(delivery: Delivery, caller: &Caller) -> Option<Self> {
        let whole = Self::of(delivery)?;
        if caller.role == Role::Employer {
            return Some(Self { problem: None, advice: None, server_words: None, ..whole });
        }
        Some(whole)
    }
}

/// Queues an approved pack to a contact.
///
/// # Errors
/// [`ServiceError::Conflict`]: `not_approved` when a later version has taken its place,
/// `pack_outdated` when its programme has changed since, `wrong_state` unless the placement is
/// confirmed and not over, the reason when it no longer stands, `sent_before` and
/// `still_sending` when it went or goes to the contact already.
pub fn send(
    app: &App,
    caller: &Caller,
    request: &Once,
    id: &BriefingId,
    to: &Recipient,
) -> Result<Reply<DeliveryView>, ServiceError> {
    let permit = authorise(caller, Action::SendBriefing)?;
    let dispatch = Dispatch::first(app.ids.as_ref(), app.mailer.sender(), id, &to.contact)
        .map_err(ServiceError::internal)?;
    dispatched(app, &permit, caller, request, id, &to.contact, &dispatch)
}

/// Queues a pack once more to the contact of an earlier sending: a message of its own.
///
/// # Errors
/// As for [`send`].
pub fn resend(
    app: &App,
    caller: &Caller,
    request: &Once,
    id: &DeliveryId,
) -> Result<Reply<DeliveryView>, ServiceError> {
    let permit = authorise(caller, Action::ResendBriefing)?;
    let earlier: Delivery = app.read(&permit, |c| visible(c, app, caller, id))?;
    let Some(contact) = earlier.to.contact() else { return Err(ServiceError::NotFound) };
    let dispatch =
        Dispatch::again(app.ids.as_ref(), app.mailer.sender(), &earlier).map_err(ServiceError::internal)?;
    dispatched(app, &permit, caller, request, &earlier.briefing, contact, &dispatch)
}

/// The sendings of a pack, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] when its placement is not the caller's.
pub fn deliveries(app: &App, caller: &Caller, id: &BriefingId) -> Result<Vec<DeliveryView>, ServiceError> {
    let permit = authorise(caller, Action::ListDeliveries)?;
    app.read(&permit, |c| {
        let briefing = briefings::get(c, id)?;
        told::readable(c, app, caller, &briefing)?;
        let sendings = rows::of_briefing(c, &app.keys, id)?.into_iter();
        Ok(sendings.filter_map(|sending| DeliveryView::shown(sending, caller)).collect())
    })
}

/// One sending.
///
/// # Errors
/// [`ServiceError::NotFound`] when its placement is not the caller's.
pub fn read_delivery(app: &App, caller: &Caller, id: &DeliveryId) -> Result<DeliveryView, ServiceError> {
    let permit = authorise(caller, Action::ReadDelivery)?;
    app.read(&permit, |c| {
        DeliveryView::shown(visible(c, app, caller, id)?, caller).ok_or(ServiceError::NotFound)
    })
}

fn visible(c: &mut Conn, app: &App, caller: &Caller, id: &DeliveryId) -> Result<Delivery, ServiceError> {
    let delivery = rows::get(c, &app.keys, id)?;
    let briefing = briefings::get(c, &delivery.briefing)?;
    told::readable(c, app, caller, &briefing)?;
    Ok(delivery)
}

fn dispatched(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    request: &Once,
    id: &BriefingId,
    contact: &ContactId,
    dispatch: &Dispatch,
) -> Result<Reply<DeliveryView>, ServiceError> {
    let reply = once(app, permit, caller, Some(request), |c| {
        let briefing = briefings::get(c, id)?;
        let placement = placements::visible(c, app, caller, &briefing.placement)?;
        if briefing.edition != Edition::Employer {
            return Err(ServiceError::NotFound);
        }
        if briefing.state != BriefingState::Approved {
            return Err(ServiceError::from(conflict::NOT_APPROVED));
        }
        let_leave(c, app, caller, &placement, &briefing)?;
        once_each(c, app, &briefing, &contact.into(), dispatch)?;
        queue(c, app, caller, &placement, &briefing, contact, dispatch)?;
        DeliveryView::of(rows::get(c, &app.keys, &dispatch.delivery)?).ok_or(ServiceError::NotFound)
    })?;
    app.wake.ring();
    Ok(reply)
}

/// Lets pass only a version that tells the plan and the agreements of now, of a placement that still stands.
///
/// # Errors
/// As for [`may_leave`]; [`ServiceError::Conflict`] `pack_outdated`.
pub(super) fn let_leave(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: &Placement,
    briefing: &Briefing,
) -> Result<(), ServiceError> {
    may_leave(c, app, caller, placement, None)?;
    if is_outdated(c, app, placement, briefing)? {
        return Err(ServiceError::from(conflict::PACK_OUTDATED));
    }
    Ok(())
}

/// Why an approved pack must not leave now, as the code that its delivery is marked with.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn why_not(c: &mut Conn, app: &App, briefing: &Briefing) -> Result<Option<&'static str>, ServiceError> {
    let placement = placement_rows::get(c, &briefing.placement)?;
    if !lets_packs_leave(placement.state) {
        return Ok(Some("placement_over"));
    }
    let reasons = Look::read(c, app, &placement)?.against(Asked::Send);
    if let Some(first) = reasons.first() {
        let withdrawn = matches!(first, Reason::NotAgreed { .. });
        return Ok(Some(if withdrawn { "agreement_withdrawn" } else { first.code() }));
    }
    Ok(is_outdated(c, app, &placement, briefing)?.then_some("pack_outdated"))
}

/// Whether an approved pack or copy tells another programme, or other aims and safety words, than stand now, or a call
/// that was called off; a pack another decision on checks; or a copy another pack than the employer has.
fn is_outdated(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    briefing: &Briefing,
) -> Result<bool, ServiceError> {
    if programmes::newest(c, app, &placement.id)?.version != briefing.programme_version {
        return Ok(true);
    }
    let made = briefing.created_at;
    if planned_calls::called_off_since(c, app, placement, briefing.edition, made)? {
        return Ok(true);
    }
    if briefing.edition == Edition::Employer && decisions::vetting_differs_since(c, app, &placement.id, made)?
    {
        return Ok(true);
    }
    let agreed = agreements::terms(c, app, &placement.learner, &placement.id)?;
    let pack = stored_pack(c, app, &briefing.id)?;
    // A copy says what the employer was told: by the pack that the employer has now.
    if briefing.edition != Edition::Employer {
        let told = super::draft::approved(c, app, &placement.id)?;
        if told.is_none_or(|told| !tells_same_plan(&told, &pack)) {
            return Ok(true);
        }
    }
    Ok(!tells_as_agreed(&pack, agreed.as_ref().map(|(terms, _)| terms)))
}

fn lets_packs_leave(state: PlacementState) -> bool {
    matches!(state, PlacementState::Confirmed | PlacementState::Briefed | PlacementState::UnderWay)
}

/// Lets pass only a placement that is confirmed and not over, and still stands. `quotes_statement` is
/// of a pack that is about to take the place of the approved one.
///
/// # Errors
/// [`ServiceError::Conflict`] `wrong_state`, or the reason why it does not stand.
pub(super) fn may_leave(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: &Placement,
    quotes_statement: Option<bool>,
) -> Result<(), ServiceError> {
    if !lets_packs_leave(placement.state) {
        return Err(ServiceError::from(conflict::NOT_CONFIRMED));
    }
    let look = Look::read(c, app, placement)?;
    let look = match quotes_statement {
        Some(quotes) => look.with_pack(quotes),
        None => look,
    };
    look.stands(caller.role, Asked::Send)
}

/// A version goes to each of its readers once, and once more when the earlier sending is over and somebody asks.
pub(super) fn once_each(
    c: &mut Conn,
    app: &App,
    briefing: &Briefing,
    to: &Addressee,
    dispatch: &Dispatch,
) -> Result<(), ServiceError> {
    let earlier = rows::of_briefing(c, &app.keys, &briefing.id)?;
    let mut same = earlier.iter().filter(|sending| sending.to == *to);
    if same.clone().any(|sending| !sending.state.is_over()) {
        return Err(ServiceError::from(conflict::STILL_SENDING));
    }
    if !dispatch.is_again() && same.next().is_some() {
        return Err(ServiceError::from(conflict::SENT_BEFORE));
    }
    Ok(())
}

/// Queues a pack to a contact of the placement's employer, with the receipt of what it discloses.
pub(super) fn queue(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: &Placement,
    briefing: &Briefing,
    contact: &ContactId,
    dispatch: &Dispatch,
) -> Result<(), ServiceError> {
    let of_employer = |found: &contacts::Contact| found.organisation == placement.employer;
    let known = match contacts::get(c, &app.keys, contact) {
        Err(crate::db::DbError::NotFound) => None,
        found => Some(found?).filter(of_employer),
    };
    if known.is_none_or(|found| found.archived_at.is_some()) {
        return Err(ServiceError::invalid("contact", refused::CONTACT_OF_EMPLOYER));
    }
    let now = app.clock.now();
    let pack = briefings::artefacts::<Stored>(c, &app.keys, &briefing.id)?.pack;
    dispatch.queue(c, &app.keys, now)?;
    let receipt = Disclosure {
        id: app.ids.next_id(),
        learner: placement.learner.clone(),
        placement: placement.id.clone(),
        briefing: Some(briefing.id.clone()),
        contact: Some(contact.clone()),
        reader: None,
        actor: caller.user.clone(),
        edition: briefing.edition,
        purpose: "placement".to_owned(),
        basis: "agreement".to_owned(),
        fields: pack.tells().iter().map(|told| told.code().to_owned()).collect(),
        hash: briefing.hash.clone(),
        at: now,
        expires_at: None,
    };
    disclosures::add(c, &receipt)?;
    if letters::links::held(c, app, placement, contact)?.is_none() {
        letters::page_link(c, app, placement, contact)?;
    }
    Ok(())
}
