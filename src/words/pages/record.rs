//! The forms that change a learner's record.

/// The button.
pub const SAVE: &str = "Save";

/// Hints and questions.
pub const ONE_A_LINE: &str = "One on each line";
/// See [`ONE_A_LINE`].
pub const STATEMENT_HINT: &str =
    "The learner’s own choice, word for word. It is passed on only with their agreement.";
/// See [`ONE_A_LINE`].
pub const SAFETY_HINT: &str = "Employers read it before any name is shown, so do not name the learner. Say \
     what can be seen and what to do, never a diagnosis.";
/// See [`ONE_A_LINE`].
pub const FIRST_AID: &str = "What a first-aider needs to know";
/// See [`ONE_A_LINE`].
pub const MUST_BE: &str = "Which of these must the workplace have?";
/// See [`ONE_A_LINE`].
pub const WOULD_HELP: &str = "Which of these would help?";
/// See [`ONE_A_LINE`].
pub const MUST_NOT_BE: &str = "Which of these must the learner not meet?";
/// See [`ONE_A_LINE`].
pub const BETTER_NOT: &str = "Which of these are better kept away?";
/// See [`ONE_A_LINE`].
pub const COMMUNICATES: &str = "How does the learner communicate?";
/// See [`ONE_A_LINE`].
pub const TOLD_BY: &str = "How does the learner take instructions best?";
/// See [`ONE_A_LINE`].
pub const MINUTES: &str = "In minutes";
/// See [`ONE_A_LINE`].
pub const STRETCH: &str = "Longest stretch of work without a break";
/// See [`ONE_A_LINE`].
pub const DAY: &str = "Most work in one day, without the breaks";
/// See [`ONE_A_LINE`].
pub const BREAK: &str = "How long a break must be";

/// What to do about a field.
pub const ONE_HEADING: &str = "Tick each item once: it is either essential or helpful";
/// See [`ONE_HEADING`].
pub const SELECT_HELP: &str = "Select the help with which new work starts";
/// See [`ONE_HEADING`].
pub const ENTER_MINUTES: &str = "Enter a whole number of minutes, such as 45";
/// See [`ONE_HEADING`].
pub const SELECT_EVACUATION: &str = "Select how the learner leaves when the alarm sounds";

/// The heading of a part of the record, by its code.
#[must_use]
pub fn heading(section: &str) -> &'static str {
    match section {
        "own_words" => "In their own words",
        "there" => "What the workplace needs to have",
        "away" => "What to keep away from",
        "work" => "How the learner works and takes instructions",
        "hard" => "When it gets hard",
        "safety" => "Alarm, safety and first aid",
        "home" => super::new_learner::HOME,
        _ => "",
    }
}

/// What is said before a form, by the code of its part.
#[must_use]
pub fn lead(section: &str) -> &'static str {
    match section {
        "home" => super::new_learner::HOME_LEAD,
        "own_words" => "Write down what the learner says, as they say it.",
        "there" | "away" => "Tick what you know of this learner. What is not ticked counts as not needed.",
        _ => "",
    }
}
