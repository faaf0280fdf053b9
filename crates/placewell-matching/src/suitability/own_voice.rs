//! Which tasks name what a learner speaks of in their own words.

use std::collections::BTreeSet;

use crate::domain::code::{Code, CodeSet};
use crate::domain::learner::OwnWords;
use crate::domain::task::Task;
use crate::domain::theme::Theme;

/// Words that tell nothing about work.
const EMPTY_WORDS: [&str; 66] = [
    "about", "all", "always", "and", "any", "are", "being", "best", "but", "can", "day", "does", "doing",
    "don", "for", "from", "get", "good", "has", "have", "help", "how", "into", "just", "like", "lot", "lots",
    "love", "make", "more", "much", "need", "new", "not", "one", "other", "our", "out", "people", "put",
    "really", "see", "some", "someth", "that", "the", "them", "then", "there", "they", "thing", "this",
    "time", "too", "try", "use", "very", "want", "was", "way", "what", "when", "who", "with", "work", "you",
];

/// What a learner says, as the stems of its telling words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    likes: BTreeSet<String>,
    dislikes: BTreeSet<String>,
    /// The themes that the same words name.
    liked: CodeSet<Theme>,
    disliked: CodeSet<Theme>,
}

impl Voice {
    /// What the own words name as liked or wanted, and as disliked.
    #[must_use]
    pub fn of(words: &OwnWords) -> Self {
        let liked = [&words.likes, &words.wants_to_try].into_iter().flatten();
        let likes = liked.flat_map(|text| stems(text.as_str())).collect();
        let dislikes = words.dislikes.iter().flat_map(|text| stems(text.as_str())).collect();
        let themes = |said: &BTreeSet<String>| -> CodeSet<Theme> {
            let named = |theme: &&Theme| stems(theme.code()).any(|stem| said.contains(&stem));
            if said.is_empty() { CodeSet::EMPTY } else { Theme::ALL.iter().filter(named).copied().collect() }
        };
        Self { liked: themes(&likes), disliked: themes(&dislikes), likes, dislikes }
    }

    /// Whether nothing was said that could be looked for.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.likes.is_empty()
    }

    /// Whether a task names something that the learner speaks of gladly, and nothing that they
    /// would rather not.
    #[must_use]
    pub fn speaks_of(&self, task: &Task) -> bool {
        if self.is_silent() || !task.themes.intersection(self.disliked).is_empty() {
            return false;
        }
        let mut speaks = !task.themes.intersection(self.liked).is_empty();
        for stem in stems(task.name.as_str()) {
            if self.dislikes.contains(&stem) {
                return false;
            }
            speaks |= self.likes.contains(&stem);
        }
        speaks
    }
}

/// Stems by their hashes. Two texts without a hash in common have no stem in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(Box<[u32]>);

impl Marks {
    /// Those of what a task is called and touches.
    #[must_use]
    pub fn of_task(task: &Task) -> Self {
        Self::of(named(task).iter())
    }

    /// Those of what somebody speaks of gladly.
    #[must_use]
    pub fn of_likes(voice: &Voice) -> Self {
        Self::of(voice.likes.iter())
    }

    /// How many bytes of memory they take beside their own.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.0)
    }

    fn of<'a>(stems: impl Iterator<Item = &'a String>) -> Self {
        let mut marks: Vec<u32> = stems.map(|stem| mark(stem)).collect();
        marks.sort_unstable();
        marks.dedup();
        Self(marks.into())
    }

    /// Whether there is one in common.
    #[must_use]
    pub fn meet(&self, other: &Self) -> bool {
        self.0.iter().any(|mark| other.0.binary_search(mark).is_ok())
    }
}

/// FNV-1a.
fn mark(stem: &str) -> u32 {
    stem.bytes().fold(0x811C_9DC5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The stems of what a task is called and touches.
fn named(task: &Task) -> BTreeSet<String> {
    let themes = task.themes.iter().map(Code::code).flat_map(stems);
    stems(task.name.as_str()).chain(themes).collect()
}

/// The stems of the telling words of a text, in any script.
fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase)
        .filter(|word| tells(word))
        .map(|word| stem(&word))
        .filter(|word| tells(word))
}

fn tells(word: &str) -> bool {
    word.chars().count() >= 3 && !EMPTY_WORDS.contains(&word)
}

/// A word without the endings of English plurals and forms in -ing and -ed, so that `dogs` finds
/// `dog` and `planting` finds `plants`.
fn stem(word: &str) -> String {
    let cut = ["ing", "ies", "es", "ed", "s"]
        .into_iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 3));
    let mut rest = cut.unwrap_or(word).to_owned();
    let mut last_two = rest.chars().rev();
    if cut.is_some() && last_two.next().is_some_and(|last| last_two.next() == Some(last)) {
        rest.pop();
    }
    if rest.ends_with(['e', 'y']) && rest.chars().count() > 3 {
        rest.pop();
    }
    rest
}
