//! The pages that add a learner, and their home and the people to ring.

/// Where every learner is listed.
pub const LEARNERS: &str = "Learners";
/// The form.
pub const ADD: &str = "Add a learner";
/// See [`ADD`].
pub const SAVE: &str = "Add this learner";
/// See [`ADD`].
pub const LEAD: &str = "We need these answers before we can match the learner with placements. What the learner needs, \
     likes and says about themselves comes next, on the record’s own page. Write what the learner can do and needs, never \
     a diagnosis.";

/// Questions about who the learner is.
pub const GIVEN: &str = "First name";
/// See [`GIVEN`].
pub const FAMILY_NAME: &str = "Family name";
/// See [`GIVEN`].
pub const KNOWN_AS: &str = "What do they like to be called?";
/// See [`GIVEN`].
pub const KNOWN_AS_HINT: &str = "If it is not the first name. Employers read it once they have accepted and the learner’s side has agreed.";
/// See [`GIVEN`].
pub const BORN: &str = "Date of birth";
/// See [`GIVEN`].
pub const PROGRAMME: &str = "What kind of placement is sought?";
/// See [`GIVEN`].
pub const VARIETY: &str = "How much change does the learner like?";
/// See [`GIVEN`].
pub const READING: &str = "How much reading is comfortable?";
/// See [`GIVEN`].
pub const NUMBERS: &str = "How much work with numbers is comfortable?";
/// See [`GIVEN`].
pub const TALKING: &str = "How much speaking and listening is comfortable?";
/// See [`GIVEN`].
pub const PHYSICAL: &str = "How much lifting, standing and reaching is comfortable?";
/// See [`GIVEN`].
pub const CHALLENGE: &str = "How hard may work be today?";
/// See [`GIVEN`].
pub const STRETCH: &str = "How hard may it become by the end of the week?";
/// See [`GIVEN`].
pub const LEVELS: [(&str, &str); 5] = [
    ("1", "1: very easy"),
    ("2", "2: easy"),
    ("3", "3: some challenge"),
    ("4", "4: a good challenge"),
    ("5", "5: as hard as the job is"),
];

/// Questions about the journey.
pub const MODES: &str = "How can the learner travel?";
/// See [`MODES`].
pub const SPEED: &str = "How fast does the learner walk or wheel?";
/// See [`MODES`].
pub const SPEEDS: [(&str, &str); 3] =
    [("1200", "At the usual pace"), ("900", "Slowly"), ("800", "By manual wheelchair")];
/// See [`MODES`].
pub const WALK: &str = "Longest walk at a stretch";
/// See [`MODES`].
pub const WALK_ALL: &str = "Most walking in one journey";
/// See [`MODES`].
pub const METRES: &str = "In metres";
/// See [`MODES`].
pub const COMFORTABLE: &str = "How long a journey is comfortable?";
/// See [`MODES`].
pub const LONGEST: &str = "Longest possible journey";
/// See [`MODES`].
pub const CHANGES: &str = "Most changes of bus or train";
/// See [`MODES`].
pub const AT_CHANGE: &str = "Time needed at each change";
/// See [`MODES`].
pub const WAIT: &str = "Longest wait at a stop";
/// See [`MODES`].
pub const STEP_FREE: &str = "Must the journey be free of steps?";

/// Questions about the home.
pub const HOME: &str = "Home and people to ring";
/// See [`HOME`].
pub const HOME_LEAD: &str =
    "The learner’s own school or college reads this. Copies of the plan go to these email addresses.";
/// See [`HOME`].
pub const ADDRESS: &str = "Street and town";
/// See [`HOME`].
pub const POSTCODE: &str = "Postcode from which the learner travels";
/// See [`HOME`].
pub const OWN_EMAIL: &str = "The learner’s own email address";
/// See [`HOME`].
pub const OWN_EMAIL_HINT: &str = "Their copy of the plan goes there. Leave it empty if there is none.";

/// Questions about somebody of the family.
pub const NAME: &str = "name";
/// See [`NAME`].
pub const RELATIONSHIP: &str = "relationship to the learner";
/// See [`NAME`].
pub const PHONE: &str = "telephone";
/// See [`NAME`].
pub const EMAIL: &str = "email address";
/// See [`NAME`].
pub const LANGUAGE: &str = "language that they read best";
/// See [`NAME`].
pub const NO_LANGUAGE: &str = "Not known";

/// What to do about a field.
pub const ENTER_GIVEN: &str = "Enter the first name";
/// See [`ENTER_GIVEN`].
pub const ENTER_FAMILY: &str = "Enter the family name";
/// See [`ENTER_GIVEN`].
pub const SELECT_PROGRAMME: &str = "Select the kind of placement";
/// See [`ENTER_GIVEN`].
pub const SELECT_COMMUNICATES: &str = "Select how the learner communicates";
/// See [`ENTER_GIVEN`].
pub const SELECT_TOLD: &str = "Select how the learner is best told what to do";
/// See [`ENTER_GIVEN`].
pub const SELECT_VARIETY: &str = "Select how much change the learner likes";
/// See [`ENTER_GIVEN`].
pub const SELECT_DEMAND: &str = "Select how much is comfortable";
/// See [`ENTER_GIVEN`].
pub const SELECT_LEVEL: &str = "Select how hard the work may be";
/// See [`ENTER_GIVEN`].
pub const SELECT_MODE: &str = "Select at least one way to travel";
/// See [`ENTER_GIVEN`].
pub const SELECT_SPEED: &str = "Select how fast the learner walks or wheels";
/// See [`ENTER_GIVEN`].
pub const ENTER_METRES: &str = "Enter a whole number of metres, such as 800";
/// See [`ENTER_GIVEN`].
pub const ENTER_CHANGES: &str = "Enter a whole number, such as 1";
/// See [`ENTER_GIVEN`].
pub const SELECT_STEPS: &str = "Select whether the journey must be free of steps";
/// See [`ENTER_GIVEN`].
pub const ENTER_POSTCODE: &str = "Enter a full postcode, such as NP20 1AA";
/// See [`ENTER_GIVEN`].
pub const ENTER_EMAIL: &str = "Enter an email address, such as name@home.example";
/// See [`ENTER_GIVEN`].
pub const ENTER_PHONE: &str = "Enter a telephone number, such as 01632 960001";
/// See [`ENTER_GIVEN`].
pub const ENTER_PERSON: &str = "Enter a name, or leave all four fields of this person empty";
/// See [`ENTER_GIVEN`].
pub const ENTER_RELATIONSHIP: &str = "Enter their relationship to the learner, such as mother";

/// A question about one person of the family.
#[must_use]
pub fn of_person(at: usize, what: &str) -> String {
    format!("Person {}: {what}", at + 1)
}
