//! The three-state estimate.

use chrono::NaiveDate;
use placewell_domain::travel_profile::TravelProfile;
use placewell_travel::circuity::{cautious_metres, expected_metres, minutes_at, straight_metres};
use placewell_travel::estimate::Estimate;
use placewell_travel::profile::Arrangement;
use placewell_travel::{
    Basis, Direction, Mode, Note, Profile, State, TravelAnswer, TravelModel, TripRequest,
};
use proptest::prelude::*;

use super::{centre, north_of};

fn profile(modes: &[Mode]) -> Profile {
    Profile { modes: modes.iter().map(|m| (*m, Arrangement::default())).collect(), ..Profile::default() }
}

fn ask(metres: u32, direction: Direction, minute: u16, profile: &Profile) -> TravelAnswer {
    let date = "2026-06-15".parse().unwrap();
    let (home, site) = (centre(), north_of(centre(), metres));
    Estimate.assess(&TripRequest { home, site, date, direction, minute, profile })
}

fn out(metres: u32, profile: &Profile) -> TravelAnswer {
    ask(metres, Direction::Out, 540, profile)
}

#[test]
fn the_straight_line_is_the_great_circle() {
    // One degree of latitude on the mean sphere of 6,371,008.8 m.
    let (a, b) = ((51_000_000, -3_000_000), (52_000_000, -3_000_000));
    let at = |(lat, lon)| placewell_domain::place::Coordinates::new(lat, lon).unwrap();
    assert_eq!(straight_metres(at(a), at(b)), 111_195);
    assert_eq!(straight_metres(at(a), at(a)), 0);
}

#[test]
fn the_table_of_circuity_holds_band_by_band() {
    let expected: Vec<u32> =
        [0, 100, 399, 400, 800, 1_600, 3_200, 4_800, 9_000].into_iter().map(expected_metres).collect();
    assert_eq!(expected, [0, 152, 606, 584, 1_080, 2_032, 3_904, 5_760, 10_800]);
    assert_eq!([1_609, 1_610].map(cautious_metres), [3_057, 2_576]);
    assert_eq!(minutes_at(1_440, 1_200), 20);
    assert_eq!(minutes_at(1_441, 1_200), 21);
    assert_eq!(minutes_at(1, 0), u16::MAX);
}

#[test]
fn a_walk_is_within_borderline_or_beyond() {
    let walker = Profile { walk_leg_metres: 1_000, ..profile(&[Mode::Walk]) };
    let states: Vec<State> = [500, 526, 527, 999, 1_001].map(|m| out(m, &walker).state()).into();
    assert_eq!(states, [State::Within, State::Within, State::Borderline, State::Borderline, State::Beyond]);
    assert!(out(900, &walker).best().unwrap().notes.contains(&Note::CheckOnMap));
    let beyond = out(1_200, &walker);
    let note = Note::WalkTooFar { straight_metres: 1_200, limit_metres: 1_000 };
    assert!(beyond.best().unwrap().notes.contains(&note));
}

#[test]
fn public_transport_is_never_claimed_and_never_refused_without_a_timetable() {
    let rider = profile(&[Mode::PublicTransport, Mode::Walk]);
    for metres in [0, 300, 5_000, 80_000] {
        let answer = out(metres, &rider);
        let bus = answer.by(Mode::PublicTransport).unwrap();
        assert_eq!((bus.state, bus.minutes, bus.metres), (State::NotAssessed, None, None));
        assert_eq!(bus.notes, [Note::NoTimetable]);
    }
    assert_eq!(out(5_000, &rider).state(), State::NotAssessed, "unknown stands before beyond");
    assert_eq!(out(5_000, &profile(&[Mode::Walk])).state(), State::Beyond);
    assert_eq!(out(300, &rider).best().unwrap().mode, Mode::Walk);
}

#[test]
fn a_slower_walker_takes_longer_over_the_same_way() {
    let minutes = |walk_speed_mm_s| {
        let walker = Profile { walk_speed_mm_s, ..profile(&[Mode::Walk]) };
        out(600, &walker).best().unwrap().minutes.unwrap()
    };
    // 600 m x 1.46 = 876 m.
    assert_eq!([1_200, 900, 800].map(minutes), [13, 17, 19]);
}

#[test]
fn all_walks_together_bound_the_walk_too() {
    let walker = Profile { walk_leg_metres: 3_000, walk_total_metres: 500, ..profile(&[Mode::Walk]) };
    assert_eq!(out(600, &walker).state(), State::Beyond);
}

#[test]
fn a_taxi_says_what_it_asks_for() {
    let taxi = Arrangement { lead_days: Some(3), load_minutes: 10, capacity: Some(1) };
    let learner = Profile { modes: [(Mode::Taxi, taxi)].into(), ..Profile::default() };
    let answer = out(4_000, &learner);
    let way = answer.best().unwrap();
    // 4,000 m x 1.22 = 4,880 m at 6.7 m/s is 13 minutes, and ten to board and alight.
    assert_eq!((way.state, way.minutes, way.basis.clone()), (State::Within, Some(23), Basis::Estimate));
    // Three days before Monday 15 June.
    let (mode, by) = (Mode::Taxi, NaiveDate::from_ymd_opt(2026, 6, 12).unwrap());
    let room = Note::TakesAtMost { mode, learners: 1 };
    assert_eq!(way.notes, [Note::BookBy { mode, by }, room, Note::DrivingAssumed]);
}

#[test]
fn nobody_knowing_how_long_ahead_a_taxi_is_booked_is_said() {
    let notes = |lead_days: Option<u16>, mode: Mode| {
        let modes = [(mode, Arrangement { lead_days, ..Arrangement::default() })].into();
        out(4_000, &Profile { modes, ..Profile::default() }).best().unwrap().notes.clone()
    };
    let mode = Mode::Taxi;
    assert_eq!(notes(None, mode), [Note::LeadTimeUnknown { mode }, Note::DrivingAssumed]);
    assert_eq!(notes(Some(0), mode), [Note::DrivingAssumed], "on the day will do");
    assert_eq!(notes(None, Mode::FamilyCar), [Note::NeedsDriver, Note::DrivingAssumed]);
    assert!(!notes(Some(3), Mode::Cycle).iter().any(|note| matches!(note, Note::BookBy { .. })));
}

#[test]
fn what_the_profile_states_of_a_way_is_what_is_asked_for() {
    let stated = serde_json::json!({
        "modes": ["escorted", "taxi"], "max_walk_metres": 800, "max_total_walk_metres": 800, "max_changes": 0,
        "step_free": "not_needed",
        "to_be_arranged": [
            {"mode": "escorted", "lead_days": 5, "capacity": 2}, {"mode": "taxi", "load_minutes": 4}
        ],
    });
    let profile = Profile::from(&serde_json::from_value::<TravelProfile>(stated).unwrap());
    let escort = Arrangement { lead_days: Some(5), load_minutes: 0, capacity: Some(2) };
    assert_eq!(profile.modes[&Mode::EscortedWalk], escort);
    assert_eq!(profile.modes[&Mode::EscortedPublicTransport], escort);
    assert_eq!(profile.modes[&Mode::Taxi], Arrangement { load_minutes: 4, ..Arrangement::default() });
    let walk = out(300, &profile).by(Mode::EscortedWalk).unwrap().notes.clone();
    let (mode, by) = (Mode::EscortedWalk, NaiveDate::from_ymd_opt(2026, 6, 10).unwrap());
    assert_eq!(walk, [Note::BookBy { mode, by }, Note::TakesAtMost { mode, learners: 2 }, Note::NeedsEscort]);
}

#[test]
fn somebody_who_comes_along_is_named_as_needed() {
    let answer = out(300, &profile(&[Mode::EscortedWalk, Mode::FamilyCar]));
    assert_eq!(answer.by(Mode::EscortedWalk).unwrap().notes, [Note::NeedsEscort]);
    assert!(answer.by(Mode::FamilyCar).unwrap().notes.contains(&Note::NeedsDriver));
    assert_eq!(answer.best().unwrap().mode, Mode::EscortedWalk, "nearer to independence");
}

#[test]
fn the_walk_stands_beside_every_answer() {
    let answer = out(500, &profile(&[Mode::Taxi]));
    assert_eq!((answer.walk_only.mode, answer.walk_only.minutes), (Mode::Walk, Some(11)));
    assert_eq!(answer.by(Mode::Walk), None, "not offered where the profile does not allow it");
}

#[test]
fn hours_away_from_home_are_kept() {
    let early = Profile {
        not_before: Some(530),
        walk_leg_metres: 3_000,
        walk_total_metres: 3_000,
        ..profile(&[Mode::Walk])
    };
    // 800 m straight is 11.1 minutes at best; ten are left between 08:50 and 09:00.
    let answer = out(800, &early);
    assert_eq!(answer.state(), State::Beyond);
    assert!(answer.best().unwrap().notes.contains(&Note::LeavesTooEarly { leave: 528, limit: 530 }));
    assert_eq!(ask(800, Direction::Home, 540, &early).state(), State::Within);

    let late = Profile { not_after: Some(990), ..early };
    assert_eq!(ask(800, Direction::Home, 985, &late).state(), State::Beyond);
    assert_eq!(ask(800, Direction::Home, 978, &late).state(), State::Borderline);
    assert_eq!(
        ask(800, Direction::Home, 995, &late).state(),
        State::Beyond,
        "the shift itself ends too late"
    );
}

#[test]
fn a_way_in_the_dark_is_beyond_a_learner_who_must_not_be_out_then() {
    let stands = |modes: &[Mode], not_in_dark: bool, date: &str, minute: u16| {
        let learner = Profile { not_in_dark, ..profile(modes) };
        let (home, site) = (centre(), north_of(centre(), 300));
        let date = date.parse().unwrap();
        let request = TripRequest { home, site, date, direction: Direction::Out, minute, profile: &learner };
        let best = Estimate.assess(&request).best().unwrap().clone();
        (best.state, best.notes.contains(&Note::InTheDark))
    };
    let winter = |modes: &[Mode], minute: u16| stands(modes, true, "2026-12-15", minute);
    assert_eq!(winter(&[Mode::Walk], 8 * 60), (State::Beyond, true));
    assert_eq!(winter(&[Mode::Walk], 9 * 60 + 30), (State::Within, false));
    assert_eq!(winter(&[Mode::Taxi], 8 * 60), (State::Within, false), "in a car nobody is outdoors");
    assert_eq!(winter(&[Mode::EscortedWalk], 8 * 60), (State::Within, false), "nor alone with somebody");
    assert_eq!(stands(&[Mode::Walk], true, "2026-06-15", 8 * 60), (State::Within, false));
    assert_eq!(stands(&[Mode::Walk], false, "2026-12-15", 8 * 60), (State::Within, false));
}

#[test]
fn longer_than_liked_is_a_warning_and_longer_than_bearable_a_no() {
    let walker = Profile {
        soft_minutes: 20,
        hard_minutes: 60,
        walk_leg_metres: 9_000,
        walk_total_metres: 9_000,
        ..profile(&[Mode::Walk])
    };
    let answer = out(1_200, &walker);
    // 1,200 m x 1.35 = 1,620 m: 22.5 minutes.
    assert_eq!(answer.state(), State::Within);
    assert_eq!(answer.best().unwrap().notes, [Note::LongerThanLiked { minutes: 23, liked: 20 }]);
    assert_eq!(out(4_400, &walker).state(), State::Beyond);
}

proptest! {
    #[test]
    fn a_wider_limit_or_a_nearer_site_is_never_worse(
        metres in 0u32..20_000, nearer in 0u32..20_000, limit in 0u32..9_000, more in 0u32..9_000, hard in 0u16..120,
    ) {
        let limits = |leg: u32, hard_minutes: u16| Profile {
            walk_leg_metres: leg, walk_total_metres: leg, hard_minutes, ..profile(&[Mode::Walk])
        };
        let (tight, wide) = (limits(limit, hard), limits(limit + more, hard + 10));
        prop_assert!(out(metres, &wide).state() <= out(metres, &tight).state());
        // The cautious factor steps down at one mile, so only the certain no is compared across it.
        if out(metres, &tight).state() != State::Beyond && nearer <= metres {
            prop_assert_ne!(out(nearer, &tight).state(), State::Beyond);
        }
    }
}
