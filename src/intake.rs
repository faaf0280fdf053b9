//! What a sheet says of learners, employers or offers: which column is which, what each row means, and what is wrong with
//! it.
//!
//! Reading a file into cells is the work of `placewell_sheets`. Here cells become the answers to the questions of a
//! record. What a sheet does not say stays unsaid: a row is a draft until every question of a record has its answer.

pub mod answers;
mod cell;
mod cells;
pub mod columns;
pub mod contacts;
pub mod employer;
pub mod field;
pub mod kind;
pub mod learner;
pub mod offer;
mod read;
mod rest;
mod rows;
pub mod said;
pub mod sheet;
mod times;

pub use answers::SheetAnswers;
pub use columns::SheetColumn;
pub use field::SheetField;
pub use kind::ImportKind;
pub use read::read;
pub use rest::rest;
pub use said::{Answered, StillToAsk};
pub use sheet::{SheetFault, SheetQuestion, SheetReading, SheetRow};
