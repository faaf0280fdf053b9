//! How many connections there are.

use std::net::IpAddr;
use std::sync::Arc;

use placewell::config::ServerConfig;
use placewell::http::connections::{Admission, Admissions, Limits};

use super::limits;

fn admit(admissions: &Arc<Admissions>, from: [u8; 4]) -> Option<Admission> {
    admissions.admit(IpAddr::from(from))
}

#[tokio::test]
async fn the_oldest_of_an_address_gives_way_and_nobody_elses() {
    let admissions = Arc::new(Admissions::new(limits(10, 3)));
    let other = admit(&admissions, [192, 0, 2, 9]).unwrap();
    let mine: Vec<_> = (0..5).map(|_| admit(&admissions, [192, 0, 2, 1]).unwrap()).collect();
    assert_eq!(admissions.held(), 4);
    drop(mine);
    assert_eq!(admissions.held(), 1);
    drop(other);
    assert_eq!(admissions.held(), 0);
}

#[tokio::test]
async fn in_all_there_are_never_more_than_the_limit() {
    let admissions = Arc::new(Admissions::new(limits(100, 3)));
    let held: Vec<_> = (0..=255).map(|nth| admit(&admissions, [192, 0, 2, nth]).unwrap()).collect();
    assert_eq!(admissions.held(), 100);
    drop(held);
    assert_eq!(admissions.held(), 0);
}

#[tokio::test]
async fn a_proxy_stands_for_many() {
    let admissions = Arc::new(Admissions::new(limits(100, 3)));
    let held: Vec<_> = (0..50).map(|_| admit(&admissions, [10, 0, 0, 1]).unwrap()).collect();
    assert_eq!((held.len(), admissions.held()), (50, 50));
}

#[test]
fn the_limit_of_open_files_leaves_room_for_the_rest() {
    let config = ServerConfig::default();
    let of = |files: u64| Limits::of(&config, files).connections;
    assert_eq!([of(65_536), of(1_024), of(300)], [2_000, 768, 150]);
}
