//! Lists of learners, and of where they are placed.

use std::collections::BTreeMap;

use super::{Rows, by_name, day, on, text};
use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::CodeSet;
use crate::domain::ids::LearnerId;
use crate::domain::learner::LearnerState;
use crate::evidence::EvidenceCell;
use crate::services::listing::{Search, whole};
use crate::services::{Asked, NamedSort, ServiceError, Slice, learners, matches, today as expected, work};
use crate::standing::Due;
use crate::words::label::Label;
use crate::words::lists as words;
use crate::words::pages::{dates, day as day_words, work as work_words};
use crate::words::visit::ticked;

/// How many matches are taken out.
const MATCHES: usize = 200;

pub(super) fn learners(
    app: &App,
    caller: &Caller,
    states: CodeSet<LearnerState>,
    search: Option<&Search>,
) -> Result<Rows, ServiceError> {
    let found = whole(|slice| {
        let asked = Asked { sort: NamedSort::Created, search: search.cloned(), slice: slice.clone() };
        learners::list(app, caller, states, &asked)
    })?;
    let row = |one: learners::LearnerSummary| {
        let placements = one.placements.iter().map(|placed| {
            format!(
                "{}, {}: {}",
                placed.state.label(),
                placed.employer_name,
                dates(placed.first_day, placed.last_day)
            )
        });
        let cells = vec![
            text(one.family_name.as_str()),
            text(one.first_name.as_str()),
            text(one.state.label()),
            text(placements.collect::<Vec<_>>().join("; ")),
            day(one.created_at),
            day(one.updated_at),
        ];
        (one.id.to_string(), cells)
    };
    let mut rows: Vec<_> = found.into_iter().map(row).collect();
    by_name(&mut rows);
    let (about, rows) = rows.into_iter().unzip();
    Ok(Rows { words: words::LEARNERS, rows, about })
}

pub(super) fn placements(app: &App, caller: &Caller, due: Option<Due>) -> Result<Rows, ServiceError> {
    let found = work::open(app, caller, due, &Slice::first(u16::MAX))?.items;
    let row = |one: work::OpenPlacement| {
        let work::OpenPlacement { placement, waits_for } = one;
        let to_do: Vec<&str> = waits_for.iter().map(work_words::heading).collect();
        let cells = vec![
            on(placement.first_day),
            on(placement.last_day),
            text(placement.reference.to_string()),
            text(placement.learner_name()),
            text(placement.title.as_str()),
            text(placement.employer_name.as_str()),
            text(placement.provider_name.clone().unwrap_or_default()),
            text(placement.state.label()),
            text(to_do.join("; ")),
        ];
        (placement.id.to_string(), cells)
    };
    let (about, rows) = found.into_iter().map(row).unzip();
    Ok(Rows { words: words::PLACEMENTS, rows, about })
}

pub(super) fn matches(app: &App, caller: &Caller, learner: &LearnerId) -> Result<Rows, ServiceError> {
    let wanted = matches::Wanted { limit: MATCHES, ..matches::Wanted::default() };
    let found = matches::list(app, caller, learner, wanted)?.items;
    let row = |(rank, one): (u32, matches::MatchView)| {
        vec![
            EvidenceCell::Number(rank),
            text(one.title),
            text(one.employer_name),
            text(one.words.outcome),
            on(one.days.first().copied()),
            on(one.days.last().copied()),
            text(one.here_before.into_iter().chain(one.words.reasons).collect::<Vec<_>>().join("; ")),
            text(one.words.changes.join("; ")),
            text(one.words.questions.join("; ")),
        ]
    };
    let rows = (1..).zip(found).map(row).collect();
    Ok(Rows { words: words::MATCHES, rows, about: Vec::new() })
}

pub(super) fn agreed(app: &App, caller: &Caller) -> Result<Rows, ServiceError> {
    let found = whole(|slice| learners::list_agreed(app, caller, slice))?;
    let mut places: BTreeMap<String, u32> = BTreeMap::new();
    let row = |one: learners::AgreedLearner| {
        let place = places.entry(one.provider.to_string()).or_default();
        *place += 1;
        vec![text(one.provider_name.to_string()), EvidenceCell::Number(*place), text(one.programme.label())]
    };
    let rows = found.into_iter().map(row).collect();
    Ok(Rows { words: words::AGREED, rows, about: Vec::new() })
}

pub(super) fn today(app: &App, caller: &Caller) -> Result<Rows, ServiceError> {
    let row = |one: expected::Expected| {
        let tick = one.tick.as_ref().map_or_else(|| day_words::NOT_YET.to_owned(), |told| ticked(&told.tick));
        let alert = one.alert.and_then(|alert| alert.acknowledged_by_name);
        vec![
            text(one.hours.map(|hours| hours.from.to_string()).unwrap_or_default()),
            text(one.placement.learner_name()),
            text(one.placement.reference.to_string()),
            text(one.placement.title.as_str()),
            text(one.placement.employer_name.as_str()),
            text(tick),
            text(alert.unwrap_or_default()),
        ]
    };
    let rows = expected::expected(app, caller)?.into_iter().map(row).collect();
    Ok(Rows { words: words::TODAY, rows, about: Vec::new() })
}
