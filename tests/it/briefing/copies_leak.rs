//! A secret planted anywhere in any copy is found, and clean copies pass.

use std::collections::BTreeSet;

use placewell::briefing::booklet::{Booklet, Item, PrintedBooklet};
use placewell::briefing::leak::{Kind, Secrets, booklet_parts, check};
use placewell::domain::delivery::Edition;
use placewell::words::briefing::told::NEVER_TOLD;

use super::compose::{learner, planned};
use super::copies::copies;
use super::fixture::{press, secrets, stamp};
use super::leak::PLANTS;

/// Puts a text into one part of what is sent.
type Plant = fn(&mut PrintedBooklet, &str);

const PLACES: [(&str, Plant); 7] = [
    ("subject", |it, text| it.subject.push_str(&format!(" {text}"))),
    ("html", |it, text| it.html = it.html.replace("</body>", &format!("<p>{text}</p></body>"))),
    ("text", |it, text| it.text.push_str(&format!("\n{text}\n"))),
    ("pages", |it, text| it.pdf.text.push_str(&format!("\n{text}"))),
    ("alt text", |it, text| it.pdf.alts.push(text.to_owned())),
    ("metadata", |it, text| it.pdf.metadata.push(text.to_owned())),
    ("file name", |it, text| it.pdf_name = format!("{text} {}", it.pdf_name)),
];

fn clean() -> Vec<(Booklet, PrintedBooklet)> {
    let (facts, offer, programme) = planned(0..40).swap_remove(0);
    let (_, booklets) = copies(&learner(&facts), &facts, &offer, &programme);
    booklets
        .into_iter()
        .map(|booklet| {
            let printed = booklet.print(press(), stamp()).unwrap();
            (booklet, printed)
        })
        .collect()
}

fn secrets_of(edition: Edition) -> Secrets {
    let mut secrets = Secrets { may_tell: edition.may_tell(), ..secrets() };
    if edition == Edition::Family {
        secrets.public.extend(NEVER_TOLD.map(str::to_owned));
    }
    secrets
}

#[test]
fn every_planted_secret_is_found_in_every_part_of_every_copy() {
    let mut planted = 0;
    for (booklet, printed) in clean() {
        let secrets = secrets_of(booklet.edition);
        let before: BTreeSet<String> =
            booklet_parts(&booklet, &printed).into_iter().map(|part| part.text).collect();
        let leaks = |booklet: &Booklet, printed: &PrintedBooklet| {
            let mut parts = booklet_parts(booklet, printed);
            parts.retain(|part| !before.contains(&part.text));
            check(&parts, &secrets)
        };
        for (kind, text) in PLANTS {
            if *kind == Kind::Journey && booklet.edition == Edition::Family {
                continue;
            }
            for (place, plant) in PLACES {
                let mut printed = printed.clone();
                plant(&mut printed, text);
                let found = leaks(&booklet, &printed);
                assert!(found.iter().any(|one| one.kind == *kind), "{:?} {place}: {text}", booklet.edition);
                planted += 1;
            }
            let mut booklet = booklet.clone();
            booklet.chapters[0].items.push(Item::Notice { lines: vec![(*text).to_owned()] });
            let found = leaks(&booklet, &printed);
            assert!(found.iter().any(|one| one.kind == *kind), "{:?} model: {text}", booklet.edition);
            planted += 1;
        }
    }
    assert!(planted >= 200, "{planted}");
}

/// What is typed into the plan reaches what is printed, and is found there.
#[test]
fn a_secret_that_is_printed_is_found_in_the_pages() {
    for (mut booklet, _) in clean() {
        booklet.chapters[0].items.push(Item::Notice { lines: vec!["Ring 07700 900123 first.".to_owned()] });
        let printed = booklet.print(press(), stamp()).unwrap();
        let found = check(&booklet_parts(&booklet, &printed), &secrets_of(booklet.edition));
        let places: Vec<String> = found.iter().map(|one| one.place.to_string()).collect();
        for place in ["the HTML text", "the plain text", "the pages of the copy of the plan"] {
            assert!(places.iter().any(|found| found == place), "{place} of {places:?}");
        }
    }
}

#[test]
fn clean_copies_pass() {
    for (booklet, printed) in clean() {
        assert_eq!(check(&booklet_parts(&booklet, &printed), &secrets_of(booklet.edition)), []);
    }
}
