//! Lists on paper, in a real browser: the rows and what is known of them, and nothing that only a screen can use.

use placewell::domain::role::Role;

use super::browser::{Browser, html};
use super::chromium::tools;
use super::driven::{Driven, ENTER};
use super::visit::Visit;
use crate::support::app::{PASSWORD, email, home};
use crate::support::database::Engine;
use crate::support::served::Served;

/// A4 less its margins, at 96 pixels an inch.
const PAPER: u32 = 718;

/// What a reader of the paper sees of the page.
const SEEN: &str = "document.body.innerText.replace(/\\s+/g, ' ')";

/// What stands on the paper and can only be used on a screen.
const USELESS: &str = "[...document.querySelectorAll('nav, header, footer, button, .skip, .button, input[type=search], \
    input[type=file], select, form.filters')].filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 1)\
    .map(e => e.outerHTML.slice(0, 120))";

/// Text of a row that is on the screen and not on the paper: each cell and each item is shown, but for the forms in it.
const LOST: &str = "[...document.querySelectorAll('main td, main th, main li, main dt, main dd, main caption, main h1, \
    main h2')].filter(e => !e.closest('form:not(.keeps)') && !e.closest('details') && !e.closest('.hidden') && \
    e.textContent.trim() && !e.closest('.evidence.many thead') && !e.querySelector('form') && !e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))";

#[test]
fn lists_are_printed_with_everything_that_matters_and_no_navigation() {
    let Some((browser, _)) = tools() else { return };
    let visit = Visit::first_day(Engine::Sqlite).unwrap();
    let test = &visit.scene.test;
    let date = visit.placement()["days"][0].as_str().unwrap().to_owned();
    let tick = [("date", date.as_str()), ("arrival", "arrived"), ("at", "9:55"), ("version", "0")];
    visit.browser().post(&format!("{}/tick", visit.path), &tick).expect(303);
    let staff = html(&Browser::signed_in(test, Role::Provider).get("/staff").expect(200));
    assert!(staff.contains("<nav"), "there is navigation to be left out");

    let served = Served::of(&test.app);
    let mut page = Driven::start(&browser, format!("http://{}", served.address), 1280);
    page.open("/staff/sign-in");
    page.tab_to("#email");
    page.type_in(&email(Role::Provider));
    page.tab_to("#password");
    page.type_in(PASSWORD);
    page.tab_to("form[action$=\"/sign-in\"] button");
    page.go(&ENTER);
    page.on_paper(PAPER);
    let learner = &visit.placed.learner;
    let lists: [(String, &[&str]); 12] = [
        ("/staff".to_owned(), &["What needs doing"]),
        ("/staff/placements".to_owned(), &["Carys", "Ty Coed Library"]),
        (
            "/staff/today".to_owned(),
            &["Carys", "Arrived at 09:55", "Said by the employer", "Who is expected today"],
        ),
        ("/staff/learners".to_owned(), &["Carys"]),
        ("/staff/offers".to_owned(), &["Library"]),
        ("/staff/people".to_owned(), &["Sam Reed", "user"]),
        (format!("/staff/organisations/{}", home(Role::Provider)), &["Alder Green"]),
        ("/staff/imports".to_owned(), &[]),
        ("/staff/keys".to_owned(), &[]),
        (format!("/staff/learners/{learner}/matches"), &["Library"]),
        (format!("/staff/learners/{learner}/log"), &["Sam Reed"]),
        ("/staff/evidence/attendance".to_owned(), &["Carys", "arrived"]),
    ];
    for (path, told) in lists {
        page.open(&path);
        let seen = page.ask(SEEN).as_str().unwrap().to_lowercase();
        for words in told {
            assert!(seen.contains(&words.to_lowercase()), "{path}: {words} is not on the paper: {seen}");
        }
        for left_out in ["sign out", "skip to"] {
            assert!(!seen.contains(left_out), "{path}: {left_out} is on the paper: {seen}");
        }
        assert_eq!(page.ask(USELESS), serde_json::json!([]), "{path}");
        assert_eq!(page.ask(LOST), serde_json::json!([]), "{path}");
        let wide = page.ask("document.documentElement.scrollWidth > innerWidth");
        assert_eq!(wide, false, "{path} is wider than the paper");
    }
}
