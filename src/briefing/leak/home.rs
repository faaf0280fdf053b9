use super::reading::{Covered, Reading, compact};
use super::secrets::Secrets;

/// How addresses shorten their last word.
const SHORT: [(&str, &str); 8] = [
    ("street", "st"),
    ("road", "rd"),
    ("avenue", "ave"),
    ("close", "cl"),
    ("drive", "dr"),
    ("lane", "ln"),
    ("crescent", "cres"),
    ("terrace", "terr"),
];

pub(super) fn postcode(reading: &Reading, secrets: &Secrets, public: &Covered) -> bool {
    secrets.postcode.as_ref().is_some_and(|code| {
        let code = compact(code);
        !code.is_empty() && reading.spaced(&code).into_iter().any(|found| !public.holds(found))
    })
}

/// The line as it is, with its usual abbreviations, and the street without its number.
pub(super) fn address(reading: &Reading, secrets: &Secrets, public: &Covered) -> bool {
    secrets.home_lines.iter().any(|line| {
        let street = line.trim_start_matches(|c: char| !c.is_whitespace()).trim_start();
        let numbered = line.starts_with(|c: char| c.is_ascii_digit());
        let ways = [line.as_str(), if numbered { street } else { line }];
        (ways.iter())
            .flat_map(|way| [(*way).to_owned(), shortened(way)])
            .filter(|way| way.split_whitespace().count() > 1)
            .flat_map(|way| reading.phrase(&Reading::of(&way)))
            .any(|found| !public.holds(found))
    })
}

fn shortened(line: &str) -> String {
    let words = line.split_whitespace().map(str::to_lowercase);
    let short = words.map(|word| match SHORT.iter().find(|(long, _)| *long == word) {
        Some((_, short)) => (*short).to_owned(),
        None => word,
    });
    short.collect::<Vec<String>>().join(" ")
}

/// A stop or a line of the journey, named.
pub(super) fn journey(reading: &Reading, secrets: &Secrets, public: &Covered) -> bool {
    secrets
        .journey
        .iter()
        .flat_map(|name| reading.phrase(&Reading::of(name)))
        .any(|found| !public.holds(found))
}
