//! Adding a learner: the answers without which nothing can be matched. Nothing is taken as answered that nobody said.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::NaiveDate;
use serde_json::json;

use super::home;
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::check::FieldError;
use crate::domain::learner::{Learner, ProgrammeKind};
use crate::domain::support::{CommunicationMode, Evacuation, HelpLevel, InstructionMode, Variety};
use crate::domain::task::Demand;
use crate::domain::theme::Theme;
use crate::domain::travel_profile::{StepFreePolicy, TravelMode};
use crate::intake::Answered;
use crate::reading::explain;
use crate::services::ServiceError;
use crate::services::learners::{self, LearnerDocument};
use crate::web::change::Change;
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, codes};
use crate::web::form::{Posted, made, once};
use crate::web::layout::Shell;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::pages::{form as form_words, learner as learner_words, new_learner as words, record};
use crate::words::visit;

/// The questions that need an answer, each with what to do where there is none.
const NEEDED: [(&str, &str); 29] = [
    ("given_name", words::ENTER_GIVEN),
    ("family_name", words::ENTER_FAMILY),
    ("date_of_birth", form_words::DATE),
    ("programme", words::SELECT_PROGRAMME),
    ("communicates", words::SELECT_COMMUNICATES),
    ("instructed_by", words::SELECT_TOLD),
    ("help", record::SELECT_HELP),
    ("variety", words::SELECT_VARIETY),
    ("max_continuous_minutes", record::ENTER_MINUTES),
    ("max_daily_minutes", record::ENTER_MINUTES),
    ("break_minutes", record::ENTER_MINUTES),
    ("reading", words::SELECT_DEMAND),
    ("numbers", words::SELECT_DEMAND),
    ("communication", words::SELECT_DEMAND),
    ("physical", words::SELECT_DEMAND),
    ("challenge", words::SELECT_LEVEL),
    ("stretch", words::SELECT_LEVEL),
    ("evacuation", record::SELECT_EVACUATION),
    ("modes", words::SELECT_MODE),
    ("speed_mm_s", words::SELECT_SPEED),
    ("max_walk_metres", words::ENTER_METRES),
    ("max_total_walk_metres", words::ENTER_METRES),
    ("comfortable_minutes", record::ENTER_MINUTES),
    ("max_minutes", record::ENTER_MINUTES),
    ("max_changes", words::ENTER_CHANGES),
    ("change_minutes", record::ENTER_MINUTES),
    ("max_wait_minutes", record::ENTER_MINUTES),
    ("step_free", words::SELECT_STEPS),
    ("postcode", words::ENTER_POSTCODE),
];

#[get("/learners/new")]
pub(in crate::web) async fn ask(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &Again::default()));
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, again: &Again) -> Result<Change, ServiceError> {
    authorise(caller, Action::CreateLearner)?;
    let shell = Shell::of(app, caller)?;
    let form = Form::new(&shell.csrf, again, "new", "/staff/learners".to_owned(), words::SAVE)
        .with("once", app.ids.next_id());
    let form = questions(form, &Answered::default());
    let change = Change {
        back: "/staff/learners".to_owned(),
        caption: words::LEARNERS.to_owned(),
        heading: words::ADD,
        lead: words::LEAD,
        form,
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}

/// Every question, with what was said of it.
pub(in crate::web) fn questions(form: Form, said: &Answered) -> Form {
    let form = journey(work(who(form, said), said), said);
    let text = |name: &str| match name {
        "address" => ["address_1", "address_2", "address_3"]
            .iter()
            .flat_map(|line| said.all(line))
            .collect::<Vec<_>>()
            .join("\n"),
        name => said.text(name),
    };
    let people = (0..2).filter(|at| said.has(&format!("name-{at}"))).count();
    home::asked(form, people, &text)
}

fn who(form: Form, said: &Answered) -> Form {
    let form = form
        .ask(Kind::Line, "given_name", words::GIVEN, "", said.text("given_name"))
        .ask(Kind::Line, "family_name", words::FAMILY_NAME, "", said.text("family_name"))
        .ask(Kind::Line, "known_as", words::KNOWN_AS, words::KNOWN_AS_HINT, said.text("known_as"))
        .ask(Kind::Date, "date_of_birth", words::BORN, "", said.text("date_of_birth"));
    choose(form, said, Kind::Radios, ("programme", words::PROGRAMME), codes::<ProgrammeKind>())
}

/// A question with choices, of which those that were said are chosen.
fn choose(
    form: Form,
    said: &Answered,
    kind: Kind,
    (name, label): (&'static str, &'static str),
    choices: Vec<(&'static str, &'static str)>,
) -> Form {
    let chosen = said.all(name);
    let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
    form.choose(kind, name, label, "", choices, &chosen)
}

fn work(form: Form, said: &Answered) -> Form {
    let ticks = |form: Form, name, label, choices| choose(form, said, Kind::Ticks, (name, label), choices);
    let one = |form: Form, name, label, choices| choose(form, said, Kind::Radios, (name, label), choices);
    let minutes =
        |form: Form, name, label| form.ask(Kind::Short, name, label, record::MINUTES, said.text(name));
    let form = ticks(form, "interests", learner_words::INTERESTS, codes::<Theme>());
    let form = ticks(form, "communicates", record::COMMUNICATES, codes::<CommunicationMode>());
    let form = ticks(form, "instructed_by", record::TOLD_BY, codes::<InstructionMode>());
    let form = one(form, "help", learner_words::HELP, codes::<HelpLevel>());
    let form = one(form, "variety", words::VARIETY, codes::<Variety>());
    let form = minutes(form, "max_continuous_minutes", record::STRETCH);
    let form = minutes(form, "max_daily_minutes", record::DAY);
    let form = minutes(form, "break_minutes", record::BREAK);
    let form = one(form, "reading", words::READING, codes::<Demand>());
    let form = one(form, "numbers", words::NUMBERS, codes::<Demand>());
    let form = one(form, "communication", words::TALKING, codes::<Demand>());
    let form = one(form, "physical", words::PHYSICAL, codes::<Demand>());
    let form = one(form, "challenge", words::CHALLENGE, words::LEVELS.to_vec());
    let form = one(form, "stretch", words::STRETCH, words::LEVELS.to_vec());
    one(form, "evacuation", visit::EVACUATION, codes::<Evacuation>())
}

fn journey(form: Form, said: &Answered) -> Form {
    let number = |form: Form, name, label, hint| form.ask(Kind::Short, name, label, hint, said.text(name));
    let form = choose(form, said, Kind::Ticks, ("modes", words::MODES), codes::<TravelMode>());
    let form = choose(form, said, Kind::Radios, ("speed_mm_s", words::SPEED), words::SPEEDS.to_vec());
    let form = choose(form, said, Kind::Radios, ("step_free", words::STEP_FREE), codes::<StepFreePolicy>());
    let form = number(form, "max_walk_metres", words::WALK, words::METRES);
    let form = number(form, "max_total_walk_metres", words::WALK_ALL, words::METRES);
    let form = number(form, "comfortable_minutes", words::COMFORTABLE, record::MINUTES);
    let form = number(form, "max_minutes", words::LONGEST, record::MINUTES);
    let form = number(form, "max_changes", words::CHANGES, "");
    let form = number(form, "change_minutes", words::AT_CHANGE, record::MINUTES);
    number(form, "max_wait_minutes", words::WAIT, record::MINUTES)
}

#[post("/learners")]
pub(in crate::web) async fn add(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let answer = run(&app, move |app| {
        let (typed, caller) = (form.0, &signed.0);
        let asked = read(&typed, app.clock.today_in_london()).and_then(|learner| {
            let once = once(&route, typed.get("once"), &format!("{learner:?}"));
            learners::create(app, caller, Some(&once), &LearnerDocument { learner })
        });
        match asked {
            Ok(reply) => Ok(Ok(made(reply, |learner| learner.id.to_string()))),
            Err(error) => {
                let (status, again) = Again::of("new", typed, error)?;
                Ok(Err((status, view(app, caller, &again)?)))
            }
        }
    });
    Ok(match answer.await? {
        Ok(id) => see_other(&format!("/staff/learners/{id}?saved=new")),
        Err((status, view)) => view.answer(status),
    })
}

/// A record as typed.
pub(in crate::web) fn read(typed: &Typed, today: NaiveDate) -> Result<Learner, ServiceError> {
    let missing: Vec<FieldError> = NEEDED
        .iter()
        .filter(|(name, _)| typed.is_empty(name))
        .map(|(name, reason)| FieldError::new(*name, *reason))
        .collect();
    if !missing.is_empty() {
        return Err(missing.into());
    }
    let minutes = |name| typed.number::<u16>(name, record::ENTER_MINUTES);
    let metres = |name| typed.number::<u16>(name, words::ENTER_METRES);
    let level = |name| typed.number::<u8>(name, words::SELECT_LEVEL);
    let all = |name| typed.all(name).collect::<Vec<_>>();
    let mut identity = json!({
        "given_name": typed.line("given_name", words::ENTER_GIVEN)?,
        "family_name": typed.line("family_name", words::ENTER_FAMILY)?,
        "date_of_birth": typed.date("date_of_birth", form_words::DATE)?,
    });
    let known_as = typed.line_if_any("known_as")?;
    if let (Some(known_as), Some(identity)) = (known_as, identity.as_object_mut()) {
        identity.insert("known_as".to_owned(), json!(known_as));
    }
    let document = json!({
        "identity": identity,
        "profile": {
            "programme": typed.get("programme"),
            "interests": all("interests"),
            "own_words": {},
            "communicates": all("communicates"),
            "instructed_by": all("instructed_by"),
            "help": typed.get("help"),
            "variety": typed.get("variety"),
            "stamina": {
                "max_continuous_minutes": minutes("max_continuous_minutes")?,
                "max_daily_minutes": minutes("max_daily_minutes")?,
                "break_minutes": minutes("break_minutes")?,
            },
            "capability": {
                "reading": typed.get("reading"),
                "numbers": typed.get("numbers"),
                "communication": typed.get("communication"),
                "physical": typed.get("physical"),
                "challenge": level("challenge")?,
                "stretch": level("stretch")?,
            },
            "evacuation": typed.get("evacuation"),
            "travel": {
                "modes": all("modes"),
                "speed_mm_s": typed.number::<u16>("speed_mm_s", words::SELECT_SPEED)?,
                "max_walk_metres": metres("max_walk_metres")?,
                "max_total_walk_metres": metres("max_total_walk_metres")?,
                "comfortable_minutes": minutes("comfortable_minutes")?,
                "max_minutes": minutes("max_minutes")?,
                "max_changes": typed.number::<u8>("max_changes", words::ENTER_CHANGES)?,
                "change_minutes": typed.number::<u8>("change_minutes", record::ENTER_MINUTES)?,
                "max_wait_minutes": typed.number::<u8>("max_wait_minutes", record::ENTER_MINUTES)?,
                "step_free": typed.get("step_free"),
            },
        },
        "home": home::read(typed, None)?,
    });
    let explained = explain::<Learner>(document, today);
    match explained.read {
        Some(learner) if explained.faults.is_empty() => Ok(learner),
        _ => Err(explained.faults.into()),
    }
}
