//! The placement planned day by day, block by block, and checked.
