//! What a field of a document must be, in words that never repeat what was sent.

/// A member that stands twice.
pub const REPEATED: &str = "is given more than once";

/// A number beyond its type.
pub const TOO_LARGE: &str = "is too large a number";

/// A number that counts something.
pub const COUNT: &str = "a whole number of 0 or more";

/// A date or an instant.
#[must_use]
pub fn date_or_instant() -> String {
    "a date or an instant in ISO 8601 format, such as 2026-03-02".to_owned()
}

/// Something that must be there and is not.
#[must_use]
pub fn missing(wanted: &str) -> String {
    format!("is required: {wanted}")
}

/// Something that is not as it must be.
#[must_use]
pub fn must_be(wanted: &str) -> String {
    format!("must be {wanted}")
}

/// A member that the object has not.
#[must_use]
pub fn unknown() -> String {
    "is not a field of this".to_owned()
}

/// A key that the map has not.
#[must_use]
pub fn wrong_key(keys: &[&str]) -> String {
    format!("is not a key of this, which must be {}", choice(keys))
}

/// An object that must have one of several members.
#[must_use]
pub fn one_member(names: &[&str]) -> String {
    format!("must hold {}", choice(names))
}

/// A list of a wrong length.
#[must_use]
pub fn must_hold(least: usize, most: Option<usize>) -> String {
    match (least, most) {
        (1, None) => "must hold at least 1 item".to_owned(),
        (least, None) => format!("must hold at least {least} items"),
        (0, Some(most)) => format!("must hold at most {most} items"),
        (least, Some(most)) => format!("must hold {least} to {most} items"),
    }
}

/// One of several codes.
#[must_use]
pub fn choice(codes: &[&str]) -> String {
    match codes {
        [only] => (*only).to_owned(),
        [first, second] => format!("{first} or {second}"),
        _ => format!("one of {}", codes.join(", ")),
    }
}

/// An object whose tag says what it is.
#[must_use]
pub fn tagged(tag: &str, names: &[&str]) -> String {
    format!("an object whose `{tag}` is {}", choice(names))
}

/// An object with one of several members.
#[must_use]
pub fn one_of_members(names: &[&str]) -> String {
    format!("an object with {}", choice(names))
}

/// A whole number within bounds.
#[must_use]
pub fn whole_number(least: Option<i64>, most: Option<i64>) -> String {
    bounded("a whole number", least, most)
}

/// A number within bounds.
#[must_use]
pub fn number(least: Option<i64>, most: Option<i64>) -> String {
    bounded("a number", least, most)
}

fn bounded(kind: &str, least: Option<i64>, most: Option<i64>) -> String {
    match (least, most) {
        (Some(least), Some(most)) => format!("{kind} from {least} to {most}"),
        (Some(0), None) => format!("{kind} of 0 or more"),
        (Some(least), None) => format!("{kind}, at least {least}"),
        (None, Some(most)) => format!("{kind}, at most {most}"),
        (None, None) => kind.to_owned(),
    }
}

/// A truth value.
#[must_use]
pub fn truth() -> String {
    "true or false".to_owned()
}

/// A list within bounds.
#[must_use]
pub fn list(least: Option<i64>, most: Option<i64>) -> String {
    match (least, most) {
        (Some(least), Some(most)) => format!("a list of {least} to {most} items"),
        (Some(least), None) => format!("a list of at least {least} items"),
        (None, Some(most)) => format!("a list of at most {most} items"),
        (None, None) => "a list".to_owned(),
    }
}

/// An object.
#[must_use]
pub fn object() -> String {
    "an object".to_owned()
}

/// A date.
#[must_use]
pub fn date() -> String {
    "a date such as 2026-03-02".to_owned()
}

/// An instant.
#[must_use]
pub fn instant() -> String {
    "an instant such as 2026-03-02T09:00:00Z".to_owned()
}

/// A text of a shape.
#[must_use]
pub fn text_such_as(example: &str) -> String {
    format!("text such as {example}")
}

/// A text of a length.
#[must_use]
pub fn text(longest: Option<i64>) -> String {
    longest.map_or_else(|| "text".to_owned(), |most| format!("text of 1 to {most} characters"))
}
