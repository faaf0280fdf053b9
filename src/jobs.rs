//! Work that outlives a request: the worker of the outbox, and its tasks.
//!
//! A job is queued in the transaction that makes it due, so neither can be without the other. A
//! worker claims it for a while (a lease), does the work outside any transaction, and writes the
//! end, with whatever else the work changes, in one transaction that holds only if no later claim
//! has been made. A job may therefore run more than once; its task must bear that.

pub mod backoff;
mod posting;
mod recurring;
pub mod retention;
pub mod run_cohort;
pub mod running;
pub mod send_briefing;
pub mod send_letter;
pub mod send_link;
pub mod send_webhook;
pub mod status;
pub mod task;
pub mod worker;

pub use recurring::{Recurring, remind, watch_arrivals};
pub use retention::Retention;
pub use run_cohort::RunCohort;
pub use running::Running;
pub use send_briefing::SendBriefing;
pub use send_letter::SendLetter;
pub use send_link::SendLink;
pub use send_webhook::SendWebhook;
pub use status::{QueueStatus, status};
pub use task::{Attempted, Fate, Task};
pub use worker::Worker;
