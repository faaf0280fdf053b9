//! The form that states an employer's liability insurance.

use crate::domain::insurance::Insurance;

/// The line that opens the form where nothing was stated.
pub const STATE: &str = "State the employers’ liability insurance";
/// The same where something was.
pub const CHANGE: &str = "Change the employers’ liability insurance";
/// The button.
pub const SAVE: &str = "Save the insurance";

/// The value of a policy among the [`BASES`].
pub const POLICY: &str = "policy";

/// On what the cover rests.
pub const BASES: [(&str, &str); 6] = [
    (POLICY, "A policy"),
    ("crown", "A Crown body, which bears its own risk"),
    ("local_authority", "A local authority"),
    ("nhs_body", "A body of the National Health Service"),
    ("close_relatives_only", "Nobody but close relatives works there"),
    ("no_employees", "A sole trader without employees"),
];

/// The questions.
pub const BASIS: &str = "How is the employer covered?";
/// See [`BASIS`].
pub const INSURER: &str = "Insurer";
/// See [`BASIS`].
pub const FOR_A_POLICY: &str = "Fill in this and the fields below for a policy only";
/// See [`BASIS`].
pub const NUMBER: &str = "Policy number";
/// See [`BASIS`].
pub const OPTIONAL: &str = "Leave empty if you do not have it at hand";
/// See [`BASIS`].
pub const POUNDS: &str = "Amount of cover in pounds";
/// See [`BASIS`].
pub const POUNDS_HINT: &str = "Whole pounds, such as 10,000,000";
/// See [`BASIS`].
pub const EXPIRES: &str = "Last day of cover";
/// See [`BASIS`].
pub const TOLD: &str = "Has the insurer been told?";
/// See [`BASIS`].
pub const IS_TOLD: &str = "The insurer knows of work-experience learners";

/// What to do about a field.
pub const SELECT_BASIS: &str = "Select how the employer is covered";
/// See [`SELECT_BASIS`].
pub const ENTER_INSURER: &str = "Enter the insurer";
/// See [`SELECT_BASIS`].
pub const ENTER_POUNDS: &str = "Enter the amount of cover in whole pounds, such as 10,000,000";
/// See [`SELECT_BASIS`].
pub const ENTER_EXPIRY: &str = "Enter the last day of cover, such as 31 March 2027";

/// The value of an insurance among the [`BASES`].
#[must_use]
pub fn code(insurance: &Insurance) -> &'static str {
    match insurance {
        Insurance::Policy { .. } => POLICY,
        Insurance::Crown => "crown",
        Insurance::LocalAuthority => "local_authority",
        Insurance::NhsBody => "nhs_body",
        Insurance::CloseRelativesOnly => "close_relatives_only",
        Insurance::NoEmployees => "no_employees",
    }
}

/// The insurance without a policy that a value stands for.
#[must_use]
pub fn exemption(value: &str) -> Option<Insurance> {
    let exempt = [
        Insurance::Crown,
        Insurance::LocalAuthority,
        Insurance::NhsBody,
        Insurance::CloseRelativesOnly,
        Insurance::NoEmployees,
    ];
    exempt.into_iter().find(|insurance| code(insurance) == value)
}

/// A policy in a line.
#[must_use]
pub fn held(insurer: &str, expires: &str) -> String {
    format!("A policy with {insurer}, until {expires}")
}

/// On what the cover rests, by its code.
#[must_use]
pub fn basis(code: &str) -> &'static str {
    BASES.iter().find(|(known, _)| *known == code).map_or("", |(_, words)| words)
}
