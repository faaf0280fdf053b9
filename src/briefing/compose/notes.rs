use super::Inputs;
use super::help::step_note;
use crate::domain::event::{EventKind, SiteEvent};
use crate::domain::time::Span;
use crate::domain::voice::Companion;
use crate::programme::{Block, Content, Day, Wording};
use crate::words::briefing::{happening, support};

/// What happens at the site during a block, and who of the school or college comes or goes.
pub(super) fn notes(
    inputs: &Inputs<'_>,
    day: &Day,
    at: usize,
    block: &Block,
    with: &str,
    called: &str,
) -> Vec<String> {
    let (offer, date, first) = (&inputs.offer.offer, day.date, at == 0);
    let begins = |block: &Block, event: &SiteEvent| {
        event.happens_on(date) && block.span.from <= event.hours.from && event.hours.from < block.span.to
    };
    let tells = |block: &Block, event: &SiteEvent| block.events.contains(&event.id) || begins(block, event);
    // What goes on from one block into the next is told once.
    let told = |event: &SiteEvent| day.blocks.iter().take(at).any(|earlier| tells(earlier, event));
    let events = offer.events.iter().filter(|event| tells(block, event) && !told(event));
    let mut notes: Vec<String> = events.filter_map(|event| happens(event, block)).collect();
    notes.extend(step_note(inputs, date, block, called));
    let Some(window) = offer.window(&inputs.programme.window) else { return notes };
    let coming = inputs.learner.profile.companions.iter();
    let coming: Vec<(&Companion, Span)> =
        coming.filter_map(|one| Some((one, one.hours_on(date, window.hours)?))).collect();
    notes.extend(coming.iter().flat_map(|(one, hours)| moves(one, *hours, block.span, first)));
    let new = matches!(block.content, Content::Task { new: true, .. });
    let comes_along = !inputs.learner.profile.companions.is_empty();
    if first && comes_along && coming.is_empty() {
        notes.push(happening::NOBODY_TODAY.to_owned());
    }
    if new && comes_along && coming.iter().all(|(_, hours)| !hours.overlaps(block.span)) {
        notes.push(happening::shows_alone(with));
    }
    notes
}

fn happens(event: &SiteEvent, block: &Block) -> Option<String> {
    let so = match &event.meanwhile {
        // A break during the alarm has what the site said as its place.
        Some(said) if block.place == Wording::said(said) => None,
        Some(said) => Some(said.to_string()),
        None if event.kind == EventKind::AlarmTest => {
            Some(support::event(event.kind, event.place.as_ref().map(|place| place.as_str())))
        }
        None => return None,
    };
    Some(happening::happens(event.hours, event.name.as_str(), so.as_deref()))
}

/// Whether somebody who comes along is there as the block begins, or comes or goes during it.
fn moves(one: &Companion, hours: Span, block: Span, first: bool) -> impl Iterator<Item = String> {
    let name = one.name.as_str();
    let within = |at| block.from < at && at < block.to;
    let there = hours.from <= block.from && block.from < hours.to;
    let here = there && (first || hours.from == block.from);
    let throughout = one.always_there != Some(false);
    [
        here.then(|| happening::here(name, hours.to, throughout)),
        within(hours.from).then(|| happening::comes(name, hours.from)),
        within(hours.to).then(|| happening::leaves(name, hours.to)),
        (hours.to == block.from).then(|| happening::gone(name)),
    ]
    .into_iter()
    .flatten()
}
