//! Briefings, their editions, and how each sending went.

use super::code::vocabulary;

vocabulary! {
    /// For whom an edition of a briefing is written.
    Edition {
        /// The employer.
        Employer = "employer",
        /// The learner, in Easy Read.
        Learner = "learner",
        /// The family.
        Family = "family",
        /// The job coach.
        JobCoach = "job_coach",
    }
}

vocabulary! {
    /// Where a version of a briefing stands.
    BriefingState {
        /// Composed, not approved.
        Draft = "draft",
        /// Approved by the provider: exactly these bytes may go.
        Approved = "approved",
        /// A later version has taken its place.
        Superseded = "superseded",
    }
}

vocabulary! {
    /// How one sending stands.
    DeliveryState {
        /// Waiting for the worker.
        Queued = "queued",
        /// The worker has it.
        Sending = "sending",
        /// The mail server took it.
        Sent = "sent",
        /// Written to the folder: no mail server is set, so nothing has left the machine.
        Filed = "filed",
        /// It failed for now and will be tried again.
        Retrying = "retrying",
        /// The server refused it for good; its words stand beside.
        Failed = "failed",
    }
}

impl DeliveryState {
    /// Whether no attempt follows.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Sent | Self::Filed | Self::Failed)
    }
}
