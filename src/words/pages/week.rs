//! The page of a week's plan and the forms that change it.

use crate::programme::WordingLine;

/// Headings of what a block says.
pub const PLACE: &str = "Where";
/// See [`PLACE`].
pub const WITH: &str = "With";

/// The form for lost time.
pub const LOSE: &str = "Replan after lost time";
/// See [`LOSE`].
pub const WHICH_DAY: &str = "Which day?";
/// See [`LOSE`].
pub const WHICH_HALF: &str = "How much of it?";
/// See [`LOSE`].
pub const HALVES: [(&str, &str); 3] =
    [("morning", "The morning"), ("afternoon", "The afternoon"), ("whole", "The whole day")];
/// See [`LOSE`].
pub const DONE_ON: &str = "Up to which day was the plan carried out?";
/// See [`LOSE`].
pub const DONE_HINT: &str = "What was done stays in the plan; what comes after is planned again.";
/// See [`LOSE`].
pub const DONE_UNTIL: &str = "Up to which time of that day?";

/// The forms of a block.
pub const SWAP: &str = "Swap with another block";
/// See [`SWAP`].
pub const SWAP_WITH: &str = "Which block?";
/// See [`SWAP`].
pub const TASK: &str = "Put another task here";
/// See [`SWAP`].
pub const NEW_TASK: &str = "Which task?";
/// See [`SWAP`].
pub const PERSON: &str = "Change who is with the learner";
/// See [`SWAP`].
pub const NEW_PERSON: &str = "Who is with the learner?";
/// See [`SWAP`].
pub const DEPUTY: &str = "Who stands in?";
/// See [`SWAP`].
pub const WHOEVER: &str = "Whoever can, chosen by the planner";
/// See [`SWAP`].
pub const REWORD: &str = "Change the words";
/// See [`SWAP`].
pub const WHICH_LINE: &str = "What do you want to change?";
/// See [`SWAP`].
pub const NEW_WORDS: &str = "New words";
/// See [`SWAP`].
pub const NEW_WORDS_HINT: &str = "One line, as the people at work would say it. Do not write about health.";

/// The first choice of a list from which nothing is chosen yet.
pub const SELECT_ONE: &str = "Select one";
/// What to do about a field.
pub const SELECT_BLOCK: &str = "Select the block to swap with";
/// See [`SELECT_BLOCK`].
pub const SELECT_TASK: &str = "Select a task";
/// See [`SELECT_BLOCK`].
pub const SELECT_PERSON: &str = "Select who is with the learner";
/// See [`SELECT_BLOCK`].
pub const SELECT_LINE: &str = "Select what you want to change";
/// See [`SELECT_BLOCK`].
pub const ENTER_WORDS: &str = "Enter the new words";
/// See [`SELECT_BLOCK`].
pub const SELECT_DAY: &str = "Select a day of the placement";
/// See [`SELECT_BLOCK`].
pub const SELECT_HALF: &str = "Select how much of the day was lost";
/// See [`SELECT_BLOCK`].
pub const ENTER_TIME: &str = "Enter a time, such as 13:30";

/// A block among others.
#[must_use]
pub fn block(day: &str, from: &str, what: &str) -> String {
    format!("{day}, {from}: {what}")
}

/// A line of a block, as a choice.
#[must_use]
pub fn line(line: WordingLine) -> &'static str {
    match line {
        WordingLine::What => "What the learner does",
        WordingLine::Place => "Where",
        WordingLine::GoodLooksLike => "What good looks like",
        WordingLine::VisibleFinish => "How you see that it is finished",
        WordingLine::IfFinished => "What to do when it is finished early",
        WordingLine::IfStuck => "What to do when the learner is stuck",
    }
}
