//! Everything that is held of a learner, as a page that a parent can read.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::Value;

use super::scene::Scene;
use crate::support::database::Engine;

/// The texts that people wrote, wherever they stand; what the letter says again in other forms is left out.
fn written(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.contains(' ') => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| written(item, found)),
        Value::Object(fields) => {
            let repeated = ["html", "calendar", "pack", "attachments"];
            fields
                .iter()
                .filter(|(key, _)| !repeated.contains(&key.as_str()))
                .for_each(|(_, item)| written(item, found));
        }
        _ => {}
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[rstest]
fn the_page_says_what_the_json_says(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    scene.approved(&placed, &[&contact]);
    let path = format!("/learners/{}/export", placed.learner);
    let held = scene.get(Role::Provider, &path).expect(200).body;
    let answer = scene.get(Role::Provider, &format!("{path}/html")).expect(200);
    assert_eq!(answer.header("Content-Type"), "text/html; charset=utf-8");
    let page = String::from_utf8(answer.bytes).unwrap();
    let mut texts = Vec::new();
    written(&held, &mut texts);
    assert!(texts.len() > 50, "{}", texts.len());
    let missing: Vec<_> = texts.iter().filter(|text| !page.contains(&escaped(text))).collect();
    assert_eq!(missing, Vec::<&String>::new());
    for heading in
        ["<h1>Everything held about Carys</h1>", "<h2>Agreements</h2>", "<h2>Who looked</h2>", "2 March 2026"]
    {
        assert!(page.contains(heading), "{heading}");
    }
    assert!(page.contains("download=\"") && page.contains("data:application/pdf;base64,"));
    for role in [Role::Hub, Role::JobCoach, Role::Employer, Role::Admin, Role::SafeguardingLead] {
        scene.get(role, &format!("{path}/html")).expect(403);
    }
}

#[test]
fn what_people_write_is_no_markup() {
    let held = serde_json::json!({"record": {"note": "<script>alert(1)</script> & \"more\""}});
    let page = placewell::words::record::page(&held, "<b>Al</b>");
    assert!(!page.contains("<script>") && !page.contains("<b>"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"));
}
