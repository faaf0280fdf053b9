//! Postcodes with their positions, from files into the database.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::Store;
use crate::db::{Db, DbError, postcodes};
use crate::domain::place::{Coordinates, Postcode};
use crate::travel::grid::{Grid, GridError};
use crate::travel::postcodes::PostcodeReader;

/// Rows written in one transaction, so that other writers need not wait.
const BATCH: usize = 5_000;

/// What became of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ImportedPostcodes {
    /// Rows written.
    pub rows: usize,
    /// Rows passed over, by reason, with the first line of each.
    pub passed_over: BTreeMap<String, (usize, u64)>,
}

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum PostcodesError {
    /// The file cannot be opened.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The national grid cannot be set up.
    #[error(transparent)]
    Grid(#[from] GridError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Store {
    /// Imports one file of postcodes; a row that is read again replaces the earlier one.
    ///
    /// # Errors
    /// [`PostcodesError`].
    pub fn import_postcodes(&self, path: &Path) -> Result<ImportedPostcodes, PostcodesError> {
        let mut imported = ImportedPostcodes::default();
        let mut batch = Vec::with_capacity(BATCH);
        for row in PostcodeReader::new(open_table(path)?, Grid::new()?) {
            match row {
                Ok(place) => batch.push(place),
                Err(error) => {
                    let entry =
                        imported.passed_over.entry(error.fault.to_string()).or_insert((0, error.line));
                    entry.0 += 1;
                }
            }
            if batch.len() == BATCH {
                imported.rows += flush(&self.db, &mut batch)?;
            }
        }
        imported.rows += flush(&self.db, &mut batch)?;
        Ok(imported)
    }
}

/// Opens a table for reading; a file whose name ends in .gz is decompressed while it is read.
///
/// # Errors
/// What the system says, with the file's path.
pub fn open_table(path: &Path) -> io::Result<Box<dyn Read>> {
    let file = File::open(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    let gzipped = path.extension().is_some_and(|kind| kind == "gz");
    Ok(if gzipped {
        Box::new(MultiGzDecoder::new(BufReader::new(file)))
    } else {
        Box::new(BufReader::new(file))
    })
}

fn flush(db: &Db, batch: &mut Vec<(Postcode, Coordinates)>) -> Result<usize, DbError> {
    db.write(|c| postcodes::import(c, batch))?;
    let rows = batch.len();
    batch.clear();
    Ok(rows)
}
