//! The pages of organisations and of the employers' contacts.

use crate::words::amount::list;

/// Headings.
pub const HEADING: &str = "Organisations";
/// See [`HEADING`].
pub const DETAILS: &str = "What is recorded";
/// See [`HEADING`].
pub const CONTACTS: &str = "Contacts";
/// See [`HEADING`].
pub const HUBS: &str = "Hubs that this employer works with";
/// See [`HEADING`].
pub const MORE: &str = "What else you can do";
/// See [`HEADING`].
pub const END: &str = "If it no longer takes part";

/// The list.
pub const NAME: &str = "Name";
/// See [`NAME`].
pub const KIND: &str = "Kind";
/// See [`NAME`].
pub const ANY: &str = "any";
/// See [`NAME`].
pub const ARCHIVED: &str = "Include archived";
/// See [`NAME`].
pub const NONE: &str = "No organisations found.";
/// The mark of an archived organisation or contact.
pub const IS_ARCHIVED: &str = "archived";

/// Links and buttons.
pub const ADD_EMPLOYER: &str = "Add an employer";
/// See [`ADD_EMPLOYER`].
pub const ADD_PROVIDER: &str = "Add a school or college";
/// See [`ADD_EMPLOYER`].
pub const FIND_SCHOOL: &str = "Find a school or college in the register";
/// See [`ADD_EMPLOYER`].
pub const SCHOOL_NAME: &str = "Part of its name";
/// See [`ADD_EMPLOYER`].
pub const NO_SCHOOL: &str =
    "Nothing of that name has been read in from the register. Add the school or college by hand instead.";
/// See [`ADD_EMPLOYER`].
pub const ENTER_SCHOOL: &str = "Enter part of a name, at least three letters.";
/// See [`ADD_EMPLOYER`].
pub const SOME_SCHOOLS: &str = "The first 50 are shown. Enter more of the name to find others.";
/// See [`ADD_EMPLOYER`].
pub const CHANGE: &str = "Change what is recorded";
/// See [`ADD_EMPLOYER`].
pub const PEOPLE: &str = "People who sign in, and invitations";
/// See [`ADD_EMPLOYER`].
pub const KEYS: &str = "API keys: access for other programs";
/// See [`ADD_EMPLOYER`].
pub const WEBHOOKS: &str = "Webhooks: telling other programs what happens";
/// See [`ADD_EMPLOYER`].
pub const WEIGHTS: &str = "How matches are weighted";
/// See [`ADD_EMPLOYER`].
pub const PASSES: &str = "When bus passes are free";
/// See [`ADD_EMPLOYER`].
pub const ITS_HUB: &str = "Your careers hub";
/// See [`ADD_EMPLOYER`].
pub const SAVE: &str = "Save";
/// See [`ADD_EMPLOYER`].
pub const ADD: &str = "Add";
/// See [`ADD_EMPLOYER`].
pub const BACK: &str = "Back to the organisations";

/// Archiving.
pub const ARCHIVE: &str = "Archive this organisation";
/// See [`ARCHIVE`].
pub const ABOUT_ARCHIVING: &str = "It is kept for the record. Nobody can sign in for it, and the schools and colleges see which of their placements are affected.";
/// See [`ARCHIVE`].
pub const SURE: &str = "Are you sure?";
/// See [`ARCHIVE`].
pub const IS_SURE: &str = "Yes, archive it";
/// See [`ARCHIVE`].
pub const TICK_SURE: &str = "Tick that you want to archive it";

/// Hubs and employers that work together.
pub const UNLINK: &str = "Stop working with this employer";
/// See [`UNLINK`].
pub const ABOUT_UNLINKING: &str =
    "Your hub no longer sees its offers. Only the employer can let your hub back in.";
/// See [`UNLINK`].
pub const IS_SURE_UNLINK: &str = "Yes, stop working with it";
/// See [`UNLINK`].
pub const TICK_UNLINK: &str = "Tick that you want to stop working with it";
/// See [`UNLINK`].
pub const LINK: &str = "Let a hub work with us";
/// See [`UNLINK`].
pub const LEAVE: &str = "Stop working with this hub";
/// See [`UNLINK`].
pub const NO_HUB: &str = "No hub works with this employer yet.";
/// See [`UNLINK`].
pub const HUB_ID: &str = "Identifier of the hub";
/// See [`UNLINK`].
pub const HUB_ID_HINT: &str = "The hub can copy it from its own page: letters and digits with dashes.";
/// See [`UNLINK`].
pub const ENTER_HUB: &str = "Enter the identifier of a hub, as the hub gave it to you";
/// See [`UNLINK`].
pub const OWN_ID: &str = "Identifier of this organisation";

/// Fields that every kind has.
pub const ITS_NAME: &str = "Name";
/// See [`ITS_NAME`].
pub const NATION: &str = "Nation";
/// Fields of an employer.
pub const ABOUT: &str = "What it does";
/// See [`ABOUT`].
pub const SIC: &str = "Industry, as a SIC 2007 code";
/// See [`ABOUT`].
pub const SIC_HINT: &str =
    "Five digits, such as 47110 for a supermarket. Companies House shows it for each company.";
/// See [`ABOUT`].
pub const URN: &str = "URN of a school or college";
/// See [`ABOUT`].
pub const URN_HINT: &str = "Six digits, from the register of schools. Leave it empty if there is none.";
/// See [`ABOUT`].
pub const STAFF: &str = "How many people work for it";
/// See [`ABOUT`].
pub const STAFF_HINT: &str =
    "Leave empty if you do not know. Below five, no written risk assessment is asked for.";
/// See [`ABOUT`].
pub const CONFIDENT: &str = "Disability Confident scheme";
/// See [`ABOUT`].
pub const NOT_KNOWN: &str = "None, or not known";
/// See [`ABOUT`].
pub const INSURANCE: &str = "Employers’ liability insurance";
/// The insurance is not known.
pub const INSURANCE_UNKNOWN: (&str, &str) = ("unknown", "Not known yet");
/// Fields of a provider.
pub const OUTWARD: &str = "Name that employers see";
/// See [`OUTWARD`].
pub const OUTWARD_HINT: &str =
    "The name of a special school tells employers that a learner is disabled. A neutral name may stand here.";
/// See [`OUTWARD`].
pub const REPLY_TO: &str = "Email address for employers’ replies";
/// See [`OUTWARD`].
pub const CLOSED: &str = "Dates without placements";
/// See [`OUTWARD`].
pub const CLOSED_HINT: &str = "Holidays and training days, one on each line, such as 25 May 2026. A line may hold two dates with “to” between them.";
/// See [`OUTWARD`].
pub const SAFEGUARDING: &str = "Safeguarding lead";
/// See [`OUTWARD`].
pub const PHONE_LINES: &str = "Who employers should ring, first choice first";
/// Parts of a telephone line.
pub const WHO: &str = "who answers";
/// See [`WHO`].
pub const ROLE: &str = "their role";
/// See [`WHO`].
pub const PHONE: &str = "telephone number";
/// See [`WHO`].
pub const DAYS: &str = "on which days";
/// See [`WHO`].
pub const FROM: &str = "answered from";
/// See [`WHO`].
pub const TO: &str = "answered until";
/// See [`WHO`].
pub const TIME_HINT: &str = "Such as 08:30";
/// Fields of a hub.
pub const NOTICE: &str = "Working days between confirming a placement and its first day";
/// See [`NOTICE`].
pub const NOTICE_HINT: &str = "10 unless you choose another number. Weekends and bank holidays do not count.";

/// What to do about a field.
pub const ENTER_NAME: &str = "Enter the name";
/// See [`ENTER_NAME`].
pub const SELECT_NATION: &str = "Select the nation";
/// See [`ENTER_NAME`].
pub const ENTER_SIC: &str = "Enter five digits, such as 47110, or leave it empty";
/// See [`ENTER_NAME`].
pub const ENTER_URN: &str = "Enter six digits, such as 900001, or leave it empty";
/// See [`ENTER_NAME`].
pub const ENTER_STAFF: &str = "Enter a whole number of people, or leave it empty";
/// See [`ENTER_NAME`].
pub const ENTER_OUTWARD: &str = "Enter the name that employers see";
/// See [`ENTER_NAME`].
pub const ENTER_EMAIL: &str = "Enter an email address, such as kim@example.org";
/// See [`ENTER_NAME`].
pub const ENTER_WHO: &str = "Enter who answers";
/// See [`ENTER_NAME`].
pub const ENTER_ROLE: &str = "Enter their role";
/// See [`ENTER_NAME`].
pub const ENTER_PHONE: &str = "Enter a telephone number, such as 01632 960123";
/// See [`ENTER_NAME`].
pub const ENTER_TIME: &str = "Enter a time, such as 08:30";
/// See [`ENTER_NAME`].
pub const ENTER_LATER: &str = "Enter a time that is later than the one before";
/// See [`ENTER_NAME`].
pub const SELECT_DAYS: &str = "Select at least one day";
/// See [`ENTER_NAME`].
pub const ENTER_DATES: &str =
    "Enter one date on each line, such as 25 May 2026, or two with “to” between them";
/// See [`ENTER_NAME`].
pub const ENTER_NOTICE: &str = "Enter a number of working days from 0 to 60";

/// Contacts.
pub const NO_CONTACT: &str = "There is no contact yet, so nobody can be sent a proposal or a pack.";
/// See [`NO_CONTACT`].
pub const ADD_CONTACT: &str = "Add a contact";
/// See [`NO_CONTACT`].
pub const CONTACT_EMAIL: &str = "Email address";
/// See [`NO_CONTACT`].
pub const CONTACT_EMAIL_HINT: &str = "Proposals and packs are sent there. Check it letter by letter.";
/// See [`NO_CONTACT`].
pub const CONTACT_PHONE: &str = "Telephone number";
/// See [`NO_CONTACT`].
pub const CONTACT_ROLE: &str = "Role";
/// See [`NO_CONTACT`].
pub const BOUNCED: &str = "mail does not arrive";
/// See [`NO_CONTACT`].
pub const ABOUT_BOUNCE: &str =
    "The last letter could not be delivered. Correct the address and save it, and letters are sent again.";
/// See [`NO_CONTACT`].
pub const ARCHIVE_CONTACT: &str = "Archive this contact";
/// See [`NO_CONTACT`].
pub const ABOUT_ARCHIVING_CONTACT: &str =
    "They get no more letters. The letters they were sent stay in the record.";
/// See [`NO_CONTACT`].
pub const LEFT: &str = "When they have left";

/// A telephone line of the provider, as the label of one of its fields; the first is 0.
#[must_use]
pub fn of_line(at: Option<usize>, what: &str) -> String {
    match at {
        None => format!("{SAFEGUARDING}: {what}"),
        Some(at) => format!("Line {}: {what}", at + 1),
    }
}

/// When a telephone line is answered.
#[must_use]
pub fn line(name: &str, role: &str, phone: &str, days: &[&str], from: &str, to: &str) -> String {
    format!("{name}, {role}: {phone} ({}, {from} to {to})", list(days))
}

/// How many placements a change has affected.
#[must_use]
pub fn affected(count: usize) -> String {
    match count {
        0 => "Saved.".to_owned(),
        1 => "Saved. One placement is affected, and its school or college is told.".to_owned(),
        count => format!("Saved. {count} placements are affected, and their schools and colleges are told."),
    }
}

/// A number of dates.
#[must_use]
pub fn dates(count: usize) -> String {
    if count == 1 { "1 date".to_owned() } else { format!("{count} dates") }
}

/// From when an employer can be asked again.
pub const ASK_AGAIN: &str = "Can be asked for another placement from";
/// See [`ASK_AGAIN`].
pub const ASK_AGAIN_HINT: &str = "A date that was agreed with the employer. Leave it empty if none was.";
/// See [`ASK_AGAIN`].
pub const ENTER_ASK_AGAIN: &str = "Enter a date, such as 1 September 2027";
