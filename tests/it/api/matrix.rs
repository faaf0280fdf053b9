//! Every operation by every role, of the test's own tenant, of a neighbour's and of another hub's, with a session and
//! with an API key: who finds what is ours, and that nobody else can tell it from what is not there.

mod rows;
pub(super) mod table;
pub(super) mod world;

use actix_web::http::Method;
use placewell::auth::policy::allowed;
use placewell::auth::{Action, Scope};
use placewell::domain::code::{Code, CodeSet};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::operations::{Operation, all};
use super::roles::{key_may, may};
use super::scene::API;
use crate::support::app::{Answer, ROLES};
use crate::support::database::Engine;
use crate::support::stranger::Stranger;
use rows::{changed, rows};
use table::{Kind, Standing, finds};
use world::{Target, World};

/// Operations that name nothing which could be somebody else's: about the caller, public, or something new of their own.
const ALONE: &[&str] = &[
    "create_session",
    "read_session",
    "end_session",
    "confirm_session",
    "refresh_session",
    "change_own_password",
    "reset_password",
    "request_password_reset",
    "begin_second_factor",
    "activate_second_factor",
    "end_second_factor",
    "accept_invitation",
    "list_occupations",
    "list_schools",
    "suggest_needs",
    "read_occupation",
    "create_organisation",
    "create_api_key",
    "create_family_message",
    "create_import",
    "create_learner",
    "create_learners",
    "create_webhook",
    "read_evidence",
    "export_evidence",
    "start_family_plan",
];

/// Lists, each with a query for what is ours, if it can be asked for that.
const LISTS: &[(&str, Option<(&str, Kind)>)] = &[
    ("list_agreed_learners", None),
    ("list_alerts", None),
    ("list_api_keys", None),
    ("list_cohorts", None),
    ("list_contacts", Some(("employer", Kind::OurEmployer))),
    ("list_families", None),
    ("list_family_messages", None),
    ("list_imports", None),
    ("list_invitations", Some(("organisation", Kind::OurProvider))),
    ("list_learner_drafts", None),
    ("list_learners", None),
    ("list_offers", Some(("employer", Kind::OurEmployer))),
    ("list_organisations", None),
    ("list_placements", Some(("offer", Kind::Offer))),
    ("list_users", Some(("organisation", Kind::OurProvider))),
    ("list_webhooks", None),
];

/// Operations whose body can name what is ours.
const NAMING: &[(&str, Kind)] = &[
    ("create_contact", Kind::OurEmployer),
    ("create_offer", Kind::OurEmployer),
    ("draft_offer", Kind::OurEmployer),
    ("create_user", Kind::OurProvider),
    ("create_cohort", Kind::AgreedLearner),
    ("propose_placement", Kind::AgreedLearner),
    ("record_attendance", Kind::Placement),
];

/// Operations that change the version that they name, and so can be asked for by those who find it without changing it.
const CHANGES_A_VERSION: &[&str] = &[
    "acknowledge_alert",
    "answer_import",
    "archive_contact",
    "archive_learner",
    "archive_offer",
    "change_contact",
    "change_family_message",
    "change_learner",
    "change_offer",
    "change_user",
    "confirm_import",
    "confirm_offer",
    "finish_learner_draft",
    "remove_family_message",
    "remove_import",
    "remove_learner_draft",
    "see_report",
];

/// Who calls.
struct Caller {
    standing: Standing,
    role: Role,
    credential: String,
    /// What an API key was made for; a person has none.
    scopes: Option<CodeSet<Scope>>,
}

impl Caller {
    fn may(&self, operation: &str) -> bool {
        match self.scopes {
            Some(scopes) => key_may(self.role, Some(scopes), operation),
            None => may(self.role, operation),
        }
    }

    fn finds(&self, operation: &str, kind: Kind) -> bool {
        finds(self.standing, self.role, operation, kind)
    }

    fn label(&self) -> String {
        let with = if self.scopes.is_some() { " with an API key" } else { "" };
        format!("{:?} {}{with}", self.standing, self.role.code())
    }
}

/// A request that names something of ours.
struct Request {
    operation: String,
    method: Method,
    path: String,
    body: Option<Value>,
    about: Kind,
}

impl Request {
    /// Makes it, as it stands or with nothing in the place of what is ours.
    fn send(&self, world: &World, caller: &Caller, named: bool) -> Answer {
        self.send_of(world, caller, named, "\"1\"")
    }

    /// As [`Self::send`], about a version.
    fn send_of(&self, world: &World, caller: &Caller, named: bool, version: &str) -> Answer {
        let put = |text: &str| if named { text.to_owned() } else { world.unnamed(text) };
        let call = world.scene.test.call(self.method.clone(), &put(&self.path)).header("If-Match", version);
        let call = call.bearing(&caller.credential).header("Idempotency-Key", &world.scene.key());
        match &self.body {
            Some(body) => call.raw("application/json", put(&body.to_string())).send(),
            None => call.send(),
        }
    }

    fn label(&self) -> String {
        format!("{} ({:?})", self.operation, self.about)
    }

    fn reads(&self) -> bool {
        self.method == Method::GET
    }
}

fn callers(world: &World) -> Vec<Caller> {
    let test = &world.scene.test;
    let ours = ROLES.map(|role| (Standing::Ours, role, test.token(role)));
    let strange =
        |standing, people: Vec<Stranger>| people.into_iter().map(move |one| (standing, one.role, one.token));
    let people = ours.into_iter().chain(strange(Standing::Neighbour, test.neighbours()));
    let people = people.chain(strange(Standing::Elsewhere, test.elsewhere()));
    let mut callers = Vec::new();
    for (standing, role, credential) in people {
        if allowed(role, Action::CreateApiKey) {
            let scopes: CodeSet<Scope> = Scope::ALL.iter().copied().collect();
            let body = json!({"label": "Everything", "scopes": scopes});
            let made = test.post(&format!("{API}/api-keys")).bearing(&credential).json(&body).send();
            let secret = made.expect(201).body["secret"].as_str().unwrap().to_owned();
            callers.push(Caller { standing, role, credential: secret, scopes: Some(scopes) });
        }
        callers.push(Caller { standing, role, credential, scopes: None });
    }
    callers
}

/// Every request that an operation lets name something of ours; an operation that is in no table is refused.
fn requests(world: &World, operation: &Operation) -> Vec<Request> {
    let request = |path: String, body: Option<Value>, about: Kind| Request {
        operation: operation.id.clone(),
        method: operation.method.clone(),
        path,
        body,
        about,
    };
    let id = operation.id.as_str();
    if operation.path.contains("{id}") {
        let about = |target: &&Target| target.kind.is_of(&operation.path);
        let found: Vec<_> = world.targets.iter().filter(about).collect();
        assert!(!found.is_empty(), "nothing of ours is there for {id}: add it to the world and to the table");
        let of = |target: &Target| {
            let part = |part: &str| match part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some("id") => target.id.clone(),
                Some(name) => world.within(name, target),
                None => part.to_owned(),
            };
            let path: Vec<_> = operation.path.split('/').map(part).collect();
            request(path.join("/"), operation.body.clone(), target.kind)
        };
        return found.into_iter().map(of).collect();
    }
    if let Some((_, kind)) = NAMING.iter().find(|(known, _)| *known == id) {
        return vec![request(operation.path.clone(), world.naming(id), *kind)];
    }
    if let Some((_, query)) = LISTS.iter().find(|(known, _)| *known == id) {
        let asked = |(name, kind): &(&str, Kind)| {
            request(format!("{}?{name}={}", operation.path, world.id(*kind)), None, *kind)
        };
        return query.iter().map(asked).collect();
    }
    assert!(ALONE.contains(&id), "{id} stands in no table: can it name what is somebody else's?");
    Vec::new()
}

/// What is expected of a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    /// Neither their role nor their key can do it.
    Refused,
    /// It is not there.
    Absent,
    /// It is theirs.
    Found,
}

fn expected(caller: &Caller, request: &Request) -> Expected {
    match (caller.may(&request.operation), caller.finds(&request.operation, request.about)) {
        (false, _) => Expected::Refused,
        (true, false) => Expected::Absent,
        (true, true) => Expected::Found,
    }
}

#[rstest]
fn what_is_ours_is_there_for_those_in_the_table_and_for_nobody_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine) else { return };
    let (operations, callers) = (all(&world.scene), callers(&world));
    let requests: Vec<Request> =
        operations.iter().flat_map(|operation| requests(&world, operation)).collect();
    let cells: Vec<(&Request, &Caller, Expected)> = requests
        .iter()
        .flat_map(|request| callers.iter().map(move |caller| (request, caller, expected(caller, request))))
        .collect();
    let of = |wanted: Expected| cells.iter().filter(move |(_, _, expected)| *expected == wanted);
    let mut wrong = Vec::new();
    for (request, caller, _) in of(Expected::Found).filter(|(request, caller, _)| is_read(request, caller)) {
        wrong.extend(reading(&world, request, caller));
    }
    for (operation, caller) in
        operations.iter().flat_map(|one| callers.iter().map(move |caller| (one, caller)))
    {
        wrong.extend(listing(&world, operation, caller));
    }
    let before = rows(&world.scene.test);
    let versioned: Vec<_> = of(Expected::Found)
        .filter(|(request, ..)| CHANGES_A_VERSION.contains(&request.operation.as_str()))
        .collect();
    for id in CHANGES_A_VERSION {
        let asked = versioned.iter().any(|(request, ..)| request.operation == *id);
        assert!(asked, "{id} was not asked with a version that has gone");
    }
    for (request, caller, _) in &versioned {
        wrong.extend(stale(&world, request, caller));
    }
    for (request, caller, _) in of(Expected::Refused) {
        let answer = request.send(&world, caller, true);
        if answer.status != 403 {
            wrong.push(format!("{} by {}: {}, not 403", request.label(), caller.label(), answer.status));
        }
    }
    for (request, caller, _) in of(Expected::Absent) {
        wrong.extend(absent(&world, request, caller));
    }
    for request in &requests {
        let nobody = world.scene.test.call(request.method.clone(), &request.path).json(&json!({})).send();
        if nobody.status != 401 {
            wrong.push(format!("{} by nobody: {}", request.label(), nobody.status));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(
        changed(&before, &rows(&world.scene.test)),
        Vec::<String>::new(),
        "a refusal changed something"
    );
    let [found, refused, missing] =
        [Expected::Found, Expected::Refused, Expected::Absent].map(|expected| of(expected).count());
    println!(
        "{engine:?}: {} operations, {} callers, {} requests, {} cells: {found} found ({} of them asked for a change of \
         a version that is over), {refused} refused, {missing} not there; as many requests without a credential",
        operations.len(),
        callers.len(),
        requests.len(),
        cells.len(),
        versioned.len(),
    );
    assert!(operations.len() > 130 && cells.len() > 4_000, "{} {}", operations.len(), cells.len());
}

/// Whether somebody who finds it asks for it. What is drawn anew each time takes seconds, so only the role with the fewest
/// rights among its readers does.
fn is_read(request: &Request, caller: &Caller) -> bool {
    let drawn = request.operation.starts_with("preview_");
    request.reads() && (!drawn || (caller.role == Role::JobCoach && caller.scopes.is_none()))
}

/// What is wrong with an answer to somebody who may read it.
fn reading(world: &World, request: &Request, caller: &Caller) -> Option<String> {
    let answer = request.send(world, caller, true);
    // Some reads need a state that the thing is no longer in.
    let right = [200, 409].contains(&answer.status);
    let told = told(world, &answer, caller);
    (!right || !told.is_empty())
        .then(|| format!("{} by {}: {} names {told:?}", request.label(), caller.label(), answer.status))
}

/// What is wrong with an answer to somebody who may change it, and names a version that it never had.
fn stale(world: &World, request: &Request, caller: &Caller) -> Option<String> {
    let answer = request.send_of(world, caller, true, "\"999\"");
    (answer.status != 412).then(|| {
        let (label, by) = (request.label(), caller.label());
        format!("{label} of another version by {by}: {} {}", answer.status, answer.body)
    })
}

/// What is wrong with a list that is asked for as a whole.
fn listing(world: &World, operation: &Operation, caller: &Caller) -> Option<String> {
    let is_list = LISTS.iter().any(|(known, _)| *known == operation.id) && operation.id != "list_contacts";
    if !is_list || !caller.may(&operation.id) {
        return None;
    }
    let answer = world.scene.test.get(&operation.path).bearing(&caller.credential).send();
    let told = told(world, &answer, caller);
    // A hub officer names the employer whose users they ask for.
    let right = answer.status == 200 || (answer.status == 404 && caller.role == Role::Hub);
    (!right || !told.is_empty())
        .then(|| format!("{} by {}: {} names {told:?}", operation.id, caller.label(), answer.status))
}

/// What an answer names that is not there for a caller of another organisation.
fn told(world: &World, answer: &Answer, caller: &Caller) -> Vec<Kind> {
    let named = world.named_in(&String::from_utf8_lossy(&answer.bytes)).into_iter();
    let named = named.map(|target| target.kind).filter(|kind| !caller.finds("", *kind));
    if caller.standing == Standing::Ours { Vec::new() } else { named.collect() }
}

/// What tells somebody that a thing is there which is not theirs.
fn absent(world: &World, request: &Request, caller: &Caller) -> Option<String> {
    let (ours, nothing) = (request.send(world, caller, true), request.send(world, caller, false));
    let text = |answer: &Answer| {
        let mut body = answer.body.clone();
        body.as_object_mut().map(|members| members.remove("request_id"));
        world.unnamed(&body.to_string())
    };
    let empty = request.reads() && ours.status == 200 && ours.body["total"].as_u64().unwrap_or(0) == 0;
    let named_only = NAMING.iter().any(|(known, _)| *known == request.operation);
    let right = ours.status == 404 || empty || (named_only && ours.status == 422);
    let same = ours.status == nothing.status && text(&ours) == text(&nothing);
    (!right || !same).then(|| {
        let (label, by) = (request.label(), caller.label());
        format!(
            "{label} by {by}: {} {}, and of nothing {} {}",
            ours.status,
            text(&ours),
            nothing.status,
            text(&nothing)
        )
    })
}
