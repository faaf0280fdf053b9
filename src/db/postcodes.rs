//! Where postcodes are.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::domain::place::{Coordinates, Postcode};

use super::column::Column;
use super::conn::each;
use super::few::few;
use super::schema::postcodes::{self, dsl};
use super::{Conn, DbError};

/// Rows of one statement: three values each keep it under SQLite's limit of 32,766.
const ROWS: usize = 5_000;

/// Where a postcode is, if the table knows it.
///
/// # Errors
/// [`DbError`].
pub fn find(c: &mut Conn, postcode: &Postcode) -> Result<Option<Coordinates>, DbError> {
    let row: Option<(i32, i32)> =
        dsl::postcodes.find(postcode.as_str()).select((dsl::lat_udeg, dsl::lon_udeg)).first(c).optional()?;
    let read = |(lat, lon)| Coordinates::new(lat, lon).map_err(|_| Column("postcodes", "lat_udeg").corrupt());
    row.map(read).transpose()
}

/// Where several postcodes are, as far as the table knows them.
///
/// # Errors
/// [`DbError`].
pub fn several<'a>(
    c: &mut Conn,
    postcodes: impl IntoIterator<Item = &'a Postcode>,
) -> Result<BTreeMap<String, Coordinates>, DbError> {
    let rows: Vec<(String, i32, i32)> = few(postcodes.into_iter().map(Postcode::as_str), |some| {
        let these = dsl::postcodes.filter(dsl::postcode.eq_any(some));
        these.select((dsl::postcode, dsl::lat_udeg, dsl::lon_udeg)).load(c)
    })?;
    let read = |(postcode, lat, lon)| {
        let at = Coordinates::new(lat, lon).map_err(|_| Column("postcodes", "lat_udeg").corrupt())?;
        Ok((postcode, at))
    };
    rows.into_iter().map(read).collect()
}

/// Whether the table knows any postcode.
///
/// # Errors
/// [`DbError`].
pub fn any(c: &mut Conn) -> Result<bool, DbError> {
    Ok(diesel::select(diesel::dsl::exists(dsl::postcodes.select(dsl::postcode))).get_result(c)?)
}

/// Adds postcodes, or moves those that are known; of one that stands twice the last counts. A
/// national file goes in by pieces of some ten thousand a transaction, to stay within its time limit.
///
/// # Errors
/// [`DbError`].
pub fn import(c: &mut Conn, places: &[(Postcode, Coordinates)]) -> Result<(), DbError> {
    let places: Vec<(&Postcode, Coordinates)> =
        places.iter().map(|(postcode, at)| (postcode, *at)).collect::<BTreeMap<_, _>>().into_iter().collect();
    for places in places.chunks(ROWS) {
        let rows: Vec<_> = places
            .iter()
            .map(|(postcode, at)| {
                (
                    dsl::postcode.eq(postcode.as_str()),
                    dsl::lat_udeg.eq(at.lat_udeg),
                    dsl::lon_udeg.eq(at.lon_udeg),
                )
            })
            .collect();
        each!(c, c => {
            diesel::insert_into(postcodes::table)
                .values(rows)
                .on_conflict(dsl::postcode)
                .do_update()
                .set((
                    dsl::lat_udeg.eq(diesel::upsert::excluded(dsl::lat_udeg)),
                    dsl::lon_udeg.eq(diesel::upsert::excluded(dsl::lon_udeg)),
                ))
                .execute(c)?;
        });
    }
    Ok(())
}

/// How many postcodes the table knows.
///
/// # Errors
/// [`DbError`].
pub fn count(c: &mut Conn) -> Result<i64, DbError> {
    Ok(dsl::postcodes.count().get_result(c)?)
}
