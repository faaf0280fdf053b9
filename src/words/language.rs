//! Names of languages in English.

use crate::domain::language::LanguageTag;

/// Languages that are chosen from a list, by what English calls them. Others are named by their code.
const NAMES: [(&str, &str); 24] = [
    ("sq", "Albanian"),
    ("ar", "Arabic"),
    ("bn", "Bengali"),
    ("bg", "Bulgarian"),
    ("zh", "Chinese"),
    ("cs", "Czech"),
    ("en", "English"),
    ("fa", "Farsi"),
    ("fr", "French"),
    ("gu", "Gujarati"),
    ("hu", "Hungarian"),
    ("ku", "Kurdish"),
    ("lt", "Lithuanian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("pa", "Punjabi"),
    ("ro", "Romanian"),
    ("sk", "Slovak"),
    ("so", "Somali"),
    ("es", "Spanish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("cy", "Welsh"),
];

/// What a language is called: its code where English has no name for it here.
#[must_use]
pub fn name(language: &LanguageTag) -> String {
    let known = NAMES.iter().find(|(code, _)| *code == language.as_str());
    known.map_or_else(|| language.to_string(), |(_, name)| (*name).to_owned())
}

/// The languages of a list, by name.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.into_iter()
}
