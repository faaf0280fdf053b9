//! Why a placement does not stand, and which acts that stops.

use chrono::NaiveDate;

use crate::domain::agreement::AgreementActor;
use crate::domain::exposure::Exposure;
use crate::domain::ids::TaskId;
use crate::domain::offer::OfferState;
use crate::domain::window::Pattern;
use crate::law::{self, Finding};
use crate::programme::Rule;

/// The act before which it is asked whether a placement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Planning its programme afresh, and agreeing to that.
    Plan,
    /// Recording that learner and family agree.
    Agree,
    /// Looking at its pack.
    Preview,
    /// Taking the seats.
    Confirm,
    /// Approving its pack, and letting it leave, now or once more.
    Send,
}

/// Why a placement does not stand. Dates are in order and never none.
#[expect(missing_docs, reason = "each variant's line says what its parameters are")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The first day is past and nobody has recorded a start.
    FirstDayPast { date: NaiveDate },
    /// Fewer working days are left before the first day than the notice that is asked for.
    ShortNotice { first: NaiveDate, left: u8, notice: u8 },
    /// The last day is past.
    LastDayPast { date: NaiveDate },
    /// The window was moved away from these dates.
    OutsideWindow { dates: Vec<NaiveDate> },
    /// The offer no longer runs on these weekdays.
    WeekdayDropped { dates: Vec<NaiveDate> },
    /// The site is shut.
    SiteClosed { dates: Vec<NaiveDate> },
    /// Bank holidays, which are not worked.
    BankHoliday { dates: Vec<NaiveDate> },
    /// The school or college is closed.
    ProviderClosed { dates: Vec<NaiveDate> },
    /// The learner is on another confirmed placement.
    AlreadyPlaced { dates: Vec<NaiveDate> },
    /// The offer runs for another length of time.
    PatternChanged { pattern: Pattern },
    /// The offer is closed for good.
    OfferArchived,
    /// The offer is not open, and the placement not confirmed.
    OfferNotOpen { state: OfferState },
    /// The employer's record is closed.
    EmployerArchived,
    /// The hub and the employer no longer work together, and the placement is not confirmed.
    EmployerNotLinked,
    /// The learner's record is closed.
    LearnerArchived,
    /// The employer takes other ages; ages in completed years on the first day.
    Age { age: u8, from: u8, to: u8 },
    /// The offer has become a department of a supported internship.
    InternsOnly,
    /// These people have not agreed, or have taken it back.
    NotAgreed { actors: Vec<AgreementActor> },
    /// The pack quotes a statement that the learner no longer wants told.
    StatementWithdrawn,
    /// There is no programme.
    NoProgramme,
    /// The programme breaks a rule that must hold.
    Programme { date: NaiveDate, rule: Rule },
    /// A planned task brings what the learner must avoid.
    TaskBrings { task: TaskId, exposure: Exposure },
    /// The law bars it, or asks something that nobody has answered; and whether the learner's other
    /// placements count towards that.
    Law { finding: Box<Finding>, with_others: bool },
    /// No seat is left.
    NoSeat { dates: Vec<NaiveDate> },
}

impl Reason {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::FirstDayPast { .. } => "first_day_past",
            Self::ShortNotice { .. } => "short_notice",
            Self::LastDayPast { .. } => "last_day_past",
            Self::OutsideWindow { .. } => "outside_window",
            Self::WeekdayDropped { .. } => "weekday_dropped",
            Self::SiteClosed { .. } => "site_closed",
            Self::BankHoliday { .. } => "bank_holiday",
            Self::ProviderClosed { .. } => "provider_closed",
            Self::AlreadyPlaced { .. } => "already_placed",
            Self::PatternChanged { .. } => "pattern_changed",
            Self::OfferArchived => "offer_archived",
            Self::OfferNotOpen { .. } => "offer_not_open",
            Self::EmployerArchived => "employer_archived",
            Self::EmployerNotLinked => "employer_not_linked",
            Self::LearnerArchived => "learner_archived",
            Self::Age { .. } => "age",
            Self::InternsOnly => "interns_only",
            Self::NotAgreed { .. } => "agreement_missing",
            Self::StatementWithdrawn => "statement_withdrawn",
            Self::NoProgramme => "no_programme",
            Self::Programme { .. } => "programme_broken",
            Self::TaskBrings { .. } => "task_to_avoid",
            Self::Law { .. } => "law",
            Self::NoSeat { .. } => "window_full",
        }
    }

    /// Whether it stops an act. A plan is made, agreed and looked at while seats, agreements and
    /// decisions are still being gathered; what nobody can gather any more stops that too.
    #[must_use]
    pub fn stops(&self, asked: Asked) -> bool {
        match self {
            Self::FirstDayPast { .. }
            | Self::LastDayPast { .. }
            | Self::OutsideWindow { .. }
            | Self::WeekdayDropped { .. }
            | Self::SiteClosed { .. }
            | Self::BankHoliday { .. }
            | Self::ProviderClosed { .. }
            | Self::PatternChanged { .. }
            | Self::OfferArchived
            | Self::EmployerArchived
            | Self::LearnerArchived
            | Self::Age { .. }
            | Self::InternsOnly => true,
            Self::ShortNotice { .. } => matches!(asked, Asked::Plan | Asked::Confirm),
            Self::OfferNotOpen { .. } | Self::EmployerNotLinked => asked == Asked::Confirm,
            Self::NotAgreed { .. } => matches!(asked, Asked::Agree | Asked::Confirm | Asked::Send),
            Self::StatementWithdrawn => asked == Asked::Send,
            Self::NoProgramme | Self::Programme { .. } | Self::TaskBrings { .. } => {
                matches!(asked, Asked::Preview | Asked::Confirm | Asked::Send)
            }
            Self::Law { finding, .. } if finding.outcome == law::Outcome::Barred => {
                matches!(asked, Asked::Preview | Asked::Confirm | Asked::Send)
            }
            Self::Law { .. } | Self::AlreadyPlaced { .. } | Self::NoSeat { .. } => {
                matches!(asked, Asked::Confirm | Asked::Send)
            }
        }
    }

    /// Whether it is a step that everybody knows is still to be taken, not something that has changed.
    #[must_use]
    pub fn is_still_to_be_done(&self) -> bool {
        match self {
            Self::NoProgramme | Self::NotAgreed { .. } | Self::ShortNotice { .. } => true,
            Self::Law { finding, .. } => {
                finding.rule == law::Rule::Vetting && finding.outcome == law::Outcome::Question
            }
            _ => false,
        }
    }

    /// Whether it is about the learner's or the family's side, which an employer is not told of.
    #[must_use]
    pub fn is_of_the_learner(&self) -> bool {
        matches!(
            self,
            Self::AlreadyPlaced { .. }
                | Self::LearnerArchived
                | Self::Age { .. }
                | Self::NotAgreed { .. }
                | Self::StatementWithdrawn
                | Self::TaskBrings { .. }
                | Self::Law { .. }
        )
    }
}
