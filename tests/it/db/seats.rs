//! A window never has more learners on a date than it has seats.

use std::sync::Barrier;

use placewell::db::placements::{self, seats};
use placewell::db::{Conn, DbError};
use placewell::domain::ids::PlacementId;
use placewell::domain::placement::{PlacementAction, PlacementState};
use rstest::rstest;

use super::world::{World, at};
use crate::generate::monday;
use crate::support::database::Engine;

/// Confirms as a service does: count, decide, write, all in one transaction.
fn confirm(c: &mut Conn, id: &PlacementId) -> Result<bool, DbError> {
    let placement = placements::get(c, id)?;
    if !seats::full_dates(c, &placement)?.is_empty() {
        return Ok(false);
    }
    let next = placement.after(PlacementAction::Confirm, None, at(40), monday()).unwrap();
    placements::save(c, &next, placement.version, at(40))?;
    Ok(true)
}

#[rstest]
fn of_64_racing_confirmations_of_3_seats_exactly_3_succeed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    const RACERS: usize = 64;
    let Some(world) = World::new(engine, 3) else { return };
    let proposed: Vec<_> = (0..RACERS).map(|_| world.add_placement()).collect();
    let together = Barrier::new(RACERS);
    let confirmed: usize = std::thread::scope(|scope| {
        let race = |id| {
            together.wait();
            world.write(|c| confirm(c, id)).unwrap()
        };
        let racers: Vec<_> =
            proposed.iter().map(|placement| scope.spawn(move || race(&placement.id))).collect();
        racers.into_iter().map(|racer| usize::from(racer.join().unwrap())).sum()
    });
    assert_eq!(confirmed, 3);
    let taken = world.read(|c| seats::taken(c, &world.offer.id, &world.window, None));
    assert_eq!(taken.len(), proposed[0].days.len());
    assert!(taken.values().all(|seats| *seats == 3), "{taken:?}");
    let confirmed = placements::Filter {
        states: [PlacementState::Confirmed].into_iter().collect(),
        ..Default::default()
    };
    let page = world.read(|c| placements::list(c, confirmed, &placewell::db::Slice::first(100)));
    assert_eq!(page.items.len(), 3);
}

#[rstest]
fn only_shared_dates_are_full_and_a_seat_given_back_is_free(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine, 1) else { return };
    let first = world.add_placement();
    assert!(world.write(|c| confirm(c, &first.id)).unwrap());

    let mut second = world.add_placement();
    second.days.drain(..2);
    second.version = 2;
    world.write(|c| placements::save(c, &second, 1, at(31))).unwrap();
    let full = world.read(|c| seats::full_dates(c, &second));
    assert_eq!(full, first.days[2..]);
    assert!(!world.write(|c| confirm(c, &second.id)).unwrap());

    let held = world.read(|c| placements::get(c, &first.id));
    assert_eq!(held.state, PlacementState::Confirmed);
    assert_eq!(world.read(|c| seats::full_dates(c, &held)), [], "its own seat is not in its way");
    let reason = crate::generate::paragraph("The van broke down.");
    let gone = held.after(PlacementAction::Cancel, Some(&reason), at(50), monday()).unwrap();
    world.write(|c| placements::save(c, &gone, held.version, at(50))).unwrap();
    assert!(world.write(|c| confirm(c, &second.id)).unwrap());
}
