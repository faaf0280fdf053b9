use super::ordinary;
use super::reading::{Covered, Reading, Stretch, compact};
use super::secrets::Secrets;

const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "mx", "master", "dr", "sir", "madam"];
const DETERMINERS: [&str; 16] = [
    "a", "an", "the", "this", "that", "these", "those", "each", "every", "any", "no", "some", "one", "two",
    "its", "your",
];

/// Whether the learner's surname stands anywhere as a name, or a first name that was not agreed.
pub(super) fn learner(reading: &Reading, secrets: &Secrets, public: &Covered, strict: bool) -> bool {
    let firsts: Vec<String> = secrets.first_names.iter().map(|name| first_word(name)).collect();
    let surname = secrets.surnames.iter().any(|name| as_name(reading, name, &firsts, public, strict));
    let glued = firsts.iter().any(|first| secrets.surnames.iter().any(|last| together(reading, first, last)));
    let hidden = !secrets.first_name_agreed
        && secrets.first_names.iter().any(|name| as_name(reading, name, &[], public, strict));
    surname || glued || hidden
}

/// Whether a family member is named or can be reached.
pub(super) fn family(reading: &Reading, secrets: &Secrets, public: &Covered) -> bool {
    secrets.family.iter().any(|one| {
        whole_name(reading, &one.name, public)
            || one.phones.iter().any(|phone| telephone(reading, phone))
            || one.emails.iter().any(|email| !reading.phrase(&Reading::of(email)).is_empty())
    })
}

/// Whether another learner is named in full.
pub(super) fn others(reading: &Reading, secrets: &Secrets, public: &Covered) -> bool {
    secrets.other_learners.iter().any(|name| whole_name(reading, name, public))
}

/// First and last name together, in either order.
fn whole_name(reading: &Reading, name: &str, public: &Covered) -> bool {
    let forward = Reading::of(name);
    if forward.words.len() < 2 {
        return false;
    }
    [forward, Reading::of(name).turned()]
        .iter()
        .flat_map(|way| reading.phrase(way))
        .any(|found| !public.holds(found))
}

fn as_name(reading: &Reading, name: &str, firsts: &[String], public: &Covered, strict: bool) -> bool {
    let phrase = Reading::of(name);
    let ordinary = phrase.words.len() == 1 && phrase.words.iter().all(|word| ordinary::word(&word.plain));
    reading
        .phrase(&phrase)
        .into_iter()
        .filter(|found| !public.holds(*found))
        .any(|found| strict || beside_first(reading, found, firsts) || used_as_name(reading, found, ordinary))
}

/// "Sam Green", "S Green", "Green, Sam", "Mr Green".
fn beside_first(reading: &Reading, found: Stretch, firsts: &[String]) -> bool {
    let near = |gap: &str| gap.trim().chars().count() <= 1 && !gap.contains([';', '!', '?']);
    let starts_near = reading.word(found.from).is_some_and(|word| near(&word.gap));
    let before = reading.before(found.from).filter(|_| starts_near).is_some_and(|word| {
        let initial = word.capital
            && word.plain.chars().count() == 1
            && firsts.iter().any(|first| first.starts_with(word.plain.as_str()));
        initial || firsts.contains(&word.plain) || TITLES.contains(&word.plain.as_str())
    });
    let after = reading.word(found.to).is_some_and(|word| near(&word.gap) && firsts.contains(&word.plain));
    before || after
}

/// Written with a capital where an ordinary word would have none.
fn used_as_name(reading: &Reading, found: Stretch, ordinary: bool) -> bool {
    let Some(word) = reading.word(found.from) else { return false };
    if !word.capital {
        return false;
    }
    if !ordinary {
        return true;
    }
    let next = reading.word(found.to).filter(|next| next.gap == " ");
    let starts =
        found.from == 0 || word.gap.contains(['.', '!', '?', ':', ';', '\n', '•', '>', '(', '"', '“', '-']);
    let heading = word.shouted || next.is_some_and(|next| next.capital);
    let described = next.is_some_and(|next| !next.capital)
        && reading.before(found.from).is_some_and(|before| DETERMINERS.contains(&before.plain.as_str()));
    !starts && !heading && !described
}

/// "samgreen", "greensam": names glued as people do in addresses and files.
fn together(reading: &Reading, first: &str, last: &str) -> bool {
    let last = compact(last);
    let glued = [format!("{first}{last}"), format!("{last}{first}")];
    !first.is_empty() && last.len() > 2 && reading.words.iter().any(|word| glued.contains(&word.plain))
}

/// A British number in national or international form, however it is spaced.
fn telephone(reading: &Reading, phone: &str) -> bool {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44")).unwrap_or(&digits);
    let national = national.trim_start_matches('0');
    national.len() >= 6
        && ["", "0", "44", "440", "0044"]
            .iter()
            .any(|prefix| !reading.spaced(&format!("{prefix}{national}")).is_empty())
}

fn first_word(name: &str) -> String {
    Reading::of(name).words.into_iter().next().map(|word| word.plain).unwrap_or_default()
}
