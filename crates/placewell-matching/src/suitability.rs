//! Does one placement suit one learner: with which supports, under which changes, and why.
//!
//! Pure. It reads functional needs and never a diagnosis: [`LearnerFacts`](crate::domain::learner::LearnerFacts) has none. What nobody
//! has stated is a question, never a silent yes or no. Law and safety are never traded for points.

pub mod answer;
pub mod assess;
mod carved;
pub mod change;
pub mod contribution;
pub mod deduction;
pub mod gathered;
pub mod glance;
pub mod journey;
pub mod needs;
pub mod own_voice;
pub mod packed;
pub mod question;
pub mod reasons;
pub mod score;
pub mod seeker;
pub mod tasks;
pub mod weights;
pub mod work;

pub use answer::{Assessment, Blocker, FamilyBand, Outcome};
pub use assess::{Case, Draft, assess};
pub use carved::{Carved, CarvedWhy};
pub use change::{Arrangement, Change, Effort, Party};
pub use contribution::{Contribution, Criterion, Why};
pub use deduction::{Deducted, Deduction, Deductions};
pub use glance::Liking;
pub use journey::{Journey, JourneyGist, JourneyStanding, LaterStart};
pub use packed::{Packed, PackedTask, TaskKind};
pub use question::{Asked, Question};
pub use reasons::Reason;
pub use seeker::Seeker;
pub use weights::{Points, Weights};
