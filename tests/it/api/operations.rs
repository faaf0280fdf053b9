//! Every operation of the document with a request that fits its shape.

use actix_web::http::Method;
use placewell::domain::role::Role;
use placewell::http::openapi::{document, operations};
use serde_json::{Value, json};

use super::scene::{Scene, vetting};
use crate::support::app::{Call, email, home, user};

/// An identifier of nothing.
pub(super) const NOTHING: &str = "0c000000-0000-7000-8000-000000000001";

/// Nobody in the list of families.
pub(super) const NOBODY: &str = "nobody-nobody-nobody-nobody-nobody-nobody-1";

/// A table of one learner of whom little is said, in base 64.
pub(super) const FILE: &str = "U3VybmFtZSxGb3JlbmFtZSxVUE4KTW9zcyxLaXQsQTEyMzQ1Njc4OTAxMgo=";

/// One operation as it could be called.
pub(super) struct Operation {
    pub(super) id: String,
    pub(super) method: Method,
    /// The path, with its parameters in braces.
    pub(super) path: String,
    pub(super) body: Option<Value>,
}

/// Every operation.
pub(super) fn all(scene: &Scene) -> Vec<Operation> {
    let listed = operations(&document()).into_iter();
    listed
        .map(|operation| Operation {
            method: Method::from_bytes(operation.method.as_bytes()).unwrap(),
            body: body(scene, &operation.id),
            path: operation.path,
            id: operation.id,
        })
        .collect()
}

impl Operation {
    /// The path about one object.
    pub(super) fn about(&self, id: &str) -> String {
        let part = |part: &str| match part {
            "{step}" => "accept".to_owned(),
            "{edition}" => "family".to_owned(),
            "{sheet}" => "pairs".to_owned(),
            "{table}" => "register".to_owned(),
            "{role}" => "provider".to_owned(),
            "{id}" if self.id == "record_family_wish" && id == NOTHING => NOBODY.to_owned(),
            _ if part.starts_with('{') => id.to_owned(),
            _ => part.to_owned(),
        };
        let path: Vec<String> = self.path.split('/').map(part).collect();
        let query = match self.id.as_str() {
            "list_contacts" => format!("?employer={id}"),
            "export_evidence" => "?format=csv".to_owned(),
            "list_schools" => "?name=school".to_owned(),
            _ => String::new(),
        };
        path.join("/") + &query
    }

    /// A call that lacks nothing but a credential.
    pub(super) fn call<'a>(&self, scene: &'a Scene, id: &str) -> Call<'a> {
        let call = scene.test.call(self.method.clone(), &self.about(id)).header("If-Match", "\"1\"");
        let call = call.header("Idempotency-Key", &scene.key());
        match &self.body {
            Some(body) => call.json(body),
            None => call,
        }
    }
}

/// A body that is accepted as far as its shape goes.
fn body(scene: &Scene, operation: &str) -> Option<Value> {
    let contact = json!({"name": "Kit Moss", "role": "Owner", "email": "kit@elsewhere.example"});
    let employer = json!({"employer": {"name": "Birch Bakery", "sic": "47110"}});
    let mut offer = scene.offer_document("library-shelves");
    Some(match operation {
        "create_session" => json!({"email": email(Role::Hub), "password": "wrong"}),
        "refresh_session" => json!({"refresh_token": "wrong"}),
        "request_password_reset" => json!({"email": "nobody@elsewhere.example"}),
        "reset_password" => json!({"code": "wrong", "password": "a long enough one"}),
        "accept_invitation" => json!({"code": "wrong"}),
        "activate_second_factor" => json!({"code": "000000"}),
        "require_second_factor" => json!({"required": false}),
        "confirm_session" => json!({"password": "wrong"}),
        "change_own_password" => json!({"old_password": "wrong", "new_password": "a long enough one"}),
        "create_organisation" | "change_organisation" => employer,
        "create_user" => json!({"name": "Kit Moss", "email": "kit@elsewhere.example", "role": "provider"}),
        "change_user" => json!({"name": "Kit Moss", "email": "kit@elsewhere.example", "disabled": false}),
        "set_user_password" => json!({"password": "a long enough one"}),
        "grant_membership" => json!({"organisation": home(Role::Provider), "role": "provider"}),
        "create_api_key" => json!({"label": "A key"}),
        "send_link" => json!({"contact": NOTHING}),
        "record_shortlist_decision" => json!({"offer": NOTHING, "choice": "shortlisted"}),
        "plan_call" => json!({"contact": NOTHING, "date": "2026-03-11", "at": "14:00"}),
        "decide_lesson" => json!({"lesson": "wrong", "choice": "accept"}),
        "record_attendance" => json!({"date": "2026-03-02",
            "rows": [{"placement": NOTHING, "version": 0, "arrival": "arrived"}]}),
        "tell_observation" => json!({"help": "alone"}),
        "record_internship_review" => json!({"held_on": "2026-03-02", "took_part": ["learner"]}),
        "tell_destination" => {
            json!({"after": "3", "code": "JOB", "source": "learner", "asked_on": "2026-03-02"})
        }
        "create_webhook" => json!({"url": "https://records.elsewhere.example/hook"}),
        "create_contact" => json!({"employer": home(Role::Employer), "details": contact}),
        "change_contact" => contact,
        "draft_offer" => json!({"employer": home(Role::Employer), "occupation": "library-assistant",
            "tasks": ["sort-returns"]}),
        "create_offer" => {
            offer["employer"] = json!(home(Role::Employer));
            offer
        }
        "change_offer" => offer,
        "create_import" => json!({"kind": "learners", "file": FILE}),
        "answer_import" => json!({}),
        "confirm_import" => json!({"rows": "good"}),
        "create_learner" | "change_learner" | "finish_learner_draft" => scene.learner_document("carys"),
        "suggest_needs" => json!({"text": "Struggles with noise."}),
        "create_learners" => json!({"items": [scene.learner_document("carys")]}),
        "try_matches" => json!({"profile": scene.learner_document("carys")["learner"]["profile"]}),
        "erase_learner" => json!({"reason": "requested"}),
        "record_agreement" => json!({"scope": "hub_sees_matches", "actor": "parent", "method": "paper",
            "on": "2026-03-02", "wording": "Yes"}),
        "propose_placement" => {
            json!({"learner": NOTHING, "offer": NOTHING, "window": "main", "start": "2026-03-16"})
        }
        "try_cohort" => json!({"changes": [{"change": "withdraw", "learner": NOTHING}]}),
        "record_decision" => json!({"choice": "accept"}),
        "create_cohort" => json!({"name": "Year 10"}),
        "step_placement" => json!({}),
        "create_assignment" => json!({"coach": user(Role::JobCoach)}),
        "change_programme" => json!({"kind": "swap", "first": "b1", "second": "b2"}),
        "shorten_notice" => json!({"working_days": 1, "reason": "Both sides are ready."}),
        "record_vetting_decision" => vetting(),
        "approve_briefing" => json!({"hash": "0"}),
        "approve_copy" => json!({"hash": "0"}),
        "send_copy" => json!({"reader": "learner"}),
        "send_briefing" => json!({"contact": NOTHING}),
        "create_family_message" | "change_family_message" => {
            json!({"planned_for": "2026-05", "question": "nothing",
            "texts": [{"language": "en", "title": "A visit", "body": "We visit every workplace."}]})
        }
        "start_family_plan" => json!({"school_year": 2025}),
        "approve_family_message" => json!({"mark": "0"}),
        "record_family_reply" => json!({"answer": "yes"}),
        "record_family_wish" => json!({"wish": "paper"}),
        "change_weights" => json!({"interest": 200, "stretch": 120, "task_fit": 160, "support_surplus": 120,
            "environment": 120, "travel": 140, "novelty": 60, "own_voice": 80}),
        "change_concessions" => json!({"authorities": []}),
        _ => return None,
    })
}
