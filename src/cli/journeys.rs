//! `placewell journeys`: many pairs of places on one date by timetable, for checking and for
//! spreadsheets.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::file::write_whole;
use crate::allocation::sheet::inert;
use crate::travel::batch::{Batch, Clock, Terms, When};
use crate::travel::gtfs::{Dates, Feed, FeedError};
use crate::travel::network::{Network, Walking};
use crate::travel::table::{Rows, TableError};

/// Plans journeys for every pair of places in a file.
#[derive(Args, Debug)]
pub struct Journeys {
    /// A zipped GTFS timetable; can be repeated.
    #[arg(long, required = true, value_name = "FEED.zip")]
    timetable: Vec<PathBuf>,
    /// The date of travel, YYYY-MM-DD.
    #[arg(long)]
    date: NaiveDate,
    /// A table with the columns `from` and `to`: each a stop_id, or "lat,lon".
    #[arg(long, value_name = "PAIRS.csv")]
    pairs: PathBuf,
    /// Leave no earlier than HH:MM.
    #[arg(long, value_name = "HH:MM", value_parser = clock, conflicts_with = "arrive_by", required_unless_present = "arrive_by")]
    depart: Option<u16>,
    /// Arrive no later than HH:MM.
    #[arg(long, value_name = "HH:MM", value_parser = clock)]
    arrive_by: Option<u16>,
    /// The most changes of vehicle.
    #[arg(long, value_name = "N")]
    max_changes: u8,
    /// The most minutes between the given time and the other end of the journey, including waiting.
    #[arg(long, value_name = "N")]
    max_minutes: u16,
    /// The longest single walk in metres along streets; 0 is from stop to stop with no walk.
    #[arg(long, value_name = "METRES")]
    max_walk: u32,
    /// The longest walk at the destination, when it differs.
    #[arg(long, value_name = "METRES")]
    max_walk_end: Option<u32>,
    /// Walking speed, metres a second.
    #[arg(long, value_name = "M_PER_S", default_value = "1.2", value_parser = speed)]
    walk_speed: u32,
    /// The fewest minutes for a change, including after a walk.
    #[arg(long, value_name = "N")]
    change_minutes: u16,
    /// The file for the answers; standard output if omitted.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Why the command could not answer.
#[derive(Debug, thiserror::Error)]
pub enum JourneysError {
    /// A file could not be opened or written.
    #[error("{path}: {error}", path = .0.display(), error = .1)]
    File(PathBuf, io::Error),
    /// A timetable was refused.
    #[error("{path}: {error}", path = .0.display(), error = .1)]
    Timetable(PathBuf, FeedError),
    /// The table of pairs is not one.
    #[error("{path}: {error}", path = .0.display(), error = .1)]
    Pairs(PathBuf, TableError),
    /// The answers could not be written.
    #[error("cannot write the answers: {0}")]
    Write(#[from] csv::Error),
}

impl Journeys {
    /// Reads, answers in the order of the pairs, writes. What was passed over in a timetable is
    /// told on standard error.
    ///
    /// # Errors
    /// [`JourneysError`], with the file it is about.
    pub fn run(&self, out: &mut dyn Write) -> Result<(), JourneysError> {
        let feeds = self.timetable.iter().map(|path| self.read(path)).collect::<Result<Vec<_>, _>>()?;
        let network = Network::new(feeds);
        let when = match (self.depart, self.arrive_by) {
            (Some(minute), _) => When::Depart(minute),
            (None, minute) => When::ArriveBy(minute.unwrap_or_default()),
        };
        let terms = Terms {
            date: self.date,
            when,
            max_changes: self.max_changes,
            max_minutes: self.max_minutes,
            walking: Walking { max_metres: self.max_walk, speed_mm_s: self.walk_speed },
            max_walk_end: self.max_walk_end.unwrap_or(self.max_walk),
            change_minutes: self.change_minutes,
        };
        let answers = self.answers(Batch::new(&network, terms))?;
        match &self.out {
            Some(path) => {
                write_whole(path, &answers).map_err(|error| JourneysError::File(path.clone(), error))
            }
            None => Ok(out.write_all(&answers).map_err(csv::Error::from)?),
        }
    }

    fn read(&self, path: &Path) -> Result<Feed, JourneysError> {
        let file = File::open(path).map_err(|error| JourneysError::File(path.to_owned(), error))?;
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let refused = |error| JourneysError::Timetable(path.to_owned(), error);
        let mut file = BufReader::new(file);
        let only = Dates::Only(vec![self.date]);
        let (mut feed, mut report) = Feed::read(&mut file, &name, &only, &mut |_| {}).map_err(refused)?;
        if feed.is_partial(self.date) {
            // Lines whose data do not speak for the date matter on the days that they speak for.
            (feed, report) = Feed::read(file, &name, &Dates::All, &mut |_| {}).map_err(refused)?;
        }
        let mut told = io::stderr().lock();
        for line in report.lines() {
            // Answers matter more than a closed standard error.
            let _ = writeln!(told, "{}: {line}", path.display());
        }
        Ok(feed)
    }

    /// The whole table of answers: every pair is read before any answer is written.
    fn answers(&self, mut batch: Batch<'_>) -> Result<Vec<u8>, JourneysError> {
        let unreadable = |error| JourneysError::Pairs(self.pairs.clone(), error);
        let file = File::open(&self.pairs).map_err(|error| JourneysError::File(self.pairs.clone(), error))?;
        let pairs = Rows::open(BufReader::new(file), ["from", "to"]).map_err(unreadable)?;
        let pairs = pairs.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
        let mut answers = csv::Writer::from_writer(Vec::new());
        answers.write_record([
            "from",
            "to",
            "outcome",
            "leave",
            "arrive",
            "changes",
            "walk_metres",
            "pareto",
        ])?;
        for [from, to] in &pairs {
            let answer = batch.answer(from, to);
            let pareto = answer.choices.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
            let [leave, arrive, changes, metres] = answer.best().map_or_else(Default::default, |best| {
                let clock = |minute: u16| Clock(minute).to_string();
                [
                    clock(best.leave),
                    clock(best.arrive),
                    best.changes.to_string(),
                    best.walk_metres.to_string(),
                ]
            });
            answers.write_record([
                inert(from).as_ref(),
                inert(to).as_ref(),
                answer.outcome.as_str(),
                &leave,
                &arrive,
                &changes,
                &metres,
                &pareto,
            ])?;
        }
        answers.into_inner().map_err(|error| csv::Error::from(error.into_error()).into())
    }
}

fn clock(text: &str) -> Result<u16, String> {
    let refused = || "not a time such as 08:30 (past midnight: 24:10)".to_owned();
    let (hours, minutes) = text.split_once(':').ok_or_else(refused)?;
    let (hours, minutes) = hours.parse::<u16>().ok().zip(minutes.parse::<u16>().ok()).ok_or_else(refused)?;
    if hours > 47 || minutes > 59 { Err(refused()) } else { Ok(hours * 60 + minutes) }
}

fn speed(text: &str) -> Result<u32, String> {
    let metres: f64 = text.parse().map_err(|_| "not a number of metres a second".to_owned())?;
    if !(0.1..=10.0).contains(&metres) {
        return Err("a walking speed lies between 0.1 and 10 metres a second".to_owned());
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded just above")]
    Ok((metres * 1_000.0).round() as u32)
}
