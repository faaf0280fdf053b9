//! `placewell worked`: ten learners of the sample, their best placements and what would open more, as
//! `docs/WORKED-EXAMPLES.md` holds them.

use std::io::Write;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::area::Area;
use super::demo::sample::Sample;
use crate::domain::calendar::age_on;
use crate::domain::code::{Code, CodeSet};
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::{Offer, OfferFacts};
use crate::ranking::survey::Unlock;
use crate::ranking::{Match, Query, Snapshot, Way, rank, survey, ways};
use crate::suitability::{Blocker, Change, Outcome, Question, Weights};
use crate::travel::estimate::Estimate;
use crate::words::label::Label;
use crate::words::{amount, suitability as say, worked};

/// How many learners are told of.
const LEARNERS: usize = 10;

/// How many of the placements of each.
const BEST: usize = 3;

/// Which sample.
#[derive(Args, Debug)]
pub struct WorkedArgs {
    /// The folder of the sample
    #[arg(long, default_value = "sample", value_name = "FOLDER")]
    pub sample: PathBuf,
}

/// Prints the page.
///
/// # Errors
/// A sample that cannot be read, or an output that cannot be written.
pub fn run(args: &WorkedArgs, out: &mut dyn Write) -> Result<(), Box<dyn std::error::Error>> {
    let monday = Sample::anchor(&args.sample)?;
    let area = Area::read(&args.sample, monday)?;
    let snapshot = Snapshot::build(area.offers);
    write!(out, "{}", worked::HEAD)?;
    let mut told = 0;
    for (name, learner) in &area.learners {
        let example = Example { snapshot: &snapshot, learner, monday };
        let top = example.ranked(Query::from(monday, BEST));
        if top.len() == BEST && told < LEARNERS {
            told += 1;
            example.tell(told, name, &top, out)?;
        }
    }
    Ok(())
}

/// One learner among all offers.
struct Example<'a> {
    snapshot: &'a Snapshot,
    learner: &'a LearnerFacts,
    monday: NaiveDate,
}

impl<'a> Example<'a> {
    fn ranked(&self, query: Query) -> Vec<(&'a OfferFacts, Match)> {
        let found = rank(self.snapshot, self.learner, &Estimate, &Weights::default(), &query).matches;
        found.into_iter().filter_map(|one| Some((self.snapshot.get(&one.offer)?, one))).collect()
    }

    fn tell(
        &self,
        nth: usize,
        name: &str,
        top: &[(&OfferFacts, Match)],
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
        let age = age_on(self.learner.date_of_birth, self.monday);
        writeln!(
            out,
            "\n## {nth}. {}{rest}, {age}\n\n{}\n",
            first.to_uppercase(),
            worked::learner(self.learner)
        )?;
        writeln!(out, "| | Placement | Value | Score | Outcome |\n|---|---|---:|---:|---|")?;
        for (place, (offer, one)) in top.iter().enumerate() {
            let (title, judged) = (title(offer), &one.assessment);
            let outcome = judged.outcome.label();
            writeln!(out, "| {} | {title} | {} | {} | {outcome} |", place + 1, judged.value, judged.score)?;
        }
        for (place, pair) in top.windows(2).enumerate() {
            let [(better, one), (other, two)] = pair else { continue };
            let order = worked::order(&one.assessment, &two.assessment);
            let (better, other) = (&better.offer.title, &other.offer.title);
            writeln!(out, "\n**Why {} before {}**, {better} before {other}: {order}", place + 1, place + 2)?;
        }
        if let Some((offer, one)) = top.first() {
            let taken: Vec<_> = one.assessment.deductions.iter().map(say::deduction).collect();
            let still = steps(&one.assessment.changes, &one.assessment.questions, &offer.offer);
            if !still.is_empty() {
                writeln!(out, "\n**Before the first begins**: {} {}", still.join(" "), taken.join(" "))?;
            }
        }
        self.why_not(out)?;
        self.unlock(out)
    }

    /// The offer with the highest score that does not suit, of the learner's own kind of programme if there is one, and
    /// the smallest way in which it would.
    fn why_not(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let outcomes: CodeSet<Outcome> = Outcome::ALL.iter().copied().collect();
        let every = self.ranked(Query { outcomes, ..Query::from(self.monday, self.snapshot.len()) });
        let unsuitable = every.into_iter().filter(|(_, one)| one.assessment.outcome == Outcome::Unsuitable);
        let other_kind = |one: &Match| one.assessment.blockers.contains(&Blocker::InternsOnly);
        let nearest = unsuitable.max_by_key(|(_, one)| (!other_kind(one), one.assessment.score));
        let Some((offer, one)) = nearest else { return Ok(()) };
        let blockers = one.assessment.blockers.iter();
        let blockers: Vec<_> = blockers.map(|one| say::blocker(one, say::Audience::Professional)).collect();
        let query = Query::from(self.monday, BEST);
        let ways = ways(&one, offer, self.learner, &Estimate, &Weights::default(), &query);
        let would = ways.first().map_or_else(|| worked::NOBODY.to_owned(), |way| would(way, &offer.offer));
        let score = one.assessment.score;
        writeln!(out, "\n**Why not {}**, score {score}: {} {would}", title(offer), blockers.join(" "))
    }

    /// The smallest change that would open most.
    fn unlock(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let query = Query::from(self.monday, BEST);
        let found = survey(self.snapshot, self.learner, &Estimate, &Weights::default(), &query);
        let Some(Unlock { changes, questions, opens, .. }) = found.unlocks.first() else {
            return writeln!(out, "\n**What would open more**: {}", worked::NOTHING);
        };
        let Some(best) = opens.first().and_then(|best| Some((best.value, self.snapshot.get(&best.offer)?)))
        else {
            return Ok(());
        };
        let steps = steps(changes, questions, &best.1.offer).join(" ");
        writeln!(
            out,
            "\n**What would open more**: {steps} {}",
            worked::opens(opens.len(), &title(best.1), best.0)
        )
    }
}

fn title(offer: &OfferFacts) -> String {
    format!("{} ({})", offer.offer.title, offer.employer_name)
}

fn steps(changes: &[Change], questions: &[Question], offer: &Offer) -> Vec<String> {
    let changes = changes.iter().map(|one| say::change(one, offer));
    changes.chain(questions.iter().map(|one| say::question(one, offer))).collect()
}

fn would(way: &Way, offer: &Offer) -> String {
    let pounds =
        Some(way.pounds()).filter(|pounds| *pounds > 0).map(|pounds| amount::pounds(u64::from(pounds)));
    worked::would_suit(&steps(&way.changes, &way.questions, offer), pounds.as_deref(), way.value)
}
