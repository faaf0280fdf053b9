//! What the numbers stand for that an organisation gives employers or offers in its own files.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::ids::OrganisationId;
use crate::intake::ImportKind;

use super::conn::each;
use super::schema::brought_numbers::{self, dsl};
use super::{Conn, DbError, Keys};

/// The keyed hash under which a number is found.
#[must_use]
pub fn index(keys: &Keys, kind: ImportKind, number: &str) -> String {
    keys.blind_index("brought_numbers", kind.code(), number.trim())
}

/// What the numbers of an organisation stand for, by their keyed hashes.
///
/// # Errors
/// [`DbError`].
pub fn all_of(
    c: &mut Conn,
    organisation: &OrganisationId,
    kind: ImportKind,
) -> Result<BTreeMap<String, String>, DbError> {
    let rows: Vec<(String, String)> = brought_numbers::table
        .filter(dsl::organisation_id.eq(organisation.as_str()))
        .filter(dsl::kind.eq(kind.code()))
        .select((dsl::number_index, dsl::subject_id))
        .load(c)?;
    Ok(rows.into_iter().collect())
}

/// Notes what a number stands for from now on.
///
/// # Errors
/// [`DbError`].
pub fn note(
    c: &mut Conn,
    organisation: &OrganisationId,
    kind: ImportKind,
    index: &str,
    subject: &str,
) -> Result<(), DbError> {
    let row = (
        dsl::organisation_id.eq(organisation.as_str()),
        dsl::kind.eq(kind.code()),
        dsl::number_index.eq(index),
        dsl::subject_id.eq(subject),
    );
    each!(c, c => {
        diesel::insert_into(brought_numbers::table)
            .values(row)
            .on_conflict((dsl::organisation_id, dsl::kind, dsl::number_index))
            .do_update()
            .set(dsl::subject_id.eq(subject))
            .execute(c)?;
    });
    Ok(())
}

/// Forgets a number.
///
/// # Errors
/// [`DbError`].
pub fn forget(
    c: &mut Conn,
    organisation: &OrganisationId,
    kind: ImportKind,
    index: &str,
) -> Result<(), DbError> {
    diesel::delete(brought_numbers::table.find((organisation.as_str(), kind.code(), index))).execute(c)?;
    Ok(())
}

/// Forgets every number of something that is removed.
///
/// # Errors
/// [`DbError`].
pub(super) fn forget_subject(c: &mut Conn, subject: &str) -> Result<(), DbError> {
    diesel::delete(brought_numbers::table.filter(dsl::subject_id.eq(subject))).execute(c)?;
    Ok(())
}
