//! A pack made ready to print: dates and codes in words, repeated lines gathered. The three
//! renderings read this one view, so that they cannot say different things.

mod arranged;
mod briefs;
mod wall;

use chrono::NaiveDate;
use serde::Serialize;

use super::pack::{Block, Pack, StaffTime, ToConfirm, Week, Work};
use crate::domain::code::Code;
use crate::domain::support::HelpLevel;
use crate::words::briefing as words;

pub use arranged::Arranged;
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
    /// Which day sheet holds on which date, a line a week, where there are more of them than the wall shows.
    pub calendar: Vec<(String, String)>,
    /// What is shown on the last day, and to whom; empty where nothing is.
    pub shown_at_the_end: Vec<String>,
    /// "Tuesday 17 February" and what is different.
    pub exceptions: Vec<(String, &'a str)>,
    /// What to do in each kind of block, each said once.
    pub briefs: Vec<Brief<'a>>,
    /// The levels of help, and what they mean.
    pub help_key: Vec<(&'static str, &'static str)>,
    /// When to give less help, and when more, in counts: of packs that say so for all jobs together.
    pub fading: String,
    /// How the help goes on down, to the last level.
    pub to_the_end: &'static str,
    /// Who sees to what nobody has said yet, by when, and what that is.
    pub to_confirm: Vec<(&'a str, String, String)>,
    /// "Mon 2", one for each day's tick.
    pub ticks: Vec<String>,
    /// Topic and words.
    pub terms: Vec<(&'static str, &'a str)>,
    /// Whose time it takes, and how much.
    pub staff_time: Vec<(&'a str, String)>,
    /// The same day by day, where the days are told one by one: the heads of the columns, then a row a person.
    pub staff_days: Vec<Vec<String>>,
    /// By when all that is arranged is to be there.
    pub arranged_by: Option<String>,
    /// What is arranged, what is there already and what comes along.
    pub adjustments: Vec<Arranged<'a>>,
    /// When the law was looked at.
    pub law_as_at: String,
    /// When it was agreed that the employer is told the safety statement.
    pub safety_note: Option<String>,
    /// When the learner's own words were agreed.
    pub statement_agreed_on: Option<String>,
    /// When this version was prepared.
    pub prepared_on: String,
    /// That it is a draft, and until when.
    pub draft: Option<String>,
    /// Until when the employer keeps it.
    pub destroy_after: String,
    /// The facts and their dates.
    pub as_at: Vec<(&'a str, String)>,
    /// "Tried by Marta on 12 February 2026", or none for a draft, card by card.
    pub trials: Vec<Option<String>>,
}

/// One day of the wall page.
#[derive(Clone, Debug, Serialize)]
pub struct DaySheet<'a> {
    /// Its date or dates in words.
    pub heading: String,
    /// The letter of its sheet, where there are more of them than the wall shows.
    pub letter: Option<char>,
    /// Whether it stands on the wall.
    pub on_wall: bool,
    /// "09:30".
    pub from: String,
    /// "15:00".
    pub to: String,
    /// Whether it stands for several dates.
    pub repeats: bool,
    /// What makes the day.
    pub theme: Option<&'a str>,
    /// The step further, on the last day.
    pub stretch: Option<&'a str>,
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
    /// With how much help the block begins.
    pub help: Option<String>,
    /// Who is there, and who stands in; in a break, who is near.
    pub with: String,
    /// The other half of a choice, or whether a break may be taken alone.
    pub note: Option<String>,
    /// What happens meanwhile, and who has come or gone.
    pub notes: &'a [String],
    /// What comes next.
    pub next: Option<String>,
}

impl<'a> Sheet<'a> {
    /// The view of a pack.
    #[must_use]
    pub fn of(pack: &'a Pack) -> Self {
        let dates = pack.week.dates();
        let first = pack.arrival.date;
        let last = dates.last().copied().unwrap_or(first);
        let tool = pack.week.tool();
        let key = |help: &HelpLevel| (words::help(*help, tool), words::help_meaning(*help, tool));
        let help_key = HelpLevel::ALL.iter().map(key).collect();
        Self {
            pack,
            title: words::title(pack.reference.as_str()),
            dates: words::date_range(first, last),
            heading: words::pack_heading(&pack.visitor.called, &words::date_range(first, last)),
            first_day: words::long_date(first),
            first_weekday: words::weekday(first),
            wall_name: pack.visitor.on_the_wall.clone().unwrap_or_else(|| words::UNNAMED.to_owned()),
            called: pack.visitor.called.clone(),
            days: days(&pack.week, last),
            calendar: wall::calendar(&pack.week),
            shown_at_the_end: wall::shown_at_the_end(&pack.week).into_iter().collect(),
            exceptions: exceptions(&pack.week),
            briefs: briefs(&pack.week),
            help_key,
            fading: words::fading(&pack.week.fading),
            to_the_end: words::job::TO_THE_END,
            to_confirm: to_confirm(&pack.to_confirm),
            ticks: dates.iter().map(|date| words::tick_day(*date, first, last)).collect(),
            terms: (pack.terms.lines.iter())
                .map(|line| (words::topic(line.topic), line.words.as_str()))
                .collect(),
            staff_time: (pack.week.staff_time.iter())
                .filter(|one| one.first_day_minutes > 0 || one.later_day_minutes > 0)
                .map(|one| {
                    let on_each = dates.iter().copied().zip(one.each_day.iter().copied());
                    let minutes = match one.each_day.len() == dates.len() {
                        true => words::staff_time_by_day(on_each),
                        false => words::staff_time(one.first_day_minutes, one.later_day_minutes),
                    };
                    (one.who.as_str(), minutes)
                })
                .collect(),
            staff_days: staff_days(&pack.week, &dates),
            arranged_by: arranged::by(pack),
            adjustments: arranged::all(pack),
            law_as_at: words::plain_date(pack.terms.as_at),
            safety_note: (pack.safety.agreed_on)
                .map(|on| words::safety::signed(pack.safety.agreed_by.as_deref(), on)),
            statement_agreed_on: pack.visitor.statement.as_ref().map(|own| words::plain_date(own.agreed_on)),
            prepared_on: words::plain_date(pack.issue.prepared_on),
            draft: (pack.issue.draft).then(|| words::draft_until(&pack.provider.contact)),
            destroy_after: words::plain_date(pack.issue.destroy_after),
            as_at: pack
                .issue
                .as_at
                .iter()
                .map(|one| (one.what.as_str(), words::plain_date(one.date)))
                .collect(),
            trials: (pack.cards.iter())
                .map(|card| card.tried.as_ref().map(|trial| words::tried(&trial.by, trial.on)))
                .collect(),
        }
    }
}

/// What differs, each difference once with its dates.
fn exceptions(week: &Week) -> Vec<(String, &str)> {
    let mut told: Vec<(&str, Vec<NaiveDate>)> = Vec::new();
    for on in &week.exceptions {
        match told.iter_mut().find(|(what, _)| *what == on.what) {
            Some((_, dates)) => dates.push(on.date),
            None => told.push((&on.what, vec![on.date])),
        }
    }
    let when = |dates: Vec<NaiveDate>| match dates.as_slice() {
        [one] => words::day_month(*one),
        several => words::short_dates(several),
    };
    told.into_iter().map(|(what, dates)| (when(dates), what)).collect()
}

/// The minutes of each person with the visitor on each day; nothing where there are many days. Whoever is nearby does
/// their own work.
fn staff_days(week: &Week, dates: &[NaiveDate]) -> Vec<Vec<String>> {
    let asked = |one: &&StaffTime| one.each_day.iter().any(|minutes| *minutes > 0);
    let told = |one: &StaffTime| one.each_day.len() == dates.len();
    let people: Vec<&StaffTime> = week.staff_time.iter().filter(asked).collect();
    if people.is_empty() || !week.staff_time.iter().all(told) {
        return Vec::new();
    }
    let row = |one: &&StaffTime| {
        let minutes = one.each_day.iter().map(|minutes| words::minutes(*minutes));
        std::iter::once(one.who.clone()).chain(minutes).collect::<Vec<String>>()
    };
    let rows: Vec<Vec<String>> = people.iter().map(row).collect();
    let with = |at: usize| people.iter().filter_map(|one| one.each_day.get(at)).sum::<u16>();
    let sums = (0..dates.len()).map(|at| words::minutes(with(at)));
    let total: Vec<String> = std::iter::once(words::TOGETHER.to_owned()).chain(sums).collect();
    let head =
        std::iter::once(words::MINUTES.to_owned()).chain(dates.iter().map(|date| words::short_day(*date)));
    std::iter::once(head.collect()).chain(rows).chain([total]).collect()
}

/// What is open, by who sees to it and by when.
fn to_confirm(open: &[ToConfirm]) -> Vec<(&str, String, String)> {
    let mut owners: Vec<(&str, NaiveDate)> = Vec::new();
    for one in open {
        if !owners.contains(&(one.owner.as_str(), one.by)) {
            owners.push((&one.owner, one.by));
        }
    }
    let of_owner = |owner: &str, by: NaiveDate| {
        let lines = open.iter().filter(|one| one.owner == owner && one.by == by);
        lines.map(|one| words::support::sentence(&one.what)).collect::<Vec<String>>().join(" ")
    };
    owners.into_iter().map(|(owner, by)| (owner, words::plain_date(by), of_owner(owner, by))).collect()
}

fn days(week: &Week, last: NaiveDate) -> Vec<DaySheet<'_>> {
    let mut met: Vec<&str> = Vec::new();
    let marks = wall::letters(week).into_iter().zip(wall::shown(week));
    (week.days.iter().zip(marks))
        .map(|(day, (letter, on_wall))| {
            let differ = week.exceptions.iter().map(|one| one.date).filter(|date| day.dates.contains(date));
            DaySheet {
                heading: words::day_heading(&day.dates, &differ.collect::<Vec<NaiveDate>>()),
                letter,
                on_wall,
                from: day.from.to_string(),
                to: day.to.to_string(),
                repeats: day.dates.len() > 1,
                theme: day.theme.as_deref(),
                stretch: week.stretch.as_deref().filter(|_| day.dates.contains(&last)),
                rows: rows(&day.blocks, &mut met, week.tool()),
            }
        })
        .collect()
}

fn rows<'a>(blocks: &'a [Block], met: &mut Vec<&'a str>, tool: words::Tool) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = blocks.iter().map(|block| row(block, met, tool)).collect();
    for (row, after) in rows.iter_mut().zip(blocks.iter().skip(1)) {
        row.next = Some(match after {
            Block::Work(work) => words::next(&work.task),
            Block::Rest(rest) => words::next(&rest.what),
        });
    }
    rows
}

fn row<'a>(block: &'a Block, met: &mut Vec<&'a str>, tool: words::Tool) -> Row<'a> {
    match block {
        Block::Work(work) => {
            let new = work.new.unwrap_or_else(|| !met.contains(&work.task.as_str()));
            met.push(&work.task);
            Row {
                from: work.from.to_string(),
                to: work.to.to_string(),
                what: work.task.clone(),
                place: &work.place,
                work: Some(work),
                help: work.help.map(|level| words::job::begin(level, new, work.may_see, tool)),
                with: words::with(&work.with, work.deputy.as_deref()),
                note: work.or.as_ref().zip(work.choice.as_ref()).map(|(task, other)| {
                    words::choices::other(
                        task,
                        &other.place,
                        &other.with,
                        other.amount.as_deref(),
                        &other.put,
                        other.if_finished.as_deref().zip(other.if_stuck.as_deref()),
                    )
                }),
                notes: &work.notes,
                next: None,
            }
        }
        Block::Rest(rest) => Row {
            from: rest.from.to_string(),
            to: rest.to.to_string(),
            what: words::rest(&rest.what, &rest.place),
            place: "",
            work: None,
            help: None,
            with: rest.with.clone().unwrap_or_default(),
            note: rest.company.clone(),
            notes: &rest.notes,
            next: None,
        },
    }
}

impl<'a> Sheet<'a> {
    /// Each task card with who tried it.
    pub fn cards(&self) -> impl Iterator<Item = (&'a super::pack::TaskCard, &Option<String>)> {
        self.pack.cards.iter().zip(&self.trials)
    }
}
