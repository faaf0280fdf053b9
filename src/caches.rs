//! What a replica holds in memory of the database, and how it notices that it is out of date.

mod followed;
pub mod offers;
pub mod timetables;
