//! The one place of English: reason codes to sentences, codes to labels.
