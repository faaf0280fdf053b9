//! What a sheet can say of a learner. The spellings are those of the school census, the Common Transfer File, the
//! Individualised Learner Record, and the usual school systems.

use super::field::{CellCodes, CellShape, SheetField, codes};
use crate::domain::learner::ProgrammeKind;
use crate::domain::support::{CommunicationMode, Evacuation, HelpLevel, InstructionMode, Variety};
use crate::domain::task::Demand;
use crate::domain::theme::Theme;
use crate::domain::travel_profile::{StepFreePolicy, TravelMode};
use crate::words::intake as label;
use crate::words::pages::{learner as learner_words, new_learner as form, record};
use crate::words::visit;

const fn field(
    name: &'static str,
    label: &'static str,
    path: &'static str,
    shape: CellShape,
    spellings: &'static [&'static str],
) -> SheetField {
    SheetField::new(name, label, path, shape, spellings)
}

const fn asked(
    name: &'static str,
    label: &'static str,
    path: &'static str,
    shape: CellShape,
    spellings: &'static [&'static str],
) -> SheetField {
    SheetField::new(name, label, path, shape, spellings).asked()
}

const fn count(least: u16, most: u16) -> CellShape {
    CellShape::Count { least, most }
}

const DEMAND: CellCodes = codes::<Demand>();

/// The columns whose content can number a row: the first of them that a sheet has does.
pub const NUMBERS: [&str; 3] = ["external_id", "upn", "uln"];

/// The field of what is written about needs.
pub const NEEDS_TEXT: &str = "needs_text";

/// The field that says whether a row is about the learner who may be the same. It stands in no record.
pub const SAME_LEARNER: &str = "same_learner";

/// What can be said of a learner.
pub const FIELDS: &[SheetField] = &[
    asked(
        "given_name",
        form::GIVEN,
        "/identity/given_name",
        CellShape::Line,
        &[
            "Forename",
            "Forenames",
            "Given name",
            "Given names",
            "Legal forename",
            "Legal first name",
            "Firstname",
        ],
    ),
    asked(
        "family_name",
        form::FAMILY_NAME,
        "/identity/family_name",
        CellShape::Line,
        &["Surname", "Last name", "Legal surname", "Legal last name", "Lastname"],
    ),
    field(
        "known_as",
        label::KNOWN_AS,
        "/identity/known_as",
        CellShape::Line,
        &["Known as", "Preferred forename", "Preferred first name", "Preferred name", "Chosen name"],
    ),
    asked(
        "date_of_birth",
        form::BORN,
        "/identity/date_of_birth",
        CellShape::Born,
        &["DOB", "Birth date", "Birthdate", "D.O.B.", "Date birth"],
    ),
    field(
        "external_id",
        label::NUMBER,
        "/codes/external_id",
        CellShape::Number,
        &[
            "Admission number",
            "Admission no",
            "Adno",
            "Adm no",
            "MIS ID",
            "Pupil ID",
            "Student ID",
            "Learner ID",
            "Student number",
            "Learner number",
            "Learner reference",
            "LearnRefNumber",
            "Our reference",
            "Reference",
            "Ref",
        ],
    ),
    field("upn", label::UPN, "/codes/upn", CellShape::Upn, &["Unique pupil number"]),
    field("uln", label::ULN, "/codes/uln", CellShape::Uln, &["Unique learner number"]),
    field(SAME_LEARNER, label::SAME_AS_KNOWN, "", CellShape::YesNo, &[]),
    field(
        "sen_primary",
        label::SEN_PRIMARY,
        "/codes/sen/0",
        CellShape::Sen,
        &["PrimarySENtype", "Primary SEN type", "SENtype", "Primary need"],
    ),
    field(
        "sen_secondary",
        label::SEN_SECONDARY,
        "/codes/sen/1",
        CellShape::Sen,
        &["SecondarySENtype", "Secondary SEN type", "Secondary need"],
    ),
    field(
        NEEDS_TEXT,
        label::NEEDS_TEXT,
        "",
        CellShape::Paragraph,
        &[
            "Needs",
            "Support needs",
            "SEN needs",
            "Additional needs",
            "Needs and support",
            "Support required",
            "Barriers",
        ],
    ),
    asked(
        "postcode",
        form::POSTCODE,
        "/home/postcode",
        CellShape::Postcode,
        &["Post code", "Home postcode", "Pcode", "Postcode", "Pupil postcode"],
    ),
    field(
        "address_1",
        label::ADDRESS_1,
        "/home/address/0",
        CellShape::Line,
        &["Address", "Address line 1", "Address 1", "Street", "AddressLine1"],
    ),
    field(
        "address_2",
        label::ADDRESS_2,
        "/home/address/1",
        CellShape::Line,
        &["Address line 2", "Address 2", "Locality", "AddressLine2"],
    ),
    field(
        "address_3",
        label::ADDRESS_3,
        "/home/address/2",
        CellShape::Line,
        &["Address line 3", "Address 3", "Town", "City", "AddressLine3"],
    ),
    field(
        "own_email",
        form::OWN_EMAIL,
        "/home/own_email",
        CellShape::Email,
        &["Learner email", "Student email", "Pupil email", "Email", "E-mail", "Email address"],
    ),
    field(
        "name-0",
        label::PERSON_1_NAME,
        "/home/family/0/name",
        CellShape::Line,
        &[
            "Contact 1 name",
            "Parent 1 name",
            "Parent name",
            "Priority 1 contact",
            "Parent/carer",
            "Parent carer name",
        ],
    ),
    field(
        "relationship-0",
        label::PERSON_1_RELATIONSHIP,
        "/home/family/0/relationship",
        CellShape::Line,
        &["Contact 1 relationship", "Parent 1 relationship", "Relationship"],
    ),
    field(
        "phone-0",
        label::PERSON_1_PHONE,
        "/home/family/0/phone",
        CellShape::Phone,
        &[
            "Contact 1 phone",
            "Parent 1 phone",
            "Parent phone",
            "Contact 1 telephone",
            "Contact 1 mobile",
            "Parent mobile",
        ],
    ),
    field(
        "email-0",
        label::PERSON_1_EMAIL,
        "/home/family/0/email",
        CellShape::Email,
        &["Contact 1 email", "Parent 1 email", "Parent email"],
    ),
    field(
        "name-1",
        label::PERSON_2_NAME,
        "/home/family/1/name",
        CellShape::Line,
        &["Contact 2 name", "Parent 2 name", "Priority 2 contact"],
    ),
    field(
        "relationship-1",
        label::PERSON_2_RELATIONSHIP,
        "/home/family/1/relationship",
        CellShape::Line,
        &["Contact 2 relationship", "Parent 2 relationship"],
    ),
    field(
        "phone-1",
        label::PERSON_2_PHONE,
        "/home/family/1/phone",
        CellShape::Phone,
        &["Contact 2 phone", "Parent 2 phone", "Contact 2 telephone", "Contact 2 mobile"],
    ),
    field(
        "email-1",
        label::PERSON_2_EMAIL,
        "/home/family/1/email",
        CellShape::Email,
        &["Contact 2 email", "Parent 2 email"],
    ),
    asked(
        "programme",
        form::PROGRAMME,
        "/profile/programme",
        CellShape::One(codes::<ProgrammeKind>()),
        &["Programme"],
    )
    .of_all(),
    field(
        "interests",
        learner_words::INTERESTS,
        "/profile/interests",
        CellShape::Several(codes::<Theme>()),
        &["Interests"],
    ),
    asked(
        "communicates",
        record::COMMUNICATES,
        "/profile/communicates",
        CellShape::Several(codes::<CommunicationMode>()),
        &["Communication", "Communicates by"],
    ),
    asked(
        "instructed_by",
        record::TOLD_BY,
        "/profile/instructed_by",
        CellShape::Several(codes::<InstructionMode>()),
        &["Best told by", "Instructions"],
    ),
    asked(
        "help",
        learner_words::HELP,
        "/profile/help",
        CellShape::One(codes::<HelpLevel>()),
        &["Help with a new task"],
    ),
    asked(
        "variety",
        form::VARIETY,
        "/profile/variety",
        CellShape::One(codes::<Variety>()),
        &["Variety", "Change"],
    ),
    asked(
        "max_continuous_minutes",
        record::STRETCH,
        "/profile/stamina/max_continuous_minutes",
        count(10, 270),
        &["Minutes at a stretch"],
    ),
    asked(
        "max_daily_minutes",
        record::DAY,
        "/profile/stamina/max_daily_minutes",
        count(30, 480),
        &["Minutes a day"],
    ),
    asked("break_minutes", record::BREAK, "/profile/stamina/break_minutes", count(5, 60), &["Break minutes"]),
    asked("reading", form::READING, "/profile/capability/reading", CellShape::One(DEMAND), &["Reading"]),
    asked("numbers", form::NUMBERS, "/profile/capability/numbers", CellShape::One(DEMAND), &["Numbers"]),
    asked(
        "communication",
        form::TALKING,
        "/profile/capability/communication",
        CellShape::One(DEMAND),
        &["Talking"],
    ),
    asked(
        "physical",
        form::PHYSICAL,
        "/profile/capability/physical",
        CellShape::One(DEMAND),
        &["Physical work"],
    ),
    asked("challenge", form::CHALLENGE, "/profile/capability/challenge", count(1, 5), &["Challenge today"]),
    asked("stretch", form::STRETCH, "/profile/capability/stretch", count(1, 5), &["Challenge by the end"]),
    asked(
        "evacuation",
        visit::EVACUATION,
        "/profile/evacuation",
        CellShape::One(codes::<Evacuation>()),
        &["Evacuation"],
    ),
    asked(
        "modes",
        form::MODES,
        "/profile/travel/modes",
        CellShape::Several(codes::<TravelMode>()),
        &["Travels by"],
    ),
    asked(
        "speed_mm_s",
        form::SPEED,
        "/profile/travel/speed_mm_s",
        count(300, 2000),
        &["Walking speed (mm/s)"],
    ),
    asked(
        "max_walk_metres",
        form::WALK,
        "/profile/travel/max_walk_metres",
        count(0, 10_000),
        &["Longest walk (metres)"],
    ),
    asked(
        "max_total_walk_metres",
        form::WALK_ALL,
        "/profile/travel/max_total_walk_metres",
        count(0, 20_000),
        &["Most walking in a journey (metres)"],
    ),
    asked(
        "comfortable_minutes",
        form::COMFORTABLE,
        "/profile/travel/comfortable_minutes",
        count(0, 240),
        &["Comfortable journey (minutes)"],
    ),
    asked(
        "max_minutes",
        form::LONGEST,
        "/profile/travel/max_minutes",
        count(0, 240),
        &["Longest journey (minutes)"],
    ),
    asked("max_changes", form::CHANGES, "/profile/travel/max_changes", count(0, 4), &["Most changes"]),
    asked(
        "change_minutes",
        form::AT_CHANGE,
        "/profile/travel/change_minutes",
        count(0, 60),
        &["Minutes at a change"],
    ),
    asked(
        "max_wait_minutes",
        form::WAIT,
        "/profile/travel/max_wait_minutes",
        count(0, 120),
        &["Longest wait (minutes)"],
    ),
    asked(
        "step_free",
        form::STEP_FREE,
        "/profile/travel/step_free",
        CellShape::One(codes::<StepFreePolicy>()),
        &["Step-free"],
    ),
];
