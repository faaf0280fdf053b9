//! Small timetables, written as the travel crate's own tests write them.

#[path = "../../crates/placewell-travel/tests/it/timetable/feed.rs"]
pub(crate) mod feed;
