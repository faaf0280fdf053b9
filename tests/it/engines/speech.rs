//! What is said to each engine, and how its answers are read.

use placewell::config::StreetKind;
use placewell::travel::StreetDoubt;
use placewell::travel::streets::{Street, Walker};
use serde_json::{Value, json};

use super::server::{Reply, Server};
use super::{engine, north, settings};

/// A matrix as Valhalla's documentation shows it.
pub(crate) fn matrix(kilometres: &[Option<f64>]) -> Value {
    let pair = |(to, distance): (usize, &Option<f64>)| json!({"distance": distance, "time": distance.map(|d| (d * 700.0).round()), "to_index": to, "from_index": 0});
    let row: Vec<Value> = kilometres.iter().enumerate().map(pair).collect();
    json!({"algorithm": "timedistancematrix", "units": "kilometers", "sources_to_targets": [row]})
}

/// A table as OSRM's documentation shows it.
pub(crate) fn table(metres: &[Option<f64>]) -> Value {
    json!({"code": "Ok", "distances": [metres], "sources": [{"distance": 4.1, "name": "", "location": [-3.0, 51.5]}],
        "destinations": []})
}

#[test]
fn valhalla_is_told_positions_and_how_one_moves_and_nothing_else() {
    let server = Server::new(|_| Reply::Json(200, matrix(&[Some(1.2341), None])));
    let streets = engine(StreetKind::Valhalla, &server.url());
    let told = streets.walks(north(0), &[north(800), north(900)], Walker::Wheelchair);
    assert_eq!(told, [Street::Metres(1_235), Street::Doubt(StreetDoubt::NoWay)]);
    let asked = server.asked().remove(0);
    assert_eq!((asked.method.as_str(), asked.target.as_str()), ("POST", "/sources_to_targets"));
    let place = |lat: f64| json!({"lat": lat, "lon": -3.0, "radius": 0, "search_cutoff": 200});
    let expected = json!({
        "sources": [place(51.5)], "targets": [place(51.507_195), place(51.508_094)],
        "costing": "pedestrian", "costing_options": {"pedestrian": {"type": "wheelchair"}}, "units": "km",
    });
    assert_eq!(serde_json::from_str::<Value>(&asked.body).unwrap(), expected);
}

#[test]
fn osrm_is_asked_for_a_table_of_distances_on_foot() {
    let server = Server::new(|_| Reply::Json(200, table(&[Some(1_234.1), None])));
    let streets = engine(StreetKind::Osrm, &format!("{}/", server.url()));
    let told = streets.walks(north(0), &[north(800), north(900)], Walker::Foot);
    assert_eq!(told, [Street::Metres(1_235), Street::Doubt(StreetDoubt::NoWay)]);
    let asked = server.asked().remove(0);
    assert_eq!((asked.method.as_str(), asked.body.as_str()), ("GET", ""));
    assert_eq!(
        asked.target,
        "/table/v1/foot/-3.000000,51.500000;-3.000000,51.507195;-3.000000,51.508094\
         ?sources=0&destinations=1;2&radiuses=200;200;200&annotations=distance&generate_hints=false"
    );
}

#[test]
fn many_sites_go_in_batches_and_come_back_in_order() {
    let server = Server::new(|asked| {
        let body: Value = serde_json::from_str(&asked.body).unwrap();
        let told =
            body["targets"].as_array().unwrap().iter().map(|site| {
                Some(((site["lat"].as_f64().unwrap() - 51.5) * 111.195 * 1.5 * 1e4).round() / 1e4)
            });
        Reply::Json(200, matrix(&told.collect::<Vec<_>>()))
    });
    let config =
        placewell::config::StreetConfig { batch: 3, ..settings(StreetKind::Valhalla, &server.url()) };
    let sites: Vec<_> = (1..=8).map(|place| north(place * 100)).collect();
    let told = placewell::engines::street(&config).unwrap().walks(north(0), &sites, Walker::Foot);
    let near = |(number, told): (u32, &Street)| matches!(told, Street::Metres(metres) if metres.abs_diff((number + 1) * 150) <= 1);
    assert!((0..).zip(&told).all(near) && told.len() == 8, "{told:?}");
    let sizes: Vec<usize> = server.asked().iter().map(super::server::Asked::sites).collect();
    assert_eq!(sizes, [3, 3, 2]);
}

#[test]
fn a_request_that_is_too_large_is_halved_until_it_fits() {
    let server = Server::new(|asked| match asked.sites() {
        sites if sites > 2 => {
            Reply::Json(400, json!({"code": "TooBig", "message": "Too many table coordinates"}))
        }
        sites => Reply::Json(200, table(&vec![Some(2_000.0); sites])),
    });
    let sites: Vec<_> = (1..=7).map(|place| north(place * 100)).collect();
    let told = engine(StreetKind::Osrm, &server.url()).walks(north(0), &sites, Walker::Foot);
    assert_eq!(told, [Street::Metres(2_000); 7]);
    let server = Server::new(|asked| match asked.sites() {
        sites if sites > 4 => Reply::Json(
            400,
            json!({"error_code": 150, "error": "Exceeded max locations:4", "status_code": 400, "status": "Bad Request"}),
        ),
        sites => Reply::Json(200, matrix(&vec![Some(2.0); sites])),
    });
    let told = engine(StreetKind::Valhalla, &server.url()).walks(north(0), &sites, Walker::Foot);
    assert_eq!(told, [Street::Metres(2_000); 7]);
}

#[test]
fn one_site_away_from_every_street_does_not_spoil_the_others() {
    let off = north(300);
    let server = Server::new(move |asked| {
        if asked.body.contains(&off.lat().to_string()) {
            let error = "No suitable edges near location";
            return Reply::Json(400, json!({"error_code": 171, "error": error, "status_code": 400}));
        }
        Reply::Json(200, matrix(&vec![Some(2.0); asked.sites()]))
    });
    let sites: Vec<_> = (1..=5).map(|place| north(place * 100)).collect();
    let told = engine(StreetKind::Valhalla, &server.url()).walks(north(0), &sites, Walker::Foot);
    let good = Street::Metres(2_000);
    assert_eq!(told, [good, good, Street::Doubt(StreetDoubt::OffTheMap), good, good]);
    let server = Server::new(|_| Reply::Json(400, json!({"code": "NoSegment", "message": "…coordinate 0"})));
    let told = engine(StreetKind::Osrm, &server.url()).walks(north(0), &sites[..2], Walker::Foot);
    assert_eq!(told, [Street::Doubt(StreetDoubt::OffTheMap); 2], "home itself");
}
