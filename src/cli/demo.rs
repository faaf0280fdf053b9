//! `placewell demo`: the main job on made-up people and real open data.

pub mod redate;
pub mod sample;
