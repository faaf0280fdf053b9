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

use std::io::{self, BufRead, Write};
use std::str::SplitAsciiWhitespace;

use thiserror::Error;

use super::cohort::{Cohort, CohortBuilder, CohortError};
use super::plan::Allocation;

/// Why a file is not a cohort. Lines count from 1.
#[derive(Debug, Error)]
pub enum TextError {
    /// The file could not be read.
    #[error(transparent)]
    Read(#[from] io::Error),
    /// A line that does not have the shape described.
    #[error("line {0} is not in the format")]
    Shape(usize),
    /// A line that says something impossible.
    #[error("line {line}: {error}")]
    Pair {
        /// The line.
        line: usize,
        /// Why not.
        error: CohortError,
    },
    /// The cohort as a whole cannot be.
    #[error(transparent)]
    Cohort(#[from] CohortError),
}

/// Reads a cohort; `pools` says whether the pools count or every offer stands alone.
///
/// # Errors
/// [`TextError`].
pub fn read(mut file: impl BufRead, pools: bool) -> Result<CohortBuilder, TextError> {
    let mut head = Head::default();
    let mut builder: Option<CohortBuilder> = None;
    let mut line = String::new();
    for number in 1.. {
        line.clear();
        if file.read_line(&mut line)? == 0 {
            break;
        }
        let mut words = line.split_ascii_whitespace();
        let shape = TextError::Shape(number);
        match words.next() {
            None | Some("c") => {}
            Some("e") => {
                let [learner, offer, score] = numbers(words).ok_or(shape)?;
                let builder = builder.get_or_insert_with(|| head.builder(pools));
                let added = builder.pair(learner, offer, score);
                added.map_err(|error| TextError::Pair { line: number, error })?;
            }
            Some(kind) => head.line(kind, words).filter(|()| builder.is_none()).ok_or(shape)?,
        }
    }
    Ok(builder.unwrap_or_else(|| head.builder(pools)))
}

/// What stands before the pairs.
#[derive(Default)]
struct Head {
    learners: u32,
    pairs: u32,
    seats: Vec<u32>,
    pool_of: Vec<Option<u32>>,
    places: Vec<u32>,
}

impl Head {
    fn line(&mut self, kind: &str, mut words: SplitAsciiWhitespace<'_>) -> Option<()> {
        match kind {
            "p" => {
                words.next().filter(|word| *word == "alloc")?;
                let [learners, offers, pairs, pools] = numbers(words)?;
                let most = super::pair::MOST_INDICES as u32;
                if learners > most || offers > most || pools > most {
                    return None;
                }
                (self.learners, self.pairs) = (learners, pairs);
                self.seats = vec![0; offers as usize];
                self.pool_of = vec![None; offers as usize];
                self.places = vec![0; pools as usize];
            }
            "o" => {
                let [offer, seats, pool] = numbers(words)?;
                *self.seats.get_mut(offer as usize)? = seats;
                *self.pool_of.get_mut(offer as usize)? = Some(pool);
            }
            "g" => {
                let [pool, places] = numbers(words)?;
                *self.places.get_mut(pool as usize)? = places;
            }
            _ => return None,
        }
        Some(())
    }

    fn builder(&mut self, pools: bool) -> CohortBuilder {
        let mut builder = CohortBuilder::new(self.learners as usize, std::mem::take(&mut self.seats));
        builder.reserve((self.pairs as usize).min(1 << 24));
        if pools {
            builder.pools(std::mem::take(&mut self.pool_of), std::mem::take(&mut self.places));
        }
        builder
    }
}

fn numbers<const N: usize>(words: SplitAsciiWhitespace<'_>) -> Option<[u32; N]> {
    let mut found = [0; N];
    let mut count = 0;
    for word in words {
        *found.get_mut(count)? = word.parse().ok()?;
        count += 1;
    }
    (count == N).then_some(found)
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

/// Writes an answer as CSV: `learner,offer,score`, the last two empty for the unplaced. `names`
/// give the words for learners and offers; without them, indices stand.
///
/// # Errors
/// What `out` reports.
pub fn write_answer(
    allocation: &Allocation,
    names: Option<(&[String], &[String])>,
    out: impl Write,
) -> io::Result<()> {
    let mut sheet = csv::Writer::from_writer(out);
    let name = |own: Option<&[String]>, index: u32| {
        own.and_then(|names| names.get(index as usize)).cloned().unwrap_or_else(|| index.to_string())
    };
    sheet.write_record(["learner", "offer", "score"])?;
    for learner in 0..allocation.learners() as u32 {
        let (offer, score) = allocation.place_of(learner).map_or_else(Default::default, |(offer, score)| {
            (name(names.map(|names| names.1), offer), score.to_string())
        });
        sheet.write_record([name(names.map(|names| names.0), learner), offer, score])?;
    }
    sheet.flush()
}
