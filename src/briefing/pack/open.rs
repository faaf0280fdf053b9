use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something that nobody has said yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToConfirm {
    /// What.
    pub what: String,
    /// Who sees to it: a name, or a role where no person is named.
    pub owner: String,
    /// By when.
    pub by: NaiveDate,
}
