//! One plan in every copy: times, people, jobs and finishes agree to the minute, as each reader reads them.

use chrono::NaiveDate;
use placewell::briefing::booklet::{Booklet, Item, Moment, PlanDay};
use placewell::briefing::calendar::instant;
use placewell::briefing::pack::{Block, Pack};
use placewell::domain::delivery::Edition;
use placewell::programme::{Content, Day, Programme};
use placewell::words::briefing::day_month;
use placewell::words::briefing::learner::{HOME_TIME, with};

use super::measured::Made;

/// Everything in which a copy, or the calendar, tells another plan than the programme.
pub(super) fn disagreements(programme: &Programme, made: &Made) -> Vec<String> {
    let mut found = of_pack(programme, &made.pack, &made.employer.text);
    found.extend(of_calendar(programme, &made.employer.calendar));
    for (booklet, printed) in &made.copies {
        let text = &printed.text;
        let days = programme.days.iter().zip(&booklet.days);
        let all = days.flat_map(|(day, told)| {
            let model = of_model(day, told, &made.pack);
            let read = match booklet.edition {
                Edition::Learner => of_learner(day, told, booklet, text),
                edition => of_table(edition, told, text),
            };
            model.into_iter().chain(read)
        });
        found.extend(all.map(|fault| format!("{:?}: {fault}", booklet.edition)));
        if booklet.days.len() != programme.days.len() {
            found.push(format!("{:?}: {} days", booklet.edition, booklet.days.len()));
        }
    }
    found
}

fn missing<'a>(
    wanted: impl IntoIterator<Item = String> + 'a,
    text: &'a str,
) -> impl Iterator<Item = String> + 'a {
    wanted.into_iter().filter(|one| !text.contains(one.as_str())).map(|one| format!("not in the text: {one}"))
}

/// The employer's pack: its dates, and each block with its two times, its job and its person.
fn of_pack(programme: &Programme, pack: &Pack, text: &str) -> Vec<String> {
    let planned: Vec<NaiveDate> = programme.days.iter().map(|day| day.date).collect();
    let mut found = Vec::new();
    if pack.week.dates() != planned {
        found.push("employer: other dates".to_owned());
    }
    let lines = pack.week.days.iter().flat_map(|day| &day.blocks).flat_map(|block| match block {
        Block::Work(work) => {
            vec![format!("{}-{}  {}", work.from, work.to, work.task), format!("with {}", work.with)]
        }
        Block::Rest(rest) => vec![format!("{}-{}  {}", rest.from, rest.to, rest.what)],
    });
    let ends = pack.week.days.iter().map(|day| format!("{} to {}", day.from, day.to));
    found.extend(missing(lines.chain(ends), text).map(|fault| format!("employer: {fault}")));
    found
}

/// One entry a day, from arrival to leaving.
fn of_calendar(programme: &Programme, calendar: &str) -> Vec<String> {
    let stamp = |name: &str, date, time| format!("{name}:{}", instant(date, time).format("%Y%m%dT%H%M%SZ"));
    let entries: Vec<&str> = calendar.split("BEGIN:VEVENT").skip(1).collect();
    let day_of = |day: &Day| {
        let wanted =
            [stamp("DTSTART", day.date, day.attended.from), stamp("DTEND", day.date, day.attended.to)];
        let told =
            entries.iter().filter(|entry| wanted.iter().all(|line| entry.contains(line.as_str()))).count();
        (told != 1).then(|| format!("calendar: {} has {told} entries", day.date))
    };
    let mut found: Vec<String> = programme.days.iter().filter_map(day_of).collect();
    if entries.len() != programme.days.len() {
        found.push(format!("calendar: {} entries", entries.len()));
    }
    found
}

/// The plan that a copy is made from, beside the programme and, where the pack has the day by itself, the pack.
fn of_model(day: &Day, told: &PlanDay, pack: &Pack) -> Vec<String> {
    let mut found = Vec::new();
    let planned = day.blocks.iter().map(|block| (block.span.from, block.span.to));
    let as_planned = told.rows.iter().map(|row| (row.from, row.to)).eq(planned);
    if (told.date, told.from, told.to) != (day.date, day.attended.from, day.attended.to) || !as_planned {
        found.push(format!("{} is not as planned", day.date));
    }
    let of_pack = pack.week.days.iter().find(|one| one.dates.contains(&day.date));
    let Some(of_pack) = of_pack else { return vec![format!("{} is not in the pack", day.date)] };
    if (of_pack.from, of_pack.to) != (told.from, told.to) {
        found.push(format!("{}: other ends than in the pack", day.date));
    }
    let in_pack = of_pack.blocks.iter().map(|block| match block {
        Block::Work(work) => (work.from, work.to, work.task.clone(), Some(work.with.clone())),
        Block::Rest(rest) => (rest.from, rest.to, rest.what.clone(), None),
    });
    let rows = told.rows.iter().map(|row| (row.from, row.to, row.what.clone(), row.with.clone()));
    if of_pack.dates.len() == 1 && !in_pack.eq(rows) {
        found.push(format!("{}: other rows than in the pack", day.date));
    }
    found
}

/// The learner reads moments or squares: each begins when its block does, names its job and its person, and home
/// time is the end of the day.
fn of_learner(day: &Day, told: &PlanDay, booklet: &Booklet, text: &str) -> Vec<String> {
    let heading = day_month(day.date);
    let pages = booklet.chapters.iter().filter(|chapter| chapter.heading.starts_with(&heading));
    let moments: Vec<(&Moment, bool)> = (pages.flat_map(|chapter| &chapter.items))
        .flat_map(|item| match item {
            Item::Moments { rows } => rows.iter().map(|row| (row, true)).collect(),
            Item::Squares { rows } => rows.iter().map(|row| (row, false)).collect(),
            _ => Vec::new(),
        })
        .collect();
    let mut found = Vec::new();
    let times = day.blocks.iter().map(|block| block.span.from).chain([day.attended.to]);
    if !moments.iter().map(|(row, _)| row.at).eq(times) {
        found.push(format!("{heading}: other times"));
    }
    if moments.last().is_none_or(|(row, _)| row.what != HOME_TIME) {
        found.push(format!("{heading}: no home time"));
    }
    for (((row, whole), block), told) in moments.iter().zip(&day.blocks).zip(&told.rows) {
        let job = match &block.content {
            Content::Task { .. } if *whole => row.what == told.what,
            Content::Task { .. } => told.what.starts_with(&row.what),
            _ => true,
        };
        let person = !whole || told.with.as_ref().is_none_or(|name| row.more.contains(&with(name)));
        if !job || !person {
            found.push(format!("{heading}, {}: another job or person", row.at));
        }
    }
    found.extend(missing(moments.iter().map(|(row, _)| format!("{}  {}", row.at, row.what)), text));
    found
}

/// The family reads who is there and when the day ends, the job coach each block with its two times.
fn of_table(edition: Edition, told: &PlanDay, text: &str) -> Vec<String> {
    let rows = told.rows.iter().filter_map(|row| match edition {
        Edition::Family => row.with.clone(),
        _ => Some(format!("{}–{} | {}", row.from, row.to, row.what)),
    });
    missing(rows.chain([told.from.to_string(), told.to.to_string()]), text).collect()
}
