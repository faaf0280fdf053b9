//! Which action an operation of the OpenAPI document takes.

use super::Action;

/// What stands before an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nobody need be signed in: the operation checks a credential of its own, or tells nothing.
    Open,
    /// The caller's role must be allowed one action.
    Action(Action),
    /// The caller's role must be allowed the action that the request names, one of several.
    OneOf(&'static [Action]),
}

/// Operations for which nobody need be signed in.
const OPEN: &[&str] =
    &["create_session", "refresh_session", "request_password_reset", "reset_password", "accept_invitation"];

/// Operations that share an action with another.
const ALIASES: &[(&str, Action)] = &[
    ("set_user_password", Action::ChangeUser),
    ("export_learner_html", Action::ExportLearner),
    ("list_placement_alerts", Action::ListAlerts),
    ("export_import_rest", Action::ReadImport),
    ("list_cohort_learners", Action::ReadCohort),
    ("read_cohort_learner", Action::ReadCohort),
    ("preview_briefing_html", Action::PreviewBriefing),
    ("preview_briefing_pdf", Action::PreviewBriefing),
    ("preview_copy_html", Action::PreviewCopy),
    ("preview_copy_pdf", Action::PreviewCopy),
    ("list_copies", Action::ReadCopy),
    ("read_copy_pdf", Action::ReadCopy),
    ("list_copy_deliveries", Action::ReadCopy),
];

/// Every step of a placement, for an operation that takes the step's name from its path.
const PLACEMENT_STEPS: &[Action] = &[
    Action::AcceptPlacement,
    Action::AgreePlacement,
    Action::VisitPlacementSite,
    Action::WaivePlacementVisit,
    Action::MeetForPlacement,
    Action::WaivePlacementMeeting,
    Action::AgreePlacementPlan,
    Action::ConfirmPlacement,
    Action::BriefPlacement,
    Action::StartPlacement,
    Action::CompletePlacement,
    Action::DeclinePlacement,
    Action::WithdrawPlacement,
    Action::CancelPlacement,
    Action::BreakDownPlacement,
];

/// The gate of an operation; `None` when the operation is missing here, which a test refuses.
#[must_use]
pub fn gate(operation_id: &str) -> Option<Gate> {
    if OPEN.contains(&operation_id) {
        return Some(Gate::Open);
    }
    if operation_id == "step_placement" {
        return Some(Gate::OneOf(PLACEMENT_STEPS));
    }
    let alias = ALIASES.iter().find(|(id, _)| *id == operation_id).map(|(_, action)| *action);
    let own = || Action::ALL.iter().copied().find(|action| action.code() == operation_id);
    alias.or_else(own).map(Gate::Action)
}
