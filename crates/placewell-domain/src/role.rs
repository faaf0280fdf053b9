//! What a person may be to an organisation.

use super::code::vocabulary;
use super::organisation::OrganisationKind;

vocabulary! {
    /// The part in which somebody signs in. One person may hold several, one at a time.
    Role {
        /// A broker at a careers hub.
        Hub = "hub",
        /// A careers leader at a provider, who looks after its learners.
        Provider = "provider",
        /// A job coach of a provider, for the learners assigned to them.
        JobCoach = "job_coach",
        /// Somebody who speaks for an employer.
        Employer = "employer",
        /// Keeps users and organisations in order; reads no learner.
        Admin = "admin",
        /// The designated safeguarding lead of a provider, who alone decides on vetting.
        SafeguardingLead = "safeguarding_lead",
    }
}

impl Role {
    /// Whether an organisation of this kind can have members in this role.
    #[must_use]
    pub fn fits(self, kind: OrganisationKind) -> bool {
        let home = match self {
            Self::Hub | Self::Admin => OrganisationKind::Hub,
            Self::Provider | Self::JobCoach | Self::SafeguardingLead => OrganisationKind::Provider,
            Self::Employer => OrganisationKind::Employer,
        };
        home == kind
    }
}
