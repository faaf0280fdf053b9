use placewell::briefing::glyphs::MISSING;
use placewell::briefing::pack::Pack;
use placewell::briefing::pdf::{Form, Stamp};
use placewell::briefing::sheet::Sheet;
use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;

use super::fixture::{artefacts, pack, press, stamp};

fn called(name: &str, latin: Option<&str>) -> Pack {
    let mut pack = pack();
    pack.visitor.called = name.to_owned();
    pack.visitor.on_the_wall = Some(name.to_owned());
    pack.visitor.latin = latin.map(str::to_owned);
    pack
}

fn heading(pack: &Pack) -> String {
    let text = artefacts(pack).pdf.text;
    text.lines().find_map(|line| line.strip_suffix(", 2 to 6 March 2026")).unwrap_or_default().to_owned()
}

#[rstest]
#[case("Siân Ŵyn-Ŷ", "Siân Ŵyn-Ŷ")]
#[case("Zoë Łukasz", "Zoë Łukasz")]
#[case("Nguyễn", "Nguyễn")]
#[case("Sam 🌱", "Sam ▯")]
#[case("张伟", "▯▯")]
fn a_name_in_any_script_is_printed_or_marked(#[case] name: &str, #[case] shown: &str) {
    assert_eq!(heading(&called(name, None)), shown);
}

#[test]
fn a_name_that_the_fonts_lack_is_printed_in_its_owners_latin_spelling() {
    let pack = called("ਹਰਪ੍ਰੀਤ", Some("Harpreet"));
    assert_eq!(heading(&pack), "Harpreet");
}

#[test]
fn a_name_that_the_fonts_have_is_not_latinised() {
    assert_eq!(press().coverage().name("أمينة", Some("Amina")), "أمينة");
}

#[test]
fn a_cluster_is_marked_once_and_invisible_characters_are_dropped() {
    let show = |text: &str| press().coverage().show(text);
    assert_eq!(show("a\u{200B}b"), "ab");
    assert_eq!(show("👩‍🍳 bakes"), format!("{MISSING} bakes"));
    assert_eq!(show("\u{E001}"), MISSING);
    assert_eq!(show("\u{200B}"), MISSING);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_at_all_breaks_an_export(texts in proptest::collection::vec("\\PC{0,60}|.{0,30}|[\\u{300}-\\u{36f}\\u{600}-\\u{6ff}\\u{900}-\\u{97f}\\u{1f300}-\\u{1f6ff}]{0,20}", 12)) {
        let mut pack = pack();
        pack.cards.truncate(1);
        let mut data = serde_json::to_value(Sheet::of(&pack)).unwrap();
        data["density"] = json!(0);
        for field in ["detail_in_cards", "reasons_in_cards", "time_in_cards"] {
            data[field] = json!(false);
        }
        data["pack"]["cards"][0]["ready"] = json!(texts);
        data["pack"]["cards"][0]["task"] = json!(if texts[0].is_empty() { "-" } else { &texts[0] });
        let proof = press().set(Form::Cards, &data).unwrap();
        let stamp = Stamp { ident: "any".to_owned(), at: stamp() };
        let printed = proof.print(&stamp);
        prop_assert!(printed.is_ok(), "{}", printed.unwrap_err());
    }
}
