//! What known walks do to a travel answer.

use std::sync::Mutex;

use chrono::NaiveDate;
use placewell::domain::place::Coordinates;
use placewell::travel::estimate::Estimate;
use placewell::travel::profile::Arrangement;
use placewell::travel::streets::{Street, Walker};
use placewell::travel::{
    AlongStreets, Basis, Direction, Mode, Note, Profile, State, StreetDoubt, StreetWalks, Streets,
    TravelAnswer, TravelModel, TripRequest,
};

use super::north;

/// Answers every walk alike, and remembers what it was asked.
struct Same(Street, Mutex<Vec<(Vec<Coordinates>, Walker)>>);

impl Streets for Same {
    fn name(&self) -> &str {
        "same"
    }

    fn walks(&self, _: Coordinates, to: &[Coordinates], walker: Walker) -> Vec<Street> {
        self.1.lock().unwrap().push((to.to_vec(), walker));
        vec![self.0; to.len()]
    }
}

fn walker() -> Profile {
    let modes = [Mode::Walk, Mode::EscortedWalk, Mode::Taxi].map(|mode| (mode, Arrangement::default()));
    Profile { modes: modes.into(), walk_leg_metres: 1_500, walk_total_metres: 1_500, ..Profile::default() }
}

fn trip(profile: &Profile, site: Coordinates) -> TripRequest<'_> {
    let date = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap();
    TripRequest { home: north(0), site, date, direction: Direction::Out, minute: 540, profile }
}

/// How a site 1,000 m away stands when the streets say so.
fn with(street: Street) -> TravelAnswer {
    let (profile, streets) = (walker(), Same(street, Mutex::default()));
    let walks = StreetWalks::ask(&streets, north(0), &profile, [north(1_000)]);
    AlongStreets::new(&Estimate, &walks).assess(&trip(&profile, north(1_000)))
}

#[test]
fn a_known_walk_settles_what_the_estimate_leaves_open() {
    let (profile, none) = (walker(), StreetWalks::default());
    let estimate = AlongStreets::new(&Estimate, &none).assess(&trip(&profile, north(1_000)));
    assert_eq!(estimate, Estimate.assess(&trip(&profile, north(1_000))));
    assert_eq!(estimate.by(Mode::Walk).unwrap().state, State::Borderline);

    let near = with(Street::Metres(1_300));
    let walk = near.by(Mode::Walk).unwrap();
    assert_eq!((walk.state, walk.metres, walk.minutes), (State::Within, Some(1_300), Some(19)));
    assert_eq!((&walk.basis, walk.notes.as_slice()), (&Basis::Engine("same".into()), &[][..]));
    assert_eq!(near.walk_only.metres, Some(1_300), "the baseline too");
    assert_eq!(near.by(Mode::EscortedWalk).unwrap().notes, [Note::NeedsEscort]);
    assert_eq!(near.by(Mode::Taxi).unwrap().basis, Basis::Estimate, "nobody walks there");

    let far = with(Street::Metres(1_501));
    let walk = far.by(Mode::Walk).unwrap();
    assert_eq!(walk.state, State::Beyond);
    assert_eq!(walk.notes, [Note::WalksTooLong { metres: 1_501, limit_metres: 1_500 }]);
}

#[test]
fn a_walk_shorter_than_the_straight_line_is_refused_and_said_to_be() {
    assert_eq!(with(Street::Metres(1_000)).by(Mode::Walk).unwrap().metres, Some(1_000));
    let short = with(Street::Metres(999));
    let walk = short.by(Mode::Walk).unwrap();
    let because = StreetDoubt::ShorterThanLine;
    assert_eq!((walk.state, walk.metres, &walk.basis), (State::Borderline, Some(1_350), &Basis::Estimate));
    assert_eq!(walk.notes, [Note::CheckOnMap, Note::StreetsNotUsed { because }]);
}

#[test]
fn a_doubt_leaves_the_estimate_and_no_way_at_all_asks_for_a_look_at_a_map() {
    let profile = Profile { walk_leg_metres: 3_000, walk_total_metres: 3_000, ..walker() };
    let stands = |because: StreetDoubt| {
        let streets = Same(Street::Doubt(because), Mutex::default());
        let walks = StreetWalks::ask(&streets, north(0), &profile, [north(1_000)]);
        let answer = AlongStreets::new(&Estimate, &walks).assess(&trip(&profile, north(1_000)));
        let walk = answer.by(Mode::Walk).unwrap().clone();
        assert!(walk.notes.contains(&Note::StreetsNotUsed { because }));
        assert_eq!((walk.basis, walk.metres), (Basis::Estimate, Some(1_350)));
        walk.state
    };
    for because in [StreetDoubt::Silent, StreetDoubt::Unusable, StreetDoubt::OffTheMap] {
        assert_eq!(stands(because), State::Within, "{because:?}");
    }
    assert_eq!(stands(StreetDoubt::NoWay), State::Borderline);
}

#[test]
fn nobody_is_told_of_a_home_for_walks_that_cannot_matter() {
    let asked = |profile: &Profile| {
        let streets = Same(Street::Metres(1_400), Mutex::default());
        let sites = [north(1_400), north(1_600), north(1_400), north(700)];
        drop(StreetWalks::ask(&streets, north(0), profile, sites));
        streets.1.into_inner().unwrap()
    };
    assert_eq!(asked(&walker()), [(vec![north(700), north(1_400)], Walker::Foot)]);
    assert_eq!(asked(&Profile { wheelchair: true, ..walker() })[0].1, Walker::Wheelchair);
    let driven = [(Mode::Taxi, Arrangement::default())].into();
    assert!(asked(&Profile { modes: driven, ..walker() }).is_empty());
    assert!(asked(&Profile { walk_leg_metres: 600, ..walker() }).is_empty());
}

#[test]
fn another_home_and_another_site_are_not_answered_with_these_walks() {
    let (profile, streets) = (walker(), Same(Street::Metres(1_300), Mutex::default()));
    let walks = StreetWalks::ask(&streets, north(0), &profile, [north(1_000)]);
    let model = AlongStreets::new(&Estimate, &walks);
    let moved = TripRequest { home: north(50), ..trip(&profile, north(1_000)) };
    assert_eq!(model.assess(&moved), Estimate.assess(&moved));
    assert_eq!(model.assess(&trip(&profile, north(1_001))), Estimate.assess(&trip(&profile, north(1_001))));
}
