//! `placewell brief`: a programme and every edition of its pack from two documents, without a
//! server or a database.

mod documents;
mod feeds;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::briefing::pdf::Press;
use crate::clock::{Clock, SystemRandom, random_reference};
use crate::domain::code::Code;
use crate::domain::ids::Reference;
use crate::services::briefings::offline::{Prepared, prepare, travel_model};

pub use documents::DocumentError;

/// Which documents, when, and where to.
#[derive(Args, Debug)]
pub struct BriefArgs {
    /// The offer: {"employer": …, "offer": …}; the employer may be a file's name, as in the sample
    #[arg(long, value_name = "FILE")]
    pub offer: PathBuf,
    /// The learner: {"learner": …, "provider": …, "agreed": …, "vetting": …, "steps": […], "calls": […]}; the first is enough in the sample
    #[arg(long, value_name = "FILE")]
    pub learner: PathBuf,
    /// The first day
    #[arg(long, value_name = "DATE")]
    pub start: NaiveDate,
    /// The folder for the files; created if missing
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// The reference of the placement; generated if omitted
    #[arg(long, value_parser = Reference::parse, value_name = "PW-…")]
    pub reference: Option<Reference>,
    /// Postcodes with their positions; without positions the journey is not assessed
    #[arg(long, value_name = "FILE")]
    pub postcodes: Option<PathBuf>,
    /// A zipped GTFS timetable for the journey; can be repeated. Without one
    /// buses and trains remain an open question, and other journeys are estimated
    #[arg(long, value_name = "FEED.zip")]
    pub timetable: Vec<PathBuf>,
}

/// Writes the programme and the editions, and tells what somebody must still answer. What stops it
/// is told on `errors`: then nothing is written, and the exit code is 1.
///
/// # Errors
/// [`DocumentError`] naming file and field (the program then ends with 2), or a folder that cannot
/// be written.
pub fn run(args: &BriefArgs, clock: &dyn Clock, out: &mut dyn Write, errors: &mut dyn Write) -> Outcome {
    let (mut offer, mut learner) = documents::read(args)?;
    documents::place(&mut offer, &mut learner, args.postcodes.as_deref())?;
    let travel = travel_model(feeds::read(&args.timetable, errors)?, &learner);
    let reference = args.reference.clone().unwrap_or_else(|| random_reference(&SystemRandom));
    match prepare(&Press::new()?, clock, &offer, &learner, travel.as_ref(), args.start, &reference) {
        Ok(prepared) => {
            write(&args.out, prepared, out)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(stopped) => {
            writeln!(errors, "placewell: {stopped}")?;
            for line in stopped.lines() {
                writeln!(errors, "  {line}")?;
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

/// The files of a placement: their names are the same for everybody.
fn files(prepared: Prepared) -> Result<BTreeMap<String, Vec<u8>>, serde_json::Error> {
    let Prepared { programme, pack, printed, copies, .. } = prepared;
    let employers = BTreeMap::from([
        ("programme.json", json(&programme)?),
        ("briefing.json", json(&pack)?),
        ("pack.pdf", printed.pdf.bytes),
        ("task-cards.pdf", printed.cards.bytes),
        ("pack.html", printed.html.into_bytes()),
        ("pack.txt", printed.text.into_bytes()),
        ("pack.ics", printed.calendar.into_bytes()),
    ]);
    let others = copies.into_iter().flat_map(|copy| {
        let named = |kind: &str| format!("{}.{kind}", copy.booklet.edition.code().replace('_', "-"));
        let printed = copy.printed;
        [
            (named("pdf"), printed.pdf.bytes),
            (named("html"), printed.html.into_bytes()),
            (named("txt"), printed.text.into_bytes()),
        ]
    });
    Ok(employers.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).chain(others).collect())
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    Ok(text)
}

fn write(folder: &Path, prepared: Prepared, out: &mut dyn Write) -> Result<(), Box<dyn std::error::Error>> {
    let (days, pages) = (prepared.programme.days.len(), prepared.printed.pdf.pages);
    let (reference, to_answer) = (prepared.pack.reference.clone(), prepared.to_answer.clone());
    let journey = prepared.journey.clone();
    let refused = |path: &Path, error| format!("{}: {error}", path.display());
    fs::create_dir_all(folder).map_err(|error| refused(folder, error))?;
    for (name, bytes) in files(prepared)? {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| refused(&path, error))?;
        writeln!(out, "{}", path.display())?;
    }
    writeln!(out, "{reference}: {days} days; the pack has {pages} pages.")?;
    for line in journey {
        writeln!(out, "{line}")?;
    }
    if !to_answer.is_empty() {
        writeln!(out, "To be answered before such a placement can be confirmed:")?;
    }
    for line in to_answer {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}
