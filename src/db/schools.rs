//! The register of schools.

use std::collections::BTreeSet;

use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::code::Code;
use crate::domain::nation::Nation;
use crate::domain::organisation::Urn;
use crate::domain::place::Postcode;
use crate::domain::text::{Line, folded};

use super::column::Column;
use super::conn::each;
use super::schema::schools::{self, dsl};
use super::{Conn, DbError};

/// Rows of one statement: seven values each keep it under SQLite's limit of 32,766.
const ROWS: usize = 4_000;

/// A school of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct School {
    /// Its unique reference number.
    pub urn: Urn,
    /// Its name.
    pub name: Line,
    /// What kind of establishment it is.
    pub kind: Line,
    /// Of which phase.
    pub phase: Line,
    /// Its postcode.
    pub postcode: Postcode,
    /// Its nation.
    pub nation: Nation,
}

type Row = (String, String, String, String, String, String);

fn open((urn, name, kind, phase, postcode, nation): Row) -> Result<School, DbError> {
    let column = |name| Column("schools", name);
    Ok(School {
        urn: column("urn").parse(urn)?,
        name: column("name").parse(name)?,
        kind: column("kind").parse(kind)?,
        phase: column("phase").parse(phase)?,
        postcode: Postcode::parse(&postcode).map_err(|_| column("postcode").corrupt())?,
        nation: column("nation").code(&nation)?,
    })
}

/// Adds schools, or replaces those that are known.
///
/// # Errors
/// [`DbError`].
pub fn import(c: &mut Conn, some: &[School]) -> Result<(), DbError> {
    for some in some.chunks(ROWS) {
        let rows: Vec<_> = some
            .iter()
            .map(|one| {
                (
                    dsl::urn.eq(one.urn.as_str()),
                    dsl::name.eq(one.name.as_str()),
                    dsl::folded.eq(folded(one.name.as_str())),
                    dsl::kind.eq(one.kind.as_str()),
                    dsl::phase.eq(one.phase.as_str()),
                    dsl::postcode.eq(one.postcode.as_str()),
                    dsl::nation.eq(one.nation.code()),
                )
            })
            .collect();
        let urns: Vec<&str> = some.iter().map(|one| one.urn.as_str()).collect();
        diesel::delete(schools::table.filter(dsl::urn.eq_any(urns))).execute(c)?;
        each!(c, c => {
            diesel::insert_into(schools::table).values(rows).execute(c)?;
        });
    }
    Ok(())
}

/// Takes out whatever is not among these.
///
/// # Errors
/// [`DbError`].
pub fn keep_only(c: &mut Conn, urns: &BTreeSet<String>) -> Result<usize, DbError> {
    let known: Vec<String> = schools::table.select(dsl::urn).load(c)?;
    let gone: Vec<&String> = known.iter().filter(|urn| !urns.contains(*urn)).collect();
    for some in gone.chunks(ROWS) {
        diesel::delete(schools::table.filter(dsl::urn.eq_any(some.iter().copied()))).execute(c)?;
    }
    Ok(gone.len())
}

/// A school by its number.
///
/// # Errors
/// [`DbError`].
pub fn find(c: &mut Conn, urn: &Urn) -> Result<Option<School>, DbError> {
    let row: Option<Row> = schools::table
        .find(urn.as_str())
        .select((dsl::urn, dsl::name, dsl::kind, dsl::phase, dsl::postcode, dsl::nation))
        .first(c)
        .optional()?;
    row.map(open).transpose()
}

/// At most so many schools whose names contain a text, in any case, by name.
///
/// # Errors
/// [`DbError`].
pub fn named(c: &mut Conn, text: &str, most: i64) -> Result<Vec<School>, DbError> {
    let plain = folded(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let rows: Vec<Row> = schools::table
        .filter(dsl::folded.like(format!("%{plain}%")).escape('\\'))
        .order((dsl::folded, dsl::urn))
        .limit(most)
        .select((dsl::urn, dsl::name, dsl::kind, dsl::phase, dsl::postcode, dsl::nation))
        .load(c)?;
    rows.into_iter().map(open).collect()
}
