//! What families answer to messages. An answer is never written again; the newest counts.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::family_message::FamilyAnswer;
use crate::domain::ids::{FamilyMessageId, FamilySendingId, OrganisationId, UserId};
use crate::domain::text::Paragraph;

use super::column::Column;
use super::schema::{family_messages, family_replies, family_sendings};
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// An answer as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyReply {
    /// The identifier.
    pub id: String,
    /// To which sending.
    pub sending: FamilySendingId,
    /// The answer.
    pub answer: FamilyAnswer,
    /// What they wrote with it.
    pub words: Option<Paragraph>,
    /// Who of the provider noted it; nobody where it came by the link.
    pub made_by: Option<UserId>,
    /// When it came.
    pub created_at: DateTime<Utc>,
    /// Who of the provider has seen it, and when.
    pub seen: Option<(UserId, DateTime<Utc>)>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = family_replies)]
struct Row {
    id: String,
    sending_id: String,
    answer: String,
    doc: Option<Sealed>,
    made_by: Option<String>,
    created_at: Stamp,
    seen_by: Option<String>,
    seen_at: Option<Stamp>,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("family_replies", "doc", id)
}

impl Row {
    fn open(self, keys: &Keys) -> Result<FamilyReply, DbError> {
        let column = |name| Column("family_replies", name);
        let seen_by: Option<UserId> = column("seen_by").parse_some(self.seen_by)?;
        Ok(FamilyReply {
            words: self.doc.map(|doc| doc.open(keys, place(&self.id))).transpose()?,
            id: self.id,
            sending: column("sending_id").parse(self.sending_id)?,
            answer: column("answer").code(&self.answer)?,
            made_by: column("made_by").parse_some(self.made_by)?,
            created_at: self.created_at.into(),
            seen: seen_by.zip(self.seen_at.map(Into::into)),
        })
    }
}

/// Adds an answer.
///
/// # Errors
/// [`DbError::ForeignKey`] when the sending is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, reply: &FamilyReply) -> Result<(), DbError> {
    let words = reply.words.as_ref().map(|words| Sealed::seal(keys, place(&reply.id), words)).transpose()?;
    let row = Row {
        id: reply.id.clone(),
        sending_id: reply.sending.to_string(),
        answer: reply.answer.code().to_owned(),
        doc: words,
        made_by: reply.made_by.as_ref().map(ToString::to_string),
        created_at: reply.created_at.into(),
        seen_by: reply.seen.as_ref().map(|(by, _)| by.to_string()),
        seen_at: reply.seen.as_ref().map(|(_, at)| Stamp::from(*at)),
    };
    diesel::insert_into(family_replies::table).values(&row).execute(c)?;
    Ok(())
}

/// What was answered to a message, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_message(c: &mut Conn, keys: &Keys, message: &FamilyMessageId) -> Result<Vec<FamilyReply>, DbError> {
    let its = family_sendings::table
        .filter(family_sendings::message_id.eq(message.as_str()))
        .select(family_sendings::id);
    let rows: Vec<Row> = family_replies::table
        .filter(family_replies::sending_id.eq_any(its))
        .order((family_replies::created_at, family_replies::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// What was answered to one sending, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_sending(c: &mut Conn, keys: &Keys, sending: &FamilySendingId) -> Result<Vec<FamilyReply>, DbError> {
    let rows: Vec<Row> = family_replies::table
        .filter(family_replies::sending_id.eq(sending.as_str()))
        .order((family_replies::created_at, family_replies::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// Notes that somebody has seen what was answered to a sending.
///
/// # Errors
/// [`DbError`].
pub fn see(
    c: &mut Conn,
    sending: &FamilySendingId,
    by: &UserId,
    at: DateTime<Utc>,
) -> Result<usize, DbError> {
    let unseen = family_replies::table
        .filter(family_replies::sending_id.eq(sending.as_str()))
        .filter(family_replies::seen_at.is_null());
    let seen = (family_replies::seen_by.eq(by.as_str()), family_replies::seen_at.eq(Stamp::from(at)));
    Ok(diesel::update(unseen).set(seen).execute(c)?)
}

/// How many answers to a provider's messages ask somebody to look: whoever would like to talk, or wrote something.
///
/// # Errors
/// [`DbError`].
pub fn waiting(c: &mut Conn, provider: &OrganisationId) -> Result<i64, DbError> {
    let asks = family_replies::answer.eq(FamilyAnswer::Talk.code()).or(family_replies::doc.is_not_null());
    let of_provider = family_messages::table
        .filter(family_messages::provider_id.eq(provider.as_str()))
        .select(family_messages::id);
    let its = family_sendings::table
        .filter(family_sendings::message_id.eq_any(of_provider))
        .select(family_sendings::id);
    Ok(family_replies::table
        .filter(family_replies::sending_id.eq_any(its))
        .filter(family_replies::seen_at.is_null())
        .filter(asks)
        .count()
        .get_result(c)?)
}
