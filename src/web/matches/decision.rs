//! The shortlist: what people made of the placements that the ranking proposes.

use actix_web::{HttpResponse, post, web};

use super::why;
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::ids::{LearnerId, OfferId};
use crate::services::ServiceError;
use crate::services::shortlist::{self, ShortlistChoice, ShortlistDecision, ShortlistEntry};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind};
use crate::web::form::Posted;
use crate::web::layout::page;
use crate::web::learners::learner_id;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::pages::{moment, shortlist as words};

/// A decision as it stands on a page.
#[derive(Clone)]
pub(super) struct Decided {
    pub offer: String,
    pub title: String,
    pub employer: String,
    pub choice: ShortlistChoice,
    pub mark: &'static str,
    pub words: &'static str,
    pub by: String,
    pub reason: Option<String>,
}

impl From<ShortlistEntry> for Decided {
    fn from(entry: ShortlistEntry) -> Self {
        let name = entry.decided_by_name.unwrap_or_else(|| words::SOMEBODY.to_owned());
        Self {
            offer: entry.offer.to_string(),
            title: entry.title,
            employer: entry.employer_name,
            mark: match entry.choice {
                ShortlistChoice::Shortlisted => "good",
                ShortlistChoice::SetAside => "warn",
                ShortlistChoice::Undecided => "none",
            },
            words: words::mark(entry.choice.code()),
            choice: entry.choice,
            by: words::by(&name, &moment(entry.decided_at)),
            reason: entry.reason.map(|reason| reason.to_string()),
        }
    }
}

fn all(app: &App, caller: &Caller, learner: &LearnerId) -> Result<Vec<ShortlistEntry>, ServiceError> {
    if allowed(caller.role, Action::ListShortlist) {
        shortlist::list(app, caller, learner)
    } else {
        Ok(Vec::new())
    }
}

/// The decisions that stand, for whoever may read them; those that were taken back are none.
pub(super) fn standing(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
) -> Result<Vec<Decided>, ServiceError> {
    let stands = |one: &ShortlistEntry| one.stands && one.choice != ShortlistChoice::Undecided;
    Ok(all(app, caller, learner)?.into_iter().filter(stands).map(Decided::from).collect())
}

/// Every decision about one offer, oldest first.
pub(super) fn about(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    offer: &OfferId,
) -> Result<Vec<Decided>, ServiceError> {
    let about = |one: &ShortlistEntry| one.offer == *offer;
    Ok(all(app, caller, learner)?.into_iter().filter(about).map(Decided::from).collect())
}

/// The form that decides, with what stands.
pub(super) fn form(
    caller: &Caller,
    learner: &LearnerId,
    offer: &OfferId,
    last: Option<&Decided>,
    (csrf, again): (&str, &Again),
) -> Option<Form> {
    if !allowed(caller.role, Action::RecordShortlistDecision) {
        return None;
    }
    let action = format!("/staff/learners/{learner}/matches/{offer}/decision");
    let open = last.is_some_and(|last| last.choice != ShortlistChoice::Undecided);
    let choices = ShortlistChoice::ALL.iter().filter(|one| open || **one != ShortlistChoice::Undecided);
    let choices = choices.map(|one| (one.code(), words::choice(one.code())));
    let form = Form::new(csrf, again, "decision", action, words::SAVE)
        .second()
        .choose(Kind::Radios, "choice", words::DECIDE, words::NOBODY_IS_TOLD, choices, &[])
        .ask(Kind::Area, "reason", words::WHY, words::WHY_HINT, "");
    Some(form)
}

/// Records a decision, and comes back to the page.
#[post("/learners/{id}/matches/{offer}/decision")]
pub(in crate::web) async fn record_decision(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
    typed: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (id, offer) = path.into_inner();
    let answer = run(&app, move |app| {
        let (caller, id) = (&signed.0, learner_id(&id)?);
        let offer = OfferId::parse(&offer).map_err(|_| ServiceError::NotFound)?;
        let work = |typed: &Typed| {
            let decision = ShortlistDecision {
                offer: offer.clone(),
                choice: typed.code("choice", words::SELECT)?,
                reason: typed.paragraph_if_any("reason")?,
            };
            if decision.choice == ShortlistChoice::SetAside && decision.reason.is_none() {
                return Err(ServiceError::invalid("reason", words::ENTER_WHY));
            }
            shortlist::decide(app, caller, &id, &decision).map(drop)
        };
        let refused =
            Again::unless_done("decision", typed.0, work, |again| why(app, caller, &id, &offer, again))?;
        Ok((format!("/staff/learners/{id}/matches/{offer}#decision"), refused))
    });
    Ok(match answer.await? {
        (back, None) => see_other(&back),
        (_, Some((status, view))) => page(status, &view),
    })
}
