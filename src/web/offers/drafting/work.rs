//! The tasks of a draft, and which hazards they bring.

use super::origin::Origin;
use crate::domain::catalogue::DraftTopic;
use crate::domain::code::{Code, CodeSet};
use crate::domain::hazard::{Hazard, HazardStatement};
use crate::domain::ids::Slug;
use crate::domain::offer::Offer;
use crate::domain::task::{Task, TaskHazard};
use crate::services::ServiceError;
use crate::web::fields::{Form, Kind};
use crate::web::offers::sections::Speaker;
use crate::web::typed::Typed;
use crate::words::label::Label;
use crate::words::pages::{drafting as words, offers as offer_words};

/// Asks which tasks of the occupation are done here.
pub(super) fn ask_tasks(form: Form, offer: &Offer, origin: Option<&Origin>) -> Form {
    let all: Vec<(String, String)> = match origin {
        Some(origin) => origin.tasks.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
        None => offer.tasks.iter().map(|task| (task.id.to_string(), task.name.to_string())).collect(),
    };
    let now: Vec<&str> = offer.tasks.iter().map(|task| task.id.as_str()).collect();
    form.choose(Kind::Ticks, "task", words::ask("task"), "", all, &now)
}

/// The tasks that were ticked.
pub(super) fn ticked(typed: &Typed) -> Result<Vec<Slug>, ServiceError> {
    let ticked: Vec<Slug> = typed.all("task").filter_map(|id| Slug::parse(id).ok()).collect();
    if ticked.is_empty() {
        return Err(ServiceError::invalid("task", words::wrong("task")));
    }
    Ok(ticked)
}

/// The hazards that are asked about: what is listed, what is usual, what words of the task suggest.
fn asked(task: &Task, at: usize, origin: Option<&Origin>) -> Vec<Hazard> {
    let struck_out = task.hazards_stated.as_ref().map_or(CodeSet::EMPTY, |stated| stated.struck_out);
    let usual = origin.into_iter().flat_map(|origin| &origin.draft.questions);
    let usual = usual.filter(|question| {
        let path = format!("offer.tasks[{at}].");
        question.code == DraftTopic::Hazards && question.fields.iter().any(|field| field.starts_with(&path))
    });
    let usual = usual.flat_map(|question| question.proposed_hazards.iter().map(|one| one.hazard));
    let listed = task.hazards.iter().map(|one| one.hazard);
    let suggested = task.unanswered_proposals().into_iter().map(|proposal| proposal.hazard);
    listed.chain(struck_out.iter()).chain(usual).chain(suggested).collect::<CodeSet<_>>().iter().collect()
}

/// Asks about each hazard of each task, and whether there is any other.
pub(super) fn ask_hazards(form: Form, offer: &Offer, origin: Option<&Origin>) -> Form {
    offer.tasks.iter().enumerate().fold(form, |form, (at, task)| {
        let asked = asked(task, at, origin);
        let stated = task.hazards_stated.as_ref();
        let form = asked.iter().fold(form, |form, hazard| {
            let now = match task.hazards.iter().any(|one| one.hazard == *hazard) {
                true => offer_words::IS_THERE,
                false if stated.is_some_and(|stated| stated.struck_out.contains(*hazard)) => {
                    offer_words::NOT_THERE
                }
                false => offer_words::UNKNOWN,
            };
            let label = offer_words::hazard(hazard.label(), task.name.as_str());
            form.choose(Kind::Radios, &field(task, hazard.code()), &label, "", offer_words::ANSWERS, &[now])
        });
        let others = Hazard::ALL.iter().filter(|hazard| !asked.contains(hazard));
        let others = others.map(|hazard| (hazard.code(), hazard.label()));
        let label = offer_words::any_other(task.name.as_str());
        let now = if stated.is_some() { offer_words::NO_OTHER } else { offer_words::UNKNOWN };
        form.choose(Kind::Radios, &field(task, "other"), &label, "", offer_words::OTHERS, &[now]).choose(
            Kind::Select,
            &field(task, "more"),
            &words::another(task.name.as_str()),
            words::ANOTHER_HINT,
            [("", words::NO_OTHER)].into_iter().chain(others),
            &[""],
        )
    })
}

fn field(task: &Task, what: &str) -> String {
    format!("{}-{what}", task.id)
}

/// Notes the answers about hazards, and who gave them.
pub(super) fn read_hazards(
    typed: &Typed,
    speaker: &Speaker,
    offer: &mut Offer,
    origin: Option<&Origin>,
) -> Result<(), ServiceError> {
    let tasks = offer.tasks.iter_mut().enumerate();
    for (at, task) in tasks {
        let asked = asked(task, at, origin);
        let answered = |wanted: &str| {
            let having = asked.iter().filter(|hazard| typed.get(&field(task, hazard.code())) == wanted);
            having.copied().collect::<CodeSet<Hazard>>()
        };
        let (mut there, struck_out) = (answered(offer_words::IS_THERE), answered(offer_words::NOT_THERE));
        let other = field(task, "other");
        let no_other = typed.get(&other) == offer_words::NO_OTHER;
        let all = u32::try_from(asked.len()).unwrap_or(u32::MAX);
        if no_other && there.len() + struck_out.len() < all {
            return Err(ServiceError::invalid(other, offer_words::ANSWER_EACH));
        }
        if !no_other && !struck_out.is_empty() {
            return Err(ServiceError::invalid(other, offer_words::SAY_WHETHER_OTHER));
        }
        there = there.iter().chain(Hazard::named(typed.get(&field(task, "more")))).collect();
        let before = task.hazards_stated.take();
        let same = there == task.hazards.iter().map(|one| one.hazard).collect()
            && before.as_ref().is_some_and(|before| before.struck_out == struck_out);
        task.hazards.retain(|one| there.contains(one.hazard));
        for hazard in there.iter() {
            if task.hazards.iter().all(|one| one.hazard != hazard) {
                task.hazards.push(TaskHazard {
                    hazard,
                    control: None,
                    necessary_for_training: false,
                    competent_supervision: false,
                    risk_reduced: false,
                });
            }
        }
        task.hazards_stated = match (no_other, before) {
            (false, _) => None,
            (true, Some(before)) if same => Some(before),
            (true, _) => Some(HazardStatement { by: speaker.by.clone(), on: speaker.on, struck_out }),
        };
    }
    Ok(())
}
