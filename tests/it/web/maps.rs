//! Offers and areas on a map.

use placewell::domain::place::Coordinates;
use placewell::domain::role::Role;
use placewell::maps::{Backdrop, GridSquare, Map, MapArea, MapMark, draw};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;

use super::browser::{Browser, html};
use crate::api::town::{Town, USUAL, buses};
use crate::support::database::Engine;

/// A town with a timetable, a learner and an offer.
fn town(engine: Engine) -> Option<(Town, String, String)> {
    let town = Town::new(engine, &buses(USUAL), &json!({}), &json!({}))?;
    let (learner, offer) = (town.scene.learner("carys"), town.scene.offer("library-shelves"));
    Some((town, learner, offer))
}

#[rstest]
fn a_page_of_offers_is_shown_on_a_map(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((town, _, offer)) = town(engine) else { return };
    let mut staff = Browser::signed_in(&town.scene.test, Role::Provider);
    let list = html(&staff.get("/staff/offers?search=library").expect(200));
    assert!(list.contains("href=\"/staff/map?search=library\""), "{list}");
    let page = html(&staff.get("/staff/map?search=library").expect(200));
    assert!(
        page.contains("<svg class=\"map\"") && page.contains(&format!("/staff/offers/{offer}")),
        "{page}"
    );
    assert!(page.contains("class=\"line\"") && page.contains("class=\"stop\""), "the timetable lies around");
    assert!(page.contains("1 learner</text>"), "the area of the provider’s learner");
    assert!(page.contains("href=\"/staff/offers?search=library\""), "the way back keeps the filter");
    assert!(!page.contains("51600000") && !page.contains("51.6"), "no position is told");
}

#[rstest]
fn only_those_who_read_learners_see_areas(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((town, learner, _)) = town(engine) else { return };
    town.scene.record_agreement(&learner, None, "hub_sees_matches").expect(201);
    for (role, sees) in [
        (Role::Provider, true),
        (Role::SafeguardingLead, true),
        (Role::JobCoach, false),
        (Role::Hub, false),
        (Role::Employer, false),
    ] {
        let mut browser = Browser::signed_in(&town.scene.test, role);
        let page = html(&browser.get("/staff/map").expect(200));
        assert_eq!(page.contains("class=\"area\""), sees, "{role:?}");
        assert_eq!(page.contains("NP20"), sees, "{role:?}");
    }
    for (role, sees) in [(Role::Provider, true), (Role::Hub, false)] {
        let mut browser = Browser::signed_in(&town.scene.test, role);
        let page = html(&browser.get(&format!("/staff/map?learner={learner}")).expect(200));
        assert_eq!(page.contains("class=\"area\""), sees, "{role:?}");
    }
    Browser::signed_in(&town.scene.test, Role::Admin).get("/staff/map").expect(403);
    let stranger = town.scene.test.stranger(Role::Provider);
    let mut browser = Browser::new(&town.scene.test);
    browser.cookies.insert("placewell-access".to_owned(), stranger.token);
    browser.get(&format!("/staff/map?learner={learner}")).expect(404);
    assert!(!html(&browser.get("/staff/map").expect(200)).contains("class=\"area\""));
}

fn at(lat_udeg: i32, lon_udeg: i32) -> Coordinates {
    Coordinates::new(lat_udeg, lon_udeg).unwrap()
}

#[test]
fn a_map_of_nothing_is_none() {
    let map = Map { title: "Nothing", marks: &[], areas: &[], backdrop: &Backdrop::default() };
    assert_eq!(draw(&map), None);
}

#[test]
fn places_side_by_side_share_a_label() {
    let mark = |number| MapMark { number, name: format!("Place {number}"), at: at(51_588_000, -2_998_000) };
    let far = MapMark { number: 6, name: "R&D <yard>".to_owned(), at: at(51_700_000, -2_998_000) };
    let marks: Vec<MapMark> = (1..6).map(mark).chain([far]).collect();
    let map = Map { title: "Places", marks: &marks, areas: &[], backdrop: &Backdrop::default() };
    let svg = draw(&map).unwrap();
    assert!(svg.contains(">1, 2, 3 +2</text>") && svg.contains(">6</text>"), "{svg}");
    assert!(svg.contains("<title>6. R&amp;D &lt;yard&gt;</title>"), "{svg}");
    assert!(svg.contains("2 km (1.2 miles)"), "{svg}");
}

#[test]
fn a_country_s_lines_do_not_fill_a_page() {
    let stop = |n: i32| at(50_000_000 + n % 300 * 20_000, -5_000_000 + n / 300 * 20_000);
    let lines: Vec<_> = (0..80_000).map(|n| (stop(n), stop(n + 1))).collect();
    let backdrop = Backdrop { stops: (0..80_000).map(stop).collect(), lines };
    let marks = [
        MapMark { number: 1, name: "South".to_owned(), at: at(50_000_000, -5_000_000) },
        MapMark { number: 2, name: "North".to_owned(), at: at(55_900_000, 0) },
    ];
    let svg = draw(&Map { title: "Country", marks: &marks, areas: &[], backdrop: &backdrop }).unwrap();
    assert!(svg.contains("class=\"line\"") && svg.len() < 100_000, "{} bytes", svg.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Nobody can tell from a map where in a square somebody lives.
    #[test]
    fn all_homes_of_a_square_are_drawn_alike(
        lat in 49_900_000..58_700_000i32, lon in -6_000_000..1_700_000i32, north in 0..20_000i32, east in 0..30_000i32,
    ) {
        let square = GridSquare::of(at(lat, lon));
        let [(south, west), (top, right)] = square.corners();
        prop_assert!((south..top).contains(&lat) && (west..right).contains(&lon));
        let other = GridSquare::of(at(south + north, west + east));
        prop_assert_eq!(square, other);
        let drawn = |square| {
            let areas = [MapArea { square, learners: 1 }];
            draw(&Map { title: "Home", marks: &[], areas: &areas, backdrop: &Backdrop::default() })
        };
        prop_assert_eq!(drawn(square), drawn(other));
    }
}
