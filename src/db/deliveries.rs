//! Sendings of packs, and what the mail server said.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::delivery::DeliveryState;
use crate::domain::ids::{BriefingId, DeliveryId, PlacementId};
use crate::domain::reader::{Addressee, Reader};

use super::column::{Column, found};
use super::schema::{briefings, deliveries};
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// One sending of a pack to one contact, or of a copy to one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The identifier.
    pub id: DeliveryId,
    /// Which pack.
    pub briefing: BriefingId,
    /// To whom.
    pub to: Addressee,
    /// The `Message-ID`, the same at every attempt.
    pub message_id: String,
    /// How it stands.
    pub state: DeliveryState,
    /// The last attempt, from 1.
    pub attempt: i32,
    /// Times that a server may have taken it without our learning so.
    pub copies_possible: i32,
    /// A code that says how the last attempt failed.
    pub problem: Option<String>,
    /// The server's last words.
    pub server_words: Option<String>,
    /// The delivery that this one sends again.
    pub replaces: Option<DeliveryId>,
    /// When a server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = deliveries)]
struct Row {
    id: String,
    briefing_id: String,
    contact_id: Option<String>,
    message_id: String,
    state: String,
    attempt: i32,
    copies_possible: i32,
    problem: Option<String>,
    server_words: Option<Sealed>,
    replaces: Option<String>,
    sent_at: Option<Stamp>,
    created_at: Stamp,
    updated_at: Stamp,
    reader: Option<String>,
}

fn seal_words(keys: &Keys, id: &str, words: Option<&str>) -> Result<Option<Sealed>, DbError> {
    let place = SealContext::new("deliveries", "server_words", id);
    Ok(words.map(|words| Sealed::seal(keys, place, &words)).transpose()?)
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Delivery, DbError> {
        let column = |name| Column("deliveries", name);
        let place = SealContext::new("deliveries", "server_words", &self.id);
        Ok(Delivery {
            server_words: self.server_words.map(|words| words.open(keys, place)).transpose()?,
            id: column("id").parse(self.id)?,
            briefing: column("briefing_id").parse(self.briefing_id)?,
            to: match self.reader {
                Some(reader) => Addressee::Reader(column("reader").parse::<Reader>(reader)?),
                None => Addressee::Contact(column("contact_id").parse(self.contact_id.unwrap_or_default())?),
            },
            message_id: self.message_id,
            state: column("state").code(&self.state)?,
            attempt: self.attempt,
            copies_possible: self.copies_possible,
            problem: self.problem,
            replaces: column("replaces").parse_some(self.replaces)?,
            sent_at: self.sent_at.map(Into::into),
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

/// Adds a sending.
///
/// # Errors
/// [`DbError::Unique`] on `deliveries.message_id`; [`DbError::ForeignKey`] when the pack or the
/// contact is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, delivery: &Delivery) -> Result<(), DbError> {
    let id = delivery.id.as_str();
    let row = Row {
        id: id.to_owned(),
        briefing_id: delivery.briefing.to_string(),
        contact_id: delivery.to.contact().map(ToString::to_string),
        message_id: delivery.message_id.clone(),
        state: delivery.state.code().to_owned(),
        attempt: delivery.attempt,
        copies_possible: delivery.copies_possible,
        problem: delivery.problem.clone(),
        server_words: seal_words(keys, id, delivery.server_words.as_deref())?,
        replaces: delivery.replaces.as_ref().map(ToString::to_string),
        sent_at: delivery.sent_at.map(Into::into),
        created_at: delivery.created_at.into(),
        updated_at: delivery.updated_at.into(),
        reader: delivery.to.reader().map(ToString::to_string),
    };
    diesel::insert_into(deliveries::table).values(&row).execute(c)?;
    Ok(())
}

/// A sending.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &DeliveryId) -> Result<Delivery, DbError> {
    deliveries::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// The sendings of a pack, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_briefing(c: &mut Conn, keys: &Keys, briefing: &BriefingId) -> Result<Vec<Delivery>, DbError> {
    let rows: Vec<Row> = deliveries::table
        .filter(deliveries::briefing_id.eq(briefing.as_str()))
        .order((deliveries::created_at, deliveries::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// What became of an attempt to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt<'a> {
    /// Its number, from 1.
    pub number: i32,
    /// How the delivery stands now.
    pub state: DeliveryState,
    /// A code that says how it failed.
    pub problem: Option<&'a str>,
    /// The server's words.
    pub server_words: Option<&'a str>,
}

/// Writes where an attempt stands. One that was [`DeliveryState::Sent`] was so at `now`.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn note_attempt(
    c: &mut Conn,
    keys: &Keys,
    id: &DeliveryId,
    attempt: &Attempt<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let its = deliveries::table.find(id.as_str());
    let change = (
        deliveries::state.eq(attempt.state.code()),
        deliveries::attempt.eq(attempt.number),
        deliveries::problem.eq(attempt.problem),
        deliveries::server_words.eq(seal_words(keys, id.as_str(), attempt.server_words)?),
        deliveries::updated_at.eq(Stamp::from(now)),
    );
    found(diesel::update(its).set(change).execute(c)?)?;
    if attempt.state == DeliveryState::Sent {
        diesel::update(its).set(deliveries::sent_at.eq(Stamp::from(now))).execute(c)?;
    }
    Ok(())
}

/// Counts an attempt whose end we did not learn: the server may have taken it.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn note_possible_copy(c: &mut Conn, id: &DeliveryId, now: DateTime<Utc>) -> Result<(), DbError> {
    let change = (
        deliveries::copies_possible.eq(deliveries::copies_possible + 1),
        deliveries::updated_at.eq(Stamp::from(now)),
    );
    found(diesel::update(deliveries::table.find(id.as_str())).set(change).execute(c)?)
}

/// Ends every sending of a placement's packs that is not over, as failed; returns how many. One
/// that a worker has in hand may still arrive, and is then noted as sent.
///
/// # Errors
/// [`DbError`].
pub fn stop(
    c: &mut Conn,
    placement: &PlacementId,
    problem: &str,
    now: DateTime<Utc>,
) -> Result<usize, DbError> {
    let packs = briefings::table.filter(briefings::placement_id.eq(placement.as_str())).select(briefings::id);
    let going = DeliveryState::ALL.iter().filter(|state| !state.is_over()).map(|state| state.code());
    let unsent = deliveries::table
        .filter(deliveries::briefing_id.eq_any(packs))
        .filter(deliveries::state.eq_any(going));
    let change = (
        deliveries::state.eq(DeliveryState::Failed.code()),
        deliveries::problem.eq(problem),
        deliveries::updated_at.eq(Stamp::from(now)),
    );
    Ok(diesel::update(unsent).set(change).execute(c)?)
}
