//! Languages that people read.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::text::{Invalid, text_newtype};

/// A language as BCP 47 names it: two or three letters and, where it is written in more than one, a script: `en`, `cy`,
/// `pa-Arab`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, pattern = "^[a-z]{2,3}(-[A-Z][a-z]{3})?$", example = "cy")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// Reads a language.
    ///
    /// # Errors
    /// [`Invalid`] when the text has another shape.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let (language, script) = text.split_once('-').map_or((text, None), |(one, two)| (one, Some(two)));
        let is_language =
            (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
        let is_script = script.is_none_or(|script| {
            script.len() == 4
                && script.bytes().enumerate().all(|(at, b)| match at {
                    0 => b.is_ascii_uppercase(),
                    _ => b.is_ascii_lowercase(),
                })
        });
        if is_language && is_script {
            Ok(Self(text.to_owned()))
        } else {
            Err(Invalid::new("not a language, such as en, cy or pa-Arab"))
        }
    }
}

text_newtype!(LanguageTag);
