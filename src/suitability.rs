//! One learner and one offer: outcome, score, reasons, questions, changes.
