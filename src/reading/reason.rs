//! What serde found wrong, in words that never repeat what was sent.

use crate::domain::check::FieldError;
use crate::words::fields;

/// Turns a message of serde at a path into a field and a reason. Serde repeats the offending value
/// in some of its messages; only its expectation is kept.
#[must_use]
pub fn field_error(path: &str, message: &str) -> FieldError {
    let message = message.split(" at line ").next().unwrap_or(message);
    let at = if path == "." { "" } else { path };
    if let Some(name) = unknown_field(message) {
        return fault(beneath(at, name), fields::unknown());
    }
    if let Some(name) = quoted_after(message, "missing field ") {
        return fault(beneath(at, name), "is required");
    }
    if let Some(name) = quoted_after(message, "duplicate field ") {
        return fault(beneath(at, name), fields::REPEATED);
    }
    let reason = if let Some((_, choices)) = message.strip_prefix("unknown variant").and_then(split_expected)
    {
        format!("must be {}", choices.replace('`', ""))
    } else if let Some((_, expected)) = starts_with_a_value(message).and_then(split_expected) {
        format!("must be {}", plain(expected))
    } else if DATES.contains(&message) {
        fields::must_be(&fields::date_or_instant())
    } else if NUMBERS.contains(&message) {
        fields::must_be(fields::COUNT)
    } else if message == TOO_LARGE {
        fields::TOO_LARGE.to_owned()
    } else {
        message.to_owned()
    };
    fault(whole(at), reason)
}

/// What is said of a text that is no date.
const DATES: [&str; 5] = [
    "input contains invalid characters",
    "input is out of range",
    "input is not enough for unique date and time",
    "premature end of input",
    "trailing input",
];

/// What is said of a text in an address that is no number.
const NUMBERS: [&str; 2] = ["invalid digit found in string", "cannot parse integer from empty string"];

/// What is said of a number in an address that is beyond its type.
const TOO_LARGE: &str = "number too large to fit in target type";

fn fault(field: String, reason: impl Into<String>) -> FieldError {
    FieldError::new(field, reason)
}

fn whole(path: &str) -> String {
    if path.is_empty() { "body".to_owned() } else { path.to_owned() }
}

/// The path of a member; serde's path may end in it already.
fn beneath(path: &str, name: &str) -> String {
    let last = path.rsplit('.').next().unwrap_or_default();
    match path {
        "" => name.to_owned(),
        _ if last == name => path.to_owned(),
        _ => format!("{path}.{name}"),
    }
}

/// The field that serde does not know, if that is what a message says.
pub(super) fn unknown_field(message: &str) -> Option<&str> {
    quoted_after(message, "unknown field ")
}

fn quoted_after<'a>(message: &'a str, prefix: &str) -> Option<&'a str> {
    message.strip_prefix(prefix)?.strip_prefix('`')?.split('`').next()
}

fn starts_with_a_value(message: &str) -> Option<&str> {
    ["invalid type: ", "invalid value: ", "invalid length "]
        .into_iter()
        .find_map(|prefix| message.strip_prefix(prefix))
}

/// The value may itself hold the word, so the last one counts.
fn split_expected(message: &str) -> Option<(&str, &str)> {
    message.rsplit_once(", expected ")
}

/// Serde's names of Rust types, in the words of JSON.
fn plain(expected: &str) -> String {
    let words = match expected {
        "a string" | "a borrowed string" | "str" => "text",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" | "usize" => fields::COUNT,
        other if other.starts_with("struct ") || other.starts_with("internally tagged") => "an object",
        other => other,
    };
    words.to_owned()
}
