//! What an API key may be used for.

use super::code::{Code, vocabulary};

vocabulary! {
    /// A part of the service that an API key is let into, within its maker's role.
    Scope {
        /// Reads organisations, contacts, weights and concessions.
        OrganisationsRead = "organisations:read",
        /// Changes them.
        OrganisationsWrite = "organisations:write",
        /// Reads offers.
        OffersRead = "offers:read",
        /// Adds and changes offers.
        OffersWrite = "offers:write",
        /// Reads learners and their agreements.
        LearnersRead = "learners:read",
        /// Adds and changes learners and records agreements.
        LearnersWrite = "learners:write",
        /// Reads matches, cohorts, placements, programmes and job coaches.
        PlacementsRead = "placements:read",
        /// Asks for cohorts, proposes placements, takes their steps, plans their programmes.
        PlacementsWrite = "placements:write",
        /// Reads packs and their sendings.
        BriefingsRead = "briefings:read",
        /// Approves and sends packs.
        BriefingsWrite = "briefings:write",
        /// Reads who looked, what was disclosed, what was decided, and everything held of a learner.
        RecordsRead = "records:read",
        /// Erases learners.
        LearnersErase = "learners:erase",
    }
}

impl Scope {
    /// Whether nothing is changed by it.
    #[must_use]
    pub fn only_reads(self) -> bool {
        self.code().ends_with(":read")
    }
}
