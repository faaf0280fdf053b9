//! Use cases: authorise, apply the rules, write once, queue what follows.
//!
//! Every function takes the [`crate::app::App`] and the caller, blocks its thread, and begins with
//! [`crate::auth::authorise`]: the [`crate::auth::Permit`] that it grants opens the store. A role that may never take
//! an action gets [`ServiceError::Forbidden`]; an object that the caller may not see gets [`ServiceError::NotFound`].

pub mod access;
pub mod agreements;
mod alert_steps;
pub mod alert_view;
pub mod alerts;
pub mod api_keys;
pub mod assignments;
pub mod attendance;
pub mod briefings;
pub mod catalogue;
pub mod checked;
pub mod cohorts;
pub mod concessions;
pub mod contacts;
pub mod decisions;
pub mod destinations;
pub mod disclosures;
pub mod error;
pub mod evidence;
pub mod events;
pub mod families;
pub mod ids;
pub mod imports;
pub mod invitations;
pub mod learner_drafts;
pub mod learners;
pub mod lessons;
pub mod letters;
pub mod links;
pub mod listing;
pub mod lists;
pub mod maps;
pub mod matches;
pub mod needs;
pub mod offers;
pub mod idempotency;
pub mod internship_reviews;
pub mod organisations;
pub mod placements;
pub mod planned_calls;
pub mod programmes;
pub mod reminders;
pub mod reports;
pub mod scope;
pub mod sessions;
pub mod shortlist;
pub mod sides;
mod ticks;
pub mod today;
pub mod users;
pub mod visits;
pub mod webhooks;
pub mod weights;
pub mod work;

pub use crate::db::{Cursor, Page, Slice};
pub use checked::Checked;
pub use error::ServiceError;
pub use idempotency::{Once, Reply, once};
pub use listing::{Asked, Listed, NamedSort};
