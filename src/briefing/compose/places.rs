use super::Inputs;
use crate::domain::offer::Offer;
use crate::domain::text::Line;
use crate::programme::{Block, Day, DayPart, Wording};
use crate::words::briefing::places as words;
use crate::words::programme::wording;

/// Where a block of a day is: as somebody said, and for a standard part of the day what follows from the
/// plan, so that no row sends anybody to "where the work is".
pub(super) fn place(inputs: &Inputs<'_>, day: &Day, at: usize, last_day: bool) -> String {
    let Some(block) = day.blocks.get(at) else { return String::new() };
    let standard = || wording(&block.place, last_day).into_owned();
    let Wording::Standard { part, .. } = &block.place else { return standard() };
    let (before, after) = day.blocks.split_at(at);
    let work_before = before.iter().rev().find_map(place_of_work);
    let next_work = after.iter().find_map(place_of_work);
    let near = work_before.or(next_work).map(Line::as_str);
    match (part, near) {
        (DayPart::Tour, Some(first)) => words::tour(first),
        (DayPart::PlanOfTheDay | DayPart::ShowWork | DayPart::Pause, Some(near)) => near.to_owned(),
        (DayPart::Feedback, Some(near)) => words::apart(near),
        (DayPart::Close, Some(near)) => words::then_out(near, inputs.offer.offer.site.door.as_str()),
        _ => standard(),
    }
}

fn place_of_work(block: &Block) -> Option<&Line> {
    match &block.place {
        Wording::Said { text } if block.content.task().is_some() => Some(text),
        _ => None,
    }
}

/// Where lunch is eaten, if the employer's line on it says so: one of the places of the site that it names,
/// or the line itself where it speaks of a room.
pub(super) fn lunch_place(offer: &Offer) -> Option<&str> {
    const ROOMS: [&str; 8] = ["room", "canteen", "kitchen", "hut", "café", "table", "bench", "seat"];
    let lunch = offer.everyday.lunch.as_str();
    let said = lunch.to_lowercase();
    let open = offer.places.iter().filter(|place| !place.never_for_learners);
    let named = open.filter_map(|place| Some((said.find(&place.name.as_str().to_lowercase())?, &place.name)));
    match named.min_by_key(|(at, _)| *at) {
        Some((_, name)) => Some(name.as_str()),
        None => ROOMS.iter().any(|room| said.contains(room)).then_some(lunch),
    }
}
