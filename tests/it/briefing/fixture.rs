use std::sync::LazyLock;

use placewell::briefing::editions::{self, Artefacts};
use placewell::briefing::leak::{FamilyContact, Secrets};
use placewell::briefing::pack::Pack;
use placewell::briefing::pdf::Press;
use placewell::briefing::sheet::Sheet;
use placewell::briefing::{html, text};
use placewell::domain::delivery::Edition;

pub(super) use super::plans::stamp;

/// The made-up pack that most of these tests read: Amina's week at a gift packer's.
pub(crate) fn pack() -> Pack {
    serde_json::from_str(include_str!("pack.json")).expect("the fixture is a pack")
}

/// One press for all tests: it holds no state but its fonts.
pub(super) fn press() -> &'static Press {
    static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new().expect("the fonts are embedded"));
    &PRESS
}

/// Everything made of the made-up pack, printed once for all tests that only read it.
pub(super) fn made() -> &'static Artefacts {
    static MADE: LazyLock<Artefacts> = LazyLock::new(|| artefacts(&pack()));
    &MADE
}

/// The mail's two parts without the attachments, which take longer to set.
pub(super) fn mail(pack: &Pack) -> (String, String) {
    let sheet = Sheet::of(pack);
    (html::render(&sheet).unwrap(), text::render(&sheet).unwrap())
}

/// Everything made of a pack for its employer.
pub(super) fn artefacts(pack: &Pack) -> Artefacts {
    editions::employer(press(), pack, &[], stamp()).expect("the fixture can be printed")
}

/// What must not leave about Amina, and what may.
pub(super) fn secrets() -> Secrets {
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    Secrets {
        may_tell: Edition::Employer.may_tell(),
        first_names: texts(&["Amina"]),
        first_name_agreed: true,
        surnames: texts(&["Okonjo-Rees"]),
        date_of_birth: chrono::NaiveDate::from_ymd_opt(2010, 5, 14),
        home_lines: texts(&["27 Gorse Crescent"]),
        postcode: Some("NP19 8ZZ".to_owned()),
        identifiers: texts(&["H801200001001", "1234567890", "943 476 5919"]),
        need_codes: texts(&["ASD", "HI"]),
        diagnoses: texts(&["epilepsy"]),
        notes: texts(&["She was moved from her last school after the incident in the spring term."]),
        family: vec![FamilyContact {
            name: "Folake Adeyemi".to_owned(),
            phones: texts(&["07700 900123"]),
            emails: texts(&["folake.a@example.org"]),
        }],
        other_learners: texts(&["Tomos Whitlock"]),
        journey: texts(&["Gaer Fort Hotel stop"]),
        public: texts(&[
            "Larchfield Works",
            "Unit 4, Millrace Lane",
            "Carys Bevan",
            "Larchfield Gift Packing",
        ]),
        own_words: pack().visitor.statement.map(|own| own.words).into_iter().collect(),
    }
}
