use super::Inputs;
use crate::domain::support::InstructionMode;
use crate::domain::text::Line;
use crate::words::briefing::stuck as words;

/// So many signs of being stuck are told: more would not be looked for.
const SIGNS: usize = 2;

/// Ways to point at what comes next, those with the fewest words first.
const POINTING: [InstructionMode; 5] = [
    InstructionMode::PictureList,
    InstructionMode::WrittenList,
    InstructionMode::Example,
    InstructionMode::Signed,
    InstructionMode::ShortSpoken,
];

/// The visitor's own way out of being stuck, in the order in which it is tried.
pub(super) fn stuck(inputs: &Inputs<'_>, called: &str) -> Vec<String> {
    let signs = signs(inputs).map(|signs| words::signs(&signs));
    signs.into_iter().chain([order(inputs, called), words::THIRD.to_owned()]).collect()
}

/// What is done, one thing after the other, when a sign is seen. The same signs show that a job is stuck and that it is
/// getting hard, so that nobody need know which it is: what helps early comes last.
pub(super) fn order(inputs: &Inputs<'_>, called: &str) -> String {
    let profile = &inputs.learner.profile;
    let first = POINTING.into_iter().find(|mode| profile.instructed_by.contains(mode));
    let steps: Vec<String> = (profile.talk.wait_seconds.map(words::wait).into_iter())
        .chain([words::first(first, called), words::second(called)])
        .collect();
    let early: Vec<&str> = profile.distress.early_help.iter().map(Line::as_str).collect();
    words::order(&steps, &early)
}

/// What one sees when it is getting hard, the first of it.
pub(super) fn signs(inputs: &Inputs<'_>) -> Option<Vec<String>> {
    let profile = &inputs.learner.profile;
    let early =
        [&profile.distress.early, &profile.stress_signs].into_iter().find(|lines| !lines.is_empty())?;
    Some(early.iter().take(SIGNS).map(ToString::to_string).collect())
}
