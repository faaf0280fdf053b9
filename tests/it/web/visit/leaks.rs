//! A worry is read by the safeguarding lead and by nobody else.

use placewell::domain::role::Role;
use rstest::rstest;

use super::{Visit, mailed};
use crate::support::app::email;
use crate::support::database::Engine;
use crate::web::browser::{Browser, hidden, html};

const PLANTED: &str = "Zyxwv was crying behind the van";

#[rstest]
fn a_worry_reaches_the_safeguarding_lead_only(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::first_day(engine) else { return };
    let test = &visit.scene.test;
    visit.scene.contact("huw@library.example");
    let before = mailed(test).len();
    let mut browser = visit.browser();
    let once = hidden(&html(&browser.get(&visit.path).expect(200)), "once");
    let told = browser.post(&format!("{}/worry", visit.path), &[("once", &once), ("words", PLANTED)]);
    let banner = html(&browser.get(told.expect(303).header("Location")).expect(200));
    assert!(banner.contains("Only the safeguarding lead can read it") && !banner.contains("Zyxwv"));
    let letters = mailed(test).split_off(before);
    let to: Vec<_> = letters.iter().map(|letter| letter.to.clone()).collect();
    assert_eq!(to, [email(Role::SafeguardingLead)]);
    assert!(letters.iter().all(|letter| !letter.text.contains("Zyxwv") && !letter.html.contains("Zyxwv")));

    let mut surfaces = Vec::new();
    for role in [Role::Hub, Role::Provider, Role::JobCoach, Role::Employer, Role::Admin] {
        let mut staff = Browser::signed_in(test, role);
        for path in [
            "/staff".to_owned(),
            "/staff/placements".to_owned(),
            format!("/staff/placements/{}", visit.placed.id),
        ] {
            surfaces.push(html(&staff.get(&path)));
        }
        assert!(!surfaces.iter().any(|page| page.contains("Told by the employer")), "{}", role as u8);
        for path in ["", "/transitions", "/letters", "/briefings"] {
            let answer = visit.scene.get(role, &format!("/placements/{}{path}", visit.placed.id));
            surfaces.push(html(&answer));
        }
        let export = visit.scene.get(role, &format!("/learners/{}/export", visit.placed.learner));
        surfaces.push(html(&export));
        surfaces
            .push(html(&visit.scene.get(role, &format!("/learners/{}/access-log", visit.placed.learner))));
    }
    assert!(surfaces.iter().all(|page| !page.contains("Zyxwv")));
    let mut lead = Browser::signed_in(test, Role::SafeguardingLead);
    assert!(html(&lead.get("/staff").expect(200)).contains("Told by the employer: look at it now"));
}
