//! The occupation that a stored draft was made from, and what is still to be asked about it.

use std::collections::BTreeSet;

use super::answers::number;
use crate::app::App;
use crate::auth::Caller;
use crate::domain::catalogue::DraftTopic;
use crate::domain::fact::Availability;
use crate::domain::ids::Slug;
use crate::domain::offer::Offer;
use crate::domain::site::EvacuationRoute;
use crate::services::ServiceError;
use crate::services::catalogue::{self, DraftView, NewDraft, OpenQuestion};
use crate::services::offers::OfferView;

/// An occupation with the tasks that it has beyond those of the draft.
pub(super) struct Origin {
    /// Names it in the catalogue.
    pub slug: Slug,
    /// Every task with its name.
    pub tasks: Vec<(Slug, String)>,
    /// What the catalogue drafts of the tasks that the offer has.
    pub draft: DraftView,
}

/// The occupation that every task of the draft comes from, or whose summary a draft without tasks has; none for an offer
/// that was written otherwise.
pub(super) fn of(app: &App, caller: &Caller, view: &OfferView) -> Result<Option<Origin>, ServiceError> {
    let offer = &view.offer;
    let all = catalogue::list(app, caller, None, None)?.items;
    for one in all.into_iter().filter(|one| one.soc == offer.soc) {
        let found = catalogue::read(app, caller, &one.slug)?;
        let tasks: Vec<Slug> = offer.tasks.iter().map(|task| task.id.clone()).collect();
        let apart = tasks.iter().collect::<BTreeSet<_>>().len() == tasks.len();
        let fits = match tasks.is_empty() {
            true => offer.summary == found.summary,
            false => apart && tasks.iter().all(|id| found.task(id).is_some()),
        };
        if !fits {
            continue;
        }
        // Nobody has said yet which tasks are done there: its people and hours are asked about for all of them.
        let tasks = match tasks.is_empty() {
            true => found.tasks.iter().map(|task| task.id.clone()).collect(),
            false => tasks,
        };
        let employer = Some(view.employer.clone());
        let new = NewDraft { employer, occupation: one.slug.clone(), tasks, site: None };
        return Ok(Some(Origin {
            draft: catalogue::draft(app, caller, &new)?,
            tasks: found.tasks.iter().map(|task| (task.id.clone(), task.name.to_string())).collect(),
            slug: one.slug,
        }));
    }
    Ok(None)
}

/// The questions that the draft leaves open, those that matter most first.
pub(super) fn open<'a>(origin: &'a Origin, offer: &'a Offer) -> impl Iterator<Item = &'a OpenQuestion> {
    // Who is there and what a task brings is asked once the tasks are known.
    let of_task = |one: &OpenQuestion| {
        one.code == DraftTopic::Person || one.fields.iter().all(|field| field.starts_with("offer.tasks["))
    };
    let asked = origin.draft.questions.iter().filter(move |one| !(offer.tasks.is_empty() && of_task(one)));
    asked.filter(|question| !is_answered(question, origin, offer))
}

fn is_answered(question: &OpenQuestion, origin: &Origin, offer: &Offer) -> bool {
    use DraftTopic as T;
    let supervises = |id| offer.person(id).is_some_and(|person| person.supervises);
    let task = || place(question).and_then(|at| offer.tasks.get(at));
    match question.code {
        T::Hazards => task().is_some_and(|task| task.hazards_stated.is_some()),
        T::Exposures => task().is_some_and(|task| !task.exposures.0.is_empty()),
        T::Tried => task().is_some_and(|task| task.tried.is_some()),
        T::Supervisor => supervises(&offer.supervisor) && supervises(&offer.deputy),
        T::LoneAdult => offer.supervision.lone_adult.is_some(),
        // The step that stores the draft asks for both.
        T::SpecifiedPlace | T::Site => true,
        T::Person => {
            let role = place(question).and_then(|at| origin.draft.offer.people.get(at));
            let named = role.and_then(|role| offer.person(&role.id));
            named.is_some_and(|person| !person.shifts.is_empty())
        }
        T::Dates => !offer.windows.is_empty(),
        T::Hours => offer.windows.iter().any(|window| !window.weekdays.is_empty()),
        T::Capacity => offer.windows.iter().any(|window| window.capacity > 0),
        T::Pattern => number(offer.pattern) > 0,
        T::Ages => offer.ages.from > 0 && offer.ages.to > 0,
        T::Door => !offer.site.door.is_unsaid(),
        T::AskFor => !offer.site.ask_for.is_unsaid(),
        T::Route => offer.emergency.route != EvacuationRoute::Unknown,
        T::AssemblyPoint => !offer.emergency.assembly_point.is_unsaid(),
        T::Alarm => !offer.emergency.alarm.is_unsaid(),
        T::FirstAidBox => !offer.emergency.first_aid_box.is_unsaid(),
        T::Events => !offer.events.is_empty(),
        T::Dress => !offer.everyday.dress.is_unsaid(),
        T::Lunch => !offer.everyday.lunch.is_unsaid(),
        T::Toilets => !offer.everyday.toilets.is_unsaid(),
        T::Phones => !offer.everyday.phones.is_unsaid(),
        T::Provisions => offer.provisions.0.values().any(|fact| fact.state != Availability::Unknown),
        T::Places => !offer.places.is_empty(),
        T::NoGo => !offer.everyday.no_go.is_empty(),
        T::Task | T::Description | T::MoreTasks => false,
    }
}

/// The place of the task or the person that a question is about.
fn place(question: &OpenQuestion) -> Option<usize> {
    let (_, rest) = question.fields.first()?.split_once('[')?;
    rest.split(']').next()?.parse().ok()
}
