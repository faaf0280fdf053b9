//! Parts of records changed by their forms: what stood there stands in the form, and nothing else is touched.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::browser::{Browser, hidden, html};
use crate::api::scene::Scene;
use crate::support::app::ROLES;
use crate::support::database::Engine;

/// The fields of the form of a page as a browser sends them untouched.
pub(super) fn fields(page: &str) -> Vec<(String, String)> {
    let main = page.split_once("<main").unwrap().1;
    let form = main.split_once("<form").unwrap().1.split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(rest.split('"').next().unwrap().replace("&#39;", "'").replace("&#34;", "\""))
    };
    let mut fields = Vec::new();
    let mut select = None;
    for part in form.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        let name = || attribute(tag, "name").unwrap();
        if tag.starts_with("select") {
            select = Some(name());
        } else if tag.starts_with("option") && tag.contains(" selected") {
            fields.push((select.clone().unwrap(), attribute(tag, "value").unwrap()));
        } else if tag.starts_with("textarea") {
            let text = text.strip_prefix('\n').unwrap_or(text);
            fields.push((name(), text.replace("&#39;", "'").replace("&#34;", "\"").replace("&#38;", "&")));
        } else if tag.starts_with("input") {
            let is_choice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
            if !is_choice || tag.ends_with(" checked") {
                fields.push((name(), attribute(tag, "value").unwrap()));
            }
        }
    }
    fields
}

/// The same with one field otherwise.
fn with<'a>(fields: &'a [(String, String)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = fields.iter().filter(|(known, _)| known != name).map(|(n, v)| (n.as_str(), v.as_str()));
    others.chain([(name, value)]).collect()
}

fn learner(scene: &Scene, id: &str) -> Value {
    scene.get(Role::Provider, &format!("/learners/{id}")).expect(200).body["learner"].clone()
}

fn offer(scene: &Scene, id: &str) -> Value {
    scene.get(Role::Employer, &format!("/offers/{id}")).expect(200).body["offer"].clone()
}

/// A draft whose first task names a knife and states no hazards, and that task.
fn sharp_draft(scene: &Scene) -> (String, String) {
    let mut document = scene.offer_document("library-shelves");
    let task = &mut document["offer"]["tasks"][0];
    task["hazards"] = json!([]);
    task["name"] = json!("Cut labels with a sharp knife");
    task.as_object_mut().unwrap().remove("hazards_stated");
    let name = task["id"].as_str().unwrap().to_owned();
    document["state"] = json!("draft");
    (crate::api::scene::id(&scene.post(Role::Employer, "/offers", &document).expect(201)), name)
}

#[rstest]
fn a_part_that_is_saved_untouched_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (carys, library) = (scene.learner("carys"), scene.offer("library-shelves"));
    let before = (learner(&scene, &carys), offer(&scene, &library));
    let mut provider = Browser::signed_in(&scene.test, Role::Provider);
    let mut employer = Browser::signed_in(&scene.test, Role::Employer);
    for part in ["own_words", "there", "away", "work", "hard", "safety"] {
        let page = format!("/staff/learners/{carys}/change/{part}");
        let sent = fields(&html(&provider.get(&page).expect(200)));
        let sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        provider.post(&page, &sent).expect(303);
    }
    for part in ["about", "dates", "has", "exposes", "hazards"] {
        let page = format!("/staff/offers/{library}/change/{part}");
        let sent = fields(&html(&employer.get(&page).expect(200)));
        let sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        employer.post(&page, &sent).expect(303);
    }
    let sorted = |mut learner: Value| {
        let needs = learner["profile"]["needs"].as_array_mut().unwrap();
        needs.sort_by_key(ToString::to_string);
        learner
    };
    assert_eq!(sorted(learner(&scene, &carys)), sorted(before.0));
    assert_eq!(offer(&scene, &library), before.1);
}

#[rstest]
fn a_learner_s_own_words_and_needs_are_changed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let carys = scene.learner("carys");
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let page = format!("/staff/learners/{carys}/change/own_words");
    let sent = fields(&html(&staff.get(&page).expect(200)));
    let sent = with(&sent, "wants_to_try", "I want to try working with dogs.");
    assert_eq!(
        staff.post(&page, &sent).expect(303).header("Location"),
        format!("/staff/learners/{carys}?saved=own_words#own_words")
    );
    let saved = html(&staff.get(&format!("/staff/learners/{carys}?saved=own_words")).expect(200));
    assert_eq!(saved.matches("role=\"status\"><p>Saved.").count(), 1, "{saved}");
    let own = learner(&scene, &carys)["profile"]["own_words"].clone();
    assert_eq!(own["wants_to_try"], json!("I want to try working with dogs."));
    assert!(own["likes"].as_str().unwrap().starts_with("I like plants"));

    let stale = staff.post(&page, &sent).expect(412);
    let shown = html(&stale);
    assert!(shown.contains("Somebody changed this while you were looking at it"), "{shown}");
    assert!(shown.contains("I want to try working with dogs."));
    assert_eq!(
        hidden(shown.split_once("<main").unwrap().1, "version"),
        "2",
        "the next try is on what is there now"
    );

    let page = format!("/staff/learners/{carys}/change/there");
    let sent = fields(&html(&staff.get(&page).expect(200)));
    let essential = sent.iter().find(|(name, _)| name == "essential").unwrap().1.clone();
    let mut twice: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    twice.push(("helpful", &essential));
    let refused = staff.post(&page, &twice).expect(422);
    assert!(html(&refused).contains("#there-helpful\">Tick each item once"));

    let names = refused_names(&html(&refused));
    assert!(names.contains(&"there-helpful-error".to_owned()), "{names:?}");

    let page = format!("/staff/learners/{carys}/change/work");
    let sent = fields(&html(&staff.get(&page).expect(200)));
    let long = html(&staff.post(&page, &with(&sent, "max_daily_minutes", "900")).expect(422));
    assert!(long.contains("#work-max_daily_minutes\">Most work in one day"), "{long}");
    let text = html(&staff.post(&page, &with(&sent, "break_minutes", "ten")).expect(422));
    assert!(
        text.contains("#work-break_minutes\">Enter a whole number of minutes")
            && text.contains("value=\"ten\"")
    );
}

/// What a group of choices is described by; each is there.
fn refused_names(page: &str) -> Vec<String> {
    let groups = page.split("<fieldset ").skip(1).filter_map(|rest| rest.split('>').next());
    let described = groups.filter_map(|tag| Some(tag.split_once("aria-describedby=\"")?.1));
    let ids: Vec<String> = described
        .flat_map(|rest| rest.split('"').next().unwrap_or_default().split(' '))
        .map(str::to_owned)
        .collect();
    assert!(ids.iter().all(|id| page.contains(&format!("id=\"{id}\""))), "{ids:?}");
    ids
}

#[rstest]
fn a_colleague_s_change_is_shown_and_not_overwritten(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let carys = scene.learner("carys");
    let page = format!("/staff/learners/{carys}/change/work");
    let (mut first, mut second) =
        (Browser::signed_in(&scene.test, Role::Provider), Browser::signed_in(&scene.test, Role::Provider));
    let sent = fields(&html(&first.get(&page).expect(200)));
    let mine = fields(&html(&second.get(&page).expect(200)));
    first.post(&page, &with(&with_owned(&sent, "max_daily_minutes", "200"), "help", "alone")).expect(303);
    // A typing fault does not make what was sent an answer to what the colleague has saved.
    let wrong = fields(&html(&second.post(&page, &with(&mine, "break_minutes", "ten")).expect(422)));
    let stale = html(&second.post(&page, &with(&wrong, "break_minutes", "25")).expect(412));
    assert!(stale.contains("name=\"max_daily_minutes\" value=\"200\""), "{stale}");
    assert!(stale.contains("id=\"work-break_minutes-sent\">You sent: 25<"), "{stale}");
    assert!(stale.contains("id=\"work-help-sent\""), "{stale}");
    let again = fields(&stale);
    second.post(&page, &with(&again, "break_minutes", "25")).expect(303);
    let profile = learner(&scene, &carys)["profile"].clone();
    assert_eq!(profile["stamina"]["max_daily_minutes"], json!(200), "the colleague's change stands");
    assert_eq!((&profile["help"], &profile["stamina"]["break_minutes"]), (&json!("alone"), &json!(25)));
}

/// The same with one field otherwise, to be changed again.
fn with_owned(fields: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    with(fields, name, value).into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[rstest]
fn placements_that_a_change_affects_are_named_once_it_is_saved(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let mut employer = Browser::signed_in(&scene.test, Role::Employer);
    let page = format!("/staff/offers/{}/change/dates", placed.offer);
    let sent = fields(&html(&employer.get(&page).expect(200)));
    let last = sent.iter().find(|(name, _)| name == "from-0").unwrap().1.clone();
    let shown = html(&employer.post(&page, &with(&sent, "to-0", &last)).expect(200));
    assert!(shown.contains("Placements that this change affects"), "{shown}");
    assert!(shown.contains(&format!("/staff/placements/{}", placed.id)), "{shown}");
    assert!(!shown.contains("Carys"), "an employer reads no name");
}

#[rstest]
fn what_is_done_about_a_hazard_is_asked_where_one_is_stated(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (id, task) = sharp_draft(&scene);
    let mut staff = Browser::signed_in(&scene.test, Role::Employer);
    let page = format!("/staff/offers/{id}/change/hazards");
    let sent = fields(&html(&staff.get(&page).expect(200)));
    let blade = format!("{task}-sharp_blades");
    let saved = staff.post(&page, &with(&sent, &blade, "there")).expect(303);
    let controls = format!("/staff/offers/{id}/change/controls");
    assert_eq!(saved.header("Location"), controls, "what is done about it is asked next");
    let sent = fields(&html(&staff.get(&controls).expect(200)));
    assert!(sent.iter().any(|(name, value)| *name == blade && value.is_empty()), "{sent:?}");
    let conditions = format!("{blade}-conditions");
    let mut all = with(&sent, &blade, "A guarded cutter and a glove");
    all.extend([(conditions.as_str(), "supervised"), (conditions.as_str(), "reduced")]);
    staff.post(&controls, &all).expect(303);
    let stated = offer(&scene, &id)["tasks"][0]["hazards"][0].clone();
    assert_eq!(
        stated,
        json!({"hazard": "sharp_blades", "control": "A guarded cutter and a glove",
            "necessary_for_training": false, "competent_supervision": true, "risk_reduced": true})
    );
    let draft = html(&staff.get(&format!("/staff/offers/{id}")).expect(200));
    for raw in ["offer.", "hazards_stated", "tasks[", "windows["] {
        assert!(!draft.contains(raw), "a field is named by a path: {raw}");
    }
}

#[rstest]
fn an_offer_s_facts_are_stated_by_whoever_says_so(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let library = scene.offer("library-shelves");
    let mut hub = Browser::signed_in(&scene.test, Role::Hub);
    let page = format!("/staff/offers/{library}/change/has");
    let sent = fields(&html(&hub.get(&page).expect(200)));
    let (name, before) = sent.iter().find(|(_, value)| value == "unknown").unwrap().clone();
    assert_eq!(before, "unknown");
    hub.post(&page, &with(&sent, &name, "can_arrange")).expect(303);
    let stated = offer(&scene, &library)["provisions"][&name].clone();
    assert_eq!(stated, json!({"state": "can_arrange", "source": "hub", "as_at": "2026-03-02"}));
    let mut employer = Browser::signed_in(&scene.test, Role::Employer);
    let shown = html(&employer.get(&format!("/staff/offers/{library}")));
    assert!(shown.contains("Confirm that this is right"), "{shown}");

    let shown = html(&employer.get(&page).expect(200));
    assert!(shown.contains("Saving a change confirms all of it"), "{shown}");
    let untouched = fields(&shown);
    let untouched: Vec<_> = untouched.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    employer.post(&page, &untouched).expect(303);
    let read = || scene.get(Role::Employer, &format!("/offers/{library}")).expect(200).body;
    assert_eq!(read()["confirmed_by_employer_at"], Value::Null, "nothing was said");
    employer.post(&page, &with(&fields(&shown), &name, "yes")).expect(303);
    assert!(read()["confirmed_by_employer_at"].is_string());
    let same = fields(&html(&hub.get(&page).expect(200)));
    hub.post(&page, &with(&same, &name, "yes")).expect(303);
    assert!(read()["confirmed_by_employer_at"].is_string(), "the hub has changed nothing");

    let page = format!("/staff/offers/{library}/change/dates");
    let sent = fields(&html(&hub.get(&page).expect(200)));
    let wrong = html(&hub.post(&page, &with(&sent, "to-0", "2026-01-01")).expect(422));
    assert!(wrong.contains("#dates-to-0\">Enter a last date that is not before the first"), "{wrong}");
    let wrong = html(&hub.post(&page, &with(&sent, "capacity-0", "60")).expect(422));
    assert!(wrong.contains("#dates-capacity-0\">Learners at a time"), "{wrong}");
}

#[test]
fn a_hazard_is_struck_out_only_by_whoever_says_that_there_is_no_other() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let (id, task) = sharp_draft(&scene);
    let mut staff = Browser::signed_in(&scene.test, Role::Employer);
    let page = format!("/staff/offers/{id}/change/hazards");
    let sent = fields(&html(&staff.get(&page).expect(200)));
    let (blade, other) = (format!("{task}-sharp_blades"), format!("{task}-other"));
    let of_task = |name: &str| name.starts_with(&format!("{task}-")) && name != other;
    let answered: Vec<(String, String)> = sent
        .iter()
        .map(|(name, value)| (name.clone(), if of_task(name) { "not".to_owned() } else { value.clone() }))
        .collect();
    let refused = html(&staff.post(&page, &with(&answered, &other, "unknown")).expect(422));
    assert!(refused.contains(&format!("#hazards-{other}\">Say that there is no other hazard")), "{refused}");
    let open = html(&staff.post(&page, &with(&sent, &other, "none")).expect(422));
    assert!(open.contains("Answer every question about this task"), "{open}");
    staff.post(&page, &with(&answered, &other, "none")).expect(303);
    let stated = offer(&scene, &id)["tasks"][0]["hazards_stated"].clone();
    assert_eq!(stated["on"], json!("2026-03-02"));
    assert!(stated["struck_out"].as_array().unwrap().contains(&json!("sharp_blades")), "{stated} {blade}");
}

#[test]
fn only_those_who_may_change_a_record_are_shown_how() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let (carys, library) = (scene.learner("carys"), scene.offer("library-shelves"));
    for role in ROLES {
        let mut browser = Browser::signed_in(&scene.test, role);
        let may = role == Role::Provider;
        let page = browser.get(&format!("/staff/learners/{carys}"));
        assert_eq!(html(&page).contains("/change/own_words"), may, "{role:?}");
        let answer = browser.get(&format!("/staff/learners/{carys}/change/own_words"));
        assert_eq!(answer.status == 200, may, "{role:?}: {}", answer.status);
        let may = matches!(role, Role::Hub | Role::Employer);
        let page = browser.get(&format!("/staff/offers/{library}"));
        assert_eq!(html(&page).contains("/change/about"), may, "{role:?}");
        let answer = browser.get(&format!("/staff/offers/{library}/change/about"));
        assert_eq!(answer.status == 200, may, "{role:?}: {}", answer.status);
    }
}
