//! A cohort from spreadsheets saved as CSV.
//!
//! *Pairs*: `learner,offer,score` and, if wanted, `decision`: `pin` settles the pair, `forbid` rules
//! it out. *Capacities*: `offer,seats` and, if wanted, `pool,places`: the pool the offer draws on,
//! and that pool's places (the same on each of its rows). *Learners*, if given: `learner`, everyone
//! who takes part, with or without a pair; without this sheet, a learner with nothing possible has a
//! row among the pairs with the offer left empty. Columns may stand in any order; other columns are
//! not read. Names are the same when they are canonically equivalent (Unicode NFC) and differ in
//! nothing but the width of their spaces.

mod fault;
mod names;
mod table;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;

pub use fault::SheetError;
pub use names::Repeated;

use super::cohort::{Cohort, CohortBuilder, CohortError};
use super::pair::FULL_SCORE;
use names::Names;
use table::{Row, Table};

/// The sheets that make a cohort.
pub struct Sheets<P, C, L = std::io::Empty> {
    /// Who could go where.
    pub pairs: P,
    /// How many seats there are.
    pub capacities: C,
    /// Who takes part; `None` for those whom the pairs name.
    pub learners: Option<L>,
    /// Whether the pools count.
    pub pools: bool,
}

/// A cohort with the words its learners, offers and pools are known by, by index. Of a name that is
/// spelled in several ways, the first spelling.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The cohort.
    pub cohort: Cohort,
    /// Learners, in the order in which the sheets first name them.
    pub learners: Vec<String>,
    /// Offers, in the order of the capacities.
    pub offers: Vec<String>,
    /// Pools, in the order in which the capacities first name them.
    pub pools: Vec<String>,
}

/// A text as a cell that no spreadsheet takes for a formula: what begins like one is written with an apostrophe
/// before it, unless it is made of figures alone.
#[must_use]
pub fn inert(text: &str) -> Cow<'_, str> {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if begins && !text.chars().all(|c| c.is_ascii_digit() || "+-.,: ".contains(c)) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Reads a cohort from pairs and capacities; `pools` says whether the pools count.
///
/// # Errors
/// [`SheetError`], naming the sheet, the line and the column.
pub fn read(pairs: impl Read, capacities: impl Read, pools: bool) -> Result<Sheet, SheetError> {
    Sheets { pairs, capacities, learners: None::<std::io::Empty>, pools }.read()
}

impl<P: Read, C: Read, L: Read> Sheets<P, C, L> {
    /// Reads the cohort.
    ///
    /// # Errors
    /// [`SheetError`], naming the sheet, the line and the column.
    pub fn read(self) -> Result<Sheet, SheetError> {
        let pairs = Table::read("pairs", self.pairs, &["learner", "offer", "score"])?;
        let capacities = Table::read("capacities", self.capacities, &["offer", "seats"])?;
        let list = self.learners.map(|list| Table::read("learners", list, &["learner"])).transpose()?;
        let capacities = Capacities::read(&capacities, self.pools)?;
        let learners = learners(list.as_ref(), &pairs)?;
        cohort(&pairs, learners, capacities)
    }
}

/// What a person has settled about a learner and an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The learner's offer is settled.
    Pin,
    /// The pair is ruled out.
    Forbid,
}

/// A row of a sheet of pairs on which somebody has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The line.
    pub line: u64,
    /// The learner, as written.
    pub learner: String,
    /// The offer, as written.
    pub offer: String,
    /// What was decided.
    pub decision: Decision,
}

/// Reads what people have settled from a sheet of pairs. Scores are not read: the column may be missing.
///
/// # Errors
/// [`SheetError`], naming the line and the column.
pub fn settled(pairs: impl Read) -> Result<Vec<Settled>, SheetError> {
    let pairs = Table::read("pairs", pairs, &["learner", "offer", "decision"])?;
    let mut settled = Vec::new();
    for row in pairs.rows() {
        let Some(decision) = decision(&row)? else { continue };
        let (learner, offer) = (row.word("learner")?.to_owned(), row.word("offer")?.to_owned());
        settled.push(Settled { line: row.line(), learner, offer, decision });
    }
    Ok(settled)
}

fn decision(row: &Row<'_>) -> Result<Option<Decision>, SheetError> {
    match row.text("decision") {
        "" => Ok(None),
        "pin" => Ok(Some(Decision::Pin)),
        "forbid" => Ok(Some(Decision::Forbid)),
        other => Err(SheetError::Decision { line: row.line(), value: other.to_owned() }),
    }
}

/// Everyone on the list, or everyone whom the pairs name.
fn learners(list: Option<&Table>, pairs: &Table) -> Result<Names, SheetError> {
    let mut learners = Names::default();
    let mut lines = Vec::new();
    for row in list.into_iter().flat_map(Table::rows) {
        let (line, name) = (row.line(), row.word("learner")?);
        let index = learners.of(name);
        if let Some(&first) = lines.get(index as usize) {
            let learner = Repeated::new(name, &learners.name(index));
            return Err(SheetError::LearnerTwice { line, first, learner });
        }
        lines.push(line);
    }
    for row in pairs.rows() {
        let (line, name) = (row.line(), row.word("learner")?);
        if list.is_some() && learners.find(name).is_none() {
            return Err(SheetError::UnknownLearner { line, learner: name.to_owned() });
        }
        learners.of(name);
    }
    Ok(learners)
}

fn cohort(pairs: &Table, learners: Names, capacities: Capacities) -> Result<Sheet, SheetError> {
    let Capacities { offers, seats, pools, pool_of, places } = capacities;
    let mut builder = CohortBuilder::new(learners.count(), seats);
    builder.pools(pool_of, places);
    let (mut seen, mut pinned) = (BTreeMap::new(), BTreeMap::new());
    for row in pairs.rows() {
        let (line, learner_name) = (row.line(), row.word("learner")?);
        let name = row.text("offer");
        let Some(learner) = learners.find(learner_name).filter(|_| !name.is_empty()) else { continue };
        let unknown = || SheetError::UnknownOffer { line, offer: name.to_owned() };
        let offer = offers.find(name).ok_or_else(unknown)?;
        if let Some((first, one, other)) = seen.insert((learner, offer), (line, learner_name, name)) {
            let (learner, offer) = (Repeated::new(learner_name, one), Repeated::new(name, other));
            return Err(SheetError::PairTwice { line, first, learner, offer });
        }
        match decision(&row)? {
            None => {}
            Some(Decision::Pin) => {
                if let Some((first, one)) = pinned.insert(learner, (line, learner_name)) {
                    let learner = Repeated::new(learner_name, one);
                    return Err(SheetError::PinnedTwice { line, first, learner });
                }
                builder.pin(learner, offer);
            }
            Some(Decision::Forbid) => {
                builder.forbid(learner, offer);
            }
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
            let pool = pools.name(pool);
            SheetError::PoolOverPinned { pool, places: capacity, learners: learners.list(&over) }
        }
        other => SheetError::Cohort(other),
    };
    let cohort = builder.build().map_err(named)?;
    let (learners, offers) = (learners.into_names(), offers.into_names());
    Ok(Sheet { cohort, learners, offers, pools: pools.into_names() })
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
            let index = own.offers.of(name);
            if let Some(&first) = offer_lines.get(index as usize) {
                let offer = Repeated::new(name, &own.offers.name(index));
                return Err(SheetError::OfferTwice { line, first, offer });
            }
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
                pool: Repeated::new(row.text("pool"), &self.pools.name(pool)),
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
