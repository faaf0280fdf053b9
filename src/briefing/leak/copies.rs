use super::reading::Reading;
use super::secrets::Secrets;

/// How many words in a row make a copy and not a chance.
const COPY: usize = 6;

/// What of the notes would be a copy: six words in a row, or the whole of a shorter note of at least three.
pub(super) fn runs(secrets: &Secrets) -> Vec<Reading> {
    let long = secrets.notes.iter().map(|note| Reading::of(note)).filter(|note| note.words.len() >= 3);
    long.flat_map(|note| note.runs(COPY)).collect()
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
