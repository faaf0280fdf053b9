//! Webhooks: where other systems are told of events, with which secret, and what became of each message.

mod address;
mod sign;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::webhooks::{self as rows, Message, SigningSecret, Target, Webhook, WebhookAttempt};
use crate::db::{Conn, Page, Slice};
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{UserId, WebhookId, WebhookMessageId};
use crate::domain::webhook::{WebhookEvent, WebhookState};
use crate::outbox;
use crate::words::{conflict, refused};

use super::sessions::confirmed_lately;
use super::{ServiceError, ids};

pub use address::{Address, may_reach};
pub use sign::signature;

/// How long a secret goes on signing after a newer one has taken its place.
const OVERLAP: TimeDelta = TimeDelta::hours(24);

/// The most webhooks that an organisation has at a time.
const MOST: usize = 10;

/// A webhook to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookRequest {
    /// Where messages are posted: an `https` address, at most 500 characters.
    #[schema(format = "uri", max_length = 500, example = "https://records.school.example/placewell")]
    pub url: String,
    /// The events that it is told of; every one when absent.
    #[serde(default)]
    #[schema(value_type = Option<Vec<WebhookEvent>>)]
    pub events: Option<CodeSet<WebhookEvent>>,
}

/// A webhook as its owner sees it, without its secrets.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookView {
    /// The identifier.
    pub id: WebhookId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// Where messages are posted.
    pub url: String,
    /// The events that it is told of.
    #[schema(value_type = Vec<WebhookEvent>)]
    pub events: CodeSet<WebhookEvent>,
    /// Who made it.
    pub created_by: UserId,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when the secret before the newest one signs as well.
    pub old_secret_until: Option<DateTime<Utc>>,
    /// Since when it is told nothing more.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A webhook with a new secret, which is never shown again.
#[derive(Clone, Serialize, ToSchema)]
pub struct WebhookMade {
    /// What messages are signed with: `whsec_` and the key in base 64.
    pub secret: String,
    /// The webhook.
    #[serde(flatten)]
    pub webhook: WebhookView,
}

/// A message and the attempts to deliver it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookMessageView {
    /// The identifier: the receiver sees it as `webhook-id`, the same at every attempt.
    pub id: WebhookMessageId,
    /// What happened.
    pub event: WebhookEvent,
    /// The body as it is sent.
    pub body: String,
    /// How it stands.
    pub state: WebhookState,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// When the receiver took it.
    pub delivered_at: Option<DateTime<Utc>>,
    /// Every attempt, oldest first.
    pub attempts: Vec<WebhookAttemptView>,
}

/// An attempt to deliver a message.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookAttemptView {
    /// When.
    pub at: DateTime<Utc>,
    /// The status of the answer, where there was one.
    pub status: Option<i32>,
    /// A code that says why it counts as failed.
    pub problem: Option<String>,
}

impl From<Webhook> for WebhookView {
    fn from(webhook: Webhook) -> Self {
        let Webhook { id, version, target, events, created_by, created_at, ended_at, .. } = webhook;
        let old_secret_until = target.secrets.iter().find_map(|secret| secret.until);
        Self { id, version, url: target.url, events, created_by, created_at, old_secret_until, ended_at }
    }
}

/// Makes a webhook of the caller's organisation.
///
/// # Errors
/// [`ServiceError::Invalid`] naming an address or events that cannot be; [`ServiceError::Conflict`]
/// `too_many_webhooks`; [`ServiceError::Unconfirmed`].
pub fn create(app: &App, caller: &Caller, request: WebhookRequest) -> Result<WebhookMade, ServiceError> {
    let permit = authorise(caller, Action::CreateWebhook)?;
    Address::read(&request.url, app.config.jobs.webhooks_to_own_network)
        .map_err(|what| ServiceError::invalid("url", what))?;
    let events = request.events.unwrap_or_else(|| WebhookEvent::ALL.iter().copied().collect());
    if events.is_empty() {
        return Err(ServiceError::invalid("events", refused::NO_EVENT));
    }
    let secret = sign::draw(app.random.as_ref());
    let webhook = Webhook {
        id: ids::fresh(app)?,
        organisation: caller.organisation.clone(),
        target: Target {
            url: request.url,
            secrets: vec![SigningSecret { secret: secret.clone(), until: None }],
        },
        events,
        created_by: caller.user.clone(),
        version: 1,
        created_at: app.clock.now(),
        ended_at: None,
    };
    app.write(&permit, |c| {
        confirmed_lately(c, app, caller)?;
        let theirs = rows::list(c, &app.keys, &caller.organisation, &Slice::first(200))?.items;
        if theirs.iter().filter(|one| one.ended_at.is_none()).count() >= MOST {
            return Err(ServiceError::conflict("too_many_webhooks", conflict::most_webhooks(MOST)));
        }
        Ok(rows::insert(c, &app.keys, &webhook)?)
    })?;
    Ok(WebhookMade { secret, webhook: webhook.into() })
}

/// The webhooks of the caller's organisation, ended ones too.
///
/// # Errors
/// [`ServiceError::Forbidden`].
pub fn list(app: &App, caller: &Caller, slice: &Slice) -> Result<Page<WebhookView>, ServiceError> {
    let permit = authorise(caller, Action::ListWebhooks)?;
    let page = app.read(&permit, |c| rows::list(c, &app.keys, &caller.organisation, slice))?;
    page.try_map(|webhook| Ok(webhook.into()))
}

/// Gives a webhook a new secret. The one before it signs as well for a day, so that the receiver can change over.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's or has ended; [`ServiceError::Unconfirmed`].
pub fn rotate(app: &App, caller: &Caller, id: &WebhookId) -> Result<WebhookMade, ServiceError> {
    let permit = authorise(caller, Action::RotateWebhookSecret)?;
    let (secret, until) = (sign::draw(app.random.as_ref()), app.clock.now() + OVERLAP);
    let rotated = app.write(&permit, |c| {
        confirmed_lately(c, app, caller)?;
        let known = theirs(c, app, caller, id)?;
        let newest = known.target.secrets.first().map(|one| one.secret.clone());
        let old = newest.map(|secret| SigningSecret { secret, until: Some(until) });
        let secrets =
            [SigningSecret { secret: secret.clone(), until: None }].into_iter().chain(old).collect();
        change(c, app, Webhook { target: Target { secrets, ..known.target.clone() }, ..known })
    })?;
    Ok(WebhookMade { secret, webhook: rotated.into() })
}

/// Ends a webhook: it is told nothing more, and what is queued for it does not go.
///
/// # Errors
/// As for [`rotate`].
pub fn end(app: &App, caller: &Caller, id: &WebhookId) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::EndWebhook)?;
    let now = app.clock.now();
    app.write(&permit, |c| {
        confirmed_lately(c, app, caller)?;
        let known = theirs(c, app, caller, id)?;
        change(c, app, Webhook { ended_at: Some(now), ..known }).map(drop)
    })
}

/// The messages of a webhook with every attempt to deliver them, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] when the webhook is not the caller's.
pub fn messages(
    app: &App,
    caller: &Caller,
    id: &WebhookId,
    slice: &Slice,
) -> Result<Page<WebhookMessageView>, ServiceError> {
    let permit = authorise(caller, Action::ListWebhookMessages)?;
    app.read(&permit, |c| {
        let webhook = rows::get(c, &app.keys, id)?;
        if webhook.organisation != caller.organisation {
            return Err(ServiceError::NotFound);
        }
        rows::messages(c, id, slice)?.try_map(|message| view(c, message))
    })
}

/// Sends a message once more, with the same identifier and body.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's or its webhook has ended.
pub fn replay(
    app: &App,
    caller: &Caller,
    id: &WebhookId,
    message: &WebhookMessageId,
) -> Result<WebhookMessageView, ServiceError> {
    let permit = authorise(caller, Action::ReplayWebhookMessage)?;
    let now = app.clock.now();
    let replayed = app.write(&permit, |c| {
        theirs(c, app, caller, id)?;
        let known = rows::message(c, message)?;
        if known.webhook != *id {
            return Err(ServiceError::NotFound);
        }
        rows::set_state(c, message, WebhookState::Queued, None)?;
        outbox::queue_webhook(c, &ids::fresh(app)?, message, now)?;
        let queued = rows::message(c, message)?;
        view(c, queued)
    })?;
    app.wake.ring();
    Ok(replayed)
}

/// A webhook of the caller's organisation that has not ended.
fn theirs(c: &mut Conn, app: &App, caller: &Caller, id: &WebhookId) -> Result<Webhook, ServiceError> {
    let webhook = rows::get(c, &app.keys, id)?;
    let live = webhook.organisation == caller.organisation && webhook.ended_at.is_none();
    if live { Ok(webhook) } else { Err(ServiceError::NotFound) }
}

/// Writes a changed webhook, still with the version that was read.
fn change(c: &mut Conn, app: &App, changed: Webhook) -> Result<Webhook, ServiceError> {
    let expected = changed.version;
    let saved = Webhook { version: expected + 1, ..changed };
    rows::save(c, &app.keys, &saved, expected)?;
    Ok(saved)
}

fn view(c: &mut Conn, message: Message) -> Result<WebhookMessageView, ServiceError> {
    let attempts = rows::attempts(c, &message.id)?.into_iter();
    let attempt = |WebhookAttempt { at, status, problem }| WebhookAttemptView { at, status, problem };
    let attempts = attempts.map(attempt).collect();
    let Message { id, event, body, state, created_at, delivered_at, .. } = message;
    Ok(WebhookMessageView { id, event, body, state, created_at, delivered_at, attempts })
}
