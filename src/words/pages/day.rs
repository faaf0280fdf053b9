//! The page of the learners who are expected today.

/// How a learner's day stands.
pub const NOT_YET: &str = "not ticked yet";
/// See [`NOT_YET`].
pub const ALERT: &str = "not known to have arrived: ring now";
/// See [`NOT_YET`].
pub const DEALT_WITH: &str = "not known to have arrived";
/// The time is not known.
pub const NO_TIME: &str = "time not known";
/// The learner's name is not for the reader.
pub const A_LEARNER: &str = "a learner";
/// Who gave a tick, where it was not staff.
pub const THE_EMPLOYER: &str = "the employer";
/// What to do about a form in which nothing was selected.
pub const SELECT: &str = "Select each learner whose arrival you are following up";
/// The same, for those who say who came as well.
pub const NOTHING_ENTERED: &str =
    "Select whether somebody has arrived, or whose arrival you are following up";
/// Somebody else was quicker.
pub const CHANGED: &str = "One of these has changed since you opened the page. The table shows how it stands now; select it again if you still need to";

/// What was done, by the code of the form.
#[must_use]
pub fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "attendance" => "Attendance is saved.",
        "yes" => {
            "It is noted that you are following this up. Ring the employer and the learner’s home if you have not yet."
        }
        _ => return None,
    })
}

/// Who deals with an alert.
#[must_use]
pub fn dealt_with_by(name: &str) -> String {
    format!("{name} is dealing with it")
}

/// Who gave a tick.
#[must_use]
pub fn said_by(name: &str) -> String {
    format!("Said by {name}")
}

/// Who is rung today, and when.
#[must_use]
pub fn ring(at: &str, who: &str) -> String {
    format!("{at}: ring {who}")
}

/// Nobody selected whether a learner came.
#[must_use]
pub fn select_arrival(who: &str) -> String {
    format!("Select whether {who} has arrived")
}

/// The time cannot be read.
#[must_use]
pub fn enter_time(who: &str) -> String {
    format!("Enter the time {who} arrived, like 9:55")
}

/// A time of a learner who has not come.
#[must_use]
pub fn time_of_no_arrival(who: &str) -> String {
    format!("Remove the time, or select that {who} has arrived")
}

/// A time that is still to come.
#[must_use]
pub fn time_to_come(who: &str) -> String {
    format!("Enter a time for {who} that has passed")
}

/// The placement is over or called off since the page was shown.
#[must_use]
pub fn not_expected(who: &str) -> String {
    format!("{who} is no longer expected there today")
}

/// A note that is too long.
#[must_use]
pub fn shorten_note(who: &str) -> String {
    format!("Shorten the note about {who} to 2,000 characters")
}

/// Somebody else has said it meanwhile: what, and who.
#[must_use]
pub fn overtaken(who: &str, now: Option<(String, String)>) -> String {
    match now {
        Some((said, by)) => format!(
            "Somebody has ticked {who} since you opened the page ({said}, by {by}). Save again if your entry is right"
        ),
        None => format!(
            "The row of {who} has changed since you opened the page. Save again if your entry is right"
        ),
    }
}
