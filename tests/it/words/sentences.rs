//! Sentences: questions, amounts, findings.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use placewell::domain::code::Code;
use placewell::domain::exposure::Exposure;
use placewell::domain::provision::Provision;
use placewell::domain::reminder::ReminderOccasion;
use placewell::words::suitability::{self, Audience};
use placewell::words::{amount, exposures, law, provisions, reminder};
use proptest::prelude::*;

use crate::generate::{any_pair, date};
use crate::suitability::assessed;

#[test]
fn each_reminder_says_what_it_is_for_and_names_nobody() {
    let first = NaiveDate::from_ymd_opt(2026, 3, 16);
    let said = ReminderOccasion::ALL.iter().map(|occasion| {
        let words = reminder::reminder(*occasion, first);
        format!("{}: {}\n{}", occasion.code(), words.topic, words.paragraphs.join("\n"))
    });
    insta::assert_snapshot!(said.collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn every_provision_and_exposure_has_its_own_short_question() {
    let provisions = Provision::ALL.iter().map(|one| provisions::question(*one).to_owned());
    let exposures = Exposure::ALL.iter().map(|one| exposures::site_question(*one));
    let all: Vec<String> = provisions.chain(exposures).collect();
    let different: BTreeSet<&String> = all.iter().collect();
    assert_eq!(different.len(), all.len());
    for exposure in Exposure::ALL {
        let question = exposures::site_question(*exposure);
        assert!(!question.starts_with("Is there"), "a plural may follow: {question}");
    }
    for question in &all {
        assert!(question.ends_with('?'), "{question}");
        let longest = question.split(['.', '?']).map(|part| part.split_whitespace().count()).max().unwrap();
        assert!(longest <= 18, "{question}");
    }
}

#[test]
fn amounts_are_written_as_people_write_them() {
    assert_eq!(amount::date(date("2026-06-26")), "Friday 26 June 2026");
    let hours: Vec<String> = [1_u16, 45, 60, 90, 480, 121].map(amount::hours).into();
    assert_eq!(
        hours,
        ["1 minute", "45 minutes", "1 hour", "1 hour 30 minutes", "8 hours", "2 hours 1 minute"]
    );
    let pounds: Vec<String> = [0_u64, 999, 1_000, 5_000_000].map(amount::pounds).into();
    assert_eq!(pounds, ["£0", "£999", "£1,000", "£5,000,000"]);
    assert_eq!(amount::list(&["a", "b", "c"]), "a, b and c");
    assert_eq!((amount::list(&[]), amount::list(&["a"])), (String::new(), "a".to_owned()));
    assert_eq!(amount::date(NaiveDate::MIN).split(' ').count(), 4);
}

/// Whether a sentence is fit to be read: it begins and ends as one, and shows no code.
fn reads_well(text: &str) -> bool {
    let ends = text.ends_with(['.', '?', ')']);
    let code_like = text.contains('_') || text.contains("::") || text.contains('{');
    ends && !code_like && !text.contains("  ") && text.chars().next().is_some_and(|c| !c.is_lowercase())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn everything_that_can_be_said_reads_well((learner, offer) in any_pair()) {
        let answer = assessed(&learner, &offer);
        let it = &offer.offer;
        let mut said: Vec<String> = answer.findings.iter().map(|one| law::finding(one, it)).collect();
        said.extend(answer.reasons.iter().map(|one| suitability::reason(one, it)));
        said.extend(answer.questions.iter().map(|one| suitability::question(one, it)));
        said.extend(answer.changes.iter().chain(&answer.unlocks).map(|one| suitability::change(one, it)));
        said.extend(answer.carved.iter().map(|one| suitability::carved(one, it)));
        said.extend(answer.blockers.iter().map(|one| suitability::blocker(one, Audience::Professional)));
        said.extend(answer.deductions.iter().map(suitability::deduction));
        for text in &said {
            prop_assert!(reads_well(text), "{text}");
        }
        for blocker in &answer.blockers {
            let text = suitability::blocker(blocker, Audience::Family);
            prop_assert!(reads_well(&text), "{text}");
            prop_assert!(!text.to_lowercase().contains("unsuitable") && !text.contains("the learner"), "{text}");
        }
        for part in &answer.contributions {
            prop_assert!(suitability::why(part).ends_with('.'));
        }
    }
}
