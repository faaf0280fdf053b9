//! What to practise and to say at home, from what is known of this plan.

use super::{Material, first};
use crate::briefing::pack::Block;
use crate::domain::event::EventKind;
use crate::domain::exposure::Exposure;
use crate::domain::need::Wanted;
use crate::domain::support::CommunicationMode;
use crate::domain::time::Span;
use crate::words::briefing::home as say;

/// What can be practised for the door on the first day.
pub(super) fn hello(material: &Material<'_>) -> Option<String> {
    let (modes, arrival) = (&material.inputs.learner.profile.communicates, &material.pack.arrival);
    if modes.iter().any(|mode| matches!(mode, CommunicationMode::Device | CommunicationMode::Symbols)) {
        return Some(say::practise_words(&[&arrival.met_by.name, &arrival.deputy.name]));
    }
    modes.contains(&CommunicationMode::Speech).then(|| say::practise_hello(&arrival.met_by.name))
}

/// What a family may worry about in this plan, and what is done about it.
pub(super) fn worry(material: &Material<'_>) -> String {
    let (profile, pack) = (&material.inputs.learner.profile, material.pack);
    let noise = profile
        .needs
        .iter()
        .any(|need| matches!(need.wanted, Wanted::Avoid(Exposure::SuddenNoise | Exposure::LoudNoise)));
    let days = &material.inputs.programme.days;
    let mut notices = days.iter().flat_map(|day| &day.notices);
    let alarm = notices.find(|notice| notice.kind == EventKind::AlarmTest).filter(|_| noise);
    let told =
        alarm.and_then(|alarm| pack.week.events.iter().find(|event| event.what == alarm.name.as_str()));
    if let Some(alarm) = told {
        return say::worry_alarm(&alarm.when, &alarm.so);
    }
    let ring = first(material);
    let without = without_company(material);
    match profile.companions.first() {
        _ if without.is_empty() => say::worry_change(&ring.who),
        None => say::worry_alone(say::NOBODY, &without, &ring.who),
        Some(one) => say::worry_alone(one.name.as_str(), &without, &ring.who),
    }
}

/// Who leads a job while nobody of the school or college is there.
fn without_company<'a>(material: &'a Material<'_>) -> Vec<&'a str> {
    let companions = &material.inputs.learner.profile.companions;
    let mut names: Vec<&str> = Vec::new();
    for (day, told) in material.inputs.programme.days.iter().zip(&material.days) {
        let there: Vec<Span> =
            companions.iter().filter_map(|one| one.hours_on(day.date, day.attended)).collect();
        for (block, told) in day.blocks.iter().zip(&told.blocks) {
            if let Block::Work(work) = told
                && !there.iter().any(|hours| hours.overlaps(block.span))
                && !names.contains(&work.with.as_str())
            {
                names.push(&work.with);
            }
        }
    }
    names
}
