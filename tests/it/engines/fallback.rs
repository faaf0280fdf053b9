//! Engines that are slow, down, wrong or somewhere else: the doubt is named, and nothing hangs.

use std::net::TcpListener;

use placewell::config::{LogConfig, StreetConfig, StreetKind};
use placewell::engines::street;
use placewell::travel::StreetDoubt;
use placewell::travel::streets::{Street, Walker};
use rstest::rstest;
use serde_json::json;

use super::server::{Reply, Server, http};
use super::speech::{matrix, table};
use super::{engine, north, settings};

fn told(server: &Server, kind: StreetKind) -> Vec<Street> {
    engine(kind, &server.url()).walks(north(0), &[north(800), north(900)], Walker::Foot)
}

const SILENT: [Street; 2] = [Street::Doubt(StreetDoubt::Silent); 2];
const UNUSABLE: [Street; 2] = [Street::Doubt(StreetDoubt::Unusable); 2];

#[rstest]
#[case::no_json(http(200, b"<html>502 Bad Gateway</html>"))]
#[case::empty(http(200, b""))]
#[case::other_json(http(200, b"{\"code\":\"Ok\",\"distances\":\"none\"}"))]
#[case::one_answer_too_few(http(200, table(&[Some(900.0)]).to_string().as_bytes()))]
#[case::one_answer_too_many(http(200, matrix(&[Some(1.0), Some(1.0), Some(1.0)]).to_string().as_bytes()))]
#[case::an_error_in_json(http(500, b"{\"error_code\":199,\"error\":\"Unknown\"}"))]
#[case::another_error(http(400, b"{\"code\":\"InvalidValue\"}"))]
#[case::below_nothing(http(200, table(&[Some(-1.0), Some(-1e9)]).to_string().as_bytes()))]
#[case::beyond_the_globe(http(200, b"{\"distances\":[[1e308,1e12]],\"sources_to_targets\":[[]]}"))]
#[case::no_http(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec())]
fn garbage_is_no_answer(#[case] bytes: Vec<u8>) {
    for kind in [StreetKind::Osrm, StreetKind::Valhalla] {
        let bytes = bytes.clone();
        let server = Server::new(move |_| Reply::Bytes(bytes.clone()));
        assert_eq!(told(&server, kind), UNUSABLE, "{kind:?}");
    }
}

#[test]
fn a_body_without_end_is_cut_off() {
    let mut endless = http(200, &vec![b' '; 3 << 20]);
    endless.extend(table(&[Some(900.0), Some(900.0)]).to_string().bytes());
    let server = Server::new(move |_| Reply::Bytes(endless.clone()));
    assert_eq!(told(&server, StreetKind::Osrm), UNUSABLE);
}

#[test]
fn a_silent_engine_is_given_up_after_the_time_limit_and_not_asked_again() {
    let server = Server::new(|_| Reply::Silence);
    let config =
        StreetConfig { total_milliseconds: 50, batch: 1, ..settings(StreetKind::Valhalla, &server.url()) };
    let told = street(&config).unwrap().walks(north(0), &[north(800), north(900)], Walker::Foot);
    assert_eq!(told, SILENT);
    assert!(server.asked().len() <= 1);
}

#[test]
fn an_engine_that_is_down_is_silent() {
    let address = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let streets = engine(StreetKind::Osrm, &format!("http://{address}"));
    assert_eq!(streets.walks(north(0), &[north(800), north(900)], Walker::Foot), SILENT);
}

#[test]
fn what_was_answered_before_the_silence_stands() {
    let server = Server::new(|asked| match asked.body.contains("51.507") {
        true => Reply::Json(200, matrix(&[Some(1.0)])),
        false => Reply::Silence,
    });
    let config =
        StreetConfig { total_milliseconds: 400, batch: 1, ..settings(StreetKind::Valhalla, &server.url()) };
    let sites = [north(800), north(1_800), north(2_800)];
    let told = street(&config).unwrap().walks(north(0), &sites, Walker::Foot);
    assert_eq!(told[1..], SILENT);
    assert!(told[0] == Street::Metres(1_000) || told[0] == SILENT[0], "a machine may be too busy for either");
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = Server::new(|_| Reply::Json(200, table(&[Some(900.0), Some(900.0)])));
    let there = format!("HTTP/1.1 302 Found\r\nLocation: {}/\r\nContent-Length: 0\r\n\r\n", elsewhere.url());
    let server = Server::new(move |_| Reply::Bytes(there.clone().into_bytes()));
    assert_eq!(told(&server, StreetKind::Osrm), UNUSABLE);
    assert!(elsewhere.asked().is_empty());
}

#[test]
fn a_public_address_is_not_spoken_to_even_when_the_settings_were_not_checked() {
    let config = settings(StreetKind::Osrm, "http://203.0.113.9:9");
    assert_eq!(street(&config).unwrap().walks(north(0), &[north(800), north(900)], Walker::Foot), SILENT);
}

#[test]
fn nothing_of_a_home_is_logged_at_any_level() {
    let (lines, server) =
        (super::super::telemetry::Lines::default(), Server::new(|_| Reply::Json(400, json!({}))));
    let config = LogConfig { filter: "trace".to_owned(), ..LogConfig::default() };
    let writer = lines.clone();
    let subscriber = placewell::telemetry::subscriber(&config, move || writer.clone()).unwrap();
    tracing::subscriber::with_default(subscriber, || {
        tracing::trace!("heard");
        assert_eq!(told(&server, StreetKind::Osrm), UNUSABLE);
    });
    let logged = lines.text();
    assert!(logged.contains("heard") && !logged.contains("51.5") && !logged.contains("-3.0"), "{logged}");
}
