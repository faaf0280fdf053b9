//! Events that webhooks are told of: the messages are written and queued in the transaction in which the event happens.

use std::collections::BTreeMap;

use chrono::SecondsFormat;
use serde::Serialize;

use crate::app::App;
use crate::db::webhooks::{self as rows, Message};
use crate::db::{Conn, DbError, organisations, placements};
use crate::domain::code::Code;
use crate::domain::ids::{OrganisationId, PlacementId};
use crate::domain::placement::Placement;
use crate::domain::text::Invalid;
use crate::domain::webhook::{WebhookEvent, WebhookState};
use crate::outbox;

/// What an event is about besides its placement: what kind of object, and its identifier.
pub type Told<'a> = Option<(&'static str, &'a str)>;

/// The body of a message. It holds identifiers and codes only; whoever wants more reads it by the API, in the role that
/// they have there.
#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    timestamp: String,
    data: BTreeMap<&'static str, &'a str>,
}

/// Queues a message for every webhook that is told of an event of a placement: of its provider, and of the provider's
/// hub where the hub may read what the event is about. Ring [`App::wake`] after the commit.
///
/// # Errors
/// [`DbError`].
pub fn tell(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    event: WebhookEvent,
    about: Told<'_>,
) -> Result<(), DbError> {
    queue(c, app, (&placement.id, &placement.provider), event, about)
}

/// As [`tell`], of a placement that is not at hand.
///
/// # Errors
/// [`DbError`].
pub fn tell_of(
    c: &mut Conn,
    app: &App,
    placement: &PlacementId,
    event: WebhookEvent,
    about: Told<'_>,
) -> Result<(), DbError> {
    let placement = placements::get(c, placement)?;
    queue(c, app, (&placement.id, &placement.provider), event, about)
}

fn queue(
    c: &mut Conn,
    app: &App,
    (placement, provider): (&PlacementId, &OrganisationId),
    event: WebhookEvent,
    about: Told<'_>,
) -> Result<(), DbError> {
    let mut told = rows::told_of(c, provider, event)?;
    if event == WebhookEvent::PlacementChanged
        && let Some(hub) = organisations::get(c, &app.keys, provider)?.hub
    {
        told.extend(rows::told_of(c, &hub, event)?);
    }
    if told.is_empty() {
        return Ok(());
    }
    let now = app.clock.now();
    let rule = |error: Invalid| DbError::Rule(error.to_string());
    let data = [("placement", placement.as_str())].into_iter().chain(about).collect();
    let timestamp = now.to_rfc3339_opts(SecondsFormat::Millis, true);
    let body = Body { r#type: event.code(), timestamp, data };
    let body = serde_json::to_string(&body).map_err(|error| DbError::Rule(error.to_string()))?;
    for webhook in told {
        let message = Message {
            id: app.ids.next_id().try_into().map_err(rule)?,
            webhook,
            event,
            body: body.clone(),
            state: WebhookState::Queued,
            created_at: now,
            delivered_at: None,
        };
        rows::add_message(c, &message)?;
        outbox::queue_webhook(c, &app.ids.next_id().try_into().map_err(rule)?, &message.id, now)?;
    }
    Ok(())
}
