//! Needs that a text suggests. A word proves nothing: each suggestion is shown with the words that it came from, and a
//! person accepts or leaves it. Names of conditions suggest nothing.

use std::sync::LazyLock;

use serde::Serialize;
use utoipa::ToSchema;

use super::Wanted;
use super::signs::{BUT, CONDITIONS, NO_TROUBLE, NOT_NEEDED, SIGNS, each};
use crate::sign::{Sign, words};

/// A need that words suggest. How much hangs on it, they do not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SuggestedNeed {
    /// What may be needed.
    pub wanted: Wanted,
    /// The words that suggest it, as they stand in the text.
    pub words: String,
}

/// What a text about needs came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct NeedsInWords {
    /// The needs that it may mean, each once, in the order of the text.
    pub suggested: Vec<SuggestedNeed>,
    /// Parts that say that something is not needed, or no trouble.
    pub not_needed: Vec<String>,
    /// Parts that name a condition and no need: somebody has to ask what it means for the work.
    pub conditions: Vec<String>,
    /// Parts that suggest nothing that is known here.
    pub unread: Vec<String>,
}

/// Reads a text, part by part.
#[must_use]
pub fn needs_in(text: &str) -> NeedsInWords {
    let mut read = NeedsInWords::default();
    for sentence in text.split(['.', ';', '\n', '\r', '!', '?', '•']) {
        let mut mood = Mood::Need;
        for part in parts(sentence) {
            mood = mood.after(&Words::of(part));
            read.part(part, mood);
        }
    }
    read
}

/// The parts of a sentence: between its commas, and from each "but" on.
fn parts(sentence: &str) -> impl Iterator<Item = &str> {
    let commas = sentence.split([',', '(', ')', '–', '—']);
    commas
        .flat_map(|part| part.split(" but "))
        .map(str::trim)
        .filter(|part| part.chars().any(char::is_alphanumeric))
}

/// How the parts of a sentence are meant, until a part says otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Need,
    NoTrouble,
    NotNeeded,
}

impl Mood {
    fn after(self, part: &Words) -> Self {
        static MOODS: LazyLock<[Vec<Sign>; 3]> = LazyLock::new(|| [NOT_NEEDED, NO_TROUBLE, BUT].map(signs));
        let [not_needed, no_trouble, but] = &*MOODS;
        // "does not need" holds "need", so that what is not needed is looked for first.
        if part.holds(not_needed) {
            Self::NotNeeded
        } else if part.holds(but) {
            Self::Need
        } else if part.holds(no_trouble) {
            Self::NoTrouble
        } else {
            self
        }
    }

    fn lets(self, wanted: Wanted) -> bool {
        match wanted {
            Wanted::Provision(_) => self != Self::NotNeeded,
            Wanted::Avoid(_) => self == Self::Need,
        }
    }
}

impl NeedsInWords {
    fn part(&mut self, part: &str, mood: Mood) {
        static KNOWN: LazyLock<Vec<(Wanted, Vec<Sign>)>> =
            LazyLock::new(|| SIGNS.iter().map(|(wanted, list)| (*wanted, signs(list))).collect());
        static NAMES: LazyLock<Vec<Sign>> = LazyLock::new(|| signs(CONDITIONS));
        let words = Words::of(part);
        let mut found: Vec<_> =
            KNOWN.iter().filter_map(|(wanted, signs)| words.first(signs).map(|at| (at, *wanted))).collect();
        found.sort_by_key(|(at, _)| *at);
        let (meant, not): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, wanted)| mood.lets(*wanted));
        if !meant.is_empty() {
            for (_, wanted) in meant {
                if self.suggested.iter().all(|known| known.wanted != wanted) {
                    self.suggested.push(SuggestedNeed { wanted, words: part.to_owned() });
                }
            }
        } else if !not.is_empty() {
            self.not_needed.push(part.to_owned());
        } else if words.holds(&NAMES) {
            self.conditions.push(part.to_owned());
        } else {
            self.unread.push(part.to_owned());
        }
    }
}

fn signs(list: &'static str) -> Vec<Sign> {
    each(list).map(Sign::of).collect()
}

/// The words of a part, apostrophes left out.
struct Words(String);

impl Words {
    fn of(part: &str) -> Self {
        Self(part.replace(['\'', '’'], ""))
    }

    /// Where the first of the signs stands.
    fn first(&self, signs: &[Sign]) -> Option<usize> {
        let all: Vec<&str> = words(&self.0).collect();
        (0..all.len()).find(|at| signs.iter().any(|sign| sign.stands(&all, *at).is_some()))
    }

    fn holds(&self, signs: &[Sign]) -> bool {
        self.first(signs).is_some()
    }
}
