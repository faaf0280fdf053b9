use chrono::{Days, NaiveDate};
use chrono_tz::Europe::London;

use super::places::lunch_place;
use super::rests::{never_alone, part};
use super::stuck::signs;
use super::{Inputs, aims, people};
use crate::briefing::pack::{PhoneLine, ToConfirm};
use crate::law::{Outcome, Rule};
use crate::programme::{Block, DayPart, Wording};
use crate::words::briefing::open as words;

/// So many days before the first one everything is to be known: time to change the plan, and to read it.
const DAYS_BEFORE: u64 = 14;

/// What nobody has said yet, with who sees to it and by when: the member of staff who answers for the
/// placement for what is the learner's, the safeguarding lead for vetting, the site's supervisor for the rest.
pub(super) fn to_confirm(inputs: &Inputs<'_>, contact: &PhoneLine) -> Vec<ToConfirm> {
    let by = by(inputs);
    let (profile, gates) = (&inputs.learner.profile, inputs.gates);
    let offer = &inputs.offer.offer;
    let contact = contact.who.as_str();
    let lead = people::who(&inputs.provider.safeguarding);
    let supervisor = offer
        .person(&offer.supervisor)
        .map_or_else(|| offer.site.ask_for.to_string(), |person| format!("{}, {}", person.name, person.role));
    let untried: Vec<&str> = (inputs.programme.tasks.iter())
        .filter(|plan| plan.draft_steps)
        .map(|plan| plan.name.as_str())
        .collect();
    let vetting = inputs.findings.iter().find(|finding| finding.rule == Rule::Vetting);
    let rests: Vec<&Block> =
        inputs.programme.blocks().map(|(_, block)| block).filter(|block| block.content.is_rest()).collect();
    let has_lunch = rests.iter().any(|block| part(block) == DayPart::Lunch);
    let places = [DayPart::Break, DayPart::Rest, DayPart::Quiet];
    let no_place = rests
        .iter()
        .any(|block| places.contains(&part(block)) && matches!(block.place, Wording::Standard { .. }));
    let no_safety = inputs.terms.is_none_or(|agreed| agreed.terms.safety.is_none());
    let open = [
        (!inputs.disclosure.first_name, words::NAME.to_owned(), contact),
        (no_safety, words::SAFETY.to_owned(), contact),
        (aims(inputs).is_empty(), words::AIMS.to_owned(), contact),
        (no_safety, words::FIRST_AID.to_owned(), contact),
        (profile.talk.wait_seconds.is_none(), words::WAIT.to_owned(), contact),
        (signs(inputs).is_none(), words::SIGNS.to_owned(), contact),
        (
            vetting.is_none_or(|finding| finding.outcome == Outcome::Question),
            words::VETTING.to_owned(),
            &lead,
        ),
        (gates.visited_at.is_none(), words::VISIT.to_owned(), contact),
        (gates.met_at.is_none(), words::MEETING.to_owned(), contact),
        (gates.plan_agreed_at.is_none(), words::PLAN.to_owned(), &supervisor),
        (
            !rests.is_empty() && !never_alone(inputs) && profile.breaks_alone.is_none(),
            words::ALONE.to_owned(),
            contact,
        ),
        (has_lunch && lunch_place(offer).is_none(), words::LUNCH.to_owned(), &supervisor),
        (no_place, words::REST.to_owned(), &supervisor),
        (!offer.people.iter().any(|person| person.first_aider), words::FIRST_AIDER.to_owned(), &supervisor),
        (!untried.is_empty(), words::untried(&untried), &supervisor),
    ];
    let asked = open.into_iter().filter(|(is_open, ..)| *is_open);
    asked.map(|(_, what, owner)| ToConfirm { what, owner: owner.to_owned(), by }).collect()
}

/// The steps before confirming that were taken, each with its day.
pub(super) fn agreed(inputs: &Inputs<'_>) -> Vec<String> {
    let gates = inputs.gates;
    let steps = [
        (words::ACCEPTED, gates.accepted_at),
        (words::AGREED, gates.agreed_at),
        (words::VISIT, gates.visited_at),
        (words::MEETING, gates.met_at),
        (words::PLAN, gates.plan_agreed_at),
    ];
    steps
        .into_iter()
        .filter_map(|(what, at)| Some(words::done(what, at?.with_timezone(&London).date_naive())))
        .collect()
}

/// A fortnight before the first day; where that is past, today.
pub(super) fn by(inputs: &Inputs<'_>) -> NaiveDate {
    let today = inputs.version.prepared_on;
    let Some(first) = inputs.programme.days.first().map(|day| day.date) else { return today };
    first.checked_sub_days(Days::new(DAYS_BEFORE)).unwrap_or(first).max(today)
}
