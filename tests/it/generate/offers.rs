//! Offers made from the workplaces.

use std::collections::BTreeMap;

use placewell::domain::code::Code;
use placewell::domain::event::{EventKind, SiteEvent};
use placewell::domain::exposure::Exposure;
use placewell::domain::fact::{Availability, ExposureFacts, Presence, ProvisionFacts, Stated};
use placewell::domain::hazard::HazardStatement;
use placewell::domain::ids::{OfferId, OrganisationId, PersonId, Slug};
use placewell::domain::insurance::Insurance;
use placewell::domain::nation::Nation;
use placewell::domain::occupation::SocCode;
use placewell::domain::offer::{Ages, Offer, OfferFacts, Supervision};
use placewell::domain::person::Person;
use placewell::domain::place::{Coordinates, Postcode};
use placewell::domain::provision::Provision;
use placewell::domain::quantity::{Amount, Batch};
use placewell::domain::site::{Emergency, EvacuationRoute, Everyday, Site};
use placewell::domain::task::{Load, Step, Task, TaskHazard, TaskHours, Tried};
use placewell::domain::time::{DateRange, Weekday};
use placewell::domain::window::{Pattern, Window};

use super::workplace::{Work, Workplace, all};
use super::{Dice, line, monday, paragraph, people, span, working_week};

/// An offer of a random workplace.
pub(crate) fn offer(dice: &mut Dice, hardness: u8) -> OfferFacts {
    let workplace = dice.pick(&all());
    let people = people::people(dice, hardness);
    let tasks = tasks(dice, hardness, &workplace, &people);
    let pattern = pattern(dice);
    let id = OfferId::parse(&dice.uuid()).unwrap();
    let employer = OrganisationId::parse(&dice.uuid()).unwrap();
    let place = |dice: &mut Dice, from: i32| from + i32::try_from(dice.between(0, 80_000)).unwrap() - 40_000;
    let coordinates = Coordinates::new(place(dice, 51_588_000), place(dice, -2_998_000)).unwrap();
    let offer = Offer {
        title: line(workplace.title),
        summary: paragraph("You join the team and do real work that they need."),
        soc: SocCode::parse(workplace.soc).unwrap(),
        site: Site {
            name: line("The site"),
            address: vec![line("1 Made Up Street"), line("Newport")],
            postcode: Postcode::parse("NP20 4AQ").unwrap(),
            coordinates: (!dice.chance(hardness / 10)).then_some(coordinates),
            nation: dice.pick(&[Nation::Wales, Nation::England]),
            door: line("The front door, beside the bench"),
            ask_for: line(&format!("{}, who meets you there", people[0].name)),
        },
        pattern,
        windows: windows(dice, hardness, pattern),
        ages: Ages { from: if dice.chance(hardness / 3) { 16 } else { 14 }, to: 25 },
        provisions: provisions(dice, hardness),
        exposures: exposures(dice, hardness, workplace.present, workplace.avoidable),
        tasks,
        events: events(&workplace),
        places: Vec::new(),
        cover: Vec::new(),
        supervisor: PersonId::parse("person-0").unwrap(),
        deputy: PersonId::parse("person-1").unwrap(),
        people,
        supervision: Supervision {
            lone_adult: (!dice.chance(hardness / 2)).then(|| dice.chance(20)),
            specified_place: workplace.specified_place,
        },
        emergency: Emergency {
            assembly_point: line("The lamp post by the car park"),
            alarm: line("A loud bell, tested on Wednesdays at 11:00"),
            route: route(dice, hardness),
            first_aid_box: line("In the staff room"),
        },
        everyday: Everyday {
            dress: line("Flat shoes, and clothes that may get dirty"),
            lunch: line("Bring your own; there is a table in the staff room"),
            toilets: line("Beside the staff room"),
            phones: line("In your bag until the break"),
            no_go: vec![line("The loading bay")],
            more: None,
        },
    };
    let insurance = insurance(dice, hardness);
    OfferFacts {
        id,
        version: 1,
        employer,
        employer_name: line("Brynmawr Made Up"),
        insurance,
        offer,
        full: BTreeMap::new(),
        supervised: std::collections::BTreeSet::new(),
    }
}

fn route(dice: &mut Dice, hardness: u8) -> EvacuationRoute {
    if dice.chance(hardness / 3) {
        dice.pick(&[EvacuationRoute::Unknown, EvacuationRoute::StairsOnly])
    } else {
        dice.pick(&[EvacuationRoute::LevelExit, EvacuationRoute::RefugeAndHelp])
    }
}

fn pattern(dice: &mut Dice) -> Pattern {
    match dice.between(0, 9) {
        0..=5 => Pattern::Block { days: 5 },
        6 => Pattern::Block { days: 10 },
        7 | 8 => Pattern::Extended { weeks: u8::try_from(dice.between(4, 12)).unwrap() },
        _ => Pattern::Rotation { weeks: 8 },
    }
}

fn windows(dice: &mut Dice, hardness: u8, pattern: Pattern) -> Vec<Window> {
    (0..dice.between(1, 2))
        .map(|nth| {
            let from = monday() + chrono::Duration::weeks(i64::from(nth * 16 + dice.between(0, 3)));
            let weekdays = match pattern {
                Pattern::Extended { .. } => {
                    let count = dice.between(1, 2) as usize;
                    dice.some(&[Weekday::Tue, Weekday::Wed, Weekday::Thu], count).into_iter().collect()
                }
                _ => working_week(),
            };
            let hours = [
                span("09:00", "15:00"),
                span("09:30", "15:30"),
                span("09:00", "16:00"),
                span("08:00", "17:00"),
            ];
            let hours = hours[dice.between(0, if hardness > 60 { 3 } else { 2 }) as usize];
            Window {
                id: Slug::parse(&format!("window-{nth}")).unwrap(),
                dates: DateRange::new(from, from + chrono::Duration::weeks(15)).unwrap(),
                weekdays,
                hours,
                breaks: vec![span("10:45", "11:00"), span("12:30", "13:00")],
                capacity: u8::try_from(dice.between(1, 3)).unwrap(),
                start_can_move_minutes: dice.pick(&[0, 30, 60]),
                closed: Vec::new(),
                works_bank_holidays: false,
            }
        })
        .collect()
}

fn provisions(dice: &mut Dice, hardness: u8) -> ProvisionFacts {
    let mut facts = BTreeMap::new();
    for provision in Provision::ALL {
        let state = if dice.chance(hardness / 2) {
            Availability::Unknown
        } else if dice.chance(hardness / 2) {
            Availability::No
        } else if dice.chance(20) {
            Availability::CanArrange
        } else {
            Availability::Yes
        };
        if state != Availability::Unknown || dice.chance(50) {
            facts.insert(*provision, Stated::plain(state));
        }
    }
    ProvisionFacts(facts)
}

fn exposures(dice: &mut Dice, hardness: u8, present: &[Exposure], avoidable: &[Exposure]) -> ExposureFacts {
    let mut facts = BTreeMap::new();
    for exposure in Exposure::ALL {
        let state = if present.contains(exposure) {
            Presence::Present
        } else if avoidable.contains(exposure) {
            Presence::Avoidable
        } else if dice.chance(hardness / 3) {
            Presence::Unknown
        } else if dice.chance(hardness / 8) {
            Presence::Avoidable
        } else {
            Presence::Absent
        };
        if state != Presence::Unknown {
            facts.insert(*exposure, Stated::plain(state));
        }
    }
    ExposureFacts(facts)
}

fn tasks(dice: &mut Dice, hardness: u8, workplace: &Workplace, people: &[Person]) -> Vec<Task> {
    let count = if dice.chance(hardness / 2) { 3 } else { workplace.tasks.len() };
    let works = dice.some(workplace.tasks, count);
    works.iter().enumerate().map(|(nth, work)| task(dice, hardness, nth, work, people)).collect()
}

fn task(dice: &mut Dice, hardness: u8, nth: usize, work: &Work, people: &[Person]) -> Task {
    let [reading, numbers, communication, physical] = work.load.map(Work::demand);
    let proofs = !dice.chance(hardness);
    let with = people.iter().map(|person| person.id.clone()).filter(|_| dice.chance(100 - hardness / 2));
    let mut with: Vec<PersonId> = with.collect();
    if with.is_empty() {
        with.push(people[0].id.clone());
    }
    let task = Task {
        id: Slug::parse(&format!("task-{nth}")).unwrap(),
        name: line(work.name),
        themes: work.themes.iter().copied().collect(),
        steps: work
            .steps
            .iter()
            .map(|does| Step { does: line(does), cue: None, check: None, critical: false })
            .collect(),
        tried: (!dice.chance(hardness)).then(|| Tried { by: line("Job coach"), on: monday() }),
        available: vec![TaskHours { weekdays: working_week(), hours: span(work.hours.0, work.hours.1) }],
        minutes_a_day: (!dice.chance(30)).then_some(work.minutes),
        place: line(work.place),
        with,
        pace: work.pace,
        load: Load { reading, numbers, communication, physical, challenge: work.challenge },
        exposures: exposures(dice, hardness, work.present, &[]),
        hazards: work
            .hazards
            .iter()
            .map(|hazard| TaskHazard {
                hazard: *hazard,
                control: Some(line("Guards on, gloves worn, never alone")),
                necessary_for_training: proofs,
                competent_supervision: proofs || dice.chance(50),
                risk_reduced: proofs || dice.chance(50),
            })
            .collect(),
        hazards_stated: None,
        equipment: Vec::new(),
        good_looks_like: line("Neat, and as the sample shows"),
        visible_finish: line(work.finish),
        if_finished: line("Tell your person and choose the next card"),
        also: Vec::new(),
        if_stuck: line("Put up the red card and wait"),
        stop_rule: None,
        product: (nth == 0).then(|| line("A row of finished work on the shelf")),
        amount: (hardness.is_multiple_of(3) && nth.is_multiple_of(2)).then(|| Amount {
            a_day: 40,
            unit: line("piece"),
            units: line("pieces"),
            worker_seconds_each: nth.is_multiple_of(4).then_some(90),
            batch: nth.is_multiple_of(4).then(|| Batch {
                of: 5,
                unit: line("stack of five"),
                units: line("stacks of five"),
            }),
        }),
        due: None,
        used: None,
        body: None,
        left_out: None,
        plan_b: None,
    };
    stated(task)
}

/// The task with its hazards stated: those listed and no others.
fn stated(task: Task) -> Task {
    let struck_out = task.unanswered_proposals().into_iter().map(|proposal| proposal.hazard).collect();
    let by = line("Supervisor, on a walk round");
    Task { hazards_stated: Some(HazardStatement { by, on: monday(), struck_out }), ..task }
}

fn events(workplace: &Workplace) -> Vec<SiteEvent> {
    let alarm = SiteEvent {
        id: Slug::parse("alarm").unwrap(),
        name: line("Fire alarm test"),
        kind: EventKind::AlarmTest,
        weekdays: [Weekday::Wed].into_iter().collect(),
        date: None,
        hours: span("11:00", "11:05"),
        place: None,
        places: Vec::new(),
        go_to: Vec::new(),
        people: Vec::new(),
        meanwhile: None,
    };
    let delivery = workplace.delivery.map(|(name, at, place)| {
        let from = placewell::domain::time::TimeOfDay::parse(at).unwrap();
        SiteEvent {
            id: Slug::parse("delivery").unwrap(),
            name: line(name),
            kind: EventKind::Delivery,
            weekdays: working_week(),
            date: None,
            hours: placewell::domain::time::Span::new(from, from.plus(20)).unwrap(),
            place: Some(line(place)),
            places: Vec::new(),
            go_to: Vec::new(),
            people: Vec::new(),
            meanwhile: None,
        }
    });
    delivery.into_iter().chain([alarm]).collect()
}

fn insurance(dice: &mut Dice, hardness: u8) -> Option<Insurance> {
    if dice.chance(hardness / 4) {
        return match dice.between(0, 2) {
            0 => None,
            1 => Some(Insurance::CloseRelativesOnly),
            _ => Some(Insurance::NoEmployees),
        };
    }
    Some(match dice.between(0, 9) {
        0 => Insurance::LocalAuthority,
        1 => Insurance::NhsBody,
        2 => Insurance::Crown,
        _ => Insurance::Policy {
            insurer: line("Made Up Mutual"),
            number: Some(line("MU 12345")),
            cover_pounds: if dice.chance(hardness / 8) { 2_000_000 } else { 10_000_000 },
            expires: monday() + chrono::Duration::days(if dice.chance(hardness / 8) { 30 } else { 900 }),
            insurer_told: dice.chance(50),
        },
    })
}
