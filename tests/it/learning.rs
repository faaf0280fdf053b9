//! What a placement suggests: nothing that nobody said, nothing that is known, and changes that can be read back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use placewell::cli::demo::sample::Sample;
use placewell::domain::code::CodeSet;
use placewell::domain::fact::{Availability, FactSource, Stated};
use placewell::domain::ids::{OrganisationId, TaskId};
use placewell::domain::learner::{EarlierPlacement, Profile};
use placewell::domain::offer::Offer;
use placewell::domain::provision::Provision;
use placewell::domain::report::{Face, Reflection};
use placewell::domain::support::HelpLevel;
use placewell::domain::text::{Line, Paragraph};
use placewell::domain::theme::Theme;
use placewell::learning::{
    Helped, Lesson, LessonFacts, LessonTarget, MendedStep, NoRoom, Observation, OwnWord, SaidBy, Teller,
    ToldObservation, suggestions, to_offer, to_profile,
};
use placewell::words::learning as words;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 20).unwrap()
}

fn ground() -> (Profile, Offer) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
    let sample = Sample::read(&folder, NaiveDate::from_ymd_opt(2026, 3, 16).unwrap()).unwrap();
    let learner = sample.learners.iter().find(|(name, _)| name == "carys").unwrap().1.clone();
    let offer = sample.offers.iter().find(|(name, _)| name == "library-shelves").unwrap().1.offer.clone();
    (learner.profile, offer)
}

fn library() -> OrganisationId {
    OrganisationId::parse("0a000000-0000-7000-8000-000000000001").unwrap()
}

fn said(by: Teller, role: &str) -> SaidBy {
    SaidBy { by, role: Line::parse(role).ok(), on: day() }
}

fn task(id: &str) -> TaskId {
    TaskId::parse(id).unwrap()
}

fn facts<'a>(
    profile: &'a Profile,
    offer: &'a Offer,
    employer: &'a OrganisationId,
    told: &'a [ToldObservation],
) -> LessonFacts<'a> {
    LessonFacts { profile, offer, employer, arrived: None, told, reflection: None, note: words::note }
}

fn waiting(facts: &LessonFacts<'_>) -> Vec<Lesson> {
    suggestions(facts).into_iter().filter(|one| !one.known).map(|one| one.lesson).collect()
}

#[test]
fn what_nobody_said_is_not_suggested() {
    let ((profile, offer), employer) = (ground(), library());
    assert_eq!(waiting(&facts(&profile, &offer, &employer, &[])), []);
    let silent =
        ToldObservation { said: said(Teller::Employer, "Librarian"), observation: Observation::default() };
    assert_eq!(waiting(&facts(&profile, &offer, &employer, &[silent])), []);
}

#[test]
fn what_was_said_is_suggested_to_the_profile_and_to_the_offer() {
    let ((profile, mut offer), employer) = (ground(), library());
    offer.provisions.0.insert(Provision::QuietSpace, Stated::plain(Availability::CanArrange));
    for one in &mut offer.tasks {
        one.tried = None;
    }
    let observation = Observation {
        supports: BTreeMap::from([
            (Provision::QuietSpace, Helped::Worked),
            (Provision::NamedBuddy, Helped::DidNot),
            (Provision::NoticeOfChange, Helped::NotThere),
        ]),
        tried: BTreeSet::from([task("shelve"), task("gone")]),
        help: Some(HelpLevel::ListOnly),
        ..Observation::default()
    };
    let told = [
        ToldObservation { said: said(Teller::Employer, "Librarian"), observation: observation.clone() },
        ToldObservation { said: said(Teller::Provider, "job coach"), observation },
    ];
    let reflection = Reflection {
        face: Face::Good,
        best: Some(Paragraph::parse("I liked the returns machine.").unwrap()),
        hard: None,
        next: None,
        scribed_by: None,
    };
    let facts = LessonFacts {
        arrived: Some(said(Teller::Employer, "Librarian")),
        reflection: Some((&reflection, day())),
        ..facts(&profile, &offer, &employer, &told)
    };
    let all = suggestions(&facts);
    let lines: Vec<_> = all
        .iter()
        .filter(|one| !one.known)
        .map(|one| {
            let by = one.said.iter().map(|said| words::said(said, "20 March")).collect::<Vec<_>>().join("; ");
            format!("{:?} {} [{by}]", one.lesson.target(), words::sentence(&one.lesson, &offer))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_mended_step_takes_the_place_of_the_one_of_which_it_was_said() {
    let ((profile, mut offer), employer) = (ground(), library());
    let shelve = task("shelve");
    let step = offer.task(&shelve).unwrap().steps[0].does.clone();
    let done = Line::parse("Put the label on the left").unwrap();
    let mended = vec![MendedStep { task: shelve.clone(), step: step.clone(), done: done.clone() }];
    let by = said(Teller::Employer, "Librarian");
    let told =
        [ToldObservation { said: by.clone(), observation: Observation { mended, ..Observation::default() } }];
    let lesson = Lesson::Mended { task: shelve.clone(), step: step.clone(), done: done.clone() };
    assert_eq!(waiting(&facts(&profile, &offer, &employer, &told)), std::slice::from_ref(&lesson));
    let words = words::sentence(&lesson, &offer);
    assert!(words.contains(step.as_str()) && words.contains("Put the label on the left"), "{words}");
    assert_eq!(lesson.target(), LessonTarget::Offer);
    to_offer(&mut offer, &lesson, &by).unwrap();
    assert_eq!(offer.task(&shelve).unwrap().steps[0].does, done);
    assert_eq!(waiting(&facts(&profile, &offer, &employer, &told)), [], "it is no longer that step");
    assert_eq!(to_offer(&mut offer, &lesson, &by), Err(NoRoom));
}

#[test]
fn an_accepted_lesson_is_in_its_document_and_is_suggested_no_more() {
    let ((mut profile, mut offer), employer) = (ground(), library());
    offer.tasks.iter_mut().for_each(|one| one.tried = None);
    let themes = CodeSet::<Theme>::EMPTY.union([Theme::Words].into_iter().collect());
    let lessons = [
        Lesson::Been { themes },
        Lesson::Support { provision: Provision::QuietSpace, helped: Helped::Worked },
        Lesson::Support { provision: Provision::NamedBuddy, helped: Helped::DidNot },
        Lesson::Help { level: HelpLevel::ListOnly },
        Lesson::OwnWords { about: OwnWord::Likes, words: Paragraph::parse("I liked the trolley.").unwrap() },
        Lesson::Provided { provision: Provision::Bsl, there: true },
        Lesson::Provided { provision: Provision::QuietStart, there: false },
        Lesson::Tried { task: task("shelve") },
    ];
    let by = said(Teller::Provider, "job coach");
    for _ in 0..2 {
        for lesson in &lessons {
            match lesson.target() {
                LessonTarget::Profile => {
                    to_profile(&mut profile, &employer, lesson, &words::note(lesson)).unwrap();
                }
                LessonTarget::Offer => to_offer(&mut offer, lesson, &by).unwrap(),
            }
        }
    }
    let learnt = "Helped here: a quiet place to go to.\nDid not help here: a named person to turn to.";
    let before = profile.earlier.iter().find(|one| one.employer.as_ref() == Some(&employer)).unwrap();
    assert_eq!((before.themes, profile.earlier.len(), profile.help), (themes, 1, HelpLevel::ListOnly));
    let kept = before.learnt.as_ref().unwrap().as_str();
    assert_eq!(kept.lines().next(), learnt.lines().next(), "{kept}");
    assert_eq!(kept.lines().count(), 2, "twice accepted stands once: {kept}");
    assert!(
        profile
            .own_words
            .likes
            .as_ref()
            .unwrap()
            .as_str()
            .ends_with("same thing well.\nI liked the trolley.")
    );
    let stated = &offer.provisions.0[&Provision::Bsl];
    assert_eq!((stated.source, stated.as_at), (Some(FactSource::EarlierPlacement), Some(day())));
    assert_eq!(offer.provisions.get(Provision::QuietStart), Availability::No);
    assert_eq!(offer.task(&task("shelve")).unwrap().tried.as_ref().unwrap().by.as_str(), "job coach");
    let observation = Observation {
        supports: BTreeMap::from([
            (Provision::QuietSpace, Helped::Worked),
            (Provision::NamedBuddy, Helped::DidNot),
        ]),
        tried: BTreeSet::from([task("shelve")]),
        help: Some(HelpLevel::ListOnly),
        ..Observation::default()
    };
    let told = [ToldObservation { said: by, observation }];
    assert_eq!(waiting(&facts(&profile, &offer, &employer, &told)), []);
}

#[test]
fn a_full_document_says_so_and_is_not_cut() {
    let ((mut profile, mut offer), employer) = (ground(), library());
    let note = Lesson::Support { provision: Provision::QuietSpace, helped: Helped::Worked };
    profile.own_words.likes = Some(Paragraph::parse(&"x".repeat(1_990)).unwrap());
    let more =
        Lesson::OwnWords { about: OwnWord::Likes, words: Paragraph::parse("I liked the trolley.").unwrap() };
    assert_eq!(to_profile(&mut profile, &employer, &more, ""), Err(NoRoom));
    assert_eq!(profile.own_words.likes.as_ref().unwrap().as_str().len(), 1_990);
    let elsewhere = EarlierPlacement { themes: CodeSet::EMPTY, employer: None, learnt: None };
    profile.earlier = vec![elsewhere; 30];
    assert_eq!(to_profile(&mut profile, &employer, &note, &words::note(&note)), Err(NoRoom));
    let gone = Lesson::Tried { task: task("gone") };
    assert_eq!(to_offer(&mut offer, &gone, &said(Teller::Employer, "Librarian")), Err(NoRoom));
}
