//! What is still to be done for a placement, task by task, with the steps that the caller may take.

use chrono::NaiveDate;
use chrono_tz::Europe::London;

use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::placement::{PlacementAction as A, PlacementState as S};
use crate::services::placements::PlacementView;
use crate::web::fields::{Form, Kind};
use crate::web::typed::Again;
use crate::words::amount::date;
use crate::words::pages::task as words;

/// How a task stands.
pub(super) struct Tag {
    pub words: &'static str,
    pub class: &'static str,
}

pub(super) const DONE: Tag = Tag { words: words::DONE, class: "good" };
pub(super) const TO_DO: Tag = Tag { words: words::TO_DO, class: "warn" };
const NOT_RECORDED: Tag = Tag { words: words::NOT_RECORDED, class: "none" };
/// The law stands in the way as things are.
pub(super) const IN_THE_WAY: Tag = Tag { words: words::IN_THE_WAY, class: "bad" };
const LATER: Tag = Tag { words: words::LATER, class: "none" };

/// A task.
pub(super) struct Task {
    /// Names it on the page.
    pub code: &'static str,
    pub name: &'static str,
    pub tag: Tag,
    /// When it was done.
    pub done: Option<String>,
    /// What is known of it.
    pub lines: Vec<String>,
    /// What can be done now.
    pub forms: Vec<Form>,
}

/// Makes the forms of a placement's page.
pub(super) struct Forms<'a> {
    pub caller: &'a Caller,
    pub csrf: &'a str,
    pub again: &'a Again,
    pub placement: &'a PlacementView,
}

impl Forms<'_> {
    /// A form of the page; `code` is the end of its address.
    pub(super) fn form(&self, code: &str, address: &str, button: &str) -> Form {
        let action = format!("/staff/placements/{}/{address}", self.placement.id);
        Form::new(self.csrf, self.again, code, action, button)
    }

    /// The steps of a list that the caller may take in some state.
    fn steps(&self, actions: &[A]) -> Vec<Form> {
        let may = |action: &&A| allowed(self.caller.role, Action::from(**action));
        let step = |action: &A| {
            let (code, label) = (action.code(), words::step(*action));
            let form =
                self.form(code, &format!("steps/{code}"), label).with("version", self.placement.version);
            if action.needs_reason() {
                form.folded(label).second().ask(Kind::Area, "reason", words::WHY, "", "")
            } else {
                self.details(*action, form)
            }
        };
        actions.iter().filter(may).map(step).collect()
    }

    /// The ways out of a placement that the caller may take now.
    pub(super) fn ways_out(&self) -> Vec<Form> {
        match self.placement.state {
            S::Proposed | S::Confirmed | S::Briefed => self.steps(&[A::Decline, A::Withdraw, A::Cancel]),
            S::UnderWay => self.steps(&[A::BreakDown, A::Withdraw, A::Cancel]),
            S::Completed | S::Declined | S::Withdrawn | S::Cancelled | S::BrokenDown => Vec::new(),
        }
    }
}

/// The tasks in the order in which they are usually done.
pub(super) fn tasks(forms: &Forms<'_>, today: NaiveDate) -> Vec<Task> {
    let placement = forms.placement;
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
        lines: Vec::new(),
        forms: if proposed && at.is_none() { forms.steps(actions) } else { Vec::new() },
    };
    let noted =
        |code, name| Task { code, name, tag: NOT_RECORDED, done: None, lines: Vec::new(), forms: Vec::new() };
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
        lines: Vec::new(),
        forms: if can { forms.steps(actions) } else { Vec::new() },
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
        noted("vetting", words::VETTING),
        noted("insurance", words::INSURANCE),
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
