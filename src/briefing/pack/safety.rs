use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The functional safety statement, agreed before the employer said yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Safety {
    /// What may happen and what to do, in terms of what can be seen: never a diagnosis.
    pub statement: Vec<String>,
    /// Who of the provider signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_by: Option<String>,
    /// When it was agreed that this employer is told; absent until it was.
    #[serde(default)]
    pub agreed_on: Option<NaiveDate>,
    /// First aid in need-to-know words.
    pub first_aid: Vec<String>,
    /// Who gives first aid on the site and where the kit is.
    pub first_aider: String,
}

/// Fire and evacuation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackEvacuation)]
#[serde(deny_unknown_fields)]
pub struct Evacuation {
    /// Where everybody gathers.
    pub assembly_point: String,
    /// How the alarm sounds or looks, and when it is tested.
    pub alarm_test: String,
    /// Who goes out with the visitor when the alarm is real.
    #[serde(default)]
    pub with: Option<String>,
    /// The personal evacuation plan, where one is needed.
    pub personal_plan: Vec<String>,
}
