//! The people of a generated workplace, their shifts and their days off.

use placewell::domain::ids::PersonId;
use placewell::domain::person::{Person, Shift};

use super::{Dice, line, monday, span, working_week};

const NAMES: [&str; 12] = [
    "Mair", "Tomos", "Siân", "Gareth", "Aisha", "Piotr", "Nia", "Dafydd", "Chloe", "Rhodri", "Yasmin", "Owen",
];
const ROLES: [&str; 5] = ["Supervisor", "Team member", "Senior assistant", "Assistant", "Manager"];

/// Two to five people; the first two may supervise.
pub(crate) fn people(dice: &mut Dice, hardness: u8) -> Vec<Person> {
    let count = dice.between(2, 5) as usize;
    let names = dice.some(&NAMES, count);
    names.iter().enumerate().map(|(nth, name)| person(dice, hardness, nth, name)).collect()
}

fn person(dice: &mut Dice, hardness: u8, nth: usize, name: &str) -> Person {
    let lunch = [span("12:00", "12:30"), span("12:30", "13:00"), span("13:00", "13:30")][nth % 3];
    let weekdays = if nth >= 2 && dice.chance(hardness / 2) {
        working_week().iter().take(3).collect()
    } else {
        working_week()
    };
    let hours = if dice.chance(hardness / 3) { span("09:30", "15:30") } else { span("08:00", "17:30") };
    let days_off = (0..dice.between(0, 2))
        .filter(|_| hardness > 0)
        .map(|_| monday() + chrono::Duration::days(i64::from(dice.between(0, 60))))
        .collect();
    Person {
        id: PersonId::parse(&format!("person-{nth}")).unwrap(),
        name: line(name),
        role: line(ROLES[nth % ROLES.len()]),
        shifts: vec![Shift { weekdays, hours, lunch: Some(lunch) }],
        days_off,
        supervises: nth < 2,
        first_aider: nth == 0,
        fire_marshal: nth == 1,
    }
}
