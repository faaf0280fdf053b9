//! Why a finding is what it is: one code a reason, with its parameters.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::band::{AgeBand, Regime};
use super::safeguarding::{Frequency, VettingChoice};
use crate::domain::hazard::{Hazard, Reg19Head};
use crate::domain::nation::Nation;
use crate::domain::text::Line;

/// Why a finding is what it is. Minutes are whole minutes; dates are the first that matters.
#[expect(missing_docs, reason = "each variant's line says what its parameters are")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Because {
    /// The band is the same on every day.
    OneBand { band: AgeBand },
    /// The placement crosses from one band to the next; from `on` the later band holds.
    BandChanges { from: AgeBand, to: AgeBand, on: NaiveDate },
    /// These rules on hours apply.
    RegimeApplies { regime: Regime, year_group: i32 },
    /// A pupil below Year 10 may only visit.
    BelowYearTen { year_group: i32 },
    /// A visit, where no work is done.
    Visit,
    /// The learner is within the ages of the programme.
    ProgrammeAgeFits { age: i32, nation: Nation },
    /// The learner is outside the ages of the programme.
    ProgrammeAgeMissed { age: i32, from: i32, to: i32 },
    /// The learner is of compulsory school age until the end of this date.
    OfSchoolAge { until: NaiveDate },
    /// A pupil's placement rests on arrangements of the school or authority.
    PupilArrangement,
    /// The longest day is within the limit.
    DayFits { minutes: u16, limit: u16 },
    /// So many days are too long, the first on this date.
    DayTooLong { date: NaiveDate, minutes: u16, limit: u16, days: u16 },
    /// The fullest week is within the limit.
    WeekFits { minutes: u32, limit: u32 },
    /// A week is too full; `week` is its Monday.
    WeekTooLong { week: NaiveDate, minutes: u32, limit: u32 },
    /// Never more than this many days in seven.
    DaysInSevenFit { days: u16, limit: u16 },
    /// Too many days in the seven that begin on this date.
    TooManyDaysInSeven { from: NaiveDate, days: u16, limit: u16 },
    /// No hour falls in the night.
    NoNightWork,
    /// Work between 22:00 and 06:00, first on this date.
    NightWork { date: NaiveDate },
    /// The breaks are enough, or the day is short enough to need none.
    BreaksFit { worked: u16 },
    /// A break is missing, first on this date.
    BreakMissing { date: NaiveDate, worked: u16, after: u16, least: u16 },
    /// The rest is long enough.
    RestFits { minutes: u32, least: u32 },
    /// The rest after this date is too short.
    RestTooShort { date: NaiveDate, minutes: u32, least: u32 },
    /// Parents of a child are told of the risks before the start.
    ChildsParents,
    /// No hazard beyond everyday work.
    NoHazard,
    /// Nobody has said which hazards the task has, or that it has none.
    HazardsNotAsked,
    /// Words of the task suggest a hazard, and nobody has confirmed it or struck it out.
    HazardProposed { hazard: Hazard, words: String },
    /// An adult: the ordinary risk assessment covers the hazard.
    OrdinaryAssessment { hazard: Hazard },
    /// A child may not; the bar may end after `until`.
    BarredForChild { hazard: Hazard, head: Reg19Head, until: Option<NaiveDate> },
    /// A young person may, and all three proofs are given.
    ProofsGiven { hazard: Hazard, head: Reg19Head },
    /// A young person may once the missing proofs are given.
    ProofsMissing { hazard: Hazard, head: Reg19Head },
    /// Nobody under 18, whatever the controls.
    NeverUnder18 { hazard: Hazard },
    /// Nobody of compulsory school age, whatever the controls.
    NeverOfSchoolAge { hazard: Hazard },
    /// Nobody has said how the employer is covered.
    CoverUnknown,
    /// The policy covers too little, in whole pounds.
    CoverTooLow { pounds: u64, least: u64 },
    /// The policy ends before the last day.
    CoverEnds { on: NaiveDate, last_day: NaiveDate },
    /// The policy covers enough to the last day.
    CoverHolds { pounds: u64, until: NaiveDate },
    /// The Crown bears its own risk.
    CrownBears,
    /// A local authority need not insure.
    LocalAuthorityExempt,
    /// A body of the National Health Service need not insure.
    NhsExempt,
    /// The exemption for close relatives ends when a learner who is none comes.
    RelativesExemptionEnds,
    /// A learner counts as an employee, so a trader without employees needs a policy now.
    LearnerIsFirstEmployee,
    /// Longer than two weeks, or hazards beyond everyday work: the insurer should know.
    InsurerShouldKnow { calendar_days: u16, hazards: bool },
    /// The insurer has been told, or there is nothing unusual to tell.
    InsurerKnowsEnough,
    /// Under 16, and the safeguarding lead has not decided yet. The law as known at `as_at`.
    UnderSixteenUndecided { frequency: Frequency, lone_adult: Option<bool>, as_at: NaiveDate },
    /// 16 or 17: guidance has said that no check may be asked for. The law as known at `as_at`.
    NoRequestAtThisAge { as_at: NaiveDate },
    /// The safeguarding lead has decided; whether a check is asked for as well, and how it is arranged, is open when
    /// absent.
    VettingDecided {
        choice: VettingChoice,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        check: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        arranged: Option<Line>,
        on: NaiveDate,
    },
    /// 18 or over on every day: the rules for children do not apply.
    AdultLearner,
    /// Help with eating, drinking, washing or dressing would be regulated work however rare.
    PersonalCareIsRegulated,
    /// A specified place may want a check of a learner of 16 or over.
    SpecifiedPlace { age: i32 },
    /// A learner under 16 cannot have a check of their own.
    TooYoungForCheck { age: i32 },
}
