//! What an employer says before it decides: interest, and another time.

use placewell::domain::role::Role;
use rstest::rstest;

use super::{Visit, mailed};
use crate::support::database::Engine;
use crate::web::browser::{Browser, html};

const PROVIDER: &str = "office@provider.example";

#[rstest]
fn maybe_is_an_answer_and_so_is_another_time(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let (mut browser, before) = (visit.browser(), visit.placement());
    let (interest, other) = (format!("{}/interest", visit.path), format!("{}/other-time", visit.path));
    let page = html(&browser.post(&interest, &[("version", "0"), ("interest_note", "kept <b>")]).expect(422));
    assert!(page.contains("Select whether you would have somebody") && page.contains("kept &#60;b&#62;"));
    let maybe = [("version", "0"), ("interest", "maybe"), ("reasons", "tasks"), ("reasons", "supervision")];
    browser.post(&interest, &maybe).expect(303);
    let page = html(&browser.post(&interest, &[("version", "0"), ("interest", "no")]).expect(412));
    assert!(page.contains("Somebody changed this while you were looking at it"));
    browser.post(&interest, &[("version", "1"), ("interest", "full")]).expect(303);
    for (from, status) in [("", 422), ("2026-02-30", 422), ("1/1/2026", 422), ("2030-01-01", 422)] {
        let page = html(&browser.post(&other, &[("version", "0"), ("from", from)]).expect(status));
        assert!(page.contains("Enter the first day that would suit you"), "{page}");
        assert!(page.contains("value=\"full\" checked"), "what stands in the other forms is kept");
    }
    let time = [("version", "0"), ("from", "13/4/2026"), ("other_note", "Mornings only")];
    let done = browser.post(&other, &time).expect(303);
    let page = html(&browser.get(done.header("Location")).expect(200));
    assert!(page.contains("You proposed another time, from Monday 13 April 2026"), "{page}");
    browser.post(&other, &time).expect(412);
    assert_eq!(visit.placement(), before, "nothing is settled by it");

    visit.scene.test.clock.advance(chrono::TimeDelta::minutes(20));
    let letters = mailed(&visit.scene.test);
    let told: Vec<_> =
        letters.iter().filter(|letter| letter.subject.contains("word from the employer")).collect();
    assert_eq!(told.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), [PROVIDER]);
    assert!(!told[0].text.contains("Mornings"));
    let mut staff = Browser::signed_in(&visit.scene.test, Role::Provider);
    let home = html(&staff.get("/staff").expect(200));
    assert!(home.contains("Word from the employer: interest, or another time"));
    assert!(!home.contains("Told by the employer: look at it now"));
    let page = html(&staff.get(&format!("/staff/placements/{}", visit.placed.id)).expect(200));
    for words in
        ["Would have somebody: We already have somebody", "From Monday 13 April 2026", "Mornings only"]
    {
        assert!(page.contains(words), "{words} in {page}");
    }
    let path = format!("/placements/{}/reports", visit.placed.id);
    let told = visit.scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!((&told[0]["report"]["interest"], told[0]["waits"].as_bool()), (&"full".into(), Some(true)));
    browser.post(&format!("{}/accept", visit.path), &[("version", "1")]).expect(303);
    browser.post(&interest, &[("version", "2"), ("interest", "yes")]).expect(409);
    browser.post(&other, &[("version", "1"), ("from", "2026-05-11")]).expect(303);
}
