//! A secret planted anywhere in any copy is found, and clean copies pass.

use std::collections::{BTreeMap, BTreeSet};

use placewell::briefing::booklet::{Booklet, Item, PrintedBooklet};
use placewell::briefing::calendar;
use placewell::briefing::editions::Artefacts;
use placewell::briefing::leak::{Finding, Kind, Part, Secrets, booklet_parts, check, parts};
use placewell::briefing::pack::Pack;
use placewell::domain::code::Code;
use placewell::domain::delivery::Edition;
use placewell::words::briefing::file_name;
use placewell::words::briefing::told::NEVER_TOLD;

use super::fixture::{made, pack, press, secrets};
use super::leak::PLANTS;
use super::plans::{copies, learner, planned, stamp};

/// Puts a text into one part of what is sent.
type Plant<T> = fn(&mut T, &str);

/// What the employer is sent, with the plan that it tells.
type ToEmployer = (Pack, Artefacts);

/// What another reader is sent: the plan, its print, and the calendar with the name of its file.
type ToReader = (Booklet, PrintedBooklet, String, String);

const OF_EMPLOYER: [(&str, Plant<ToEmployer>); 14] = [
    ("subject", |it, text| it.1.subject.push_str(&format!(" {text}"))),
    ("html", |it, text| it.1.html = it.1.html.replace("</body>", &format!("<p>{text}</p></body>"))),
    ("text", |it, text| it.1.text.push_str(&format!("\n{text}\n"))),
    ("pages", |it, text| it.1.pdf.text.push_str(&format!("\n{text}"))),
    ("pages of the cards", |it, text| it.1.cards.text.push_str(&format!("\n{text}"))),
    ("alt text", |it, text| it.1.pdf.alts.push(text.to_owned())),
    ("alt text of the cards", |it, text| it.1.cards.alts.push(text.to_owned())),
    ("metadata", |it, text| it.1.pdf.metadata.push(text.to_owned())),
    ("metadata of the cards", |it, text| it.1.cards.metadata.push(text.to_owned())),
    ("file name", |it, text| it.1.pdf_name = format!("{text} {}", it.1.pdf_name)),
    ("file name of the cards", |it, text| it.1.cards_name = format!("{text} {}", it.1.cards_name)),
    ("file name of the calendar", |it, text| it.1.calendar_name = format!("{text} {}", it.1.calendar_name)),
    ("calendar", |it, text| it.1.calendar = in_calendar(&it.1.calendar, text)),
    ("plan", |it, text| it.0.guidance.talking.push(text.to_owned())),
];

const OF_READER: [(&str, Plant<ToReader>); 10] = [
    ("subject", |it, text| it.1.subject.push_str(&format!(" {text}"))),
    ("html", |it, text| it.1.html = it.1.html.replace("</body>", &format!("<p>{text}</p></body>"))),
    ("text", |it, text| it.1.text.push_str(&format!("\n{text}\n"))),
    ("pages", |it, text| it.1.pdf.text.push_str(&format!("\n{text}"))),
    ("alt text", |it, text| it.1.pdf.alts.push(text.to_owned())),
    ("metadata", |it, text| it.1.pdf.metadata.push(text.to_owned())),
    ("file name", |it, text| it.1.pdf_name = format!("{text} {}", it.1.pdf_name)),
    ("file name of the calendar", |it, text| it.3 = format!("{text} {}", it.3)),
    ("calendar", |it, text| it.2 = in_calendar(&it.2, text)),
    ("plan", |it, text| it.0.chapters[0].items.push(Item::Notice { lines: vec![text.to_owned()] })),
];

fn in_calendar(calendar: &str, text: &str) -> String {
    let planted = calendar.replacen("SUMMARY:", &format!("SUMMARY:{text} "), 1);
    assert_ne!(planted, calendar);
    planted
}

/// How many were planted in each part.
type Planted = BTreeMap<(Edition, &'static str), usize>;

/// Plants every secret in every part, one at a time, and reads what that changed.
fn plant_all<T: Clone>(
    planted: &mut Planted,
    edition: Edition,
    clean: &T,
    places: &[(&'static str, Plant<T>)],
    parts: impl Fn(&T) -> Vec<Part>,
) {
    let secrets = secrets_of(edition);
    let before: BTreeSet<String> = parts(clean).into_iter().map(|part| part.text).collect();
    for (kind, text) in PLANTS {
        if *kind == Kind::Journey && edition == Edition::Family {
            continue;
        }
        for (place, plant) in places {
            let mut sent = clean.clone();
            plant(&mut sent, text);
            let mut changed = parts(&sent);
            changed.retain(|part| !before.contains(&part.text));
            let found = check(&changed, &secrets);
            assert!(
                found.iter().any(|one| one.kind == *kind),
                "{edition:?} {place}: {kind:?} was missed: {text}"
            );
            *planted.entry((edition, place)).or_default() += 1;
        }
    }
}

fn of_employer((pack, made): &ToEmployer) -> Vec<Part> {
    parts(pack, made)
}

fn of_reader((booklet, printed, calendar, name): &ToReader) -> Vec<Part> {
    let mut parts = booklet_parts(booklet, printed);
    parts.extend(Part::calendar(calendar, name));
    parts
}

fn clean() -> Vec<ToReader> {
    let (facts, offer, programme) = planned(0..40).swap_remove(0);
    let (pack, booklets) = copies(&learner(&facts), &facts, &offer, &programme);
    booklets
        .into_iter()
        .map(|booklet| {
            let printed = booklet.print(press(), stamp()).unwrap();
            let name = file_name("placement-days", booklet.reference.as_str(), booklet.issue.version, "ics");
            (booklet, printed, calendar::render(&pack, &[], stamp()), name)
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
fn every_planted_secret_is_found_in_every_part_of_every_edition() {
    let mut planted = Planted::new();
    plant_all(&mut planted, Edition::Employer, &(pack(), made().clone()), &OF_EMPLOYER, of_employer);
    for copy in clean() {
        plant_all(&mut planted, copy.0.edition, &copy, &OF_READER, of_reader);
    }
    for edition in Edition::ALL {
        let parts = planted.iter().filter(|((of, _), _)| of == edition);
        let told: Vec<String> = parts.clone().map(|((_, place), count)| format!("{place} {count}")).collect();
        let all: usize = parts.map(|(_, count)| count).sum();
        println!("{edition:?}: {all} planted and found: {}", told.join(", "));
        assert!(all >= 200, "{edition:?}: {all}");
    }
}

/// What is typed into the plan reaches what is printed, and is found there.
#[test]
fn a_secret_that_is_printed_is_found_in_the_pages() {
    for (mut booklet, ..) in clean() {
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
    let none: &[Finding] = &[];
    for copy in clean() {
        assert_eq!(check(&of_reader(&copy), &secrets_of(copy.0.edition)), none);
    }
    assert_eq!(check(&of_employer(&(pack(), made().clone())), &secrets_of(Edition::Employer)), none);
}
