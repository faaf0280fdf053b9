//! Employers' liability insurance, and the bodies that need none.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::text::Line;

/// On what an employer's cover rests. The exemptions are those of the Employers' Liability
/// (Compulsory Insurance) Act 1969 s3 and its regulations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "basis", rename_all = "snake_case", deny_unknown_fields)]
pub enum Insurance {
    /// A policy.
    Policy {
        /// The insurer.
        insurer: Line,
        /// The policy's number, when given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<Line>,
        /// What it covers, whole pounds.
        #[schema(minimum = 0, maximum = 1000000000)]
        cover_pounds: u64,
        /// The last day of cover.
        expires: NaiveDate,
        /// Whether the insurer has been told of work-experience learners.
        #[serde(default)]
        insurer_told: bool,
    },
    /// A Crown body, which bears its own risk.
    Crown,
    /// A local authority.
    LocalAuthority,
    /// A body of the National Health Service.
    NhsBody,
    /// A business that employs nobody but close relatives. The exemption ends with the first
    /// learner who is not one of them.
    CloseRelativesOnly,
    /// A sole trader without employees. A learner on work experience counts as an employee, so a
    /// policy is needed before one comes.
    NoEmployees,
}

impl Insurance {
    /// The most that a policy may be said to cover, whole pounds. No policy covers as much, and every client reads a
    /// number of this size exactly.
    pub const MOST_COVER_POUNDS: u64 = 1_000_000_000;
}
