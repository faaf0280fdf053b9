use super::Material;
use crate::briefing::booklet::{Item, alike, row};
use crate::briefing::compose::who_comes_along;
use crate::briefing::pack::{Block, Day};
use crate::domain::time::TimeOfDay;
use crate::words::briefing as words;
use crate::words::briefing::family as say;

/// Who is there hour by hour, and who of the school or college comes along.
pub(super) fn items(material: &Material<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let companions = who_comes_along(material.inputs);
    if !companions.is_empty() {
        items.push(Item::Points { lines: companions });
    }
    let date = |day: &Day| day.dates.first().copied().unwrap_or_default();
    let rows = alike(&material.days, date, hour_by_hour).into_iter();
    let rows = rows.map(|(dates, told)| vec![words::day_heading(&dates, &[]), told]).collect();
    items.push(Item::Table { head: row(say::PEOPLE_HEAD), widths: vec![5, 12], rows });
    let breaks = breaks(&material.days);
    if !breaks.is_empty() {
        items.push(Item::Points { lines: breaks });
    }
    let away = deputies(&material.days);
    if !away.is_empty() {
        items.push(Item::Words { lines: vec![say::away(&away)] });
    }
    items
}

/// The day by who is there.
fn hour_by_hour(day: &Day) -> String {
    let mut stretches: Vec<(TimeOfDay, TimeOfDay, String)> = Vec::new();
    for block in &day.blocks {
        let (from, to, who) = match block {
            Block::Work(work) => (work.from, work.to, work.with.clone()),
            Block::Rest(rest) => (rest.from, rest.to, say::rest(&rest.what, rest.with.as_deref())),
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
