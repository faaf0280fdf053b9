//! To whom messages to families went, through which learners, and how their mail stands.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::code::Code;
use crate::domain::delivery::DeliveryState;
use crate::domain::family_message::{FamilyPerson, FamilyWay};
use crate::domain::ids::{FamilyMessageId, FamilySendingId, LearnerId, LetterId};
use crate::domain::language::LanguageTag;

use super::column::{Column, found};
use super::few::few;
use super::schema::{family_sending_learners, family_sendings, letters};
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// A message to one person, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilySending {
    /// The identifier, which the code of its link carries.
    pub id: FamilySendingId,
    /// Which message.
    pub message: FamilyMessageId,
    /// A keyed digest of the person's address, or of the name where there is none.
    pub person: FamilyPerson,
    /// How it reaches them.
    pub way: FamilyWay,
    /// In which language.
    pub language: LanguageTag,
    /// What is sealed of them.
    pub whom: FamilyNames,
    /// Through which learners.
    pub learners: Vec<LearnerId>,
    /// The letter by which it went, of a mail.
    pub letter: Option<LetterId>,
    /// How the mail stands.
    pub state: Option<DeliveryState>,
    /// A code that says how the last attempt failed.
    pub problem: Option<String>,
    /// When a mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was approved.
    pub created_at: DateTime<Utc>,
}

/// The names of those whom a message reached: more than one where they share an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyNames {
    /// The names.
    pub names: Vec<String>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = family_sendings)]
struct Row {
    id: String,
    message_id: String,
    person: String,
    way: String,
    language: String,
    doc: Sealed,
    letter_id: Option<String>,
    state: Option<String>,
    problem: Option<String>,
    sent_at: Option<Stamp>,
    created_at: Stamp,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("family_sendings", "doc", id)
}

impl Row {
    fn open(self, keys: &Keys, learners: Vec<LearnerId>) -> Result<FamilySending, DbError> {
        let column = |name| Column("family_sendings", name);
        let state = self.state.map(|code| column("state").code(&code)).transpose()?;
        Ok(FamilySending {
            whom: self.doc.open(keys, place(&self.id))?,
            id: column("id").parse(self.id)?,
            message: column("message_id").parse(self.message_id)?,
            person: column("person").parse(self.person)?,
            way: column("way").code(&self.way)?,
            language: column("language").parse(self.language)?,
            learners,
            letter: column("letter_id").parse_some(self.letter_id)?,
            state,
            problem: self.problem,
            sent_at: self.sent_at.map(Into::into),
            created_at: self.created_at.into(),
        })
    }
}

/// Adds a sending.
///
/// # Errors
/// [`DbError::Unique`] when the person has the message already; [`DbError::ForeignKey`] when something is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, sending: &FamilySending) -> Result<(), DbError> {
    let row = Row {
        id: sending.id.to_string(),
        message_id: sending.message.to_string(),
        person: sending.person.to_string(),
        way: sending.way.code().to_owned(),
        language: sending.language.to_string(),
        doc: Sealed::seal(keys, place(sending.id.as_str()), &sending.whom)?,
        letter_id: sending.letter.as_ref().map(ToString::to_string),
        state: sending.state.map(|state| state.code().to_owned()),
        problem: None,
        sent_at: None,
        created_at: sending.created_at.into(),
    };
    diesel::insert_into(family_sendings::table).values(&row).execute(c)?;
    for learner in &sending.learners {
        let through = (
            family_sending_learners::sending_id.eq(sending.id.as_str()),
            family_sending_learners::learner_id.eq(learner.as_str()),
        );
        diesel::insert_into(family_sending_learners::table).values(through).execute(c)?;
    }
    Ok(())
}

fn learners_of(c: &mut Conn, rows: &[Row]) -> Result<BTreeMap<String, Vec<LearnerId>>, DbError> {
    let found: Vec<(String, String)> = few(rows.iter().map(|row| row.id.as_str()), |some| {
        family_sending_learners::table
            .filter(family_sending_learners::sending_id.eq_any(some))
            .order((family_sending_learners::sending_id, family_sending_learners::learner_id))
            .select((family_sending_learners::sending_id, family_sending_learners::learner_id))
            .load(c)
    })?;
    let mut by_sending: BTreeMap<String, Vec<LearnerId>> = BTreeMap::new();
    for (sending, learner) in found {
        let learner = Column("family_sending_learners", "learner_id").parse(learner)?;
        by_sending.entry(sending).or_default().push(learner);
    }
    Ok(by_sending)
}

fn opened(c: &mut Conn, keys: &Keys, rows: Vec<Row>) -> Result<Vec<FamilySending>, DbError> {
    let mut learners = learners_of(c, &rows)?;
    let open = |row: Row| {
        let through = learners.remove(&row.id).unwrap_or_default();
        row.open(keys, through)
    };
    rows.into_iter().map(open).collect()
}

/// A sending.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &str) -> Result<FamilySending, DbError> {
    let row: Row = family_sendings::table.find(id).select(Row::as_select()).first(c)?;
    opened(c, keys, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// To whom a message went, in the order in which they were added.
///
/// # Errors
/// [`DbError`].
pub fn of_message(
    c: &mut Conn,
    keys: &Keys,
    message: &FamilyMessageId,
) -> Result<Vec<FamilySending>, DbError> {
    let rows: Vec<Row> = family_sendings::table
        .filter(family_sendings::message_id.eq(message.as_str()))
        .order(family_sendings::id)
        .select(Row::as_select())
        .load(c)?;
    opened(c, keys, rows)
}

/// What went to the family of a learner, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_learner(c: &mut Conn, keys: &Keys, learner: &LearnerId) -> Result<Vec<FamilySending>, DbError> {
    let its = family_sending_learners::table
        .filter(family_sending_learners::learner_id.eq(learner.as_str()))
        .select(family_sending_learners::sending_id);
    let rows: Vec<Row> = family_sendings::table
        .filter(family_sendings::id.eq_any(its))
        .order((family_sendings::created_at, family_sendings::id))
        .select(Row::as_select())
        .load(c)?;
    opened(c, keys, rows)
}

/// Notes how the mail stands.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn note(
    c: &mut Conn,
    id: &FamilySendingId,
    state: DeliveryState,
    problem: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let its = family_sendings::table.find(id.as_str());
    let change = (family_sendings::state.eq(state.code()), family_sendings::problem.eq(problem));
    found(diesel::update(its).set(change).execute(c)?)?;
    if state == DeliveryState::Sent {
        diesel::update(its).set(family_sendings::sent_at.eq(Stamp::from(now))).execute(c)?;
    }
    Ok(())
}

/// The sendings that reached their reader through one learner alone.
///
/// # Errors
/// [`DbError`].
pub fn only_through(c: &mut Conn, learner: &LearnerId) -> Result<Vec<String>, DbError> {
    let its: Vec<String> = family_sending_learners::table
        .filter(family_sending_learners::learner_id.eq(learner.as_str()))
        .select(family_sending_learners::sending_id)
        .load(c)?;
    let shared: Vec<String> = few(its.iter().map(String::as_str), |some| {
        family_sending_learners::table
            .filter(family_sending_learners::sending_id.eq_any(some))
            .filter(family_sending_learners::learner_id.ne(learner.as_str()))
            .select(family_sending_learners::sending_id)
            .load(c)
    })?;
    Ok(its.into_iter().filter(|id| !shared.contains(id)).collect())
}

/// Removes sendings with their letters and answers; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn remove(c: &mut Conn, ids: &[String]) -> Result<usize, DbError> {
    let mut removed = 0;
    for some in ids.chunks(500) {
        let its = || family_sendings::table.filter(family_sendings::id.eq_any(some));
        let written: Vec<Option<String>> = its().select(family_sendings::letter_id).load(c)?;
        let written: Vec<String> = written.into_iter().flatten().collect();
        diesel::delete(letters::table.filter(letters::id.eq_any(&written))).execute(c)?;
        removed += diesel::delete(its()).execute(c)?;
    }
    Ok(removed)
}
