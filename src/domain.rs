//! The nouns and the vocabulary: pure types that are valid once parsed.

pub mod code;
pub mod text;
pub mod ids;
pub mod place;
pub mod time;
pub mod provision;
pub mod exposure;
pub mod hazard;
pub mod fact;
