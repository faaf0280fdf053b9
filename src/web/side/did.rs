//! "I did this", as a page to print.

use askama::Template;

use crate::services::sides::Did;
use crate::words::amount::date;
use crate::words::side as words;

/// What the page shows.
#[derive(Template)]
#[template(path = "side/did.html", config = "src/web/askama.toml")]
pub(super) struct DidView {
    did: Did,
    days: Vec<String>,
    own: Vec<(&'static str, String)>,
    references: Vec<(String, String)>,
}

impl From<Did> for DidView {
    fn from(did: Did) -> Self {
        let said = did.reflection.as_ref();
        let parts = [
            (words::LIKED, said.and_then(|said| said.best.as_ref())),
            (words::HARD, said.and_then(|said| said.hard.as_ref())),
            (words::NEXT, said.and_then(|said| said.next.as_ref())),
        ];
        let own = parts.into_iter().filter_map(|(heading, words)| Some((heading, words?.to_string())));
        let references = did
            .references
            .iter()
            .map(|(words, role, on)| (words.clone(), words::reference_by(role, &did.employer, &date(*on))));
        Self {
            days: did.days.iter().map(|day| date(*day)).collect(),
            own: own.collect(),
            references: references.collect(),
            did,
        }
    }
}
