//! The planner: hand-made cases, and properties over generated offers and learners.

mod cases;
mod edits;
mod fixtures;
mod properties;
mod render;
mod sample;
mod suitable;
mod truth;
mod week;
mod workload;
mod worth;
