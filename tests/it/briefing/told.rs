//! The receipt names what the pack tells, and nothing else: each field is taken away in turn, and the
//! pack must change exactly where the receipt has it.

use placewell::briefing::pack::{Pack, Told};
use placewell::domain::code::CodeSet;
use placewell::domain::delivery::Edition;
use placewell::domain::learner::{Learner, ProgrammeKind};
use placewell::domain::need::Wanted;
use placewell::domain::support::{CommunicationMode, Evacuation, InstructionMode, Variety};
use placewell::domain::travel_profile::TravelMode;

use super::compose::told_of;
use super::plans::{learner, planned};
use crate::generate::{Dice, line, paragraph};

type Take = fn(&mut Learner);

/// Each field of a record with a way to take it away, or to put another in its place where it cannot
/// be empty.
const FIELDS: &[(Told, Take)] = &[
    (Told::FirstName, |it| it.identity.given_name = line("Zed")),
    (Told::LatinSpelling, |it| it.identity.latin_spelling = None),
    (Told::Programme, |it| {
        it.profile.programme = match it.profile.programme {
            ProgrammeKind::Visit => ProgrammeKind::WorkExperience,
            _ => ProgrammeKind::Visit,
        };
    }),
    (Told::Interests, |it| it.profile.interests = CodeSet::EMPTY),
    (Told::Strengths, |it| it.profile.strengths.clear()),
    (Told::Communicates, |it| {
        let other = if it.profile.communicates == [CommunicationMode::Bsl] {
            CommunicationMode::Speech
        } else {
            CommunicationMode::Bsl
        };
        it.profile.communicates = vec![other];
    }),
    (Told::InstructedBy, |it| {
        let other = if it.profile.instructed_by == [InstructionMode::Signed] {
            InstructionMode::Shown
        } else {
            InstructionMode::Signed
        };
        it.profile.instructed_by = vec![other];
    }),
    (Told::Stamina, |it| it.profile.stamina.max_continuous_minutes += 1),
    (Told::Variety, |it| {
        it.profile.variety = match it.profile.variety {
            Variety::Same => Variety::Much,
            _ => Variety::Same,
        };
    }),
    (Told::Motivators, |it| it.profile.motivators.clear()),
    (Told::StressSigns, |it| it.profile.stress_signs.clear()),
    (Told::WhatHelps, |it| it.profile.what_helps.clear()),
    (Told::PleaseAvoid, |it| it.profile.please_avoid.clear()),
    (Told::SafetyStatement, |it| it.profile.safety_statement = None),
    (Told::FirstAid, |it| it.profile.first_aid = None),
    (Told::NoFoodOrDrink, |it| it.profile.no_food_or_drink = false),
    (Told::Evacuation, |it| it.profile.evacuation = Evacuation::Unaided),
    (Told::Statement, |it| it.profile.own_words.statement = None),
    (Told::Travel, |it| {
        it.profile.travel.modes.insert(TravelMode::Escorted);
    }),
];

/// Fields that no pack tells, however they read.
const NEVER: &[Take] = &[
    |it| it.identity.family_name = line("Zed"),
    |it| it.identity.pronouns = Some(line("they/them")),
    |it| it.profile.dislikes = CodeSet::EMPTY,
    |it| it.profile.needs.retain(|need| matches!(need.wanted, Wanted::Provision(_))),
    |it| it.profile.own_words.likes = Some(paragraph("I like being left alone.")),
    |it| it.profile.own_words.dislikes = None,
    |it| it.profile.earlier.clear(),
    |it| it.profile.outcomes = CodeSet::EMPTY,
    |it| it.home.address.clear(),
    |it| it.codes.upn = Some(line("H801200001001")),
];

fn without_receipt(pack: &Pack) -> Pack {
    Pack { told: CodeSet::EMPTY, ..pack.clone() }
}

/// A record in which each optional field is there or not, by the dice.
fn varied(mut it: Learner, dice: &mut Dice) -> Learner {
    let profile = &mut it.profile;
    profile.safety_statement = dice.chance(50).then(|| paragraph("Stays where it is quiet."));
    profile.first_aid = dice.chance(50).then(|| paragraph("Has an inhaler and uses it."));
    profile.own_words.statement = dice.chance(50).then(|| paragraph("I am slow and I am careful."));
    profile.no_food_or_drink = dice.chance(50);
    for lines in [
        &mut profile.strengths,
        &mut profile.motivators,
        &mut profile.stress_signs,
        &mut profile.what_helps,
        &mut profile.please_avoid,
    ] {
        *lines = dice.chance(50).then(|| line("A quiet corner")).into_iter().collect();
    }
    it.identity.latin_spelling = dice.chance(50).then(|| line("Amina"));
    it
}

#[test]
fn the_receipt_of_200_packs_names_what_they_tell() {
    let plans = planned(0..400);
    let mut dice = Dice::new(7);
    let mut composed = 0;
    for (facts, offer, programme) in plans.iter().cycle().take(200) {
        let it = varied(learner(facts), &mut dice);
        let (named, quoted) = (dice.chance(70), dice.chance(70));
        let pack = |it: &Learner| told_of(it, facts, offer, programme, named, quoted).unwrap();
        let whole = pack(&it);
        for (field, take) in FIELDS {
            let mut less = it.clone();
            take(&mut less);
            let changes = without_receipt(&pack(&less)) != without_receipt(&whole);
            assert_eq!(changes, whole.told.contains(*field), "{field:?} of {:?}", it.profile);
        }
        for take in NEVER {
            let mut less = it.clone();
            take(&mut less);
            assert_eq!(pack(&less), whole);
        }
        composed += 1;
    }
    assert_eq!(composed, 200);
    assert!(plans.len() >= 30, "too few plans: {}", plans.len());
}

#[test]
fn a_pack_of_before_may_tell_anything() {
    let pack = super::fixture::pack();
    assert!(pack.told.is_empty());
    assert_eq!(pack.tells(), Edition::Employer.may_tell());
}
