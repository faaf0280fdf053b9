use std::collections::BTreeSet;

use super::reading::{Covered, Reading, Stretch, Word};
use super::secrets::Secrets;

/// How many words in a row make a copy and not a chance.
const COPY: usize = 6;

/// Six words in a row of a note, or the whole of a shorter one of at least three.
pub(super) fn note(reading: &Reading, secrets: &Secrets, public: &Covered, own: &Covered) -> bool {
    secrets.notes.iter().map(|note| Reading::of(note)).filter(|note| note.words.len() >= 3).any(|note| {
        let length = note.words.len().min(COPY);
        let known: BTreeSet<Vec<&str>> = note.words.windows(length).map(plain).collect();
        reading.words.windows(length).enumerate().any(|(from, window)| {
            let found = Stretch { from, to: from + length };
            known.contains(&plain(window)) && !public.holds(found) && !own.holds(found)
        })
    })
}

fn plain(window: &[Word]) -> Vec<&str> {
    window.iter().map(|word| word.plain.as_str()).collect()
}

/// A signed token, or a link with a part that only a token would need.
pub(super) fn access_token(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>')).any(|word| {
        let signed = word.contains("eyJ") && word.matches('.').count() >= 2;
        let opaque = word.contains("://")
            && word.split(['/', '?', '&', '=', '#']).any(|part| {
                part.len() >= 24 && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
            });
        signed || opaque
    })
}

/// Anything in HTML that shows a picture or fetches something.
pub(super) fn remote_content(html: &str) -> bool {
    const SIGNS: [&str; 10] = [
        "<img",
        "<svg",
        "<picture",
        "<video",
        "<iframe",
        "<script",
        "<link",
        "url(",
        "@import",
        " background=",
    ];
    let html = html.to_ascii_lowercase();
    SIGNS.iter().any(|sign| html.contains(sign))
}
