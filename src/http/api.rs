//! The handlers, one file a resource. A handler's name is its operation id.

pub mod agreements;
pub mod alerts;
pub mod api_keys;
pub mod assignments;
pub mod briefings;
pub mod catalogue;
pub mod cohorts;
pub mod concessions;
pub mod contacts;
pub mod copies;
pub mod evidence;
pub mod imports;
pub mod learner_drafts;
pub mod learners;
pub mod matches;
pub mod notices;
pub mod offers;
pub mod organisations;
pub mod placements;
pub mod programmes;
pub mod records;
pub mod session;
pub mod users;
pub mod visits;
pub mod webhooks;
pub mod weights;
