//! The plain text format for large cohorts, and answers as CSV.
//!
//! ```text
//! c a comment
//! p alloc LEARNERS OFFERS PAIRS POOLS
//! o OFFER SEATS POOL
//! g POOL PLACES
//! e LEARNER OFFER SCORE
//! ```
//! Indices count from 0; scores are 0 to 1000. Every offer has its `o` line before the first `e`.

mod fault;

use std::io::{self, BufRead, Write};

pub use fault::{Fault, TextError};

use super::cohort::{Cohort, CohortBuilder};
use super::pair::MOST_INDICES;
use super::plan::Allocation;
use super::sheet::inert;

/// Reads a cohort; `pools` says whether the pools count or every offer stands alone.
///
/// # Errors
/// [`TextError`], naming the line and what is wrong in it.
pub fn read(mut file: impl BufRead, pools: bool) -> Result<CohortBuilder, TextError> {
    let mut head: Option<Head> = None;
    let mut builder: Option<CohortBuilder> = None;
    let mut found = 0;
    each_line(&mut file, |words| {
        match words.kind() {
            b"" | b"c" => {}
            b"e" => {
                let head = head.as_mut().ok_or(Fault::Early)?;
                if builder.is_none() {
                    builder = Some(head.builder(pools)?);
                }
                let [learner, offer, score] = words.numbers(["LEARNER", "OFFER", "SCORE"])?;
                found += 1;
                builder.iter_mut().try_for_each(|own| own.pair(learner, offer, score).map(drop))?;
            }
            _ if builder.is_some() => return Err(Fault::Late),
            b"p" if head.is_some() => return Err(Fault::Again),
            b"p" => head = Some(Head::new(words)?),
            _ => head.as_mut().ok_or(Fault::Early)?.line(words)?,
        }
        Ok(())
    })?;
    let mut head = head.ok_or(TextError::NoHead)?;
    if found != head.pairs {
        return Err(TextError::Pairs { announced: head.pairs, found });
    }
    match builder {
        Some(builder) => Ok(builder),
        None => head.builder(pools).map_err(TextError::Head),
    }
}

/// The lines that give a pair: for the words of an error that names only the pair.
///
/// # Errors
/// What `file` reports.
pub fn lines_of(mut file: impl BufRead, learner: u32, offer: u32) -> Result<Vec<usize>, TextError> {
    let (mut lines, mut number) = (Vec::new(), 0);
    each_line(&mut file, |words| {
        number += 1;
        if words.kind() == b"e"
            && words.numbers(["", "", ""]).is_ok_and(|[l, o, _]| (l, o) == (learner, offer))
        {
            lines.push(number);
        }
        Ok(())
    })?;
    Ok(lines)
}

fn each_line(
    file: &mut impl BufRead,
    mut read: impl FnMut(&Words<'_>) -> Result<(), Fault>,
) -> Result<(), TextError> {
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        if file.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        read(&Words(&bytes)).map_err(|fault| TextError::Line { line, fault })?;
    }
    Ok(())
}

/// The words of one line.
struct Words<'a>(&'a [u8]);

impl<'a> Words<'a> {
    fn iter(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.0.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
    }

    fn kind(&self) -> &'a [u8] {
        self.iter().next().unwrap_or_default()
    }

    /// The numbers after the kind of line, one for each field and no more.
    fn numbers<const N: usize>(&self, fields: [&'static str; N]) -> Result<[u32; N], Fault> {
        let mut words = self.iter().skip(1);
        let mut found = [0; N];
        for (slot, field) in found.iter_mut().zip(fields) {
            let Some(word) = words.next() else { return Err(Fault::Missing(field)) };
            let Some(number) = number(word) else {
                return Err(Fault::NotANumber { field, value: String::from_utf8_lossy(word).into_owned() });
            };
            *slot = number;
        }
        match words.next() {
            Some(word) => Err(Fault::Excess(String::from_utf8_lossy(word).into_owned())),
            None => Ok(found),
        }
    }
}

fn number(word: &[u8]) -> Option<u32> {
    word.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// What stands before the pairs. An offer or pool not yet given is `None`.
struct Head {
    learners: u32,
    pairs: u32,
    offers: Vec<Option<(u32, u32)>>,
    pools: Vec<Option<u32>>,
}

impl Head {
    fn new(words: &Words<'_>) -> Result<Self, Fault> {
        let line = words.0.trim_ascii_start().strip_prefix(b"p").unwrap_or_default();
        if Words(line).kind() != b"alloc" {
            return Err(Fault::NotAlloc);
        }
        let fields = ["LEARNERS", "OFFERS", "PAIRS", "POOLS"];
        let numbers @ [learners, offers, pairs, pools] = Words(line).numbers(fields)?;
        for (field, value) in fields.into_iter().zip(numbers).filter(|(field, _)| *field != "PAIRS") {
            within(field, value, MOST_INDICES)?;
        }
        Ok(Self { learners, pairs, offers: vec![None; offers as usize], pools: vec![None; pools as usize] })
    }

    /// An `o` or a `g` line.
    fn line(&mut self, words: &Words<'_>) -> Result<(), Fault> {
        match words.kind() {
            b"o" => {
                let [offer, seats, pool] = words.numbers(["OFFER", "SEATS", "POOL"])?;
                within("POOL", pool, self.pools.len())?;
                give("OFFER", &mut self.offers, offer, (seats, pool))
            }
            b"g" => {
                let [pool, places] = words.numbers(["POOL", "PLACES"])?;
                give("POOL", &mut self.pools, pool, places)
            }
            other => Err(Fault::Kind(String::from_utf8_lossy(other).into_owned())),
        }
    }

    fn builder(&mut self, pools: bool) -> Result<CohortBuilder, Fault> {
        let offers: Option<Vec<(u32, u32)>> = self.offers.iter().copied().collect();
        let offers = offers.ok_or_else(|| absent('o', &self.offers))?;
        let mut builder =
            CohortBuilder::new(self.learners as usize, offers.iter().map(|(seats, _)| *seats).collect());
        // A file may announce more than it holds: trust it only so far.
        builder.reserve((self.pairs as usize).min(1 << 24));
        if pools {
            let places: Option<Vec<u32>> = self.pools.iter().copied().collect();
            let places = places.ok_or_else(|| absent('g', &self.pools))?;
            builder.pools(offers.into_iter().map(|(_, pool)| Some(pool)).collect(), places);
        }
        Ok(builder)
    }
}

fn within(field: &'static str, value: u32, below: usize) -> Result<(), Fault> {
    if (value as usize) < below { Ok(()) } else { Err(Fault::OutOfRange { field, value, below }) }
}

fn give<T>(field: &'static str, slots: &mut [Option<T>], index: u32, value: T) -> Result<(), Fault> {
    let below = slots.len();
    let slot = slots.get_mut(index as usize).ok_or(Fault::OutOfRange { field, value: index, below })?;
    if slot.replace(value).is_some() {
        return Err(Fault::Twice { field, index });
    }
    Ok(())
}

fn absent<T>(kind: char, slots: &[Option<T>]) -> Fault {
    Fault::Absent { kind, index: slots.iter().position(Option::is_none).unwrap_or_default() }
}

/// Writes a cohort in the format; offers without a pool get one of their own that is never full.
///
/// # Errors
/// What `out` reports.
pub fn write(cohort: &Cohort, mut out: impl Write) -> io::Result<()> {
    let pairs: usize = (0..cohort.learners() as u32).map(|learner| cohort.options(learner).count()).sum();
    let own = cohort.pools().len() as u32;
    writeln!(out, "p alloc {} {} {pairs} {}", cohort.learners(), cohort.offers(), own + 1)?;
    for (offer, seats) in (0..).zip(cohort.capacities()) {
        writeln!(out, "o {offer} {seats} {}", cohort.pool_of(offer).unwrap_or(own))?;
    }
    for (pool, places) in cohort.pools().iter().enumerate() {
        writeln!(out, "g {pool} {places}")?;
    }
    writeln!(out, "g {own} {}", cohort.learners())?;
    for learner in 0..cohort.learners() as u32 {
        for (offer, score) in cohort.options(learner) {
            writeln!(out, "e {learner} {offer} {score}")?;
        }
    }
    Ok(())
}

/// Writes an answer as CSV: `learner,offer,score,outcome`, every learner in a row, offer and score
/// empty for the unplaced. `names` give the words for learners and offers; without them, indices
/// stand. `more` are further columns: a title, and a cell for each learner. No cell is written as a
/// formula ([`inert`]).
///
/// # Errors
/// What `out` reports.
pub fn write_answer(
    allocation: &Allocation,
    names: Option<(&[String], &[String])>,
    more: &[(&str, Vec<String>)],
    out: impl Write,
) -> io::Result<()> {
    let mut sheet = csv::Writer::from_writer(out);
    let name = |own: Option<&[String]>, index: u32| {
        let known = own.and_then(|names| names.get(index as usize));
        known.map_or_else(|| index.to_string(), |name| inert(name).into_owned())
    };
    let titles = ["learner", "offer", "score", "outcome"];
    sheet.write_record(titles.into_iter().chain(more.iter().map(|(title, _)| *title)))?;
    for learner in 0..allocation.learners() as u32 {
        let (offer, score) = allocation.place_of(learner).map_or_else(Default::default, |(offer, score)| {
            (name(names.map(|names| names.1), offer), score.to_string())
        });
        let outcome = allocation.standing_of(learner).to_string();
        let row = [name(names.map(|names| names.0), learner), offer, score, outcome];
        let further = more.iter().map(|(_, cells)| cells.get(learner as usize));
        let further = further.map(|cell| cell.map_or_else(String::new, |cell| inert(cell).into_owned()));
        sheet.write_record(row.into_iter().chain(further))?;
    }
    sheet.flush()
}
