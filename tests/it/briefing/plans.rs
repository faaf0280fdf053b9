//! Plans of generated offers and learners, and everything that is made of one.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeZone, Utc};
use placewell::briefing::booklet::{Booklet, Material};
use placewell::briefing::compose::{AgreedTerms, Disclosure, Inputs, Version, compose};
use placewell::briefing::editions;
use placewell::briefing::pack::{Adjustment, Pack};
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

use crate::generate::{self, line};

/// The three copies beside the employer's pack.
pub(super) const COPIES: [Edition; 3] = [Edition::Learner, Edition::Family, Edition::JobCoach];

/// A learner, an offer, and the days that they make.
pub(super) type Planned = (LearnerFacts, OfferFacts, Programme);

/// The instant at which the tests' packs are made.
pub(super) fn stamp() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 2, 16, 9, 30, 0).unwrap()
}

/// The school of every generated learner.
pub(super) fn provider() -> Provider {
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

/// The record of a generated learner.
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
pub(super) fn planned(seeds: std::ops::Range<u64>) -> Vec<Planned> {
    seeds.filter_map(of_seed).collect()
}

/// The plans of generated pairs, each with its seed, without an end.
pub(super) fn plans() -> impl Iterator<Item = (u64, Planned)> {
    (0..).filter_map(|seed| of_seed(seed).map(|plan| (seed, plan)))
}

/// The plan of the pair of a seed, if its work fills it.
pub(super) fn of_seed(seed: u64) -> Option<Planned> {
    let (learner, offer) = (generate::learner(seed, 0), generate::offer(seed, 0));
    let window = offer.offer.windows.first()?;
    let days = window
        .starts(offer.offer.pattern, window.dates.from, &[])
        .next()
        .and_then(|start| window.placement_days(offer.offer.pattern, start, &[]))?;
    let carved = BTreeSet::new();
    let input = WorkInput::new(&offer.offer, window, &days, &carved, &learner.profile, HourLimits::UNDER_18);
    let programme = plan(&input).ok()?;
    Some((learner, offer, programme))
}

/// The pack of a plan and its three copies, not printed.
pub(super) fn copies(
    learner: &Learner,
    facts: &LearnerFacts,
    offer: &OfferFacts,
    programme: &Programme,
) -> (Pack, Vec<Booklet>) {
    with_inputs(learner, facts, offer, programme, (true, false), |inputs| {
        let pack = compose(inputs).unwrap();
        let material = Material::of(inputs, &pack, &[]).unwrap();
        let booklets = COPIES.iter().map(|edition| editions::booklet(*edition, &material).unwrap()).collect();
        (pack, booklets)
    })
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
        my_way: None,
        meals: None,
        nobody_along: false,
        supports: Vec::new(),
        step: None,
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
        calls: &[],
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
