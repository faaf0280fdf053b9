use super::calls;
use super::guidance::travels_alone;
use super::steps::way_out;
use super::{ComposeError, Inputs, leaves};
use crate::briefing::pack::{Arrival, Evacuation, PhoneLine, Phones, StaffMember};
use crate::domain::contact;
use crate::domain::ids::PersonId;
use crate::domain::offer::Offer;
use crate::domain::organisation::Provider;
use crate::domain::text::Line;
use crate::domain::time::{TimeOfDay, Weekday, Weekdays};
use crate::words::briefing as words;
use crate::words::briefing::{open, support};

/// How long after the time of arrival the provider wants to hear.
const LATE_MINUTES: u16 = 15;

pub(super) fn arrival(inputs: &Inputs<'_>) -> Result<Arrival, ComposeError> {
    let offer = &inputs.offer.offer;
    let first = inputs.programme.days.first().ok_or(ComposeError::NoDay)?;
    let late_after = first.attended.from.plus(LATE_MINUTES);
    let answers = |line: &&contact::PhoneLine| {
        let is_on = line.weekdays.contains(Weekday::of(first.date));
        is_on && line.hours.from <= late_after && late_after < line.hours.to
    };
    let phones = &inputs.provider.phones;
    let late_ring = phones.iter().find(answers).or(phones.first()).ok_or(ComposeError::TooFewPhones)?;
    let opening = first.blocks.first();
    let met_by = opening.map_or(&offer.supervisor, |block| &block.person);
    let deputy = opening.and_then(|block| block.deputy.as_ref()).unwrap_or(&offer.deputy);
    Ok(Arrival {
        date: first.date,
        at: first.attended.from,
        until: first.attended.to,
        door: offer.site.door.to_string(),
        met_by: staff(offer, met_by)?,
        deputy: staff(offer, deputy)?,
        comes: None,
        leaves: leaves(inputs.terms.map(|agreed| agreed.terms)),
        brings: vec![
            support::wears(offer.everyday.dress.as_str()),
            support::lunch(offer.everyday.lunch.as_str()),
        ],
        late_after,
        late_ring: line(late_ring, words::ABOUT_FIRST),
    })
}

/// Who speaks for the provider: the first of its numbers.
pub(super) fn contact(inputs: &Inputs<'_>) -> Result<PhoneLine, ComposeError> {
    inputs.provider.phones.first().map(|one| line(one, words::ABOUT_FIRST)).ok_or(ComposeError::TooFewPhones)
}

/// Who comes along, or that nobody does or has been named, and who answers.
pub(super) fn companions(inputs: &Inputs<'_>, ring: &PhoneLine) -> Vec<String> {
    let coming = who_comes_along(inputs);
    let agreed = inputs.terms.is_some_and(|agreed| agreed.terms.nobody_along);
    if coming.is_empty() { vec![words::voice::nobody_along(agreed, &ring.who, &ring.hours)] } else { coming }
}

/// Everybody who comes along on a weekday of the plan.
pub(in crate::briefing) fn who_comes_along(inputs: &Inputs<'_>) -> Vec<String> {
    let days: Weekdays = inputs.programme.days.iter().map(|day| Weekday::of(day.date)).collect();
    let coming = inputs.learner.profile.companions.iter();
    let coming = coming.filter(|one| !one.weekdays.intersection(days).is_empty());
    coming.map(|one| words::voice::companion(one, days)).collect()
}

pub(super) fn phones(inputs: &Inputs<'_>) -> Result<Phones, ComposeError> {
    let (provider, offer) = (inputs.provider, &inputs.offer.offer);
    if provider.phones.len() < 2 {
        return Err(ComposeError::TooFewPhones);
    }
    let about = |at: usize| if at == 0 { words::ABOUT_FIRST } else { words::ABOUT_NEXT };
    Ok(Phones {
        emergency: words::emergency(travels_alone(inputs)).to_owned(),
        ladder: provider.phones.iter().enumerate().map(|(at, one)| line(one, about(at))).collect(),
        concern: line(&provider.safeguarding, words::ABOUT_CONCERN),
        unanswered: Some(words::unanswered(&later(provider))),
        calls: calls::of_employer(inputs),
        hazard: staff(offer, &offer.supervisor).ok().map(|one| words::hazard(&one.name, &one.role)),
    })
}

/// Who answers when the numbers before have stopped for the day: each that is answered longer than those before.
fn later(provider: &Provider) -> Vec<(TimeOfDay, String, TimeOfDay)> {
    let mut latest: Option<TimeOfDay> = None;
    let mut later = Vec::new();
    for line in &provider.phones {
        if let Some(until) = latest.filter(|until| line.hours.to > *until) {
            later.push((until, line.name.to_string(), line.hours.to));
        }
        latest = latest.max(Some(line.hours.to));
    }
    later
}

pub(super) fn evacuation(inputs: &Inputs<'_>, called: &str) -> Evacuation {
    let emergency = &inputs.offer.offer.emergency;
    let mut plan = support::evacuation(inputs.learner.profile.evacuation, emergency.route);
    if let Some(step) = way_out(inputs).filter(|_| !plan.is_empty()) {
        plan.push(open::walked(step.on, step.who.as_ref().map(Line::as_str)));
    }
    Evacuation {
        assembly_point: emergency.assembly_point.to_string(),
        alarm_test: emergency.alarm.to_string(),
        with: Some(words::goes_out_with(called)),
        personal_plan: plan,
    }
}

pub(super) fn first_aider(offer: &Offer) -> String {
    let names: Vec<&str> =
        offer.people.iter().filter(|person| person.first_aider).map(|person| person.name.as_str()).collect();
    words::first_aider(&names, offer.emergency.first_aid_box.as_str())
}

/// The name of somebody of the offer.
pub(super) fn name(offer: &Offer, id: &PersonId) -> Result<String, ComposeError> {
    offer.person(id).map(|person| person.name.to_string()).ok_or_else(|| ComposeError::Gone(id.to_string()))
}

fn staff(offer: &Offer, id: &PersonId) -> Result<StaffMember, ComposeError> {
    let person = offer.person(id).ok_or_else(|| ComposeError::Gone(id.to_string()))?;
    Ok(StaffMember { name: person.name.to_string(), role: person.role.to_string() })
}

/// "Hawa Lindqvist, Careers leader".
pub(super) fn who(line: &contact::PhoneLine) -> String {
    format!("{}, {}", line.name, line.role)
}

fn line(line: &contact::PhoneLine, about: &str) -> PhoneLine {
    PhoneLine {
        who: who(line),
        number: line.phone.to_string(),
        hours: words::answered(line.weekdays, line.hours),
        about: about.to_owned(),
    }
}

/// Who is in charge of the visitor's work: the offer's supervisor, or whoever visitors ask for.
pub(super) fn supervisor(offer: &Offer) -> String {
    let named = offer.person(&offer.supervisor);
    named.map_or_else(|| offer.site.ask_for.to_string(), |one| format!("{}, {}", one.name, one.role))
}
