//! Age bands and the regime of hours that follows from them. Neither turns on the sixteenth birthday.

use chrono::NaiveDate;

use crate::domain::calendar::{age_on, school_leaving_date, year_group};
use crate::domain::code::vocabulary;
use crate::domain::learner::ProgrammeKind;

vocabulary! {
    /// The bands of the Management of Health and Safety at Work Regulations 1999 reg 1(2).
    AgeBand {
        /// Not over compulsory school age.
        Child = "child",
        /// Over compulsory school age and under 18.
        YoungPerson = "young_person",
        /// 18 or over.
        Adult = "adult",
    }
}

impl AgeBand {
    /// The band on a date. Compulsory school age ends at the end of the leaving date itself
    /// (Education Act 1996 s8(3)), which may come before or after the sixteenth birthday.
    #[must_use]
    pub fn on(date_of_birth: NaiveDate, date: NaiveDate) -> Self {
        if age_on(date_of_birth, date) >= 18 {
            Self::Adult
        } else if school_leaving_date(date_of_birth).is_some_and(|leaving| date > leaving) {
            Self::YoungPerson
        } else {
            Self::Child
        }
    }
}

vocabulary! {
    /// Which rules on hours apply. The limits on children's part-time jobs never do: a placement
    /// is not a job.
    Regime {
        /// A pupil of the last two school years, on arrangements that the school or authority
        /// made or approved (Education Act 1996 s560).
        PupilWorkExperience = "pupil_work_experience",
        /// A younger pupil: visits and shadowing only.
        VisitOnly = "visit_only",
        /// Over compulsory school age, under 18 (Working Time Regulations 1998).
        YoungWorker = "young_worker",
        /// 18 or over.
        Adult = "adult",
    }
}

impl Regime {
    /// The year group from which a pupil may do work experience.
    pub const FIRST_YEAR_GROUP: i32 = 10;

    /// The regime on a date.
    #[must_use]
    pub fn on(date_of_birth: NaiveDate, date: NaiveDate, programme: ProgrammeKind) -> Self {
        match AgeBand::on(date_of_birth, date) {
            AgeBand::Adult => Self::Adult,
            AgeBand::YoungPerson => Self::YoungWorker,
            AgeBand::Child => {
                let old_enough = year_group(date_of_birth, date) >= Self::FIRST_YEAR_GROUP;
                if old_enough && programme != ProgrammeKind::Visit {
                    Self::PupilWorkExperience
                } else {
                    Self::VisitOnly
                }
            }
        }
    }

    /// The limits of the regime.
    #[must_use]
    pub fn limits(self) -> Limits {
        if self == Self::Adult { Limits::ADULT } else { Limits::UNDER_18 }
    }
}

/// Limits on working time, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest day; none for adults.
    pub day: Option<u16>,
    /// The longest week.
    pub week: u32,
    /// A day longer than this needs a break.
    pub break_after: u16,
    /// How long the break must be.
    pub break_minutes: u16,
    /// Rest from one day to the next.
    pub daily_rest: u32,
    /// Rest in each week.
    pub weekly_rest: u32,
    /// Whether the night is closed.
    pub no_night: bool,
}

impl Limits {
    /// Under 18: Working Time Regulations 1998 regs 5A, 6A, 10(2), 11(3), 12(4).
    pub const UNDER_18: Self = Self {
        day: Some(480),
        week: 2_400,
        break_after: 270,
        break_minutes: 30,
        daily_rest: 720,
        weekly_rest: 2_880,
        no_night: true,
    };
    /// From 18: regs 4, 10(1), 11(1), 12(1).
    pub const ADULT: Self = Self {
        day: None,
        week: 2_880,
        break_after: 360,
        break_minutes: 20,
        daily_rest: 660,
        weekly_rest: 1_440,
        no_night: false,
    };
}
