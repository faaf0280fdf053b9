//! A concessionary pass in England, where it is free from half past nine: a flag and a way out of
//! it, never a bar.

use std::sync::Arc;

use placewell::domain::nation::Nation;
use placewell::domain::place::Coordinates;
use placewell::domain::time::{Span, TimeOfDay};
use placewell::domain::travel_profile::TravelMode;
use placewell::suitability::{Arrangement, Assessment, Journey, JourneyStanding, Weights, assess};
use placewell::travel::concession::PassHours;
use placewell::travel::timetable::{Timetable, TimetableModel};
use placewell::travel::{Note, Profile};
use placewell::words::suitability as say;

use crate::suitability::{first_dates, near, somebody};
use crate::timetable::feed::Small;

/// Into town by 08:50 and 09:55, and back after three.
const TIMES: &str = "t1,08:30:00,08:30:00,a,1\nt1,08:50:00,08:50:00,c,2\n\
     t2,09:35:00,09:35:00,a,1\nt2,09:55:00,09:55:00,c,2\n\
     t3,15:35:00,15:35:00,c,1\nt3,15:55:00,15:55:00,a,2\n";

fn time(hours: u16) -> TimeOfDay {
    TimeOfDay::from_minutes(hours * 60).unwrap()
}

/// A learner at stop a with or without a pass, and work from nine to half past three at stop c.
fn assessed(nation: Nation, pass: bool) -> (Journey, Assessment, Vec<String>) {
    let always = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
        week,1,1,1,1,1,0,0,20200101,20401231\n";
    let small = Small::new(TIMES).with("calendar.txt", always).without("feed_info.txt");
    let mut learner = somebody("2006-05-04", Vec::new());
    learner.nation = nation;
    let home = Coordinates::from_degrees(51.5, -3.0).unwrap();
    learner.home = Some(home);
    learner.profile.travel.modes = [TravelMode::Walk, TravelMode::PublicTransport].into_iter().collect();
    learner.profile.travel.concessionary_pass = pass;
    learner.profile.travel.not_before = None;
    learner.profile.travel.trained_routes_only = false;
    let mut offer = near("Helping at the library", &learner);
    offer.offer.site.coordinates = Coordinates::from_degrees(51.517_986, -3.0);
    for window in &mut offer.offer.windows {
        window.hours = Span::new(time(9), TimeOfDay::from_minutes(15 * 60 + 30).unwrap()).unwrap();
        window.start_can_move_minutes = 0;
    }
    let (window, days) = first_dates(&offer).unwrap();
    let timetable = Arc::new(Timetable::new(small.network()));
    let profile = Profile::from(&learner.profile.travel);
    let model = TimetableModel::new(timetable, home, profile, PassHours::national(nation));
    let journey = Journey::find(&model, &learner, &offer, window, &days);
    let answer = assess(&learner, &offer, window, &days, &journey, &Weights::default());
    let changes = journey.lifts.iter().cloned().map(placewell::suitability::Change::usual);
    let words = changes.map(|change| say::change(&change, &offer.offer)).collect();
    (journey, answer, words)
}

#[test]
fn an_english_pass_before_half_past_nine_is_a_flag_with_a_way_out() {
    let (journey, answer, unlocks) = assessed(Nation::England, true);
    let notes = journey.chosen().0.all_notes();
    assert_eq!(journey.standing(), JourneyStanding::Reachable, "{notes:?}");
    assert!(notes.contains(&Note::PassNotYetValid { from: 9 * 60 + 30 }), "{notes:?}");
    assert_eq!(
        say::note(&Note::PassNotYetValid { from: 570 }),
        "The pass is free from 09:30, so a fare is paid."
    );
    assert_eq!(journey.lifts, [Arrangement::StartLaterForPass { minutes: 60 }]);
    assert!(
        unlocks[0].contains("Start 1 hour later each day, so that the bus pass pays for the ride"),
        "{unlocks:?}"
    );
    let (without, plain, none) = assessed(Nation::England, false);
    assert_eq!((without.lifts.len(), none.len()), (0, 0));
    assert_eq!(answer.outcome, plain.outcome, "never a bar");
    assert_eq!(answer.blockers, plain.blockers);
}

#[test]
fn a_welsh_pass_is_free_at_any_time() {
    let (journey, _, _) = assessed(Nation::Wales, true);
    assert_eq!(journey.standing(), JourneyStanding::Reachable);
    assert!(!journey.usual.all_notes().iter().any(|note| matches!(note, Note::PassNotYetValid { .. })));
    assert_eq!(journey.lifts, []);
}
