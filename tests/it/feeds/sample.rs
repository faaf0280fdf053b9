//! The sample's learners by the sample's timetable: each with the outcome and the words that its
//! limits call for.

use std::path::Path;

use placewell::app::App;
use placewell::cli::demo::load::{self, Loaded};
use placewell::cli::demo::redate::timetable_weeks;
use placewell::cli::demo::sample::Sample;
use placewell::cli::import::timetable;
use placewell::domain::code::Code;
use placewell::domain::travel_profile::TrainingStage;
use placewell::maintenance::Store;
use placewell::services::matches::{self, BasisView, LegView, MatchView, TravelView, TripView, Wanted};
use placewell::suitability::{Arrangement, JourneyStanding, Outcome};
use placewell::travel::{Mode, Note, State};

use crate::support::app::TestApp;
use crate::support::database::Engine;

/// The sample around a Monday of term, loaded as the demo loads it.
pub(super) struct Area {
    pub(super) test: TestApp,
    pub(super) sample: Sample,
    pub(super) loaded: Loaded,
}

impl Area {
    pub(super) fn new() -> Self {
        Self::with(|_| {})
    }

    pub(super) fn with(change: impl Fn(&mut Sample)) -> Self {
        let test = TestApp::new(Engine::Sqlite).unwrap();
        let app: &App = &test.app;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
        let monday = "2026-03-16".parse().unwrap();
        Store::of(app).import_postcodes(&folder.join("codepoint-open-np.csv.gz")).unwrap();
        let feed = folder.join("newport-20230613_gtfs.zip");
        let new = timetable::read(&feed, Some("Newport"), timetable_weeks(monday)).unwrap();
        timetable::import(&Store::of(app), &new, app.clock.now(), &mut Vec::new()).unwrap().unwrap();
        let mut sample = Sample::read(&folder, monday).unwrap();
        change(&mut sample);
        let loaded = load::load(app, &sample).unwrap();
        Self { test, sample, loaded }
    }

    pub(super) fn matches(&self, learner: &str) -> Vec<MatchView> {
        let outcomes = Code::ALL.iter().copied().collect();
        let wanted = Wanted { limit: 100, outcomes, ..Wanted::default() };
        let learner = &self.loaded.learners[learner];
        matches::list(&self.test.app, &self.loaded.provider, learner, wanted).unwrap().items
    }

    /// One match of a learner, listed and read.
    pub(super) fn one(&self, learner: &str, title: &str) -> (MatchView, MatchView) {
        let listed = self.matches(learner).into_iter().find(|one| one.title == title).unwrap();
        let id = &self.loaded.learners[learner];
        let start = listed.days.first().copied();
        let read = matches::read(&self.test.app, &self.loaded.provider, id, &listed.offer, start).unwrap();
        (listed, read)
    }
}

fn rides(trip: &TripView) -> Vec<(&str, &str, &str, bool)> {
    let ride = |leg| match leg {
        &LegView::Ride { ref line, ref from, ref to, trained, .. } => {
            Some((line.as_str(), from.as_str(), to.as_str(), trained))
        }
        LegView::Walk { .. } => None,
    };
    trip.legs.iter().filter_map(ride).collect()
}

fn travel(one: &MatchView) -> &TravelView {
    one.travel.as_ref().unwrap()
}

#[test]
fn a_wheelchair_user_rides_buses_that_are_presumed_step_free_and_is_told_so() {
    let (listed, read) = Area::new().one("idris", "Print finishing");
    let told = travel(&listed);
    assert_eq!(
        (told.state, told.mode),
        (JourneyStanding::Reachable, Some(Mode::PublicTransport)),
        "{told:?}"
    );
    assert!(told.notes.contains(&Note::StepFreePresumed), "{told:?}");
    assert!(
        told.words.notes.contains(&"Local buses are taken to be step-free, as the rules ask.".to_owned())
    );
    let journey = read.journey.unwrap();
    assert_eq!(journey.days.iter().map(|days| days.dates.len()).sum::<usize>(), listed.days.len());
    let out = &journey.days[0].out;
    assert!(!rides(out).is_empty() && out.leave.is_some() && out.margin_minutes.is_some(), "{out:?}");
    assert_eq!(out.walk_only.state, State::Beyond, "the baseline stands beside");
    assert!(out.ways.iter().any(|way| way.mode == Mode::Taxi), "{:?}", out.ways);
}

#[test]
fn a_learner_with_two_trained_routes_rides_those_and_others_are_named_for_training() {
    let (listed, read) = Area::new().one("zara", "Print finishing");
    assert_eq!(travel(&listed).state, JourneyStanding::Reachable, "{listed:?}");
    let journey = read.journey.unwrap();
    for days in &journey.days {
        for ride in rides(&days.out).into_iter().chain(rides(&days.home)) {
            assert!(["R1", "56"].contains(&ride.0) && ride.3, "{ride:?}");
        }
    }
    let lapsed = Area::with(|sample| {
        let (_, zara) = sample.learners.iter_mut().find(|(name, _)| name == "zara").unwrap();
        zara.profile.travel.trained_routes.iter_mut().for_each(|route| route.stage = TrainingStage::Lapsed);
    });
    let (listed, _) = lapsed.one("zara", "Print finishing");
    let told = travel(&listed);
    assert_eq!(
        (told.state, listed.assessment.outcome),
        (JourneyStanding::AfterTraining, Outcome::SuitableWithChanges)
    );
    let legs = listed.assessment.changes.iter().find_map(|change| match &change.what {
        Arrangement::TrainForRoute { legs } => Some(legs),
        _ => None,
    });
    assert!(legs.is_some_and(|legs| !legs.is_empty()), "{:?}", listed.assessment.changes);
    let words = listed.words.changes.join(" ");
    assert!(words.contains("Practise together until it is safe alone: line "), "{words}");
}

#[test]
fn a_learner_who_must_not_change_goes_direct_or_not_at_all() {
    let area = Area::new();
    let (direct, read) = area.one("maya", "Print finishing");
    assert_eq!((travel(&direct).state, travel(&direct).changes), (JourneyStanding::Reachable, Some(0)));
    assert!(read.journey.unwrap().days.iter().all(|days| rides(&days.out).len() == 1));
    let (changing, _) = area.one("maya", "Parcel returns desk");
    let told = travel(&changing);
    assert_eq!(
        (told.state, changing.assessment.outcome),
        (JourneyStanding::NotReachable, Outcome::Unsuitable)
    );
    assert!(
        told.words.notes.contains(&"The timetable has no journey within the limits.".to_owned()),
        "{told:?}"
    );
    assert!(told.unlocks.iter().any(|change| change.what == Arrangement::Taxi), "{told:?}");
    let free = Area::with(|sample| {
        let (_, maya) = sample.learners.iter_mut().find(|(name, _)| name == "maya").unwrap();
        maya.profile.travel.max_changes = 1;
    });
    let (changing, _) = free.one("maya", "Parcel returns desk");
    assert_eq!(travel(&changing).changes, Some(1), "{:?}", travel(&changing));
}

#[test]
fn a_home_with_no_stop_nearby_is_a_question_and_never_a_no() {
    let (listed, _) = Area::new().one("jac", "Print finishing");
    let told = travel(&listed);
    assert_eq!(
        (told.state, listed.assessment.outcome),
        (JourneyStanding::NoData, Outcome::SuitableIfConfirmed)
    );
    assert!(told.notes.contains(&Note::NoStopNearby { home: true, limit_metres: 1_000 }), "{told:?}");
    let question = "Is there a bus or train that gets there and back at these times?".to_owned();
    assert!(listed.words.questions.contains(&question), "{:?}", listed.words.questions);
    assert!(told.words.notes.iter().any(|note| note.contains("within 1000 m of home")));
}

#[test]
fn a_timetable_that_was_moved_says_so_in_every_answer() {
    let area = Area::new();
    let answers: Vec<MatchView> =
        ["idris", "zara", "maya"].iter().flat_map(|name| area.matches(name)).collect();
    let by_timetable: Vec<&TravelView> = answers
        .iter()
        .filter_map(|one| one.travel.as_ref())
        .filter(|told| matches!(told.basis, Some(BasisView::Timetable { .. })))
        .collect();
    assert!(by_timetable.len() > 10, "{}", by_timetable.len());
    for told in by_timetable {
        let said = told.words.notes.iter().any(|note| note.contains("nobody should travel by it"));
        assert!(said, "{told:?}");
    }
}
