//! Four copies of one plan: they agree to the minute, each is fit for its reader, and the family is told
//! exactly what the employer is.

use std::fs;
use std::path::Path;

use placewell::briefing::booklet::{Booklet, Item, LEAST_FILL, Material, PrintedBooklet};
use placewell::briefing::learner::lint::lint;
use placewell::briefing::pack::{Block, Pack};
use placewell::briefing::{calendar, compose, editions};
use placewell::clock::FixedClock;
use placewell::domain::code::Code;
use placewell::domain::delivery::Edition;
use placewell::domain::ids::Reference;
use placewell::domain::learner::{Learner, LearnerFacts};
use placewell::domain::offer::OfferFacts;
use placewell::domain::voice::ReadingForm;
use placewell::programme::Programme;
use placewell::services::briefings::offline::{LearnerDocument, OfferDocument, Prepared, prepare};
use placewell::travel::estimate::Estimate;
use placewell::words::label::Label;
use rstest::rstest;
use serde_json::Value;

use super::compose::{learner, planned, with_inputs};
use super::fixture::{press, stamp};

const COPIES: [Edition; 3] = [Edition::Learner, Edition::Family, Edition::JobCoach];

/// The pack of a plan and its three copies, not printed.
pub(super) fn copies(
    learner: &Learner,
    facts: &LearnerFacts,
    offer: &OfferFacts,
    programme: &Programme,
) -> (Pack, Vec<Booklet>) {
    with_inputs(learner, facts, offer, programme, (true, false), |inputs| {
        let pack = compose::compose(inputs).unwrap();
        let material = Material::of(inputs, &pack, &[]).unwrap();
        let booklets = COPIES.iter().map(|edition| editions::booklet(*edition, &material).unwrap()).collect();
        (pack, booklets)
    })
}

/// A pair of the sample, from its documents.
fn sample(learner: &str, offer: &str, start: &str) -> Prepared {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
    let read =
        |file: String| -> Value { serde_json::from_slice(&fs::read(folder.join(file)).unwrap()).unwrap() };
    let mut of_learner = read(format!("learners/{learner}.json"));
    of_learner["provider"] = read("sample.json".to_owned())["provider"].take();
    let mut of_offer = read(format!("offers/{offer}.json"));
    let employer = of_offer["employer"].as_str().unwrap().to_owned();
    of_offer["employer"] = read(format!("employers/{employer}.json"))["employer"].take();
    let of_offer: OfferDocument = serde_json::from_value(of_offer).unwrap();
    let of_learner: LearnerDocument = serde_json::from_value(of_learner).unwrap();
    let clock = FixedClock::at("2026-10-12T09:00:00Z".parse().unwrap());
    let reference = Reference::parse("PW-7K3M9QTX").unwrap();
    let start = start.parse().unwrap();
    prepare(press(), &clock, &of_offer, &of_learner, &Estimate, start, &reference).unwrap()
}

/// Every time, job, person and finish of the plan, in the model and in the text that is read.
fn agrees(programme: &Programme, pack: &Pack, booklet: &Booklet, text: &str) {
    assert_eq!(booklet.days.len(), programme.days.len());
    for (day, plan) in booklet.days.iter().zip(&programme.days) {
        assert_eq!((day.date, day.from, day.to), (plan.date, plan.attended.from, plan.attended.to));
        let spans: Vec<_> = plan.blocks.iter().map(|block| (block.span.from, block.span.to)).collect();
        assert_eq!(day.rows.iter().map(|row| (row.from, row.to)).collect::<Vec<_>>(), spans);
        for row in &day.rows {
            let said = match booklet.edition {
                Edition::Family => row.with.clone().unwrap_or_default(),
                Edition::JobCoach => format!("{}–{} | {}", row.from, row.to, row.what),
                _ => format!("{}  ", row.from),
            };
            assert!(text.contains(&said), "{:?}: {said}", booklet.edition);
        }
        assert!(text.contains(&day.to.to_string()), "the finish of {}", day.date);
        let of_pack = pack.week.days.iter().find(|one| one.dates.contains(&day.date)).unwrap();
        assert_eq!((of_pack.from, of_pack.to), (day.from, day.to));
        if of_pack.dates.len() == 1 {
            let told: Vec<_> = of_pack
                .blocks
                .iter()
                .map(|block| match block {
                    Block::Work(work) => (work.from, work.to, work.task.clone(), Some(work.with.clone())),
                    Block::Rest(rest) => (rest.from, rest.to, rest.what.clone(), None),
                })
                .collect();
            let rows = day.rows.iter().map(|row| (row.from, row.to, row.what.clone(), row.with.clone()));
            assert_eq!(rows.collect::<Vec<_>>(), told);
        }
    }
}

fn no_page_is_nearly_empty(edition: Edition, printed: &PrintedBooklet) {
    let fills = &printed.pdf.fills;
    assert!(fills.iter().all(|fill| *fill >= LEAST_FILL), "{edition:?}: {fills:?}");
}

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
    let prepared = sample(learner, offer, start);
    let calendar = calendar::render(&prepared.pack, &[], stamp());
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), prepared.programme.days.len());
    assert_eq!(prepared.copies.iter().map(|copy| copy.booklet.edition).collect::<Vec<_>>(), COPIES);
    for copy in &prepared.copies {
        agrees(&prepared.programme, &prepared.pack, &copy.booklet, &copy.printed.text);
        no_page_is_nearly_empty(copy.booklet.edition, &copy.printed);
        assert!(copy.printed.pdf.bytes.starts_with(b"%PDF-"));
    }
    assert_eq!(lint(&prepared.copies[0].booklet), []);
}

/// How many pairs are planned, unless `PLACEWELL_TEST_CASES` says otherwise.
fn cases() -> u64 {
    std::env::var("PLACEWELL_TEST_CASES").map_or(150, |cases| cases.parse().unwrap())
}

/// One generated plan in so many is printed: printing takes most of the time.
const PRINTED: usize = 25;

#[test]
fn the_employers_copy_of_generated_plans_has_four_pages_at_most() {
    let plans = planned(0..cases());
    for (facts, offer, programme) in plans.iter().step_by(PRINTED) {
        let (pack, _) = copies(&learner(facts), facts, offer, programme);
        let printed = editions::employer(press(), &pack, &[], stamp()).unwrap();
        assert!(printed.pdf.pages <= 4, "{}", printed.pdf.pages);
    }
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
fn the_copies_of_generated_plans_agree_and_tell_only_what_they_may() {
    for (facts, offer, programme) in planned(0..40) {
        let (pack, booklets) = copies(&learner(&facts), &facts, &offer, &programme);
        for booklet in &booklets {
            assert_eq!(booklet.told.minus(booklet.edition.may_tell()).bits(), 0, "{:?}", booklet.edition);
        }
        let printed = booklets[1].print(press(), stamp()).unwrap();
        agrees(&programme, &pack, &booklets[1], &printed.text);
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
