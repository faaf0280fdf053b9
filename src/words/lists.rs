//! Lists as files: what each is called, its columns, and where they come from.

use super::evidence::{EMPLOYER, Heading, LEARNER, RECORD, column};

/// What stands above the rows of a list.
#[derive(Clone, Copy, Debug)]
pub struct ListWords {
    /// What the file is called, without its ending.
    pub file: &'static str,
    /// What the list is called.
    pub title: &'static str,
    /// Its columns.
    pub columns: &'static [Heading],
}

const OFFER: &str = "The offer";
const ORGANISATION: &str = "What is recorded of the organisation";
const ACCOUNT: &str = "The account";
const CONTACT: &str = "What is recorded of the contact";
const MATCH: &str = "Worked out from the learner’s profile and the offer as they stand";

/// A provider’s learners.
pub const LEARNERS: ListWords = ListWords {
    file: "learners",
    title: "Learners",
    columns: &[
        column("family_name", "Family name", LEARNER),
        column("first_name", "First name", LEARNER),
        column("state", "Record", RECORD),
        column("placements", "Placements that are not over", RECORD),
        column("added_on", "Added on", RECORD),
        column("changed_on", "Last changed on", RECORD),
    ],
};

/// Offers.
pub const OFFERS: ListWords = ListWords {
    file: "offers",
    title: "Offers",
    columns: &[
        column("title", "Placement", OFFER),
        column("employer", "Employer", EMPLOYER),
        column("site", "Site", OFFER),
        column("postcode", "Postcode", OFFER),
        column("state", "State", RECORD),
        column("windows", "Dates and places", OFFER),
        column("first_day", "First date", OFFER),
        column("last_day", "Last date", OFFER),
        column("unknown", "Facts not stated", "Provisions and exposures that nobody has stated"),
        column("confirmed", "Confirmed by the employer on", RECORD),
    ],
};

/// Placements that are not over.
pub const PLACEMENTS: ListWords = ListWords {
    file: "placements",
    title: "Placements that are not over",
    columns: &[
        column("first_day", "First day", RECORD),
        column("last_day", "Last day", RECORD),
        column("reference", "Reference", RECORD),
        column("learner", "Learner", LEARNER),
        column("title", "Placement", OFFER),
        column("employer", "Employer", EMPLOYER),
        column("provider", "School or college", RECORD),
        column("state", "Status", RECORD),
        column("waits_for", "What is to be done", "The same as the work list"),
    ],
};

/// Organisations.
pub const ORGANISATIONS: ListWords = ListWords {
    file: "organisations",
    title: "Organisations",
    columns: &[
        column("name", "Name", ORGANISATION),
        column("kind", "Kind", ORGANISATION),
        column("added_on", "Added on", RECORD),
        column("changed_on", "Last changed on", RECORD),
        column("archived_on", "Archived on", RECORD),
    ],
};

/// People who sign in.
pub const PEOPLE: ListWords = ListWords {
    file: "people",
    title: "People who sign in",
    columns: &[
        column("name", "Name", ACCOUNT),
        column("email", "Email address", ACCOUNT),
        column("roles", "Roles", ACCOUNT),
        column("added_on", "Added on", RECORD),
        column("barred_on", "Barred from signing in on", ACCOUNT),
    ],
};

/// The contacts of an employer.
pub const CONTACTS: ListWords = ListWords {
    file: "contacts",
    title: "Contacts",
    columns: &[
        column("name", "Name", CONTACT),
        column("role", "Role", CONTACT),
        column("email", "Email address", CONTACT),
        column("phone", "Phone", CONTACT),
        column("bounced", "Mail comes back", "The last mail to that address"),
        column("archived_on", "Archived on", RECORD),
    ],
};

/// What suits a learner.
pub const MATCHES: ListWords = ListWords {
    file: "matches",
    title: "Placements that suit",
    columns: &[
        column("rank", "Order", MATCH),
        column("title", "Placement", OFFER),
        column("employer", "Employer", EMPLOYER),
        column("outcome", "How it suits", MATCH),
        column("first_day", "First day", MATCH),
        column("last_day", "Last day", MATCH),
        column("reasons", "Why it suits", MATCH),
        column("changes", "What it would take", MATCH),
        column("questions", "What to find out", MATCH),
    ],
};

/// Learners whom a hub may ask about.
pub const AGREED: ListWords = ListWords {
    file: "learners-who-agreed",
    title: "Learners who agreed that the hub sees what suits them",
    columns: &[
        column("provider", "School or college", RECORD),
        column(
            "learner",
            "Learner",
            "The place among the learners of the school or college; the hub reads no name",
        ),
        column("programme", "Programme", LEARNER),
    ],
};

/// Learners who are expected today.
pub const TODAY: ListWords = ListWords {
    file: "expected-today",
    title: "Who is expected today",
    columns: &[
        column("at", "Expected at", "The plan; the offer’s hours where there is none"),
        column("learner", "Learner", LEARNER),
        column("reference", "Reference", RECORD),
        column("title", "Placement", OFFER),
        column("employer", "Employer", EMPLOYER),
        column("tick", "Whether the learner came", "What staff or the employer said"),
        column("followed_up_by", "Followed up by", "The alert of today"),
    ],
};
