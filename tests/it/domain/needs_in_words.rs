//! Needs that a text suggests: what is found, what is left alone, and what is not understood.

use std::collections::BTreeSet;

use placewell::domain::code::Code;
use placewell::domain::exposure::Exposure as E;
use placewell::domain::need::signs::{SIGNS, each};
use placewell::domain::need::{NeedsInWords, Wanted, needs_in};
use placewell::domain::provision::Provision as P;
use proptest::prelude::*;
use rstest::rstest;

const fn there(provision: P) -> Wanted {
    Wanted::Provision(provision)
}

const fn away(exposure: E) -> Wanted {
    Wanted::Avoid(exposure)
}

fn wanted(read: &NeedsInWords) -> Vec<Wanted> {
    read.suggested.iter().map(|one| one.wanted).collect()
}

#[test]
fn each_suggestion_has_the_words_that_it_came_from() {
    let read = needs_in("struggles with noise, needs a job coach, no stairs");
    let said: Vec<_> = read.suggested.iter().map(|one| (one.wanted, one.words.as_str())).collect();
    assert_eq!(
        said,
        [
            (away(E::LoudNoise), "struggles with noise"),
            (there(P::JobCoachWelcome), "needs a job coach"),
            (there(P::StepFreeThroughout), "no stairs"),
        ]
    );
    assert_eq!((read.not_needed, read.conditions, read.unread), Default::default());
}

#[rstest]
#[case("Can’t climb stairs.", &[there(P::StepFreeThroughout)])]
#[case("Likes a quiet space to go to", &[there(P::QuietSpace)])]
#[case("Scared of dogs", &[away(E::Animals)])]
#[case("Loves animals but hates crowds", &[away(E::Crowds)])]
#[case("Fine with noise; gets anxious in crowds", &[away(E::Crowds)])]
#[case("Uses BSL. Needs time to answer", &[there(P::Bsl), there(P::TimeToCommunicate)])]
#[case("Works best with one instruction at a time and a checklist", &[there(P::ShortSpokenInstructions), there(P::WrittenInstructions)])]
#[case("Allergic to nuts and latex", &[away(E::Nuts), away(E::Latex)])]
#[case("Needs 1:1 support", &[there(P::OneToOneSupervision)])]
#[case("cannot cope with crowds", &[away(E::Crowds)])]
fn what_is_said_is_found(#[case] text: &str, #[case] needs: &[Wanted]) {
    assert_eq!(wanted(&needs_in(text)), needs, "{text}");
}

#[rstest]
#[case("fine with noise, crowds and dogs", 2)]
#[case("does not need a job coach", 1)]
#[case("No longer needs a buddy", 1)]
#[case("enjoys working outside in the rain", 1)]
fn what_is_no_trouble_or_not_needed_is_no_need(#[case] text: &str, #[case] parts: usize) {
    let read = needs_in(text);
    assert_eq!(wanted(&read), [], "{text}");
    assert_eq!(read.not_needed.len(), parts, "{text}: {read:?}");
}

#[rstest]
#[case("Autistic")]
#[case("ASD and ADHD")]
#[case("Diagnosis: Down’s syndrome")]
#[case("Moderate learning difficulties")]
fn the_name_of_a_condition_suggests_nothing(#[case] text: &str) {
    let read = needs_in(text);
    assert_eq!(wanted(&read), [], "{text}");
    assert_eq!(read.conditions.len(), 1, "{text}: {read:?}");
}

#[test]
fn what_is_not_understood_is_said_to_be() {
    let read = needs_in("Her brother works at a garage.\nNeeds a quiet room");
    assert_eq!(read.unread, ["Her brother works at a garage"]);
}

#[test]
fn every_need_has_signs_and_each_sign_finds_its_need() {
    let known: BTreeSet<Wanted> = SIGNS.iter().map(|(wanted, _)| *wanted).collect();
    let all: BTreeSet<Wanted> =
        P::ALL.iter().map(|one| there(*one)).chain(E::ALL.iter().map(|one| away(*one))).collect();
    assert_eq!(known.len(), SIGNS.len(), "a need stands twice");
    assert_eq!(known, all);
    for (need, signs) in SIGNS {
        for sign in each(signs) {
            let text = format!("needs {}", sign.replace('*', "").replace(" + ", " "));
            assert!(wanted(&needs_in(&text)).contains(need), "{text} does not find {need:?}");
        }
    }
}

proptest! {
    #[test]
    fn nothing_is_made_up_lost_or_said_twice(text in "([a-zA-Z’,.;\n ]|noise |crowds |fine with |needs |but |autistic |no stairs ){0,60}") {
        let read = needs_in(&text);
        prop_assert_eq!(&read, &needs_in(&text));
        let needs: BTreeSet<_> = wanted(&read).into_iter().collect();
        prop_assert_eq!(needs.len(), read.suggested.len());
        let quoted = read.suggested.iter().map(|one| &one.words);
        let told: BTreeSet<&String> = quoted.chain(&read.not_needed).chain(&read.conditions).chain(&read.unread).collect();
        prop_assert!(told.iter().all(|part| text.contains(part.as_str()) && !part.is_empty()));
        for word in text.split(|letter: char| !letter.is_alphanumeric() && letter != '’') {
            let is_joint = word == "but" || word.chars().all(|letter| letter == '’');
            // A part that only repeats a need is not said again.
            let is_said = told.iter().any(|part| part.contains(word)) || !needs.is_empty();
            prop_assert!(is_joint || is_said, "{word:?} of {text:?} is lost: {read:?}");
        }
    }
}
