//! Can the learner get there and back: estimates, and the seam for timetables.
