//! What a change to a cohort would bring; nothing is changed by asking.

use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;

use super::{Names, cohort_id};
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::ids::{CohortId, LearnerId, OfferId};
use crate::services::ServiceError;
use crate::services::cohorts::{self, CohortChange, CohortFigures, CohortOutcome, CohortWhatIf};
use crate::web::fault::{Fault, run};
use crate::web::layout::{Shell, shown};
use crate::web::session::Signed;
use crate::words::pages::cohorts as words;
use crate::words::pages::form::{refusal, sentence};

/// The change that is tried.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Tried {
    learner: String,
    change: String,
    offer: String,
    seats: String,
}

/// A figure before and after.
struct Figure {
    name: &'static str,
    before: String,
    after: String,
}

#[derive(Template)]
#[template(path = "cohorts/what_if.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    errors: Vec<(String, String)>,
    id: String,
    cohort: String,
    learner: String,
    name: Option<String>,
    changes: Vec<(&'static str, &'static str, bool)>,
    offers: Vec<(String, String, bool)>,
    seats: String,
    figures: Vec<Figure>,
    moves: Vec<(String, String)>,
}

#[get("/cohorts/{id}/try")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    tried: web::Query<Tried>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &cohort_id(&id)?, tried.into_inner()));
    Ok(shown(&view.await?))
}

fn view(app: &App, caller: &Caller, id: &CohortId, tried: Tried) -> Result<Page, ServiceError> {
    authorise(caller, Action::TryCohort)?;
    let cohort = cohorts::read(app, caller, id)?;
    let names = Names::of(app, caller)?;
    let learner = LearnerId::parse(&tried.learner).ok();
    let part = learner.map(|learner| cohorts::read_learner(app, caller, id, &learner, None)).transpose()?;
    let mut offers: Vec<(String, String, bool)> = cohort
        .answer
        .iter()
        .flat_map(|answer| &answer.offers)
        .map(|one| {
            let offer = one.offer.to_string();
            let chosen = offer == tried.offer;
            (offer, format!("{}, {}", one.title, one.employer_name), chosen)
        })
        .collect();
    offers.sort_by(|one, other| one.1.cmp(&other.1));
    offers.dedup();
    let asked = (!tried.change.is_empty()).then(|| {
        let change = change(&tried)?;
        cohorts::try_out(app, caller, id, &CohortWhatIf { changes: vec![change] })
    });
    let (outcome, errors) = match asked {
        None => (None, Vec::new()),
        Some(Ok(outcome)) => (Some(outcome), Vec::new()),
        Some(Err(error)) => (None, wrong(error)?),
    };
    let changes = words::OF_LEARNER.iter().filter(|_| part.is_some()).chain([&words::OF_OFFER]);
    Ok(Page {
        shell: Shell::of(app, caller)?,
        errors,
        id: id.to_string(),
        cohort: cohort.name.to_string(),
        name: part.as_ref().map(|part| names.call_part(part)),
        learner: part.as_ref().map(|part| part.learner.to_string()).unwrap_or_default(),
        changes: changes.map(|(code, label)| (*code, *label, *code == tried.change)).collect(),
        offers,
        figures: outcome.as_ref().map(figures).unwrap_or_default(),
        moves: outcome
            .iter()
            .flat_map(|outcome| &outcome.moves)
            .map(|one| {
                (
                    names.call(one.learner.as_ref(), one.moved.number),
                    words::moved(one.moved.from.as_deref(), one.moved.to.as_deref(), one.moved.change),
                )
            })
            .collect(),
        seats: tried.seats,
    })
}

fn change(tried: &Tried) -> Result<CohortChange, ServiceError> {
    let learner = || LearnerId::parse(&tried.learner).map_err(|_| ServiceError::NotFound);
    let offer =
        || OfferId::parse(&tried.offer).map_err(|_| ServiceError::invalid("offer", words::SELECT_OFFER));
    let seats = || tried.seats.trim().parse().map_err(|_| ServiceError::invalid("seats", words::ENTER_SEATS));
    Ok(match tried.change.as_str() {
        words::WITHDRAW => CohortChange::Withdraw { learner: learner()? },
        words::PIN => CohortChange::Pin { learner: learner()?, offer: offer()? },
        words::FORBID => CohortChange::Forbid { learner: learner()?, offer: offer()? },
        words::SEATS => CohortChange::Seats { offer: offer()?, window: None, seats: seats()? },
        _ => return Err(ServiceError::invalid("change", words::SELECT_CHANGE)),
    })
}

/// What is wrong with the change, each with the field that it leads to.
fn wrong(error: ServiceError) -> Result<Vec<(String, String)>, ServiceError> {
    let last = |path: &str| path.rsplit('.').next().unwrap_or(path).to_owned();
    match error {
        ServiceError::Invalid(errors) => {
            Ok(errors.iter().map(|one| (last(&one.field), refusal(&last(&one.field), &one.reason))).collect())
        }
        ServiceError::Conflict { detail, .. } => Ok(vec![("change".to_owned(), sentence(&detail))]),
        other => Err(other),
    }
}

fn figures(outcome: &CohortOutcome) -> Vec<Figure> {
    let lowest = |figures: &CohortFigures| {
        figures.lowest.map_or_else(|| words::NOBODY.to_owned(), |lowest| lowest.to_string())
    };
    let (before, after) = (&outcome.before, &outcome.after);
    [
        (words::PLACED, before.placed.to_string(), after.placed.to_string()),
        (words::LOWEST, lowest(before), lowest(after)),
        (words::TOTAL, before.total.to_string(), after.total.to_string()),
    ]
    .into_iter()
    .map(|(name, before, after)| Figure { name, before, after })
    .collect()
}
