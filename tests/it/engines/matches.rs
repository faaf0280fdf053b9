//! Walks along streets in the matches of the sample, through the services.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use placewell::auth::Caller;
use placewell::cli::demo::load::load;
use placewell::cli::demo::redate::target_monday;
use placewell::cli::demo::sample::Sample;
use placewell::config::{Config, EnginesConfig, StreetConfig, StreetKind};
use placewell::domain::ids::{LearnerId, OfferId};
use placewell::domain::place::Coordinates;
use placewell::maintenance::Store;
use placewell::services::matches::{self, MatchView, Wanted};
use placewell::suitability::Asked;
use placewell::travel::circuity::straight_metres;
use serde_json::Value;

use super::server::{Asked as Request, Reply, Server};
use super::settings;
use super::speech::matrix;
use crate::support::app::TestApp;
use crate::support::database::Engine;

/// Streets that are longer than the straight line by so many hundredths; nought is an error.
fn streets(hundredths: Arc<AtomicU16>) -> Server {
    Server::new(move |request: &Request| {
        let hundredths = f64::from(hundredths.load(Ordering::SeqCst));
        if hundredths == 0.0 {
            return Reply::Json(500, serde_json::json!({"error_code": 199, "error": "Unknown"}));
        }
        let body: Value = serde_json::from_str(&request.body).unwrap();
        let place = |at: &Value| {
            Coordinates::from_degrees(at["lat"].as_f64().unwrap(), at["lon"].as_f64().unwrap()).unwrap()
        };
        let home = place(&body["sources"][0]);
        let walk = |site: &Value| f64::from(straight_metres(home, place(site))) * hundredths / 1e5;
        let walks: Vec<_> = body["targets"].as_array().unwrap().iter().map(|site| Some(walk(site))).collect();
        Reply::Json(200, matrix(&walks))
    })
}

struct World {
    test: TestApp,
    caller: Caller,
    learners: Vec<LearnerId>,
}

impl World {
    fn new(street: StreetConfig) -> Self {
        let config = Config { engines: EnginesConfig { street }, ..Config::default() };
        let test = TestApp::with(Engine::Sqlite, config).unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
        let sample = Sample::read(&folder, target_monday(test.app.clock.today_in_london())).unwrap();
        Store::of(&test.app).import_postcodes(&folder.join("codepoint-open-np.csv.gz")).unwrap();
        let loaded = load(&test.app, &sample).unwrap();
        Self { caller: loaded.provider, learners: loaded.learners.into_values().collect(), test }
    }

    fn list(&self, learner: &LearnerId, limit: usize) -> Vec<MatchView> {
        let wanted = Wanted { limit, ..Wanted::default() };
        matches::list(&self.test.app, &self.caller, learner, wanted).unwrap().items
    }

    /// Learner and offer of every match that asks for a look at a map, and how many matches there are.
    fn borderline(&self) -> (Vec<(LearnerId, OfferId)>, usize) {
        let every = self
            .learners
            .iter()
            .flat_map(|learner| self.list(learner, 100).into_iter().map(move |one| (learner.clone(), one)));
        let every: Vec<(LearnerId, MatchView)> = every.collect();
        let asks = |one: &MatchView| {
            one.assessment.questions.iter().any(|question| question.asked == Asked::CheckMap)
        };
        let open = every.iter().filter(|(_, one)| asks(one));
        (open.map(|(learner, one)| (learner.clone(), one.offer.clone())).collect(), every.len())
    }
}

#[test]
fn matches_that_only_a_map_could_settle_are_settled_by_the_streets() {
    let hundredths = Arc::new(AtomicU16::new(0));
    let server = streets(hundredths.clone());
    let world = World::new(settings(StreetKind::Valhalla, &server.url()));

    let (open, all) = world.borderline();
    assert!(!open.is_empty(), "the sample has walks that the estimate cannot settle");
    hundredths.store(90, Ordering::SeqCst);
    assert_eq!(world.borderline(), (open.clone(), all), "shorter than the straight line is not believed");

    hundredths.store(101, Ordering::SeqCst);
    let (short, reached) = world.borderline();
    assert!(short.len() < open.len() && reached == all, "{} of {}", short.len(), open.len());
    hundredths.store(3_000, Ordering::SeqCst);
    let (long, _) = world.borderline();
    assert!(long.len() < open.len());

    let (learner, offer) = open.iter().find(|pair| !short.contains(pair)).unwrap();
    hundredths.store(101, Ordering::SeqCst);
    let before = server.asked().len();
    let one = matches::read(&world.test.app, &world.caller, learner, offer, None).unwrap();
    assert!(one.assessment.questions.iter().all(|question| question.asked != Asked::CheckMap));
    let asked = server.asked().split_off(before);
    assert!(matches!(asked.as_slice(), [request] if request.sites() == 1), "{asked:?}");
}

#[test]
fn no_more_sites_are_asked_about_than_the_settings_say_whatever_page_is_read() {
    let server = streets(Arc::new(AtomicU16::new(130)));
    let world = World::new(StreetConfig { top: 2, ..settings(StreetKind::Valhalla, &server.url()) });
    for learner in &world.learners {
        let before = server.asked().len();
        let first = world.list(learner, 1);
        let all = world.list(learner, 100);
        let asked = server.asked().split_off(before);
        assert!(asked.iter().all(|request| request.sites() <= 2));
        assert!(asked.windows(2).all(|two| two[0].body == two[1].body), "the same for every page");
        assert_eq!(first.first().map(|one| &one.offer), all.first().map(|one| &one.offer));
    }
    assert!(!server.asked().is_empty());
}
