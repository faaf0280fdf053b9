//! Tests of what is logged.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use actix_web::test as calls;
use actix_web::{App, HttpResponse, web};
use chrono::DateTime;
use placewell::config::{LogConfig, LogFormat};
use placewell::db::jobs::{self, NewJob};
use placewell::domain::ids::JobId;
use placewell::http::telemetry::RequestSpan;
use placewell::telemetry::{TelemetryError, subscriber};
use tracing_actix_web::TracingLogger;

use crate::support::database::{Engine, TestDb};

#[derive(Clone, Default)]
pub(crate) struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Lines {
    /// Everything written so far.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn of(config: &LogConfig, work: impl FnOnce()) -> String {
        let lines = Self::default();
        let writer = lines.clone();
        tracing::subscriber::with_default(subscriber(config, move || writer.clone()).unwrap(), work);
        lines.text()
    }
}

#[actix_web::main]
async fn one_request() {
    let learner = web::resource("/learners/{id}").to(HttpResponse::Ok);
    let app =
        calls::init_service(App::new().wrap(TracingLogger::<RequestSpan>::new()).service(learner)).await;
    let request = calls::TestRequest::get()
        .uri("/learners/0199?name=Aneurin")
        .insert_header(("User-Agent", "browser-of-somebody"))
        .insert_header(("X-Forwarded-For", "203.0.113.9"));
    assert!(calls::call_service(&app, request.to_request()).await.status().is_success());
}

/// Makes the places that log known before anybody listens: one that another test comes upon at the same moment, without a
/// listener, could otherwise be taken for one that nobody wants.
fn known() {
    one_request();
}

#[test]
fn a_request_is_logged_with_its_route_and_status_and_nothing_of_the_person() {
    let config = LogConfig { format: LogFormat::Json, ..LogConfig::default() };
    known();
    let logged = Lines::of(&config, one_request);
    let lines: Vec<serde_json::Value> =
        logged.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [done, closed] = lines.as_slice() else { panic!("{logged}") };
    assert_eq!((&done["message"], &done["http.status"]), (&"request.done".into(), &200.into()));
    for line in [done, closed] {
        assert_eq!(line["span"]["http.route"], "/learners/{id}");
        assert_eq!(line["span"]["http.method"], "GET");
        assert!(line["span"]["request.id"].as_str().unwrap().len() == 36);
    }
    assert!(closed["time.busy"].is_string());
    for personal in ["0199", "Aneurin", "browser-of-somebody", "203.0.113.9"] {
        assert!(!logged.contains(personal), "{personal} in {logged}");
    }
}

#[actix_web::main]
async fn requests_of(parents: &[&str]) {
    let learner = web::resource("/learners/{id}").to(HttpResponse::Ok);
    let app =
        calls::init_service(App::new().wrap(TracingLogger::<RequestSpan>::new()).service(learner)).await;
    for parent in parents {
        let request = calls::TestRequest::get().uri("/learners/0199").insert_header(("traceparent", *parent));
        calls::call_service(&app, request.to_request()).await;
    }
}

#[test]
fn a_trace_is_the_caller_s_where_its_header_is_sound_and_holds_nothing_but_digits() {
    let (trace, parent) = ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0c9902b7");
    let sound = [format!("00-{trace}-{parent}-01"), format!("cc-{trace}-{parent}-01-more")];
    let wrong = [
        format!("00-{trace}-{parent}-01-more"),
        format!("ff-{trace}-{parent}-01"),
        format!("00-{}-{parent}-01", "0".repeat(32)),
        format!("00-{trace}-{}-01", "0".repeat(16)),
        format!("00-{}-{parent}-01", trace.to_uppercase()),
        format!("00-{trace}-{parent}"),
        "Aneurin-Moss-of-Newport-01".to_owned(),
        String::new(),
    ];
    let config = LogConfig { format: LogFormat::Json, ..LogConfig::default() };
    let all: Vec<&str> = sound.iter().chain(&wrong).map(String::as_str).collect();
    known();
    let logged = Lines::of(&config, || requests_of(&all));
    let lines = logged.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let spans: Vec<_> =
        lines.filter(|line| line["message"] == "request.done").map(|line| line["span"].clone()).collect();
    assert_eq!(spans.len(), all.len(), "{logged}");
    for (at, span) in spans.iter().enumerate() {
        let (id, own) = (span["trace.id"].as_str().unwrap(), span["request.id"].as_str().unwrap());
        let own = own.replace('-', "");
        assert_eq!(span["span.id"].as_str().unwrap(), &own[16..], "{span}");
        if at < sound.len() {
            assert_eq!((id, span["parent.id"].as_str()), (trace, Some(parent)), "{span}");
        } else {
            assert_eq!((id, span["parent.id"].as_str()), (own.as_str(), None), "{}: {span}", all[at]);
        }
    }
    assert!(!logged.contains("Aneurin"), "{logged}");
}

#[test]
fn a_job_is_named_in_the_trace_of_what_queues_it() {
    let store = TestDb::new(Engine::Sqlite).unwrap();
    let filter = "info,placewell::db::jobs=debug".to_owned();
    let config = LogConfig { format: LogFormat::Json, filter };
    let now = DateTime::UNIX_EPOCH;
    let queue = |id: &JobId| {
        let job = NewJob { id, kind: "send_letter", subject_id: "subject", dedup: None, due: now };
        store.db.write(|c| jobs::enqueue(c, &job, now)).unwrap()
    };
    let [first, second] =
        ["1", "2"].map(|n| JobId::parse(&format!("0c000000-0000-7000-8000-00000000000{n}")).unwrap());
    queue(&first);
    let logged = Lines::of(&config, || {
        tracing::info_span!("request", trace.id = "4bf92f3577b34da6a3ce929d0e0e4736")
            .in_scope(|| queue(&second));
    });
    let line: serde_json::Value = serde_json::from_str(logged.lines().next().unwrap()).unwrap();
    assert_eq!(line["message"], "job.queued", "{logged}");
    assert_eq!(line["job.id"], second.to_string(), "{logged}");
    assert_eq!(line["span"]["trace.id"], "4bf92f3577b34da6a3ce929d0e0e4736", "{logged}");
    assert!(!logged.contains("subject"), "{logged}");
}

#[test]
fn text_is_for_people_and_the_filter_holds() {
    let config = LogConfig { filter: "warn".to_owned(), ..LogConfig::default() };
    let logged = Lines::of(&config, || {
        tracing::info!("unheard");
        tracing::warn!(job.id = "j1", "heard");
    });
    assert!(logged.contains("WARN") && logged.contains("heard job.id=\"j1\"") && !logged.contains("unheard"));
}

#[test]
fn a_filter_that_is_none_is_refused() {
    let config = LogConfig { filter: "placewell=loud".to_owned(), ..LogConfig::default() };
    assert!(matches!(subscriber(&config, io::sink), Err(TelemetryError::Filter)));
}
