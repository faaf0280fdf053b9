//! What forms say, whichever page they are on.

/// Somebody else changed it meanwhile.
pub const CHANGED: &str = "Somebody changed this while you were looking at it, so nothing of yours was \
     saved. Check how it stands now before you send the form again";

/// A date that is none.
pub const DATE: &str = "Enter a real date, such as 2 March 2026";

/// A reason as a sentence of its own.
#[must_use]
pub fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A sentence as the end of another.
#[must_use]
pub fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The way back to something by its name.
#[must_use]
pub fn back_to(name: &str) -> String {
    format!("Back to {name}")
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

/// What was sent, beside a field that shows what somebody else has stored since.
#[must_use]
pub fn sent(text: &str) -> String {
    if text.trim().is_empty() { "You sent it empty.".to_owned() } else { format!("You sent: {text}") }
}

/// The name of a field that no form shows, in words: `offer.tasks[1].hazards_stated` is "Tasks, number 2, hazards
/// stated".
#[must_use]
pub fn path(path: &str) -> String {
    let steps = path.split('.').filter(|step| !matches!(*step, "offer" | "learner" | "profile" | "employer"));
    let words = steps.map(|step| {
        let (name, item) = step.split_once('[').unwrap_or((step, ""));
        let item = item.trim_end_matches(']').parse::<usize>().ok();
        let name = name.replace('_', " ");
        item.map_or_else(|| name.clone(), |at| format!("{name}, number {}", at + 1))
    });
    sentence(&words.collect::<Vec<_>>().join(", "))
}

/// A refusal of a field that no form shows.
#[must_use]
pub fn refusal(field: &str, reason: &str) -> String {
    wrong(&path(field), reason)
}
