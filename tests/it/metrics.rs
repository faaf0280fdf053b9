//! `/metrics`: what it tells, and whom.

use std::collections::BTreeSet;

use placewell::config::Config;
use placewell::domain::role::Role;
use rstest::rstest;

use crate::support::app::TestApp;
use crate::support::database::Engine;

const LEARNER: &str = "/api/v1/learners/0c000000-0000-7000-8000-000000000001";
const ALERTS: &str = include_str!("../../docs/monitoring/alerts.yml");
const DASHBOARD: &str = include_str!("../../docs/monitoring/dashboard.json");
const PAGE: &str = include_str!("../../docs/OPERATIONS.md");

fn page(test: &TestApp) -> String {
    let answer = test.get("/metrics").from("127.0.0.1").send().expect(200);
    assert!(answer.header("Content-Type").starts_with("application/openmetrics-text"));
    String::from_utf8(answer.bytes).unwrap()
}

/// The names of our metrics in a text, without what their kind adds to them.
fn names(text: &str) -> BTreeSet<String> {
    let all = text.split(|c: char| !(c.is_ascii_lowercase() || c == '_'));
    let bare = |name: &str| {
        let ends = ["_total", "_bucket", "_count", "_sum"];
        ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).to_owned()
    };
    all.filter(|word| word.starts_with("placewell_")).map(bare).collect()
}

#[rstest]
fn answers_are_counted_by_route_and_work_is_told_without_identifiers(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    test.get(LEARNER).by(Role::Provider).send().expect(404);
    test.get("/api/v1/learners").send().expect(401);
    test.get("/who/knows").send().expect(404);
    test.get("/ready").send().expect(200);
    let page = page(&test);
    for line in [
        r#"placewell_http_requests_total{method="GET",route="/api/v1/learners/{id}",status="404"} 1"#,
        r#"placewell_http_requests_total{method="GET",route="/api/v1/learners",status="401"} 1"#,
        r#"placewell_http_requests_total{method="GET",route="none",status="404"} 1"#,
        r#"placewell_http_request_seconds_count{route="/ready"} 1"#,
        "placewell_store_up 1",
        "placewell_job_overdue_seconds 0",
        "placewell_alerts_waiting 0",
    ] {
        assert!(page.lines().any(|told| told == line), "{line}: {page}");
    }
    assert!(page.ends_with("# EOF\n") && !page.contains("0c000000") && !page.contains("knows"));
}

#[rstest]
#[case::elsewhere("203.0.113.5", &[], 404)]
#[case::here("127.0.0.1", &[], 200)]
#[case::here_by_the_newer_protocol("::1", &[], 200)]
#[case::an_unknown_proxy("127.0.0.1", &[("X-Forwarded-For", "127.0.0.1")], 404)]
#[case::a_proxy_of_ours("10.0.0.1", &[("X-Forwarded-For", "127.0.0.1")], 200)]
#[case::a_stranger_behind_ours("10.0.0.1", &[("X-Forwarded-For", "203.0.113.5")], 404)]
fn only_named_networks_read_it(#[case] peer: &str, #[case] headers: &[(&str, &str)], #[case] status: u16) {
    let mut config = Config::default();
    config.server.trusted_proxies = vec!["10.0.0.1".parse().unwrap()];
    let test = TestApp::with(Engine::Sqlite, config).unwrap();
    let call = test.get("/metrics").from(peer);
    let call = headers.iter().fold(call, |call, (name, value)| call.header(name, value));
    call.send().expect(status);
}

#[test]
fn rules_dashboard_and_page_name_what_there_is() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    test.get("/live").send().expect(200);
    let told = page(&test);
    let mut known = names(&told);
    // These have a line once there is a job, and once somebody has asked for a ranking.
    known.extend(
        ["placewell_jobs", "placewell_job_attempts", "placewell_offer_index_age_seconds"].map(str::to_owned),
    );
    for (file, text) in [("alerts.yml", ALERTS), ("dashboard.json", DASHBOARD)] {
        let named = names(text);
        assert!(named.len() >= 6 && named.is_subset(&known), "{file}: {:?}", named.difference(&known));
    }
    serde_json::from_str::<serde_json::Value>(DASHBOARD).unwrap();
    let section = PAGE.split("\n## Metrics").nth(1).unwrap().split("\n## ").next().unwrap();
    let described = names(section);
    assert_eq!(described, known, "each metric is described");
}
