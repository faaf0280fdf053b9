//! Tests of the briefing: the model, its renderings and what may not leave.

mod fixture;
mod glyphs;
mod pdf;
