//! Evidence tables: their titles, the headings of their columns with where each figure comes from, and what stands in a
//! cell that holds no value.

pub mod attendance;
pub mod chart;
pub mod destinations;
pub mod employers;
pub mod experience;
pub mod hub;
pub mod internships;
pub mod meaningful;
pub mod register;
pub mod review;
pub mod siqaf;
pub mod two_weeks;
pub mod views;

use crate::domain::insurance::Insurance;
use crate::domain::time::Span;

/// A column: what programs call it, what people read above it, and where its figures come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// What programs call it.
    pub name: &'static str,
    /// What stands above it.
    pub heading: &'static str,
    /// Where its figures come from.
    pub source: &'static str,
}

/// A column of a table.
pub(in crate::words) const fn column(
    name: &'static str,
    heading: &'static str,
    source: &'static str,
) -> Heading {
    Heading { name, heading, source }
}

/// Where the record of a placement is the source.
pub(in crate::words) const RECORD: &str = "The placement’s record";
/// Where the record of a learner is.
pub(in crate::words) const LEARNER: &str = "The learner’s record";
/// Where the employer’s own record is.
pub(in crate::words) const EMPLOYER: &str = "The employer’s record";
/// Where the ticks are.
pub(in crate::words) const TICKS: &str = "The tick of the day, by the employer or by staff";

/// Nobody has said it.
pub const NOT_RECORDED: &str = "not recorded";
/// It is a question that this row does not raise.
pub const DOES_NOT_APPLY: &str = "does not apply";
/// It is known that there is none.
pub const NOTHING: &str = "none";
/// See [`answer`].
pub const YES: &str = "yes";
/// See [`answer`].
pub const NO: &str = "no";

/// The column that each row of a file ends with.
pub const AS_AT: &str = "As at";
/// The sheet of a workbook that says what the other one is.
pub const ABOUT: &str = "About this table";
/// The sheet of a workbook that holds the rows.
pub const ROWS: &str = "Table";
/// See [`ABOUT`].
pub const COLUMN: &str = "Column";
/// See [`ABOUT`].
pub const SOURCE: &str = "Where it comes from";

/// A yes or a no.
#[must_use]
pub fn answer(yes: bool) -> &'static str {
    if yes { YES } else { NO }
}

/// A length of time as hours with decimals: `7.5`.
#[must_use]
pub fn decimal_hours(minutes: u32) -> String {
    let hundredths = (minutes * 100 + 30) / 60;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// From when to when.
#[must_use]
pub fn span(span: Span) -> String {
    format!("{} to {}", span.from, span.to)
}

/// On what an employer’s cover rests.
#[must_use]
pub fn basis(insurance: &Insurance) -> String {
    match insurance {
        Insurance::Policy { insurer, .. } => format!("policy with {insurer}"),
        Insurance::Crown => "Crown body, exempt".to_owned(),
        Insurance::LocalAuthority => "local authority, exempt".to_owned(),
        Insurance::NhsBody => "NHS body, exempt".to_owned(),
        Insurance::CloseRelativesOnly => "close relatives only, not enough for a learner".to_owned(),
        Insurance::NoEmployees => "no employees, not enough for a learner".to_owned(),
    }
}
