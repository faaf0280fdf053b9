//! The sample's learners by the sample's timetable.

use std::path::{Path, PathBuf};

use placewell::cli::demo::redate::timetable_weeks;
use placewell::cli::demo::sample::Sample;
use placewell::cli::demo::load::{self, Loaded};
use placewell::cli::import::{self, timetable};
use placewell::domain::code::Code;
use placewell::services::matches::{self, MatchView, Wanted};
use placewell::app::App;

use crate::support::app::TestApp;
use crate::support::database::Engine;

/// The sample around a Monday of term, loaded as the demo loads it.
struct Area {
    test: TestApp,
    loaded: Loaded,
}

impl Area {
    fn new() -> Self {
        let test = TestApp::new(Engine::Sqlite).unwrap();
        let app: &App = &test.app;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
        let monday = "2026-03-16".parse().unwrap();
        import::postcodes_file(&app.db, &folder.join("codepoint-open-np.csv.gz")).unwrap();
        let feed: PathBuf = folder.join("newport-20230613_gtfs.zip");
        let new = timetable::read(&feed, Some("Newport"), timetable_weeks(monday)).unwrap();
        timetable::import(&app.db, &new, app.clock.now(), &mut Vec::new()).unwrap().unwrap();
        let loaded = load::load(app, &Sample::read(&folder, monday).unwrap()).unwrap();
        Self { test, loaded }
    }

    fn matches(&self, learner: &str) -> Vec<MatchView> {
        let outcomes = Code::ALL.iter().copied().collect();
        let wanted = Wanted { limit: 100, outcomes, ..Wanted::default() };
        matches::list(&self.test.app, &self.loaded.provider, &self.loaded.learners[learner], wanted).unwrap().items
    }
}

#[test]
fn explore() {
    let area = Area::new();
    for name in area.loaded.learners.keys() {
        let start = std::time::Instant::now();
        let all = area.matches(name);
        println!("== {name} {:?}", start.elapsed());
        for one in all {
            let Some(travel) = &one.travel else { continue };
            println!("  {:<28} {:?} {:?} {:?} ch {:?} later {} | {} | {} || {:?}", one.title, travel.state, travel.mode, travel.minutes, travel.changes, travel.starts_later_minutes, travel.words.notes.join(" "), travel.words.unlocks.join(" "), one.assessment.outcome);
        }
    }
}
