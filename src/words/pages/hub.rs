//! The pages of what a hub sets for everybody: weights, and the hours of passes; and the learners whom it may ask about.

/// Weights.
pub const WEIGHTS: &str = "How matches are weighted";
/// See [`WEIGHTS`].
pub const ABOUT_WEIGHTS: &str = "What each criterion can give at most. Together they come to 1,000. A change counts for every ranking from then on; earlier ones can still be explained.";
/// See [`WEIGHTS`].
pub const CRITERIA: &str = "What a match can gain";
/// See [`WEIGHTS`].
pub const DEDUCTIONS: &str = "What changes and questions take off";
/// See [`WEIGHTS`].
pub const SAVE: &str = "Save";
/// See [`WEIGHTS`].
pub const ENTER_POINTS: &str = "Enter a whole number of points from 0 to 1,000";

/// The criteria, by the names of their fields.
pub const OF_CRITERIA: [(&str, &str); 8] = [
    ("interest", "Interests"),
    ("stretch", "Stretching without overwhelming"),
    ("task_fit", "Fit of the tasks"),
    ("support_surplus", "Supports that are there"),
    ("environment", "Surroundings"),
    ("travel", "The journey"),
    ("novelty", "New or familiar, as the learner likes it"),
    ("own_voice", "The learner’s own words"),
];

/// The deductions, by the names of their fields.
pub const OF_DEDUCTIONS: [(&str, &str); 10] = [
    ("little_effort", "For each change that takes a word or a few minutes"),
    ("some_effort", "For each change that takes an hour or two, once"),
    ("much_effort", "For each change that takes days, or somebody’s time throughout"),
    ("hundred_pounds", "For every £100 that the changes usually cost"),
    ("employer_acts", "Once, if the employer has to make a change"),
    ("provider_acts", "Once, if the school or college has to"),
    ("hub_acts", "Once, if the hub has to"),
    ("family_acts", "Once, if the family has to"),
    ("decisive_question", "For each question that decides whether it suits"),
    ("other_question", "For each other question"),
];

/// Passes.
pub const PASSES: &str = "When bus passes are free";
/// See [`PASSES`].
pub const ABOUT_PASSES: &str = "A disabled person’s pass is free in England from 09:30 to 23:00 on weekdays and at any time on other days, and in Wales always. List the councils whose passes are free at other times.";
/// See [`PASSES`].
pub const NO_PASS: &str = "No council with other hours is listed.";
/// See [`PASSES`].
pub const AUTHORITY: &str = "code of the council";
/// See [`PASSES`].
pub const AUTHORITY_HINT: &str =
    "E or W and eight digits, such as W06000022. Empty it to take the council off the list.";
/// See [`PASSES`].
pub const COUNCIL: &str = "name of the council";
/// See [`PASSES`].
pub const WEEKDAYS_FROM: &str = "free on weekdays from";
/// See [`PASSES`].
pub const WEEKDAYS_UNTIL: &str = "free on weekdays until";
/// See [`PASSES`].
pub const WEEKENDS_FROM: &str = "free on weekends and bank holidays from";
/// See [`PASSES`].
pub const WEEKENDS_UNTIL: &str = "free on weekends and bank holidays until";
/// See [`PASSES`].
pub const ALWAYS_HINT: &str = "Such as 09:30. Leave both times empty if it is free at any time.";
/// See [`PASSES`].
pub const SOURCE: &str = "source";
/// See [`PASSES`].
pub const AS_AT: &str = "date you checked it";
/// See [`PASSES`].
pub const ENTER_AUTHORITY: &str = "Enter E or W and eight digits, such as W06000022";
/// See [`PASSES`].
pub const ENTER_COUNCIL: &str = "Enter the name of the council";
/// See [`PASSES`].
pub const ENTER_TIMES: &str = "Enter both times, such as 09:30 and 23:00, or neither";
/// See [`PASSES`].
pub const ENTER_SOURCE: &str = "Enter where you read that, such as the council’s website";

/// The learners whom a hub may ask about.
pub const LEARNERS: &str = "Learners who agree that you see their matches";
/// See [`LEARNERS`].
pub const ABOUT_LEARNERS: &str = "You see no names. Their schools and colleges do, and decide with them. Learners who withdraw their agreement leave the list.";
/// See [`LEARNERS`].
pub const NO_LEARNER: &str = "Nobody yet. A school or college records the agreement with the learner, on the page of a placement or through the API.";
/// See [`LEARNERS`].
pub const SOME: &str = "The first 200 are shown.";

/// A deduction as the label of its field.
#[must_use]
pub fn taken_off(label: &str) -> String {
    format!("Taken off: {}", super::form::lower(label))
}

/// A learner as a hub knows them.
#[must_use]
pub fn learner(number: usize, provider: &str) -> String {
    format!("Learner {number} of {provider}")
}

/// One of the councils, as the label of a field; the first is 0.
#[must_use]
pub fn of_council(at: usize, what: &str) -> String {
    format!("Council {}: {what}", at + 1)
}

/// What was done, by the code of the form.
#[must_use]
pub fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "weights" => "Saved. Rankings count by these weights from now on.",
        "passes" => "Saved. Journeys are counted by these hours from now on.",
        _ => return None,
    })
}

/// The days of a pass's hours.
pub const ON_WEEKDAYS: &str = "Weekdays";
/// See [`ON_WEEKDAYS`].
pub const ON_WEEKENDS: &str = "Weekends and bank holidays";

/// Free at any time.
#[must_use]
pub fn always(days: &str) -> String {
    format!("{days}: free at any time")
}

/// Free between two times.
#[must_use]
pub fn between(days: &str, from: &str, until: &str) -> String {
    format!("{days}: free from {from} to {until}")
}
