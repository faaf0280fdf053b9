//! Whether the keys at hand are those that seal this database.
//!
//! The database names its keys, each with a canary: a known text sealed under it, and the blind index of its
//! name. A foreign key file is noticed before anything is read or written with it, because it lacks a named key,
//! or cannot open a canary, or makes other indexes.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use super::conn::each;
use super::schema::sealing_keys::{self, dsl};
use super::users::email_index;
use super::{Conn, Db, DbError, Keys, SealContext, Sealed, Stamp, TxError};

/// Why the keys are not those of this database.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// A key that still seals something is not in the file.
    #[error("the key file lacks the key {0}, which seals this database; bring back the key file of its time")]
    Lacks(String),
    /// A key of that name is in the file, but it is another.
    #[error("the key file is not the one that seals this database; bring back the key file of its time")]
    Foreign,
    /// The store failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl TxError for KeyringError {
    fn db_error(&self) -> Option<&DbError> {
        match self {
            Self::Db(error) => Some(error),
            Self::Lacks(_) | Self::Foreign => None,
        }
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = sealing_keys)]
struct Row {
    id: String,
    canary: Sealed,
    index_mark: String,
    enrolled_at: Stamp,
    retired_at: Option<Stamp>,
}

/// What every canary says.
const CANARY: &str = "placewell";

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("sealing_keys", "canary", id)
}

fn index_mark(keys: &Keys, id: &str) -> String {
    keys.blind_index("sealing_keys", "id", id)
}

impl Row {
    fn of(keys: &Keys, id: &str, at: DateTime<Utc>) -> Result<Self, DbError> {
        Ok(Self {
            id: id.to_owned(),
            canary: Sealed::seal_under(keys, id, place(id), &CANARY)?,
            index_mark: index_mark(keys, id),
            enrolled_at: at.into(),
            retired_at: None,
        })
    }

    fn check(&self, keys: &Keys) -> Result<(), KeyringError> {
        if keys.opening(&self.id).is_none() {
            let lacks = self.retired_at.is_none();
            return if lacks { Err(KeyringError::Lacks(self.id.clone())) } else { Ok(()) };
        }
        let sings = self.canary.open::<String>(keys, place(&self.id)).is_ok_and(|text| text == CANARY);
        if sings && self.index_mark == index_mark(keys, &self.id) {
            Ok(())
        } else {
            Err(KeyringError::Foreign)
        }
    }
}

/// Lets pass only the keys that seal the database.
///
/// # Errors
/// [`KeyringError`].
pub fn check(c: &mut Conn, keys: &Keys) -> Result<(), KeyringError> {
    let known = rows(c)?;
    if known.is_empty() {
        return check_samples(c, keys);
    }
    known.iter().try_for_each(|row| row.check(keys))
}

/// As [`check`] by the names alone: of a database that names no keys nothing is known.
///
/// # Errors
/// [`KeyringError`].
pub(super) fn check_named(c: &mut Conn, keys: &Keys) -> Result<(), KeyringError> {
    rows(c)?.iter().try_for_each(|row| row.check(keys))
}

/// As [`check`], and from now on the database names the active key. A database of before names every key of the
/// file.
///
/// # Errors
/// [`KeyringError`], with nothing written.
pub fn admit(db: &Db, keys: &Keys, now: DateTime<Utc>) -> Result<(), KeyringError> {
    let named = db.read(|c| {
        check(c, keys)?;
        Ok::<_, KeyringError>(rows(c)?.iter().any(|row| row.id == keys.active() && row.retired_at.is_none()))
    })?;
    if named {
        return Ok(());
    }
    db.write(|c| {
        check(c, keys)?;
        let of_before = rows(c)?.is_empty() && !samples(c)?.is_empty();
        let new = keys.ids().filter(|id| of_before || *id == keys.active());
        let new = new.map(|id| Row::of(keys, id, now)).collect::<Result<Vec<_>, _>>()?;
        each!(c, c => {
            for row in &new {
                diesel::insert_into(sealing_keys::table)
                    .values(row)
                    .on_conflict(dsl::id)
                    .do_update()
                    .set(dsl::retired_at.eq(None::<Stamp>))
                    .execute(c)
                    .map_err(DbError::from)?;
            }
        });
        Ok(())
    })
}

/// Writes the row of the active key again, unchanged: a real write that leaves nothing behind.
///
/// # Errors
/// [`DbError`] when the store does not take it.
pub fn rewrite(c: &mut Conn, keys: &Keys) -> Result<(), DbError> {
    let active = dsl::sealing_keys.find(keys.active());
    diesel::update(active).set(dsl::enrolled_at.eq(dsl::enrolled_at)).execute(c)?;
    Ok(())
}

/// Notes that nothing that can be written again is sealed by any but the active key.
///
/// # Errors
/// [`DbError`].
pub fn retire_others(c: &mut Conn, keys: &Keys, now: DateTime<Utc>) -> Result<(), DbError> {
    let others = dsl::sealing_keys.filter(dsl::id.ne(keys.active())).filter(dsl::retired_at.is_null());
    diesel::update(others).set(dsl::retired_at.eq(Stamp::from(now))).execute(c)?;
    Ok(())
}

/// The names of the keys that must open the database, in order; none when nothing is sealed yet.
///
/// # Errors
/// [`DbError`].
pub fn needed(c: &mut Conn) -> Result<Vec<String>, DbError> {
    let named = rows(c)?.into_iter().filter(|row| row.retired_at.is_none()).map(|row| row.id);
    let sampled = samples(c)?.into_iter().filter_map(|sample| sample.value.key_id().map(str::to_owned));
    let mut ids: Vec<String> = named.chain(sampled).collect();
    ids.sort();
    ids.dedup();
    Ok(ids)
}

fn rows(c: &mut Conn) -> Result<Vec<Row>, DbError> {
    if !is_there(c)? {
        return Ok(Vec::new());
    }
    Ok(dsl::sealing_keys.order(dsl::id).select(Row::as_select()).load(c)?)
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Whether the database is new enough to have the table.
fn is_there(c: &mut Conn) -> Result<bool, DbError> {
    let names = match c {
        Conn::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Conn::Postgres(_) => {
            "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()"
        }
    };
    let names: Vec<Name> = sql_query(names).load(c)?;
    Ok(names.iter().any(|table| table.name == "sealing_keys"))
}

#[derive(QueryableByName)]
struct Sample {
    #[diesel(sql_type = Text)]
    at: String,
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Text)]
    value: Sealed,
    #[diesel(sql_type = Text)]
    mark: String,
}

/// A sealed value of each of the tables that a database in use has rows in, with what it is indexed by.
const SAMPLED: [(&str, &str, &str); 3] =
    [("organisations", "doc", "''"), ("users", "identity", "email_index"), ("learners", "identity", "''")];

fn samples(c: &mut Conn) -> Result<Vec<Sample>, DbError> {
    let mut found = Vec::new();
    for (table, column, mark) in SAMPLED {
        let newest = format!(
            "SELECT '{table}' AS at, id, {column} AS value, {mark} AS mark FROM {table}
             ORDER BY updated_at DESC LIMIT 1"
        );
        found.extend(sql_query(newest).get_result::<Sample>(c).optional()?);
    }
    Ok(found)
}

/// A database that names no keys yet is judged by what it holds.
fn check_samples(c: &mut Conn, keys: &Keys) -> Result<(), KeyringError> {
    for sample in samples(c)? {
        let Some((table, column, _)) = SAMPLED.iter().find(|(table, ..)| *table == sample.at) else {
            continue;
        };
        let key = sample.value.key_id().ok_or(KeyringError::Foreign)?;
        if keys.opening(key).is_none() {
            return Err(KeyringError::Lacks(key.to_owned()));
        }
        let document: serde_json::Value = sample
            .value
            .open(keys, SealContext::new(table, column, &sample.id))
            .map_err(|_| KeyringError::Foreign)?;
        let email = document.get("email").and_then(serde_json::Value::as_str);
        if !sample.mark.is_empty() && email.map(|email| email_index(keys, email)) != Some(sample.mark) {
            return Err(KeyringError::Foreign);
        }
    }
    Ok(())
}
