//! A pack made ready to print: dates and codes in words, repeated lines gathered. The three
//! renderings read this one view, so that they cannot say different things.

mod briefs;

use chrono::NaiveDate;
use serde::Serialize;

use super::pack::{Block, Day, Occasion, Pack, Told, Work};
use crate::words::briefing as words;

pub use briefs::{Brief, briefs};

/// The view.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet<'a> {
    /// The pack itself: texts that are printed as they stand.
    pub pack: &'a Pack,
    /// "Work placement briefing PW-7K3M9QTX".
    pub title: String,
    /// "2 to 6 March 2026".
    pub dates: String,
    /// "Theo, 2 to 6 March 2026", or "Our visitor, 2 to 6 March 2026".
    pub heading: String,
    /// "Monday 2 March 2026".
    pub first_day: String,
    /// "Monday morning", after the weekday of the first day.
    pub first_weekday: &'static str,
    /// The name on the wall page, or "our visitor".
    pub wall_name: String,
    /// The name as the PDF shows it; the same as `pack.visitor.called` elsewhere.
    pub called: String,
    /// The days for the wall.
    pub days: Vec<DaySheet<'a>>,
    /// "Tuesday 17 February" and what is different.
    pub exceptions: Vec<(String, &'a str)>,
    /// What to do in each kind of block, each said once.
    pub briefs: Vec<Brief<'a>>,
    /// Levels of help that the plan uses, and what they mean.
    pub help_key: Vec<(&'static str, &'static str)>,
    /// When to give less help, and when more, in counts.
    pub fading: String,
    /// "Mon 2", one for each day's tick.
    pub ticks: Vec<String>,
    /// Topic and words.
    pub terms: Vec<(&'static str, &'a str)>,
    /// Whose time it takes, and how much.
    pub staff_time: Vec<(&'a str, String)>,
    /// What, owner, cost.
    pub adjustments: Vec<(&'a str, &'a str, String)>,
    /// When the law was looked at.
    pub law_as_at: String,
    /// Whether and when it was agreed that the employer is told the safety statement, where there is one.
    pub safety_note: Option<String>,
    /// When the learner's own words were agreed.
    pub statement_agreed_on: Option<String>,
    /// When this version was prepared.
    pub prepared_on: String,
    /// Until when the employer keeps it.
    pub destroy_after: String,
    /// The facts and their dates.
    pub as_at: Vec<(&'a str, String)>,
    /// The first twelve characters of the content hash.
    pub fingerprint: String,
    /// "Tried by Marta on 12 February 2026", or none for a draft, card by card.
    pub trials: Vec<Option<String>>,
}

/// One day of the wall page.
#[derive(Clone, Debug, Serialize)]
pub struct DaySheet<'a> {
    /// Its date or dates in words.
    pub heading: String,
    /// "09:30".
    pub from: String,
    /// "15:00".
    pub to: String,
    /// Whether it stands for several dates.
    pub repeats: bool,
    /// What makes the day.
    pub theme: Option<&'a str>,
    /// Its rows.
    pub rows: Vec<Row<'a>>,
}

/// One row of a day.
#[derive(Clone, Debug, Serialize)]
pub struct Row<'a> {
    /// "09:30".
    pub from: String,
    /// "10:15".
    pub to: String,
    /// The task, or the break with its place.
    pub what: String,
    /// Where the task is done; empty for a break.
    pub place: &'a str,
    /// The rest, for work.
    pub work: Option<&'a Work>,
    /// How much help to begin with, and how much may be seen: "Show it once; perhaps a list only".
    pub help: Option<String>,
    /// Who is there, and who stands in; empty for a break.
    pub with: String,
    /// What happens meanwhile, and who has come or gone.
    pub notes: &'a [String],
}

impl<'a> Sheet<'a> {
    /// The view of a pack with its content hash.
    #[must_use]
    pub fn of(pack: &'a Pack, hash: &str) -> Self {
        let dates = pack.week.dates();
        let first = pack.arrival.date;
        let last = dates.last().copied().unwrap_or(first);
        let help_key = briefs::levels(&pack.week)
            .into_iter()
            .map(|help| (words::help(help), words::help_meaning(help)))
            .collect();
        Self {
            pack,
            title: words::title(pack.reference.as_str()),
            dates: words::date_range(first, last),
            heading: words::pack_heading(&pack.visitor.called, &words::date_range(first, last)),
            first_day: words::long_date(first),
            first_weekday: words::weekday(first),
            wall_name: pack.visitor.on_the_wall.clone().unwrap_or_else(|| words::UNNAMED.to_owned()),
            called: pack.visitor.called.clone(),
            days: pack.week.days.iter().map(|one| day(one, &pack.week.exceptions)).collect(),
            exceptions: (pack.week.exceptions.iter())
                .map(|on| (words::day_month(on.date), on.what.as_str()))
                .collect(),
            briefs: briefs(&pack.week),
            help_key,
            fading: words::fading(&pack.week.fading),
            ticks: dates.iter().map(|date| words::tick_day(*date, first, last)).collect(),
            terms: (pack.terms.lines.iter())
                .map(|line| (words::topic(line.topic), line.words.as_str()))
                .collect(),
            staff_time: (pack.week.staff_time.iter())
                .map(|one| {
                    (one.who.as_str(), words::staff_time(one.first_day_minutes, one.later_day_minutes))
                })
                .collect(),
            adjustments: (pack.adjustments.iter())
                .map(|one| (one.what.as_str(), one.owner.as_str(), words::cost(one.cost_pounds)))
                .collect(),
            law_as_at: words::plain_date(pack.terms.as_at),
            safety_note: (pack.told.is_empty() || pack.told.contains(Told::SafetyStatement))
                .then(|| words::safety_note(pack.safety.agreed_on)),
            statement_agreed_on: pack.visitor.statement.as_ref().map(|own| words::plain_date(own.agreed_on)),
            prepared_on: words::plain_date(pack.issue.prepared_on),
            destroy_after: words::plain_date(pack.issue.destroy_after),
            as_at: pack
                .issue
                .as_at
                .iter()
                .map(|one| (one.what.as_str(), words::plain_date(one.date)))
                .collect(),
            fingerprint: hash.get(..12).unwrap_or(hash).to_owned(),
            trials: (pack.cards.iter())
                .map(|card| card.tried.as_ref().map(|trial| words::tried(&trial.by, trial.on)))
                .collect(),
        }
    }
}

fn day<'a>(day: &'a Day, exceptions: &[Occasion]) -> DaySheet<'a> {
    let differ = exceptions.iter().map(|one| one.date).filter(|date| day.dates.contains(date));
    DaySheet {
        heading: words::day_heading(&day.dates, &differ.collect::<Vec<NaiveDate>>()),
        from: day.from.to_string(),
        to: day.to.to_string(),
        repeats: day.dates.len() > 1,
        theme: day.theme.as_deref(),
        rows: day.blocks.iter().map(row).collect(),
    }
}

fn row(block: &Block) -> Row<'_> {
    match block {
        Block::Work(work) => Row {
            from: work.from.to_string(),
            to: work.to.to_string(),
            what: work.task.clone(),
            place: &work.place,
            work: Some(work),
            help: work.help.map(|from| words::help_from_to(from, work.may_see)),
            with: words::with(&work.with, work.deputy.as_deref()),
            notes: &work.notes,
        },
        Block::Rest(rest) => Row {
            from: rest.from.to_string(),
            to: rest.to.to_string(),
            what: words::rest(&rest.what, &rest.place),
            place: "",
            work: None,
            help: None,
            with: String::new(),
            notes: &rest.notes,
        },
    }
}

impl<'a> Sheet<'a> {
    /// Each task card with who tried it.
    pub fn cards(&self) -> impl Iterator<Item = (&'a super::pack::TaskCard, &Option<String>)> {
        self.pack.cards.iter().zip(&self.trials)
    }
}
