//! The register of schools, from its file into the database.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use placewell_sheets::register::{RegisterFault, RegisteredSchool, schools as read};

use super::Store;
use super::postcodes::open_table;
use crate::db::schools::{self, School};
use crate::db::{Db, DbError};
use crate::domain::nation::Nation;
use crate::domain::organisation::Urn;
use crate::domain::place::Postcode;
use crate::domain::text::Line;

/// Rows written in one transaction, so that other writers need not wait.
const BATCH: usize = 4_000;

/// What became of a register.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ImportedSchools {
    /// Schools that are in.
    pub rows: usize,
    /// Schools of an earlier file that are gone.
    pub gone: usize,
    /// Rows passed over, by reason, with the first row of each.
    pub passed_over: BTreeMap<&'static str, (usize, u64)>,
}

/// Why a register was not imported.
#[derive(Debug, thiserror::Error)]
pub enum SchoolsError {
    /// The file cannot be opened, or is no register.
    #[error(transparent)]
    Register(#[from] RegisterFault),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Store {
    /// Imports the register of schools in place of an earlier one. A file without a single school changes nothing.
    ///
    /// # Errors
    /// [`SchoolsError`].
    pub fn import_schools(&self, path: &Path) -> Result<ImportedSchools, SchoolsError> {
        let mut imported = ImportedSchools::default();
        let (mut batch, mut seen, mut failed) = (Vec::with_capacity(BATCH), BTreeSet::new(), None);
        let input = open_table(path).map_err(RegisterFault::from)?;
        read(input, |row, school| match taken(school) {
            Ok(school) if failed.is_none() && seen.insert(school.urn.to_string()) => {
                batch.push(school);
                if batch.len() == BATCH {
                    failed = flush(&self.db, &mut batch).err();
                }
            }
            Ok(_) => {}
            Err(reason) => imported.passed_over.entry(reason).or_insert((0, row)).0 += 1,
        })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        flush(&self.db, &mut batch)?;
        imported.rows = seen.len();
        if imported.rows > 0 {
            imported.gone = self.db.write(|c| schools::keep_only(c, &seen))?;
        }
        Ok(imported)
    }
}

/// A school that is open in England or Wales; else why it is passed over.
fn taken(school: RegisteredSchool) -> Result<School, &'static str> {
    let RegisteredSchool { urn, name, kind, phase, status, postcode } = school;
    if !status.starts_with("Open") {
        return Err("it is not open");
    }
    let folded = kind.to_lowercase();
    if ["overseas", "offshore", "service children"].iter().any(|abroad| folded.contains(abroad)) {
        return Err("it is neither in England nor in Wales");
    }
    let nation = if folded.contains("welsh") { Nation::Wales } else { Nation::England };
    let line = |text: &str| Line::parse(text).map_err(|_| "its name, kind or phase cannot be read");
    Ok(School {
        urn: Urn::parse(&urn).map_err(|_| "its URN is not six digits")?,
        name: line(&name)?,
        kind: line(&kind)?,
        phase: line(if phase.is_empty() { "Not applicable" } else { &phase })?,
        postcode: Postcode::parse(&postcode).map_err(|_| "its postcode cannot be read")?,
        nation,
    })
}

fn flush(db: &Db, batch: &mut Vec<School>) -> Result<(), DbError> {
    db.write(|c| schools::import(c, batch))?;
    batch.clear();
    Ok(())
}
