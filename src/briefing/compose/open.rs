use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::frame::aims_without_a_job;
use super::help::chosen_and_not_planned;
use super::law_box::{check_is_in_doubt, check_is_not_arranged, check_is_open, two_adults, without_a_second};
use super::places::lunch_place;
use super::rests::{never_alone, part};
use super::steps::{plan_agreed, way_out};
use super::stuck::signs;
use super::{Inputs, aims, follows_pictures, people};
use crate::briefing::pack::{PhoneLine, ToConfirm};
use crate::domain::calendar::is_bank_holiday;
use crate::domain::placement::Gate;
use crate::domain::support::Evacuation;
use crate::law::{Outcome, Rule};
use crate::programme::{Block, DayPart, Wording};
use crate::words::briefing::open as words;

/// So many days before the first one everything is to be known: time to change the plan, and to read it.
const DAYS_BEFORE: u64 = 14;

/// What nobody has said yet, with who sees to it and by when: the member of staff who answers for the
/// placement for what is the learner's, the safeguarding lead for vetting, the site's supervisor for the rest.
pub(super) fn to_confirm(inputs: &Inputs<'_>, contact: &PhoneLine) -> Vec<ToConfirm> {
    let by = by(inputs);
    let profile = &inputs.learner.profile;
    let taken = |gate: Gate| inputs.steps.iter().find(|step| step.gate() == Some(gate));
    let unnamed = |gate: Gate| taken(gate).is_some_and(|step| !step.is_waived() && step.who.is_none());
    let unwalked = profile.evacuation != Evacuation::Unaided && way_out(inputs).is_none();
    let offer = &inputs.offer.offer;
    let contact = contact.who.as_str();
    let lead = people::who(&inputs.provider.safeguarding);
    let supervisor = people::supervisor(offer);
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
    let in_sight = vetting.is_some_and(two_adults);
    let alone = without_a_second(inputs);
    let nowhere = aims_without_a_job(inputs);
    let unplanned = chosen_and_not_planned(inputs);
    let no_safety = inputs.terms.is_none_or(|agreed| agreed.terms.safety.is_none());
    let open = [
        (!inputs.disclosure.first_name, words::NAME.to_owned(), contact),
        (no_safety, words::SAFETY.to_owned(), contact),
        (aims(inputs).is_empty(), words::AIMS.to_owned(), contact),
        (!nowhere.is_empty(), words::aims_without_a_job(&nowhere), &supervisor),
        (unplanned.is_some(), words::step_without_a_job(unplanned.unwrap_or_default()), &supervisor),
        (
            inputs.terms.is_none_or(|agreed| agreed.terms.going_home.is_none()),
            words::GOING_HOME.to_owned(),
            contact,
        ),
        (no_safety, words::FIRST_AID.to_owned(), contact),
        (profile.talk.wait_seconds.is_none(), words::WAIT.to_owned(), contact),
        (signs(inputs).is_none(), words::SIGNS.to_owned(), contact),
        (
            vetting.is_none_or(|finding| finding.outcome == Outcome::Question),
            words::VETTING.to_owned(),
            &lead,
        ),
        (vetting.is_some_and(check_is_open), words::CHECKS.to_owned(), &lead),
        (vetting.is_some_and(check_is_not_arranged), words::CHECK_ARRANGED.to_owned(), &lead),
        (vetting.is_some_and(|finding| check_is_in_doubt(inputs, finding)), words::check_in_doubt(), &lead),
        (vetting.is_some_and(two_adults) && !alone.is_empty(), words::second_adult(&alone), &supervisor),
        (nobody_said_along(inputs), words::ALONG.to_owned(), contact),
        (taken(Gate::SiteVisit).is_none(), words::VISIT.to_owned(), contact),
        (unnamed(Gate::SiteVisit), words::VISITED_BY.to_owned(), contact),
        (unwalked, words::WAY_OUT.to_owned(), contact),
        (taken(Gate::Meeting).is_none(), words::MEETING.to_owned(), contact),
        (taken(Gate::Plan).is_none(), words::PLAN.to_owned(), &supervisor),
        (
            taken(Gate::Plan).is_some_and(|step| !step.is_waived()) && plan_agreed(inputs).is_none(),
            words::PLAN_SEEN.to_owned(),
            contact,
        ),
        (unnamed(Gate::Plan), words::AGREED_BY.to_owned(), &supervisor),
        (
            !rests.is_empty() && !never_alone(inputs) && !in_sight && profile.breaks_alone.is_none(),
            words::ALONE.to_owned(),
            contact,
        ),
        (has_lunch && lunch_place(offer).is_none(), words::LUNCH.to_owned(), &supervisor),
        (no_place, words::REST.to_owned(), &supervisor),
        (!offer.people.iter().any(|person| person.first_aider), words::FIRST_AIDER.to_owned(), &supervisor),
        (!untried.is_empty(), words::untried(&untried), &supervisor),
        (follows_pictures(profile), words::PICTURES.to_owned(), contact),
    ];
    let asked = open.into_iter().filter(|(is_open, ..)| *is_open);
    asked.map(|(_, what, owner)| ToConfirm { what, owner: owner.to_owned(), by }).collect()
}

/// Whether nobody is named to come along on a day of the plan, and nobody has agreed that it is so.
fn nobody_said_along(inputs: &Inputs<'_>) -> bool {
    let agreed = inputs.terms.is_some_and(|agreed| agreed.terms.nobody_along);
    !agreed && people::who_comes_along(inputs).is_empty()
}

/// A fortnight before the first day, or the last day before that on which the school or college is open; where that is
/// past, the next such day, and today where there is none before the first.
pub(super) fn by(inputs: &Inputs<'_>) -> NaiveDate {
    let today = inputs.version.prepared_on;
    let Some(first) = inputs.programme.days.first().map(|day| day.date) else { return today };
    let before = |days: u64| first.checked_sub_days(Days::new(days)).unwrap_or(first);
    let is_open = |day: &NaiveDate| {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        *day >= today && !weekend && !is_bank_holiday(*day) && !inputs.provider.closed.contains(day)
    };
    let earlier = (DAYS_BEFORE..=2 * DAYS_BEFORE).map(before);
    let later = (1..DAYS_BEFORE).rev().map(before);
    earlier.chain(later).find(is_open).unwrap_or_else(|| today.min(before(1)))
}
