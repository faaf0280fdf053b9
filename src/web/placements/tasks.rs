//! What is still to be done for a placement, task by task, with the steps that the caller may take.

use chrono::NaiveDate;
use chrono_tz::Europe::London;

use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::placement::{PlacementAction as A, PlacementState as S};
use crate::services::placements::PlacementView;
use crate::words::amount::date;
use crate::words::pages::task as words;

/// How a task stands.
pub(super) struct Tag {
    pub words: &'static str,
    pub class: &'static str,
}

const DONE: Tag = Tag { words: words::DONE, class: "good" };
const TO_DO: Tag = Tag { words: words::TO_DO, class: "warn" };
const LATER: Tag = Tag { words: words::LATER, class: "none" };

/// A step that can be taken now.
pub(super) struct Step {
    pub code: &'static str,
    pub label: &'static str,
    /// Whether it asks for a reason.
    pub reason: bool,
}

/// A task.
pub(super) struct Task {
    /// Names it on the page.
    pub code: &'static str,
    pub name: &'static str,
    pub tag: Tag,
    /// When it was done.
    pub done: Option<String>,
    pub steps: Vec<Step>,
}

/// The steps of a list that the caller may take in some state.
pub(super) fn steps(caller: &Caller, actions: &[A]) -> Vec<Step> {
    let may = |action: &&A| allowed(caller.role, Action::from(**action));
    let step =
        |action: &A| Step { code: action.code(), label: words::step(*action), reason: action.needs_reason() };
    actions.iter().filter(may).map(step).collect()
}

/// The tasks in the order in which they are usually done.
pub(super) fn tasks(caller: &Caller, placement: &PlacementView, today: NaiveDate) -> Vec<Task> {
    let gates = &placement.gates;
    let proposed = placement.state == S::Proposed;
    let gate = |code, name, at: Option<chrono::DateTime<chrono::Utc>>, actions: &[A]| Task {
        code,
        name,
        tag: match at {
            Some(_) => DONE,
            None if proposed => TO_DO,
            None => LATER,
        },
        done: at.map(|at| date(at.with_timezone(&London).date_naive())),
        steps: if proposed && at.is_none() { steps(caller, actions) } else { Vec::new() },
    };
    let all_gates =
        [gates.accepted_at, gates.agreed_at, gates.visited_at, gates.met_at, gates.plan_agreed_at];
    let ready = all_gates.iter().all(Option::is_some);
    let begun = placement.days.first().is_some_and(|first| *first <= today);
    let at_end = placement.days.last().is_some_and(|last| *last <= today);
    let state = |code, name, tag, can: bool, actions: &[A]| Task {
        code,
        name,
        tag,
        done: None,
        steps: if can { steps(caller, actions) } else { Vec::new() },
    };
    let confirmed = placement.state.holds_seats();
    let briefed = matches!(placement.state, S::Briefed | S::UnderWay | S::Completed);
    let started = matches!(placement.state, S::UnderWay | S::Completed);
    let tag = |done: bool, can: bool| match (done, can) {
        (true, _) => DONE,
        (false, true) => TO_DO,
        (false, false) => LATER,
    };
    let can_confirm = proposed && ready;
    let can_send = matches!(placement.state, S::Confirmed | S::Briefed | S::UnderWay);
    vec![
        gate("answer", words::ANSWER, gates.accepted_at, &[A::Accept]),
        gate("agreement", words::AGREEMENT, gates.agreed_at, &[A::Agree]),
        gate("visit", words::VISIT, gates.visited_at, &[A::VisitSite, A::WaiveVisit]),
        gate("meeting", words::MEETING, gates.met_at, &[A::Meet, A::WaiveMeeting]),
        gate("plan", words::PLAN, gates.plan_agreed_at, &[A::AgreePlan]),
        state("confirmation", words::CONFIRMATION, tag(confirmed, can_confirm), can_confirm, &[A::Confirm]),
        state("pack", words::PACK, tag(briefed, can_send), false, &[]),
        state(
            "start",
            words::START,
            tag(started, placement.state == S::Briefed && begun),
            placement.state == S::Briefed && begun,
            &[A::Start],
        ),
        state(
            "end",
            words::END,
            tag(placement.state == S::Completed, placement.state == S::UnderWay && at_end),
            placement.state == S::UnderWay && at_end,
            &[A::Complete],
        ),
    ]
}

/// The ways out of a placement that the caller may take now.
pub(super) fn ways_out(caller: &Caller, state: S) -> Vec<Step> {
    match state {
        S::Proposed | S::Confirmed | S::Briefed => steps(caller, &[A::Decline, A::Withdraw, A::Cancel]),
        S::UnderWay => steps(caller, &[A::BreakDown, A::Withdraw, A::Cancel]),
        S::Completed | S::Declined | S::Withdrawn | S::Cancelled | S::BrokenDown => Vec::new(),
    }
}
