//! What has changed between two versions is told in words, and nothing else is.

use chrono::NaiveDate;
use placewell::briefing::booklet::{PlanDay, PlanRow};
use placewell::briefing::changes::{between, of_booklet, of_pack};
use placewell::briefing::learner::lint::lint;
use placewell::domain::time::TimeOfDay;
use placewell::words::briefing::changes as say;

use super::plans::{copies, learner, planned};

fn time(text: &str) -> TimeOfDay {
    serde_json::from_value(serde_json::json!(text)).unwrap()
}

fn row(from: &str, to: &str, what: &str, place: &str, with: Option<&str>) -> PlanRow {
    PlanRow {
        from: time(from),
        to: time(to),
        what: what.to_owned(),
        place: place.to_owned(),
        with: with.map(str::to_owned),
    }
}

fn tuesday() -> PlanDay {
    PlanDay {
        date: NaiveDate::from_ymd_opt(2026, 3, 17).unwrap(),
        from: time("10:00"),
        to: time("14:30"),
        rows: vec![
            row("10:00", "11:00", "Shelving", "Front desk", Some("Marcus")),
            row("11:00", "12:00", "Labels", "Back room", Some("Priya")),
            row("12:00", "12:30", "Lunch", "Staff room", None),
            row("12:30", "14:30", "Parcels", "Back room", Some("Priya")),
        ],
    }
}

type Edit = fn(&mut PlanDay);

/// An edit of the day, and what is told of it.
const CASES: &[(Edit, &str)] = &[
    (|day| day.to = time("14:00"), "Tuesday 17 March: ends at 14:00, not 14:30."),
    (
        |day| {
            day.from = time("10:30");
            day.rows[0].from = time("10:30");
        },
        "Tuesday 17 March: begins at 10:30, not 10:00. Tuesday 17 March: Shelving is at 10:30, not 10:00.",
    ),
    (
        |day| day.rows[0].with = Some("Priya".to_owned()),
        "Tuesday 17 March, 10:00: Shelving is with Priya, not Marcus.",
    ),
    (
        |day| day.rows[3].place = "Yard".to_owned(),
        "Tuesday 17 March, 12:30: Parcels is in a new place: Yard, not Back room.",
    ),
    (|day| day.rows[2].from = time("11:45"), "Tuesday 17 March: Lunch is at 11:45, not 12:00."),
    (|day| day.rows[3].what = "Post".to_owned(), "Tuesday 17 March, 12:30: Post, not Parcels."),
    (|_| (), ""),
    (
        |day| {
            for (at, row) in day.rows.iter_mut().enumerate() {
                row.with = Some(format!("Sam {at}"));
                row.place = format!("Room {at}");
            }
        },
        "Tuesday 17 March: please read this day again; it has changed.",
    ),
];

#[test]
fn each_change_is_told_in_words() {
    for (edit, told) in CASES {
        let (before, mut after) = (tuesday(), tuesday());
        edit(&mut after);
        let lines: Vec<String> = between(&[before], &[after]).iter().map(say::change).collect();
        assert_eq!(lines.join(" "), *told);
    }
}

#[test]
fn days_that_come_and_go_are_told_and_the_same_change_is_told_once() {
    let day = |n: u64| PlanDay { date: tuesday().date + chrono::Days::new(n), ..tuesday() };
    let shorter = |n: u64| PlanDay { to: time("14:00"), ..day(n) };
    let told = |before: &[PlanDay], after: &[PlanDay]| -> Vec<String> {
        between(before, after).iter().map(say::change).collect()
    };
    assert_eq!(told(&[day(0), day(1)], &[day(0)]), ["Wednesday 18 March: no longer a placement day."]);
    assert_eq!(told(&[day(0)], &[day(0), day(1)]), ["Wednesday 18 March: new, 10:00 to 14:30."]);
    let both = told(&[day(0), day(1)], &[shorter(0), shorter(1)]);
    assert_eq!(both, ["Tuesday 17 March to Wednesday 18 March: ends at 14:00, not 14:30."]);
}

#[test]
fn the_same_plan_has_not_changed_and_a_learner_is_told_in_plain_words() {
    for (facts, offer, programme) in planned(0..30) {
        let (pack, booklets) = copies(&learner(&facts), &facts, &offer, &programme);
        assert_eq!(of_pack(&pack, &pack), Vec::<String>::new());
        let mut other = booklets[0].clone();
        for row in other.days.iter_mut().flat_map(|day| &mut day.rows) {
            row.with = row.with.as_ref().map(|_| "Bryn".to_owned());
        }
        let mut now = booklets[0].clone();
        now.issue.changes = of_booklet(&other, &now);
        assert!(!now.issue.changes.is_empty());
        assert_eq!(lint(&now), []);
        assert!(of_booklet(&booklets[1], &booklets[1]).is_empty());
    }
}

#[test]
fn another_part_that_differs_is_named() {
    let (facts, offer, programme) = planned(0..30).swap_remove(0);
    let (pack, booklets) = copies(&learner(&facts), &facts, &offer, &programme);
    let mut rung = pack.clone();
    rung.phones.ladder[0].number = "01632 960999".to_owned();
    assert_eq!(of_pack(&pack, &rung), ["Please read again: who to ring."]);
    let mut family = booklets[1].clone();
    let heading = family.chapters[2].heading.clone();
    family.chapters[2].items.clear();
    assert_eq!(of_booklet(&booklets[1], &family), [format!("Please read again: {heading}.")]);
}
