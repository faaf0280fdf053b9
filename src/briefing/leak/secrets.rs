use chrono::NaiveDate;

use crate::domain::code::CodeSet;
use crate::domain::disclosure::Told;

/// What must not leave about one learner, and what may though it looks alike. It is never shown:
/// hence no `Debug`.
#[derive(Clone, Default)]
pub struct Secrets {
    /// What the edition that is read may tell of the learner.
    pub may_tell: CodeSet<Told>,
    /// First names.
    pub first_names: Vec<String>,
    /// Whether the first name may be told to this employer.
    pub first_name_agreed: bool,
    /// Surnames, former and double ones too.
    pub surnames: Vec<String>,
    /// Date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// Street lines of the home address, without the town.
    pub home_lines: Vec<String>,
    /// Home postcode.
    pub postcode: Option<String>,
    /// Unique pupil, unique learner and health-service numbers.
    pub identifiers: Vec<String>,
    /// Codes of special educational need.
    pub need_codes: Vec<String>,
    /// Diagnoses in words, as the provider holds them.
    pub diagnoses: Vec<String>,
    /// Notes in free text that were never meant to be sent.
    pub notes: Vec<String>,
    /// Parents and carers.
    pub family: Vec<FamilyContact>,
    /// Whole names of the provider's other learners.
    pub other_learners: Vec<String>,
    /// Stops, stations and lines of the journey.
    pub journey: Vec<String>,
    /// Phrases that stand in public or that the employer gave itself: its name, its people, its
    /// address, its tasks, the provider's printed name and staff. A match inside one is no leak.
    pub public: Vec<String>,
    /// What the learner has chosen to say: there, a diagnosis is theirs to tell.
    pub own_words: Vec<String>,
}

/// A parent or carer.
#[derive(Clone, Default)]
pub struct FamilyContact {
    /// Whole name.
    pub name: String,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
}
