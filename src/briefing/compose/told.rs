use super::Inputs;
use super::guidance::{has_reasons, shared_interests, travels_alone};
use super::rests::{never_alone, two_in_sight};
use crate::briefing::pack::{Pack, Told};
use crate::domain::code::CodeSet;
use crate::domain::support::Evacuation;
use crate::domain::voice::{BodyLimits, Distress, Talk};

/// What the pack tells of the learner: read from what stands in it, and from where that came.
pub(super) fn told(inputs: &Inputs<'_>, pack: &Pack) -> CodeSet<Told> {
    let (profile, programme) = (&inputs.learner.profile, inputs.programme);
    let has_rests = programme.blocks().any(|(_, block)| block.content.is_rest());
    let safety = inputs.terms.and_then(|agreed| agreed.terms.safety.as_ref());
    let facts = [
        (Told::FirstName, inputs.disclosure.first_name),
        (Told::LatinSpelling, pack.visitor.latin.is_some()),
        (Told::AgeBand, true),
        (Told::Programme, true),
        (Told::Interests, !shared_interests(inputs).is_empty() && !has_reasons(inputs)),
        (Told::Strengths, !profile.strengths.is_empty() || has_reasons(inputs)),
        (Told::Capability, programme.tasks.iter().any(|task| task.stretches)),
        (Told::Communicates, !profile.communicates.is_empty()),
        (Told::Talk, profile.talk != Talk::default()),
        (Told::InstructedBy, !pack.guidance.instructing.is_empty()),
        (Told::Help, programme.blocks().any(|(_, block)| block.level.is_some())),
        (Told::Stamina, true),
        (Told::BreaksAlone, profile.breaks_alone.is_some() && has_rests),
        (Told::Variety, true),
        (Told::Motivators, !profile.motivators.is_empty()),
        (Told::StressSigns, !profile.stress_signs.is_empty()),
        (Told::WhatHelps, !profile.what_helps.is_empty()),
        (Told::Distress, profile.distress != Distress::default()),
        (Told::Stays, !pack.guidance.stays.is_empty() || pack.kept.iter().any(|one| one.agreed)),
        (
            Told::Hopes,
            !pack.aims.is_empty() || pack.chosen_step.is_some() || !profile.hopes.not_yet.is_empty(),
        ),
        (Told::GoingHome, pack.arrival.leaves.is_some()),
        (Told::Body, profile.body != BodyLimits::default()),
        (Told::Companions, true),
        (
            Told::Pace,
            profile.pace_percent.is_some() && programme.blocks().any(|(_, block)| block.goal.is_some()),
        ),
        (Told::PleaseAvoid, !profile.please_avoid.is_empty()),
        (
            Told::Needs,
            !pack.adjustments.is_empty()
                || !pack.kept.is_empty()
                || !pack.in_place.is_empty()
                || never_alone(inputs)
                || two_in_sight(inputs),
        ),
        (Told::SafetyStatement, safety.is_some_and(|safety| safety.statement.is_some())),
        (Told::FirstAid, safety.is_some_and(|safety| safety.first_aid.is_some())),
        (Told::NothingForSafety, safety.is_some_and(|safety| safety.statement.is_none())),
        (Told::NoFirstAid, safety.is_some_and(|safety| safety.first_aid.is_none())),
        (Told::NoFoodOrDrink, profile.no_food_or_drink),
        (Told::Evacuation, profile.evacuation != Evacuation::Unaided),
        (Told::Travel, travels_alone(inputs)),
        (Told::Statement, pack.visitor.statement.is_some()),
        (Told::Plan, true),
    ];
    facts.into_iter().filter_map(|(field, is_told)| is_told.then_some(field)).collect()
}
