//! `placewell weeks`: plans a week for every pair of the sample that suits, and counts what the
//! weeks are like.

mod asked;
mod occupations;
mod table;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::area::Area;
use super::demo::sample::Sample;
use crate::domain::fact::Presence;
use crate::domain::offer::OfferFacts;
use crate::domain::workload::WorkInput;
use crate::maintenance::open_table;
use crate::programme::{Signals, plan, signals};
use crate::ranking::{Query, Snapshot, rank};
use crate::suitability::Weights;
use crate::suitability::assess::hour_limits;
use crate::travel::estimate::Estimate;

use asked::Asked;
use table::Tally;

/// Which sample, moved to when.
#[derive(Args, Debug)]
pub struct WeeksArgs {
    /// The folder of the sample
    #[arg(long, default_value = "sample", value_name = "FOLDER")]
    pub sample: PathBuf,
    /// The Monday to which the sample is moved; by default the one it was written for
    #[arg(long, value_name = "DATE")]
    pub monday: Option<NaiveDate>,
    /// Occupations in place of the sample's offers, at the quietest of their sites: tab-separated with the columns
    /// `soc2020_unit`, `title` and `task`; nothing is known of their hazards
    #[arg(long, value_name = "FILE")]
    pub occupations: Option<PathBuf>,
    /// Also print a line for each week
    #[arg(long)]
    pub each: bool,
}

/// Plans every week and prints the table.
///
/// # Errors
/// A sample that cannot be read, or an output that cannot be written.
pub fn run(args: &WeeksArgs, out: &mut dyn Write) -> Result<(), Box<dyn std::error::Error>> {
    let monday = args.monday.map_or_else(|| Sample::anchor(&args.sample), Ok)?;
    let area = Area::read(&args.sample, monday)?;
    let offers = match &args.occupations {
        None => area.offers,
        Some(file) => {
            let present = |offer: &&OfferFacts| {
                let facts = offer.offer.exposures.0.values();
                facts.filter(|fact| fact.state == Presence::Present).count()
            };
            let host = area.offers.iter().min_by_key(present).ok_or("the sample has no offer")?;
            occupations::offers(open_table(file)?, host)?
        }
    };
    let snapshot = Snapshot::build(offers);
    let mut asked = Asked::default();
    let mut tally = Tally::default();
    for (who, learner) in &area.learners {
        let query = Query::from(monday, usize::from(u16::MAX));
        for one in rank(&snapshot, learner, &Estimate, &Weights::default(), &query).matches {
            let Some(offer) = snapshot.get(&one.offer) else { continue };
            let Some(window) = one.window.as_ref().and_then(|id| offer.offer.window(id)) else { continue };
            let Some(first) = one.days.first() else { continue };
            let carved: BTreeSet<_> = one.assessment.carved.iter().map(|left| left.task.clone()).collect();
            let limits = hour_limits(learner.date_of_birth, *first);
            let input = WorkInput {
                starts_later_minutes: one.assessment.starts_later_minutes,
                ..WorkInput::new(&offer.offer, window, &one.days, &carved, &learner.profile, limits)
            };
            let programme = plan(&input).ok();
            if let Some(programme) = &programme {
                asked.add(learner, offer, window, programme);
            }
            let counted: Option<Signals> = programme.map(|programme| signals(&programme, &input));
            if args.each {
                writeln!(out, "{who} at {}: {counted:?}", offer.offer.title)?;
            }
            tally.add(counted, &learner.profile);
        }
    }
    tally.print(out)?;
    asked.print(out)?;
    Ok(())
}
