//! The forms that change an offer.

/// The button.
pub const SAVE: &str = "Save";
/// What the employer does about an offer that a hub wrote.
pub const CONFIRM: &str = "Confirm that this is right";

/// Questions.
pub const TITLE: &str = "What is the placement called?";
/// See [`TITLE`].
pub const SUMMARY: &str = "What does a learner do there?";
/// See [`TITLE`].
pub const DOOR: &str = "Which door, and how to find it";
/// See [`TITLE`].
pub const ASK_FOR: &str = "Who to ask for";
/// See [`ASK_FOR`].
pub const ASK_FOR_HINT: &str = "Their name and role";
/// See [`TITLE`].
pub const FROM: &str = "First date";
/// See [`TITLE`].
pub const TO: &str = "Last date";
/// See [`TITLE`].
pub const SEATS: &str = "Learners at a time";

/// Answers about a hazard.
pub const IS_THERE: &str = "there";
/// See [`IS_THERE`].
pub const NOT_THERE: &str = "not";
/// See [`IS_THERE`].
pub const UNKNOWN: &str = "unknown";
/// See [`IS_THERE`].
pub const ANSWERS: [(&str, &str); 3] =
    [(IS_THERE, "Yes, it comes with this task"), (NOT_THERE, "No, it does not"), (UNKNOWN, "I don’t know")];

/// That there is no other hazard.
pub const NO_OTHER: &str = "none";
/// Answers about other hazards.
pub const OTHERS: [(&str, &str); 2] =
    [(NO_OTHER, "No, none beyond everyday work"), (UNKNOWN, "I don’t know, or there are others")];
/// See [`OTHERS`].
pub const ANY_OTHER_HINT: &str = "You are noted as having said so, with today’s date.";
/// See [`OTHERS`].
pub const ANSWER_EACH: &str =
    "Answer every question about this task before you say that there is no other hazard";
/// See [`OTHERS`].
pub const SAY_WHETHER_OTHER: &str =
    "Say that there is no other hazard, or answer “I don’t know” where you answered “No”";

/// What is done about a hazard.
pub const CONTROL: &str = "What keeps a learner safe?";
/// See [`CONTROL`].
pub const CONTROL_HINT: &str =
    "Such as a guard, gloves or staying behind a line. Leave it empty if you do not know.";
/// The conditions under which a young person may do work that brings a hazard.
pub const WHICH_CONDITIONS: &str = "Which of these are true?";
/// See [`WHICH_CONDITIONS`].
pub const CONDITIONS_HINT: &str =
    "The law asks for all three where the learner is under 18 and over school age.";
/// See [`WHICH_CONDITIONS`].
pub const NECESSARY: &str = "necessary";
/// See [`WHICH_CONDITIONS`].
pub const SUPERVISED: &str = "supervised";
/// See [`WHICH_CONDITIONS`].
pub const REDUCED: &str = "reduced";
/// See [`WHICH_CONDITIONS`].
pub const CONDITIONS: [(&str, &str); 3] = [
    (NECESSARY, "The learner’s training needs this work"),
    (SUPERVISED, "A competent person supervises it throughout"),
    (REDUCED, "The risk is as low as is reasonably practicable"),
];

/// What to do about a field.
pub const ENTER_TITLE: &str = "Enter what the placement is called";
/// See [`ENTER_TITLE`].
pub const ENTER_SUMMARY: &str = "Enter what a learner does there";
/// See [`ENTER_TITLE`].
pub const ENTER_DOOR: &str = "Enter which door a learner comes to";
/// See [`ENTER_TITLE`].
pub const ENTER_ASK_FOR: &str = "Enter whom a learner asks for at the door";
/// See [`ENTER_TITLE`].
pub const ENTER_LATER: &str = "Enter a last date that is not before the first";
/// See [`ENTER_TITLE`].
pub const ENTER_SEATS: &str = "Enter how many learners can be there at a time, such as 1";

/// A question about one of several stretches of dates.
#[must_use]
pub fn of_window(what: &str, at: usize, windows: usize) -> String {
    if windows == 1 { what.to_owned() } else { format!("{what} of dates {}", at + 1) }
}

/// A question about a hazard of a task.
#[must_use]
pub fn hazard(hazard: &str, task: &str) -> String {
    format!("{task}: does it bring {hazard}?")
}

/// A question about a hazard that a task is stated to bring.
#[must_use]
pub fn of_hazard(question: &str, hazard: &str, task: &str) -> String {
    format!("{task}, {hazard}: {}", super::form::lower(question))
}

/// Whether a task brings any hazard that was not asked about.
#[must_use]
pub fn any_other(task: &str) -> String {
    format!("{task}: does it bring any other hazard?")
}

/// Why it is asked.
#[must_use]
pub fn suggested_by(words: &str) -> String {
    format!("Asked because the task says “{words}”")
}

/// The heading of a part of the offer, by its code.
#[must_use]
pub fn heading(section: &str) -> &'static str {
    match section {
        "about" => "The placement",
        "dates" => "Dates and numbers",
        "has" => "What the workplace has",
        "exposes" => "Noise, heights and other conditions at the site",
        "hazards" => "Hazards to confirm or strike out",
        "controls" => "What keeps learners safe",
        _ => "",
    }
}

/// What is said before a form, by the code of its part.
#[must_use]
pub fn lead(section: &str, confirms: bool) -> &'static str {
    match section {
        _ if confirms => {
            "A hub wrote this offer. Saving a change confirms all of it as its employer, so read the whole offer first."
        }
        "dates" => "Placements may rest on these dates: look at the placements after a change.",
        "has" | "exposes" => "Leave “not asked yet” if you do not know. We ask when a learner needs it.",
        "hazards" => "Nothing counts as a hazard, or as none, until somebody who knows the work says so.",
        _ => "",
    }
}
