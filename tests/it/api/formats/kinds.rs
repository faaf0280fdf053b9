//! Every kind of stored document that a newer program may have written: what reads it, and what would write over it.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use placewell::db::deliveries::Attempt;
use placewell::db::imports::{self, ImportKind};
use placewell::db::reseal::sealed_columns;
use placewell::db::{Conn, DbError, cohort_learners, cohorts, deliveries, letters, second_factors};
use placewell::domain::delivery::DeliveryState;
use placewell::domain::role::Role;
use placewell::mail::Artefacts;
use rstest::rstest;
use serde_json::json;

use super::world::{WITH_FACTOR, World};
use crate::api::scene::API;
use crate::support::app::{Answer, user};
use crate::support::database::{Engine, TestDb};

/// What a call or a function of the store comes to.
pub(super) enum Way {
    /// An operation of the API.
    Door(fn(&World) -> Answer),
    /// A function that only the worker calls.
    Store(fn(&World, &mut Conn) -> Result<(), DbError>),
    /// There is none, and why.
    No(&'static str),
}

/// A column that holds documents.
pub(super) struct Kind {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
    /// What cannot be done without the document.
    pub(super) read: Way,
    /// What writes the document again.
    pub(super) write: Way,
}

impl Kind {
    pub(super) fn name(&self) -> String {
        format!("{}.{}", self.table, self.column)
    }

    pub(super) fn is_sealed(&self) -> bool {
        !UNSEALED.contains(&self.name().as_str())
    }

    /// Whether the documents are texts or replies of any shape, which no field is added to.
    pub(super) fn is_shapeless(&self) -> bool {
        self.column == "server_words" || self.table == "idempotency"
    }

    /// Whether a document need not hold anything: one of which nothing is known reads as one that says nothing.
    pub(super) fn may_be_empty(&self) -> bool {
        matches!((self.table, self.column), ("learners", "codes") | ("learner_drafts", "said"))
    }
}

const fn kind(table: &'static str, column: &'static str, read: Way, write: Way) -> Kind {
    Kind { table, column, read, write }
}

/// Every column that a trigger guards.
pub(super) static KINDS: [Kind; 31] = [
    kind(
        "agreements",
        "doc",
        Way::Door(|w| w.get(&w.of_learner("agreements"))),
        Way::No("it is withdrawn, and never written again"),
    ),
    kind(
        "briefings",
        "artefacts",
        Way::Door(|w| w.get(&format!("/briefings/{}", w.pack))),
        Way::No("a pack that was approved is never written again"),
    ),
    kind(
        "cohort_learners",
        "options",
        Way::Door(World::forbid),
        Way::Store(|w, c| cohort_learners::set_options(c, w.keys(), &w.cohort, 0, &json!({}))),
    ),
    kind(
        "cohort_learners",
        "result",
        Way::Door(|w| w.hub_get(&format!("/cohorts/{}/learners/{}", w.cohort, w.grouped))),
        Way::Store(|w, c| cohort_learners::set_result(c, w.keys(), &w.cohort, 0, &json!({}))),
    ),
    kind(
        "cohorts",
        "answer",
        Way::Door(|w| w.hub_get(&format!("/cohorts/{}/proof", w.cohort))),
        Way::Store(solved),
    ),
    kind(
        "cohorts",
        "inputs",
        Way::Door(|w| w.hub_get(&format!("/cohorts/{}/proof", w.cohort))),
        Way::Store(solved),
    ),
    kind(
        "cohorts",
        "request",
        Way::Door(|w| w.hub_get(&format!("/cohorts/{}", w.cohort))),
        Way::No("what was asked is never written again"),
    ),
    kind(
        "contacts",
        "details",
        Way::Door(|w| w.get(&format!("/contacts/{}", w.contact))),
        Way::Door(|w| w.put_back(&format!("/contacts/{}", w.contact), |body| body["details"].clone())),
    ),
    kind(
        "decisions",
        "note",
        Way::Door(|w| w.get(&w.of_placement("vetting"))),
        Way::No("each decision is a row of its own"),
    ),
    kind(
        "deliveries",
        "server_words",
        Way::Door(|w| w.get(&format!("/briefings/{}/deliveries", w.pack))),
        Way::Store(|w, c| deliveries::note_attempt(c, w.keys(), &w.delivery, &REFUSED, w.now())),
    ),
    kind(
        "family_messages",
        "doc",
        Way::Door(|w| w.get(&format!("/family-messages/{}", w.family_message))),
        Way::Door(|w| {
            w.put_back(&format!("/family-messages/{}", w.family_message), |body| body["message"].clone())
        }),
    ),
    kind(
        "idempotency",
        "response",
        Way::No("what was answered is answered again as it stands"),
        Way::No("the first answer stays"),
    ),
    kind("learners", "codes", Way::Door(World::learner), Way::Door(World::put_learner)),
    kind("learners", "home", Way::Door(World::learner), Way::Door(World::put_learner)),
    kind("learners", "identity", Way::Door(World::learner), Way::Door(World::put_learner)),
    kind("learners", "profile", Way::Door(World::learner), Way::Door(World::put_learner)),
    kind(
        "letters",
        "artefacts",
        Way::Store(|w, c| letters::artefacts::<Artefacts>(c, w.keys(), &w.kept_letter).map(drop)),
        Way::No("a letter is taken out once it has gone, and never written again"),
    ),
    kind(
        "letters",
        "server_words",
        Way::Door(|w| w.get(&w.of_placement("letters"))),
        Way::Store(|w, c| letters::note_attempt(c, w.keys(), &w.letter, &REFUSED, w.now())),
    ),
    kind(
        "mailed_links",
        "person",
        Way::Door(|w| w.get(&format!("/invitations?organisation={}", w.provider()))),
        Way::No("each link is a row of its own"),
    ),
    kind(
        "offers",
        "doc",
        Way::Door(|w| w.get(&format!("/offers/{}", w.placed.offer))),
        Way::Door(|w| {
            let path = format!("/offers/{}", w.placed.offer);
            w.put_back(&path, |body| json!({"state": "open", "offer": body["offer"]}))
        }),
    ),
    kind(
        "organisations",
        "doc",
        Way::Door(|w| w.get(&format!("/organisations/{}", w.provider()))),
        Way::Door(|w| w.put_back(&format!("/organisations/{}", w.provider()), |b| b["document"].clone())),
    ),
    kind(
        "placements",
        "doc",
        Way::Door(|w| w.get(&format!("/placements/{}", w.placed.id))),
        Way::Door(|w| w.post(&w.of_placement("steps/cancel"), &json!({"reason": "The roof leaks."}))),
    ),
    kind(
        "programmes",
        "doc",
        Way::Door(|w| w.get(&w.of_placement("programme"))),
        Way::Door(|w| w.post(&format!("/placements/{}/programme", w.planned), &json!({}))),
    ),
    kind("reports", "doc", Way::Door(|w| w.get(&w.of_placement("reports"))), Way::Door(World::see_report)),
    kind(
        "second_factors",
        "doc",
        Way::Store(|w, c| second_factors::get(c, w.keys(), &user(WITH_FACTOR)).map(drop)),
        Way::Door(World::sign_in),
    ),
    kind(
        "users",
        "identity",
        Way::Door(|w| w.get(&format!("/users/{}", w.coach()))),
        Way::Door(|w| {
            w.put_back(
                &format!("/users/{}", w.coach()),
                |body| json!({"name": body["name"], "email": body["email"], "disabled": false}),
            )
        }),
    ),
    kind(
        "import_columns",
        "doc",
        Way::Store(|w, c| imports::columns(c, w.keys(), &w.provider(), ImportKind::Learners).map(drop)),
        Way::Store(|w, c| {
            imports::remember(c, w.keys(), &w.provider(), ImportKind::Learners, &BTreeMap::new())
        }),
    ),
    kind(
        "imports",
        "doc",
        Way::Door(|w| w.get(&format!("/imports/{}", w.import))),
        Way::Door(|w| {
            w.scene.put(Role::Provider, &format!("/imports/{}/answers", w.import), "\"1\"", &json!({}))
        }),
    ),
    kind(
        "learner_drafts",
        "said",
        Way::Door(|w| w.get("/learner-drafts")),
        Way::Door(|w| {
            let file = STANDARD.encode("Surname,Forename,Our reference,Postcode\nMoss,Kit,0417,NP20 1AA\n");
            let made = w.post("/imports", &json!({"kind": "learners", "file": file}));
            let Some(id) = made.body["id"].as_str() else { return made };
            let confirm = w.scene.test.post(&format!("{API}/imports/{id}/confirm")).by(Role::Provider);
            confirm.header("If-Match", "\"1\"").json(&json!({"rows": "all"})).send()
        }),
    ),
    kind(
        "webhooks",
        "doc",
        Way::Door(|w| w.get("/webhooks")),
        Way::Door(|w| w.post(&format!("/webhooks/{}/secret", w.webhook), &json!({}))),
    ),
    kind(
        "webhooks",
        "events",
        Way::Door(|w| w.get("/webhooks")),
        Way::Door(|w| w.post(&format!("/webhooks/{}/secret", w.webhook), &json!({}))),
    ),
];

const REFUSED: Attempt<'static> =
    Attempt { number: 9, state: DeliveryState::Retrying, problem: None, server_words: Some("451 later") };

fn solved(w: &World, c: &mut Conn) -> Result<(), DbError> {
    cohorts::solved(c, w.keys(), &w.cohort, &json!({}), &json!({}))
}

/// Columns with documents that no trigger guards, and why none is needed.
const UNGUARDED: [(&str, &str); 15] = [
    ("access_log.details", "the log takes new rows only"),
    ("api_keys.scopes", "a key is ended, and its scopes are never written again"),
    ("concessions.doc", "every version is a row, and none is added after one of a newer format"),
    ("destinations.doc", "what was found out is never written again"),
    ("disclosures.fields", "the log takes new rows only"),
    ("family_replies.doc", "an answer is never written again"),
    ("family_sendings.doc", "to whom a message went is never written again"),
    ("hub_figures.doc", "the figures of a term are made once"),
    ("internship_reviews.doc", "what was recorded is never written again"),
    ("lesson_decisions.doc", "a decision is never written again"),
    ("observations.doc", "what was told is never written again"),
    ("side_reports.doc", "what was told is never written again"),
    ("transitions.details", "the log takes new rows only"),
    ("transitions.reason", "the log takes new rows only"),
    ("weights.doc", "every version is a row, and none is added after one of a newer format"),
];

/// The unsealed documents.
const UNSEALED: [&str; 7] = [
    "api_keys.scopes",
    "concessions.doc",
    "disclosures.fields",
    "hub_figures.doc",
    "placements.doc",
    "webhooks.events",
    "weights.doc",
];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The columns that the triggers of an engine guard, by what the engine says of them.
fn guarded(c: &mut Conn) -> Result<BTreeSet<String>, DbError> {
    let triggers = match c {
        Conn::Sqlite(_) => {
            "SELECT sql AS line FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_format'"
        }
        Conn::Postgres(_) => {
            "SELECT pg_get_triggerdef(oid) AS line FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE '%_format'"
        }
    };
    let mut guarded = BTreeSet::new();
    for Line { line } in sql_query(triggers).load(c)? {
        let (columns, rest) = line.split_once("UPDATE OF ").unwrap().1.split_once(" ON ").unwrap();
        let table = rest.split_whitespace().next().unwrap().trim_start_matches("public.");
        for column in columns.split(", ") {
            let compared = match c {
                Conn::Sqlite(_) => format!("substr(OLD.{column}, 2, 9)"),
                Conn::Postgres(_) => format!("'{column}'"),
            };
            assert!(rest.contains(&compared), "the trigger of {table} does not look at {column}");
            guarded.insert(format!("{table}.{column}"));
        }
    }
    Ok(guarded)
}

/// A column that is added is sealed, or written as a document, or both: then it stands in one of the lists.
#[rstest]
fn every_column_of_documents_is_in_the_list(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let listed: BTreeSet<String> = KINDS.iter().map(Kind::name).collect();
    assert_eq!(listed.len(), KINDS.len(), "a column stands in the list twice");
    assert_eq!(store.db.read(guarded).unwrap(), listed);
    let unguarded = UNGUARDED.iter().map(|(name, _)| (*name).to_owned());
    let all: BTreeSet<String> = listed.into_iter().chain(unguarded).collect();
    let documents = sealed_columns().into_iter().chain(UNSEALED.map(str::to_owned));
    assert_eq!(all, documents.collect::<BTreeSet<_>>());
}

/// The files of the store that write unsealed documents, each named like its table.
#[test]
fn no_other_file_writes_unsealed_documents() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/db");
    let mut writing = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = if path.is_file() { std::fs::read_to_string(&path).unwrap() } else { String::new() };
        if text.contains(".to_json(") || text.contains("hub_document!(") {
            writing.insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    writing.remove("hub_document");
    let tables = UNSEALED.iter().map(|name| name.split_once('.').unwrap().0.to_owned());
    assert_eq!(writing, tables.collect::<BTreeSet<_>>());
}
