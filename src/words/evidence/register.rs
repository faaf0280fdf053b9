//! The register of placements.

use super::{EMPLOYER, Heading, LEARNER, RECORD, column};

/// What the table is called.
pub const TITLE: &str = "Register of placements";
/// What it is for.
pub const ABOUT: &str = "Each placement with its hours, insurance, checks, agreements and the pack that was sent: for \
     governors and inspectors.";

const VETTING: &str = "The safeguarding lead’s newest decision on this placement";
const VISIT: &str = "The step “site visit” of the placement";
const MEETING: &str = "The step “meeting” of the placement";
const AGREEMENTS: &str = "The recorded agreements that stand";
const PACKS: &str = "The deliveries of the employer’s pack that a mail server took";

/// Its columns.
pub const COLUMNS: [Heading; 24] = [
    column("reference", "Reference", RECORD),
    column("learner", "Learner", LEARNER),
    column("employer", "Employer", EMPLOYER),
    column("offer", "Placement", "The offer"),
    column("state", "Status", RECORD),
    column("first_day", "First day", RECORD),
    column("last_day", "Last day", RECORD),
    column("days", "Days planned", RECORD),
    column(
        "hours",
        "Hours planned, without breaks",
        "The newest plan; the offer’s hours where there is none",
    ),
    column("insurance", "Employers’ liability", EMPLOYER),
    column("insurance_ends", "Cover ends", EMPLOYER),
    column("covered", "Covers the last day", "The cover compared with the last day"),
    column("vetting", "Decision on vetting", VETTING),
    column("vetted_on", "Decided on", VETTING),
    column("vetted_by", "Decided by", VETTING),
    column("visit", "Site visit", VISIT),
    column("visited_on", "Visited or waived on", VISIT),
    column("visited_by", "Visited by", VISIT),
    column("met_on", "Learner and employer met on", MEETING),
    column("agreed_by", "Agreed by", AGREEMENTS),
    column(
        "still_to_agree",
        "Still to agree",
        "The law’s list of who must agree, less the agreements that stand",
    ),
    column("pack", "Version of the pack sent", PACKS),
    column("pack_sent_on", "Sent on", PACKS),
    column("pack_read", "Version that the employer says it has read", "The employer’s page"),
];

/// The site visit was made.
pub const VISITED: &str = "made";
/// It was left out, for a reason that is recorded.
pub const WAIVED: &str = "waived";

/// What the table does not say.
pub const NOTES: [&str; 2] = [
    "“Not recorded” means that nobody has told the service. It does not mean that it was not done.",
    "A pack that was written to the folder for letters without a mail server counts as not sent.",
];
