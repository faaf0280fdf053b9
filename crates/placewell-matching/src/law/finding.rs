//! A finding: which rule, about what, with what outcome, because of what, from what source.

use serde::Serialize;
use utoipa::ToSchema;

use super::because::Because;
use super::source::Source;
use crate::domain::code::vocabulary;
use crate::domain::ids::TaskId;

vocabulary! {
    /// A rule that was looked at.
    #[schema(as = LawRule)]
    Rule {
        /// Child, young person or adult.
        AgeBand = "age_band",
        /// Which hours regime applies.
        Regime = "regime",
        /// Who may be on this kind of programme.
        ProgrammeAge = "programme_age",
        /// Who must have arranged or approved it.
        Approval = "approval",
        /// The longest day.
        DailyHours = "daily_hours",
        /// The longest week.
        WeeklyHours = "weekly_hours",
        /// How many days in seven.
        DaysInSeven = "days_in_seven",
        /// No work at night.
        Night = "night",
        /// Breaks within the day.
        Breaks = "breaks",
        /// Rest from one day to the next.
        DailyRest = "daily_rest",
        /// Rest in each week.
        WeeklyRest = "weekly_rest",
        /// What parents are told of the risks.
        ParentsTold = "parents_told",
        /// Hazards of a task.
        TaskHazards = "task_hazards",
        /// The employer's cover.
        Insurance = "insurance",
        /// What the insurer must hear.
        InsurerTold = "insurer_told",
        /// Checks of the people at the workplace.
        Vetting = "vetting",
        /// Help with eating, drinking, washing, dressing.
        PersonalCare = "personal_care",
        /// Checks of the learner.
        LearnerCheck = "learner_check",
    }
}

vocabulary! {
    /// What a finding comes to.
    #[schema(as = LawOutcome)]
    Outcome {
        /// Nothing stands in the way.
        Clear = "clear",
        /// It is lawful once the conditions are met.
        Conditional = "conditional",
        /// Somebody must answer before a placement can be confirmed.
        Question = "question",
        /// It may not be.
        Barred = "barred",
    }
}

vocabulary! {
    /// What must be shown or done.
    Condition {
        /// Show that the work is necessary for the young person's training.
        NecessaryForTraining = "necessary_for_training",
        /// Show that a competent person supervises throughout.
        CompetentSupervision = "competent_supervision",
        /// Show that the risk is as low as is reasonably practicable.
        RiskReduced = "risk_reduced",
        /// Say which hazards the task has, or that it has none, with a name and a date.
        StateHazards = "state_hazards",
        /// Put a break of the stated length into the day.
        GiveBreak = "give_break",
        /// Tell the insurer before the first day.
        TellInsurer = "tell_insurer",
        /// Tell the parents the key risks and what is done about them.
        TellParents = "tell_parents",
        /// The school or authority arranges or approves the placement.
        ProviderApproves = "provider_approves",
        /// The safeguarding lead records a decision.
        RecordVettingDecision = "record_vetting_decision",
        /// The safeguarding lead looks up the current rule.
        VerifyVettingRule = "verify_vetting_rule",
        /// What was decided is put in place before the first day.
        KeepVettingDecision = "keep_vetting_decision",
        /// Nobody at the workplace gives personal care, food or drink.
        NoPersonalCare = "no_personal_care",
        /// Ask the site which check of the learner it wants.
        AskAboutLearnerCheck = "ask_about_learner_check",
        /// Look over the hours of the whole period: an average counts.
        AverageTheHours = "average_the_hours",
        /// The learner does no work, only watches and asks.
        OnlyWatch = "only_watch",
        /// The learner has the plan that such a programme rests on.
        HasPlan = "has_plan",
    }
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Subject {
    /// The placement as a whole.
    Placement,
    /// One task.
    Task {
        /// Which.
        task: TaskId,
    },
    /// The employer.
    Employer,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Finding {
    /// The rule that was looked at.
    pub rule: Rule,
    /// What it is about.
    pub subject: Subject,
    /// What it comes to.
    pub outcome: Outcome,
    /// What must be shown or done, when conditional.
    pub conditions: Vec<Condition>,
    /// Why.
    pub because: Because,
    /// Where the rule stands.
    pub source: Source,
}

impl Finding {
    /// Nothing stands in the way of the placement.
    #[must_use]
    pub fn clear(rule: Rule, because: Because, source: Source) -> Self {
        Self::new(rule, Outcome::Clear, because, source)
    }

    /// The placement may not be.
    #[must_use]
    pub fn barred(rule: Rule, because: Because, source: Source) -> Self {
        Self::new(rule, Outcome::Barred, because, source)
    }

    /// Somebody must answer.
    #[must_use]
    pub fn question(rule: Rule, because: Because, source: Source) -> Self {
        Self::new(rule, Outcome::Question, because, source)
    }

    /// Lawful once the conditions are met; clear when there are none.
    #[must_use]
    pub fn conditional(rule: Rule, conditions: Vec<Condition>, because: Because, source: Source) -> Self {
        let outcome = if conditions.is_empty() { Outcome::Clear } else { Outcome::Conditional };
        Self { conditions, ..Self::new(rule, outcome, because, source) }
    }

    /// The same finding about something else than the placement.
    #[must_use]
    pub fn about(self, subject: Subject) -> Self {
        Self { subject, ..self }
    }

    fn new(rule: Rule, outcome: Outcome, because: Because, source: Source) -> Self {
        Self { rule, subject: Subject::Placement, outcome, conditions: Vec::new(), because, source }
    }
}
