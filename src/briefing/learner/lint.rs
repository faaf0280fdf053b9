//! Whether sentences are plain enough: at most 15 words, one idea, active, hard words explained.
//!
//! The rules are those of Easy Read guides such as Change, "How to make information accessible", and
//! Inclusion Europe, "Information for all". What counts as a second idea or a passive is read from
//! signs; a name is held to its length and its hard words only.

use crate::briefing::booklet::{Booklet, Item};
use crate::words::briefing::learner::HARD_WORDS;
use crate::words::briefing::support::sentence;

/// The most words in a sentence.
pub const MOST_WORDS: usize = 15;

/// The most words on a square.
pub const MOST_WORDS_ON_A_SQUARE: usize = 6;

/// What is not plain about a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has so many words.
    TooLong(usize),
    /// It says more than one thing.
    TwoIdeas,
    /// Somebody does something to the reader, and the sentence does not say who.
    Passive,
    /// A word is not explained in the next sentence, nor was before.
    HardWord(&'static str),
}

/// A sentence with its fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The sentence.
    pub sentence: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// Everything in a learner's copy that is not plain; the learner's own words are theirs.
#[must_use]
pub fn lint(booklet: &Booklet) -> Vec<Found> {
    let mut reading = Reading::default();
    reading.names(&booklet.issue.changes);
    for chapter in &booklet.chapters {
        reading.name(&chapter.heading, MOST_WORDS);
        for item in &chapter.items {
            reading.item(item);
        }
    }
    reading.found
}

/// Whether a text that somebody else wrote is plain enough to stand in the copy, sentence by sentence.
pub(super) fn plain(text: &str) -> Option<Vec<String>> {
    let sentences: Vec<String> = text
        .split(';')
        .flat_map(|part| part.split(". "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| sentence(&capital(part)))
        .collect();
    let faultless = sentences.iter().all(|one| shape(one).is_none() && length(one, MOST_WORDS).is_none());
    (faultless && !sentences.is_empty()).then_some(sentences)
}

/// The sentences of a text of somebody else's that are plain enough, and whether it says more.
pub(super) fn plain_part(text: &str) -> (Vec<String>, bool) {
    let (mut known, mut rest) = (Vec::new(), false);
    for part in text.split(';').flat_map(|part| part.split(". ")).filter(|part| !part.trim().is_empty()) {
        match plain(part) {
            Some(lines) => known.extend(lines),
            None => rest = true,
        }
    }
    (known, rest)
}

/// Whether a sentence explains a hard word.
pub(super) fn explains(sentence: &str) -> bool {
    HARD_WORDS.iter().any(|(_, explanation)| *explanation == sentence)
}

/// The explanations of the hard words in a text.
pub(in crate::briefing) fn explanations(text: &str) -> impl Iterator<Item = &'static str> {
    hard_words(text).map(|(_, explanation)| explanation)
}

/// Whether a sentence is short enough.
pub(in crate::briefing) fn fits(line: &str) -> bool {
    length(line, MOST_WORDS).is_none()
}

#[derive(Default)]
struct Reading {
    found: Vec<Found>,
    explained: Vec<&'static str>,
}

impl Reading {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Words { lines } | Item::Points { lines } => self.sentences(lines),
            Item::Notice { lines } => self.names(lines),
            Item::Pictures { rows } => {
                rows.iter().filter(|row| !row.own).for_each(|row| self.sentences(&row.words))
            }
            Item::Moments { rows } => rows.iter().for_each(|row| {
                self.name(&row.what, MOST_WORDS);
                row.more.iter().for_each(|line| self.name(line, MOST_WORDS));
            }),
            Item::Squares { rows } => rows.iter().for_each(|row| {
                [&row.what]
                    .into_iter()
                    .chain(&row.more)
                    .for_each(|line| self.name(line, MOST_WORDS_ON_A_SQUARE));
            }),
            Item::Faces { ask, words } => {
                [ask].into_iter().chain(words).for_each(|word| self.name(word, MOST_WORDS))
            }
            Item::Write { ask, .. } => self.name(ask, MOST_WORDS),
            Item::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| self.name(cell, MOST_WORDS));
            }
        }
    }

    /// Sentences of our own, which follow each other.
    fn sentences(&mut self, lines: &[String]) {
        for (at, line) in lines.iter().enumerate() {
            self.note(line, shape(line));
            self.note(line, length(line, MOST_WORDS));
            self.hard(line, lines.get(at + 1..).unwrap_or_default());
        }
    }

    /// Names that follow each other, with what explains them.
    fn names(&mut self, lines: &[String]) {
        for (at, line) in lines.iter().enumerate() {
            self.note(line, length(line, MOST_WORDS));
            self.hard(line, lines.get(at + 1..).unwrap_or_default());
        }
    }

    /// A name: of a job, a place, a person.
    fn name(&mut self, text: &str, most: usize) {
        self.note(text, length(text, most));
        self.hard(text, &[]);
    }

    fn hard(&mut self, text: &str, next: &[String]) {
        for (word, explanation) in hard_words(text) {
            if text == explanation {
                self.explained.push(word);
            } else if !self.explained.contains(&word) && !next.iter().any(|line| line == explanation) {
                self.note(text, Some(Fault::HardWord(word)));
            }
        }
    }

    fn note(&mut self, sentence: &str, fault: Option<Fault>) {
        self.found.extend(fault.map(|fault| Found { sentence: sentence.to_owned(), fault }));
    }
}

fn hard_words(text: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let words = format!(" {} ", lower_words(text).join(" "));
    HARD_WORDS.iter().copied().filter(move |(hard, _)| {
        [format!(" {hard} "), format!(" {hard}s "), format!(" {}ies ", hard.trim_end_matches('y'))]
            .iter()
            .any(|form| words.contains(form.as_str()))
    })
}

fn length(sentence: &str, most: usize) -> Option<Fault> {
    let words = lower_words(sentence).len();
    (words > most).then_some(Fault::TooLong(words))
}

/// Whether a sentence says more than one thing, or says it passively.
fn shape(sentence: &str) -> Option<Fault> {
    const JOINS: [&str; 12] = [
        "because",
        "although",
        "though",
        "which",
        "whereas",
        "while",
        "unless",
        "until",
        "but",
        "therefore",
        "so",
        "however",
    ];
    let words = lower_words(sentence);
    let joins = words.iter().any(|word| JOINS.contains(&word.as_str()));
    let ands = words.iter().filter(|word| *word == "and" || *word == "or").count();
    let commas = sentence.matches(", ").count();
    let ends = sentence.trim_end_matches(['.', '!', '?', '”']).contains(['.', ';', '!', '?']);
    if joins || ands > 1 || commas > 2 || ends {
        return Some(Fault::TwoIdeas);
    }
    passive(&words).then_some(Fault::Passive)
}

/// A form of "to be" before a participle: read from its ending, or from a list of the common others.
fn passive(words: &[String]) -> bool {
    const BE: [&str; 8] = ["am", "is", "are", "was", "were", "be", "been", "being"];
    const BETWEEN: [&str; 4] = ["not", "never", "always", "only"];
    const PARTICIPLES: [&str; 24] = [
        "done", "made", "given", "taken", "shown", "told", "kept", "sent", "held", "found", "brought",
        "built", "written", "chosen", "seen", "met", "paid", "sold", "known", "drawn", "hung", "lent", "put",
        "set",
    ];
    const FEELINGS: [&str; 6] = ["tired", "worried", "scared", "excited", "bored", "pleased"];
    words.iter().enumerate().any(|(at, word)| {
        let next = words.iter().skip(at + 1).find(|next| !BETWEEN.contains(&next.as_str()));
        BE.contains(&word.as_str())
            && next.is_some_and(|next| {
                let regular = next.len() > 4 && next.ends_with("ed") && !FEELINGS.contains(&next.as_str());
                regular || PARTICIPLES.contains(&next.as_str())
            })
    })
}

fn lower_words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
