//! What a placement suggests for the learner's profile and for the offer. It rests on what somebody said, and a person
//! accepts or declines each: nothing is learned in silence.

mod gathered;
mod tell;
mod view;

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller, authorise};
use crate::db::lesson_decisions::{self, LessonDecision};
use crate::db::{Conn, learners as learner_rows, offers as offer_rows};
use crate::domain::ids::PlacementId;
use crate::domain::placement::Placement;
use crate::learning::{Lesson, LessonChoice, LessonTarget, NoRoom, SaidBy, to_offer, to_profile};
use crate::words::{conflict, learning as words};

use super::{ServiceError, access, learners, offers, placements};
use gathered::Gathered;

pub(in crate::services) use gathered::newest_of_each;
pub use tell::{AskedAbout, AskedView, ask, tell};
pub(in crate::services) use tell::{add, asked, has_begun, said_last};
pub use view::{LessonDecisionView, LessonSaidView, LessonView};

/// What a placement suggests, with what was decided: everything for the provider, for others what is about the offer.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn list(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<LessonView>, ServiceError> {
    let permit = authorise(caller, Action::ListLessons)?;
    let shown = app.read(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        of_placement(c, app, caller, &placement)
    })?;
    access::shown(app, caller, Action::ListLessons, "placement", id.as_str())?;
    Ok(shown)
}

fn of_placement(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: &Placement,
) -> Result<Vec<LessonView>, ServiceError> {
    let mut all = view::views(&Gathered::read(c, app, placement)?)?;
    all.retain(|one| one.target == LessonTarget::Offer || sees_profile(caller));
    Ok(all)
}

/// Whether what is about the learner's profile is the caller's to see.
fn sees_profile(caller: &Caller) -> bool {
    allowed(caller.role, Action::ReadLearner)
}

/// Whether what a lesson would change is the caller's to change.
#[must_use]
pub fn may_decide(caller: &Caller, target: LessonTarget) -> bool {
    allowed(caller.role, change_of(target))
}

fn change_of(target: LessonTarget) -> Action {
    match target {
        LessonTarget::Profile => Action::ChangeLearner,
        LessonTarget::Offer => Action::ChangeOffer,
    }
}

/// Accepts or declines a lesson. What is accepted goes into its document in the same transaction, under the name of
/// whoever accepts it. The same choice again changes nothing.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement suggests no such thing to the caller; [`ServiceError::Forbidden`] when its
/// document is not the caller's to change; [`ServiceError::Conflict`] `decided_anew` when the other was chosen, and
/// `no_room` when the document cannot take it.
pub fn decide(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    lesson: &str,
    choice: LessonChoice,
) -> Result<LessonView, ServiceError> {
    let permit = authorise(caller, Action::DecideLesson)?;
    app.write(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        let find = |all: Vec<LessonView>| all.into_iter().find(|one| one.id == lesson);
        let found = find(of_placement(c, app, caller, &placement)?).ok_or(ServiceError::NotFound)?;
        authorise(caller, change_of(found.target))?;
        if let Some(decided) = &found.decided {
            return match decided.choice == choice {
                true => Ok(found),
                false => Err(ServiceError::from(conflict::DECIDED_ANEW)),
            };
        }
        if choice == LessonChoice::Accept {
            let said = found.said.first().map(|one| &one.said);
            learn(c, app, caller, &placement, &found.lesson, said)?;
        }
        let decision = LessonDecision {
            id: app.ids.next_id(),
            placement: placement.id.clone(),
            lesson: found.lesson,
            choice,
            by: caller.user.clone(),
            at: app.clock.now(),
        };
        lesson_decisions::insert(c, &app.keys, &decision)?;
        access::note(c, app, caller, Action::DecideLesson, "placement", id.as_str())?;
        find(of_placement(c, app, caller, &placement)?).ok_or(ServiceError::NotFound)
    })
}

fn learn(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: &Placement,
    lesson: &Lesson,
    said: Option<&SaidBy>,
) -> Result<(), ServiceError> {
    let full = |NoRoom| ServiceError::from(conflict::NO_ROOM_TO_LEARN);
    match lesson.target() {
        LessonTarget::Profile => {
            let stored = learner_rows::get(c, &app.keys, &placement.learner)?;
            let mut profile = stored.learner.profile;
            to_profile(&mut profile, &placement.employer, lesson, &words::note(lesson)).map_err(full)?;
            profile.check().map_err(|_| full(NoRoom))?;
            let (id, version) = (&placement.learner, stored.version);
            learners::edited(c, app, caller, (id, version), Action::ChangeLearner, |stored| {
                stored.learner.profile = profile.clone();
            })
            .map(drop)
        }
        LessonTarget::Offer => {
            let said = said.ok_or(ServiceError::NotFound)?;
            let stored = offer_rows::get(c, &app.keys, &placement.offer)?;
            offers::learned(c, app, caller, &stored, |offer| to_offer(offer, lesson, said).map_err(full))
        }
    }
}
