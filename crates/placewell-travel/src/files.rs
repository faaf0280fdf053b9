//! Reading comma-separated files of other people: rows, tables with named columns, postcodes.

pub mod postcodes;
pub(crate) mod rows;
pub mod table;
