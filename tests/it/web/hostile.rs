//! What other sites, other people at the same screen and old sign-ins try, on every address of the pages of staff. The
//! addresses are read from the sources, so that a new one is tried without being named here.

use std::collections::BTreeSet;

use placewell::domain::role::Role;
use rstest::rstest;

use super::browser::{Browser, html};
use crate::api::scene::Scene;
use crate::architecture::sources;
use crate::support::app::{Answer, PASSWORD, TestApp, email};
use crate::support::database::Engine;

const LINE: &str = "----placewell";

/// Pages of those who have a link and no sign-in: the code in the address is the secret.
const BY_LINK: [&str; 3] = ["src/web/visit", "src/web/side", "src/web/family."];

/// Where nobody need be signed in.
const BEFORE: [&str; 2] = ["/staff/sign-in", "/staff/sign-in/forgotten"];

/// The addresses of the pages of staff that answer to a method, with something in the place of each identifier.
fn addresses(method: &str) -> BTreeSet<String> {
    let mark = format!("#[{method}(\"/");
    let of_staff = |path: &str| path.contains("src/web") && !BY_LINK.iter().any(|other| path.contains(other));
    let sources = sources("src").into_iter().filter(|(path, _)| of_staff(path.to_str().unwrap()));
    let mut found = BTreeSet::new();
    for (_, text) in sources {
        for rest in text.split(&mark).skip(1) {
            found.insert(format!("/staff/{}", filled(rest.split('"').next().unwrap())));
        }
    }
    found.remove("/staff/pages.css");
    found
}

fn filled(pattern: &str) -> String {
    let part = |part: &str| match part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
        None => part.to_owned(),
        Some("kind") => "employer".to_owned(),
        Some("section") => "work".to_owned(),
        Some("step") => "agree".to_owned(),
        Some("edition") => "family".to_owned(),
        Some("rendering") => "html".to_owned(),
        Some("edit") => "reword".to_owned(),
        Some("block") => "b1".to_owned(),
        Some("table") => "attendance".to_owned(),
        Some("sheet") => "placed".to_owned(),
        Some(_) => "0c000000-0000-7000-8000-000000000001".to_owned(),
    };
    pattern.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Sends a form that says nothing but its token, as its page would.
fn form(browser: &mut Browser<'_>, path: &str, token: Option<&str>) -> Answer {
    if path == "/staff/imports" {
        let part =
            |token| format!("--{LINE}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n");
        let once = format!("--{LINE}\r\nContent-Disposition: form-data; name=\"once\"\r\n\r\nx\r\n");
        let body = format!("{}{once}--{LINE}--\r\n", token.map(part).unwrap_or_default());
        return browser.send(path, &format!("multipart/form-data; boundary={LINE}"), body);
    }
    let token = token.map(|token| ("csrf", token));
    browser.post(path, token.as_slice())
}

#[test]
fn no_form_is_taken_without_the_token_of_its_own_sign_in() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let other = Browser::signed_in(&test, Role::Hub).token();
    let forms = addresses("post");
    assert!(forms.len() > 70, "{forms:?}");
    let mut wrong = Vec::new();
    for role in [Role::Provider, Role::Hub] {
        let mut browser = Browser::signed_in(&test, role);
        let own = browser.token();
        for path in &forms {
            for token in [None, Some(""), Some("made-up"), Some(other.as_str()), Some(&own[1..])] {
                let refused = form(&mut browser, path, token);
                if refused.status != 403 || !html(&refused).contains("This form has run out") {
                    wrong.push(format!("{path} by {role:?} with {token:?}: {}", refused.status));
                }
            }
        }
        assert_eq!(browser.token(), own, "whoever was signed in still is");
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), forms.len(), wrong.join("\n"));
    println!("{} addresses, two roles, five tokens each", forms.len());
}

#[test]
fn no_form_that_another_site_sends_is_taken_even_with_the_token() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let mut browser = Browser::signed_in(&test, Role::Provider);
    let token = browser.token();
    let cookies: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    for path in addresses("post") {
        for (name, value) in [
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
            ("Origin", "https://evil.example"),
        ] {
            let call = test.post(&path).header("Cookie", &cookies.join("; ")).header(name, value);
            let refused = call.raw("application/x-www-form-urlencoded", format!("csrf={token}")).send();
            assert_eq!(refused.status, 403, "{path}, {name}: {value}");
        }
    }
    browser.get("/staff").expect(200);
}

#[test]
fn every_page_stands_in_no_frame_is_kept_nowhere_and_sends_nobody_elsewhere() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    scene.proposed();
    let evil = "https://evil.example/";
    let queries = [
        "",
        "?next=https://evil.example/",
        "?back=//evil.example&saved=//evil.example&done=https://evil.example/",
        "?organisation=https://evil.example/&kind=//evil.example",
    ];
    let pages = addresses("get");
    assert!(pages.len() > 55, "{pages:?}");
    for role in [Role::Provider, Role::Hub, Role::Employer] {
        let mut browser = Browser::signed_in(&scene.test, role);
        for (path, query) in pages.iter().flat_map(|path| queries.iter().map(move |query| (path, query))) {
            let address = format!("{path}{query}");
            let answer = browser.get(&address);
            assert!(answer.status < 500, "{address}: {}", answer.status);
            let there = answer.header("Location");
            assert!(there.is_empty() || there.starts_with("/staff"), "{address} leads to {there}");
            let policy = answer.header("Content-Security-Policy");
            assert!(policy.contains("frame-ancestors 'none'"), "{address}: {policy}");
            let fixed = [
                ("X-Frame-Options", "DENY"),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "no-referrer"),
            ];
            for (name, value) in fixed {
                assert_eq!(answer.header(name), value, "{address}: {name}");
            }
            let leads = html(&answer);
            assert!(!leads.contains(&format!("href=\"{evil}")) && !leads.contains("href=\"//"), "{address}");
        }
    }
}

#[test]
fn nothing_that_was_seen_can_be_asked_for_again_after_signing_out() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let mut browser = Browser::signed_in(&test, Role::Provider);
    let kept = browser.cookies.clone();
    browser.submit("/staff/sign-out", &[]).expect(303);
    let mut copied = kept;
    // What somebody copied of the short-lived half runs out by itself; it is not renewed.
    copied.remove("placewell-access");
    for cookies in [browser.cookies.clone(), copied] {
        browser.cookies = cookies;
        for path in addresses("get").into_iter().filter(|path| !BEFORE.contains(&path.as_str())) {
            let answer = browser.get(&path);
            assert_eq!(answer.status, 303, "{path}");
            let there = answer.header("Location");
            assert!(there.starts_with("/staff/sign-in"), "{path}: {there}");
        }
    }
}

#[rstest]
#[case::made_up("made-up")]
#[case::empty("")]
#[case::of_somebody_else("theirs")]
fn signing_in_gives_a_sign_in_of_its_own(#[case] planted: &str) {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let theirs = Browser::signed_in(&test, Role::Hub);
    let mut browser = Browser::new(&test);
    for name in ["placewell-access", "placewell-refresh", "placewell-device"] {
        let value = if planted == "theirs" { theirs.cookies[name].clone() } else { planted.to_owned() };
        browser.cookies.insert(name.to_owned(), value);
    }
    let before = browser.cookies.clone();
    let address = email(Role::Provider);
    let mut form = vec![("email", address.as_str()), ("password", PASSWORD)];
    let token = if planted == "theirs" { browser.token() } else { String::new() };
    form.push(("csrf", &token));
    browser.post("/staff/sign-in", &form).expect(303);
    for name in ["placewell-access", "placewell-refresh"] {
        assert_ne!(browser.cookies[name], before[name], "{name}");
    }
    let mut planter = Browser::new(&test);
    planter.cookies = before;
    let shown = planter.get("/staff");
    assert!(!html(&shown).contains("school or college"), "the planted half opens nothing of theirs");
    assert!(html(&browser.get("/staff").expect(200)).contains("school or college"));
}
