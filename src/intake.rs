//! What a sheet says of people: which column is which, what each row means, and what is wrong with it.
//!
//! Reading a file into cells is the work of `placewell_sheets`. Here cells become the answers to the questions of a
//! record. What a sheet does not say stays unsaid: a row is a draft until every question of a record has its answer.

pub mod answers;
mod cells;
pub mod columns;
pub mod field;
pub mod learner;
pub mod said;
pub mod sheet;

pub use answers::SheetAnswers;
pub use columns::SheetColumn;
pub use field::SheetField;
pub use said::{Answered, StillToAsk};
pub use sheet::{SheetFault, SheetPerson, SheetQuestion, SheetReading, read, rest};
