//! The `placewell` program.

fn main() {}
