//! Letters beside the packs, each to one recipient, and how their sending went.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::code::Code;
use crate::domain::delivery::DeliveryState;
use crate::domain::ids::{LetterId, PlacementId};
use crate::domain::letter::{LetterKind, Recipient, RecipientKind};

use super::column::{Column, found};
use super::deliveries::Attempt;
use super::schema::letters;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// A letter as stored, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The identifier.
    pub id: LetterId,
    /// What it is about.
    pub kind: LetterKind,
    /// About which placement.
    pub placement: Option<PlacementId>,
    /// To whom.
    pub recipient: Recipient,
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
    /// When a server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = letters)]
struct Row {
    id: String,
    kind: String,
    placement_id: Option<String>,
    recipient_kind: String,
    recipient_id: String,
    message_id: String,
    state: String,
    attempt: i32,
    copies_possible: i32,
    problem: Option<String>,
    server_words: Option<Sealed>,
    sent_at: Option<Stamp>,
    created_at: Stamp,
}

fn words_place(id: &str) -> SealContext<'_> {
    SealContext::new("letters", "server_words", id)
}

fn artefacts_place(id: &str) -> SealContext<'_> {
    SealContext::new("letters", "artefacts", id)
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Letter, DbError> {
        let column = |name| Column("letters", name);
        let whom = column("recipient_id");
        Ok(Letter {
            server_words: self
                .server_words
                .map(|words| words.open(keys, words_place(&self.id)))
                .transpose()?,
            id: column("id").parse(self.id)?,
            kind: column("kind").code(&self.kind)?,
            placement: column("placement_id").parse_some(self.placement_id)?,
            recipient: match column("recipient_kind").code(&self.recipient_kind)? {
                RecipientKind::Contact => Recipient::Contact(whom.parse(self.recipient_id)?),
                RecipientKind::User => Recipient::User(whom.parse(self.recipient_id)?),
                RecipientKind::Provider => Recipient::Provider(whom.parse(self.recipient_id)?),
                RecipientKind::Reader => Recipient::Reader(whom.parse(self.recipient_id)?),
                RecipientKind::Family => Recipient::Family(whom.parse(self.recipient_id)?),
            },
            message_id: self.message_id,
            state: column("state").code(&self.state)?,
            attempt: self.attempt,
            copies_possible: self.copies_possible,
            problem: self.problem,
            sent_at: self.sent_at.map(Into::into),
            created_at: self.created_at.into(),
        })
    }
}

/// Adds a letter with what it says.
///
/// # Errors
/// [`DbError::Unique`] on `letters.message_id`; [`DbError::ForeignKey`] when the placement is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, letter: &Letter, artefacts: &impl Serialize) -> Result<(), DbError> {
    let id = letter.id.as_str();
    diesel::insert_into(letters::table)
        .values((
            letters::id.eq(id),
            letters::kind.eq(letter.kind.code()),
            letters::placement_id.eq(letter.placement.as_ref().map(PlacementId::as_str)),
            letters::recipient_kind.eq(letter.recipient.kind().code()),
            letters::recipient_id.eq(letter.recipient.id().into_owned()),
            letters::artefacts.eq(Sealed::seal(keys, artefacts_place(id), artefacts)?),
            letters::message_id.eq(&letter.message_id),
            letters::state.eq(letter.state.code()),
            letters::attempt.eq(letter.attempt),
            letters::copies_possible.eq(letter.copies_possible),
            letters::created_at.eq(Stamp::from(letter.created_at)),
            letters::updated_at.eq(Stamp::from(letter.created_at)),
        ))
        .execute(c)?;
    Ok(())
}

/// A letter.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &LetterId) -> Result<Letter, DbError> {
    letters::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// What a letter says; `None` once that was taken out.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn artefacts<T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    id: &LetterId,
) -> Result<Option<T>, DbError> {
    let sealed: Option<Sealed> = letters::table.find(id.as_str()).select(letters::artefacts).first(c)?;
    Ok(sealed.map(|sealed| sealed.open(keys, artefacts_place(id.as_str()))).transpose()?)
}

/// Takes out what a letter says.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn forget_words(c: &mut Conn, id: &LetterId) -> Result<(), DbError> {
    let change = letters::artefacts.eq(None::<Sealed>);
    found(diesel::update(letters::table.find(id.as_str())).set(change).execute(c)?)
}

/// The letters about a placement, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(c: &mut Conn, keys: &Keys, placement: &PlacementId) -> Result<Vec<Letter>, DbError> {
    let rows: Vec<Row> = letters::table
        .filter(letters::placement_id.eq(placement.as_str()))
        .order((letters::created_at, letters::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// Writes where an attempt stands, as [`super::deliveries::note_attempt`] does.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn note_attempt(
    c: &mut Conn,
    keys: &Keys,
    id: &LetterId,
    attempt: &Attempt<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let its = letters::table.find(id.as_str());
    let words = attempt.server_words.map(|words| Sealed::seal(keys, words_place(id.as_str()), &words));
    let change = (
        letters::state.eq(attempt.state.code()),
        letters::attempt.eq(attempt.number),
        letters::problem.eq(attempt.problem),
        letters::server_words.eq(words.transpose()?),
        letters::updated_at.eq(Stamp::from(now)),
    );
    found(diesel::update(its).set(change).execute(c)?)?;
    if attempt.state == DeliveryState::Sent {
        diesel::update(its).set(letters::sent_at.eq(Stamp::from(now))).execute(c)?;
    }
    Ok(())
}

/// Counts an attempt whose end we did not learn: the server may have taken it.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn note_possible_copy(c: &mut Conn, id: &LetterId, now: DateTime<Utc>) -> Result<(), DbError> {
    let change =
        (letters::copies_possible.eq(letters::copies_possible + 1), letters::updated_at.eq(Stamp::from(now)));
    found(diesel::update(letters::table.find(id.as_str())).set(change).execute(c)?)
}

/// Forgets letters that are about no placement, are over and were queued before an instant; returns
/// how many. The others go with their placement.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    let over = DeliveryState::ALL.iter().filter(|state| state.is_over()).map(|state| state.code());
    let old = letters::table
        .filter(letters::placement_id.is_null())
        .filter(letters::state.eq_any(over))
        .filter(letters::created_at.lt(Stamp::from(before)));
    Ok(diesel::delete(old).execute(c)?)
}

/// Ends a placement's letters of some kinds that have not gone, as failed; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn stop(
    c: &mut Conn,
    placement: &PlacementId,
    kinds: &[LetterKind],
    problem: &str,
    now: DateTime<Utc>,
) -> Result<usize, DbError> {
    let waiting = [DeliveryState::Queued.code(), DeliveryState::Retrying.code()];
    let unsent = letters::table
        .filter(letters::placement_id.eq(placement.as_str()))
        .filter(letters::kind.eq_any(kinds.iter().map(|kind| kind.code())))
        .filter(letters::state.eq_any(waiting));
    let change = (
        letters::state.eq(DeliveryState::Failed.code()),
        letters::problem.eq(problem),
        letters::updated_at.eq(Stamp::from(now)),
    );
    Ok(diesel::update(unsent).set(change).execute(c)?)
}
