//! The figures of a story by other ways than the tables take: plain SQL over what is not sealed, and the API's own records.

use diesel::RunQueryDsl;
use diesel::sql_types::Text;
use placewell::db::{Conn, DbError};
use placewell::domain::role::Role;
use serde_json::Value;

use crate::api::scene::Scene;
use crate::support::app::TestApp;
use crate::support::operator;

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The rows of a query, each one text in a column called `line`.
pub(super) fn sql(test: &TestApp, query: &str) -> Vec<String> {
    let lines = |c: &mut Conn| Ok::<_, DbError>(diesel::sql_query(query).load::<Line>(c)?);
    test.app.read(&operator(), lines).unwrap().into_iter().map(|line| line.line).collect()
}

/// Minutes after midnight.
fn minutes(clock: &Value) -> u32 {
    let (hours, rest) = clock.as_str().unwrap().split_once(':').unwrap();
    hours.parse::<u32>().unwrap() * 60 + rest.parse::<u32>().unwrap()
}

/// The minutes of work of a day of a programme as the API tells it, from a minute on.
pub(super) fn work_of(day: &Value, from: u32) -> u32 {
    let blocks = day["blocks"].as_array().unwrap().iter().filter(|block| block["content"]["kind"] != "rest");
    let (begin, end) = (minutes(&day["attended"]["from"]).max(from), minutes(&day["attended"]["to"]));
    let of = |block: &Value| {
        let (from, to) = (minutes(&block["span"]["from"]), minutes(&block["span"]["to"]));
        to.min(end).saturating_sub(from.max(begin))
    };
    blocks.map(of).sum()
}

/// How many halves of a planned day lie before and after noon.
pub(super) fn halves_of(day: &Value) -> usize {
    let (from, to) = (minutes(&day["attended"]["from"]), minutes(&day["attended"]["to"]));
    usize::from(from < 720) + usize::from(to > 720)
}

/// The newest programme of a placement as the API tells it.
pub(super) fn programme(scene: &Scene, placement: &str) -> Value {
    scene.get(Role::Provider, &format!("/placements/{placement}/programme")).expect(200).body
}

/// What was told of a placement, of one kind.
pub(super) fn reports(scene: &Scene, placement: &str, kind: &str) -> Vec<Value> {
    let told = scene.get(Role::Provider, &format!("/placements/{placement}/reports")).expect(200).body;
    let of_kind = told.as_array().unwrap().iter().filter(|one| one["report"]["kind"] == kind);
    of_kind.cloned().collect()
}
