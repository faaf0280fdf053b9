//! The leak check judges by field and context: innocent words pass, the same words as names do not.

use placewell::briefing::leak::{Kind, Part, Place, Secrets, check};
use rstest::rstest;

use super::fixture::secrets;

fn found(text: &str, secrets: &Secrets) -> Vec<Kind> {
    let part = Part { place: Place::Text, text: text.to_owned() };
    check(&[part], secrets).into_iter().map(|finding| finding.kind).collect()
}

fn green() -> Secrets {
    Secrets {
        first_names: vec!["Sam".to_owned()],
        first_name_agreed: true,
        surnames: vec!["Green".to_owned()],
        public: vec!["Ann Green".to_owned(), "Green Lane Nursery".to_owned()],
        ..Secrets::default()
    }
}

#[rstest]
#[case("The toilet is behind the canteen.")]
#[case("Wash the minibus, then the vans.")]
#[case("Sort parcels by postcode: NP20 to the left, NP19 to the right.")]
#[case("Say hi to Priya at the desk.")]
#[case("Worries go to the safeguarding lead.")]
#[case("The bus stop is outside; nobody waits there.")]
#[case("Count 60 of 1000 boxes.")]
#[case("Record each date as 14/05 and sign.")]
#[case("Meet at 14:05:10 by the clock.")]
#[case("A rest when needed, and a medical certificate is not asked for.")]
#[case("See https://www.example.org/guidance/hosting-a-learner for more.")]
fn innocent_words_pass(#[case] text: &str) {
    assert_eq!(found(text, &secrets()), []);
}

#[rstest]
#[case("Green labels go on the left.")]
#[case("Put the green crate on the green line.")]
#[case("Press the Green button twice.")]
#[case("GREEN LABELS")]
#[case("Ask Ann Green when the tray is full.")]
#[case("Green Lane Nursery, the gate on the left.")]
fn a_surname_that_is_an_ordinary_word_passes_as_a_word(#[case] text: &str) {
    assert_eq!(found(text, &green()), []);
}

#[rstest]
#[case("Sam Green starts at ten.")]
#[case("sam green starts at ten")]
#[case("Green, Sam: Monday")]
#[case("Mr Green will be met at the door.")]
#[case("S. Green")]
#[case("Ask for Green at the door.")]
#[case("samgreen@example.org")]
fn the_same_word_as_a_name_is_found(#[case] text: &str) {
    assert_eq!(found(text, &green()), [Kind::Name]);
}

#[test]
fn a_name_field_and_a_subject_take_no_excuse() {
    for place in [Place::Field("/visitor/called".to_owned()), Place::Subject, Place::FileName] {
        let part = Part { place, text: "sam-green.pdf".to_owned() };
        assert_eq!(check(&[part], &green()).len(), 1);
    }
}

#[test]
fn what_a_learner_chooses_to_say_is_theirs_to_say() {
    let mut secrets = secrets();
    secrets.own_words = vec!["I am autistic and proud of it.".to_owned()];
    assert_eq!(found("In her words: “I am autistic and proud of it.”", &secrets), []);
    assert_eq!(found("She is autistic.", &secrets), [Kind::Diagnosis]);
}

#[test]
fn an_employers_own_words_are_not_the_learners() {
    let mut secrets = secrets();
    secrets.public.push("Fold leaflets for the epilepsy charity".to_owned());
    assert_eq!(found("Fold leaflets for the epilepsy charity, ten to a pile.", &secrets), []);
    assert_eq!(found("Knows about her epilepsy.", &secrets), [Kind::Diagnosis]);
}

#[test]
fn a_home_beside_the_site_is_told_by_its_own_number_only() {
    let mut secrets = secrets();
    secrets.home_lines = vec!["9 Millrace Lane".to_owned()];
    assert_eq!(found("Unit 4, Millrace Lane, Newport", &secrets), []);
    assert_eq!(found("lives at 9 Millrace Lane", &secrets), [Kind::HomeAddress]);
}
