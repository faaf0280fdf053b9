use std::collections::BTreeSet;

use super::{Material, first};
use crate::briefing::booklet::{Item, alike};
use crate::briefing::pack::{Day, Told};
use crate::domain::time::TimeOfDay;
use crate::domain::travel_profile::TravelMode;
use crate::travel::itinerary::Itinerary;
use crate::travel::{DayTravel, Direction, ModeAnswer, State, TravelAnswer};
use crate::words::amount::clock;
use crate::words::briefing as words;
use crate::words::briefing::family as say;
use crate::words::suitability as travel_words;

/// Where to be and when, and each day's way there and home as far as it is known.
pub(super) fn items(material: &Material<'_>) -> Vec<Item> {
    let (arrival, ring) = (&material.pack.arrival, first(material));
    let number = words::unbroken(&ring.number);
    let alone = material.pack.tells().contains(Told::Travel);
    let date = |day: &Day| day.dates.first().copied().unwrap_or_default();
    let hours =
        alike(&material.days, date, |day| (day.from, day.to)).into_iter().map(|(dates, (from, to))| {
            say::day_hours(&words::day_heading(&dates, &[]), &from.to_string(), &to.to_string())
        });
    let first_day = say::first_day(
        material.called(),
        &words::long_date(arrival.date),
        &arrival.at.to_string(),
        &arrival.door,
        (&arrival.met_by.name, &arrival.deputy.name),
    );
    let ends = arrival.leaves.as_deref().map(say::day_ends);
    let mut items = vec![Item::Points { lines: [first_day].into_iter().chain(hours).chain(ends).collect() }];
    if is_told(material) {
        for (dates, lines) in alike(material.journey, |day| day.date, |day| lines(material, day)) {
            items.push(Item::Words { lines: vec![say::journey_days(&words::day_heading(&dates, &[]))] });
            items.push(Item::Points { lines });
        }
        items.push(Item::Points { lines: known_of_all(material) });
    } else {
        items.push(Item::Notice {
            lines: vec![say::journey_unknown(
                material.called(),
                alone,
                arrival.leaves.is_some(),
                (&ring.who, &number),
            )],
        });
    }
    if !alone && arrival.leaves.is_none() {
        items.push(Item::Words { lines: vec![say::not_collected(&ring.who, &number)] });
    }
    items
}

/// Whether any way there and home is known that the learner can take.
pub(super) fn is_told(material: &Material<'_>) -> bool {
    !material.journey.is_empty()
        && material.journey.iter().all(|day| way(&day.out).is_some() && way(&day.home).is_some())
}

/// The way that is chosen, where something is known of it.
fn way(answer: &TravelAnswer) -> Option<&ModeAnswer> {
    answer
        .best()
        .filter(|way| !matches!(way.state, State::NotAssessed | State::Beyond) && way.minutes.is_some())
}

fn lines(material: &Material<'_>, day: &DayTravel) -> Vec<String> {
    let hours = material.days.iter().find(|one| one.dates.contains(&day.date)).map(|one| (one.from, one.to));
    let Some((from, to)) = hours else { return Vec::new() };
    // How the day ends was agreed: a way that was worked out beside it would be another answer to the same question.
    let agreed = material.pack.arrival.leaves.is_some();
    let (out, home) = (way(&day.out), way(&day.home).filter(|_| !agreed));
    let mut lines: Vec<String> =
        out.into_iter().flat_map(|way| one_way(material, way, Direction::Out, from)).collect();
    lines.extend(home.into_iter().flat_map(|way| one_way(material, way, Direction::Home, to)));
    if out.iter().chain(&home).any(|way| way.mode.needs_somebody()) {
        let ring = first(material);
        lines.push(say::ask_who(&ring.who, &words::unbroken(&ring.number)));
    }
    lines
}

/// What holds of every day's journey, once: what to know of it, and what its times rest on.
fn known_of_all(material: &Material<'_>) -> Vec<String> {
    let agreed = material.pack.arrival.leaves.is_some();
    let ways = || {
        let both =
            material.journey.iter().flat_map(|day| [way(&day.out), way(&day.home).filter(|_| !agreed)]);
        both.flatten()
    };
    let notes: BTreeSet<_> = ways().flat_map(|way| way.notes.iter().copied()).collect();
    let bases: BTreeSet<String> = ways().map(|way| travel_words::rests_on(&way.basis)).collect();
    notes.iter().map(travel_words::note).chain(bases).collect()
}

fn one_way(material: &Material<'_>, way: &ModeAnswer, direction: Direction, at: TimeOfDay) -> Vec<String> {
    match &way.journey {
        Some(journey) => by_timetable(material, journey, direction, at),
        None => {
            let modes = material.inputs.learner.profile.travel.modes;
            by_estimate(way, direction, at, modes.contains(TravelMode::Wheelchair))
        }
    }
}

fn by_timetable(
    material: &Material<'_>,
    journey: &Itinerary,
    direction: Direction,
    at: TimeOfDay,
) -> Vec<String> {
    let (leave, arrive) = (clock(journey.leave), clock(journey.arrive));
    let mut lines = vec![match direction {
        Direction::Out => say::leaves(&leave, &arrive, &at.to_string()),
        Direction::Home => say::returns(&at.to_string(), &leave, &arrive),
    }];
    let wheels = material.inputs.learner.profile.travel.modes.contains(TravelMode::Wheelchair);
    lines.extend(journey.legs.iter().map(|leg| travel_words::leg_of(leg, wheels)));
    lines.push(match journey.if_missed {
        Some((leave, arrive)) => say::if_missed(&clock(leave), &clock(arrive)),
        None => {
            let ring = first(material);
            say::if_it_does_not_come(&ring.who, &words::unbroken(&ring.number))
        }
    });
    lines
}

fn by_estimate(way: &ModeAnswer, direction: Direction, at: TimeOfDay, wheels: bool) -> Vec<String> {
    let minutes = way.minutes.unwrap_or_default();
    let name = words::way(way.mode, wheels);
    match direction {
        Direction::Out => vec![
            say::about(true, name, minutes),
            say::leave_about(&clock(at.minutes().saturating_sub(minutes)), &at.to_string()),
        ],
        Direction::Home => vec![
            say::about(false, name, minutes),
            say::home_about(&clock(at.minutes().saturating_add(minutes))),
        ],
    }
}

/// The latest time at home, where no number of the school or college is answered any more.
pub(super) fn after_hours(material: &Material<'_>) -> Option<String> {
    let until = material.inputs.provider.phones.iter().map(|line| line.hours.to).max()?;
    let home = material.journey.iter().filter_map(|day| {
        let way = way(&day.home)?;
        let end = material.days.iter().find(|one| one.dates.contains(&day.date))?.to;
        let by = way.journey.as_ref().map(|journey| journey.arrive);
        Some(by.unwrap_or(end.minutes() + way.minutes.unwrap_or_default()))
    });
    let home = home.max().filter(|home| *home > until.minutes())?;
    Some(say::not_answered_after(&until.to_string(), &clock(home)))
}
