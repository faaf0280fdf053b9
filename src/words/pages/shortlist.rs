//! The shortlist of a learner.

/// The form.
pub const DECIDE: &str = "What do you decide?";
/// See [`DECIDE`].
pub const NOBODY_IS_TOLD: &str = "No employer is told. The decision stays in the learner’s record.";
/// See [`DECIDE`].
pub const WHY: &str = "Why?";
/// See [`DECIDE`].
pub const WHY_HINT: &str = "Needed if you set it aside. The learner and the family can read it if they ask for a copy of the record.";
/// See [`DECIDE`].
pub const SAVE: &str = "Save the decision";
/// See [`DECIDE`].
pub const SELECT: &str = "Select what you decide";
/// See [`DECIDE`].
pub const ENTER_WHY: &str = "Enter why you set it aside";
/// Somebody whose account is gone.
pub const SOMEBODY: &str = "Somebody who has left";

/// A choice in the form, by its code.
#[must_use]
pub fn choice(code: &str) -> &'static str {
    match code {
        "shortlisted" => "Put it on the shortlist",
        "set_aside" => "Set it aside",
        _ => "Take the decision back",
    }
}

/// A choice as a mark, by its code.
#[must_use]
pub fn mark(code: &str) -> &'static str {
    match code {
        "shortlisted" => "on the shortlist",
        "set_aside" => "set aside",
        _ => "taken back",
    }
}

/// Who decided, and when.
#[must_use]
pub fn by(name: &str, moment: &str) -> String {
    format!("{name}, {moment}")
}
