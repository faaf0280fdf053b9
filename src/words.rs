//! The one place of English: reason codes to sentences, codes to labels.

pub mod delivery;
