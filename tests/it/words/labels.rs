//! Every code of every vocabulary has a label, none empty, none twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use placewell::domain::code::Code;
use placewell::words::label::Label;

fn labels<T: Code + Label>() -> Vec<&'static str> {
    T::ALL.iter().map(|code| code.label()).collect()
}

macro_rules! vocabularies {
    ($($($part:ident)::+,)+) => {
        BTreeMap::from([$((
            stringify!($($part)::+).rsplit("::").next().unwrap().trim().to_owned(),
            labels::<placewell::$($part)::+>(),
        ),)+])
    };
}

fn domain() -> BTreeMap<String, Vec<&'static str>> {
    vocabularies! {
        domain::agreement::AgreementActor,
        domain::agreement::AgreementMethod,
        domain::agreement::AgreementScope,
        domain::alert::AlertCause,
        domain::alert::AlertEvent,
        domain::alert::AlertRung,
        domain::catalogue::AmountPeriod,
        domain::catalogue::Setting,
        domain::cohort::CohortChoice,
        domain::cohort::CohortObjective,
        domain::cohort::CohortStanding,
        domain::cohort::CohortState,
        domain::cohort::CohortVerdict,
        domain::contact::BounceState,
        domain::delivery::BriefingState,
        domain::delivery::DeliveryState,
        domain::letter::LetterKind,
        domain::letter::RecipientKind,
        domain::delivery::Edition,
        domain::disclosure::Told,
        domain::destination::DestinationSource,
        domain::destination::FollowUp,
        domain::event::EventKind,
        domain::exposure::Exposure,
        domain::family_message::FamilyAnswer,
        domain::family_message::FamilyLeftOut,
        domain::family_message::FamilyMessageState,
        domain::family_message::FamilyQuestion,
        domain::family_message::FamilyTemplate,
        domain::family_message::FamilyWay,
        domain::family_message::FamilyWish,
        domain::family_message::PaperBecause,
        domain::fact::Availability,
        domain::fact::FactSource,
        domain::fact::Presence,
        domain::hazard::Hazard,
        domain::hazard::HazardAnswer,
        domain::hazard::Reg19Head,
        domain::internship_review::ReviewPart,
        domain::learner::LearnerState,
        domain::learner::ProgrammeKind,
        domain::learner::SenCode,
        domain::nation::Nation,
        domain::need::Weight,
        domain::offer::OfferState,
        domain::organisation::DisabilityConfident,
        domain::organisation::OrganisationKind,
        domain::placement::Gate,
        domain::placement::PlacementAction,
        domain::placement::PlacementState,
        domain::provision::Provision,
        domain::quantity::Posture,
        domain::reminder::ReminderOccasion,
        domain::reminder::ReminderOutcome,
        domain::report::Arrival,
        domain::report::DayWent,
        domain::report::Face,
        domain::report::HelpNeeded,
        domain::report::HostAgain,
        domain::report::Interest,
        domain::report::InterestReason,
        domain::report::Overall,
        domain::report::ReportKind,
        domain::role::Role,
        domain::scope::Scope,
        domain::site::EvacuationRoute,
        domain::support::CommunicationMode,
        domain::support::Evacuation,
        domain::support::HelpLevel,
        domain::support::InstructionMode,
        domain::support::PfaOutcome,
        domain::support::Variety,
        domain::task::Demand,
        domain::task::Pace,
        domain::theme::Theme,
        domain::time::Weekday,
        domain::travel_profile::ArrangedMode,
        domain::travel_profile::StepFreePolicy,
        domain::travel_profile::TrainingStage,
        domain::travel_profile::TravelMode,
        domain::voice::ReadingForm,
        domain::webhook::WebhookEvent,
        domain::webhook::WebhookState,
        domain::whereabouts::Noise,
    }
}

fn law_and_suitability() -> BTreeMap<String, Vec<&'static str>> {
    vocabularies! {
        law::AgeBand,
        law::Condition,
        law::Regime,
        law::Rule,
        law::Source,
        law::safeguarding::Frequency,
        law::safeguarding::VettingChoice,
        suitability::Criterion,
        suitability::Effort,
        suitability::FamilyBand,
        suitability::JourneyStanding,
        suitability::Outcome,
        suitability::Party,
    }
}

fn learning() -> BTreeMap<String, Vec<&'static str>> {
    vocabularies! {
        learning::Helped,
        learning::LessonChoice,
        learning::LessonTarget,
        learning::OwnWord,
        learning::Teller,
    }
}

/// The names that `vocabulary!` declares in a folder of the source.
fn declared(folder: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        for block in text.split("\nvocabulary! {").skip(1) {
            let marked = |line: &str| line.starts_with("///") || line.starts_with("#[") || line.is_empty();
            let head = block.lines().find(|line| !marked(line.trim()));
            names.insert(head.unwrap().trim().trim_end_matches('{').trim().to_owned());
        }
    }
    names
}

#[test]
fn every_vocabulary_has_labels() {
    let known: BTreeSet<String> = domain().into_keys().collect();
    assert_eq!(declared("crates/placewell-domain/src"), known);
    assert_eq!(declared("src/learning"), learning().into_keys().collect());
    let known: BTreeSet<String> = law_and_suitability().into_keys().chain(["Outcome".to_owned()]).collect();
    let declared: BTreeSet<String> = declared("crates/placewell-matching/src/law")
        .union(&declared("crates/placewell-matching/src/suitability"))
        .cloned()
        .collect();
    assert_eq!(declared, known);
}

#[test]
fn no_label_is_empty_or_stands_twice_in_one_vocabulary() {
    let law_outcomes = ("law::Outcome".to_owned(), labels::<placewell::law::Outcome>());
    for (name, labels) in
        domain().into_iter().chain(law_and_suitability()).chain(learning()).chain([law_outcomes])
    {
        let different: BTreeSet<_> = labels.iter().collect();
        assert_eq!(different.len(), labels.len(), "{name} repeats a label");
        for label in labels {
            assert!(label.len() > 1 && label.trim() == label && !label.ends_with('.'), "{name}: {label:?}");
        }
    }
}
