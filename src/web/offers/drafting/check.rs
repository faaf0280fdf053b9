//! Everything that a draft says so far, a line for each answer.

use super::DraftStep;
use super::answers::{kind, number};
use super::lists::event_line;
use crate::domain::code::Code;
use crate::domain::insurance::Insurance;
use crate::domain::offer::Offer;
use crate::domain::person::Person;
use crate::domain::site::EvacuationRoute;
use crate::domain::task::Task;
use crate::domain::text::Line;
use crate::domain::window::Window;
use crate::words::amount::date;
use crate::words::briefing::weekday_list;
use crate::words::label::Label;
use crate::words::pages::{dates, drafting as words, insurance as cover};

/// A step with what was answered.
pub(super) struct Answered {
    pub code: &'static str,
    pub title: &'static str,
    pub lines: Vec<String>,
}

/// The answers, step by step.
pub(super) fn answered(offer: &Offer, insurance: Option<&Insurance>) -> Vec<Answered> {
    let lines = |step: &DraftStep| match lines(*step, offer, insurance) {
        lines if lines.is_empty() => vec![words::NOT_KNOWN.to_owned()],
        lines => lines,
    };
    DraftStep::ALL
        .iter()
        .map(|step| Answered { code: step.code(), title: words::title(step.code()), lines: lines(step) })
        .collect()
}

fn about(name: &str, line: &Line) -> String {
    words::about(words::ask(name), Some(line.as_str()).filter(|_| !line.is_unsaid()))
}

fn lines(step: DraftStep, offer: &Offer, insurance: Option<&Insurance>) -> Vec<String> {
    let (site, emergency, everyday) = (&offer.site, &offer.emergency, &offer.everyday);
    match step {
        DraftStep::Where => {
            let address = site.address.iter().map(ToString::to_string);
            let name = match site.name.is_unsaid() {
                true => about("name", &site.name),
                false => site.name.to_string(),
            };
            std::iter::once(name)
                .chain(address)
                .chain([format!("{}, {}", site.postcode.as_str(), site.nation.label())])
                .collect()
        }
        DraftStep::Tasks => offer.tasks.iter().map(|task| task.name.to_string()).collect(),
        DraftStep::Length => {
            vec![
                words::spread(kind(offer.pattern), number(offer.pattern)),
                words::ages(offer.ages.from, offer.ages.to),
            ]
        }
        DraftStep::When => offer.windows.iter().flat_map(window).collect(),
        DraftStep::People => people(offer),
        DraftStep::Places => {
            let known = offer.places.iter().map(|place| {
                let mut notes = Vec::new();
                notes.extend(place.noise.map(Label::label));
                notes.extend(place.level_exit.map(words::level));
                notes.extend(place.public.map(words::public));
                notes.extend(place.for_rest.then_some(words::FOR_REST));
                words::place(place.name.as_str(), &notes)
            });
            let no_go = everyday.no_go.iter().map(|place| words::no_go(place.as_str()));
            known.chain(no_go).collect()
        }
        DraftStep::Events => offer.events.iter().map(event_line).collect(),
        DraftStep::Arriving => vec![
            about("door", &site.door),
            about("ask_for", &site.ask_for),
            about("dress", &everyday.dress),
            about("lunch", &everyday.lunch),
            about("toilets", &everyday.toilets),
            about("phones", &everyday.phones),
        ],
        DraftStep::Emergency => {
            let route = Some(emergency.route).filter(|route| *route != EvacuationRoute::Unknown);
            vec![
                about("assembly_point", &emergency.assembly_point),
                about("alarm", &emergency.alarm),
                about("first_aid_box", &emergency.first_aid_box),
                words::about(words::ask("route"), route.map(Label::label)),
            ]
        }
        DraftStep::Insurance => insurance.into_iter().map(insured).collect(),
        DraftStep::Hazards => {
            let line = |task: &Task| {
                let named: Vec<&str> = task.hazards.iter().map(|one| one.hazard.label()).collect();
                words::hazards(task.name.as_str(), &named, task.hazards_stated.is_some())
            };
            offer.tasks.iter().map(line).collect()
        }
    }
}

fn window(window: &Window) -> Vec<String> {
    let days = match window.weekdays.is_empty() {
        true => words::about(words::ask("weekdays"), None),
        false => weekday_list(window.weekdays),
    };
    vec![
        dates(Some(window.dates.from), Some(window.dates.to)),
        format!("{days}, {} to {}", window.hours.from, window.hours.to),
        words::at_once(window.capacity),
    ]
}

fn people(offer: &Offer) -> Vec<String> {
    let person = |person: &Person| {
        let mut notes = Vec::new();
        notes.extend((person.id == offer.supervisor).then_some(words::SUPERVISES));
        notes.extend((person.id == offer.deputy).then_some(words::STANDS_IN));
        notes.extend(person.first_aider.then_some(words::FIRST_AIDER));
        notes.extend(person.shifts.is_empty().then_some(words::HOURS_NOT_KNOWN));
        words::person(person.name.as_str(), person.role.as_str(), &notes)
    };
    let alone = offer.supervision.lone_adult.map(|alone| if alone { "yes" } else { "no" });
    offer.people.iter().map(person).chain([words::about(words::ask("lone_adult"), alone)]).collect()
}

fn insured(insurance: &Insurance) -> String {
    match insurance {
        Insurance::Policy { insurer, expires, .. } => words::insured(insurer.as_str(), &date(*expires)),
        exempt => {
            let known = cover::BASES.iter().find(|(code, _)| *code == cover::code(exempt));
            known.map(|(_, label)| (*label).to_owned()).unwrap_or_default()
        }
    }
}
