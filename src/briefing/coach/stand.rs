use chrono::NaiveDate;

use super::Material;
use crate::briefing::booklet::{Item, alike, row};
use crate::briefing::pack::{Block, Day, Work};
use crate::domain::time::{Span, Weekday};
use crate::domain::voice::Companion;
use crate::words::briefing as words;
use crate::words::briefing::coach as say;
use crate::words::briefing::family::{hours, journey_days};

/// Hour by hour: the job, who leads and who is next, and where the coach stands or that none is there.
pub(super) fn items(material: &Material<'_>) -> Vec<Item> {
    let companions = &material.inputs.learner.profile.companions;
    let places = companions
        .iter()
        .filter_map(|one| Some(say::usual_place(one.name.as_str(), one.stands.as_ref()?.as_str())));
    let mut lines: Vec<String> = [say::BACK_IN.to_owned()].into_iter().chain(places).collect();
    let alone = material.pack.nobody_along;
    if companions.is_empty() {
        lines.push(if alone { say::NOBODY_ALONG } else { say::NOBODY }.to_owned());
    }
    let mut items = vec![Item::Points { lines }];
    let date = |day: &Day| day.dates.first().copied().unwrap_or_default();
    for (dates, rows) in alike(&material.days, date, |day| rows((companions, alone), day)) {
        items.push(Item::Words { lines: vec![journey_days(&words::day_heading(&dates, &[]))] });
        items.push(Item::Table { head: row(say::STAND_HEAD), widths: vec![3, 6, 5, 6], rows });
    }
    items
}

fn rows((companions, alone): (&[Companion], bool), day: &Day) -> Vec<Vec<String>> {
    let date = day.dates.first().copied().unwrap_or_default();
    let one = |block: &Block| match block {
        Block::Work(work) => vec![
            hours(&work.from.to_string(), &work.to.to_string()),
            work.task.clone(),
            say::takes_over(&work.with, work.deputy.as_deref()),
            coach((companions, alone), date, work),
        ],
        Block::Rest(rest) => {
            vec![
                hours(&rest.from.to_string(), &rest.to.to_string()),
                rest.what.clone(),
                String::from(say::NO_RULE),
                String::from(say::NO_RULE),
            ]
        }
    };
    day.blocks.iter().map(one).collect()
}

/// Where whoever comes along stands in a block.
fn coach((companions, alone): (&[Companion], bool), date: NaiveDate, work: &Work) -> String {
    let help = work.may_see.or(work.help);
    if companions.is_empty() {
        return say::stands(if alone { say::LEADER } else { say::COACH }, help);
    }
    let span = Span::new(work.from, work.to).ok();
    let there = companions.iter().filter(|one| {
        let in_time = one.hours.is_none_or(|hours| span.is_some_and(|span| hours.overlaps(span)));
        one.weekdays.contains(Weekday::of(date)) && in_time
    });
    let stands: Vec<String> = there.map(|one| say::stands(one.name.as_str(), help)).collect();
    if stands.is_empty() { say::NOT_HERE.to_owned() } else { stands.join("; ") }
}
