//! Evidence tables: each pure part by itself, the files, and every table over one story, its figures added up by another
//! way.

mod chart;
mod destinations;
mod files;
mod hub;
mod levels;
mod recount;
mod reviews;
mod rules;
mod suppression;
mod training;
mod walk;
