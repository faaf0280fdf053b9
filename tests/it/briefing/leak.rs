//! A planted secret is found wherever it stands, and a finding never repeats it.

use placewell::briefing::leak::{Finding, Kind, Part, Place, check, parts};
use placewell::domain::code::Code;
use placewell::domain::delivery::Edition;
use placewell::domain::disclosure::Told;
use proptest::prelude::*;
use rstest::rstest;
use serde_json::Value;

use super::fixture::{artefacts, made, pack, secrets};

/// Each secret of the fixture in the ways in which it would be written.
pub(super) const PLANTS: &[(Kind, &str)] = &[
    (Kind::Name, "Okonjo-Rees"),
    (Kind::Name, "OKONJO REES"),
    (Kind::Name, "A. Okonjo-Rees"),
    (Kind::Name, "aminaokonjorees@school.example"),
    (Kind::Name, "Oko\u{200B}njo-R\u{e9}es"),
    (Kind::DateOfBirth, "14/05/2010"),
    (Kind::DateOfBirth, "2010-05-14"),
    (Kind::DateOfBirth, "14.5.10"),
    (Kind::DateOfBirth, "14th of May 2010"),
    (Kind::DateOfBirth, "May 14, 2010"),
    (Kind::DateOfBirth, "20100514"),
    (Kind::HomePostcode, "NP19 8ZZ"),
    (Kind::HomePostcode, "np198zz"),
    (Kind::HomeAddress, "27 Gorse Crescent"),
    (Kind::HomeAddress, "gorse cres"),
    (Kind::Identifier, "H801200001001"),
    (Kind::Identifier, "123 456 7890"),
    (Kind::Identifier, "9434765919"),
    (Kind::NeedCode, "ASD"),
    (Kind::NeedCode, "SEN type HI"),
    (Kind::Diagnosis, "an autistic young person"),
    (Kind::Diagnosis, "epileptic"),
    (Kind::FileMatter, "see the EHCP"),
    (Kind::FileMatter, "a child-protection plan"),
    (Kind::Note, "moved from her last school after the incident"),
    (Kind::Family, "Folake Adeyemi"),
    (Kind::Family, "+44 7700 900 123"),
    (Kind::Family, "07700900123"),
    (Kind::Family, "Folake.A@example.org"),
    (Kind::OtherLearner, "Tomos Whitlock"),
    (Kind::OtherLearner, "Whitlock, Tomos"),
    (Kind::Journey, "Gaer Fort Hotel stop"),
    (Kind::Score, "score 412 of 1000"),
    (Kind::AccessToken, "https://example.org/in/9f8e7d6c5b4a39281706f5e4d3c2b1a0"),
];

fn kinds(findings: &[Finding]) -> Vec<Kind> {
    findings.iter().map(|finding| finding.kind).collect()
}

#[test]
fn a_good_pack_passes() {
    let pack = pack();
    assert_eq!(check(&parts(&pack, made()), &secrets()), []);
}

#[test]
fn every_way_of_writing_a_secret_is_found_in_plain_text() {
    for (kind, plant) in PLANTS {
        let part =
            Part { place: Place::Text, text: format!("The morning begins with {plant} and then the boxes.") };
        let found = check(&[part], &secrets());
        assert!(kinds(&found).contains(kind), "{kind:?} was missed in a way of writing it: {plant:?}");
    }
}

#[rstest]
#[case::text(Place::Text)]
#[case::html(Place::Html)]
#[case::pages(Place::Pages("pack"))]
#[case::alternative(Place::AltText("pack"))]
#[case::metadata(Place::Metadata("pack"))]
#[case::file_name(Place::FileName)]
#[case::subject(Place::Subject)]
#[case::header(Place::Header("From".to_owned()))]
#[case::calendar(Place::Calendar)]
#[case::field(Place::Field("/week/days/0/blocks/1/task".to_owned()))]
fn every_secret_is_found_in_every_place(#[case] place: Place) {
    for (kind, plant) in PLANTS {
        let part = Part { place: place.clone(), text: format!("before {plant} after") };
        let found = check(&[part], &secrets());
        assert!(found.contains(&Finding { place: place.clone(), kind: *kind }), "{kind:?} missed in {place}");
        let told = format!("{found:?} {place}");
        assert!(!told.contains(plant), "a finding repeats what it found");
    }
}

#[test]
fn a_first_name_that_was_not_agreed_is_a_leak() {
    let secrets = placewell::briefing::leak::Secrets { first_name_agreed: false, ..secrets() };
    let pack = pack();
    let found = check(&parts(&pack, made()), &secrets);
    for place in [Place::Text, Place::Html, Place::Pages("pack"), Place::Field("/visitor/called".to_owned())]
    {
        assert!(found.contains(&Finding { place, kind: Kind::Name }));
    }
}

#[test]
fn anything_fetched_or_shown_in_html_is_found() {
    let pack = pack();
    let tags = [
        "<img src=cid:1>",
        "<SVG onload=x>",
        "<p style=\"background:url(x)\">",
        "<style>@import 'x';</style>",
        "<link rel=x",
    ];
    for tag in tags {
        let mut made = made().clone();
        made.html = made.html.replace("</h1>", &format!("</h1>{tag}"));
        let found = check(&parts(&pack, &made), &secrets());
        assert_eq!(found, [Finding { place: Place::Markup, kind: Kind::RemoteContent }], "{tag}");
        assert_eq!(
            found[0].to_string(),
            "something that is fetched when the mail is opened, in the code of the HTML"
        );
    }
}

#[test]
fn a_text_that_mentions_a_tag_can_be_sent() {
    let mut pack = pack();
    pack.guidance.talking[0] =
        "Sorts drawings: <svg, <img src=x> and url(x) in one folder, @import last.".to_owned();
    let made = artefacts(&pack);
    assert!(made.html.contains("&lt;svg") || made.html.contains("&#60;svg"), "the text is in the mail");
    assert_eq!(check(&parts(&pack, &made), &secrets()), []);
}

#[test]
fn an_encoded_secret_is_read_through_html_and_calendar_encodings() {
    let pack = pack();
    let mut made = made().clone();
    made.html = made.html.replace("</h1>", " Okonjo&#45;R&#x65;es</h1>");
    made.calendar = made.calendar.replace("SUMMARY:", "SUMMARY:NP1\r\n 9 8ZZ ");
    let found = check(&parts(&pack, &made), &secrets());
    assert!(found.contains(&Finding { place: Place::Html, kind: Kind::Name }));
    assert!(found.contains(&Finding { place: Place::Calendar, kind: Kind::HomePostcode }));
}

fn strings(value: &mut Value) -> Vec<&mut String> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter_mut().flat_map(strings).collect(),
        Value::Object(fields) => fields.values_mut().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_secret_in_any_field_of_the_pack_is_found(at in 0_usize..4096, plant in 0..PLANTS.len(), before in "[a-z ]{0,12}") {
        let (kind, plant) = PLANTS[plant];
        let mut value = serde_json::to_value(pack()).unwrap();
        let mut all = strings(&mut value);
        let count = all.len();
        let text = &mut all[at % count];
        **text = format!("{text} {before} {plant} {text}");
        let part = Part { place: Place::Field("/any".to_owned()), text: (**text).clone() };
        prop_assert!(kinds(&check(&[part], &secrets())).contains(&kind));
    }
}

#[test]
fn a_secret_typed_into_the_plan_is_found_in_every_artefact() {
    let mut pack = pack();
    pack.guidance.talking[0] = "Amina Okonjo-Rees lives at NP19 8ZZ.".to_owned();
    let made = artefacts(&pack);
    let found = check(&parts(&pack, &made), &secrets());
    for place in
        [Place::Text, Place::Html, Place::Pages("pack"), Place::Field("/guidance/talking/0".to_owned())]
    {
        assert!(found.contains(&Finding { place: place.clone(), kind: Kind::Name }), "{place}");
        assert!(found.contains(&Finding { place: place.clone(), kind: Kind::HomePostcode }), "{place}");
    }
}

/// The list of an edition is what the check goes by: one fact more in what it says it tells, and it stays.
#[test]
fn a_fact_that_is_not_on_the_list_of_an_edition_is_found_in_it() {
    for edition in Edition::ALL {
        let secrets = placewell::briefing::leak::Secrets { may_tell: edition.may_tell(), ..secrets() };
        for told in Told::ALL {
            let part = Part { place: Place::Field("/told/0".to_owned()), text: told.code().to_owned() };
            let kinds = kinds(&check(&[part], &secrets));
            let wanted: &[Kind] =
                if edition.may_tell().contains(*told) { &[] } else { &[Kind::NotThisReader] };
            assert_eq!(kinds, wanted, "{edition:?} {told:?}");
        }
        let part = Part { place: Place::Text, text: "Board at Gaer Fort Hotel stop.".to_owned() };
        let told = check(&[part], &secrets).is_empty();
        assert_eq!(told, *edition == Edition::Family, "only the family is told the way: {edition:?}");
    }
}
