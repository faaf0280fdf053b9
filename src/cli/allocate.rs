//! `placewell allocate`: the best placements for a cohort in a file.

mod story;

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use thiserror::Error;

use crate::allocation::sheet::{self, SheetError};
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
    /// What is best once as many as possible are placed: fair, total, generous or convex
    #[arg(long, default_value_t)]
    pub objective: Objective,
    /// Keep to the places of the job-coach pools
    #[arg(long)]
    pub pools: bool,
    /// A CSV file for the answer: learner, offer, score
    #[arg(long)]
    pub out: Option<PathBuf>,
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
    /// Printing failed.
    #[error(transparent)]
    Print(#[from] io::Error),
}

/// A cohort with the words its learners and offers are known by, if it has any.
struct Named {
    cohort: Cohort,
    names: Option<(Vec<String>, Vec<String>)>,
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
    let start = Instant::now();
    let allocation = Allocation::solve(cohort, args.objective);
    let solved = start.elapsed().as_secs_f64();
    writeln!(out, "{}", line(allocation.figures()))?;
    writeln!(out, "built in {built:.4} s, solved in {solved:.4} s")?;
    let Some(path) = args.out else { return Ok(()) };
    let names = names.as_ref().map(|(learners, offers)| (learners.as_slice(), offers.as_slice()));
    let written =
        File::create(&path).and_then(|file| text::write_answer(&allocation, names, BufWriter::new(file)));
    written.map_err(|error| AllocateError::File { path, error })
}

/// `placed N total W minimum M`; nobody placed (or only pinned learners) has the minimum `-`.
fn line(figures: Figures) -> String {
    let minimum = figures.minimum.map_or_else(|| "-".to_owned(), |minimum| minimum.to_string());
    format!("placed {} total {} minimum {minimum}", figures.placed, figures.total)
}

fn read(args: &AllocateArgs) -> Result<Named, AllocateError> {
    if let (Some(pairs), Some(capacities)) = (&args.pairs, &args.capacities) {
        let (pairs, capacities) = (open(pairs)?, open(capacities)?);
        let start = Instant::now();
        let sheet = sheet::read(pairs, capacities, args.pools)?;
        let built = start.elapsed().as_secs_f64();
        return Ok(Named { cohort: sheet.cohort, names: Some((sheet.learners, sheet.offers)), built });
    }
    let path = args.file.clone().unwrap_or_default();
    let wrong = |error| AllocateError::Text { path: path.clone(), error };
    let builder = text::read(open(&path)?, args.pools).map_err(wrong)?;
    let start = Instant::now();
    match builder.build() {
        Ok(cohort) => Ok(Named { cohort, names: None, built: start.elapsed().as_secs_f64() }),
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
