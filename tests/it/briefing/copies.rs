//! Four copies of one plan: they agree to the minute, each is fit for its reader, and the family is told
//! exactly what the employer is.

use placewell::briefing::booklet::Item;
use placewell::briefing::learner::lint::lint;
use placewell::domain::code::Code;
use placewell::domain::voice::ReadingForm;
use placewell::words::label::Label;
use rstest::rstest;

use super::measured::Made;
use super::pairs::sample;
use super::plans::{COPIES, copies, learner, planned};

#[rstest]
#[case::easy_read_in_a_block("carys", "garden-plants", "2026-11-02")]
#[case::a_communication_aid_and_a_wheelchair("maya", "library-shelves", "2026-11-02")]
#[case::an_internship_over_ten_weeks("zara", "hotel-internship", "2026-11-03")]
#[case::a_name_in_another_script("salma", "bakery-packing", "2026-11-02")]
#[case::large_print("owain", "farm-animals", "2026-11-02")]
#[case::symbols("dewi", "charity-sorting", "2026-11-02")]
fn the_copies_of_very_different_pairs_agree_and_are_plain(
    #[case] learner: &str,
    #[case] offer: &str,
    #[case] start: &str,
) {
    let prepared = sample(learner, offer, start.parse().unwrap()).unwrap();
    assert_eq!(prepared.copies.iter().map(|copy| copy.booklet.edition).collect::<Vec<_>>(), COPIES);
    let programme = prepared.programme.clone();
    let made = Made::from(prepared);
    assert_eq!(made.faults_of_print(&programme), []);
    assert!(made.pdfs().all(|(_, pdf)| pdf.bytes.starts_with(b"%PDF-")));
}

/// How many pairs are planned, unless `PLACEWELL_TEST_CASES` says otherwise.
fn cases() -> u64 {
    std::env::var("PLACEWELL_TEST_CASES").map_or(150, |cases| cases.parse().unwrap())
}

#[test]
fn every_learners_copy_is_plain_in_every_form() {
    let forms: Vec<Option<ReadingForm>> = ReadingForm::ALL.iter().copied().map(Some).chain([None]).collect();
    let mut plans = planned(0..cases());
    assert!(plans.len() >= 30, "too few plans: {}", plans.len());
    for (at, (facts, offer, programme)) in plans.iter_mut().enumerate() {
        for form in forms.iter().cycle().skip(at).take(2) {
            facts.profile.reads = *form;
            let (_, booklets) = copies(&learner(facts), facts, offer, programme);
            assert_eq!(lint(&booklets[0]), [], "{form:?}");
            let text = format!("{:?}", booklets[0]);
            for told in ["alarm rings", "shows the way", "unkind", "hurts or touches me", "feel safe"] {
                assert!(text.contains(told), "{form:?}: {told}");
            }
        }
    }
}

#[test]
fn the_copies_of_generated_plans_tell_only_what_they_may() {
    for (facts, offer, programme) in planned(0..40) {
        let (_, booklets) = copies(&learner(&facts), &facts, &offer, &programme);
        for booklet in &booklets {
            assert_eq!(booklet.told.minus(booklet.edition.may_tell()).bits(), 0, "{:?}", booklet.edition);
        }
    }
}

#[test]
fn the_family_reads_exactly_what_the_employer_is_told() {
    for (facts, offer, programme) in planned(0..40) {
        let (pack, booklets) = copies(&learner(&facts), &facts, &offer, &programme);
        let family = &booklets[1];
        let chapter =
            family.chapters.iter().find(|chapter| chapter.heading.contains("has and has not been told"));
        let lists: Vec<&Vec<String>> = chapter
            .unwrap()
            .items
            .iter()
            .filter_map(|item| if let Item::Points { lines } = item { Some(lines) } else { None })
            .collect();
        let tells: Vec<String> = pack.tells().iter().map(|fact| fact.label().to_owned()).collect();
        assert_eq!(*lists[0], tells);
        assert!(lists[1].iter().all(|line| !tells.contains(line)));
    }
}

#[test]
fn what_is_not_plain_is_found() {
    let (facts, offer, programme) = planned(0..40).swap_remove(0);
    let (_, mut booklets) = copies(&learner(&facts), &facts, &offer, &programme);
    let mut copy = booklets.swap_remove(0);
    for (line, fault) in [
        (
            "Upon scanning the parcel you will see that an indicator confirms that the item is in the list.",
            "TooLong",
        ),
        ("I wait because the bus is late.", "TwoIdeas"),
        ("I go in; I sit down.", "TwoIdeas"),
        ("The boxes are not packed by me.", "Passive"),
        ("The cards were written.", "Passive"),
        ("I check the inventory.", "HardWord"),
    ] {
        copy.chapters[0].items = vec![Item::Points { lines: vec![line.to_owned()] }];
        let found = lint(&copy);
        assert!(found.iter().any(|one| format!("{:?}", one.fault).starts_with(fault)), "{line}: {found:?}");
    }
    let explained =
        ["I check the inventory.", "An inventory is a list of things."].map(str::to_owned).to_vec();
    copy.chapters[0].items = vec![Item::Points { lines: explained }];
    assert_eq!(lint(&copy), []);
}
