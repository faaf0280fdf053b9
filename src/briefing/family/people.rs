use super::Material;
use crate::briefing::booklet::{Item, alike, row};
use crate::briefing::compose::who_comes_along;
use crate::briefing::pack::{Block, Day};
use crate::domain::time::{Span, TimeOfDay};
use crate::programme::{self, Content, DayPart};
use crate::words::briefing as words;
use crate::words::briefing::family as say;

/// Who is there hour by hour, and who of the school or college comes along.
pub(super) fn items(material: &Material<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let companions = who_comes_along(material.inputs);
    if !companions.is_empty() {
        items.push(Item::Points { lines: companions });
    }
    let at_work = at_work(material);
    if !at_work.is_empty() {
        items.push(Item::Words { lines: vec![say::at_work(&at_work)] });
    }
    let date = |day: &Day| day.dates.first().copied().unwrap_or_default();
    let rows = alike(&material.days, date, hour_by_hour).into_iter();
    let rows = rows.map(|(dates, told)| vec![words::day_heading(&dates, &[]), told]).collect();
    items.push(Item::Table { head: row(say::PEOPLE_HEAD), widths: vec![5, 12], rows });
    let lunch = alike(&material.inputs.programme.days, |day| day.date, lunch).into_iter();
    let mut lines: Vec<String> = lunch
        .filter_map(|(dates, at)| {
            let at = at?;
            Some(say::lunch(&words::day_heading(&dates, &[]), &at.from.to_string(), &at.to.to_string()))
        })
        .collect();
    lines.extend(breaks(&material.days));
    if !lines.is_empty() {
        items.push(Item::Points { lines });
    }
    let away = deputies(&material.days);
    if !away.is_empty() {
        items.push(Item::Words { lines: vec![say::away(&away)] });
    }
    items
}

/// Everybody who leads a part of a day, with what they do there, as the employer said it.
fn at_work<'a>(material: &Material<'a>) -> Vec<(&'a str, &'a str)> {
    let leads = |name: &str| {
        let mut blocks = material.days.iter().flat_map(|day| &day.blocks);
        blocks.any(|block| matches!(block, Block::Work(work) if work.with == name))
    };
    let people = material.inputs.offer.offer.people.iter();
    people.filter(|one| leads(one.name.as_str())).map(|one| (one.name.as_str(), one.role.as_str())).collect()
}

/// The day by who is there, breaks among it.
fn hour_by_hour(day: &Day) -> String {
    let mut stretches: Vec<(TimeOfDay, TimeOfDay, String)> = Vec::new();
    for block in &day.blocks {
        let (from, to, who) = match block {
            Block::Work(work) => (work.from, work.to, work.with.clone()),
            Block::Rest(rest) => {
                (rest.from, rest.to, rest.with.clone().unwrap_or_else(|| rest.what.to_lowercase()))
            }
        };
        match stretches.last_mut() {
            Some((_, until, known)) if *known == who => *until = to,
            _ => stretches.push((from, to, who)),
        }
    }
    let told = stretches
        .iter()
        .map(|(from, to, who)| say::with(&say::hours(&from.to_string(), &to.to_string()), who));
    told.collect::<Vec<String>>().join("; ")
}

/// When lunch is.
fn lunch(day: &programme::Day) -> Option<Span> {
    let is_lunch = |block: &&programme::Block| {
        matches!(block.content, Content::Rest { reason }
            if DayPart::of_rest(reason, block.span.minutes()) == DayPart::Lunch)
    };
    day.blocks.iter().find(is_lunch).map(|block| block.span)
}

/// What the employer is told of the breaks, each once.
fn breaks(days: &[Day]) -> Vec<String> {
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for block in days.iter().flat_map(|day| &day.blocks) {
        let Block::Rest(rest) = block else { continue };
        let Some(company) = rest.company.as_deref() else { continue };
        match told.iter_mut().find(|(known, _)| *known == company) {
            Some((_, breaks)) if breaks.contains(&rest.what.as_str()) => {}
            Some((_, breaks)) => breaks.push(&rest.what),
            None => told.push((company, vec![rest.what.as_str()])),
        }
    }
    told.iter().map(|(company, breaks)| say::company(breaks, company)).collect()
}

/// Who stands in for whom, each once.
fn deputies(days: &[Day]) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for block in days.iter().flat_map(|day| &day.blocks) {
        if let Block::Work(work) = block
            && let Some(deputy) = &work.deputy
            && !pairs.iter().any(|(person, known)| *person == work.with && known == deputy)
        {
            pairs.push((work.with.clone(), deputy.clone()));
        }
    }
    pairs
}
