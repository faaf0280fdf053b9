//! Learners who are placed together.

use super::code::vocabulary;

vocabulary! {
    /// How far the computing of a cohort has come.
    CohortState {
        /// Which offers suit each learner is being worked out.
        Weighing = "weighing",
        /// The answer stands, and is being explained learner by learner.
        Explaining = "explaining",
        /// The answer is there.
        Solved = "solved",
        /// There is no answer; the problem says why.
        Failed = "failed",
    }
}

vocabulary! {
    /// What is made best in a cohort. As many learners as can be are always placed first.
    CohortObjective {
        /// Then the lowest score is as high as it can be, then the total.
        Fair = "fair",
        /// Then the total of the scores.
        Total = "total",
        /// Then as few as possible in the lowest band of 100 points, then in the next, and so on; then the total.
        Generous = "generous",
        /// Then the least sum of squared shortfalls from 1000.
        Convex = "convex",
    }
}

vocabulary! {
    /// How a learner stands in a cohort's answer.
    CohortStanding {
        /// Placed by the solver.
        Placed = "placed",
        /// Placed where a person had settled it beforehand.
        Pinned = "pinned",
        /// A placement had been proposed or confirmed before, and is kept.
        Kept = "kept",
        /// Some offers suit, and every seat of them is taken.
        NoSeat = "no_seat",
        /// No offer suits.
        NoOption = "no_option",
        /// No longer in the cohort: the record is archived, or the agreement was taken back.
        Left = "left",
    }
}

vocabulary! {
    /// What giving a learner another offer would come to.
    CohortVerdict {
        /// The learner has it.
        HasIt = "has_it",
        /// The offer does not suit the learner, or was ruled out.
        NotPossible = "not_possible",
        /// Every seat is held for others by a person's decision.
        Held = "held",
        /// More learners would be left without a placement.
        LeavesUnplaced = "leaves_unplaced",
        /// The lowest score would fall.
        LowersLowest = "lowers_lowest",
        /// The total would fall.
        LowersTotal = "lowers_total",
        /// The scores would be spread less evenly.
        LessEven = "less_even",
        /// Nothing would be lost.
        AsGood = "as_good",
    }
}

vocabulary! {
    /// What a person decided about a learner's part of a cohort's answer.
    CohortChoice {
        /// As proposed.
        Accept = "accept",
        /// Another of the offers that suit.
        Override = "override",
        /// None of them.
        Reject = "reject",
    }
}
