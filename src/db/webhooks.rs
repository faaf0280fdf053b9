//! Webhooks, their messages, and every attempt to deliver one.

use std::fmt;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{OrganisationId, UserId, WebhookId, WebhookMessageId};
use crate::domain::webhook::{WebhookEvent, WebhookState};

use super::column::{Column, found, written};
use super::page::slice;
use super::schema::{webhook_attempts, webhook_messages, webhooks};
use super::{Conn, Cursor, DbError, Keys, Page, SealContext, Sealed, Slice, Stamp};

/// The sealed part of a webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Where messages are posted.
    pub url: String,
    /// What signs them, the newest first.
    pub secrets: Vec<SigningSecret>,
}

/// A secret that signs messages. It cannot be printed, so that it reaches no log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningSecret {
    /// The secret as its holder knows it: `whsec_` and the key in base 64.
    pub secret: String,
    /// Until when it signs, once a newer one has taken its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningSecret").field("until", &self.until).finish_non_exhaustive()
    }
}

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The identifier.
    pub id: WebhookId,
    /// Whose events it is told of.
    pub organisation: OrganisationId,
    /// Where to, and signed with what.
    pub target: Target,
    /// The events that it is told of.
    pub events: CodeSet<WebhookEvent>,
    /// Who made it, and answers for it.
    pub created_by: UserId,
    /// Rises with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Since when it is told nothing more.
    pub ended_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = webhooks, treat_none_as_null = true)]
struct Row {
    id: String,
    organisation_id: String,
    doc: Sealed,
    events: String,
    created_by: String,
    version: i64,
    created_at: Stamp,
    ended_at: Option<Stamp>,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("webhooks", "doc", id)
}

impl Row {
    fn seal(keys: &Keys, webhook: &Webhook) -> Result<Self, DbError> {
        Ok(Self {
            id: webhook.id.to_string(),
            organisation_id: webhook.organisation.to_string(),
            doc: Sealed::seal(keys, place(webhook.id.as_str()), &webhook.target)?,
            events: Column("webhooks", "events").to_json(&webhook.events)?,
            created_by: webhook.created_by.to_string(),
            version: webhook.version,
            created_at: webhook.created_at.into(),
            ended_at: webhook.ended_at.map(Into::into),
        })
    }

    fn open(self, keys: &Keys) -> Result<Webhook, DbError> {
        let column = |name| Column("webhooks", name);
        Ok(Webhook {
            target: self.doc.open(keys, place(&self.id))?,
            id: column("id").parse(self.id)?,
            organisation: column("organisation_id").parse(self.organisation_id)?,
            events: column("events").json(&self.events)?,
            created_by: column("created_by").parse(self.created_by)?,
            version: self.version,
            created_at: self.created_at.into(),
            ended_at: self.ended_at.map(Into::into),
        })
    }
}

/// Adds a webhook.
///
/// # Errors
/// [`DbError::ForeignKey`] when the organisation is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, webhook: &Webhook) -> Result<(), DbError> {
    diesel::insert_into(webhooks::table).values(&Row::seal(keys, webhook)?).execute(c)?;
    Ok(())
}

/// Writes a webhook that was read in version `expected`.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version.
pub fn save(c: &mut Conn, keys: &Keys, webhook: &Webhook, expected: i64) -> Result<(), DbError> {
    let current = webhooks::table.find(webhook.id.as_str()).filter(webhooks::version.eq(expected));
    written(diesel::update(current).set(&Row::seal(keys, webhook)?).execute(c)?)
}

/// A webhook.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &WebhookId) -> Result<Webhook, DbError> {
    webhooks::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// The webhooks of an organisation, ended ones too.
///
/// # Errors
/// [`DbError`].
pub fn list(
    c: &mut Conn,
    keys: &Keys,
    organisation: &OrganisationId,
    slice: &Slice,
) -> Result<Page<Webhook>, DbError> {
    let rows = slice!(webhooks::table.select(Row::as_select()), webhooks, slice)
        .filter(webhooks::organisation_id.eq(organisation.as_str()))
        .load(c)?;
    let cursor = |row: &Row| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(|row| row.open(keys))
}

/// The webhooks of an organisation that are told of an event.
///
/// # Errors
/// [`DbError`].
pub fn told_of(
    c: &mut Conn,
    organisation: &OrganisationId,
    event: WebhookEvent,
) -> Result<Vec<WebhookId>, DbError> {
    let rows: Vec<(String, String)> = webhooks::table
        .filter(webhooks::organisation_id.eq(organisation.as_str()))
        .filter(webhooks::ended_at.is_null())
        .order((webhooks::created_at, webhooks::id))
        .select((webhooks::id, webhooks::events))
        .load(c)?;
    let mut told = Vec::new();
    for (id, events) in rows {
        // The others may be codes of a newer program: they say nothing of this event, and must not stop what it tells of.
        let events: Vec<String> = Column("webhooks", "events").json(&events)?;
        if events.iter().any(|code| code == event.code()) {
            told.push(Column("webhooks", "id").parse(id)?);
        }
    }
    Ok(told)
}

/// One event for one webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The identifier, which the receiver sees as `webhook-id`.
    pub id: WebhookMessageId,
    /// For which webhook.
    pub webhook: WebhookId,
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
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_messages)]
struct MessageRow {
    id: String,
    webhook_id: String,
    event: String,
    body: String,
    state: String,
    created_at: Stamp,
    delivered_at: Option<Stamp>,
}

impl MessageRow {
    fn read(self) -> Result<Message, DbError> {
        let column = |name| Column("webhook_messages", name);
        Ok(Message {
            id: column("id").parse(self.id)?,
            webhook: column("webhook_id").parse(self.webhook_id)?,
            event: column("event").code(&self.event)?,
            body: self.body,
            state: column("state").code(&self.state)?,
            created_at: self.created_at.into(),
            delivered_at: self.delivered_at.map(Into::into),
        })
    }
}

/// Adds a message.
///
/// # Errors
/// [`DbError::ForeignKey`] when the webhook is unknown.
pub fn add_message(c: &mut Conn, message: &Message) -> Result<(), DbError> {
    let row = MessageRow {
        id: message.id.to_string(),
        webhook_id: message.webhook.to_string(),
        event: message.event.code().to_owned(),
        body: message.body.clone(),
        state: message.state.code().to_owned(),
        created_at: message.created_at.into(),
        delivered_at: message.delivered_at.map(Into::into),
    };
    diesel::insert_into(webhook_messages::table).values(&row).execute(c)?;
    Ok(())
}

/// A message.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn message(c: &mut Conn, id: &WebhookMessageId) -> Result<Message, DbError> {
    webhook_messages::table.find(id.as_str()).select(MessageRow::as_select()).first(c)?.read()
}

/// The messages of a webhook.
///
/// # Errors
/// [`DbError`].
pub fn messages(c: &mut Conn, webhook: &WebhookId, slice: &Slice) -> Result<Page<Message>, DbError> {
    let rows = slice!(webhook_messages::table.select(MessageRow::as_select()), webhook_messages, slice)
        .filter(webhook_messages::webhook_id.eq(webhook.as_str()))
        .load(c)?;
    let cursor = |row: &MessageRow| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(MessageRow::read)
}

/// Writes how a message stands.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn set_state(
    c: &mut Conn,
    id: &WebhookMessageId,
    state: WebhookState,
    delivered_at: Option<DateTime<Utc>>,
) -> Result<(), DbError> {
    let change = (
        webhook_messages::state.eq(state.code()),
        webhook_messages::delivered_at.eq(delivered_at.map(Stamp::from)),
    );
    found(diesel::update(webhook_messages::table.find(id.as_str())).set(change).execute(c)?)
}

/// Forgets messages from before an instant, with their attempts; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    let old = webhook_messages::table.filter(webhook_messages::created_at.lt(Stamp::from(before)));
    Ok(diesel::delete(old).execute(c)?)
}

/// An attempt to deliver a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookAttempt {
    /// When.
    pub at: DateTime<Utc>,
    /// The status of the answer, where there was one.
    pub status: Option<i32>,
    /// A code that says why it counts as failed.
    pub problem: Option<String>,
}

/// Notes an attempt.
///
/// # Errors
/// [`DbError::ForeignKey`] when the message is unknown.
pub fn add_attempt(
    c: &mut Conn,
    id: &str,
    message: &WebhookMessageId,
    attempt: &WebhookAttempt,
) -> Result<(), DbError> {
    diesel::insert_into(webhook_attempts::table)
        .values((
            webhook_attempts::id.eq(id),
            webhook_attempts::message_id.eq(message.as_str()),
            webhook_attempts::at.eq(Stamp::from(attempt.at)),
            webhook_attempts::status.eq(attempt.status),
            webhook_attempts::problem.eq(attempt.problem.as_deref()),
        ))
        .execute(c)?;
    Ok(())
}

/// The attempts to deliver a message, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn attempts(c: &mut Conn, message: &WebhookMessageId) -> Result<Vec<WebhookAttempt>, DbError> {
    let rows: Vec<(Stamp, Option<i32>, Option<String>)> = webhook_attempts::table
        .filter(webhook_attempts::message_id.eq(message.as_str()))
        .order((webhook_attempts::at, webhook_attempts::id))
        .select((webhook_attempts::at, webhook_attempts::status, webhook_attempts::problem))
        .load(c)?;
    let read = |(at, status, problem): (Stamp, Option<i32>, Option<String>)| WebhookAttempt {
        at: at.into(),
        status,
        problem,
    };
    Ok(rows.into_iter().map(read).collect())
}
