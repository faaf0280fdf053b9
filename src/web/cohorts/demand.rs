//! What a cohort shows its hub: what to ask of whom, what is missing; and its proof, worked out once more.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use chrono_tz::Europe::London;

use super::cohort_id;
use crate::app::App;
use crate::services::cohorts::{self, CohortDemand};
use crate::web::fault::{Fault, run};
use crate::web::layout::Shell;
use crate::web::plain::{Item, Plain, Section};
use crate::web::session::Signed;
use crate::words::amount::date;
use crate::words::label::Label;
use crate::words::pages::cohorts as words;

#[get("/cohorts/{id}/demand")]
pub(in crate::web) async fn show_demand(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (caller, id) = (&signed.0, cohort_id(&id)?);
        let found = cohorts::demand(app, caller, &id)?;
        let page = Plain {
            caption: cohorts::read(app, caller, &id)?.name.to_string(),
            sections: sections(&found),
            ..Plain::headed(Shell::of(app, caller)?, words::DEMAND)
        };
        Ok(page.back(format!("/staff/cohorts/{id}"), words::BACK))
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn sections(found: &CohortDemand) -> Vec<Section> {
    let mut facts = vec![
        (words::NO_SEAT.to_owned(), vec![found.no_seat.to_string()]),
        (words::NO_OPTION.to_owned(), vec![found.no_option.to_string()]),
    ];
    facts.extend(found.not_agreed.map(|count| (words::NOT_AGREED.to_owned(), vec![count.to_string()])));
    let levels = found.levels.iter();
    facts.extend(levels.map(|one| {
        let stand = words::level_stands(one.learners, one.placed, one.unplaced, one.offers);
        (words::level(one.help.label()), vec![stand])
    }));
    let asks = found.asks.iter().map(|one| Item {
        lines: vec![
            format!("{}, {}", one.title, one.employer_name),
            words::asked_of(&one.owner, one.learners),
        ],
        ..Item::linked(one.words.clone(), format!("/staff/offers/{}", one.offer))
    });
    let missing = found.missing.iter().map(|one| Item {
        lines: vec![words::one_more(&one.area, one.learners)],
        ..Item::linked(words::like(&one.title), format!("/staff/offers/{}", one.like))
    });
    let employers = found.employers.iter().map(|one| {
        let last = one.last_at.map(|at| date(at.with_timezone(&London).date_naive()));
        Item {
            lines: std::iter::once(words::asked(one.asked, one.declined, last.as_deref()))
                .chain(one.ask_again_from.map(|day| words::ask_again(&date(day))))
                .collect(),
            ..Item::linked(one.name.clone(), format!("/staff/organisations/{}", one.employer))
        }
    });
    vec![
        Section { facts, ..Section::headed("stand", words::STAND) },
        Section { items: asks.collect(), empty: words::NO_ASK, ..Section::headed("asks", words::ASKS) },
        Section {
            items: missing.collect(),
            empty: words::NONE_MISSING,
            ..Section::headed("missing", words::MISSING)
        },
        Section { items: employers.collect(), ..Section::headed("employers", words::EMPLOYERS) },
    ]
}

#[get("/cohorts/{id}/proof")]
pub(in crate::web) async fn show_proof(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (caller, id) = (&signed.0, cohort_id(&id)?);
        let replay = cohorts::prove(app, caller, &id)?;
        let cohort = cohorts::read(app, caller, &id)?;
        let mut facts = vec![
            (words::SAME_ANSWER.to_owned(), vec![words::yes_no(replay.same).to_owned()]),
            (words::HOLDS.to_owned(), vec![words::yes_no(replay.holds).to_owned()]),
        ];
        if let Some(answer) = &cohort.answer {
            facts.push((words::DIGEST_IN.to_owned(), vec![answer.proof.inputs.clone()]));
            facts.push((words::DIGEST_OUT.to_owned(), vec![answer.proof.answer.clone()]));
        }
        let page = Plain {
            lead: vec![words::ABOUT_PROOF.to_owned()],
            caption: cohort.name.to_string(),
            sections: vec![Section { facts, ..Section::default() }],
            ..Plain::headed(Shell::of(app, caller)?, words::PROVE)
        };
        Ok(page.back(format!("/staff/cohorts/{id}"), words::BACK))
    });
    Ok(view.await?.answer(StatusCode::OK))
}
