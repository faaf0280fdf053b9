//! The one place of English: reason codes to sentences, codes to labels.

pub mod breach;
pub mod delivery;
pub mod programme;
