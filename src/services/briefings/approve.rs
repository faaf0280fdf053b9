//! Approval: exactly the bytes that were looked at are stored, and queued in the same transaction.

use std::collections::BTreeSet;

use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::briefing::editions::Artefacts as Printed;
use crate::briefing::pack::Pack;
use crate::db::briefings::{self, Briefing};
use crate::db::{Conn, placements as placement_rows};
use crate::domain::delivery::{BriefingState, Edition};
use crate::domain::ids::{BriefingId, ContactId, PlacementId};
use crate::domain::webhook::WebhookEvent;
use crate::mail::{Artefacts, Attachment, OnBehalfOf};
use crate::outbox::Dispatch;
use crate::services::idempotency::{Once, Reply, answered, once};
use crate::services::placements::hit;
use crate::services::{ServiceError, events, ids};
use crate::words::{conflict, refused};

use super::{BriefingView, Draft, Sources, Stored, deliver};

/// What is approved, and to whom it goes at once.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// The digest that the preview showed.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    pub hash: String,
    /// Contacts of the employer to whom it is sent now; none to send it later.
    #[serde(default)]
    #[schema(max_items = 5)]
    pub send_to: Vec<ContactId>,
}

/// Approves the pack that was previewed, and queues it to the contacts named, in one transaction.
///
/// # Errors
/// [`ServiceError::Conflict`]: `pack_changed` when it is no longer the pack that was previewed, `leak`
/// when something must not leave, `wrong_state` unless the placement is confirmed and not over, the
/// reason when it no longer stands.
pub fn approve(
    app: &App,
    caller: &Caller,
    request: &Once,
    id: &PlacementId,
    approval: &Approval,
) -> Result<Reply<BriefingView>, ServiceError> {
    let permit = authorise(caller, Action::ApproveBriefing)?;
    check(approval)?;
    if let Some(earlier) = answered(app, &permit, caller, Some(request))? {
        return Ok(Reply::Repeated(earlier));
    }
    let draft = Draft::compose(app, &permit, caller, id)?;
    let printed = draft.print(app)?;
    let leaks = draft.leaks(&printed);
    if !leaks.is_empty() {
        let told: Vec<String> = leaks.iter().map(ToString::to_string).collect();
        return Err(ServiceError::conflict("leak", conflict::leak(&told)));
    }
    let briefing = Briefing {
        id: ids::fresh::<BriefingId>(app)?,
        placement: id.clone(),
        edition: Edition::Employer,
        number: draft.number,
        state: BriefingState::Draft,
        hash: printed.hash.clone(),
        programme_version: draft.sources.programme_version,
        approved_by: None,
        approved_at: None,
        version: 1,
        created_at: app.clock.now(),
    };
    let sender = app.mailer.sender();
    let dispatches = approval
        .send_to
        .iter()
        .map(|contact| Dispatch::first(app.ids.as_ref(), sender, &briefing.id, contact))
        .collect::<Result<Vec<_>, _>>()
        .map_err(ServiceError::internal)?;
    let stored = Stored { letter: letter(printed, &draft.pack), pack: draft.pack.clone() };
    let reply = once(app, &permit, caller, Some(request), |c| {
        unchanged(c, app, &draft.sources)?;
        let quotes = draft.pack.visitor.statement.is_some();
        deliver::may_leave(c, app, caller, &draft.sources.placement, Some(quotes))?;
        if briefing.hash != approval.hash {
            return Err(ServiceError::from(conflict::PACK_CHANGED));
        }
        briefings::insert(c, &app.keys, &briefing, &stored)?;
        briefings::approve(c, &briefing, 1, &caller.user, app.clock.now())?;
        for (contact, dispatch) in approval.send_to.iter().zip(&dispatches) {
            deliver::queue(c, app, caller, &draft.sources.placement, &briefing, contact, dispatch)?;
        }
        hit::mark(c, app, &draft.sources.placement, false)?;
        let about = Some(("briefing", briefing.id.as_str()));
        events::tell(c, app, &draft.sources.placement, WebhookEvent::BriefingApproved, about)?;
        Ok(briefings::get(c, &briefing.id)?.into())
    })?;
    app.wake.ring();
    Ok(reply)
}

fn check(approval: &Approval) -> Result<(), ServiceError> {
    let to = &approval.send_to;
    let distinct: BTreeSet<_> = to.iter().collect();
    if to.len() > 5 || distinct.len() < to.len() {
        return Err(ServiceError::invalid("send_to", refused::CONTACTS));
    }
    Ok(())
}

/// Lets pass only while everything that the pack was composed from is as it was read.
pub(super) fn unchanged(c: &mut Conn, app: &App, sources: &Sources) -> Result<(), ServiceError> {
    let placement = placement_rows::get(c, &sources.placement.id)?;
    if Sources::read(c, app, placement)? == *sources {
        return Ok(());
    }
    Err(ServiceError::from(conflict::PACK_SOURCES_CHANGED))
}

fn letter(printed: Printed, pack: &Pack) -> Artefacts {
    let pdf = |file_name: String, bytes: Vec<u8>| Attachment {
        file_name,
        mime: "application/pdf".to_owned(),
        bytes,
    };
    let provider = &pack.provider;
    let answered = provider.reply_to.clone();
    Artefacts {
        on_behalf_of: answered.map(|reply_to| OnBehalfOf { name: provider.shown_as.clone(), reply_to }),
        subject: printed.subject,
        text: printed.text,
        html: printed.html,
        attachments: vec![
            pdf(printed.pdf_name, printed.pdf.bytes),
            pdf(printed.cards_name, printed.cards.bytes),
            Attachment {
                file_name: printed.calendar_name,
                mime: "text/calendar".to_owned(),
                bytes: printed.calendar.clone().into_bytes(),
            },
        ],
        calendar: Some(printed.calendar),
        unsubscribe: None,
    }
}
