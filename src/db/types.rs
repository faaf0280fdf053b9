//! How values stand in columns.

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};
use diesel_derive_newtype::DieselNewType;

/// An instant as it is stored: UTC, whole microseconds, the same on both engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DieselNewType)]
pub struct Stamp(NaiveDateTime);

impl From<DateTime<Utc>> for Stamp {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.naive_utc().trunc_subsecs(6))
    }
}

impl From<Stamp> for DateTime<Utc> {
    fn from(stamp: Stamp) -> Self {
        stamp.0.and_utc()
    }
}
