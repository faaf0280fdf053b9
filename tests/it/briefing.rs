//! Tests of the briefing: the model, its renderings and what may not leave.

pub(crate) mod fixture;
mod agreement;
mod calendar;
mod changes;
mod compose;
mod copies;
mod copies_leak;
mod fingerprint;
mod glyphs;
mod leak;
mod leak_context;
mod mail;
mod many;
mod measured;
mod pairs;
mod pdf;
mod plans;
mod sheet;
mod terms;
mod told;
mod words;
mod worth;
