//! The learner's journey never reaches an employer: not by any operation of the API, not in the
//! pack.

use std::path::Path;

use placewell::cli::demo::sample::Sample;
use placewell::cli::demo::story;
use placewell::services::matches::{LegView, MatchView};
use serde_json::Value;

use super::sample::Area;

const LEARNER: &str = "maya";
const TITLE: &str = "Print finishing";

/// Only offers by the bus line that the learner lives at, at a hub that lets a placement start within days.
fn on_the_line(sample: &mut Sample) {
    sample.offers.retain(|(name, _)| name == "print-finishing");
    sample.manifest.hub.notice_working_days = Some(0);
}

fn told(area: &Area) -> (Result<(), String>, String) {
    let (_, record) = area.sample.learners.iter().find(|(name, _)| name == LEARNER).unwrap();
    let mut out = Vec::new();
    let learner = (&area.loaded.learners[LEARNER], record);
    let end = story::tell(&area.test.app, &area.loaded, learner, &mut out);
    (end.map_err(|error| error.to_string()), String::from_utf8(out).unwrap())
}

/// The stops at the learner's end of the journey.
fn stops(read: &MatchView) -> Vec<String> {
    let days = &read.journey.as_ref().unwrap().days;
    let end = |leg: &LegView, first: bool| match leg {
        LegView::Ride { from, to, .. } => Some(if first { from.clone() } else { to.clone() }),
        LegView::Walk { .. } => None,
    };
    let out = days.iter().filter_map(|day| day.out.legs.iter().find_map(|leg| end(leg, true)));
    let home = days.iter().filter_map(|day| day.home.legs.iter().rev().find_map(|leg| end(leg, false)));
    out.chain(home).collect()
}

/// Every path that can be read, by the API's document.
fn readable() -> Vec<String> {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("api/openapi.json");
    let document: Value = serde_json::from_str(&std::fs::read_to_string(document).unwrap()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .filter(|(_, operations)| operations.get("get").is_some())
        .map(|(path, _)| path.clone())
        .collect()
}

/// All identifiers that a document holds.
fn identifiers(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.len() == 36 && text.matches('-').count() == 4 => found.push(text.clone()),
        Value::Object(fields) => fields.values().for_each(|field| identifiers(field, found)),
        Value::Array(items) => items.iter().for_each(|item| identifiers(item, found)),
        _ => {}
    }
}

#[test]
fn no_operation_tells_an_employer_of_the_journey() {
    let area = Area::with(on_the_line);
    let (_, read) = area.one(LEARNER, TITLE);
    let mut secrets = stops(&read);
    secrets.extend(["NP10 9EX", "NP109EX", "\"journey\"", "\"travel\"", "trained_routes"].map(str::to_owned));
    assert!(secrets.len() >= 7, "the learner goes by bus: {secrets:?}");
    let (end, story) = told(&area);
    end.unwrap_or_else(|error| panic!("{error}: {story}"));

    let provider = &area.loaded.provider;
    let employer = &area.loaded.employers[&area.sample.offers[0].1.employer];
    let token = |caller: &placewell::auth::Caller| {
        area.test.app.tokens.issue(&caller.user, &caller.organisation, caller.role, "test", false).unwrap()
    };
    let (theirs, ours) = (token(employer), token(provider));
    // Whatever the learner's side knows by name, the employer tries as well.
    let mut ids = vec![area.loaded.learners[LEARNER].to_string(), read.offer.to_string()];
    for list in ["/api/v1/placements", "/api/v1/learners", "/api/v1/offers"] {
        identifiers(&area.test.get(list).bearing(&ours).send().body, &mut ids);
    }
    let placement = area.test.get("/api/v1/placements").bearing(&ours).send().body["items"][0]["id"].clone();
    let placement = placement.as_str().unwrap();
    let briefings = format!("/api/v1/placements/{placement}/briefings");
    identifiers(&area.test.get(&briefings).bearing(&ours).send().body, &mut ids);
    ids.sort();
    ids.dedup();
    let (mut answered, mut asked) = (0, 0);
    for path in readable() {
        let parameters = path.matches('{').count();
        let tries: Vec<String> = match parameters {
            0 => vec![path.clone()],
            1 => ids.iter().map(|id| filled(&path, &[id.as_str()])).collect(),
            _ => ids
                .iter()
                .filter(|id| *id == placement || **id == *area.loaded.learners[LEARNER].as_str())
                .flat_map(|first| ids.iter().map(|second| filled(&path, &[first.as_str(), second.as_str()])))
                .collect(),
        };
        for path in tries {
            asked += 1;
            let answer = area.test.get(&path).bearing(&theirs).send();
            if answer.status != 200 || path.ends_with("openapi.json") {
                continue;
            }
            answered += 1;
            let text = String::from_utf8_lossy(&answer.bytes).into_owned();
            for secret in &secrets {
                assert!(!text.contains(secret.as_str()), "{path} tells an employer of {secret}: {text}");
            }
        }
    }
    assert!(answered >= 5, "the employer was answered {answered} times of {asked}");
    let own = format!("/api/v1/learners/{}/matches/{}", area.loaded.learners[LEARNER], read.offer);
    area.test.get(&own).bearing(&theirs).send().expect(403);
    let seen = area.test.get(&own).bearing(&ours).send().expect(200).bytes;
    let seen = String::from_utf8_lossy(&seen).into_owned();
    assert!(secrets[..2].iter().all(|stop| seen.contains(stop.as_str())), "the learner's own side reads it");
}

fn filled(path: &str, values: &[&str]) -> String {
    let mut filled = path.to_owned();
    for value in values {
        let (from, to) = (filled.find('{').unwrap(), filled.find('}').unwrap());
        filled.replace_range(from..=to, value);
    }
    filled
}
