//! A cohort from two spreadsheets saved as CSV.
//!
//! *Pairs*: `learner,offer,score` and, if wanted, `decision`: `pin` settles the pair, `forbid` rules
//! it out. A learner with nothing possible has a row with the offer left empty. *Capacities*:
//! `offer,seats` and, if wanted, `pool,places`: the pool the offer draws on, and that pool's places
//! (the same on each of its rows). Columns may stand in any order; other columns are not read.

mod fault;
mod table;

use std::collections::BTreeMap;
use std::io::Read;

pub use fault::SheetError;

use super::cohort::{Cohort, CohortBuilder, CohortError};
use super::pair::FULL_SCORE;
use table::{Names, Row, Table};

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

/// Reads a cohort from its two sheets; `pools` says whether the pools count.
///
/// # Errors
/// [`SheetError`], naming the sheet, the line and the column.
pub fn read(pairs: impl Read, capacities: impl Read, pools: bool) -> Result<Sheet, SheetError> {
    let pairs = Table::read("pairs", pairs, &["learner", "offer", "score"])?;
    let capacities = Table::read("capacities", capacities, &["offer", "seats"])?;
    let Capacities { offers, seats, pools: pool_names, pool_of, places } =
        Capacities::read(&capacities, pools)?;
    let mut learners = Names::default();
    for row in pairs.rows() {
        learners.of(row.word("learner")?);
    }
    let mut builder = CohortBuilder::new(learners.count(), seats);
    builder.pools(pool_of, places);
    let (mut seen, mut pinned) = (BTreeMap::new(), BTreeMap::new());
    for row in pairs.rows() {
        let (line, learner) = (row.line(), learners.of(row.word("learner")?));
        let name = row.text("offer");
        if name.is_empty() {
            continue;
        }
        let unknown = || SheetError::UnknownOffer { line, offer: name.to_owned() };
        let offer = offers.find(name).ok_or_else(unknown)?;
        if let Some(first) = seen.insert((learner, offer), line) {
            let (learner, offer) = (learners.name(learner), offers.name(offer));
            return Err(SheetError::PairTwice { line, first, learner, offer });
        }
        match row.text("decision") {
            "" => {}
            "pin" => {
                if let Some(first) = pinned.insert(learner, line) {
                    return Err(SheetError::PinnedTwice { line, first, learner: learners.name(learner) });
                }
                builder.pin(learner, offer);
            }
            "forbid" => {
                builder.forbid(learner, offer);
            }
            other => return Err(SheetError::Decision { line, value: other.to_owned() }),
        }
        let score = row.number("score")?;
        if score > u32::from(FULL_SCORE) {
            return Err(SheetError::TooHigh { line, score });
        }
        builder.pair(learner, offer, score)?;
    }
    let named = |error| match error {
        CohortError::OfferOverPinned { offer, capacity, learners: over } => SheetError::OfferOverPinned {
            offer: offers.name(offer),
            seats: capacity,
            learners: learners.list(&over),
        },
        CohortError::PoolOverPinned { pool, capacity, learners: over } => {
            let pool = pool_names.name(pool);
            SheetError::PoolOverPinned { pool, places: capacity, learners: learners.list(&over) }
        }
        other => SheetError::Cohort(other),
    };
    let cohort = builder.build().map_err(named)?;
    Ok(Sheet { cohort, learners: learners.into_names(), offers: offers.into_names() })
}

/// Offers with their seats and pools, as the second sheet gives them.
#[derive(Default)]
struct Capacities {
    offers: Names,
    seats: Vec<u32>,
    pools: Names,
    pool_of: Vec<Option<u32>>,
    places: Vec<u32>,
}

impl Capacities {
    fn read(table: &Table, pools: bool) -> Result<Self, SheetError> {
        let mut own = Self::default();
        let (mut offer_lines, mut pool_lines) = (Vec::new(), Vec::new());
        for row in table.rows() {
            let (line, name) = (row.line(), row.word("offer")?);
            if let Some(first) = own.offers.find(name).and_then(|known| offer_lines.get(known as usize)) {
                return Err(SheetError::OfferTwice { line, first: *first, offer: name.to_owned() });
            }
            own.offers.of(name);
            offer_lines.push(line);
            own.seats.push(row.number("seats")?);
            let pool = row.text("pool");
            let pool = (pools && !pool.is_empty()).then(|| own.pools.of(pool));
            own.pool_of.push(pool);
            if let Some(pool) = pool {
                own.places_of(pool, &row, &mut pool_lines)?;
            }
        }
        Ok(own)
    }

    /// The places of a pool, which every row of it gives.
    fn places_of(&mut self, pool: u32, row: &Row<'_>, lines: &mut Vec<u64>) -> Result<(), SheetError> {
        let places = row.number("places")?;
        match (self.places.get(pool as usize), lines.get(pool as usize)) {
            (Some(&known), Some(&first)) if known != places => Err(SheetError::PoolDiffers {
                line: row.line(),
                first,
                pool: self.pools.name(pool),
                places,
                known,
            }),
            (Some(_), _) => Ok(()),
            (None, _) => {
                self.places.push(places);
                lines.push(row.line());
                Ok(())
            }
        }
    }
}
