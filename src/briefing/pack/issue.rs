use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The version of a pack and the age of its facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// 1 for the first pack of a placement; also the calendar's sequence number.
    pub version: u32,
    /// Whether the placement is not confirmed yet, so that nobody must act on it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// The date on which it was prepared.
    pub prepared_on: NaiveDate,
    /// The version that this one replaces, if any.
    pub supersedes: Option<u32>,
    /// What is different from that version, one sentence each.
    pub changes: Vec<String>,
    /// The facts that can go stale, each with its date.
    pub as_at: Vec<AsAt>,
    /// When the employer is asked to destroy its copies.
    pub destroy_after: NaiveDate,
}

/// A group of facts and the date on which somebody last vouched for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AsAt {
    /// Which facts: "the employer's tasks and hours".
    pub what: String,
    /// When they were confirmed.
    pub date: NaiveDate,
}

/// The employer and the site, as the employer itself gave them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// The employer's name.
    pub employer: String,
    /// The site's name.
    pub site: String,
    /// The site's address, one line each, postcode last.
    pub address: Vec<String>,
}

/// The school or college, under the name that both sides agreed to print: the name of a special
/// school beside a learner's name would itself disclose something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackProvider)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The name to print.
    pub shown_as: String,
    /// The member of staff who answers for this placement.
    pub contact: String,
    /// Where answers go; absent in packs of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
}

/// The person who comes. Never a surname.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Visitor {
    /// First name, if agreed; otherwise words such as "our visitor".
    pub called: String,
    /// How the person spells that name in Latin letters, for where fonts are limited.
    pub latin: Option<String>,
    /// The name in its own script, where `called` is the Latin spelling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// The name for the page on the wall: absent when the person would rather not be named there.
    pub on_the_wall: Option<String>,
    /// What the person has chosen to say about themselves.
    pub statement: Option<Statement>,
}

/// The learner's own chosen words, printed as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The words.
    pub words: String,
    /// When the learner agreed that this employer should read them.
    pub agreed_on: NaiveDate,
}
