//! What is kept of learners who asked before, and what drops it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use placewell::caches::timetables::{Models, Timetables};
use placewell::domain::nation::Nation;
use placewell::domain::place::Coordinates;
use placewell::travel::concession::PassHours;
use placewell::travel::timetable::{Timetable, TimetableModel};
use placewell::travel::{Direction, Profile, TravelModel, TripRequest};

use super::import;
use crate::support::database::{Engine, TestDb};
use crate::timetable::feed::Small;

const TIMES: &str = "t1,08:00:00,08:00:00,a,1\nt1,08:20:00,08:20:00,c,2\n";

fn at(place: i32) -> Coordinates {
    Coordinates::new(51_500_000 + place, -3_000_000).unwrap()
}

struct Kept {
    timetable: Arc<Timetable>,
    models: Models,
}

impl Kept {
    fn new() -> Self {
        Self { timetable: Arc::new(Timetable::new(Small::new(TIMES).network())), models: Models::default() }
    }

    fn of(&self, home: i32, profile: &Profile, pass: PassHours) -> Arc<TimetableModel> {
        self.models.of(&self.timetable, at(home), profile, pass)
    }
}

#[test]
fn a_model_is_kept_by_home_limits_and_pass_and_another_is_made_when_any_changes() {
    let kept = Kept::new();
    let (usual, always) = (Profile::default(), PassHours::ALWAYS);
    let first = kept.of(0, &usual, always);
    assert!(Arc::ptr_eq(&first, &kept.of(0, &usual, always)), "found again");
    let slower = Profile { walk_speed_mm_s: 900, ..usual.clone() };
    let others = [
        kept.of(1, &usual, always),
        kept.of(0, &slower, always),
        kept.of(0, &usual, PassHours::national(Nation::England)),
    ];
    assert!(others.iter().all(|other| !Arc::ptr_eq(&first, other)));
    assert_eq!(kept.models.len(), 4);
}

#[test]
fn who_asked_longest_ago_is_dropped_first() {
    let kept = Kept::new();
    let (usual, always) = (Profile::default(), PassHours::ALWAYS);
    let models: Vec<_> = (0..64).map(|home| kept.of(home, &usual, always)).collect();
    assert!(Arc::ptr_eq(&models[0], &kept.of(0, &usual, always)), "asked again, so no longer the oldest");
    kept.of(64, &usual, always);
    assert_eq!(kept.models.len(), 64);
    assert!(Arc::ptr_eq(&models[0], &kept.of(0, &usual, always)));
    assert!(!Arc::ptr_eq(&models[1], &kept.of(1, &usual, always)), "made anew");
}

#[test]
fn a_new_feed_begins_without_any() {
    let Some(store) = TestDb::new(Engine::Sqlite) else { return };
    let timetables = Timetables::default();
    let held = || {
        timetables.refresh(&store.db).unwrap();
        store.db.read(|c| timetables.now(c, &store.db)).unwrap().unwrap()
    };
    import(&store.db, "buses", Small::new(TIMES).zip()).unwrap();
    let before = held();
    before.models.of(before.timetable().unwrap(), at(0), &Profile::default(), PassHours::ALWAYS);
    assert_eq!((before.models.len(), held().models.len()), (1, 1));
    import(&store.db, "buses", Small::new(&TIMES.replace("20:00", "25:00")).zip()).unwrap();
    assert!(held().models.is_empty());
}

#[test]
fn a_learner_whose_first_answer_takes_long_does_not_stall_the_others() {
    let times = (0..60_000).fold(String::new(), |times, trip| {
        let (hour, minute) = (6 + trip / 6_000, trip % 60);
        times + &format!("t{trip},{hour:02}:{minute:02}:00,{hour:02}:{minute:02}:00,a,1\nt{trip},{hour:02}:59:00,{hour:02}:59:00,c,2\n")
    });
    let network = Small::new(&times).network();
    let timetable = Arc::new(Timetable::new(network));
    let models = Models::default();
    let profile = Profile::default();
    let (home, site) = (at(0), at(1));
    let cold = models.of(&timetable, home, &profile, PassHours::ALWAYS);
    let done = AtomicBool::new(false);
    let (whole, longest) = std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let clock = Instant::now();
            let date = "2026-06-15".parse().unwrap();
            let minute = 900;
            cold.assess(&TripRequest {
                home,
                site,
                date,
                direction: Direction::Out,
                minute,
                profile: &profile,
            });
            done.store(true, Ordering::SeqCst);
            clock.elapsed()
        });
        let mut longest = Duration::ZERO;
        while !done.load(Ordering::SeqCst) {
            let clock = Instant::now();
            models.of(&timetable, at(2), &profile, PassHours::ALWAYS);
            longest = longest.max(clock.elapsed());
            std::thread::yield_now();
        }
        (asking.join().unwrap(), longest)
    });
    assert!(longest * 2 < whole, "another waited {longest:?} of {whole:?}");
}
