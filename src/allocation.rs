//! A cohort and all offers: exact, fair, and quick to solve again.
