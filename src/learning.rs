//! What a placement teaches. What somebody said of it becomes suggestions for the learner's profile and for the offer.
//!
//! Nothing here changes a document by itself: a person accepts or declines each suggestion, and what nobody said is
//! suggested to nobody.

mod change;
mod lesson;
mod observation;
mod said;
mod suggest;

pub use change::{NoRoom, to_offer, to_profile};
pub use lesson::{Lesson, LessonChoice, LessonTarget, OwnWord};
pub use observation::{Helped, MendedStep, Observation, ToldObservation};
pub use said::{SaidBy, Teller};
pub use suggest::{LessonFacts, Suggestion, suggestions};
