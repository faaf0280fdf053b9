//! Tests of briefing.
