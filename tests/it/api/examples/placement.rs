//! A placement from its proposal to its first day.

use chrono::{Days, NaiveDate};
use diesel::RunQueryDsl;
use placewell::clock::Clock;
use placewell::db::{Conn, DbError};
use placewell::domain::role::Role;
use placewell::jobs::{Task, watch_arrivals};
use serde_json::{Value, json};

use super::book::Book;
use crate::api::cohorts::hub::Hub;
use crate::api::scene::vetting;
use crate::support::app::{home, user};
use crate::support::operator;
use crate::web::browser::{Browser, hidden, html};
use crate::web::visit::{CONTACT, link_to};

const NONE: &Value = &Value::Null;
const BY: Role = Role::Provider;

/// Carys at the library: proposed, planned, confirmed, briefed, and missed on her first day.
pub(super) fn arrange(book: &Book, hub: &Hub, contact: &str) {
    let (learner, offer) = (hub.learner("carys"), &hub.offers["library-shelves"]);
    let proposal = book.scene.proposal(&learner, offer);
    let made = book.call("propose_placement", BY, &[], &proposal);
    let id = made["id"].as_str().unwrap();
    book.call("list_placements", BY, &["?limit=1"], NONE);
    book.call("read_placement", BY, &[id], NONE);
    notice(book, id);
    agree(book, &learner, id);
    plan(book, id);
    book.call("step_placement", BY, &[id, "confirm"], &json!({}));
    pack(book, id, contact);
    copies(book, id);
    book.call("send_link", BY, &[id], &json!({"contact": contact}));
    book.call("list_links", BY, &[id], NONE);
    missed(book, id, made["days"][0].as_str().unwrap());
    for list in ["list_transitions", "list_letters"] {
        book.call(list, BY, &[id], NONE);
    }
    book.call("read_evidence", BY, &["register"], NONE);
    book.call("export_evidence", BY, &["register", "?format=csv"], NONE);
    followed_up(book, id, made["days"].as_array().unwrap().last().unwrap().as_str().unwrap());
    book.call("list_disclosures", BY, &[&learner], NONE);
    book.call("read_access_log", BY, &[&learner, "?limit=2"], NONE);
}

/// Three months after her last day she is at college.
fn followed_up(book: &Book, id: &str, last: &str) {
    let clock = &book.scene.test.clock;
    let now = clock.now();
    let last: NaiveDate = last.parse().unwrap();
    let later = last.checked_add_days(Days::new(100)).unwrap();
    clock.set(format!("{later}T12:00:00Z").parse().unwrap());
    let found =
        json!({"after": "3", "code": "COLLEGE", "source": "family", "asked_on": later, "hours_a_week": 18});
    book.call("tell_destination", BY, &[id], &found);
    book.call("list_destinations", BY, &[id], NONE);
    reviewed(book, id, last);
    clock.set(now);
}

/// The same placement as a supported internship, which is reviewed on its last day.
fn reviewed(book: &Book, id: &str, last: NaiveDate) {
    let kind = |kind: &str| {
        let change = format!("UPDATE placements SET doc = '{{\"programme\":\"{kind}\"}}' WHERE id = '{id}'");
        let write = |c: &mut Conn| Ok::<_, DbError>(diesel::sql_query(&change).execute(c)?);
        assert_eq!(book.scene.test.app.write(&operator(), write).unwrap(), 1);
    };
    kind("supported_internship");
    let held = json!({"held_on": last, "took_part": ["learner", "employer", "job_coach"], "coach_days": 3,
        "said": "She shelves by herself now and asks when a label is torn.", "next": "The coach comes on Mondays only."});
    book.call("record_internship_review", BY, &[id], &held);
    book.call("list_internship_reviews", BY, &[id], NONE);
    kind("work_experience");
}

fn notice(book: &Book, id: &str) {
    let own = home(Role::Hub);
    let usual = json!({"hub": {"name": "The hub", "nation": "wales", "notice_working_days": 10}});
    book.call("change_organisation", Role::Hub, &[own.as_str()], &usual);
    let enough = json!({"working_days": 5, "reason": "The library expects her and has the rota ready."});
    book.call("shorten_notice", BY, &[id], &enough);
    book.call("read_notice", BY, &[id], NONE);
}

/// What families and employers agree to.
fn agree(book: &Book, learner: &str, id: &str) {
    let agreement = json!({"scope": "placement", "placement": id, "actor": "parent", "method": "paper",
        "on": "2026-03-02", "wording": "We have read what the employer is told, and agree.",
        "terms": {"aims": ["Know where each book goes"]}});
    book.call("record_agreement", BY, &[learner], &agreement);
    book.call("step_placement", Role::Employer, &[id, "accept"], &json!({"who": "Sioned Marsh"}));
    book.call("step_placement", BY, &[id, "agree"], &json!({}));
    for step in ["visit_site", "meet"] {
        book.call("step_placement", BY, &[id, step], &json!({"who": "Ari Bell", "way_out_walked": true}));
    }
    book.call("create_assignment", BY, &[id], &json!({"coach": user(Role::JobCoach)}));
    book.call("list_assignments", BY, &[id], NONE);
}

fn plan(book: &Book, id: &str) {
    let planned = book.call("plan_programme", BY, &[id], NONE);
    book.call("read_programme", BY, &[id], NONE);
    let blocks = planned["programme"]["days"][0]["blocks"].as_array().unwrap();
    let task = blocks.iter().find(|block| block["content"]["kind"] == "task").unwrap();
    let reword = json!({"kind": "reword", "block": task["id"], "line": "what",
        "text": "Shelve the crime books with Dafydd"});
    book.call("change_programme", BY, &[id], &reword);
    book.call("step_placement", BY, &[id, "agree_plan"], &json!({}));
    book.call("record_vetting_decision", Role::SafeguardingLead, &[id], &vetting());
    book.call("list_vetting_decisions", BY, &[id], NONE);
}

/// The pack for the employer, approved and sent.
fn pack(book: &Book, id: &str, contact: &str) {
    let preview = book.call("preview_briefing", BY, &[id], NONE);
    let approval = json!({"hash": preview["hash"], "send_to": [contact]});
    let approved = book.call("approve_briefing", BY, &[id], &approval);
    let pack = approved["id"].as_str().unwrap();
    book.scene.work();
    book.call("list_briefings", BY, &[id], NONE);
    book.call("read_briefing", BY, &[pack], NONE);
    let sendings = book.call("list_deliveries", BY, &[pack], NONE);
    let sending = sendings[0]["id"].as_str().unwrap();
    book.call("read_delivery", BY, &[sending], NONE);
    book.call("resend_briefing", BY, &[sending], NONE);
    let office = book.scene.contact("office@library.example");
    book.call("send_briefing", BY, &[pack], &json!({"contact": office}));
    book.scene.work();
}

/// The family's copy of the plan.
fn copies(book: &Book, id: &str) {
    let preview = book.call("preview_copy", BY, &[id, "family"], NONE);
    let approval = json!({"hash": preview["hash"]});
    let approved = book.call("approve_copy", BY, &[id, "family"], &approval);
    let copy = approved["id"].as_str().unwrap();
    book.call("list_copies", BY, &[id], NONE);
    book.call("read_copy", BY, &[copy], NONE);
    let reader = &preview["readers"][0]["reader"];
    book.call("send_copy", BY, &[copy], &json!({"reader": reader}));
    book.scene.work();
    book.call("list_copy_deliveries", BY, &[copy], NONE);
}

/// Nobody ticks her on the first day, and the library reports a hazard.
fn missed(book: &Book, id: &str, first: &str) {
    let test = &book.scene.test;
    let page = link_to(test, CONTACT).unwrap();
    let first: NaiveDate = first.parse().unwrap();
    test.clock.set(format!("{first}T12:00:00Z").parse().unwrap());
    watch_arrivals(test.app.clone()).begin().unwrap();
    book.scene.work();
    let waiting = book.call("list_alerts", BY, &[], NONE);
    book.call("list_placement_alerts", BY, &[id], NONE);
    book.call("acknowledge_alert", BY, &[waiting[0]["id"].as_str().unwrap()], NONE);
    let came = json!({"date": first, "rows": [{"placement": id, "version": 0, "arrival": "arrived", "at": "11:40",
        "note": "The bus was late. She came with her coach."}]});
    book.call("record_attendance", BY, &[], &came);
    let mut browser = Browser::new(test);
    let once = hidden(&html(&browser.get(&page).expect(200)), "once");
    let hazard = [("once", once.as_str()), ("words", "The lift door shuts on people")];
    browser.post(&format!("{page}/hazard"), &hazard).expect(303);
    let contacts =
        book.scene.get(BY, &format!("/contacts?employer={}", home(Role::Employer))).expect(200).body;
    let next: NaiveDate = first.checked_add_days(Days::new(1)).unwrap();
    let call = json!({"contact": contacts["items"][0]["id"], "date": next, "at": "14:00"});
    let call = book.call("plan_call", BY, &[id], &call);
    book.call("list_calls", BY, &[id], NONE);
    book.call("end_call", BY, &[id, call["id"].as_str().unwrap()], NONE);
    book.call("tell_observation", BY, &[id], &json!({"help": "list_only"}));
    let lessons = book.call("list_lessons", BY, &[id], NONE);
    let decided = json!({"lesson": lessons[0]["id"], "choice": "accept"});
    book.call("decide_lesson", BY, &[id], &decided);
    let reports = book.call("list_reports", BY, &[id], NONE);
    book.call("see_report", BY, &[reports[0]["id"].as_str().unwrap()], NONE);
}
