use super::Inputs;
use crate::domain::step_taken::StepTaken;
use crate::domain::text::Line;
use crate::words::briefing::open as words;

/// The steps before confirming that were taken, each with its day and who took it.
pub(super) fn agreed(inputs: &Inputs<'_>) -> Vec<String> {
    let said = |step: &StepTaken| {
        let what = words::step(step.gate()?);
        Some(match step.is_waived() {
            true => words::waived(what, step.on),
            false => words::done(what, step.on, step.who.as_ref().map(Line::as_str)),
        })
    };
    inputs.steps.iter().filter_map(said).collect()
}

/// The last time that the learner's way out was walked.
pub(super) fn way_out<'a>(inputs: &Inputs<'a>) -> Option<&'a StepTaken> {
    inputs.steps.iter().filter(|step| step.way_out_walked).max_by_key(|step| step.on)
}
