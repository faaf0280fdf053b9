use std::collections::BTreeSet;

use super::Inputs;
use super::stuck::{order, stuck};
use crate::briefing::pack::Guidance;
use crate::domain::learner::Profile;
use crate::domain::offer::Offer;
use crate::domain::place_name::lies_within;
use crate::domain::support::CommunicationMode;
use crate::domain::text::Line;
use crate::domain::theme::Theme;
use crate::domain::travel_profile::TravelMode;
use crate::domain::whereabouts::SitePlace;
use crate::law::{AgeBand, Because};
use crate::suitability::CarvedWhy;
use crate::words::briefing::{support, voice};

/// So many strengths are told: more would be a list.
const MOST_TOLD: usize = 3;

/// So many interests are traced to jobs of the plan.
const MOST_INTERESTS: usize = 2;

pub(super) fn guidance(inputs: &Inputs<'_>, called: &str) -> Guidance {
    let profile: &Profile = &inputs.learner.profile;
    let (talk, distress) = (&profile.talk, &profile.distress);
    let talking = voice::talk(talk);
    let mut answers = voice::answers(talk);
    // Who has said how to be talked with needs no general sentence about speech.
    let said = |mode: &&CommunicationMode| talk.lines.is_empty() || **mode != CommunicationMode::Speech;
    answers.extend(profile.communicates.iter().filter(said).map(|mode| support::talking(*mode).to_owned()));
    let early = |lines: &[Line]| lines.iter().map(|line| voice::early(line.as_str())).collect::<Vec<_>>();
    let late = |lines: &[Line]| lines.iter().map(|line| voice::late(line.as_str())).collect::<Vec<_>>();
    let stress_signs = [
        early(&distress.early),
        late(&distress.late),
        besides(&profile.stress_signs, [&distress.early, &distress.late]),
    ];
    // Where there are signs, what helps early is the end of what is done when one is seen.
    let first = match distress.early.is_empty() && profile.stress_signs.is_empty() {
        true => early(&distress.early_help),
        false => vec![voice::early(&order(inputs, called))],
    };
    let helps = [
        first,
        late(&distress.late_help),
        voice::passes(distress),
        besides(&profile.what_helps, [&distress.early_help, &distress.late_help]),
    ];
    let mut engaging = sentences(&profile.motivators);
    engaging.push(support::variety(profile.variety).to_owned());
    Guidance {
        talking,
        answers,
        instructing: profile
            .instructed_by
            .iter()
            .map(|mode| support::instructing(*mode).to_owned())
            .collect(),
        engaging,
        stress_signs: or_ask(stress_signs.concat()),
        helps: or_ask(helps.concat()),
        avoid: or_ask(sentences(&profile.please_avoid)),
        stuck: stuck(inputs, called),
        stays: sentences(&profile.stays),
    }
}

/// Why the match, in terms of the work: shared interests and strengths, unless somebody has written the reasons for
/// this placement.
pub(super) fn why(inputs: &Inputs<'_>) -> Vec<String> {
    let (offer, profile) = (&inputs.offer.offer, &inputs.learner.profile);
    if has_reasons(inputs) {
        return Vec::new();
    }
    let mut why: Vec<String> = shared_interests(inputs)
        .into_iter()
        .take(MOST_INTERESTS)
        .map(|theme| support::shared_interest(theme, &jobs_with(inputs, theme)))
        .collect();
    let strengths: Vec<&str> = profile.strengths.iter().take(MOST_TOLD).map(Line::as_str).collect();
    why.extend((!strengths.is_empty()).then(|| support::strengths(&strengths)));
    if why.is_empty() {
        why.push(support::sentence(offer.summary.as_str()));
    }
    why
}

/// Places that are out of bounds, with why where that was said.
pub(in crate::briefing) fn closed(offer: &Offer) -> Vec<(&str, Option<&str>)> {
    let because = |area: &Line| {
        let same =
            |place: &&SitePlace| lies_within(place.name.as_str(), area.as_str()) && place.never_for_learners;
        offer.places.iter().find(same).and_then(|place| place.because.as_ref()).map(Line::as_str)
    };
    let mut places: Vec<(&str, Option<&str>)> =
        offer.everyday.no_go.iter().map(|area| (area.as_str(), because(area))).collect();
    let never = offer.places.iter().filter(|place| place.never_for_learners);
    let named =
        |name: &Line| offer.everyday.no_go.iter().any(|area| lies_within(name.as_str(), area.as_str()));
    let besides = never.filter(|place| !named(&place.name));
    places.extend(besides.map(|place| (place.name.as_str(), place.because.as_ref().map(Line::as_str))));
    places
}

/// Places, jobs and habits that are out of bounds.
pub(super) fn do_not(inputs: &Inputs<'_>, called: &str) -> Vec<String> {
    let offer = &inputs.offer.offer;
    let mut lines: Vec<String> = support::no_go(&closed(offer)).into_iter().collect();
    lines.extend(inputs.left_out.iter().filter_map(|carved| {
        let reason = not_to_do(&carved.why)?;
        Some(support::not_this_job(offer.task(&carved.task)?.name.as_str(), &reason))
    }));
    lines.extend(voice::limits(&inputs.learner.profile));
    lines.push(voice::stamina(&inputs.learner.profile.stamina));
    let planned = inputs.programme.tasks.iter().filter_map(|plan| offer.task(&plan.task));
    let with_staff: Vec<&str> = planned.filter_map(|task| Some(task.left_out.as_ref()?.as_str())).collect();
    lines.extend(support::with_staff(&with_staff, called));
    lines.extend(support::always_not(inputs.learner.profile.no_food_or_drink));
    lines
}

/// Why a task is on the list, where an employer must keep the visitor from it: the law, or stairs.
/// What a learner would rather avoid is their own, and a place out of bounds is named as one.
fn not_to_do(why: &CarvedWhy) -> Option<String> {
    match why {
        CarvedWhy::Law { because } => support::closed_by(because),
        CarvedWhy::Stairs { .. } => Some(support::STAIRS.to_owned()),
        CarvedWhy::NeverThere { .. }
        | CarvedWhy::Brings { .. }
        | CarvedWhy::NeedsKeepingAway { .. }
        | CarvedWhy::TooHeavy { .. }
        | CarvedWhy::NotYet { .. }
        | CarvedWhy::NotKnownYet => None,
    }
}

/// The learner's interests that some task of the plan touches.
pub(super) fn shared_interests(inputs: &Inputs<'_>) -> Vec<Theme> {
    let offer = &inputs.offer.offer;
    let tasks: Vec<_> = inputs.programme.tasks.iter().filter_map(|plan| offer.task(&plan.task)).collect();
    let in_the_work = |theme: &Theme| tasks.iter().any(|task| task.themes.contains(*theme));
    inputs.learner.profile.interests.iter().filter(in_the_work).collect()
}

/// Whether somebody has written why this work suits the learner.
pub(super) fn has_reasons(inputs: &Inputs<'_>) -> bool {
    inputs.terms.is_some_and(|agreed| !agreed.terms.fits.is_empty())
}

/// The jobs of the plan that touch a theme, in the order in which they are met.
fn jobs_with<'a>(inputs: &Inputs<'a>, theme: Theme) -> Vec<&'a str> {
    let planned = inputs.programme.tasks.iter().filter_map(|plan| inputs.offer.offer.task(&plan.task));
    planned
        .filter(|task| task.themes.contains(theme))
        .map(|task| task.name.as_str())
        .take(MOST_TOLD)
        .collect()
}

/// Whether the learner is an adult who goes about alone, so that to have left is no emergency.
pub(super) fn travels_alone(inputs: &Inputs<'_>) -> bool {
    let adult =
        inputs.findings.iter().any(|finding| finding.because == Because::OneBand { band: AgeBand::Adult });
    let modes = inputs.learner.profile.travel.modes;
    let alone = [TravelMode::Walk, TravelMode::Wheelchair, TravelMode::Cycle, TravelMode::PublicTransport];
    adult && !modes.contains(TravelMode::Escorted) && alone.into_iter().any(|mode| modes.contains(mode))
}

fn sentences(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| support::sentence(line.as_str())).collect()
}

/// The lines that are not among the others already, in the same or a few more words.
fn besides(lines: &[Line], others: [&Vec<Line>; 2]) -> Vec<String> {
    let said = |line: &Line| others.iter().copied().flatten().any(|known| says(known, line));
    lines.iter().filter(|line| !said(line)).map(|line| support::sentence(line.as_str())).collect()
}

/// Whether a line says all that another does.
fn says(line: &Line, other: &Line) -> bool {
    let words = |line: &Line| -> BTreeSet<String> {
        line.as_str().split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect()
    };
    words(other).is_subset(&words(line))
}

fn or_ask(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { vec![support::ASK_FIRST.to_owned()] } else { lines }
}
