//! `placewell allocate`: the best placements for a cohort in a file.

mod explain;
mod story;

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use thiserror::Error;

use super::file::write_whole;
use crate::allocation::sheet::{SheetError, Sheets};
use crate::allocation::text::{self, TextError};
use crate::allocation::{Allocation, Cohort, CohortError, Figures, Objective};

/// Which cohort, what is best, and where the answer goes.
#[derive(Args, Clone, Debug)]
pub struct AllocateArgs {
    /// A cohort in the .alloc format
    #[arg(required_unless_present_any = ["pairs", "story"], conflicts_with_all = ["pairs", "story"])]
    pub file: Option<PathBuf>,
    /// A CSV file of possible pairs: learner, offer, score (and decision: pin or forbid)
    #[arg(long, requires = "capacities", conflicts_with = "story")]
    pub pairs: Option<PathBuf>,
    /// A CSV file of offers: offer, seats (and pool, places)
    #[arg(long, requires = "pairs")]
    pub capacities: Option<PathBuf>,
    /// A CSV file of everyone who takes part: learner; by default, everyone named in the pairs
    #[arg(long, requires = "pairs")]
    pub learners: Option<PathBuf>,
    /// The objective once as many as possible are placed: fair, total, generous or convex
    #[arg(long, default_value_t)]
    pub objective: Objective,
    /// Respect the places in the job-coach pools
    #[arg(long)]
    pub pools: bool,
    /// A CSV file for the answer: learner, offer, score, outcome
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Explain where seats are short, what one more would bring and why learners missed their first
    /// choice, and prove the answer; adds columns to the answer's file
    #[arg(long, conflicts_with = "story")]
    pub explain: bool,
    /// A CSV file of the offers: seats, taken, what one more seat would bring, its price
    #[arg(long, requires = "explain")]
    pub out_offers: Option<PathBuf>,
    /// Make up a hub of 800 learners and 500 offers, and compare with placing by hand
    #[arg(long)]
    pub story: bool,
}

/// Why a cohort was not allocated.
#[derive(Debug, Error)]
pub enum AllocateError {
    /// A file that could not be opened or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// A file in the .alloc format with something wrong in it.
    #[error("{}: {error}", path.display())]
    Text {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: TextError,
    },
    /// CSV files with something wrong in them.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// A learner and an offer given twice.
    #[error("{}: lines {lines:?}: learner {learner} and offer {offer} are given twice", path.display())]
    PairTwice {
        /// The file.
        path: PathBuf,
        /// The lines.
        lines: Vec<usize>,
        /// The learner.
        learner: u32,
        /// The offer.
        offer: u32,
    },
    /// A cohort that cannot be.
    #[error("{}: {error}", path.display())]
    Cohort {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: CohortError,
    },
    /// The made-up hub cannot be.
    #[error(transparent)]
    Story(#[from] CohortError),
    /// The proof of the answer fails its check: the answer must not be relied on.
    #[error("the proof of the answer does not hold")]
    NotProved,
    /// A table could not be made.
    #[error(transparent)]
    Table(#[from] csv::Error),
    /// Printing failed.
    #[error(transparent)]
    Print(#[from] io::Error),
}

/// The words that learners, offers and pools are known by; empty where they are only numbered.
#[derive(Default)]
struct Names {
    learners: Vec<String>,
    offers: Vec<String>,
    pools: Vec<String>,
}

struct Named {
    cohort: Cohort,
    names: Names,
    /// Seconds to build it once read.
    built: f64,
}

/// Reads the cohort, finds the best answer, prints `placed N total W minimum M` and the seconds it
/// took, and writes the answer if a file is named. With `--story`, prints the comparison instead.
///
/// # Errors
/// [`AllocateError`].
pub fn run(args: AllocateArgs, out: &mut dyn Write) -> Result<(), AllocateError> {
    if args.story {
        return story::run(args.objective, out);
    }
    let Named { cohort, names, built } = read(&args)?;
    let kept = args.explain.then(|| cohort.clone());
    let start = Instant::now();
    let mut allocation = Allocation::solve(cohort, args.objective);
    let solved = start.elapsed().as_secs_f64();
    writeln!(out, "{}", line(allocation.figures()))?;
    writeln!(out, "built in {built:.4} s, solved in {solved:.4} s")?;
    let Some(cohort) = kept else { return write_answer(&args, &allocation, &names, &[]) };
    let explained = explain::Explained::new(&mut allocation, &cohort, &names);
    explained.print(out)?;
    if !explained.is_proved() {
        return Err(AllocateError::NotProved);
    }
    if let Some(path) = &args.out_offers {
        write(path, &explained.offers(&cohort)?)?;
    }
    write_answer(&args, explained.allocation(), &names, &explained.columns())
}

/// Writes the answer, where a file is named.
fn write_answer(
    args: &AllocateArgs,
    allocation: &Allocation,
    names: &Names,
    more: &[(&str, Vec<String>)],
) -> Result<(), AllocateError> {
    let Some(path) = &args.out else { return Ok(()) };
    let mut table = Vec::new();
    text::write_answer(allocation, Some((&names.learners, &names.offers)), more, &mut table)?;
    write(path, &table)
}

fn write(path: &Path, table: &[u8]) -> Result<(), AllocateError> {
    write_whole(path, table).map_err(|error| AllocateError::File { path: path.to_owned(), error })
}

/// `placed N total W minimum M`; nobody placed (or only pinned learners) has the minimum `-`.
fn line(figures: Figures) -> String {
    let minimum = figures.minimum.map_or_else(|| "-".to_owned(), |minimum| minimum.to_string());
    format!("placed {} total {} minimum {minimum}", figures.placed, figures.total)
}

fn read(args: &AllocateArgs) -> Result<Named, AllocateError> {
    if let (Some(pairs), Some(capacities)) = (&args.pairs, &args.capacities) {
        let learners = args.learners.as_deref().map(open).transpose()?;
        let sheets =
            Sheets { pairs: open(pairs)?, capacities: open(capacities)?, learners, pools: args.pools };
        let start = Instant::now();
        let sheet = sheets.read()?;
        let built = start.elapsed().as_secs_f64();
        let names = Names { learners: sheet.learners, offers: sheet.offers, pools: sheet.pools };
        return Ok(Named { cohort: sheet.cohort, names, built });
    }
    let path = args.file.clone().unwrap_or_default();
    let wrong = |error| AllocateError::Text { path: path.clone(), error };
    let builder = text::read(open(&path)?, args.pools).map_err(wrong)?;
    let start = Instant::now();
    match builder.build() {
        Ok(cohort) => Ok(Named { cohort, names: Names::default(), built: start.elapsed().as_secs_f64() }),
        Err(CohortError::Repeated { learner, offer }) => {
            let lines = text::lines_of(open(&path)?, learner, offer).map_err(wrong)?;
            Err(AllocateError::PairTwice { path, lines, learner, offer })
        }
        Err(error) => Err(AllocateError::Cohort { path, error }),
    }
}

fn open(path: &Path) -> Result<BufReader<File>, AllocateError> {
    let file = File::open(path);
    file.map(BufReader::new).map_err(|error| AllocateError::File { path: path.to_owned(), error })
}
