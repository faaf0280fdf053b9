//! A pack from the plan, the offer, what the learner lets be known, and the provider's numbers.
//!
//! Nothing is copied whole: each field of the pack is taken by name, so that a new field of a
//! learner's record does not leave by itself.

mod adjustments;
mod calls;
mod cards;
mod choices;
mod days;
mod events;
mod frame;
mod guidance;
mod help;
mod law_box;
mod meaning;
mod minutes;
mod notes;
mod open;
mod people;
mod places;
mod rests;
mod safety;
mod steps;
mod stuck;
mod told;

pub(in crate::briefing) use guidance::closed;

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use calls::of_family;
pub use days::each_day;
pub(super) use help::chosen_and_not_planned;
pub(super) use people::who_comes_along;

use super::pack::{Adjustment, AsAt, Feedback, Host, Issue, Pack, Provider, Statement, Visitor, Week};
use crate::domain::agreement::PlacementTerms;
use crate::domain::code::CodeSet;
use crate::domain::event::{EventKind, SiteEvent};
use crate::domain::ids::{Reference, Slug};
use crate::domain::learner::{Learner, Profile};
use crate::domain::offer::OfferFacts;
use crate::domain::organisation;
use crate::domain::step_taken::StepTaken;
use crate::domain::support::InstructionMode;
use crate::domain::text::Line;
use crate::domain::time::TimeOfDay;
use crate::domain::voice::{Companion, ReadingForm};
use crate::law::Finding;
use crate::programme::{DayPart, Programme, TaskPlan, Wording};
use crate::suitability::Carved;
use crate::words::briefing as words;
use crate::words::briefing::{support, terms, work};

/// What a learner has agreed that this employer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// The first name.
    pub first_name: bool,
    /// The first name on the page for the wall.
    pub name_on_the_wall: bool,
    /// The learner's own statement, when that was agreed.
    pub statement_agreed_on: Option<NaiveDate>,
}

/// What was agreed for this placement alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreedTerms<'a> {
    /// The aims, and what is told for safety.
    pub terms: &'a PlacementTerms,
    /// When.
    pub on: NaiveDate,
}

/// When the provider rings somebody, as it has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedCall {
    /// The name of the employer's contact who is rung; the family is rung without one.
    pub contact: Option<String>,
    /// On which day.
    pub date: NaiveDate,
    /// At what time.
    pub at: TimeOfDay,
}

/// Which version this is and what it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// 1 for the first.
    pub number: u32,
    /// What is different from the version before, one sentence each.
    pub changes: Vec<String>,
    /// Whether the placement is not confirmed yet.
    pub draft: bool,
    /// Today.
    pub prepared_on: NaiveDate,
}

/// Everything that a pack is made of.
#[derive(Clone, Debug)]
pub struct Inputs<'a> {
    /// What both sides call the placement.
    pub reference: &'a Reference,
    /// The version.
    pub version: Version,
    /// The offer, and the date on which its facts were last vouched for.
    pub offer: &'a OfferFacts,
    /// When the offer's facts were confirmed.
    pub offer_as_at: NaiveDate,
    /// The learner.
    pub learner: &'a Learner,
    /// What may be told.
    pub disclosure: Disclosure,
    /// What was agreed for this placement alone; nothing of the learner's profile stands in for it.
    pub terms: Option<AgreedTerms<'a>>,
    /// Which steps before confirming were taken, when and by whom.
    pub steps: &'a [StepTaken],
    /// The provider.
    pub provider: &'a organisation::Provider,
    /// When whom is rung from now on.
    pub calls: &'a [PlannedCall],
    /// The agreed plan.
    pub programme: &'a Programme,
    /// What the law says of it.
    pub findings: &'a [Finding],
    /// Tasks of the offer that are left out for this learner.
    pub left_out: &'a [Carved],
    /// What is arranged to be different.
    pub adjustments: &'a [Adjustment],
}

/// Why no pack can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// The programme has no day.
    #[error("the programme has no day")]
    NoDay,
    /// The programme names a person or task that the offer no longer has.
    #[error("the offer has changed under the programme: `{0}` is gone; plan again")]
    Gone(String),
    /// The provider has fewer than two numbers.
    #[error("the provider must give at least two telephone numbers")]
    TooFewPhones,
}

/// For how many days after the last one an employer may keep what it was told.
pub const KEEP_DAYS: u64 = 30;

/// The pack of a placement.
///
/// # Errors
/// [`ComposeError`] when the plan and the offer do not fit each other, or numbers are missing.
pub fn compose(inputs: &Inputs<'_>) -> Result<Pack, ComposeError> {
    let offer = &inputs.offer.offer;
    let last = inputs.programme.days.last().ok_or(ComposeError::NoDay)?.date;
    let site = &offer.site;
    let arrival = people::arrival(inputs)?;
    let contact = people::contact(inputs)?;
    let mut address: Vec<String> = site.address.iter().map(ToString::to_string).collect();
    address.push(site.postcode.as_str().to_owned());
    let visitor = visitor(inputs);
    let called = visitor.called.as_str();
    let (days, exceptions) = days::days(inputs, called)?;
    let mut pack = Pack {
        reference: inputs.reference.clone(),
        issue: issue(inputs, last),
        host: Host { employer: inputs.offer.employer_name.to_string(), site: site.name.to_string(), address },
        provider: Provider {
            shown_as: inputs.provider.outward_name.to_string(),
            contact: contact.who.clone(),
            reply_to: Some(inputs.provider.reply_to.as_str().to_owned()),
        },
        phones: people::phones(inputs)?,
        why: guidance::why(inputs),
        fits: sentences(agreed(inputs).map(|terms| terms.fits.as_slice())),
        aims: sentences(agreed(inputs).map(|terms| terms.aims.as_slice())),
        chosen_step: agreed(inputs).and_then(|terms| terms.step.as_ref()).map(ToString::to_string),
        terms_agreed_on: inputs.terms.map(|agreed| agreed.on),
        nobody_along: agreed(inputs).is_some_and(|terms| terms.nobody_along),
        companions: people::companions(inputs, &contact),
        safety: safety::safety(inputs, &contact.who),
        evacuation: people::evacuation(inputs, called),
        week: Week {
            days,
            exceptions,
            events: events::events(inputs),
            staff_time: minutes::staff_time(inputs),
            plan_b: plan_b(inputs, called, &contact.who),
            meaning: meaning::meaning(inputs, called),
            gains: meaning::gains(inputs),
            fading: Vec::new(),
            help: help::help(inputs),
            by_example: help::tool(inputs) == words::Tool::Example,
            by_pictures: follows_pictures(&inputs.learner.profile),
            stretch: help::stretch(inputs, called),
        },
        cards: cards::cards(inputs)?,
        guidance: guidance::guidance(inputs, called),
        agreed: steps::agreed(inputs, called),
        to_confirm: open::to_confirm(inputs, &contact),
        adjustments: adjustments::adjustments(inputs, called, &contact.who),
        kept: adjustments::kept(inputs, &contact.who),
        in_place: Vec::new(),
        brought: None,
        do_not: guidance::do_not(inputs, called),
        terms: law_box::terms(inputs),
        feedback: Feedback {
            questions: words::feedback_questions(called),
            return_to: terms::return_to(&contact.who, &contact.number, called, there_at_the_end(inputs)),
        },
        visitor,
        arrival,
        told: CodeSet::EMPTY,
    };
    pack.told = told::told(inputs, &pack);
    Ok(pack)
}

fn issue(inputs: &Inputs<'_>, last: NaiveDate) -> Issue {
    let version = &inputs.version;
    Issue {
        version: version.number,
        draft: version.draft,
        prepared_on: version.prepared_on,
        supersedes: version.number.checked_sub(1).filter(|before| *before > 0),
        changes: version.changes.clone(),
        as_at: vec![AsAt { what: words::OFFER_FACTS.to_owned(), date: inputs.offer_as_at }],
        destroy_after: last.checked_add_days(chrono::Days::new(KEEP_DAYS)).unwrap_or(last),
    }
}

fn visitor(inputs: &Inputs<'_>) -> Visitor {
    let (identity, disclosure) = (&inputs.learner.identity, inputs.disclosure);
    let name = disclosure.first_name.then(|| identity.first_name().to_string());
    let statement = disclosure.statement_agreed_on.and_then(|agreed_on| {
        let words = inputs.learner.profile.own_words.statement.as_ref()?.to_string();
        Some(Statement { words, agreed_on })
    });
    let latin = name.as_ref().and(identity.latin_spelling.as_ref()).map(ToString::to_string);
    // People at work read and say the Latin spelling; the name in its own script stands beside it once.
    let said = latin.clone().or_else(|| name.clone());
    Visitor {
        on_the_wall: said.clone().filter(|_| disclosure.name_on_the_wall),
        written: name.filter(|name| latin.as_ref().is_some_and(|latin| latin != name)),
        called: said.unwrap_or_else(|| words::UNNAMED.to_owned()),
        latin,
        statement,
    }
}

/// What may be swapped, what replaces each job, what happens when half a day is lost.
fn plan_b(inputs: &Inputs<'_>, called: &str, ring: &str) -> Vec<String> {
    let tasks = inputs.programme.tasks.iter().filter_map(|plan| inputs.offer.offer.task(&plan.task));
    let replaced =
        tasks.filter_map(|task| Some(work::instead(task.name.as_str(), task.plan_b.as_ref()?.as_str())));
    let swaps = inputs.programme.blocks().any(|(_, block)| block.swappable);
    swaps
        .then(|| work::SWAPS.to_owned())
        .into_iter()
        .chain([work::person_away(ring)])
        .chain(inputs.learner.profile.companions.iter().filter_map(companion_away))
        .chain([work::wants_to_stop(resting_place(inputs).as_deref(), ring)])
        .chain(still_here(inputs, called))
        .chain(without(inputs))
        .chain(moving(inputs).iter().map(|event| work::off_time(event)))
        .chain([half_a_day(inputs, ring)])
        .chain(replaced)
        .collect()
}

/// So many minutes after the end of the day somebody is rung about a learner who is still there.
const STILL_HERE: u16 = 15;

/// Whom to ring about a learner who is still there after the end of a day: those who answer then.
fn still_here(inputs: &Inputs<'_>, called: &str) -> Option<String> {
    let ends: BTreeSet<TimeOfDay> = inputs.programme.days.iter().map(|day| day.attended.to).collect();
    let (Some(end), 1) = (ends.last(), ends.len()) else { return None };
    let at = end.plus(STILL_HERE);
    let answers = inputs.provider.phones.iter().filter(|line| line.hours.from <= at && at < line.hours.to);
    let ring: Vec<(&str, String)> =
        answers.map(|line| (line.name.as_str(), words::unbroken(line.phone.as_str()))).collect();
    let ring: Vec<(&str, &str)> = ring.iter().map(|(who, number)| (*who, number.as_str())).collect();
    (!ring.is_empty()).then(|| work::still_here(called, &at.to_string(), &ring))
}

/// What to do on a day without one of the learner's supports, as agreed.
fn without<'a>(inputs: &Inputs<'a>) -> impl Iterator<Item = String> + 'a {
    let supports = agreed(inputs).map(|terms| terms.supports.as_slice()).unwrap_or_default();
    supports.iter().filter_map(|one| Some(work::without(one.what.as_str(), one.without.as_ref()?.as_str())))
}

/// Who comes instead of somebody who comes along.
fn companion_away(one: &Companion) -> Option<String> {
    Some(work::companion_away(one.name.as_str(), one.cover.as_ref()?.as_str()))
}

/// Where the plan has a rest, if the site named a place for it.
pub(super) fn resting_place(inputs: &Inputs<'_>) -> Option<String> {
    let mut rests = inputs.programme.blocks().map(|(_, block)| block).filter(|block| block.content.is_rest());
    rests.find_map(|block| match &block.place {
        Wording::Said { text } if rests::part(block) != DayPart::Lunch => Some(text.to_string()),
        _ => None,
    })
}

/// Who comes along and is still there when the last day ends.
fn there_at_the_end<'a>(inputs: &Inputs<'a>) -> Option<&'a str> {
    let day = inputs.programme.days.last()?;
    let close = day.blocks.last()?.span;
    let hours = |one: &Companion| one.hours_on(day.date, day.attended);
    let mut companions = inputs.learner.profile.companions.iter();
    let there = companions.find(|one| hours(one).is_some_and(|hours| hours.covers(close)))?;
    Some(there.name.as_str())
}

/// What comes to the site while the visitor is there, and what the site said to do then: it may come early or late.
fn moving(inputs: &Inputs<'_>) -> Vec<String> {
    let offer = &inputs.offer.offer;
    let seen: BTreeSet<&Slug> =
        inputs.programme.days.iter().flat_map(|day| &day.notices).map(|notice| &notice.event).collect();
    let moves = |event: &&SiteEvent| {
        event.kind == EventKind::Delivery && event.meanwhile.is_some() && seen.contains(&event.id)
    };
    offer.events.iter().filter(moves).map(|event| event.name.to_string()).collect()
}

/// What to do when half a day is lost: the first job, what is made to be shown and the step further stay, the job with
/// the most rounds gives way.
#[must_use]
pub fn half_a_day(inputs: &Inputs<'_>, ring: &str) -> String {
    let plans = &inputs.programme.tasks;
    let opens = plans.first();
    let step = help::step_further(inputs).filter(|step| Some(*step) != opens);
    let product = |plan: &&TaskPlan| {
        let task = inputs.offer.offer.task(&plan.task);
        Some(*plan) != opens && Some(*plan) != step && task.is_some_and(|task| task.product.is_some())
    };
    let made = plans.iter().find(product);
    let keeps: Vec<&TaskPlan> = opens.into_iter().chain(made).chain(step).collect();
    // What is made for the end is dropped only where there is nothing else.
    let is_made =
        |plan: &TaskPlan| inputs.offer.offer.task(&plan.task).is_some_and(|task| task.product.is_some());
    let others = plans.iter().filter(|plan| plan.blocks > 1 && !keeps.contains(plan));
    let most = others.max_by_key(|plan| (!is_made(plan), plan.blocks));
    let keep: Vec<&str> = keeps.iter().map(|plan| plan.name.as_str()).collect();
    work::half_a_day(&keep, most.map(|plan| plan.name.as_str()), ring)
}

/// What was agreed for this placement.
fn agreed<'a>(inputs: &Inputs<'a>) -> Option<&'a PlacementTerms> {
    inputs.terms.map(|agreed| agreed.terms)
}

/// Whether the learner is shown a job in pictures: by a list of them, or because a written list is of no use.
fn follows_pictures(profile: &Profile) -> bool {
    let by = |mode| profile.instructed_by.contains(&mode);
    let in_pictures = [ReadingForm::EasyRead, ReadingForm::Symbols, ReadingForm::NowAndNext];
    let reads_little = profile.reads.is_some_and(|form| in_pictures.contains(&form));
    by(InstructionMode::PictureList) || (reads_little && !by(InstructionMode::WrittenList))
}

/// What the learner wants from this placement, as agreed for it.
pub(super) fn aims<'a>(inputs: &Inputs<'a>) -> &'a [Line] {
    agreed(inputs).map(|terms| terms.aims.as_slice()).unwrap_or_default()
}

fn sentences(lines: Option<&[Line]>) -> Vec<String> {
    lines.unwrap_or_default().iter().map(|line| support::sentence(line.as_str())).collect()
}

/// How the learner leaves at the end of the day, as agreed.
pub(super) fn leaves(terms: Option<&PlacementTerms>) -> Option<String> {
    terms?.going_home.as_ref().map(|line| support::sentence(line.as_str()))
}

/// Whether a pack that was made before tells what is agreed for the placement now: asked again before it leaves.
#[must_use]
pub fn tells_as_agreed(pack: &Pack, agreed: Option<&PlacementTerms>) -> bool {
    pack.aims == sentences(agreed.map(|terms| terms.aims.as_slice()))
        && pack.fits == sentences(agreed.map(|terms| terms.fits.as_slice()))
        && pack.arrival.leaves == leaves(agreed)
        && pack.nobody_along == agreed.is_some_and(|terms| terms.nobody_along)
        && pack.chosen_step == agreed.and_then(|terms| terms.step.as_ref()).map(ToString::to_string)
        && adjustments::are_as_agreed(
            &pack.kept,
            agreed.map(|terms| terms.supports.as_slice()).unwrap_or_default(),
        )
        && safety::is_as_agreed(&pack.safety, agreed.and_then(|terms| terms.safety.as_ref()))
}
