use placewell::briefing::pack::{Block, Pack};
use placewell::briefing::pdf::Pdf;

use super::fixture::{artefacts, made, mail, pack};

#[test]
fn the_text_part_reads_as_written() {
    insta::assert_snapshot!(mail(&pack()).1);
}

#[test]
fn the_subject_and_the_file_names_tell_the_reference_only() {
    let made = made();
    assert_eq!(made.subject, "Work placement briefing PW-7K3M9QTX");
    assert_eq!(
        [&made.pdf_name, &made.cards_name, &made.calendar_name],
        [
            "placement-briefing-PW-7K3M9QTX-v1.pdf",
            "task-cards-PW-7K3M9QTX-v1.pdf",
            "placement-days-PW-7K3M9QTX-v1.ics"
        ]
    );
}

#[test]
fn a_draft_says_so_wherever_it_can_be_read_or_acted_on() {
    let signs = |draft: bool| {
        let mut pack = pack();
        pack.issue.draft = draft;
        let made = artefacts(&pack);
        let until = "DRAFT until Carys Bevan has confirmed the placement";
        let pages = |pdf: &Pdf| pdf.text.matches(until).count() == pdf.pages;
        [
            made.subject.starts_with("DRAFT: "),
            made.text.starts_with(&format!("{until}.")),
            made.html.contains(&format!("<strong>{until}.</strong>")),
            made.calendar.contains("STATUS:TENTATIVE") && !made.calendar.contains("STATUS:CONFIRMED"),
            made.calendar.contains("SUMMARY:DRAFT: "),
            pages(&made.pdf),
            pages(&made.cards),
        ]
    };
    assert_eq!((signs(true), signs(false)), ([true; 7], [false; 7]));
}

#[test]
fn the_text_part_alone_would_let_a_supervisor_run_the_week() {
    let pack = pack();
    let (_, text) = mail(&pack);
    for block in pack.week.days.iter().flat_map(|day| &day.blocks) {
        let wanted = match block {
            Block::Work(work) => {
                vec![
                    work.from.to_string(),
                    work.task.clone(),
                    work.with.clone(),
                    work.if_stuck.clone(),
                    work.if_finished.clone(),
                ]
            }
            Block::Rest(rest) => vec![rest.from.to_string(), rest.what.clone()],
        };
        for words in wanted {
            assert!(text.contains(&words), "not in the text part: {words}");
        }
    }
    for line in pack.phones.ladder.iter().chain([&pack.phones.concern]) {
        assert!(text.contains(&line.number));
    }
}

#[test]
fn the_html_fetches_nothing_and_keeps_its_headings_in_order() {
    let (html, _) = mail(&pack());
    for sign in ["<img", "http://", "https://", "<script", "url("] {
        assert!(!html.contains(sign), "{sign}");
    }
    assert!(html.contains("<html lang=\"en-GB\">"));
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(html.contains("max-width:600px"));
    assert!(html.contains("scope=\"row\"") && html.contains("scope=\"col\""));
}

#[test]
fn what_people_write_is_escaped() {
    let mut pack = pack();
    pack.why = vec!["Likes <b>bold</b> & \"quotes\"".to_owned()];
    let (html, text) = mail(&pack);
    assert!(!html.contains("<b>bold"));
    assert!(text.contains("Likes <b>bold</b> & \"quotes\""));
}

#[test]
fn a_changed_pack_says_what_changed_and_what_it_replaces() {
    let mut pack = pack();
    pack.issue.version = 2;
    pack.issue.supersedes = Some(1);
    pack.issue.changes = vec!["Thursday ends at 14:00.".to_owned()];
    let made = artefacts(&pack);
    assert_eq!(made.subject, "Work placement briefing PW-7K3M9QTX, changed (version 2)");
    for text in [&made.text, &made.html, &made.pdf.text] {
        assert!(text.contains("Thursday ends at 14:00."));
    }
}

#[test]
fn a_name_in_another_script_stays_as_it_is_in_mail() {
    let mut pack = pack();
    pack.visitor.called = "ਹਰਪ੍ਰੀਤ".to_owned();
    pack.visitor.latin = Some("Harpreet".to_owned());
    let made = artefacts(&pack);
    assert!(made.text.contains("ਹਰਪ੍ਰੀਤ") && made.html.contains("ਹਰਪ੍ਰੀਤ"));
    assert!(made.pdf.text.contains("Harpreet"));
}

#[test]
fn no_adjustment_is_said_only_where_none_stands() {
    let says = |pack: &Pack| {
        let (html, text) = mail(pack);
        let sentence = "No adjustment has been recorded.";
        (html.contains(sentence), text.contains(sentence))
    };
    let mut pack = pack();
    assert!(!pack.adjustments.is_empty());
    assert_eq!(says(&pack), (false, false));
    pack.adjustments.clear();
    pack.in_place = vec!["a quiet place to go to".to_owned()];
    assert_eq!(says(&pack), (false, false));
    pack.in_place.clear();
    pack.brought = None;
    assert_eq!(says(&pack), (true, true));
}
