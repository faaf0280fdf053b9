//! What is said of sheets of employers and of offers.

/// An employer's name.
pub const EMPLOYER: &str = "Employer’s name";
/// The hub's number for an employer.
pub const EMPLOYER_NUMBER: &str = "Your own number for the employer";
/// The hub's number for an offer.
pub const OFFER_NUMBER: &str = "Your own number for the offer";

/// The industry.
pub const SIC: &str = "SIC 2007 code";
/// The insurer.
pub const INSURER: &str = "Employers’ liability: insurer";
/// The policy's number.
pub const POLICY: &str = "Employers’ liability: number of the policy";
/// What it covers.
pub const COVER: &str = "Employers’ liability: cover in pounds";
/// Its last day.
pub const EXPIRES: &str = "Employers’ liability: last day of cover";

/// Name, role, email address and telephone of each contact.
pub const CONTACT: [[&str; 4]; 5] = [
    ["Name of contact 1", "Job title of contact 1", "Email address of contact 1", "Telephone of contact 1"],
    ["Name of contact 2", "Job title of contact 2", "Email address of contact 2", "Telephone of contact 2"],
    ["Name of contact 3", "Job title of contact 3", "Email address of contact 3", "Telephone of contact 3"],
    ["Name of contact 4", "Job title of contact 4", "Email address of contact 4", "Telephone of contact 4"],
    ["Name of contact 5", "Job title of contact 5", "Email address of contact 5", "Telephone of contact 5"],
];

/// What the placement is called.
pub const TITLE: &str = "Title of the offer";
/// The occupation.
pub const OCCUPATION: &str = "Occupation, by name or SOC 2020 code";
/// The tasks.
pub const TASKS: &str = "Tasks";
/// The first date.
pub const FROM: &str = "First date";
/// The last date.
pub const TO: &str = "Last date";
/// The weekdays.
pub const WEEKDAYS: &str = "Days of the week";
/// When learners arrive.
pub const STARTS: &str = "Arriving time";
/// When learners leave.
pub const ENDS: &str = "Leaving time";
/// How long a block is.
pub const DAYS: &str = "How many days in a row";
/// How long a placement of some days a week is.
pub const WEEKS: &str = "For how many weeks, some days each week";
/// How many learners there can be.
pub const CAPACITY: &str = "Learners at once";
/// The youngest.
pub const AGE_FROM: &str = "Youngest age";
/// The oldest.
pub const AGE_TO: &str = "Oldest age";
/// What the workplace is called.
pub const SITE_NAME: &str = "Name of the workplace";
/// Where it is.
pub const POSTCODE: &str = "Postcode of the workplace";
/// In which nation.
pub const NATION: &str = "Nation";
/// Whether it is a specified place.
pub const SPECIFIED: &str = "A school, a nursery or a children’s home (yes or no)";
/// Whom to ask for.
pub const ASK_FOR: &str = "Who to ask for";

/// Two lengths.
pub const DAYS_OR_WEEKS: &str = "Enter either a number of days in a row or a number of weeks, not both.";
/// A window that is half said.
pub const TOGETHER: &str = "Enter the first and last date and the arriving and leaving time together, or leave all of them and the days of the week and the places empty.";
/// A last date before the first.
pub const LATER: &str = "Enter a last date that is not before the first, and at most two years after it.";
/// Ages the wrong way round.
pub const AGES: &str = "Enter an oldest age that is not below the youngest.";
/// Times the wrong way round.
pub const LEAVES_LATER: &str = "Enter a leaving time that is later than the arriving time.";

/// Several things in one cell beside another number of things.
#[must_use]
pub fn uneven(most: usize) -> String {
    format!(
        "Another cell of this contact names {most} people. Put as many here, in the same order, or give each contact a row."
    )
}

/// More contacts than a row can name.
#[must_use]
pub fn too_many(most: usize) -> String {
    format!("A row can name at most {most} contacts. Add the others on the employer’s page.")
}

/// A row about the same employer that says something else.
#[must_use]
pub fn differs(row: u32, label: &str) -> String {
    format!(
        "Row {row} is about the same employer and says something else here: {label}. Make them the same, or remove one."
    )
}

/// Two rows about one offer.
#[must_use]
pub fn same_offer(row: u32) -> String {
    format!(
        "Row {row} is about the same offer. Give each offer a number or a title of its own, or remove one of the rows."
    )
}

/// Two rows about one employer who is known.
pub const SAME_EMPLOYER: &str =
    "A row above is about the same employer. Use the same name or number in both, or remove one.";
/// Several employers of one name.
pub const NAMESAKES: &str = "You work with several employers of this name. Write your own number for the employer, or change their names.";
/// An employer who may be known under another number.
pub const OTHER_NUMBER: &str = "An employer of this name has another number here. Write that number, or add this employer by hand if they are two.";
/// An employer who is kept for the record only.
pub const ARCHIVED: &str = "This employer is archived. Remove the row.";

/// An offer without its employer.
pub const WHOSE: &str = "Enter the name of the employer, or your own number for it.";
/// An employer who is not known.
pub const NO_SUCH_EMPLOYER: &str = "You work with no employer of this name or number. Import or add the employer first, or correct the spelling.";
/// An offer that is no draft any more.
pub const OFFER_NOT_DRAFT: &str = "This offer is no longer a draft, and the row says something else. Change the offer on its page, and remove the row.";
/// An occupation that the catalogue does not have.
pub const NO_OCCUPATION: &str = "The catalogue has no occupation of this name or code. Write one that it has, or draft this offer by hand.";

/// A code that several occupations have.
#[must_use]
pub fn several_occupations(titles: &[&str]) -> String {
    format!("Several occupations have this code. Write one of them: {}.", titles.join("; "))
}

/// A task that the occupation does not have.
#[must_use]
pub fn no_task(titles: &[&str]) -> String {
    format!("Tasks must be some of these, separated by semicolons: {}.", titles.join("; "))
}

/// A row about a draft of something else.
pub const OTHER_OCCUPATION: &str = "The draft that you have of this offer is of another occupation. Give the row a number or a title of its own.";
/// A row about an offer of somebody else.
pub const OTHER_EMPLOYER: &str = "The offer with this number is another employer’s. Give the row a number of its own, or correct the employer.";
/// Several offers that a row could be about.
pub const SEVERAL_OFFERS: &str =
    "This employer has several offers of this title at this postcode. Give each a number of your own.";
