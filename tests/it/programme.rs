//! The planner: hand-made cases, and properties over generated offers and learners.

mod fixtures;
mod workload;
