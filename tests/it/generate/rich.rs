//! What a workplace or a learner may say beyond the bare facts: places, cover, due times, weights, who comes along.

use std::collections::BTreeSet;

use placewell::domain::event::{EventKind, SiteEvent};
use placewell::domain::ids::{PersonId, Slug};
use placewell::domain::learner::Profile;
use placewell::domain::offer::Offer;
use placewell::domain::person::Person;
use placewell::domain::quantity::{Body, Posture, Use};
use placewell::domain::text::Line;
use placewell::domain::time::{TimeOfDay, Weekday};
use placewell::domain::voice::Companion;
use placewell::domain::whereabouts::{Cover, Noise, SitePlace};

use super::{Dice, line, span};

/// Adds to every second offer what its people would say on a walk round.
pub(super) fn offer(dice: &mut Dice, offer: &mut Offer) {
    if dice.chance(50) {
        return;
    }
    let names: BTreeSet<Line> = offer.tasks.iter().map(|task| task.place.clone()).collect();
    offer.places = names.into_iter().map(|name| place(dice, name)).collect();
    offer.places.push(SitePlace {
        for_rest: true,
        noise: Some(Noise::Quiet),
        ..place(dice, line("Small office"))
    });
    if offer.people.len() > 2 && dice.chance(40) {
        offer.cover = vec![Cover {
            what: line("The front desk"),
            people: offer.people.iter().skip(1).take(3).map(|person| person.id.clone()).collect(),
            least: 1,
            hours: dice.chance(50).then(|| span("11:00", "13:30")),
        }];
    }
    offer.events.push(SiteEvent {
        id: Slug::parse("handover").unwrap(),
        name: line("Handover"),
        kind: EventKind::Rush,
        weekdays: [Weekday::Tue, Weekday::Thu].into_iter().collect(),
        date: None,
        hours: span("14:00", "14:15"),
        place: None,
        places: Vec::new(),
        go_to: Vec::new(),
        people: vec![somebody(dice, &offer.people)],
        meanwhile: Some(line("Carry on with whoever you are with")),
    });
    for event in offer.events.iter_mut().filter(|event| event.kind == EventKind::AlarmTest) {
        event.meanwhile = Some(line("The bench by the gate"));
    }
    let people = offer.people.clone();
    for task in &mut offer.tasks {
        task.due = dice.chance(15).then(|| TimeOfDay::parse("13:00").unwrap());
        task.used = dice.chance(50).then(|| Use {
            how: line("The next shift works with them"),
            hand_to: dice.chance(60).then(|| somebody(dice, &people)),
        });
        task.body = dice.chance(60).then(|| Body {
            posture: dice.pick(&[Posture::Sitting, Posture::Standing, Posture::Walking]),
            heaviest_kg: u8::try_from(dice.between(0, 12)).unwrap(),
        });
    }
}

fn somebody(dice: &mut Dice, people: &[Person]) -> PersonId {
    people[dice.between(0, u32::try_from(people.len()).unwrap() - 1) as usize].id.clone()
}

fn place(dice: &mut Dice, name: Line) -> SitePlace {
    SitePlace {
        name,
        floor: Some(i8::from(dice.chance(20))),
        level_exit: dice.chance(80).then(|| dice.chance(85)),
        for_rest: false,
        noise: dice.chance(60).then(|| dice.pick(&[Noise::Talk, Noise::Loud, Noise::Sudden])),
        public: dice.chance(60).then(|| dice.chance(30)),
        never_for_learners: dice.chance(3),
        because: None,
    }
}

/// Adds to every third learner what the people around them would say.
pub(super) fn learner(dice: &mut Dice, profile: &mut Profile) {
    if dice.chance(66) {
        return;
    }
    profile.body.carries_kg = dice.chance(30).then(|| dice.pick(&[5, 10]));
    profile.hopes.aims = vec![line("Start the next job by myself")];
    let days = dice.between(1, 4) as usize;
    profile.companions = vec![Companion {
        name: line("Mared"),
        role: line("job coach"),
        weekdays: dice
            .some(&[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu], days)
            .into_iter()
            .collect(),
        hours: dice.chance(70).then(|| span("09:30", "12:30")),
        always_there: dice.pick(&[None, Some(true), Some(false)]),
        does: line("Shows each new job once"),
        stands: None,
        cover: None,
    }];
}
