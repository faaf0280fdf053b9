//! Making an offer from an occupation of the catalogue: a question a page, the draft saved at each step.

mod answers;
mod check;
mod lists;
mod origin;
pub(super) mod pages;
pub(super) mod start;
mod steps;
mod when;
mod who;
mod work;

use actix_web::web::ServiceConfig;

use crate::domain::code::vocabulary;

vocabulary! {
    /// A step of the draft. Its code stands in the address.
    DraftStep {
        /// Where the work is.
        Where = "where",
        /// Which tasks.
        Tasks = "tasks",
        /// How long, and for which ages.
        Length = "length",
        /// Dates, hours and numbers.
        When = "when",
        /// Who is there.
        People = "people",
        /// What the places are like.
        Places = "places",
        /// What happens at known times.
        Events = "events",
        /// What is to be known before the first day.
        Arriving = "arriving",
        /// What happens in an emergency.
        Emergency = "emergency",
        /// The employer's insurance.
        Insurance = "insurance",
        /// What the tasks bring.
        Hazards = "hazards",
    }
}

/// Registers the pages.
pub(in crate::web) fn register(config: &mut ServiceConfig) {
    config
        .service(start::appetite)
        .service(start::occupations)
        .service(start::which_tasks)
        .service(start::site)
        .service(start::create)
        .service(pages::preview)
        .service(pages::overview)
        .service(pages::publish)
        .service(pages::show)
        .service(pages::save);
}
