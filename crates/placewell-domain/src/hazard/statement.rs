//! What somebody who knows the work has said about the hazards of a task. A list that is empty says
//! nothing by itself: only with a statement beside it does it mean that there are none.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Hazard;
use crate::code::CodeSet;
use crate::text::Line;

/// Who answered the question about a task's hazards, and when. The hazards listed with the task are
/// the answer; without any, the answer is that there are none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HazardStatement {
    /// Who, by name or role.
    pub by: Line,
    /// When.
    pub on: NaiveDate,
    /// Hazards that words of the task suggest and that it does not have: looked at by the same
    /// person on the same day, and struck out.
    #[serde(default)]
    #[schema(value_type = Vec<Hazard>)]
    pub struck_out: CodeSet<Hazard>,
}
