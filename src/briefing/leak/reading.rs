use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as a list of words: letters apart from digits, without accents, case or invisible
/// characters, each with what stood before it.
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    /// Where each word stands, in the order of the words and then of their places: a part is looked through for hundreds of
    /// phrases, of which hardly any stands in it.
    order: Vec<usize>,
}

/// One word.
#[derive(Clone)]
pub(super) struct Word {
    /// Without accents, in lower case.
    pub(super) plain: String,
    /// Whether it began with a capital letter.
    pub(super) capital: bool,
    /// Whether it is in capitals throughout, and longer than one letter.
    pub(super) shouted: bool,
    /// The separators since the word before.
    pub(super) gap: String,
}

impl Word {
    fn of(raw: &str, gap: String) -> Self {
        Self {
            plain: raw.to_lowercase(),
            capital: raw.starts_with(char::is_uppercase),
            shouted: raw.chars().count() > 1 && raw.chars().all(char::is_uppercase),
            gap,
        }
    }
}

/// A stretch of words: `from` inclusive, `to` exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Stretches in which a match is no leak.
pub(super) struct Covered(Vec<Stretch>);

impl Covered {
    pub(super) fn holds(&self, found: Stretch) -> bool {
        self.0.iter().any(|known| known.from <= found.from && found.to <= known.to)
    }
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
        // Most texts are plain, and taking accents apart is most of what it costs to read one.
        if text.is_ascii() {
            return Self::split(text.chars());
        }
        Self::split(text.chars().filter(|c| !invisible(*c)).nfkd().filter(|c| !is_combining_mark(*c)))
    }

    /// Each of the phrases, read once for all that is looked through for them.
    pub(super) fn each<T: AsRef<str>>(phrases: &[T]) -> Vec<Self> {
        phrases.iter().map(|phrase| Self::of(phrase.as_ref())).collect()
    }

    fn split(characters: impl Iterator<Item = char>) -> Self {
        let mut words = Vec::new();
        let (mut raw, mut gap) = (String::new(), String::new());
        for c in characters {
            let turns = raw.chars().next_back().is_some_and(|last| last.is_numeric() != c.is_numeric());
            if !raw.is_empty() && (!c.is_alphanumeric() || turns) {
                words.push(Word::of(&std::mem::take(&mut raw), std::mem::take(&mut gap)));
            }
            if c.is_alphanumeric() { raw.push(c) } else { gap.push(c) }
        }
        if !raw.is_empty() {
            words.push(Word::of(&raw, gap));
        }
        Self::in_order(words)
    }

    fn in_order(words: Vec<Word>) -> Self {
        let mut order: Vec<usize> = (0..words.len()).collect();
        order.sort_by_key(|at| words.get(*at).map(|word| word.plain.as_str()));
        Self { words, order }
    }

    /// Every run of so many words, or the whole where it has fewer.
    pub(super) fn runs(&self, length: usize) -> Vec<Self> {
        let length = length.min(self.words.len()).max(1);
        self.words.windows(length).map(|run| Self::in_order(run.to_vec())).collect()
    }

    /// With its last word first.
    pub(super) fn turned(mut self) -> Self {
        self.words.rotate_right(1);
        Self::in_order(self.words)
    }

    /// Where a word stands.
    fn places(&self, plain: &str) -> &[usize] {
        let before = |at: &usize| self.word(*at).is_some_and(|word| word.plain.as_str() < plain);
        let rest = self.order.get(self.order.partition_point(before)..).unwrap_or_default();
        let is_it = |at: &usize| self.word(*at).is_some_and(|word| word.plain == plain);
        rest.get(..rest.partition_point(is_it)).unwrap_or_default()
    }

    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    pub(super) fn before(&self, at: usize) -> Option<&Word> {
        at.checked_sub(1).and_then(|at| self.words.get(at))
    }

    /// Every place where the phrase stands word for word.
    pub(super) fn phrase(&self, phrase: &Reading) -> Vec<Stretch> {
        let Some(first) = phrase.words.first() else { return Vec::new() };
        let length = phrase.words.len();
        let stands = |from: usize| {
            let window = self.words.get(from..from + length);
            window.is_some_and(|window| {
                window.iter().zip(&phrase.words).all(|(one, other)| one.plain == other.plain)
            })
        };
        let places = self.places(&first.plain).iter().copied().filter(|from| stands(*from));
        places.map(|from| Stretch { from, to: from + length }).collect()
    }

    /// Whether any of the phrases stands where none of these stretches covers it.
    pub(super) fn leaks(&self, phrases: &[Reading], covered: &[&Covered]) -> bool {
        let mut found = phrases.iter().flat_map(|phrase| self.phrase(phrase));
        found.any(|found| !covered.iter().any(|known| known.holds(found)))
    }

    /// Every place where these letters and digits stand, however they are spaced.
    pub(super) fn spaced(&self, compact: &str) -> Vec<Stretch> {
        (0..self.words.len()).filter_map(|from| self.spaced_from(from, compact)).collect()
    }

    fn spaced_from(&self, from: usize, compact: &str) -> Option<Stretch> {
        let mut rest = compact;
        for (at, word) in self.words.iter().enumerate().skip(from) {
            if at > from && word.gap.trim().chars().count() > 3 {
                return None;
            }
            rest = rest.strip_prefix(word.plain.as_str())?;
            if rest.is_empty() {
                return Some(Stretch { from, to: at + 1 });
            }
        }
        None
    }

    /// Where any of the phrases stands.
    pub(super) fn covered(&self, phrases: &[Reading]) -> Covered {
        Covered(phrases.iter().flat_map(|phrase| self.phrase(phrase)).collect())
    }
}

/// Letters and digits only, without accents, in lower case.
pub(super) fn compact(text: &str) -> String {
    Reading::of(text).words.into_iter().map(|word| word.plain).collect()
}

fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}
