//! Evidence tables: each pure part by itself, the files, and every table over one story, its figures added up by another
//! way.

mod chart;
mod destinations;
mod files;
mod hub;
mod recount;
mod rules;
mod suppression;
mod training;
mod walk;
