//! Setting up a cohort, afresh or with what was decided about an earlier one.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;

use super::{ROWS, cohort_id};
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::cohort::{CohortChoice, CohortObjective};
use crate::domain::ids::{OfferId, OrganisationId};
use crate::domain::learner::ProgrammeKind;
use crate::domain::organisation::OrganisationKind;
use crate::services::cohorts::{self, CohortPair, CohortPart, CohortRequest};
use crate::services::organisations::{self, Wanted};
use crate::services::{Asked, NamedSort, ServiceError, Slice};
use crate::web::change::Change;
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, codes};
use crate::web::form::{Posted, made, once};
use crate::web::layout::Shell;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::pages::{cohorts as words, form as form_words};

/// Which cohort is placed again, if one is.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Before {
    from: String,
}

#[get("/cohorts/new")]
pub(in crate::web) async fn ask(
    app: web::Data<App>,
    signed: Signed,
    before: web::Query<Before>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &before.from, &Again::default()));
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, from: &str, again: &Again) -> Result<Change, ServiceError> {
    authorise(caller, Action::CreateCohort)?;
    let shell = Shell::of(app, caller)?;
    let form = Form::new(&shell.csrf, again, "new", "/staff/cohorts".to_owned(), words::CREATE)
        .with("once", app.ids.next_id())
        .with("from", from);
    let before = match from {
        "" => None,
        from => Some(cohorts::read(app, caller, &cohort_id(from)?)?),
    };
    let name = before.as_ref().map(|before| before.name.to_string()).unwrap_or_default();
    let start = before.as_ref().and_then(|before| before.start);
    let start = start.map(|start| start.to_string()).unwrap_or_default();
    let objective = before.as_ref().map_or(CohortObjective::Fair, |before| before.objective);
    let form = form.ask(Kind::Line, "name", words::NAME, words::NAME_HINT, name).ask(
        Kind::Date,
        "start",
        words::START,
        words::START_HINT,
        start,
    );
    let form = if before.is_some() { form } else { who(app, caller, form)? };
    let objectives = CohortObjective::ALL.iter().map(|one| (one.code(), form_words::sentence(one.label())));
    let form = form.choose(Kind::Radios, "objective", words::OBJECTIVE, "", objectives, &[objective.code()]);
    let change = Change {
        back: "/staff/cohorts".to_owned(),
        caption: words::COHORTS.to_owned(),
        heading: words::NEW,
        lead: if before.is_some() { words::FROM_BEFORE } else { words::WHO_TAKES_PART },
        form,
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}

/// The questions about who takes part.
fn who(app: &App, caller: &Caller, form: Form) -> Result<Form, ServiceError> {
    let wanted = Wanted { kinds: [OrganisationKind::Provider].into_iter().collect(), archived: false };
    let asked = Asked { sort: NamedSort::Name, search: None, slice: Slice::first(ROWS) };
    let providers = organisations::list(app, caller, wanted, &asked)?.items;
    let providers = providers.into_iter().map(|one| (one.id.to_string(), one.name.to_string()));
    let hint = words::PROVIDERS_HINT;
    Ok(form.choose(Kind::Ticks, "providers", words::PROVIDERS, hint, providers, &[]).choose(
        Kind::Ticks,
        "programmes",
        words::PROGRAMMES,
        words::PROGRAMMES_HINT,
        codes::<ProgrammeKind>(),
        &[],
    ))
}

#[post("/cohorts")]
pub(in crate::web) async fn create(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let answer = run(&app, move |app| {
        let (typed, caller) = (form.0, &signed.0);
        let asked = wanted(app, caller, &typed).and_then(|wanted| {
            let once = once(&route, typed.get("once"), &format!("{wanted:?}"));
            cohorts::create(app, caller, Some(&once), &wanted)
        });
        match asked {
            Ok(reply) => Ok(Ok(made(reply, |cohort| cohort.id.to_string()))),
            Err(error) => {
                let from = typed.get("from").to_owned();
                let (status, again) = Again::of("new", typed, error)?;
                Ok(Err((status, view(app, caller, &from, &again)?)))
            }
        }
    });
    Ok(match answer.await? {
        Ok(id) => see_other(&format!("/staff/cohorts/{id}")),
        Err((status, view)) => view.answer(status),
    })
}

fn wanted(app: &App, caller: &Caller, typed: &Typed) -> Result<CohortRequest, ServiceError> {
    let start = (!typed.is_empty("start")).then(|| typed.date("start", form_words::DATE)).transpose()?;
    let request = CohortRequest {
        name: typed.line("name", words::ENTER_NAME)?,
        learners: None,
        providers: typed.all("providers").filter_map(|id| OrganisationId::parse(id).ok()).collect(),
        programmes: typed.all("programmes").filter_map(ProgrammeKind::named).collect(),
        start,
        outcomes: Default::default(),
        objective: typed.code("objective", words::SELECT_OBJECTIVE)?,
        pins: Vec::new(),
        forbidden: Vec::new(),
        sheet: None,
        apart: Vec::new(),
        pools: Vec::new(),
    };
    if typed.is_empty("from") { Ok(request) } else { after(app, caller, typed.get("from"), request) }
}

/// The same learners, with what was decided about the answer before.
fn after(
    app: &App,
    caller: &Caller,
    from: &str,
    request: CohortRequest,
) -> Result<CohortRequest, ServiceError> {
    let from = cohort_id(from)?;
    let (mut parts, mut last) = (Vec::new(), None);
    loop {
        let (page, more) = cohorts::list_learners(app, caller, &from, last, ROWS)?;
        last = page.last().map(|part| part.number);
        parts.extend(page);
        if !more || last.is_none() {
            break;
        }
    }
    let pair = |part: &CohortPart, offer: Option<&OfferId>| {
        Some(CohortPair { learner: part.learner.clone(), offer: offer.cloned()? })
    };
    let settled = parts.iter().filter(|part| {
        matches!(part.decision, Some(CohortChoice::Accept | CohortChoice::Override))
            && part.placement.is_none()
    });
    let rejected = parts.iter().filter(|part| part.decision == Some(CohortChoice::Reject));
    let rules = cohorts::rules(app, caller, &from)?;
    let numbered = |number: u32| parts.iter().find(|part| u32::try_from(part.number) == Ok(number));
    // What was decided about a learner takes the place of an earlier pin.
    let pinned = rules.pins.iter().filter_map(|(number, offer)| {
        pair(numbered(*number).filter(|part| part.decision.is_none())?, Some(offer))
    });
    let forbidden =
        rules.forbidden.iter().filter_map(|(number, offer)| pair(numbered(*number)?, Some(offer)));
    let apart = rules.apart.iter().map(|group| {
        group.iter().filter_map(|number| Some(numbered(*number)?.learner.clone())).collect::<Vec<_>>()
    });
    let mut forbidden: Vec<CohortPair> = forbidden
        .chain(rejected.filter_map(|part| pair(part, part.got.as_ref().map(|got| &got.offer))))
        .collect();
    let settled: Vec<CohortPair> =
        settled.filter_map(|part| pair(part, part.decided_offer.as_ref())).collect();
    forbidden.retain(|pair| !settled.contains(pair));
    forbidden.sort();
    forbidden.dedup();
    Ok(CohortRequest {
        learners: Some(parts.iter().map(|part| part.learner.clone()).collect()),
        outcomes: rules.outcomes,
        pins: pinned.collect::<Vec<_>>().into_iter().chain(settled).collect(),
        forbidden,
        apart: apart.filter(|group| group.len() > 1).collect(),
        pools: rules.pools.clone(),
        ..request
    })
}
