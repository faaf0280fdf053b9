//! Which journey is told where several would do, and what bars each.

use placewell_travel::itinerary::Itinerary;
use placewell_travel::profile::TrainedLine;
use placewell_travel::{Direction, Note, Profile, State};

use super::at;
use super::feed::Small;
use super::model::{Case, rider, stop, timetable};

/// Line 1 leaves first, line 2 ten minutes later.
const TWO_LINES: &str = "t1,08:25:00,08:25:00,a,1\nt1,08:45:00,08:45:00,c,2\n\
     x1,08:35:00,08:35:00,a,1\nx1,08:55:00,08:55:00,c,2\n";

fn told(times: &str, profile: Profile) -> Itinerary {
    let case = Case { timetable: timetable(&Small::new(times)), ..Case::new(profile) };
    case.out(2, "09:00").journey.unwrap()
}

fn lines(journey: &Itinerary) -> Vec<&str> {
    journey.rides().map(|ride| ride.line.as_str()).collect()
}

fn knows_line_1() -> Profile {
    Profile { trained_lines: vec![TrainedLine { line: "1".into(), towards: None }], ..rider() }
}

#[test]
fn fewest_changes_come_before_minutes() {
    let times = "t0,08:05:00,08:05:00,a,1\nt0,08:50:00,08:50:00,c,2\nt1,08:30:00,08:30:00,a,1\nt1,08:40:00,08:40:00,b,2\n\
                 x1,08:46:00,08:46:00,b,1\nx1,08:56:00,08:56:00,c,2\n";
    let direct = told(times, rider());
    assert_eq!((direct.changes(), direct.minutes()), (0, 45));
    let quick = told(times, Profile { hard_minutes: 30, ..rider() });
    assert_eq!((quick.changes(), quick.minutes()), (1, 26));
}

#[test]
fn a_line_that_the_learner_knows_comes_before_one_that_leaves_later() {
    assert_eq!(lines(&told(TWO_LINES, rider())), ["2"]);
    let known = told(TWO_LINES, knows_line_1());
    assert_eq!((lines(&known), known.leave), (vec!["1"], at("08:25")));
    assert_eq!(known.last_leave, Some(at("08:35")), "the other is still in time");
}

#[test]
fn fewest_changes_come_before_known_lines() {
    let times = "t1,08:10:00,08:10:00,a,1\nt1,08:20:00,08:20:00,b,2\nt2,08:30:00,08:30:00,b,1\nt2,08:40:00,08:40:00,c,2\n\
                 x1,08:15:00,08:15:00,a,1\nx1,08:45:00,08:45:00,c,2\n";
    assert_eq!(lines(&told(times, knows_line_1())), ["2"]);
}

#[test]
fn a_start_that_only_an_unknown_line_reaches_is_still_named() {
    let times = "x1,08:35:00,08:35:00,a,1\nx1,09:10:00,09:10:00,c,2\n";
    let case = Case { timetable: timetable(&Small::new(times)), ..Case::new(knows_line_1()) };
    let late = case.out(2, "09:00");
    assert_eq!(late.state, State::Beyond);
    assert!(late.notes.contains(&Note::IfStartMoved { to: at("09:10") }), "{:?}", late.notes);
}

#[test]
fn all_walks_together_and_the_hour_of_coming_home_are_limits() {
    let told = |profile: Profile, direction: Direction, minute: &str| {
        let times = format!("{TWO_LINES}t3,16:35:00,16:35:00,c,1\nt3,16:55:00,16:55:00,a,2\n");
        let case = Case { timetable: timetable(&Small::new(&times)), ..Case::new(profile) };
        case.ask(stop(0, 100), stop(2, 100), direction, minute)
    };
    let far = told(Profile { walk_total_metres: 303, ..rider() }, Direction::Out, "09:00");
    assert_eq!(far.state, State::Beyond);
    assert!(far.notes.contains(&Note::WalksTooLong { metres: 304, limit_metres: 303 }), "{:?}", far.notes);
    assert_eq!(
        told(Profile { walk_total_metres: 304, ..rider() }, Direction::Out, "09:00").state,
        State::Within
    );
    let home_by =
        |limit: &str| told(Profile { not_after: Some(at(limit)), ..rider() }, Direction::Home, "16:00").state;
    // Three minutes from the stop: at home at 16:58.
    assert_eq!([home_by("16:57"), home_by("16:58")], [State::Beyond, State::Within]);
}
