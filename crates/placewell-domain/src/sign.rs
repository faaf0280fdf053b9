//! Words that are looked for in what people write.
//!
//! How a sign is written: words that follow each other; `*` at the end of a word stands for any
//! ending; `+` joins parts that stand anywhere in the same line; `@people` is one of [`PEOPLE`].
//! Capitals do not matter, and a hyphen separates words, so that `fork lift*` finds "fork-lifts".
//! The signs are English.

/// Those whom `@people` stands for.
pub const PEOPLE: &[&str] = &[
    "person",
    "people",
    "patient*",
    "resident*",
    "client*",
    "child*",
    "baby",
    "babies",
    "toddler*",
    "infant*",
    "elderly",
];

/// A sign taken apart: what must follow each other, and what must stand in the same line as well.
pub struct Sign {
    run: Vec<&'static str>,
    beside: Vec<&'static str>,
}

impl Sign {
    /// Of its text.
    #[must_use]
    pub fn of(text: &'static str) -> Self {
        let mut parts = text.split(" + ");
        let run = parts.next().unwrap_or_default().split(' ').collect();
        Self { run, beside: parts.collect() }
    }

    /// The words at `at` and beside them that are the sign, if they are.
    #[must_use]
    pub fn stands(&self, words: &[&str], at: usize) -> Option<String> {
        let here = words.get(at..at + self.run.len())?;
        if !here.iter().zip(&self.run).all(|(word, wanted)| is(word, wanted)) {
            return None;
        }
        let mut found = vec![here.join(" ")];
        for wanted in &self.beside {
            found.push((*words.iter().find(|word| is_one_of(word, wanted))?).to_owned());
        }
        Some(found.join(" … "))
    }
}

fn is_one_of(word: &str, wanted: &str) -> bool {
    if wanted == "@people" { PEOPLE.iter().any(|one| is(word, one)) } else { is(word, wanted) }
}

fn is(word: &str, wanted: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(stem) => word.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem)),
        None => word.eq_ignore_ascii_case(wanted),
    }
}

/// The words of a line.
pub fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}
