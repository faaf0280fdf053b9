//! Signing in by a browser: cookies, forms of other sites, where one is sent afterwards.

use chrono::TimeDelta;
use placewell::config::Config;
use placewell::domain::role::Role;
use rstest::rstest;

use super::browser::{Browser, hidden, html, seen};
use crate::support::app::{PASSWORD, ROLES, TestApp, email};
use crate::support::database::Engine;

#[rstest]
fn every_role_signs_in_and_out(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    for role in ROLES {
        let mut browser = Browser::signed_in(&test, role);
        let home = browser.get("/staff").expect(200);
        assert!(html(&home).contains("<h1>What needs doing</h1>"));
        assert_eq!(home.header("Cache-Control"), "no-store");
        let policy = home.header("Content-Security-Policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self';") && !policy.contains("unsafe"));
        let before = browser.cookies.clone();
        let out = browser.submit("/staff/sign-out", &[]).expect(303);
        assert_eq!(out.header("Location"), "/staff/sign-in");
        assert_eq!(browser.get("/staff").expect(303).header("Location"), "/staff/sign-in");
        browser.cookies = before;
        browser.cookies.remove("placewell-access");
        assert_eq!(browser.get("/staff").expect(303).header("Location"), "/staff/sign-in");
    }
}

#[rstest]
fn a_session_is_renewed_while_it_is_used(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let mut browser = Browser::signed_in(&test, Role::Provider);
    let first = browser.cookies.clone();
    test.clock.advance(TimeDelta::hours(2));
    browser.get("/staff").expect(200);
    for name in ["placewell-access", "placewell-refresh"] {
        assert_ne!(browser.cookies[name], first[name], "{name}");
    }
    browser.get("/staff").expect(200);
    test.clock.advance(TimeDelta::days(60));
    browser.get("/staff").expect(303);
}

#[test]
fn nothing_from_before_signing_in_is_carried_over() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let mut theirs = Browser::signed_in(&test, Role::Hub);
    let token = theirs.token();
    let mut browser = Browser::new(&test);
    browser.cookies = theirs.cookies.clone();
    let form = [("email", email(Role::Provider)), ("password", PASSWORD.to_owned()), ("csrf", token.clone())];
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post("/staff/sign-in", &form).expect(303);
    assert_ne!(browser.cookies["placewell-refresh"], theirs.cookies["placewell-refresh"]);
    assert!(html(&browser.get("/staff").expect(200)).contains("school or college"));
    browser.post("/staff/sign-out", &[("csrf", &token)]).expect(403);
    theirs.get("/staff").expect(200);
}

#[test]
fn a_form_of_another_site_changes_nothing() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let mut browser = Browser::signed_in(&test, Role::Provider);
    let token = browser.token();
    for forged in ["", "another", &token[1..]] {
        let refused = browser.post("/staff/sign-out", &[("csrf", forged)]).expect(403);
        assert!(html(&refused).contains("This form has run out"));
    }
    browser.post("/staff/sign-out", &[]).expect(403);
    let cookies: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    for (name, value) in [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Origin", "https://evil.example"),
    ] {
        let call = test.post("/staff/sign-out").header("Cookie", &cookies.join("; ")).header(name, value);
        call.raw("application/x-www-form-urlencoded", format!("csrf={token}")).send().expect(403);
    }
    browser.get("/staff").expect(200);
    browser.submit("/staff/sign-out", &[]).expect(303);
}

#[test]
fn what_is_wrong_is_said_beside_the_field() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let mut browser = Browser::new(&test);
    let page = browser.get("/staff/sign-in").expect(200);
    insta::assert_snapshot!("sign_in", seen(&page));
    let empty = browser.post("/staff/sign-in", &[("email", " "), ("password", "")]).expect(422);
    insta::assert_snapshot!("sign_in_empty", seen(&empty));
    assert!(html(&empty).contains("<title>Error: Sign in – Placewell</title>"));
    let typed = "<script>alert(1)</script>@provider.example\"";
    let wrong = html(&browser.post("/staff/sign-in", &[("email", typed), ("password", "wrong")]).expect(422));
    assert!(wrong.contains("Email address, password or code is not right"));
    assert!(!wrong.contains("<script") && wrong.contains("&#60;script&#62;"), "{wrong}");
    assert!(browser.cookies.is_empty());
}

#[rstest]
#[case::page("/staff/placements?due=plan", "/staff/placements?due=plan")]
#[case::elsewhere("https://evil.example/", "/staff")]
#[case::no_scheme("//evil.example/staff", "/staff")]
#[case::backslash("/staff\\..\\evil", "/staff")]
#[case::prefix("/staffing", "/staff")]
#[case::two_slashes("/staff//evil.example", "/staff")]
#[case::line_feed("/staff/\r\nSet-Cookie: a=b", "/staff")]
fn after_signing_in_only_a_page_of_ours_follows(#[case] next: &str, #[case] there: &str) {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let mut browser = Browser::new(&test);
    let address = email(Role::Hub);
    let form = [("email", address.as_str()), ("password", PASSWORD), ("next", next)];
    assert_eq!(browser.post("/staff/sign-in", &form).expect(303).header("Location"), there);
}

#[test]
fn one_comes_back_to_the_page_that_one_wanted() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let mut browser = Browser::new(&test);
    let sent = browser.get("/staff/placements?due=plan").expect(303).header("Location").to_owned();
    let page = html(&browser.get(&sent).expect(200));
    assert_eq!(hidden(&page, "next"), "/staff/placements?due=plan");
    let root = browser.get("/").expect(303);
    assert_eq!(root.header("Location"), "/staff");
}

#[test]
fn over_https_the_cookies_are_protected() {
    let mut config = Config::default();
    config.server.public_url = "https://placewell.example".to_owned();
    let test = TestApp::with(Engine::Sqlite, config).unwrap();
    let mut browser = Browser::signed_in(&test, Role::Provider);
    let names: Vec<_> = browser.cookies.keys().cloned().collect();
    assert_eq!(names, ["access", "device", "refresh"].map(|name| format!("__Host-placewell-{name}")));
    let out = browser.submit("/staff/sign-out", &[]).expect(303);
    assert_eq!(out.header("Strict-Transport-Security"), "max-age=31536000; includeSubDomains");
    let set = out.headers.iter().filter(|(name, _)| name == "set-cookie");
    assert!(set.clone().count() == 2 && set.into_iter().all(|(_, cookie)| cookie.contains("Secure")));
}

#[test]
fn an_unknown_page_is_a_page_and_the_style_sheet_is_cached() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let mut browser = Browser::signed_in(&test, Role::Provider);
    assert!(html(&browser.get("/staff/nothing").expect(404)).contains("<h1>Page not found</h1>"));
    let style = test.get("/pages.css").send().expect(200);
    assert_eq!(style.header("Content-Type"), "text/css; charset=utf-8");
    assert_eq!(style.header("Cache-Control"), "public, max-age=600");
}
