use super::Inputs;
use crate::briefing::pack::SiteEvent;
use crate::domain::text::Line;
use crate::programme::Notice;
use crate::words::briefing as words;
use crate::words::briefing::support;

/// What happens at the site on placement days, each event once.
pub(super) fn events(inputs: &Inputs<'_>) -> Vec<SiteEvent> {
    let days = &inputs.programme.days;
    let mut seen: Vec<(&Notice, Vec<chrono::NaiveDate>)> = Vec::new();
    for day in days {
        for notice in &day.notices {
            match seen.iter_mut().find(|(known, _)| known.event == notice.event) {
                Some((_, dates)) => dates.push(day.date),
                None => seen.push((notice, vec![day.date])),
            }
        }
    }
    seen.into_iter()
        .map(|(notice, dates)| SiteEvent {
            when: words::event_when(&dates, days.len(), notice.hours),
            what: notice.name.to_string(),
            so: match meanwhile(inputs, notice) {
                Some(said) => said.to_string(),
                None => support::event(notice.kind, notice.place.as_ref().map(|place| place.as_str())),
            },
        })
        .collect()
}

/// What the employer has said that a learner does meanwhile.
fn meanwhile<'a>(inputs: &Inputs<'a>, notice: &Notice) -> Option<&'a Line> {
    let event = inputs.offer.offer.events.iter().find(|event| event.id == notice.event)?;
    event.meanwhile.as_ref()
}
