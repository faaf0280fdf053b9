//! One learner, all offers: an immutable snapshot, a query, an ordered page of matches.
//!
//! The order is by value, or by outcome and score, then by the offer's identifier; what does not suit always
//! comes last. Packed offers and drafts decide where the full assessment cannot matter; they never change the answer.

pub mod barriers;
pub mod bound;
mod columns;
pub mod dates;
pub mod facets;
pub mod funnel;
pub mod near;
mod prepared;
pub mod query;
pub mod rank;
pub mod snapshot;
pub mod survey;
pub mod ways;

pub use barriers::Barrier;
pub use facets::Facets;
pub use funnel::Funnel;
pub use prepared::Prepared;
pub use query::{Cursor, Match, MatchSort, Query, Ranked};
pub use rank::{assess_offer, rank};
pub use snapshot::{Seen, Snapshot};
pub use survey::{Survey, survey};
pub use ways::{Way, ways};
