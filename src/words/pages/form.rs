//! What forms say, whichever page they are on.

/// Somebody else changed it meanwhile.
pub const CHANGED: &str = "Somebody changed this while you were looking at it. Nothing was saved: read it \
     again below, then send the form again if you still want to. What you typed is still in it";
/// A date that is none.
pub const DATE: &str = "Enter a real date, such as 2 March 2026";

/// A reason as a sentence of its own.
#[must_use]
pub fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What is wrong with a field: a sentence that stands alone, or a reason that needs the field's name.
#[must_use]
pub fn wrong(label: &str, reason: &str) -> String {
    let alone = reason.chars().next().is_some_and(char::is_uppercase);
    if alone || label.is_empty() {
        sentence(reason)
    } else {
        format!("{}: {reason}", label.trim_end_matches('?'))
    }
}

/// The name of a field that no form shows, in words.
#[must_use]
pub fn path(name: &str) -> String {
    sentence(&name.replace('_', " "))
}
