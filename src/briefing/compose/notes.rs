use chrono::NaiveDate;

use super::Inputs;
use crate::domain::event::{EventKind, SiteEvent};
use crate::domain::time::Span;
use crate::domain::voice::Companion;
use crate::domain::workload::RestReason;
use crate::programme::{Block, Content};
use crate::words::briefing::{happening, support};

/// What happens at the site during a block, and who of the school or college has come or gone.
pub(super) fn notes(
    inputs: &Inputs<'_>,
    date: NaiveDate,
    block: &Block,
    before: Option<&Block>,
    with: &str,
) -> Vec<String> {
    let offer = &inputs.offer.offer;
    let events = offer.events.iter().filter(|event| block.events.contains(&event.id));
    let mut notes: Vec<String> = events.filter_map(|event| happens(event, block)).collect();
    notes.extend(company(inputs, date, block, before, with));
    notes
}

fn happens(event: &SiteEvent, block: &Block) -> Option<String> {
    let awaited = matches!(block.content, Content::Rest { reason: RestReason::Quiet });
    let so = match &event.meanwhile {
        // A break that is there for the alarm has what the site said as its place.
        Some(_) if awaited => None,
        Some(said) => Some(said.to_string()),
        None if event.kind == EventKind::AlarmTest => {
            Some(support::event(event.kind, event.place.as_ref().map(|place| place.as_str())))
        }
        None => return None,
    };
    Some(happening::happens(event.hours.from, event.name.as_str(), so.as_deref()))
}

fn company(
    inputs: &Inputs<'_>,
    date: NaiveDate,
    block: &Block,
    before: Option<&Block>,
    with: &str,
) -> Option<String> {
    let companions = &inputs.learner.profile.companions;
    if companions.is_empty() {
        return None;
    }
    let workplace = inputs.offer.offer.window(&inputs.programme.window).map(|window| window.hours)?;
    let there = |span: Span| -> Vec<&Companion> {
        let comes = |one: &&Companion| one.hours_on(date, workplace).is_some_and(|hours| hours.covers(span));
        companions.iter().filter(comes).collect()
    };
    let (now, earlier) = (there(block.span), before.map_or_else(Vec::new, |before| there(before.span)));
    let names = |all: &[&Companion]| -> Vec<String> { all.iter().map(|one| one.name.to_string()).collect() };
    let new = matches!(block.content, Content::Task { new: true, .. });
    if now.is_empty() && new {
        return Some(happening::shows_alone(with));
    }
    if now == earlier {
        return None;
    }
    let gone: Vec<&Companion> = earlier.into_iter().filter(|one| !now.contains(one)).collect();
    let (gone, now) = (names(&gone), names(&now));
    Some(if now.is_empty() { happening::gone(&gone) } else { happening::here(&now) })
}
