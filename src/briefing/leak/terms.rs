use super::reading::{Covered, Reading, Stretch, compact};
use super::secrets::Secrets;

/// Codes that are also ordinary words or initials: leaks only beside a word that says what they are.
const AMBIGUOUS_CODES: [&str; 8] = ["ds", "hi", "msi", "nsa", "oth", "pd", "vi", "e"];
const CODE_CONTEXT: [&str; 8] = ["sen", "send", "need", "needs", "code", "type", "primary", "secondary"];

/// Diagnoses that a code stands for, so that a provider need not spell them out.
const CODE_WORDS: &[(&str, &[&str])] = &[
    ("asd", &["autism", "autistic", "asperger"]),
    ("ds", &["down syndrome", "downs syndrome", "down s syndrome"]),
    ("mld", &["moderate learning difficulty", "moderate learning difficulties"]),
    ("pmld", &["profound and multiple learning difficulties"]),
    ("semh", &["social emotional and mental health", "mental health needs"]),
    ("slcn", &["speech language and communication needs"]),
    ("sld", &["severe learning difficulty", "severe learning difficulties"]),
    ("spld", &["specific learning difficulty", "dyslexia", "dyspraxia", "dyscalculia"]),
];

/// Words that stand in a learner's file and nowhere else. "Safeguarding lead" and "toilet" are not among them.
const FILE_WORDS: [&str; 24] = [
    "ehcp",
    "ehc plan",
    "education health and care",
    "individual development plan",
    "sen support",
    "sen register",
    "sen code",
    "sen type",
    "child protection plan",
    "child in need",
    "looked after child",
    "care order",
    "court order",
    "safeguarding concern",
    "safeguarding record",
    "safeguarding history",
    "safeguarding file",
    "risk history",
    "behaviour incident",
    "behaviour incidents",
    "excluded from school",
    "permanent exclusion",
    "toileting",
    "pupil premium",
];

pub(super) fn identifier(reading: &Reading, secrets: &Secrets) -> bool {
    let numbers = secrets.identifiers.iter().map(|number| compact(number));
    numbers.filter(|number| number.len() > 4).any(|number| !reading.spaced(&number).is_empty())
}

pub(super) fn need_code(
    reading: &Reading,
    secrets: &Secrets,
    public: &Covered,
    own: &Covered,
    strict: bool,
) -> bool {
    secrets.need_codes.iter().any(|code| {
        let ambiguous = AMBIGUOUS_CODES.contains(&compact(code).as_str());
        reading.phrase(&Reading::of(code)).into_iter().any(|found| {
            let shouted = reading.word(found.from).is_some_and(|word| word.shouted);
            let said = strict || context(reading, found, &CODE_CONTEXT);
            !public.holds(found) && !own.holds(found) && shouted && (said || !ambiguous)
        })
    })
}

/// A diagnosis in its own or a related form: "autism" finds "autistic".
pub(super) fn diagnosis(reading: &Reading, secrets: &Secrets, public: &Covered, own: &Covered) -> bool {
    let of_codes = (secrets.need_codes.iter().map(|code| compact(code)))
        .flat_map(|code| CODE_WORDS.iter().filter(move |(known, _)| *known == code))
        .flat_map(|(_, words)| words.iter().map(|word| (*word).to_owned()));
    secrets.diagnoses.iter().cloned().chain(of_codes).any(|term| {
        let phrase = Reading::of(&term);
        let related = match phrase.words.as_slice() {
            [one] => relatives(reading, &one.plain),
            _ => Vec::new(),
        };
        let exact = reading.phrase(&phrase);
        exact.into_iter().chain(related).any(|found| !public.holds(found) && !own.holds(found))
    })
}

fn relatives(reading: &Reading, term: &str) -> Vec<Stretch> {
    let length = term.chars().count();
    if length < 6 {
        return Vec::new();
    }
    let stem: String = term.chars().take(length - 2).collect();
    (reading.words.iter().enumerate())
        .filter(|(_, word)| word.plain.starts_with(&stem) && word.plain.chars().count() <= length + 3)
        .map(|(at, _)| Stretch { from: at, to: at + 1 })
        .collect()
}

/// The words of a learner's file.
pub(super) fn file_words() -> Vec<Reading> {
    Reading::each(&FILE_WORDS)
}

/// "412 of 1000", with a word near that says it is a mark of the person and not a count of boxes.
pub(super) fn score(reading: &Reading) -> bool {
    const SAYS: [&str; 6] = ["score", "scored", "scores", "rank", "ranked", "suitability"];
    reading.words.iter().enumerate().any(|(at, word)| {
        let of = reading.before(at).is_some_and(|before| before.plain == "of");
        let thousand = word.plain == "1000" && (of || word.gap.contains('/'));
        let numbered = SAYS.contains(&word.plain.as_str())
            && reading.word(at + 1).is_some_and(|next| next.plain.chars().all(|c| c.is_ascii_digit()));
        numbered || (thousand && context(reading, Stretch { from: at, to: at + 1 }, &SAYS))
    })
}

/// A word of the context within four words either side.
fn context(reading: &Reading, found: Stretch, words: &[&str]) -> bool {
    let near = found.from.saturating_sub(4)..(found.to + 4).min(reading.words.len());
    near.filter(|at| !(found.from..found.to).contains(at))
        .filter_map(|at| reading.word(at))
        .any(|word| words.contains(&word.plain.as_str()))
}
