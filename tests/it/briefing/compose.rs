//! Packs composed from plans of generated offers and learners.

use std::collections::BTreeSet;

use placewell::briefing::compose::{AgreedTerms, ComposeError, Disclosure, Inputs, Version, compose};
use placewell::briefing::editions;
use placewell::briefing::fit::MOST_PAGES;
use placewell::briefing::leak::{Secrets, check, parts};
use placewell::briefing::pack::{Adjustment, Block, Pack, Topic};
use placewell::domain::agreement::{PlacementTerms, SafetyTerms};
use placewell::domain::delivery::Edition;
use placewell::domain::ids::Reference;
use placewell::domain::learner::{Codes, Home, Identity, Learner, LearnerFacts};
use placewell::domain::offer::OfferFacts;
use placewell::domain::organisation::Provider;
use placewell::domain::workload::{HourLimits, WorkInput};
use placewell::law::{Facts, assess};
use placewell::programme::{Programme, plan};
use serde_json::json;

use super::fixture::{press, stamp};
use crate::generate::{self, line};

fn provider() -> Provider {
    let line = |name: &str, role: &str, phone: &str| {
        json!({"name": name, "role": role, "phone": phone,
        "weekdays": ["mon", "tue", "wed", "thu", "fri"], "hours": {"from": "08:00", "to": "17:00"}})
    };
    serde_json::from_value(json!({
        "name": "Ridgeway School", "outward_name": "The Ridgeway Placement Team", "nation": "wales",
        "reply_to": "placements@example.org",
        "phones": [line("Carys Bevan", "placement coordinator", "01632 960214"), line("Team office", "office", "01632 960200")],
        "safeguarding": line("Huw Pascoe", "safeguarding lead", "01632 960231"),
    }))
    .unwrap()
}

pub(super) fn learner(facts: &LearnerFacts) -> Learner {
    let identity: Identity = serde_json::from_value(json!({"given_name": "Amina", "family_name": "Okonjo",
        "date_of_birth": facts.date_of_birth}))
    .unwrap();
    let home: Home =
        serde_json::from_value(json!({"address": ["27 Gorse Crescent", "Newport"], "postcode": "NP19 8ZZ"}))
            .unwrap();
    Learner { identity, profile: facts.profile.clone(), home, codes: Codes::default() }
}

/// Plans for generated pairs, as far as their work fills them.
pub(super) fn planned(seeds: std::ops::Range<u64>) -> Vec<(LearnerFacts, OfferFacts, Programme)> {
    seeds
        .filter_map(|seed| {
            let (learner, offer) = (generate::learner(seed, 0), generate::offer(seed, 0));
            let window = offer.offer.windows.first()?;
            let days = window
                .starts(offer.offer.pattern, window.dates.from, &[])
                .next()
                .and_then(|start| window.placement_days(offer.offer.pattern, start, &[]))?;
            let carved = BTreeSet::new();
            let input =
                WorkInput::new(&offer.offer, window, &days, &carved, &learner.profile, HourLimits::UNDER_18);
            let programme = plan(&input).ok()?;
            Some((learner, offer, programme))
        })
        .collect()
}

fn composed(
    facts: &LearnerFacts,
    offer: &OfferFacts,
    programme: &Programme,
    first_name: bool,
) -> Result<Pack, ComposeError> {
    told_of(&learner(facts), facts, offer, programme, first_name, false)
}

/// The pack of a plan for a learner's record, whose facts for the law may be another's.
pub(super) fn told_of(
    learner: &Learner,
    facts: &LearnerFacts,
    offer: &OfferFacts,
    programme: &Programme,
    first_name: bool,
    statement: bool,
) -> Result<Pack, ComposeError> {
    with_inputs(learner, facts, offer, programme, (first_name, statement), compose)
}

/// What a pack is composed from, for as long as it is looked at.
pub(super) fn with_inputs<T>(
    learner: &Learner,
    facts: &LearnerFacts,
    offer: &OfferFacts,
    programme: &Programme,
    (first_name, statement): (bool, bool),
    look: impl FnOnce(&Inputs<'_>) -> T,
) -> T {
    let window = offer.offer.windows.first().unwrap();
    let dates: Vec<_> = programme.days.iter().map(|day| day.date).collect();
    let findings = assess(&Facts::of(facts, offer, window, &dates));
    let agreed_on = stamp().date_naive();
    let profile = &learner.profile;
    let terms = PlacementTerms {
        aims: profile.hopes.aims.clone(),
        fits: Vec::new(),
        going_home: None,
        safety: Some(SafetyTerms {
            statement: profile.safety_statement.clone(),
            first_aid: profile.first_aid.clone(),
            signed_by: line("Carys Bevan"),
        }),
    };
    look(&Inputs {
        reference: &Reference::parse("PW-7K3M9QTX").unwrap(),
        version: Version { number: 1, changes: Vec::new(), draft: false, prepared_on: agreed_on },
        offer,
        offer_as_at: agreed_on,
        learner,
        disclosure: Disclosure {
            first_name,
            name_on_the_wall: false,
            statement_agreed_on: statement.then_some(agreed_on),
        },
        steps: &[],
        terms: Some(AgreedTerms { terms: &terms, on: agreed_on }),
        provider: &provider(),
        programme,
        findings: &findings,
        left_out: &[],
        adjustments: &[Adjustment {
            what: "Start at ten".to_owned(),
            owner: "Priya".to_owned(),
            cost_pounds: 0,
            by: None,
        }],
    })
}

#[test]
fn every_block_of_every_plan_has_its_person_and_its_lines() {
    let plans = planned(0..60);
    assert!(plans.len() >= 10, "too few generated pairs can be planned: {}", plans.len());
    for (learner, offer, programme) in &plans {
        let pack = composed(learner, offer, programme, true).unwrap();
        assert_eq!(pack.week.dates(), programme.days.iter().map(|day| day.date).collect::<Vec<_>>());
        for block in pack.week.days.iter().flat_map(|day| &day.blocks) {
            if let Block::Work(work) = block {
                for line in [
                    &work.task,
                    &work.place,
                    &work.with,
                    &work.good,
                    &work.finish,
                    &work.if_finished,
                    &work.if_stuck,
                ] {
                    assert!(!line.is_empty());
                }
            }
        }
        assert!(pack.phones.ladder.len() >= 2);
        assert!(pack.terms.lines.iter().all(|term| !term.words.is_empty()), "{:?}", pack.terms);
    }
}

#[test]
fn composed_packs_fit_four_pages_and_leak_nothing() {
    for (facts, offer, programme) in
        planned(0..40).into_iter().take(if cfg!(debug_assertions) { 6 } else { 40 })
    {
        let pack = composed(&facts, &offer, &programme, true).unwrap();
        let made = editions::employer(press(), &pack, &[], stamp()).unwrap();
        assert!(made.pdf.pages <= MOST_PAGES);
        let secrets =
            Secrets::of(Edition::Employer, &learner(&facts), true, false, &offer, &provider(), Vec::new());
        assert_eq!(check(&parts(&pack, &made), &secrets), []);
    }
}

#[test]
fn a_name_that_is_not_agreed_stands_nowhere_in_the_pack() {
    let (facts, offer, programme) = planned(0..40).into_iter().next().unwrap();
    let pack = composed(&facts, &offer, &programme, false).unwrap();
    assert_eq!(pack.visitor.called, "our visitor");
    assert!(!serde_json::to_string(&pack).unwrap().contains("Amina"));
}

#[test]
fn vetting_is_never_said_to_be_unneeded() {
    for (facts, offer, programme) in planned(0..40) {
        let pack = composed(&facts, &offer, &programme, true).unwrap();
        let vetting = pack.terms.lines.iter().find(|term| term.topic == Topic::Vetting).unwrap();
        assert!(!vetting.words.contains("do not need"), "{}", vetting.words);
    }
}

#[test]
fn a_plan_whose_people_have_gone_is_not_printed() {
    let (facts, mut offer, programme) = planned(0..40).into_iter().next().unwrap();
    offer.offer.people.clear();
    assert!(matches!(composed(&facts, &offer, &programme, true), Err(ComposeError::Gone(_))));
}
