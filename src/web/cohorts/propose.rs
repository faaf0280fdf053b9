//! Proposing what was decided about a cohort: what became of each learner's proposal.

use actix_web::{HttpResponse, post, web};
use askama::Template;

use super::{Names, cohort_id};
use crate::app::App;
use crate::services::cohorts::{self, ProposalOutcome};
use crate::web::fault::{Fault, run};
use crate::web::form::Posted;
use crate::web::layout::{Shell, shown};
use crate::web::session::Signed;
use crate::web::typed::Typed;
use crate::words::pages::form::sentence;

struct Proposed {
    name: String,
    learner: String,
    placement: Option<String>,
    /// Why it was not proposed.
    refused: Option<String>,
    /// Whether that was done before.
    before: bool,
}

#[derive(Template)]
#[template(path = "cohorts/proposed.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    cohort: String,
    proposed: usize,
    items: Vec<Proposed>,
}

/// Proposes a placement for everybody whose part was accepted or replaced. A repeat proposes only what is left, so the
/// answer is shown at once.
#[post("/cohorts/{id}/propose")]
pub(in crate::web) async fn propose(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    _form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (caller, id) = (&signed.0, cohort_id(&id)?);
        let made = cohorts::propose(app, caller, &id)?;
        let (parts, _) = cohorts::list_learners(app, caller, &id, None, super::ROWS)?;
        let names = Names::of(app, caller)?;
        let items = made.items.into_iter().map(|one| {
            let part = parts.iter().find(|part| part.learner == one.learner);
            let why = one.detail.as_deref().map(sentence).unwrap_or_default();
            Proposed {
                name: part.map_or_else(|| one.learner.to_string(), |part| names.call_part(part)),
                refused: (one.outcome == ProposalOutcome::Refused).then_some(why),
                before: one.outcome == ProposalOutcome::Already,
                placement: one.placement.map(|id| id.to_string()),
                learner: one.learner.to_string(),
            }
        });
        Ok(Page {
            shell: Shell::of(app, caller)?,
            cohort: id.to_string(),
            proposed: made.proposed,
            items: items.collect(),
        })
    });
    Ok(shown(&view.await?))
}
