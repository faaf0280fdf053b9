//! The injected sources of time and identifiers.
