//! Files that are brought in, and what an organisation's headings stand for.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::code::{Code, CodeSet, vocabulary};
use crate::domain::contact::ContactDetails;
use crate::domain::ids::{ContactId, ImportId, LearnerId, OfferId, OrganisationId, UserId};
use crate::domain::learner::Learner;
use crate::domain::offer::Offer;
use crate::domain::organisation::Employer;
use crate::intake::{Answered, SheetAnswers};

pub use crate::intake::ImportKind;

use super::column::{Column, written};
use super::page::slice;
use super::schema::{import_columns, imports};
use super::{Conn, Cursor, DbError, Keys, Page, SealContext, Sealed, Slice, Stamp};

vocabulary! {
    /// Where an import stands.
    ImportState {
        /// The file was read; nothing of it is written yet.
        Previewed = "previewed",
        /// Some of its rows are in. One that stays so was interrupted: confirm it again, or undo it.
        Importing = "importing",
        /// Its rows are in.
        Confirmed = "confirmed",
        /// They were taken back.
        Undone = "undone",
    }
}

/// How one thing that an import did is undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "did")]
pub enum Undo {
    /// A draft was made.
    DraftMade {
        /// Which.
        id: LearnerId,
    },
    /// A draft was changed.
    DraftChanged {
        /// Which.
        id: LearnerId,
        /// Its version since.
        version: i64,
        /// What it said before.
        before: Answered,
    },
    /// A learner was added.
    LearnerMade {
        /// Which.
        id: LearnerId,
    },
    /// A learner was changed.
    LearnerChanged {
        /// Which.
        id: LearnerId,
        /// The record's version since.
        version: i64,
        /// The record before.
        before: Box<Learner>,
    },
    /// An employer was added.
    EmployerMade {
        /// Which.
        id: OrganisationId,
        /// The contacts that came with it.
        contacts: Vec<ContactId>,
    },
    /// An employer was changed.
    EmployerChanged {
        /// Which.
        id: OrganisationId,
        /// Its version since.
        version: i64,
        /// What it said before.
        before: Box<Employer>,
    },
    /// A contact was added.
    ContactMade {
        /// Who.
        id: ContactId,
    },
    /// A contact was changed.
    ContactChanged {
        /// Who.
        id: ContactId,
        /// The version since.
        version: i64,
        /// The details before.
        before: ContactDetails,
    },
    /// A draft of an offer was made.
    OfferMade {
        /// Which.
        id: OfferId,
    },
    /// A draft of an offer was changed.
    OfferChanged {
        /// Which.
        id: OfferId,
        /// Its version since.
        version: i64,
        /// What it said before.
        before: Box<Offer>,
    },
    /// A number of the organisation's own was noted.
    NumberNoted {
        /// Its keyed hash.
        index: String,
    },
}

/// How many rows of a file come to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportCounts {
    /// New learners of whom every question is answered, and new employers: they are added.
    pub added: usize,
    /// New learners of whom questions are open, and new offers: each becomes a draft.
    pub drafts: usize,
    /// What is known, and changed by its row.
    pub changed: usize,
    /// What already says what its row says.
    pub same: usize,
    /// Rows that cannot be taken in.
    pub faulty: usize,
    /// Of what was undone, how much stayed because it has changed since.
    #[serde(default)]
    pub kept: usize,
}

/// The sealed part of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportDoc {
    /// The file in base 64, until it is confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What its bringer said of it: a document without it is of another kind.
    pub answers: SheetAnswers,
    /// The rows that were handed back, as CSV.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
    /// How to undo it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undo: Vec<Undo>,
    /// How many rows came to what.
    #[serde(default)]
    pub counts: ImportCounts,
}

/// An import as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The identifier.
    pub id: ImportId,
    /// Whose.
    pub organisation: OrganisationId,
    /// What the file holds.
    pub kind: ImportKind,
    /// Where it stands.
    pub state: ImportState,
    /// The file and what became of it.
    pub doc: ImportDoc,
    /// Who brought it.
    pub made_by: UserId,
    /// Rises with each change.
    pub version: i64,
    /// When it was brought.
    pub created_at: DateTime<Utc>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = imports, treat_none_as_null = true)]
struct Row {
    id: String,
    organisation_id: String,
    kind: String,
    state: String,
    doc: Sealed,
    made_by: String,
    version: i64,
    created_at: Stamp,
    confirmed_at: Option<Stamp>,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("imports", "doc", id)
}

impl Row {
    fn seal(keys: &Keys, import: &Import) -> Result<Self, DbError> {
        Ok(Self {
            id: import.id.to_string(),
            organisation_id: import.organisation.to_string(),
            kind: import.kind.code().to_owned(),
            state: import.state.code().to_owned(),
            doc: Sealed::seal(keys, place(import.id.as_str()), &import.doc)?,
            made_by: import.made_by.to_string(),
            version: import.version,
            created_at: import.created_at.into(),
            confirmed_at: import.confirmed_at.map(Into::into),
        })
    }

    fn open(self, keys: &Keys) -> Result<Import, DbError> {
        let column = |name| Column("imports", name);
        Ok(Import {
            doc: self.doc.open(keys, place(&self.id))?,
            id: column("id").parse(self.id)?,
            organisation: column("organisation_id").parse(self.organisation_id)?,
            kind: column("kind").code(&self.kind)?,
            state: column("state").code(&self.state)?,
            made_by: column("made_by").parse(self.made_by)?,
            version: self.version,
            created_at: self.created_at.into(),
            confirmed_at: self.confirmed_at.map(Into::into),
        })
    }
}

/// Adds an import.
///
/// # Errors
/// [`DbError::ForeignKey`] when the organisation is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, import: &Import) -> Result<(), DbError> {
    diesel::insert_into(imports::table).values(&Row::seal(keys, import)?).execute(c)?;
    Ok(())
}

/// Writes an import that was read in version `expected`.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version.
pub fn save(c: &mut Conn, keys: &Keys, import: &Import, expected: i64) -> Result<(), DbError> {
    let current = imports::table.find(import.id.as_str()).filter(imports::version.eq(expected));
    written(diesel::update(current).set(&Row::seal(keys, import)?).execute(c)?)
}

/// An import.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &ImportId) -> Result<Import, DbError> {
    imports::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// An import without its file and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportHead {
    /// The identifier.
    pub id: ImportId,
    /// What the file holds.
    pub kind: ImportKind,
    /// Where it stands.
    pub state: ImportState,
    /// Rises with each change.
    pub version: i64,
    /// When it was brought.
    pub created_at: DateTime<Utc>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = imports)]
struct Head {
    id: String,
    kind: String,
    state: String,
    version: i64,
    created_at: Stamp,
    confirmed_at: Option<Stamp>,
}

impl Head {
    fn open(self) -> Result<ImportHead, DbError> {
        let column = |name| Column("imports", name);
        Ok(ImportHead {
            id: column("id").parse(self.id)?,
            kind: column("kind").code(&self.kind)?,
            state: column("state").code(&self.state)?,
            version: self.version,
            created_at: self.created_at.into(),
            confirmed_at: self.confirmed_at.map(Into::into),
        })
    }
}

/// The imports of an organisation that hold one of these kinds, oldest first, without opening anything.
///
/// # Errors
/// [`DbError`].
pub fn list(
    c: &mut Conn,
    organisation: &OrganisationId,
    kinds: CodeSet<ImportKind>,
    slice: &Slice,
) -> Result<Page<ImportHead>, DbError> {
    let rows = slice!(imports::table.select(Head::as_select()), imports, slice)
        .filter(imports::organisation_id.eq(organisation.as_str()))
        .filter(imports::kind.eq_any(kinds.iter().map(Code::code)))
        .load(c)?;
    let cursor = |row: &Head| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(Head::open)
}

/// Removes an import in version `expected`, with its file.
///
/// # Errors
/// [`DbError::Stale`] when it is not there in that version.
pub fn remove(c: &mut Conn, id: &ImportId, expected: i64) -> Result<(), DbError> {
    let current = imports::table.find(id.as_str()).filter(imports::version.eq(expected));
    written(diesel::delete(current).execute(c)?)
}

/// Deletes the imports that were brought before, with their files.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    let before = Stamp::from(before);
    let old = imports::confirmed_at
        .lt(before)
        .or(imports::confirmed_at.is_null().and(imports::created_at.lt(before)));
    Ok(diesel::delete(imports::table.filter(old)).execute(c)?)
}

/// What headings stand for, by heading.
pub type Columns = BTreeMap<String, String>;

fn key(organisation: &OrganisationId, kind: ImportKind) -> String {
    format!("{organisation}.{}", kind.code())
}

fn columns_place(id: &str) -> SealContext<'_> {
    SealContext::new("import_columns", "doc", id)
}

/// What an organisation's headings stood for last.
///
/// # Errors
/// [`DbError`].
pub fn columns(
    c: &mut Conn,
    keys: &Keys,
    organisation: &OrganisationId,
    kind: ImportKind,
) -> Result<Columns, DbError> {
    let id = key(organisation, kind);
    let doc: Option<Sealed> =
        import_columns::table.find(&id).select(import_columns::doc).first(c).optional()?;
    let columns = doc.map(|doc| doc.open(keys, columns_place(&id))).transpose()?;
    Ok(columns.unwrap_or_default())
}

/// Remembers what an organisation's headings stand for.
///
/// # Errors
/// [`DbError`].
pub fn remember(
    c: &mut Conn,
    keys: &Keys,
    organisation: &OrganisationId,
    kind: ImportKind,
    columns: &Columns,
) -> Result<(), DbError> {
    let id = key(organisation, kind);
    let doc = Sealed::seal(keys, columns_place(&id), columns)?;
    let known =
        diesel::update(import_columns::table.find(&id)).set(import_columns::doc.eq(&doc)).execute(c)?;
    if known == 0 {
        let row = (import_columns::id.eq(&id), import_columns::doc.eq(&doc));
        diesel::insert_into(import_columns::table).values(row).execute(c)?;
    }
    Ok(())
}
