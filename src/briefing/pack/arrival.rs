use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::time::TimeOfDay;

/// What the first morning needs, answered on the first half page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    /// The first day.
    pub date: NaiveDate,
    /// When the visitor arrives.
    pub at: TimeOfDay,
    /// When the first day ends.
    pub until: TimeOfDay,
    /// Which door or desk to come to.
    pub door: String,
    /// Who meets the visitor there.
    pub met_by: StaffMember,
    /// Who does so when that person is away.
    pub deputy: StaffMember,
    /// How the visitor arrives, without route or times of travel; absent unless somebody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comes: Option<String>,
    /// How the visitor leaves at the end of the day, and what to do if nobody comes; absent unless it was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves: Option<String>,
    /// What the visitor wears and brings, a sentence each.
    pub brings: Vec<String>,
    /// If the visitor is not there by then, ring.
    pub late_after: TimeOfDay,
    /// The number to ring then.
    pub late_ring: PhoneLine,
}

/// One of the employer's own people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffMember {
    /// Name as colleagues use it.
    pub name: String,
    /// Job or role: "dispatch lead".
    pub role: String,
}

/// Whom to ring, in order, and when it is 999 first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Phones {
    /// When to ring 999 before anybody else.
    pub emergency: String,
    /// The ladder: at least two numbers, the first to try first.
    pub ladder: Vec<PhoneLine>,
    /// Who hears a worry about the young person, which is never the employer's to look into.
    pub concern: PhoneLine,
    /// What to do when none of the numbers is answered, and from when on only later ones are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<String>,
    /// When the provider rings whom of the employer, a sentence each; empty unless it has said so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<String>,
    /// Who is told of a hazard on the site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hazard: Option<String>,
}

/// One telephone number of the school or college; never a family's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackPhoneLine)]
#[serde(deny_unknown_fields)]
pub struct PhoneLine {
    /// Who answers.
    pub who: String,
    /// The number.
    pub number: String,
    /// When it is answered: "08:00 to 17:00 on placement days".
    pub hours: String,
    /// What it is for.
    pub about: String,
}
