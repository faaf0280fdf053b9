//! Bounded text: what people write, checked for length and control characters once.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use utoipa::ToSchema;

/// Why a value was refused, in words that its author can act on. It never repeats the value,
/// which may be personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(Cow<'static, str>);

impl Invalid {
    /// A refusal with its reason.
    #[must_use]
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Invalid {}

/// What every newtype over checked text has beside its `parse`.
macro_rules! text_newtype {
    ($name:ident) => {
        impl $name {
            /// As text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::text::Invalid;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use text_newtype;

macro_rules! bounded_text {
    ($(#[$meta:meta])* $name:ident, $max:tt, $multiline:tt, $pattern:tt) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(try_from = "String")]
        #[schema(value_type = String, min_length = 1, max_length = $max, pattern = $pattern)]
        pub struct $name(String);

        impl $name {
            /// Trims and checks.
            ///
            /// # Errors
            /// [`Invalid`] when empty, too long, or holding control characters.
            pub fn parse(text: &str) -> Result<Self, Invalid> {
                bounded(text, $max, $multiline).map(Self)
            }
        }

        text_newtype!($name);
    };
}

bounded_text!(
    /// One line of at most 200 characters: a name, a title, a place. Held as [`canonical`] puts it,
    /// so that names which read the same are equal, in a table and as a key.
    Line, 200, false,
    "^[^\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069][^\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]*$"
);
bounded_text!(
    /// A paragraph of at most 2,000 characters; line breaks allowed.
    Paragraph, 2000, true,
    "^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]*[^\\s\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069][^\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]*$"
);

/// A name as it is looked for: [`canonical`], whatever its capitals.
#[must_use]
pub fn folded(name: &str) -> String {
    canonical(name).to_lowercase()
}

/// A name in the form by which names are compared: canonically composed (Unicode NFC), with every
/// run of spaces as one. "Siân" is one name whether its â is written as one character or as two.
#[must_use]
pub fn canonical(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.trim().nfc() {
        match c {
            c if c.is_whitespace() && !c.is_control() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            c => text.push(c),
        }
    }
    text
}

fn bounded(text: &str, max: usize, multiline: bool) -> Result<String, Invalid> {
    let text = if multiline { text.trim().nfc().collect() } else { canonical(text) };
    if text.is_empty() {
        return Err(Invalid::new("must not be empty"));
    }
    if text.chars().count() > max {
        return Err(Invalid::new(format!("must be at most {max} characters")));
    }
    let forbidden =
        |c: char| (c.is_control() && !(multiline && matches!(c, '\n' | '\t'))) || is_bidi_control(c);
    if text.chars().any(forbidden) {
        return Err(Invalid::new("must not contain control characters"));
    }
    Ok(text)
}

/// Directional overrides can make a mail or a page read as something that was never written.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
