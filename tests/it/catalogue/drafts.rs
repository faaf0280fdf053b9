//! From an entry to an offer: every draft, once it is answered, is an offer that can be opened and planned.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use placewell::catalogue::Catalogue;
use placewell::domain::catalogue::{Draft, DraftQuestion, DraftSubject, DraftTopic, Occupation};
use placewell::domain::code::Code;
use placewell::domain::hazard::HazardAnswer;
use placewell::domain::ids::Slug;
use placewell::domain::learner::Profile;
use placewell::domain::offer::Offer;
use placewell::domain::opening;
use placewell::domain::workload::{HourLimits, WorkInput};
use placewell::programme::{check, plan};
use placewell::words::catalogue::question;
use serde_json::{Value, json};

/// The most answers that a full offer may cost its employer.
const MOST_ANSWERS: usize = 40;

fn every_task(occupation: &Occupation) -> Vec<Slug> {
    occupation.tasks.iter().map(|task| task.id.clone()).collect()
}

/// The people of every made-up workplace, role by role.
const NAMES: [&str; 6] = ["Ana Price", "Bryn Cole", "Cai Marsh", "Dilys Hope", "Evan Stone", "Ffion Lake"];

/// What an employer answers to a question.
fn answer(document: &mut Value, asked: &DraftQuestion<'_>) {
    let window = |field: &str| format!("/windows/0/{field}");
    let mut say = |pointer: &str, value: Value| {
        let mut at = &mut *document;
        for part in pointer.trim_start_matches('/').split('/') {
            at = match part.parse::<usize>() {
                Ok(index) => &mut at[index],
                Err(_) => &mut at[part],
            };
        }
        *at = value;
    };
    match asked.topic {
        DraftTopic::Hazards => {
            let DraftSubject::Task(at, _) = asked.subject else { panic!("hazards of no task") };
            let listed: Vec<Value> = asked
                .hazards()
                .iter()
                .map(|one| {
                    json!({"hazard": one.hazard, "control": one.control, "necessary_for_training": true,
                        "competent_supervision": true, "risk_reduced": true})
                })
                .collect();
            say(&format!("/tasks/{at}/hazards"), json!(listed));
            let stated = json!({"by": "Ana Price, manager", "on": "2026-03-02"});
            say(&format!("/tasks/{at}/hazards_stated"), stated);
        }
        DraftTopic::Person => {
            let DraftSubject::Person(at, _) = asked.subject else { panic!("nobody") };
            say(&format!("/people/{at}/name"), json!(NAMES[at]));
            say(&format!("/people/{at}/supervises"), json!(at < 2));
            let shift = json!([{"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat"],
                "hours": {"from": "07:00", "to": "18:00"}}]);
            say(&format!("/people/{at}/shifts"), shift);
        }
        DraftTopic::Supervisor => {
            let id = |at: usize| document["people"][at]["id"].clone();
            let (first, second) = (id(0), id(1));
            document["supervisor"] = first;
            document["deputy"] = second;
        }
        DraftTopic::LoneAdult => say("/supervision/lone_adult", json!(false)),
        DraftTopic::SpecifiedPlace => say("/supervision/specified_place", json!(false)),
        DraftTopic::Dates => say(&window("dates"), json!({"from": "2026-06-01", "to": "2026-07-31"})),
        DraftTopic::Hours => {
            let breaks = json!([{"from": "12:15", "to": "12:45"}]);
            document["windows"][0]["breaks"] = breaks;
        }
        DraftTopic::Pattern => say("/pattern", json!({"kind": "block", "days": 5})),
        DraftTopic::Capacity => say(&window("capacity"), json!(1)),
        DraftTopic::Ages => say("/ages", json!({"from": 14, "to": 19})),
        DraftTopic::Site => {
            let site = json!({"name": "Elm Row", "address": ["1 Elm Row", "Newport"], "postcode": "NP20 1AA",
                "nation": "wales"});
            say("/site", site);
        }
        DraftTopic::Door => say("/site/door", json!("The green door beside the post box")),
        DraftTopic::AskFor => say("/site/ask_for", json!("Ana Price, manager")),
        DraftTopic::Route => say("/emergency/route", json!("level_exit")),
        DraftTopic::AssemblyPoint => say("/emergency/assembly_point", json!("The lamp post across the road")),
        DraftTopic::Alarm => say("/emergency/alarm", json!("A loud bell, tested on Wednesdays")),
        DraftTopic::FirstAidBox => say("/emergency/first_aid_box", json!("On the office wall")),
        DraftTopic::Events => {}
        DraftTopic::Dress => say("/everyday/dress", json!("Sturdy shoes")),
        DraftTopic::Lunch => say("/everyday/lunch", json!("The kitchen; bring your own")),
        DraftTopic::Toilets => say("/everyday/toilets", json!("Beside the kitchen")),
        DraftTopic::Phones => say("/everyday/phones", json!("In breaks")),
        other => panic!("{other:?} is not needed"),
    }
}

/// The draft of all tasks of an occupation with what it needs, and how many answers that took.
fn answered(occupation: &Occupation) -> (Value, usize) {
    let Draft { offer, questions } = occupation.draft(&every_task(occupation), None);
    let mut document = serde_json::to_value(&offer).unwrap();
    let needed: Vec<_> = questions.iter().filter(|asked| asked.topic.is_needed()).collect();
    for asked in &needed {
        answer(&mut document, asked);
    }
    (document, needed.len())
}

/// A made-up learner who likes change and has no need that decides anything.
fn learner() -> Profile {
    serde_json::from_value(json!({
        "programme": "work_experience", "interests": [], "own_words": {},
        "stamina": {"max_continuous_minutes": 90, "max_daily_minutes": 360, "break_minutes": 10},
        "communicates": ["speech"], "instructed_by": ["shown"], "help": "shown_once",
        "capability": {"reading": "some", "numbers": "some", "communication": "some", "physical": "some",
            "challenge": 3, "stretch": 4},
        "variety": "some", "evacuation": "unaided",
        "travel": {"modes": ["walk"], "step_free": "not_needed", "speed_mm_s": 1200, "max_walk_metres": 800,
            "max_total_walk_metres": 1500, "comfortable_minutes": 40, "max_minutes": 60, "max_changes": 1,
            "change_minutes": 5, "max_wait_minutes": 20},
    }))
    .unwrap()
}

#[test]
fn every_entry_gives_an_offer_that_can_be_opened_and_planned_for_at_most_forty_answers() {
    let (profile, none) = (learner(), BTreeSet::new());
    let today: NaiveDate = "2026-03-02".parse().unwrap();
    let (mut offers, mut most, mut idle, mut planned) = (0, 0, Vec::new(), BTreeMap::<usize, u32>::new());
    for occupation in Catalogue::built_in().unwrap().iter() {
        let slug = &occupation.slug;
        let (document, answers) = answered(occupation);
        assert!(answers <= MOST_ANSWERS, "{slug} takes {answers} answers");
        let offer: Offer = serde_json::from_value(document).unwrap_or_else(|why| panic!("{slug}: {why}"));
        assert_eq!(offer.check(), Ok(()), "{slug}");
        assert_eq!(opening::check(&offer, today), Ok(()), "{slug}");
        for task in &offer.tasks {
            assert_ne!(task.hazard_answer(), HazardAnswer::NotAsked, "{slug}/{}", task.id);
            assert_eq!(task.unanswered_proposals(), vec![], "{slug}/{}", task.id);
        }
        let window = &offer.windows[0];
        let start = window.starts(offer.pattern, window.dates.from, &[]).next().unwrap();
        let days = window.placement_days(offer.pattern, start, &[]).unwrap();
        let input = WorkInput::new(&offer, window, &days, &none, &profile, HourLimits::UNDER_18);
        let week = match plan(&input) {
            Ok(week) => week,
            Err(short) => {
                let gaps = short
                    .missing
                    .iter()
                    .map(|gap| format!("{} {} to {}", gap.date, gap.span.from, gap.span.to));
                idle.push(format!("{slug}: {}", gaps.collect::<Vec<_>>().join(", ")));
                continue;
            }
        };
        assert_eq!(check(&week, &input), vec![], "{slug}");
        *planned.entry(week.tasks.len()).or_default() += 1;
        (offers, most) = (offers + 1, most.max(answers));
    }
    assert_eq!(idle, Vec::<String>::new());
    println!("{offers} occupations, at most {most} answers; weeks by how many tasks they hold: {planned:?}");
    assert!(offers >= 40 && planned.keys().all(|tasks| *tasks >= 4), "{planned:?}");
}

#[test]
fn a_draft_states_no_hazard_no_exposure_and_no_trial_and_asks_for_each() {
    for occupation in Catalogue::built_in().unwrap().iter() {
        let Draft { offer, questions } = occupation.draft(&every_task(occupation), None);
        for (at, (task, typical)) in offer.tasks.iter().zip(&occupation.tasks).enumerate() {
            assert_eq!(task.hazard_answer(), HazardAnswer::NotAsked);
            assert!(task.tried.is_none() && task.exposures.0.is_empty());
            let about = |topic: DraftTopic| {
                let of = |asked: &&DraftQuestion<'_>| {
                    asked.topic == topic
                        && matches!(asked.subject, DraftSubject::Task(which, _) if which == at)
                };
                *questions.iter().find(of).unwrap()
            };
            assert_eq!(about(DraftTopic::Hazards).hazards(), typical.hazards);
            assert_eq!(about(DraftTopic::Exposures).exposures(), typical.exposures);
            about(DraftTopic::Tried);
            about(DraftTopic::Task);
        }
    }
}

/// What is typical is open: each member of a draft lies in the field of a question.
#[test]
fn whatever_a_draft_says_is_asked_about() {
    for occupation in Catalogue::built_in().unwrap().iter() {
        let Draft { offer, questions } = occupation.draft(&every_task(occupation), None);
        let fields: BTreeSet<String> = questions.iter().flat_map(DraftQuestion::fields).collect();
        let Value::Object(members) = serde_json::to_value(&offer).unwrap() else { panic!() };
        for (name, value) in members {
            let within = |path: &str| {
                fields.iter().any(|field| field == path || field.starts_with(&format!("{path}.")))
            };
            match value.as_array() {
                Some(items) if name != "events" && name != "places" => {
                    assert!((0..items.len()).all(|at| within(&format!("{name}[{at}]"))), "{name}");
                }
                _ => assert!(within(&name), "{name}"),
            }
        }
    }
}

#[test]
fn questions_come_in_the_order_that_matters_and_read_as_questions() {
    for occupation in Catalogue::built_in().unwrap().iter() {
        let Draft { offer, questions } = occupation.draft(&every_task(occupation), None);
        assert!(questions.is_sorted_by_key(|asked| asked.topic));
        let asked: BTreeSet<_> = questions.iter().map(|asked| asked.topic).collect();
        assert_eq!(asked.len(), DraftTopic::ALL.len());
        for asked in &questions {
            let text = question(asked, &offer);
            assert!(text.contains('?') && text.ends_with(['?', '.']) && !text.contains('_'), "{text}");
            assert!(!asked.topic.answered_by().is_empty() && !asked.fields().is_empty());
        }
        let texts: BTreeSet<String> = questions.iter().map(|asked| question(asked, &offer)).collect();
        assert_eq!(texts.len(), questions.len(), "{}", occupation.slug);
    }
}

/// Fewer tasks need fewer people, places and events, and a site that was given is not asked for.
#[test]
fn a_draft_asks_only_for_what_its_tasks_need() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = catalogue.get(&Slug::parse("library-assistant").unwrap()).unwrap();
    let tasks = [library.tasks[0].id.clone()];
    let site =
        serde_json::from_value(json!({"name": "Elm Row", "address": ["1 Elm Row"], "postcode": "NP20 1AA",
        "nation": "wales"}));
    let Draft { offer, questions } = library.draft(&tasks, Some(&site.unwrap()));
    let wanted: BTreeSet<&Slug> =
        library.tasks[0].with.iter().chain(&library.tasks[0].hand_over_to).collect();
    assert_eq!(offer.people.iter().map(|person| &person.id).collect::<BTreeSet<_>>(), wanted);
    assert_eq!((offer.tasks.len(), offer.site.unwrap().name.as_str()), (1, "Elm Row"));
    assert!(questions.iter().all(|asked| asked.topic != DraftTopic::Site));
    let places: Vec<_> = offer.places.iter().map(|place| &place.name).collect();
    assert_eq!(places, [&offer.tasks[0].place]);
    let whole = library.draft(&every_task(library), None).offer;
    let van = whole.events.iter().find(|event| event.id.as_str() == "van").unwrap();
    let tied_up: Vec<_> = van.people.iter().map(Slug::as_str).collect();
    assert_eq!(tied_up, ["reservations"], "the caretaker is with no learner, so nobody asks who that is");
    for event in &offer.events {
        assert!(event.place.as_ref().is_none_or(|place| *place == offer.tasks[0].place), "{event:?}");
    }
}
