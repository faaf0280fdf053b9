//! Tests of suitability.
