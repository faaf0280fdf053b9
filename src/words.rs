//! The one place of English: reason codes to sentences, codes to labels.

pub mod account;
pub mod allocation;
pub mod amount;
pub mod arrival;
pub mod asked;
pub mod breach;
pub mod catalogue;
pub mod cohort;
pub mod conflict;
pub mod briefing;
pub mod delivery;
pub mod exposures;
pub mod fields;
pub mod label;
pub mod law;
pub mod letter;
pub mod pages;
pub mod programme;
pub mod provisions;
pub mod standing;
pub mod record;
pub(crate) mod refused;
pub mod reminder;
pub mod suitability;
pub mod visit;
pub mod vocabulary;
