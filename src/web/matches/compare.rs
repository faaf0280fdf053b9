//! Two placements side by side for one learner.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use askama::Template;

use super::needs::{NeedRow, table};
use super::{List, Row, list_of, name};
use crate::app::App;
use crate::domain::ids::OfferId;
use crate::services::matches::{self, TravelView};
use crate::web::fault::{Fault, run};
use crate::web::layout::{Shell, page, shown};
use crate::web::learners::learner_id;
use crate::web::session::Signed;
use crate::web::typed::Typed;
use crate::words::pages::matching as words;

struct Line {
    heading: &'static str,
    at: Vec<Vec<String>>,
}

#[derive(Template)]
#[template(path = "matches/compare.html", config = "src/web/askama.toml")]
struct Compare {
    shell: Shell,
    learner: String,
    name: String,
    rows: Vec<Row>,
    needs: Vec<NeedRow>,
    lines: Vec<Line>,
}

enum Shown {
    Two(Box<Compare>),
    Again(Box<List>),
}

#[get("/learners/{id}/compare")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    asked: web::Query<Typed>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (caller, id) = (&signed.0, learner_id(&id)?);
        let offers: Vec<OfferId> = asked.all("offer").filter_map(|id| OfferId::parse(id).ok()).collect();
        if offers.len() != 2 {
            return Ok(Shown::Again(Box::new(list_of(app, caller, &id, Some(&asked.0))?)));
        }
        let (mut rows, mut told) = (Vec::new(), Vec::new());
        for offer in &offers {
            let found = matches::read(app, caller, &id, offer, None)?;
            let all = found.words.clone();
            let journey = found.travel.as_ref().map(journey).unwrap_or_default();
            told.push([
                all.reasons,
                journey,
                all.questions,
                all.changes,
                all.blockers,
                all.carved,
                all.findings,
            ]);
            rows.push(Row::from(found));
        }
        let headings = [
            words::FOR,
            words::JOURNEY,
            words::TO_ASK,
            words::CHANGES,
            words::AGAINST,
            words::LEFT_OUT,
            words::LAW,
        ];
        let lines = headings.into_iter().enumerate().map(|(nth, heading)| {
            let at = told.iter().map(|told| told.get(nth).cloned().unwrap_or_default());
            Line { heading, at: at.collect() }
        });
        Ok(Shown::Two(Box::new(Compare {
            shell: Shell::of(app, caller)?,
            name: name(app, caller, &id)?,
            needs: table(app, caller, &id, &offers)?,
            lines: lines.filter(|line| line.at.iter().any(|lines| !lines.is_empty())).collect(),
            learner: id.to_string(),
            rows,
        })))
    });
    Ok(match view.await? {
        Shown::Two(view) => shown(view.as_ref()),
        Shown::Again(view) => page(StatusCode::UNPROCESSABLE_ENTITY, view.as_ref()),
    })
}

/// How the learner gets there and back, in sentences.
fn journey(travel: &TravelView) -> Vec<String> {
    let words = travel.words.clone();
    [words.state].into_iter().chain(words.basis).chain(words.notes).collect()
}
