//! One plan turned into editions: PDF, HTML, text and calendar.
//!
//! [`pack::Pack`] holds everything that leaves; [`sheet::Sheet`] makes it ready to print; the
//! renderings set it; [`editions`] gathers them; [`leak`] reads all of it before it may go.

pub mod pack;
pub mod sheet;
pub mod fingerprint;
pub mod glyphs;
pub mod pdf;
pub mod fit;
pub mod unprintable;
pub mod html;
pub mod text;
pub mod calendar;
pub mod editions;
pub mod leak;
pub mod letter;
pub mod family_sheets;
pub mod compose;
pub mod pictures;
pub mod booklet;
pub mod changes;
pub mod learner;
pub mod family;
pub mod coach;
