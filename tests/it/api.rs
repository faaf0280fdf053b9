//! Tests of the REST door.

mod golden;
mod schemas;
mod api_keys;
mod body;
mod documents;
mod organisations;
mod sessions;
mod unmatched;
mod users;
