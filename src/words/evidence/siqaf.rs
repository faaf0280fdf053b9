//! Lines for the quality framework for supported internships.

use super::{Heading, column};

/// What the table is called.
pub const TITLE: &str = "Supported internships: what the record shows for a quality review";
/// What it is for.
pub const ABOUT: &str =
    "Facts to lay beside the six parts of the Supported Internship Quality Assurance Framework (SIQAF).";

/// Its columns.
pub const COLUMNS: [Heading; 7] = [
    column("part", "Part", "The framework’s six parts"),
    column("line", "What the record shows", "The records of supported internships"),
    column("met", "Of how many", "Counted"),
    column("of", "Out of", "Counted"),
    column("counts", "Counted are", "What the two columns before count"),
    column("source", "Where it comes from", "The record that was looked at"),
    column("score", "Score", "Given by people in a review"),
];

/// What the table does not say.
pub const NOTES: [&str; 2] = [
    "Internships that were confirmed count, also those that are over. The framework asks more than a record can show: add what you know.",
    "No score is worked out. “Not recorded” means that nobody has entered it, not that it was not done.",
];

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QualityLine {
    /// Vetting was decided on.
    Vetting,
    /// There is a plan.
    Plan,
    /// What the learner wants from it is agreed.
    Aims,
    /// The employer has the pack.
    PackSent,
    /// The employer has read it.
    PackRead,
    /// The site was visited.
    SiteVisit,
    /// The employer said how it was.
    Feedback,
    /// Learner and employer met.
    Meeting,
    /// The learner’s side agreed.
    Agreement,
    /// A job coach is assigned.
    Coach,
    /// Days have a record.
    Days,
    /// It was told how much help new tasks took.
    Help,
    /// The learner said how it was.
    Voice,
    /// It is known where the learner is after three months.
    AfterThree,
    /// After six.
    AfterSix,
    /// After twelve.
    AfterTwelve,
    /// It is paid.
    Paid,
}

/// A line with its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiqafLine {
    /// Which.
    pub line: QualityLine,
    /// The part of the framework.
    pub part: &'static str,
    /// What the record shows.
    pub words: &'static str,
    /// What is counted.
    pub counts: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

const fn told(
    line: QualityLine,
    part: &'static str,
    words: &'static str,
    counts: &'static str,
    source: &'static str,
) -> SiqafLine {
    SiqafLine { line, part, words, counts, source }
}

const ALL: &str = "internships";
const BEGUN: &str = "internships that have begun";

/// The lines, by part.
pub const LINES: [SiqafLine; 17] = {
    use QualityLine as Q;
    [
        told(
            Q::Vetting,
            "Leadership",
            "The safeguarding lead decided on vetting",
            ALL,
            "Decisions on vetting",
        ),
        told(Q::Plan, "Planning", "A plan of every day was made", ALL, "Plans"),
        told(
            Q::Aims,
            "Planning",
            "What the learner wants from it is agreed",
            ALL,
            "The agreement to the placement",
        ),
        told(Q::PackSent, "Partnership", "The employer was sent the pack", ALL, "What a mail server took"),
        told(
            Q::PackRead,
            "Partnership",
            "The employer says that it has read the pack",
            ALL,
            "The employer’s own page",
        ),
        told(
            Q::SiteVisit,
            "Partnership",
            "The workplace was visited beforehand",
            ALL,
            "Steps of the placement",
        ),
        told(Q::Feedback, "Partnership", "The employer said how it went", BEGUN, "The employer’s feedback"),
        told(
            Q::Meeting,
            "Preparedness",
            "Learner and employer met beforehand",
            ALL,
            "Steps of the placement",
        ),
        told(Q::Agreement, "Preparedness", "The learner or the family agreed", ALL, "Steps of the placement"),
        told(Q::Coach, "Preparedness", "A job coach is assigned", ALL, "Assignments"),
        told(
            Q::Days,
            "Progress",
            "Days with a record of who came",
            "days that have come",
            "Ticks and reported absences",
        ),
        told(Q::Help, "Progress", "It was noted how much help new tasks took", BEGUN, "What was seen"),
        told(Q::Voice, "Progress", "The learner said how it was", BEGUN, "The learner’s own page"),
        told(
            Q::AfterThree,
            "Results",
            "It is known where the learner is after 3 months",
            "internships for which it is due",
            "Where learners are",
        ),
        told(
            Q::AfterSix,
            "Results",
            "It is known where the learner is after 6 months",
            "internships for which it is due",
            "Where learners are",
        ),
        told(
            Q::AfterTwelve,
            "Results",
            "It is known where the learner is after 12 months",
            "internships for which it is due",
            "Where learners are",
        ),
        told(
            Q::Paid,
            "Results",
            "What the learner does now is paid",
            "internships of which it was said",
            "Where learners are, the newest",
        ),
    ]
};
