//! What people type is shown as they typed it, and is never markup: names, tasks, own words, notes and reasons, on every
//! page that shows them, in attributes as well.

use placewell::domain::role::Role;
use serde_json::{Value, json};

use super::browser::{Browser, hidden, html};
use super::visit::{CONTACT, link_to};
use crate::api::scene::{Scene, id};
use crate::support::app::home;
use crate::support::database::Engine;

/// Texts that would be markup, or end an attribute, a comment, a style or an address, if they were not escaped.
const TEXTS: &[&str] = &[
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</option></select><svg onload=alert(1)>",
    "\"><img src=x onerror=alert(1)>",
    "'><img src=x onerror=alert(1)>",
    "\" onfocus=alert(1) autofocus x=\"",
    "' onmouseover='alert(1)",
    "\" style=\"background:url(//evil.example)",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<form action=//evil.example><input name=csrf>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<style>@import '//evil.example'</style>",
    "<!--<script>alert(1)</script>-->",
    "--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><x/>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "{{7*7}}{% raw %}<b>{% endraw %}",
    "${7*7}<b onclick=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "<template><s><script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT >",
    "< script>alert(1)</ script>",
    "\\x3cscript\\x3ealert(1)",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "<input type=hidden name=csrf value=x>",
];

/// The longest text in which several stand together.
const LONGEST: usize = 150;

/// The texts, several in one as far as a name may be long: each page is asked for once for all of them.
fn several() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for text in TEXTS {
        match all.last_mut().filter(|one| one.len() + text.len() < LONGEST) {
            Some(one) => *one = format!("{one} {text}"),
            None => all.push((*text).to_owned()),
        }
    }
    all
}

/// The elements that pages are made of.
const ELEMENTS: &[&str] = &[
    "!doctype",
    "html",
    "head",
    "meta",
    "title",
    "link",
    "body",
    "header",
    "nav",
    "main",
    "footer",
    "section",
    "div",
    "span",
    "p",
    "a",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "strong",
    "b",
    "em",
    "br",
    "hr",
    "form",
    "fieldset",
    "legend",
    "label",
    "input",
    "textarea",
    "select",
    "option",
    "button",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "code",
    "pre",
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "line",
    "polyline",
    "polygon",
    "text",
    "desc",
    "figure",
    "figcaption",
    "blockquote",
    "small",
    "time",
    "abbr",
    "optgroup",
    "colgroup",
    "col",
    "tfoot",
    "noscript",
];

/// What is on a page that the service did not put there, for a text that was typed.
fn markup(page: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    // A page that writes its attributes in double quotes may hold single ones in its text.
    let mut tags = page.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0));
    let single = tags.any(|tag| tag.split('"').step_by(2).any(|part| part.contains("='")));
    let marks: &[char] = if single { &['<', '>', '"', '\''] } else { &['<', '>', '"'] };
    let raw = |one: &&&str| one.contains(marks) && text.contains(**one) && page.contains(**one);
    found.extend(TEXTS.iter().find(raw).map(|one| format!("{one} as it was typed")));
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((tag, after)) = after.split_once('>') else { break };
        rest = after;
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|c| !c.is_whitespace() && *c != '/').collect();
        // A copy that stands alone brings its style along.
        let fine = name == "style" && !page.contains("/pages.css");
        if !fine && !ELEMENTS.contains(&name.to_lowercase().as_str()) {
            found.push(format!("<{tag}>"));
        }
        // What stands between the quotes of a tag is a value; the rest is its attributes.
        let attributes = tag.split('"').step_by(2).collect::<Vec<_>>().join(" ").to_lowercase();
        if attributes
            .split_whitespace()
            .any(|one| one.starts_with("on") || one == "style=" || one == "autofocus")
        {
            found.push(format!("<{tag}>"));
        }
        for value in ["href=\"", "src=\"", "action=\""].iter().filter_map(|at| tag.split_once(at)) {
            let value = value.1.to_lowercase();
            let fine = ["/", "#", "?", "tel:", "mailto:", "https://www.", "."]
                .iter()
                .any(|begin| value.starts_with(begin));
            if !fine || value.starts_with("//") {
                found.push(format!("<{tag}>"));
            }
        }
    }
    found
}

/// A document with a text in the place of everything that a person may write freely.
fn planted(value: &mut Value, fields: &[&str], text: &str) {
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                match member {
                    Value::String(old) if fields.contains(&name.as_str()) => *old = text.to_owned(),
                    Value::Array(all)
                        if fields.contains(&name.as_str()) && all.iter().all(Value::is_string) =>
                    {
                        *all = vec![json!(text)];
                    }
                    other => planted(other, fields, text),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| planted(one, fields, text)),
        _ => {}
    }
}

struct Found {
    pages: usize,
    wrong: Vec<String>,
}

impl Found {
    fn look(&mut self, browser: &mut Browser<'_>, path: &str, text: &str) -> String {
        let answer = browser.get(path);
        assert!(answer.status < 500, "{path} with {text}: {}", answer.status);
        let page = html(&answer);
        self.read(&page, path, text);
        page
    }

    fn read(&mut self, page: &str, path: &str, text: &str) {
        self.pages += 1;
        let found = markup(page, text);
        if !found.is_empty() {
            self.wrong.push(format!("{path} with {text}: {}", found.join(", ")));
        }
    }
}

#[test]
fn what_people_type_is_never_markup() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut contact = json!({"employer": home(Role::Employer), "details": {"name": "Sioned Marsh", "role": "Owner", "email": CONTACT}});
    let mut found = Found { pages: 0, wrong: Vec::new() };
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let mut hub = Browser::signed_in(&scene.test, Role::Hub);
    let mut employer = Browser::signed_in(&scene.test, Role::Employer);
    let mut lead = Browser::signed_in(&scene.test, Role::SafeguardingLead);
    contact["details"]["name"] = json!(TEXTS[4]);
    contact["details"]["role"] = json!(TEXTS[5]);
    let contact = id(&scene.post(Role::Employer, "/contacts", &contact).expect(201));
    let mut taken = 0;
    let all = several();
    for (n, text) in all.iter().map(String::as_str).enumerate() {
        let mut learner = scene.learner_document("carys");
        let words = [
            "given_name",
            "family_name",
            "known_as",
            "own_words",
            "words",
            "motivators",
            "strengths",
            "note",
            "description",
        ];
        planted(&mut learner, &words, text);
        learner["learner"]["codes"]["external_id"] = json!(format!("N{n}"));
        let learner = scene.post(Role::Provider, "/learners", &learner);
        let mut offer = scene.offer_document("library-shelves");
        offer["offer"]["title"] = json!(text);
        planted(
            &mut offer,
            &["description", "does", "what_good_looks_like", "note", "equipment", "dress"],
            text,
        );
        let tasks = offer["offer"]["tasks"].as_array_mut().unwrap();
        tasks.iter_mut().for_each(|task| task["name"] = json!(text));
        let offer = scene.post(Role::Employer, "/offers", &offer);
        if learner.status != 201 || offer.status != 201 {
            println!("{text}: {} {}", learner.body, offer.body);
            continue;
        }
        taken += 1;
        let (learner, offer) = (id(&learner), id(&offer));
        scene.record_agreement(&learner, None, "hub_sees_matches").expect(201);
        let proposal = json!({"learner": learner, "offer": offer, "window": "main", "start": "2026-03-16"});
        let placed = scene.post(Role::Provider, "/placements", &proposal);
        let mut paths = vec![
            format!("/staff/learners/{learner}"),
            format!("/staff/learners/{learner}/matches"),
            format!("/staff/learners/{learner}/matches/{offer}"),
            format!("/staff/learners/{learner}/matches/{offer}/barriers"),
            format!("/staff/learners/{learner}/compare?offer={offer}&offer={offer}"),
            format!("/staff/learners/{learner}/unlocks"),
            format!("/staff/learners/{learner}/try"),
            format!("/staff/learners/{learner}/end"),
            format!("/staff/learners/{learner}/export/html"),
            format!("/staff/offers/{offer}"),
        ];
        paths.extend(
            ["words", "work", "there", "home", "who"]
                .map(|one| format!("/staff/learners/{learner}/change/{one}")),
        );
        if placed.status == 201 {
            let placed = format!("/staff/placements/{}", id(&placed));
            scene.record_agreement(&learner, Some(&id_of(&placed)), "placement").expect(201);
            let link = link_to(&scene.test, CONTACT).unwrap();
            let mut visitor = Browser::new(&scene.test);
            found.look(&mut visitor, &link, text);
            let page = html(&visitor.get(&link));
            let once = if page.contains("name=\"once\"") { hidden(&page, "once") } else { String::default() };
            for act in ["worry", "hazard", "decline", "interest", "other-time"] {
                let fields = [
                    ("once", once.as_str()),
                    ("words", text),
                    ("reason", text),
                    ("interest_note", text),
                    ("other_note", text),
                    ("version", "0"),
                    ("from", text),
                ];
                let answer = visitor.post(&format!("{link}/{act}"), &fields);
                found.read(&html(&answer), &format!("{act} of a visit"), text);
            }
            let once = hidden(&html(&staff.get(&placed)), "once");
            for (form, fields) in [
                (
                    "agreement",
                    vec![
                        ("once", once.as_str()),
                        ("scope", "placement"),
                        ("actor", "parent"),
                        ("on", text),
                        ("wording", text),
                        ("aims", text),
                        ("statement", text),
                        ("first_aid", text),
                        ("signed_by", text),
                    ],
                ),
                ("steps/waive_visit", vec![("version", "9"), ("reason", text)]),
                ("steps/cancel", vec![("version", "9"), ("reason", text)]),
                ("notice", vec![("once", once.as_str()), ("working_days", text), ("reason", text)]),
                ("calls", vec![("to", contact.as_str()), ("date", text), ("at", text)]),
            ] {
                let answer = staff.submit(&format!("{placed}/{form}"), &fields);
                found.read(&html(&answer), &format!("{form} of a placement"), text);
            }
            paths.push(placed.clone());
            paths.push(format!("{placed}/letters"));
            paths.push(format!("{placed}/week"));
            found.look(&mut lead, &placed, text);
        }
        for path in &paths {
            found.look(&mut staff, path, text);
        }
        found.look(&mut employer, &format!("/staff/offers/{offer}"), text);
        for part in ["work", "dates", "has", "title"] {
            found.look(&mut employer, &format!("/staff/offers/{offer}/change/{part}"), text);
        }
        let query = serde_html_form::to_string([("q", text)]).unwrap().split_off(2);
        for path in [
            "/staff/learners?search=",
            "/staff/offers?search=",
            "/staff/placements?due=",
            "/staff?saved=",
            "/staff/people?saved=",
            "/staff/offers/new/work?can=maybe&words=",
        ] {
            found.look(&mut staff, &format!("{path}{query}"), text);
        }
        found.look(&mut Browser::new(&scene.test), &format!("/staff/sign-in?next={query}"), text);
        let refused =
            html(&Browser::new(&scene.test).post("/staff/sign-in", &[("email", text), ("next", text)]));
        found.read(&refused, "/staff/sign-in", text);
        for (path, fields) in [
            (
                "/staff/people/invite",
                vec![("organisation", ""), ("name", text), ("email", text), ("role", text)],
            ),
            ("/staff/keys", vec![("label", text), ("scopes", text), ("until", text)]),
            ("/staff/webhooks", vec![("url", text), ("label", text)]),
            (
                "/staff/learners",
                vec![
                    ("given_name", text),
                    ("family_name", text),
                    ("date_of_birth", text),
                    ("postcode", text),
                ],
            ),
        ] {
            let answer = staff.submit(path, &fields);
            found.read(&html(&answer), path, text);
        }
    }
    // The lists show every text at once.
    let text = all.join(" ");
    for path in [
        "/staff",
        "/staff/placements",
        "/staff/learners",
        "/staff/offers",
        "/staff/today",
        "/staff/people",
        "/staff/keys",
    ] {
        found.look(&mut staff, path, &text);
    }
    for path in ["/staff/agreed-learners", "/staff/offers", "/staff/placements"] {
        found.look(&mut hub, path, &text);
    }
    found.look(&mut employer, &format!("/staff/organisations/{}", home(Role::Employer)), &text);
    println!("{} texts, {taken} of {} at a time; {} pages were read", TEXTS.len(), all.len(), found.pages);
    assert_eq!(taken, all.len(), "some are not taken as names and titles");
    assert!(found.wrong.is_empty(), "{} of {}:\n{}", found.wrong.len(), found.pages, found.wrong.join("\n"));
}

fn id_of(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

#[test]
fn a_file_of_markup_is_text_in_the_page_of_its_rows() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let mut found = Found { pages: 0, wrong: Vec::new() };
    for text in &several() {
        let cell = format!("\"{}\"", text.replace('"', "\"\""));
        let file = format!("{cell},Surname,Forename\n{cell},{cell},{cell}\n");
        let token = staff.token();
        let name = text.replace(['"', '\\'], "");
        let brought = super::imports::named(&mut staff, file.as_bytes(), &token, &name);
        found.read(&html(&brought), "/staff/imports", text);
        if brought.status == 303 {
            let page = brought.header("Location").to_owned();
            found.look(&mut staff, &page, text);
        }
        found.look(&mut staff, "/staff/imports", text);
    }
    assert!(found.wrong.is_empty(), "{} of {}:\n{}", found.wrong.len(), found.pages, found.wrong.join("\n"));
}
