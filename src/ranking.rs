//! One learner and all offers, over an immutable snapshot.
