use crate::domain::event::SiteEvent;
use crate::domain::offer::Offer;
use crate::domain::text::Line;
use crate::programme::{Block, Day, DayPart, Wording};
use crate::words::briefing::places as words;
use crate::words::programme::wording;

/// Where a block of a day is: as somebody said, and for a standard part of the day what follows from the
/// plan, so that no row sends anybody to "where the work is".
pub(super) fn place(offer: &Offer, day: &Day, at: usize, last_day: bool) -> String {
    let Some(block) = day.blocks.get(at) else { return String::new() };
    let standard = || wording(&block.place, last_day).into_owned();
    let Wording::Standard { part, .. } = &block.place else { return standard() };
    let (before, after) = day.blocks.split_at(at);
    let work_before = before.iter().rev().find_map(place_of_work);
    let next_work = after.iter().find_map(place_of_work);
    let here = || before.iter().rev().chain(after).filter_map(place_of_work);
    let near = work_before.or(next_work).map(|near| kept_from(offer, day, block, near, here()).as_str());
    match (part, near) {
        (DayPart::Tour, Some(first)) => words::tour(first),
        // How the learner leaves is told as it was agreed, not guessed from the door of the morning.
        (DayPart::PlanOfTheDay | DayPart::ShowWork | DayPart::Pause | DayPart::Close, Some(near)) => {
            near.to_owned()
        }
        (DayPart::Feedback, Some(near)) => words::apart(near),
        _ => standard(),
    }
}

/// A place; while something happens that stops work there, where the site says to be instead, or another place of the day’s
/// work.
fn kept_from<'a>(
    offer: &'a Offer,
    day: &Day,
    block: &Block,
    place: &'a Line,
    mut here: impl Iterator<Item = &'a Line>,
) -> &'a Line {
    let stops = |event: &&SiteEvent| {
        event.happens_on(day.date) && event.hours.overlaps(block.span) && event.blocks(place)
    };
    let Some(event) = offer.events.iter().find(stops) else { return place };
    let open = |other: &&Line| !event.blocks(other);
    event.go_to.iter().find(open).or_else(|| here.find(open)).or(event.meanwhile.as_ref()).unwrap_or(place)
}

fn place_of_work(block: &Block) -> Option<&Line> {
    match &block.place {
        Wording::Said { text } if block.content.task().is_some() => Some(text),
        _ => None,
    }
}

/// Where lunch is eaten, if the employer's line on it names one of the places of the site.
pub(super) fn lunch_place(offer: &Offer) -> Option<&str> {
    let said = offer.everyday.lunch.as_str().to_lowercase();
    let open = offer.places.iter().filter(|place| !place.never_for_learners);
    let named =
        open.filter_map(|place| Some((word_at(&said, &place.name.as_str().to_lowercase())?, &place.name)));
    named.min_by_key(|(at, _)| *at).map(|(_, name)| name.as_str())
}

/// Where words stand in a text as words of their own.
fn word_at(text: &str, words: &str) -> Option<usize> {
    let at = text.find(words)?;
    let (before, after) = (text.get(..at)?, text.get(at + words.len()..)?);
    let ends = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
    ends.then_some(at)
}
