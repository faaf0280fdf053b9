//! A cohort from two spreadsheets saved as CSV.
//!
//! *Pairs*: `learner,offer,score` and, if wanted, `decision`: `pin` settles the pair, `forbid` rules
//! it out. A learner with nothing possible has a row with the offer left empty. *Capacities*:
//! `offer,seats` and, if wanted, `pool,places`: the pool the offer draws on, and that pool's places
//! (the same on each of its rows). Columns may stand in any order; other columns are not read.

use std::collections::BTreeMap;
use std::io::Read;

use thiserror::Error;

use super::cohort::{Cohort, CohortBuilder, CohortError};

/// A cohort with the words its learners and offers are known by, by index.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The cohort.
    pub cohort: Cohort,
    /// Learners, in the order in which the pairs first name them.
    pub learners: Vec<String>,
    /// Offers, in the order of the capacities.
    pub offers: Vec<String>,
}

/// Why two sheets are not a cohort. Rows count from 1, the heading being row 1.
#[derive(Debug, Error)]
pub enum SheetError {
    /// A sheet that could not be read as CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A column that is missing.
    #[error("the {sheet} have no column {column:?}")]
    NoColumn {
        /// Which sheet.
        sheet: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A number that is not one, or is too large.
    #[error("{sheet}, row {row}: {column} is {value:?}, not a whole number")]
    NotANumber {
        /// Which sheet.
        sheet: &'static str,
        /// The row.
        row: usize,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
    /// An offer given twice among the capacities, or not at all.
    #[error("{sheet}, row {row}: the offer {offer:?} must stand exactly once among the capacities")]
    Offer {
        /// Which sheet.
        sheet: &'static str,
        /// The row.
        row: usize,
        /// The offer.
        offer: String,
    },
    /// A pool whose places differ from row to row.
    #[error("capacities, row {row}: the pool {pool:?} has other places than above")]
    Pool {
        /// The row.
        row: usize,
        /// The pool.
        pool: String,
    },
    /// A decision that is neither `pin` nor `forbid` nor empty.
    #[error("pairs, row {row}: a decision is pin or forbid, not {value:?}")]
    Decision {
        /// The row.
        row: usize,
        /// What stands there.
        value: String,
    },
    /// A pair that cannot be.
    #[error("pairs, row {row}: {error}")]
    Pair {
        /// The row.
        row: usize,
        /// Why not.
        error: CohortError,
    },
    /// The cohort as a whole cannot be.
    #[error(transparent)]
    Cohort(#[from] CohortError),
}

/// One sheet with its heading understood.
struct Table {
    name: &'static str,
    columns: BTreeMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    fn read(name: &'static str, input: impl Read) -> Result<Self, SheetError> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(input);
        let heading = reader.headers()?;
        let word = |word: &str| word.trim_start_matches('\u{feff}').to_lowercase();
        let columns = heading.iter().enumerate().map(|(at, title)| (word(title), at)).collect();
        Ok(Self { name, columns, rows: reader.records().collect::<Result<_, _>>()? })
    }

    fn rows(&self) -> impl Iterator<Item = (usize, &csv::StringRecord)> {
        (2..).zip(&self.rows)
    }

    fn need(&self, column: &'static str) -> Result<(), SheetError> {
        let missing = SheetError::NoColumn { sheet: self.name, column };
        self.columns.contains_key(column).then_some(()).ok_or(missing)
    }

    fn text<'a>(&self, row: &'a csv::StringRecord, column: &str) -> &'a str {
        self.columns.get(column).and_then(|&at| row.get(at)).unwrap_or("")
    }

    fn number(&self, at: usize, row: &csv::StringRecord, column: &'static str) -> Result<u32, SheetError> {
        let value = self.text(row, column);
        value.parse().map_err(|_| SheetError::NotANumber {
            sheet: self.name,
            row: at,
            column,
            value: value.to_owned(),
        })
    }
}

/// Numbers words in the order they come.
#[derive(Default)]
struct Names {
    index: BTreeMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    fn of(&mut self, name: &str) -> u32 {
        if let Some(&known) = self.index.get(name) {
            return known;
        }
        let index = self.names.len() as u32;
        self.index.insert(name.to_owned(), index);
        self.names.push(name.to_owned());
        index
    }
}

/// Reads a cohort from its two sheets; `pools` says whether the pools count.
///
/// # Errors
/// [`SheetError`], naming the sheet and the row.
pub fn read(pairs: impl Read, capacities: impl Read, pools: bool) -> Result<Sheet, SheetError> {
    let pairs = Table::read("pairs", pairs)?;
    let capacities = Table::read("capacities", capacities)?;
    for column in ["learner", "offer", "score"] {
        pairs.need(column)?;
    }
    capacities.need("offer")?;
    capacities.need("seats")?;
    let (mut offers, mut seats) = (Names::default(), Vec::new());
    let (mut pool_names, mut pool_of, mut places) = (Names::default(), Vec::new(), Vec::new());
    for (at, row) in capacities.rows() {
        let name = capacities.text(row, "offer");
        if offers.of(name) as usize != seats.len() {
            return Err(SheetError::Offer { sheet: "capacities", row: at, offer: name.to_owned() });
        }
        seats.push(capacities.number(at, row, "seats")?);
        let pool = capacities.text(row, "pool");
        pool_of.push((pools && !pool.is_empty()).then(|| pool_names.of(pool)));
        if pool_names.names.len() > places.len() {
            places.push(capacities.number(at, row, "places")?);
        } else if let Some(Some(known)) = pool_of.last()
            && places.get(*known as usize).copied() != Some(capacities.number(at, row, "places")?)
        {
            return Err(SheetError::Pool { row: at, pool: pool.to_owned() });
        }
    }
    let mut learners = Names::default();
    for (_, row) in pairs.rows() {
        learners.of(pairs.text(row, "learner"));
    }
    let mut builder = CohortBuilder::new(learners.names.len(), seats);
    builder.pools(pool_of, places);
    for (at, row) in pairs.rows() {
        let learner = learners.of(pairs.text(row, "learner"));
        let name = pairs.text(row, "offer");
        if name.is_empty() {
            continue;
        }
        let unknown = || SheetError::Offer { sheet: "pairs", row: at, offer: name.to_owned() };
        let offer = offers.index.get(name).copied().ok_or_else(unknown)?;
        match pairs.text(row, "decision") {
            "" => {}
            "pin" => {
                builder.pin(learner, offer);
            }
            "forbid" => {
                builder.forbid(learner, offer);
            }
            other => return Err(SheetError::Decision { row: at, value: other.to_owned() }),
        }
        let added = builder.pair(learner, offer, pairs.number(at, row, "score")?);
        added.map_err(|error| SheetError::Pair { row: at, error })?;
    }
    Ok(Sheet { cohort: builder.build()?, learners: learners.names, offers: offers.names })
}
