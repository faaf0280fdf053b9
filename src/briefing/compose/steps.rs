use super::Inputs;
use crate::domain::step_taken::StepTaken;
use crate::domain::text::Line;
use crate::words::briefing::open as words;

/// The steps before confirming that were taken, each with its day and who took it, and when the learner agreed to
/// the plan.
pub(super) fn agreed(inputs: &Inputs<'_>, called: &str) -> Vec<String> {
    let said = |step: &StepTaken| {
        let what = words::step(step.gate()?);
        Some(match step.is_waived() {
            true => words::waived(what, step.on),
            false => words::done(what, step.on, step.who.as_ref().map(Line::as_str), step.way_out_walked),
        })
    };
    let seen = plan_agreed(inputs).map(|step| words::plan_agreed(called, step.on));
    inputs.steps.iter().filter_map(said).chain(seen).collect()
}

/// The last time that the learner agreed to the plan.
pub(super) fn plan_agreed<'a>(inputs: &Inputs<'a>) -> Option<&'a StepTaken> {
    inputs.steps.iter().filter(|step| step.agreed_by_learner).max_by_key(|step| step.on)
}

/// The last time that the learner's way out was walked.
pub(super) fn way_out<'a>(inputs: &Inputs<'a>) -> Option<&'a StepTaken> {
    inputs.steps.iter().filter(|step| step.way_out_walked).max_by_key(|step| step.on)
}
