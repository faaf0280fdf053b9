use std::io::Read;

use flate2::read::ZlibDecoder;
use placewell::briefing::fit::{self, FitError, Printed};
use placewell::briefing::pack::{Block, Pack};
use placewell::briefing::pdf::Stamp;
use placewell::briefing::sheet::Sheet;

use super::fixture::{artefacts, made, pack, press, stamp};

fn try_print(pack: &Pack) -> Result<Printed, FitError> {
    let ident = format!("{} v{}", pack.reference, pack.issue.version);
    fit::print(press(), &Sheet::of(pack), &Stamp { ident, at: stamp() })
}

fn print(pack: &Pack) -> Printed {
    try_print(pack).unwrap()
}

fn holds(file: &[u8], wanted: &str) -> bool {
    file.windows(wanted.len()).any(|window| window == wanted.as_bytes())
}

/// How many horizontal lines are drawn on the pages.
fn lines(file: &[u8]) -> usize {
    let opens = |at: &usize| file[*at..].starts_with(b"stream\n");
    let drawn = (0..file.len()).filter(opens).map(|at| {
        let mut content = Vec::new();
        // Not every stream is compressed, and what follows it is none of its own.
        drop(ZlibDecoder::new(&file[at + 7..]).read_to_end(&mut content));
        content.windows(6).filter(|window| window == b" 0 l\nS").count()
    });
    drawn.sum()
}

#[test]
fn each_question_at_the_end_has_a_line_to_write_on() {
    let mut longer = pack();
    longer.feedback.questions.push("Would you do it again?".to_owned());
    let (before, after) = (lines(&made().pdf.bytes), lines(&print(&longer).pack.bytes));
    assert_eq!((before > 0, after), (true, before + 1));
}

#[test]
fn the_pack_is_tagged_declared_accessible_and_archivable() {
    let printed = made();
    for pdf in [&printed.pdf.bytes, &printed.cards.bytes] {
        for wanted in [
            "/StructTreeRoot",
            "/Marked true",
            "/Lang(en-GB)",
            "/DisplayDocTitle true",
            "<pdfuaid:part>1<",
            "<pdfaid:part>2<",
            "<pdfaid:conformance>A<",
        ] {
            assert!(holds(pdf, wanted), "{wanted} is missing");
        }
    }
    for wanted in ["/S/TH", "/Scope/Column", "/Scope/Row", "/S/H1", "/S/H2"] {
        assert!(holds(&printed.pdf.bytes, wanted), "{wanted} is missing");
    }
}

#[test]
fn the_pack_has_four_pages_and_the_same_bytes_each_time() {
    let (one, two) = (made(), artefacts(&pack()));
    assert_eq!(one.pdf.pages, 4);
    assert_eq!(one.pdf.bytes, two.pdf.bytes);
    assert_eq!(one.cards.bytes, two.cards.bytes);
}

#[test]
fn the_metadata_names_the_reference_and_nobody() {
    let printed = made();
    assert_eq!(printed.pdf.metadata, ["Work placement briefing PW-7K3M9QTX", "Placewell", "work placement"]);
    assert_eq!(printed.pdf.alts, Vec::<String>::new());
}

#[test]
fn every_sentence_of_the_pack_is_on_a_page() {
    let pack = pack();
    let printed = made();
    let flat = |text: &str| text.split_whitespace().collect::<String>();
    let (main, cards) = (flat(&printed.pdf.text), flat(&printed.cards.text));
    for words in [&pack.phones.emergency, &pack.arrival.door, &pack.phones.concern.number]
        .into_iter()
        .chain(&pack.why)
        .chain(&pack.safety.statement)
        .chain(&pack.safety.first_aid)
        .chain(&pack.evacuation.personal_plan)
        .chain(&pack.guidance.stress_signs)
        .chain(&pack.do_not)
        .chain(&pack.feedback.questions)
    {
        assert!(main.contains(&flat(words)), "not printed: {words}");
    }
    for block in pack.week.days.iter().flat_map(|day| &day.blocks) {
        if let Block::Work(work) = block {
            for words in [&work.task, &work.finish, &work.good, &work.if_finished, &work.if_stuck, &work.with]
            {
                let words = flat(words);
                assert!(main.contains(&words) || cards.contains(&words), "not printed: {words}");
            }
        }
    }
    for step in pack.cards.iter().flat_map(|card| &card.steps) {
        assert!(cards.contains(&flat(&step.act)), "not printed: {}", step.act);
    }
}

#[test]
fn a_longer_pack_shrinks_or_moves_its_detail_to_the_cards() {
    let mut long = pack();
    for day in &mut long.week.days {
        for block in &mut day.blocks {
            if let Block::Work(work) = block {
                work.good = format!("{} at {}: {}", work.good, work.from, "and the same again ".repeat(6));
            }
        }
    }
    let printed = print(&long);
    assert!(printed.pack.pages <= fit::MOST_PAGES);
    assert!(printed.cards.text.contains("How to help with each job"));
}

#[test]
fn a_pack_that_no_type_size_can_hold_is_refused_and_not_cut() {
    let mut endless = pack();
    endless.why = vec!["A reason that goes on and on. ".repeat(40); 30];
    assert!(matches!(try_print(&endless), Err(FitError::TooLong { pages }) if pages > 4));
}
