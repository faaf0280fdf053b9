//! People, organisations, contacts and the keys of other programs, kept by the pages.

use chrono::TimeDelta;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::browser::{Browser, hidden, html};
use super::change::fields;
use super::visit::mailed;
use crate::api::scene::Scene;
use crate::support::app::{PASSWORD, email, home};
use crate::support::database::Engine;

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The part of a page between a heading and the next.
fn part<'a>(page: &'a str, id: &str) -> &'a str {
    let rest = page.split_once(&format!("<h2 id=\"{id}\">")).unwrap_or_else(|| panic!("no {id} in {page}")).1;
    rest.split("<h2 ").next().unwrap()
}

#[rstest]
fn somebody_is_invited_given_a_role_and_barred(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let wrong = [("organisation", ""), ("name", "Kim Lake"), ("email", "kim"), ("role", "job_coach")];
    let page = html(&staff.submit("/staff/people/invite", &wrong).expect(422));
    assert!(page.contains("<a href=\"#invite-email\">Enter an email address"), "{page}");
    assert!(page.contains("value=\"Kim Lake\""), "what was typed stays: {page}");
    let right = [
        ("organisation", ""),
        ("name", "Kim Lake"),
        ("email", "kim@provider.example"),
        ("role", "job_coach"),
    ];
    staff.submit("/staff/people/invite", &right).expect(303);
    let page = html(&staff.get("/staff/people?saved=invite").expect(200));
    assert!(page.contains("The invitation is on its way"), "{page}");
    assert!(part(&page, "invited").contains("kim@provider.example"), "{page}");
    assert!(mailed(&scene.test).iter().any(|letter| letter.to == "kim@provider.example"));
    let invitation = hidden(part(&page, "invited"), "invitation");
    staff.submit("/staff/people/back", &[("organisation", ""), ("invitation", &invitation)]).expect(303);
    assert!(!html(&staff.get("/staff/people").expect(200)).contains("kim@provider.example"));

    let coach = scene.get(Role::JobCoach, "/session").expect(200).body["user"].as_str().unwrap().to_owned();
    let account = format!("/staff/people/{coach}");
    let shown = html(&staff.get(&account).expect(200));
    let own = home(Role::Provider);
    let lead = [("organisation", own.as_str()), ("role", "safeguarding_lead")];
    staff.submit(&format!("{account}/grant"), &lead).expect(303);
    assert!(html(&staff.get(&account).expect(200)).contains("Safeguarding lead, "));
    staff.submit(&format!("{account}/revoke"), &[("post", &format!("{own}.safeguarding_lead"))]).expect(303);
    assert!(!part(&html(&staff.get(&account).expect(200)), "roles").contains("<h3>Safeguarding lead, "));
    let version = hidden(part(&shown, "details"), "version");
    let barred = [
        ("version", version.as_str()),
        ("name", "Ali Brook"),
        ("email", "coach@provider.example"),
        ("barred", "yes"),
    ];
    staff.submit(&format!("{account}/details"), &barred).expect(303);
    let stale = html(&staff.submit(&format!("{account}/details"), &barred).expect(412));
    assert!(stale.contains("Somebody changed this while you were looking at it"), "{stale}");
    assert!(html(&staff.get("/staff/people").expect(200)).contains("may not sign in"));
    let none = html(&staff.submit(&format!("{account}/step"), &[]).expect(422));
    assert!(none.contains("They have no second step"), "{none}");

    scene.test.clock.advance(TimeDelta::minutes(11));
    let asked = html(&staff.submit(&format!("{account}/step"), &[]).expect(403));
    assert!(asked.contains("href=\"/staff/account/confirm\""), "{asked}");
    staff.submit("/staff/account/confirm", &[("password", "wrong")]).expect(422);
    let done = staff.submit("/staff/account/confirm", &[("password", PASSWORD)]).expect(303);
    assert!(html(&staff.get(done.header("Location")).expect(200)).contains("send the form again"));
    staff.submit(&format!("{account}/step"), &[]).expect(422);

    let stranger = scene.test.stranger(Role::Provider);
    let mut other = Browser::new(&scene.test);
    other.cookies.insert("placewell-access".to_owned(), stranger.token);
    other.get(&account).expect(404);
    other.get(&format!("/staff/people?organisation={own}")).expect(404);
    for role in [Role::Employer, Role::SafeguardingLead] {
        Browser::signed_in(&scene.test, role).get("/staff/people").expect(403);
    }
}

#[rstest]
fn one_s_own_password_and_role_are_changed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let coach = scene.get(Role::JobCoach, "/session").expect(200).body["user"].as_str().unwrap().to_owned();
    let own = home(Role::Provider);
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let role = [("organisation", own.as_str()), ("role", "provider")];
    staff.submit(&format!("/staff/people/{coach}/grant"), &role).expect(303);

    let mut browser = Browser::signed_in(&scene.test, Role::JobCoach);
    let page = html(&browser.get("/staff/account").expect(200));
    let post = format!("{own}.provider");
    assert!(page.contains(&format!("value=\"{post}\"")), "{page}");
    let wrong = [("post", post.as_str()), ("password", "not my own password")];
    let refused = html(&browser.submit("/staff/account/role", &wrong).expect(422));
    assert!(refused.contains("The password or code is wrong"), "{refused}");
    assert!(!refused.contains("not my own password"), "a password is never shown again");
    assert!(html(&browser.get("/staff").expect(200)).contains("job coach"), "nothing has changed");
    let before = browser.cookies.clone();
    browser.submit("/staff/account/role", &[("post", &post), ("password", PASSWORD)]).expect(303);
    assert!(html(&browser.get("/staff").expect(200)).contains("school or college"));
    let mut left = Browser::new(&scene.test);
    left.cookies = before;
    left.cookies.remove("placewell-access");
    left.get("/staff").expect(303);

    let new = "a heron by the weir";
    let unlike = [("old_password", PASSWORD), ("new_password", new), ("repeat", "another")];
    let refused = html(&browser.submit("/staff/account/password", &unlike).expect(422));
    assert!(refused.contains("<a href=\"#password-repeat\">Enter the same new password twice"), "{refused}");
    let right = [("old_password", PASSWORD), ("new_password", new), ("repeat", new)];
    browser.submit("/staff/account/password", &right).expect(303);
    let address = email(Role::JobCoach);
    let mut again = Browser::new(&scene.test);
    again.post("/staff/sign-in", &[("email", &address), ("password", PASSWORD)]).expect(422);
    again.post("/staff/sign-in", &[("email", &address), ("password", new)]).expect(303);
    let none = html(&browser.submit("/staff/account/step", &[]).expect(422));
    assert!(none.contains("This account has no second step"), "{none}");
}

#[rstest]
fn a_hub_keeps_its_employers_and_their_contacts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut hub = Browser::signed_in(&scene.test, Role::Hub);
    let new = "/staff/organisations/new/employer";
    let mut typed = fields(&html(&hub.get(new).expect(200)));
    let put = |typed: &mut Vec<(String, String)>, name: &str, value: &str| {
        typed.retain(|(known, _)| known != name);
        typed.push((name.to_owned(), value.to_owned()));
    };
    put(&mut typed, "name", "Tide Mill Bakery");
    put(&mut typed, "sic", "bread");
    let wrong = html(&hub.post(new, &pairs(&typed)).expect(422));
    assert!(wrong.contains("<a href=\"#new-sic\">Enter five digits"), "{wrong}");
    put(&mut typed, "sic", "10710");
    let page = hub.post(new, &pairs(&typed)).expect(303).header("Location").to_owned();
    assert_eq!(hub.post(new, &pairs(&typed)).expect(303).header("Location"), page, "sent twice, added once");
    let id = page.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let page = format!("/staff/organisations/{id}");
    let shown = html(&hub.get(&page).expect(200));
    assert!(shown.contains("There is no contact yet") && shown.contains("Not known yet"), "{shown}");
    let stored = scene.get(Role::Hub, &format!("/organisations/{id}")).expect(200).body;
    assert_eq!(stored["document"]["employer"], json!({"name": "Tide Mill Bakery", "sic": "10710"}));

    let once = hidden(part(&shown, "contacts"), "once");
    let contact = [
        ("once", once.as_str()),
        ("name", "Bo Finch"),
        ("role", "Baker"),
        ("email", "bo@bakery.example"),
        ("phone", "01632 960123"),
    ];
    hub.submit(&format!("{page}/contacts"), &contact).expect(303);
    let shown = html(&hub.get(&page).expect(200));
    let path = shown.split_once("href=\"/staff/contacts/").unwrap().1.split('"').next().unwrap();
    let person = format!("/staff/contacts/{path}");
    let mut typed = fields(&html(&hub.get(&person).expect(200)));
    put(&mut typed, "email", "bo at the bakery");
    let wrong = html(&hub.post(&format!("{person}/change"), &pairs(&typed)).expect(422));
    assert!(wrong.contains("#change-email\">Enter an email address"), "{wrong}");
    put(&mut typed, "email", "baker@bakery.example");
    hub.post(&format!("{person}/change"), &pairs(&typed)).expect(303);
    assert!(html(&hub.get(&page).expect(200)).contains("baker@bakery.example"));
    let mut provider = Browser::signed_in(&scene.test, Role::Provider);
    let read = html(&provider.get(&person).expect(200));
    assert!(read.contains("baker@bakery.example") && !read.contains("/change\""), "{read}");
    hub.submit(&format!("{person}/archive"), &[("version", "2")]).expect(303);
    let left = html(&hub.get(&page).expect(200));
    assert!(!part(&left, "contacts").contains("baker@bakery.example"), "{left}");
    assert!(html(&hub.get(&person).expect(200)).contains(">archived<"));

    let unsure = html(&hub.submit(&format!("{page}/archive"), &[]).expect(422));
    assert!(unsure.contains("Tick that you want to archive it"), "{unsure}");
    hub.submit(&format!("{page}/archive"), &[("sure", "yes")]).expect(303);
    assert!(!html(&hub.get("/staff/organisations?kind=employer").expect(200)).contains("Tide Mill"));
    let all = html(&hub.get("/staff/organisations?kind=employer&archived=yes&search=tide").expect(200));
    assert!(all.contains("Tide Mill Bakery"), "{all}");
}

#[rstest]
fn what_is_recorded_of_an_organisation_is_changed_and_nothing_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    for role in [Role::Provider, Role::Employer, Role::Hub] {
        let id = home(role);
        let read = || scene.get(role, &format!("/organisations/{id}")).expect(200).body["document"].clone();
        let before = read();
        let mut browser = Browser::signed_in(&scene.test, role);
        let page = format!("/staff/organisations/{id}/change");
        let typed = fields(&html(&browser.get(&page).expect(200)));
        browser.post(&page, &pairs(&typed)).expect(303);
        assert_eq!(read(), before, "{role:?}: saved untouched, changed nothing");
    }
    let mut browser = Browser::signed_in(&scene.test, Role::Provider);
    let page = format!("/staff/organisations/{}/change", home(Role::Provider));
    let mut typed = fields(&html(&browser.get(&page).expect(200)));
    typed.retain(|(name, _)| name != "closed" && name != "to-1");
    typed.push(("closed".to_owned(), "25 May 2026 to 29 May 2026\n1 June 2026".to_owned()));
    typed.push(("to-1".to_owned(), "8".to_owned()));
    let wrong = html(&browser.post(&page, &pairs(&typed)).expect(422));
    assert!(wrong.contains("#change-to-1\">Enter a time, such as 08:30"), "{wrong}");
    typed.retain(|(name, _)| name != "to-1");
    typed.push(("to-1".to_owned(), "17:30".to_owned()));
    browser.post(&page, &pairs(&typed)).expect(303);
    let path = format!("/organisations/{}", home(Role::Provider));
    let stored = scene.get(Role::Provider, &path).expect(200).body["document"]["provider"].clone();
    assert_eq!(stored["closed"].as_array().unwrap().len(), 6);
    assert_eq!(stored["phones"][1]["hours"]["to"], "17:30");
    assert!(html(&browser.get(&page).expect(200)).contains("25 May 2026 to 29 May 2026\n1 June 2026"));
    Browser::signed_in(&scene.test, Role::JobCoach).get(&page).expect(403);
}

#[rstest]
fn other_programs_are_let_in_and_told(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let none = html(&staff.submit("/staff/keys", &[("label", "Timetable")]).expect(422));
    assert!(none.contains("Select at least one thing that it may do"), "{none}");
    let key = [("label", "Timetable"), ("scopes", "organisations:read"), ("expires_at", "")];
    let made = html(&staff.submit("/staff/keys", &key).expect(200));
    assert!(made.contains("It is not shown again"), "{made}");
    let secret = made.split_once("<dd>").unwrap().1.split('<').next().unwrap().to_owned();
    let call = || {
        let bearer = format!("Bearer {secret}");
        scene.test.get("/api/v1/organisations").header("Authorization", &bearer).send().status
    };
    assert_eq!(call(), 200);
    let list = html(&staff.get("/staff/keys").expect(200));
    assert!(list.contains("Timetable") && !list.contains(&secret), "{list}");
    staff.submit("/staff/keys/revoke", &[("key", &hidden(&list, "key"))]).expect(303);
    assert_eq!(call(), 401);

    let bad = [("url", "ftp://hooks.example"), ("events", "placement.changed")];
    let refused = html(&staff.submit("/staff/webhooks", &bad).expect(422));
    assert!(refused.contains("#webhook-url"), "{refused}");
    let good = [("url", "https://hooks.example/in"), ("events", "placement.changed")];
    assert!(html(&staff.submit("/staff/webhooks", &good).expect(200)).contains("whsec_"));
    let list = html(&staff.get("/staff/webhooks").expect(200));
    let id = list.split_once("href=\"/staff/webhooks/").unwrap().1.split('"').next().unwrap();
    let page = format!("/staff/webhooks/{id}");
    assert!(html(&staff.submit(&format!("{page}/secret"), &[]).expect(200)).contains("whsec_"));
    staff.submit(&format!("{page}/end"), &[]).expect(303);
    assert!(html(&staff.get("/staff/webhooks").expect(200)).contains(">ended<"));
    Browser::signed_in(&scene.test, Role::JobCoach).get("/staff/keys").expect(403);
}

#[rstest]
fn a_hub_sets_weights_and_the_hours_of_passes(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut hub = Browser::signed_in(&scene.test, Role::Hub);
    let own = format!("/staff/organisations/{}", home(Role::Hub));
    let weights = format!("{own}/weights");
    let mut typed = fields(&html(&hub.get(&weights).expect(200)));
    let at = typed.iter().position(|(name, _)| name == "interest").unwrap();
    let before: u16 = typed[at].1.parse().unwrap();
    typed[at].1 = (before + 1).to_string();
    let wrong = html(&hub.post(&weights, &pairs(&typed)).expect(422));
    assert!(wrong.contains("1000") && wrong.contains(&format!("value=\"{}\"", before + 1)), "{wrong}");
    let other = typed.iter().position(|(name, _)| name == "travel").unwrap();
    typed[other].1 = (typed[other].1.parse::<u16>().unwrap() - 1).to_string();
    hub.post(&weights, &pairs(&typed)).expect(303);
    let mut provider = Browser::signed_in(&scene.test, Role::Provider);
    let read = html(&provider.get(&weights).expect(200));
    assert!(
        read.contains(&format!("<dd>{}</dd>", before + 1)) && !read.contains("name=\"interest\""),
        "{read}"
    );

    let passes = format!("{own}/passes");
    let mut typed = fields(&html(&hub.get(&passes).expect(200)));
    for (name, value) in [
        ("authority-0", "E08000006"),
        ("name-0", "Salford"),
        ("weekdays_from-0", "09:00"),
        ("source-0", "The council’s website"),
        ("as_at-0", "2026-02-01"),
    ] {
        typed.retain(|(known, _)| known != name);
        typed.push((name.to_owned(), value.to_owned()));
    }
    let wrong = html(&hub.post(&passes, &pairs(&typed)).expect(422));
    assert!(wrong.contains("#passes-weekdays_from-0\">Enter both times"), "{wrong}");
    typed.retain(|(known, _)| known != "weekdays_until-0");
    typed.push(("weekdays_until-0".to_owned(), "23:59".to_owned()));
    hub.post(&passes, &pairs(&typed)).expect(303);
    let read = html(&provider.get(&passes).expect(200));
    assert!(read.contains("Weekdays: free from 09:00 to 23:59"), "{read}");
    assert!(read.contains("Weekends and bank holidays: free at any time"), "{read}");
}

#[rstest]
fn an_employer_sees_its_hubs_and_asks_its_people_for_a_second_step(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut employer = Browser::signed_in(&scene.test, Role::Employer);
    let page = format!("/staff/organisations/{}", home(Role::Employer));
    let hub = home(Role::Hub);
    let shown = html(&employer.get(&page).expect(200));
    assert!(part(&shown, "hubs").contains(&format!("/staff/organisations/{hub}\">Alder Green")), "{shown}");
    assert!(part(&shown, "rule").contains("Each person decides"), "{shown}");
    employer.submit(&format!("{page}/second-step"), &[("required", "true")]).expect(303);
    let shown = html(&employer.get(&page).expect(200));
    assert!(!part(&shown, "rule").contains("Each person decides"), "{shown}");
    employer.submit(&format!("{page}/unlink"), &[("hub", hub.as_str())]).expect(303);
    let shown = html(&employer.get(&page).expect(200));
    assert!(part(&shown, "hubs").contains("No hub works with this employer yet"), "{shown}");
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let own = html(&staff.get(&format!("/staff/organisations/{}", home(Role::Provider))).expect(200));
    assert!(!own.contains("<h2 id=\"rule\">"), "the provider sets it on the page of its people: {own}");
}

/// A school of the register is found by name, and its name, number and nation are proposed.
#[rstest]
fn a_school_is_proposed_from_the_register(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let school = placewell::db::schools::School {
        urn: placewell::domain::organisation::Urn::parse("900001").unwrap(),
        name: "Ysgol Glan Made-up".to_owned().try_into().unwrap(),
        kind: "Welsh establishment".to_owned().try_into().unwrap(),
        phase: "Not applicable".to_owned().try_into().unwrap(),
        postcode: placewell::domain::place::Postcode::parse("NP20 1AA").unwrap(),
        nation: placewell::domain::nation::Nation::Wales,
    };
    let app = &scene.test.app;
    app.write(&crate::support::operator(), |c| {
        placewell::db::schools::import(c, std::slice::from_ref(&school))
    })
    .unwrap();
    let mut staff = Browser::signed_in(&scene.test, Role::Hub);
    assert!(html(&staff.get("/staff/organisations").expect(200)).contains("href=\"/staff/schools\""));
    let short = html(&staff.get("/staff/schools?search=gl").expect(200));
    assert!(short.contains("at least three letters"), "{short}");
    let found = html(&staff.get("/staff/schools?search=glan").expect(200));
    assert!(found.contains("Welsh establishment, URN 900001"), "{found}");
    let form = html(&staff.get("/staff/organisations/new/provider?urn=900001").expect(200));
    assert!(form.contains("value=\"Ysgol Glan Made-up\"") && form.contains("value=\"900001\""), "{form}");
    assert!(form.contains("value=\"wales\" checked"), "{form}");
    staff.get("/staff/organisations/new/provider?urn=900009").expect(200);
    Browser::signed_in(&scene.test, Role::Provider).get("/staff/schools").expect(403);
}
