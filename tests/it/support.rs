//! What tests are built with.

pub mod app;
pub mod database;
mod door;
pub(crate) mod letters;
pub mod machine;
pub mod plain;
pub(crate) mod postgres;
mod run;
pub mod seam;
pub(crate) mod smtp;
pub mod stranger;

/// Leave to look into the store and to arrange it, as an operator has.
pub fn operator() -> placewell::auth::Permit {
    placewell::auth::Permit::exempt(placewell::auth::Exemption::Operator)
}
