//! Tests of the REST door.

mod golden;
mod schemas;
mod api_keys;
mod body;
mod concessions;
mod documents;
mod organisations;
mod sessions;
mod unmatched;
mod users;
