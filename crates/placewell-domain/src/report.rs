//! What an employer tells of a placement while it runs and after: whether the learner came, how it went, what worries.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use chrono::NaiveDate;

use super::code::{CodeSet, vocabulary};
use super::ids::BriefingId;
use super::text::{Line, Paragraph};
use super::time::TimeOfDay;

vocabulary! {
    /// What a report is.
    ReportKind {
        /// Whether the learner came on a day, and how it went.
        Tick = "tick",
        /// Something that worries somebody about the learner.
        Worry = "worry",
        /// Something dangerous at the site.
        Hazard = "hazard",
        /// How the placement was.
        Feedback = "feedback",
        /// The pack was read.
        Acknowledgement = "acknowledgement",
        /// Whether the employer would have somebody, before it decides.
        Interest = "interest",
        /// Another time that would suit the employer.
        OtherTime = "other_time",
        /// The learner cannot come on a day.
        Absence = "absence",
        /// A complaint of the learner or the family.
        Complaint = "complaint",
        /// How it was, as the learner says it.
        Reflection = "reflection",
    }
}

impl ReportKind {
    /// Whether it is an answer to the proposal, which the provider reads in its own time.
    #[must_use]
    pub fn is_reply(self) -> bool {
        matches!(self, Self::Interest | Self::OtherTime)
    }
}

vocabulary! {
    /// Whether the learner came.
    #[schema(as = DayArrival)]
    Arrival {
        /// They are there.
        Arrived = "arrived",
        /// They have not come.
        NotArrived = "not_arrived",
    }
}

vocabulary! {
    /// How a day went.
    DayWent {
        /// Well.
        Well = "well",
        /// Some of it well.
        Mixed = "mixed",
        /// The provider should ring.
        RingMe = "ring_me",
    }
}

vocabulary! {
    /// How a placement went, in the employer's eyes.
    Overall {
        /// Well.
        Well = "well",
        /// Some of it well.
        Mixed = "mixed",
        /// Not well.
        Badly = "badly",
    }
}

vocabulary! {
    /// How much help was needed, against what the pack said.
    HelpNeeded {
        /// Less.
        Less = "less",
        /// As much.
        AsPlanned = "as_planned",
        /// More.
        More = "more",
        /// Nobody can say.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Whether an employer would have a learner again.
    HostAgain {
        /// Yes.
        Yes = "yes",
        /// Perhaps.
        Maybe = "maybe",
        /// No.
        No = "no",
        /// Nobody can say.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Whether an employer would have somebody. It settles nothing.
    #[schema(as = EmployerInterest)]
    Interest {
        /// Yes.
        Yes = "yes",
        /// Perhaps.
        Maybe = "maybe",
        /// Not this time.
        No = "no",
        /// Others come already.
        Full = "full",
    }
}

vocabulary! {
    /// What stands in an employer's way.
    InterestReason {
        /// It takes too much time.
        Time = "time",
        /// No tasks come to mind.
        Tasks = "tasks",
        /// Nobody could look after the learner.
        Supervision = "supervision",
        /// The dates do not suit.
        Dates = "dates",
        /// The place does not suit, or is not safe.
        Place = "place",
        /// They would like to know more first.
        Unsure = "unsure",
        /// Something else.
        Other = "other",
    }
}

/// Whether an employer would have somebody, and what stands in its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InterestGiven {
    /// Whether they would.
    pub interest: Interest,
    /// What stands in the way.
    #[serde(default)]
    #[schema(value_type = Vec<InterestReason>)]
    pub reasons: CodeSet<InterestReason>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Paragraph>,
}

/// Another time that would suit an employer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OtherTime {
    /// The first day that would suit.
    pub from: NaiveDate,
    /// Which weeks, days or hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Paragraph>,
}

vocabulary! {
    /// The face that a learner chose.
    #[schema(as = ReflectionFace)]
    Face {
        /// Good.
        Good = "good",
        /// Some of it good.
        Mixed = "mixed",
        /// Not good.
        Bad = "bad",
    }
}

/// How a placement was, as the learner says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reflection {
    /// The face that fits.
    pub face: Face,
    /// What they liked or did well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<Paragraph>,
    /// What was hard, or should be different.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard: Option<Paragraph>,
    /// What they would like to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Paragraph>,
    /// Who wrote it down for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scribed_by: Option<Line>,
}

/// One day of a placement, as the employer ticks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tick {
    /// Whether the learner came.
    pub arrival: Arrival,
    /// When, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<TimeOfDay>,
    /// How the day went, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub went: Option<DayWent>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Paragraph>,
}

/// How a placement was: five questions, of which one need be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EmployerFeedback)]
pub struct Feedback {
    /// How it went.
    pub overall: Overall,
    /// What went best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<Paragraph>,
    /// What should change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Paragraph>,
    /// How much help was needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<HelpNeeded>,
    /// Whether they would have a learner again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<HostAgain>,
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Report {
    /// A day.
    Tick(Tick),
    /// A worry, in the teller's words.
    Worry {
        /// The words.
        words: Paragraph,
    },
    /// A hazard, in the teller's words.
    Hazard {
        /// The words.
        words: Paragraph,
    },
    /// How it was.
    Feedback(Feedback),
    /// The pack was read.
    Acknowledgement {
        /// Which version.
        briefing: BriefingId,
        /// Its number.
        number: i32,
    },
    /// Whether they would have somebody.
    Interest(InterestGiven),
    /// Another time that would suit.
    OtherTime(OtherTime),
    /// The learner cannot come on a day.
    Absence {
        /// What the provider should know.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Paragraph>,
    },
    /// A complaint, in the teller's words.
    Complaint {
        /// The words.
        words: Paragraph,
    },
    /// How it was, as the learner says it.
    Reflection(Reflection),
}

impl Report {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> ReportKind {
        match self {
            Self::Tick(_) => ReportKind::Tick,
            Self::Worry { .. } => ReportKind::Worry,
            Self::Hazard { .. } => ReportKind::Hazard,
            Self::Feedback(_) => ReportKind::Feedback,
            Self::Acknowledgement { .. } => ReportKind::Acknowledgement,
            Self::Interest(_) => ReportKind::Interest,
            Self::OtherTime(_) => ReportKind::OtherTime,
            Self::Absence { .. } => ReportKind::Absence,
            Self::Complaint { .. } => ReportKind::Complaint,
            Self::Reflection(_) => ReportKind::Reflection,
        }
    }

    /// Whether somebody must look at it at once.
    #[must_use]
    pub fn is_alert(&self) -> bool {
        match self {
            Self::Tick(tick) => tick.arrival == Arrival::NotArrived || tick.went == Some(DayWent::RingMe),
            Self::Worry { .. } | Self::Hazard { .. } => true,
            _ => false,
        }
    }

    /// Whether it waits in the provider's work list until somebody has seen it.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.is_alert() || self.kind().is_reply()
    }
}
