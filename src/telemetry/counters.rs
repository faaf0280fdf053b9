//! What a process counts while it works: requests and attempts of jobs, by codes that no person wrote.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// The upper ends of the classes of time, in seconds: from an answer out of memory to one that people give up on.
const CLASSES: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// A request and how it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// An attempt of a job and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Attempt {
    kind: String,
    result: &'static str,
}

/// Counters of one process; a clone counts into the same.
#[derive(Clone, Debug)]
pub struct Counters {
    requests: Family<Answered, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    attempts: Family<Attempt, Counter>,
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(CLASSES)),
            attempts: Family::default(),
        }
    }
}

impl Counters {
    /// Counts an answer. `route` is the pattern of the address, never the address.
    pub fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let answered = Answered { method: method.to_owned(), route: route.to_owned(), status };
        self.requests.get_or_create(&answered).inc();
        self.seconds.get_or_create(&Route { route: route.to_owned() }).observe(took.as_secs_f64());
    }

    /// Counts an attempt of a job.
    pub fn attempted(&self, kind: &str, result: &'static str) {
        self.attempts.get_or_create(&Attempt { kind: kind.to_owned(), result }).inc();
    }

    /// Puts the counters on a page.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("http_requests", "Requests answered by this process", self.requests.clone());
        registry.register(
            "http_request_seconds",
            "Time from a request's head to its answer's head",
            self.seconds.clone(),
        );
        registry.register("job_attempts", "Attempts of jobs by this process", self.attempts.clone());
    }
}
