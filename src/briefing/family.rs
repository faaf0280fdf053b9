//! The family's copy: getting there and back, who is there, what to bring, what if, what is told.

mod home;
mod if_so;
mod journey;
mod people;
mod risks;
mod told;

use chrono::NaiveDate;

use super::booklet::{Booklet, Chapter, Item, Material, row};
use super::compose::{chosen_and_not_planned, of_family};
use super::pack::{PhoneLine, Told};
use crate::domain::delivery::Edition;
use crate::domain::task::Task;
use crate::domain::time::Weekday;
use crate::domain::voice::BodyLimits;
use crate::words::briefing as words;
use crate::words::briefing::family as say;
use crate::words::briefing::family::chapter;
use crate::words::briefing::home as home_words;
use crate::words::briefing::support::sentence;

/// The family's copy of a plan.
#[must_use]
pub fn compose(material: &Material<'_>) -> Booklet {
    let (called, pack) = (material.called(), material.pack);
    let profile = &material.inputs.learner.profile;
    let chapters = vec![
        Chapter::new(chapter::work(called), work(material)),
        Chapter::new(chapter::JOURNEY, journey::items(material)),
        Chapter::new(chapter::NUMBERS, numbers(material)),
        Chapter::new(chapter::people(called), people::items(material)),
        Chapter::new(chapter::BRING, vec![Item::Points { lines: bring(material) }]),
        Chapter::new(chapter::RISKS, vec![Item::Points { lines: risks::lines(material) }]),
        Chapter::new(chapter::IF, if_so::items(material)),
        Chapter::new(chapter::told(&pack.host.employer, pack.issue.draft), told::items(material)),
        Chapter::new(chapter::HEAR, hear(material)),
        Chapter::new(chapter::HOME, vec![Item::Points { lines: home(material) }]),
    ];
    let dates = words::heading_dates(&pack.week.dates());
    let facts = [
        (Told::Capability, material.inputs.programme.step_up().is_some()),
        (Told::Stays, !profile.stays.is_empty()),
        (Told::Hopes, !pack.aims.is_empty()),
        (Told::GoingHome, pack.arrival.leaves.is_some()),
        (Told::Companions, !profile.companions.is_empty()),
        (Told::Evacuation, !pack.evacuation.personal_plan.is_empty()),
        (Told::Body, profile.body != BodyLimits::default()),
        (Told::NoFoodOrDrink, profile.no_food_or_drink),
        (Told::SafetyStatement, pack.tells().contains(Told::SafetyStatement)),
        (Told::Stamina, material.inputs.programme.days.iter().any(|day| day.shortened.is_some())),
        (Told::Journey, journey::is_told(material)),
    ];
    material.booklet(Edition::Family, say::heading(called, &pack.host.site, &dates), chapters, facts)
}

/// The first number of the school or college.
fn first(material: &Material<'_>) -> PhoneLine {
    let pack = &material.pack;
    pack.phones.ladder.first().unwrap_or(&pack.arrival.late_ring).clone()
}

/// The planned tasks, in the order in which they are met.
fn tasks<'a>(material: &Material<'a>) -> Vec<&'a Task> {
    let offer = &material.inputs.offer.offer;
    material.inputs.programme.tasks.iter().filter_map(|plan| offer.task(&plan.task)).collect()
}

fn work(material: &Material<'_>) -> Vec<Item> {
    let planned = tasks(material);
    let names: Vec<&str> = planned.iter().map(|task| task.name.as_str()).collect();
    let mut lines = vec![say::jobs(material.called(), &names)];
    let unplanned = chosen_and_not_planned(material.inputs).is_some();
    lines.extend(match &material.pack.chosen_step {
        Some(step) => Some(say::chosen_step(material.called(), step, unplanned)),
        None => material.inputs.programme.step_up().map(|plan| say::step_up(plan.name.as_str())),
    });
    lines.extend(material.shown_at_the_end().map(|product| say::made(material.called(), product)));
    let mut items = vec![Item::Words { lines }];
    if !material.pack.aims.is_empty() {
        items.push(Item::Points { lines: material.pack.aims.clone() });
    }
    items.push(week(material));
    items
}

/// The days at a glance.
fn week(material: &Material<'_>) -> Item {
    let programme = material.inputs.programme;
    let jobs = |day: &crate::programme::Day| {
        let mut names: Vec<&str> = Vec::new();
        for task in day.blocks.iter().filter_map(|block| block.content.task()) {
            let name = material.inputs.offer.offer.task(task).map(|task| task.name.as_str());
            names.extend(name.filter(|name| !names.contains(name)));
        }
        names.join("; ")
    };
    let told = |day: &crate::programme::Day| (day.attended, jobs(day));
    let rows = super::booklet::alike(&programme.days, |day| day.date, told)
        .into_iter()
        .map(|(dates, (hours, jobs))| {
            let hours = say::hours(&hours.from.to_string(), &hours.to.to_string());
            vec![words::day_heading(&dates, &[]), hours, jobs]
        })
        .collect();
    Item::Table { head: row(say::WEEK_HEAD), widths: vec![6, 4, 12], rows }
}

fn numbers(material: &Material<'_>) -> Vec<Item> {
    let phones = &material.pack.phones;
    let rows =
        phones.ladder.iter().chain([&phones.concern]).map(|line| row([&line.who, &line.number, &line.hours]));
    let table = Item::Table { head: row(say::NUMBERS_HEAD), widths: vec![5, 3, 5], rows: rows.collect() };
    let mut notice = vec![say::EMERGENCY.to_owned()];
    notice.extend(journey::after_hours(material));
    notice.extend(unanswered(material));
    vec![Item::Notice { lines: notice }, table]
}

/// The placement days on which nobody of the school or college answers.
fn unanswered(material: &Material<'_>) -> Option<String> {
    let provider = material.inputs.provider;
    let lines = || provider.phones.iter().chain([&provider.safeguarding]);
    let silent = |date: &NaiveDate| !lines().any(|line| line.weekdays.contains(Weekday::of(*date)));
    let dates: Vec<NaiveDate> =
        material.inputs.programme.days.iter().map(|day| day.date).filter(silent).collect();
    let ring = first(material);
    let days = words::day_heading(&dates, &[]);
    (!dates.is_empty()).then(|| say::nobody_answers(&days, &ring.who, &words::unbroken(&ring.number)))
}

fn bring(material: &Material<'_>) -> Vec<String> {
    let (profile, everyday) = (&material.inputs.learner.profile, &material.inputs.offer.offer.everyday);
    let ring = first(material);
    let mut lines = material.pack.arrival.brings.clone();
    let stays: Vec<&str> = profile.stays.iter().map(|line| line.as_str()).collect();
    if !stays.is_empty() {
        lines.push(say::keeps(&stays));
    }
    lines.push(say::phone(everyday.phones.as_str()));
    if profile.no_food_or_drink {
        lines.push(say::NO_FOOD.to_owned());
    }
    let meals = material.inputs.terms.and_then(|agreed| agreed.terms.meals.as_ref());
    lines.extend(meals.map(|meals| say::meals(meals.as_str())));
    lines.push(say::ask_meals(meals.is_some(), &ring.who, &words::unbroken(&ring.number)));
    lines.extend(everyday.more.as_ref().map(|more| sentence(more.as_str())));
    lines
}

/// Contact that nobody has agreed yet is to be filled in, never assumed.
fn hear(material: &Material<'_>) -> Vec<Item> {
    let planned = of_family(material.inputs);
    let open: Vec<&str> = say::HEAR_WHEN
        .into_iter()
        .zip(is_planned(material))
        .filter_map(|(when, planned)| (!planned).then_some(when))
        .collect();
    let rows = open.iter().map(|when| row([when, "", ""])).collect();
    let agreed = (!planned.is_empty()).then_some(Item::Points { lines: planned });
    let asked = (!open.is_empty()).then_some([
        Item::Words { lines: vec![say::hear(&first(material).who)] },
        Item::Table { head: row(say::HEAR_HEAD), widths: vec![5, 5, 5], rows },
    ]);
    agreed.into_iter().chain(asked.into_iter().flatten()).collect()
}

/// Whether the family is rung at each of the times of [`say::HEAR_WHEN`].
fn is_planned(material: &Material<'_>) -> [bool; 5] {
    let dates: Vec<NaiveDate> = material.inputs.programme.days.iter().map(|day| day.date).collect();
    let (Some(first), Some(last)) = (dates.first().copied(), dates.last().copied()) else {
        return [false; 5];
    };
    let calls = material.inputs.calls.iter().filter(|call| call.contact.is_none());
    let on: Vec<NaiveDate> = calls.map(|call| call.date).collect();
    let any = |fits: &dyn Fn(NaiveDate) -> bool| on.iter().any(|date| fits(*date));
    [
        any(&|date| date < first),
        any(&|date| date == first),
        any(&|date| first < date && date < last),
        any(&|date| date == last),
        any(&|date| date > last),
    ]
}

fn home(material: &Material<'_>) -> Vec<String> {
    let ring = first(material);
    let counted = tasks(material).into_iter().find_map(|task| task.amount.as_ref());
    let mut lines: Vec<String> =
        counted.iter().map(|amount| home_words::ask_units(amount.units.as_str())).collect();
    lines.push(home_words::evening_before(material.called()));
    lines.extend(
        material.inputs.learner.profile.stays.first().map(|thing| home_words::practise(thing.as_str())),
    );
    lines.extend(home::hello(material));
    lines.push(home::worry(material));
    lines.push(home_words::QUIET_EVENING.to_owned());
    lines.push(say::other_forms(&ring.who, &words::unbroken(&ring.number)));
    lines
}
