use super::lint::{MOST_WORDS_ON_A_SQUARE, capital, explains};
use crate::briefing::booklet::{Chapter, Item};
use crate::words::briefing::learner as say;
use crate::words::briefing::support::sentence;

/// Takes out what is longer than a square holds, for a learner who reads a few words at a time.
pub(super) fn shorten(chapters: &mut Vec<Chapter>) {
    for chapter in chapters.iter_mut() {
        for item in &mut chapter.items {
            if let Item::Pictures { rows } = item {
                rows.iter_mut().filter(|row| !row.own).for_each(|row| row.words = squeezed(&row.words));
                rows.retain(|row| !row.words.is_empty());
            }
        }
        chapter.items.retain(|item| !matches!(item, Item::Pictures { rows } if rows.is_empty()));
    }
    chapters.retain(|chapter| !chapter.items.is_empty());
}

/// The words of a row that a square holds. Our own sentences have a short form; one of somebody else's is said in its two
/// halves; a sentence that leads to something too long becomes a question to ask.
fn squeezed(words: &[String]) -> Vec<String> {
    let short: Vec<String> =
        words.iter().flat_map(|one| say::short(one)).flat_map(|one| halved(&one)).collect();
    let (kept, lost): (Vec<String>, Vec<String>) =
        short.into_iter().partition(|one| fits(one) || explains(one));
    if lost.is_empty() {
        return kept;
    }
    let asked = kept.into_iter().filter_map(|one| match say::without_its_end(&one) {
        Some(ask) => ask.map(str::to_owned),
        None => Some(one),
    });
    asked.collect()
}

fn halved(line: &str) -> Vec<String> {
    let halves: Vec<String> = line.split(", ").map(|half| sentence(&capital(half))).collect();
    let split = !fits(line) && halves.len() == 2 && halves.iter().all(|half| fits(half));
    if split { halves } else { vec![line.to_owned()] }
}

/// What else a square says of a moment, each in as many words as it holds.
pub(super) fn more(lines: &[String]) -> Vec<String> {
    lines.iter().flat_map(|line| say::short(line)).filter(|line| fits(line) || explains(line)).collect()
}

fn fits(words: &str) -> bool {
    words.split_whitespace().count() <= MOST_WORDS_ON_A_SQUARE
}

/// A name in as many words as a square holds: without what comes after its first preposition, and cut
/// only where that does not make it short enough.
pub(super) fn name(name: &str) -> String {
    const PREPOSITIONS: [&str; 16] = [
        "at", "for", "with", "in", "into", "on", "onto", "to", "by", "from", "against", "before", "after",
        "under", "of", "and",
    ];
    if fits(name) {
        return name.to_owned();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends = words.iter().enumerate().skip(2).filter(|(_, word)| PREPOSITIONS.contains(word));
    let end =
        ends.map(|(at, _)| at).rfind(|at| *at <= MOST_WORDS_ON_A_SQUARE).unwrap_or(MOST_WORDS_ON_A_SQUARE);
    words.into_iter().take(end).collect::<Vec<&str>>().join(" ")
}
