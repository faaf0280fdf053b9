//! The nouns and the vocabulary: pure types that are valid once parsed.

pub mod text;
pub mod place;
