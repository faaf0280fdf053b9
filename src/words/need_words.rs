//! The page that publishes which words suggest which need.

use crate::domain::need::Wanted;
use crate::domain::need::signs::{BUT, CONDITIONS, NO_TROUBLE, NOT_NEEDED, SIGNS, each};
use crate::words::label::Label;

/// `docs/NEEDS-WORDS.md`.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(HEAD);
    for (wanted, signs) in SIGNS {
        let need = match wanted {
            Wanted::Provision(provision) => provision.label().to_owned(),
            Wanted::Avoid(exposure) => format!("Away from: {}", exposure.label()),
        };
        page.push_str(&format!("| {need} | {} |\n", listed(signs)));
    }
    for (heading, about, signs) in [
        (
            "No trouble",
            "Whatever these words stand with is not suggested as something to keep away from.",
            NO_TROUBLE,
        ),
        ("Not needed", "Whatever these words stand with is not suggested at all.", NOT_NEEDED),
        ("Trouble again", "From these words on, a sentence tells of needs again.", BUT),
        (
            "Conditions",
            "A name of a condition suggests nothing: two people with the same one need different things.",
            CONDITIONS,
        ),
    ] {
        page.push_str(&format!("\n## {heading}\n\n{about}\n\n{}\n", listed(signs)));
    }
    page
}

fn listed(list: &'static str) -> String {
    each(list).map(|sign| format!("`{sign}`")).collect::<Vec<_>>().join(", ")
}

const HEAD: &str = "\
# Words that suggest a need

Schools write about needs in sentences. This list says which words suggest which need; `POST /api/v1/needs/suggestions` and
the page “Find needs in a text” of a learner’s record use it and nothing else. A suggestion is stored nowhere. It comes with
the words that led to it, and counts once a person has accepted it and said whether it is essential or helpful. What the list
does not know is shown too, so that nobody takes silence for an answer.

How to read it: `*` stands for any ending, `+` joins words that stand anywhere in the same part of a sentence, capitals,
hyphens and apostrophes do not matter. The list is English.

This page is written by a test: `PLACEWELL_WRITE_NEEDS=1 cargo test --test it words::need_words`.

| need | words |
|---|---|
";
