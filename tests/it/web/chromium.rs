//! The pages in a real browser: axe-core finds nothing at 375 and 1,280 pixels, light and dark, and nothing is wider than
//! the window, nor at 320 pixels, which is 1,280 at four times the size (WCAG 2.2, 1.4.10), nor with text of twice the
//! size (1.4.4).
//!
//! Pages are written to files with their style sheet and axe-core, and many are opened at once in frames of the widths
//! that are tried: to start a browser takes longer than to read a page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use diesel::RunQueryDsl;
use placewell::clock::Clock;
use placewell::db::{Conn, DbError, postcodes};
use placewell::domain::place::{Coordinates, Postcode};
use placewell::domain::role::Role;
use serde_json::Value;

use super::browser::{Browser, html};
use super::visit::Visit;
use crate::api::cohorts::hub::Hub;
use crate::api::scene::Scene;
use crate::api::town::{USUAL, buses};
use crate::feeds::import;
use crate::support::app::{TestApp, home};
use crate::support::database::Engine;
use crate::support::operator;

/// The page of a placement as if it were a supported internship, with a review that was held.
fn as_internship(test: &TestApp, id: &str, staff: &mut Browser<'_>) -> String {
    let change =
        format!("UPDATE placements SET doc = '{{\"programme\":\"supported_internship\"}}' WHERE id = '{id}'");
    let write = |c: &mut Conn| Ok::<_, DbError>(diesel::sql_query(&change).execute(c)?);
    assert_eq!(test.app.write(&operator(), write).unwrap(), 1);
    let today = test.clock.today_in_london().to_string();
    let held = [
        ("held_on", today.as_str()),
        ("took_part", "learner"),
        ("coach_days", "2"),
        ("next", "Alone on Mondays"),
    ];
    staff.submit(&format!("/staff/placements/{id}/reviews"), &held).expect(303);
    let page = html(&staff.get(&format!("/staff/placements/{id}")).expect(200));
    assert!(page.contains("A job coach was there on 2 days") && page.contains("Add a review"));
    page
}

/// Chromium by its usual names.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The widths at which pages are opened, in pixels.
const WIDTHS: [u32; 3] = [320, 375, 1280];

/// As many pages as are opened at once.
const AT_ONCE: usize = 12;

/// What a frame tells of its page.
const CHECK: &str = "addEventListener('load', async () => {
  const found = await axe.run(document, { resultTypes: ['violations'] });
  const violations = found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '));
  if (document.documentElement.scrollWidth > innerWidth) violations.push('wider than the window');
  if (innerWidth === 1280) {
    document.documentElement.style.fontSize = '200%';
    if (document.documentElement.scrollWidth > innerWidth) violations.push('wider once its text is twice as large');
  }
  const [page] = name.split(' ');
  parent.postMessage(JSON.stringify({ page, violations, passes: found.passes.length, width: innerWidth }), '*');
});";

/// The browser and axe-core of this machine; said once when there are none, and a failure when they are required.
pub(super) fn tools() -> Option<(PathBuf, String)> {
    use std::io::Write;
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    let browser = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file());
    let axe = env::var_os("PLACEWELL_TEST_AXE").and_then(|path| fs::read_to_string(path).ok());
    let why = match (&browser, &axe) {
        (None, _) => "no Chromium on the PATH",
        (_, None) => "PLACEWELL_TEST_AXE names no axe.min.js",
        _ => return browser.zip(axe),
    };
    // Straight to the stream, because the harness keeps what a passing test prints.
    let _ = writeln!(std::io::stderr(), "Browser suite NOT RUN: {why}");
    assert!(env::var_os("PLACEWELL_REQUIRE_BROWSER").is_none(), "Browser suite NOT RUN: {why}");
    None
}

/// Makes known where learner and library are, with a bus between them, so that there is a map to look at.
fn on_the_map(test: &TestApp) {
    let places = [("NP20 6NB", 51_600_000), ("NP19 7DH", 51_645_000)].map(|(postcode, lat)| {
        (Postcode::parse(postcode).unwrap(), Coordinates::new(lat, -3_000_000).unwrap())
    });
    test.app.write(&operator(), |c| postcodes::import(c, &places)).unwrap();
    import(test.app.store(&operator()), "Town", buses(USUAL).zip()).unwrap();
    test.app.refresh_timetables().unwrap();
}

/// The pages that are opened, each with its name.
fn pages() -> Vec<(&'static str, String)> {
    let proposed = Visit::proposed(Engine::Sqlite).unwrap();
    let mut pages = vec![("proposal", html(&proposed.browser().get(&proposed.path).expect(200)))];
    let visit = Visit::first_day(Engine::Sqlite).unwrap();
    let date = visit.placement()["days"][0].as_str().unwrap().to_owned();
    let mut employer = visit.browser();
    pages.push(("visit-today", html(&employer.get(&visit.path).expect(200))));
    let empty = employer.post(&format!("{}/tick", visit.path), &[("date", &date), ("at", "noon")]);
    pages.push(("tick-wrong", html(&empty.expect(422))));
    employer.post(
        &format!("{}/tick", visit.path),
        &[("date", &date), ("arrival", "not_arrived"), ("version", "0")],
    );
    pages.push(("ticked", html(&employer.get(&format!("{}?done=tick", visit.path)).expect(200))));
    let told = [("helped.quiet_space", "worked"), ("helped.named_buddy", "did_not")];
    employer.post(&format!("{}/helped", visit.path), &told).expect(303);
    pages.push(("helped-wrong", html(&employer.post(&format!("{}/helped", visit.path), &[]).expect(422))));
    pages.push(("reminders", html(&employer.get(&format!("{}/reminders", visit.path)).expect(200))));
    let readers = Scene::new(Engine::Sqlite).unwrap();
    let (placed, [learner, family]) = super::side::pages(&readers);
    let read = readers.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200).body;
    let first = read["days"][0].as_str().unwrap();
    readers.test.clock.set(format!("{first}T10:00:00Z").parse().unwrap());
    let contact = super::visit::link_to(&readers.test, super::visit::CONTACT).unwrap();
    let tick = [("date", first), ("arrival", "arrived"), ("version", "0")];
    Browser::new(&readers.test).post(&format!("{contact}/tick"), &tick).expect(303);
    let did = format!("{learner}/did");
    for (name, path) in [("side-learner", learner), ("side-family", family), ("did", did)] {
        pages.push((name, html(&Browser::new(&readers.test).get(&path).expect(200))));
    }
    let test = &visit.scene.test;
    pages.push(("sign-in", html(&Browser::new(test).post("/staff/sign-in", &[]).expect(422))));
    on_the_map(test);
    let mut staff = Browser::signed_in(test, Role::Provider);
    let placement = format!("/staff/placements/{}", visit.placed.id);
    let learner = format!("/staff/learners/{}", visit.placed.learner);
    let (own, coach) = (home(Role::Provider), visit.scene.get(Role::JobCoach, "/session").expect(200).body);
    let coach = coach["user"].as_str().unwrap().to_owned();
    let addresses = [
        ("home", "/staff".to_owned()),
        ("placements", "/staff/placements".to_owned()),
        ("placement", placement.clone()),
        ("pack", format!("{placement}/pack")),
        ("copy-learner", format!("{placement}/copies/learner")),
        ("copy-family", format!("{placement}/copies/family")),
        ("week", format!("{placement}/week")),
        ("block", format!("{placement}/week/b1")),
        ("learners", "/staff/learners".to_owned()),
        ("learner", learner.clone()),
        ("change-there", format!("{learner}/change/there")),
        ("change-work", format!("{learner}/change/work")),
        ("change-home", format!("{learner}/change/home")),
        ("learner-new", "/staff/learners/new".to_owned()),
        ("matches", format!("{learner}/matches")),
        ("why", format!("{learner}/matches/{}", visit.placed.offer)),
        ("unlocks", format!("{learner}/unlocks")),
        ("barriers", format!("{learner}/matches/{}/barriers", visit.placed.offer)),
        ("try", format!("{learner}/try")),
        ("needs", format!("{learner}/needs")),
        ("log", format!("{learner}/log")),
        ("letters", format!("{placement}/letters")),
        ("account", "/staff/account".to_owned()),
        ("confirm", "/staff/account/confirm".to_owned()),
        ("people", "/staff/people".to_owned()),
        ("person", format!("/staff/people/{coach}")),
        ("organisation", format!("/staff/organisations/{own}")),
        ("change-provider", format!("/staff/organisations/{own}/change")),
        ("keys", "/staff/keys".to_owned()),
        ("webhooks", "/staff/webhooks".to_owned()),
        ("today", "/staff/today".to_owned()),
        ("evidence", "/staff/evidence".to_owned()),
        ("evidence-register", "/staff/evidence/register".to_owned()),
        ("evidence-attendance", "/staff/evidence/attendance".to_owned()),
        ("evidence-review", format!("/staff/evidence/annual_review?learner={}", visit.placed.learner)),
        ("learner-end", format!("{learner}/end")),
        ("compare", format!("{learner}/compare?offer={0}&offer={0}", visit.placed.offer)),
        ("offers", "/staff/offers".to_owned()),
        ("map", "/staff/map".to_owned()),
        ("map-learner", format!("/staff/map?learner={}", visit.placed.learner)),
        ("offer", format!("/staff/offers/{}", visit.placed.offer)),
        ("import-learners", "/staff/imports/new".to_owned()),
        ("imports", "/staff/imports".to_owned()),
    ];
    for (name, address) in addresses {
        pages.push((name, html(&staff.get(&address).expect(200))));
    }
    let mut hub = Browser::signed_in(test, Role::Hub);
    for table in ["hub_gaps", "hub_outcomes", "hub_views"] {
        pages.push((table, html(&hub.get(&format!("/staff/evidence/{table}")).expect(200))));
    }
    pages.push(("evidence-destinations", html(&staff.get("/staff/evidence/destinations").expect(200))));
    pages.push(("placement-internship", as_internship(test, &visit.placed.id, &mut staff)));
    let mut employer = Browser::signed_in(test, Role::Employer);
    let offer = format!("/staff/offers/{}", visit.placed.offer);
    for (name, address) in [
        ("offer-employer", offer.clone()),
        ("change-dates", format!("{offer}/change/dates")),
        ("change-has", format!("{offer}/change/has")),
    ] {
        pages.push((name, html(&employer.get(&address).expect(200))));
    }
    let draft = super::drafting::stored(&mut employer, None);
    for (name, address) in [
        ("draft-work", "/staff/offers/new/work?can=maybe&words=assistant".to_owned()),
        ("draft-tasks", "/staff/offers/new/tasks?can=yes&occupation=library-assistant".to_owned()),
        ("draft-when", format!("{draft}/when")),
        ("draft-people", format!("{draft}/people")),
        ("draft-hazards", format!("{draft}/hazards")),
        ("draft-check", draft.clone()),
    ] {
        pages.push((name, html(&employer.get(&address).expect(200))));
    }
    pages.push(("draft-appetite", html(&employer.get("/staff/offers/new/work").expect(422))));
    let wrong = staff.submit(&format!("{placement}/week/b1/reword"), &[("version", "1")]).expect(422);
    pages.push(("block-wrong", html(&wrong)));
    let today = html(&staff.get("/staff/today").expect(200));
    let id = super::change::fields(&today)
        .into_iter()
        .find_map(|(name, _)| name.strip_prefix("version-").map(str::to_owned));
    let (at, version, note) =
        id.map(|id| (format!("at-{id}"), format!("version-{id}"), format!("note-{id}"))).unwrap();
    let wrong = [(at.as_str(), "soon"), (version.as_str(), "0"), (note.as_str(), "At the gate")];
    pages.push(("today-wrong", html(&staff.submit("/staff/today", &wrong).expect(422))));
    pages.extend(super::families::pages());
    pages.push(("missing", html(&staff.get("/staff/nothing").expect(404))));
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let placed = scene.proposed();
    let mut fresh = Browser::signed_in(&scene.test, Role::Provider);
    let mut own = Browser::signed_in(&scene.test, Role::Employer);
    let path = format!("/staff/organisations/{}", home(Role::Employer));
    pages.push(("organisation-employer", html(&own.get(&path).expect(200))));
    pages.push((
        "placement-proposed",
        html(&fresh.get(&format!("/staff/placements/{}", placed.id)).expect(200)),
    ));
    let hub = Hub::new(Engine::Sqlite).unwrap();
    let cohort = hub.solved(&serde_json::json!({"name": "Year 10 in March"}));
    let parts = hub.parts(Role::Hub, &cohort);
    let part = parts.iter().find(|part| part["got"].is_object()).unwrap()["learner"].as_str().unwrap();
    let cohort = format!("/staff/cohorts/{cohort}");
    let mut staff = Browser::signed_in(&hub.scene.test, Role::Hub);
    for (name, address) in [
        ("organisations", "/staff/organisations".to_owned()),
        ("employer", format!("/staff/organisations/{}", home(Role::Employer))),
        ("employer-new", "/staff/organisations/new/employer".to_owned()),
        ("schools", "/staff/schools?search=willow".to_owned()),
        ("weights", format!("/staff/organisations/{}/weights", home(Role::Hub))),
        ("passes", format!("/staff/organisations/{}/passes", home(Role::Hub))),
        ("agreed-learners", "/staff/agreed-learners".to_owned()),
        ("cohort-demand", format!("{cohort}/demand")),
        ("cohort-proof", format!("{cohort}/proof")),
        ("cohorts", "/staff/cohorts".to_owned()),
        ("cohort-new", "/staff/cohorts/new".to_owned()),
        ("cohort", cohort.clone()),
        ("cohort-offers", format!("{cohort}?tab=offers")),
        ("cohort-shortages", format!("{cohort}?tab=shortages")),
        ("cohort-part", format!("{cohort}/learners/{part}")),
        ("cohort-try", format!("{cohort}/try?learner={part}&change=withdraw")),
    ] {
        pages.push((name, html(&staff.get(&address).expect(200))));
    }
    let employers = "Company,SIC,Contact,Job title,Email\nTide Mill Bakery,bread,Ash Pugh,,ash@tide.example\nElm Farm,,,,\n";
    let offers =
        "Employer,Title,Occupation,Address,Postcode\nElm Farm,Shop floor,Bookseller,2 Quay Street,NP20 1AA\n";
    for (name, kind, file) in
        [("import-employers", "employers", employers), ("import-offers", "offers", offers)]
    {
        pages.push((name, html(&staff.get(&format!("/staff/imports/new?kind={kind}")).expect(200))));
        let brought = super::imports::of_kind(&mut staff, kind, file).expect(303);
        let name = if kind == "offers" { "imported-offers" } else { "imported-employers" };
        pages.push((name, html(&staff.get(brought.header("Location")).expect(200))));
    }
    pages.push(("cohort-proposed", html(&staff.submit(&format!("{cohort}/propose"), &[]).expect(200))));
    pages
}

/// Opens a file and gives the document as it stands once everything has run; with a picture where one is wanted.
fn opened(browser: &Path, profile: &Path, file: &Path, dark: bool, picture: Option<&Path>) -> String {
    let mut command = Command::new(browser);
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--virtual-time-budget=15000",
    ]);
    command.arg(format!("--user-data-dir={}", profile.display()));
    command.arg(format!("--blink-settings=preferredColorScheme={}", u8::from(!dark)));
    command.arg("--window-size=1300,2400");
    match picture {
        Some(picture) => command.arg(format!("--screenshot={}", picture.display())),
        None => command.arg("--dump-dom"),
    };
    let output = command.arg(format!("file://{}", file.display())).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A document with each of the pages in a frame of each of the widths; it lists what they tell.
fn frames(pages: &[&str], widths: &[u32]) -> String {
    let mut whole = String::from("<!DOCTYPE html><body style=\"margin:0\">");
    for (page, width) in pages.iter().flat_map(|page| widths.iter().map(move |width| (page, width))) {
        whole.push_str(&format!(
            "<iframe name=\"{page} {width}\" width=\"{width}\" height=\"2400\" style=\"border:0\" \
             src=\"{page}.html\"></iframe>"
        ));
    }
    whole.push_str(
        "<pre id=\"told\"></pre><script>addEventListener('message', e => \
         document.getElementById('told').textContent += e.data + '\\n')</script>",
    );
    whole
}

/// What the frames of a document told.
fn told(shown: &str) -> Vec<Value> {
    let told = shown.split_once("<pre id=\"told\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let told = told.unwrap_or_else(|| panic!("nothing was told: {shown}")).0;
    let told = told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    told.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A page as a file that needs no server.
fn alone(page: &str) -> String {
    let style = include_str!("../../../src/web/layout/pages.css");
    let with = format!(
        "<style>{style}</style><script src=\"axe.js\"></script><script src=\"check.js\"></script></head>"
    );
    let whole = page.replace("<link rel=\"stylesheet\" href=\"/pages.css\">", "").replace("</head>", &with);
    // What is folded away is opened: a browser reads nothing within a fold that is closed.
    whole.replace("<details>", "<details open>")
}

#[test]
fn a_real_browser_finds_nothing_wrong_with_any_page() {
    let Some((browser, axe)) = tools() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (file, profile) = (folder.path().join("frames.html"), folder.path().join("profile"));
    fs::write(folder.path().join("axe.js"), axe).unwrap();
    fs::write(folder.path().join("check.js"), CHECK).unwrap();
    let pages = pages();
    for (name, page) in &pages {
        fs::write(folder.path().join(format!("{name}.html")), alone(page)).unwrap();
    }
    let names: Vec<&str> = pages.iter().map(|(name, _)| *name).collect();
    let (mut wrong, mut heard) = (Vec::new(), BTreeSet::new());
    for (group, dark) in names.chunks(AT_ONCE).flat_map(|group| [(group, false), (group, true)]) {
        fs::write(&file, frames(group, &WIDTHS)).unwrap();
        for told in told(&opened(&browser, &profile, &file, dark, None)) {
            let (page, width) = (told["page"].as_str().unwrap(), told["width"].as_u64().unwrap());
            heard.insert((page.to_owned(), width, dark));
            for violation in told["violations"].as_array().unwrap() {
                wrong.push(format!("{page}, {width} pixels, dark {dark}: {violation}"));
            }
        }
        let Some(pictures) = env::var_os("PLACEWELL_PICTURES") else { continue };
        for (name, width) in group.iter().flat_map(|name| WIDTHS.iter().map(move |width| (name, width))) {
            let mode = if dark { "dark" } else { "light" };
            let picture = Path::new(&pictures).join(format!("{name}-{width}-{mode}.png"));
            fs::write(&file, frames(&[name], &[*width])).unwrap();
            opened(&browser, &profile, &file, dark, Some(&picture));
        }
    }
    let wanted = names.iter().flat_map(|name| {
        let modes = WIDTHS.iter().flat_map(|width| [(width, false), (width, true)]);
        modes.map(move |(width, dark)| ((*name).to_owned(), u64::from(*width), dark))
    });
    assert_eq!(heard, wanted.collect(), "each page is read at each width, light and dark");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a rule draws a border, or colours one: not one that is taken away, rounded or collapsed. A border that is
/// transparent is drawn in forced colours.
fn has_border(body: &str) -> bool {
    body.split(';').filter_map(|one| one.split_once(':')).any(|(name, value)| {
        let side = name.trim().strip_prefix("border");
        let ends = ["", "-top", "-bottom", "-left", "-right", "-color"];
        side.is_some_and(|side| ends.contains(&side)) && !["0", "none"].contains(&value.trim())
    })
}

/// In forced colours every background is the window's: what only a background tells from its surroundings is gone.
#[test]
fn nothing_is_told_by_a_background_alone() {
    let style = include_str!("../../../src/web/layout/pages.css");
    assert!(!style.contains("forced-color-adjust"), "the reader's colours stand");
    let rules = style.split('}').filter_map(|rule| rule.rsplit_once('{'));
    let told = rules.filter(|(_, body)| body.contains("background:")).map(|(of, body)| (of.trim(), body));
    for (of, body) in told.filter(|(of, _)| *of != "body") {
        assert!(has_border(body), "{of} has a background and no border");
    }
    for focus in ["a:focus-visible", "button:focus-visible", "input:focus-visible", "summary:focus-visible"] {
        assert!(style.contains(focus), "{focus}");
    }
    assert!(style.contains("outline: 3px solid"), "the focus is an outline, which forced colours keep");
}
