//! Why a finding is what it is, in one or two sentences.

use crate::domain::nation::Nation;
use crate::law::Because;
use crate::law::safeguarding::VettingChoice;
use crate::words::amount::{date, hours, pounds};
use crate::words::briefing::support::sentence;
use crate::words::label::Label;

/// A reason of the law as a sentence.
#[must_use]
pub fn because(because: &Because) -> String {
    use Because as B;
    match because {
        B::OneBand { band } => format!("On every day the learner is {}.", band.label()),
        B::BandChanges { from, to, on } => format!(
            "The learner is {} at first and {} from {}. The plan keeps to the stricter rules throughout.",
            from.label(),
            to.label(),
            date(*on)
        ),
        B::RegimeApplies { regime, year_group } if *year_group <= 11 => {
            format!("The rules are those for {} (Year {year_group}).", regime.label())
        }
        B::RegimeApplies { regime, .. } => format!("The rules are those for: {}.", regime.label()),
        B::BelowYearTen { year_group } => {
            format!("A pupil in Year {year_group} may visit and watch. Work experience begins in Year 10.")
        }
        B::Visit => "This is a visit: the learner watches and asks, and does no work.".to_owned(),
        B::ProgrammeAgeFits { age, nation } => {
            let plan = match nation {
                Nation::England => "an education, health and care plan",
                Nation::Wales => "an individual development plan or an education, health and care plan",
            };
            format!("At {age} the learner is of the age for a supported internship, which rests on {plan}.")
        }
        B::ProgrammeAgeMissed { age, from, to } => {
            format!("Supported internships are for ages {from} to {to}, and the learner would be {age}.")
        }
        B::OfSchoolAge { until } => format!(
            "The learner is of compulsory school age until the end of {}, and an internship comes after.",
            date(*until)
        ),
        B::PupilArrangement => {
            "A pupil's placement is lawful only on arrangements that the school or authority made or approved."
                .to_owned()
        }
        B::DayFits { minutes, limit } => {
            format!("The longest day has {} of work; {} are allowed.", hours(*minutes), hours(*limit))
        }
        B::DayTooLong { date: on, minutes, limit, days } => format!(
            "{} would have {} of work, and {} are allowed. Days that are too long: {days}.",
            date(*on),
            hours(*minutes),
            hours(*limit)
        ),
        B::WeekFits { minutes, limit } => {
            format!("The fullest week has {} of work; {} are allowed.", hours(*minutes), hours(*limit))
        }
        B::WeekTooLong { week, minutes, limit } => format!(
            "The week of {} would have {} of work, and {} are allowed.",
            date(*week),
            hours(*minutes),
            hours(*limit)
        ),
        B::DaysInSevenFit { days, limit } => {
            format!("At most {days} days fall in any seven; {limit} are usual at most.")
        }
        B::TooManyDaysInSeven { from, days, limit } => {
            format!("{days} days fall in the seven from {}; {limit} are usual at most.", date(*from))
        }
        B::NoNightWork => "No hour falls between 22:00 and 06:00.".to_owned(),
        B::NightWork { date: on } => {
            format!("On {} there would be work between 22:00 and 06:00, which is closed under 18.", date(*on))
        }
        B::BreaksFit { worked } => {
            format!("The breaks are long enough for a day of {} of work.", hours(*worked))
        }
        B::BreakMissing { date: on, after, least, .. } => format!(
            "A day of more than {} needs one break of at least {}; {} has none.",
            hours(*after),
            hours(*least),
            date(*on)
        ),
        B::RestFits { minutes, least } => {
            format!("The shortest rest is {}; {} are needed.", hours(*minutes), hours(*least))
        }
        B::RestTooShort { date: on, minutes, least } => format!(
            "After {} there would be {} of rest, and {} are needed.",
            date(*on),
            hours(*minutes),
            hours(*least)
        ),
        B::ChildsParents => {
            "Before the first day the parents of a child hear the main risks and what is done about them."
                .to_owned()
        }
        B::NoHazard => "The task has no hazard beyond everyday work.".to_owned(),
        B::HazardsNotAsked => "Nobody has said which hazards the task has, or that it has none.".to_owned(),
        B::HazardProposed { hazard, words } => format!(
            "“{words}” suggests {}. Nobody has confirmed that or struck it out.",
            hazard.label()
        ),
        B::OrdinaryAssessment { hazard } => format!(
            "The task has {}. For an adult the employer's ordinary risk assessment covers it.",
            hazard.label()
        ),
        B::BarredForChild { hazard, head, until } => {
            let after = until.map_or_else(String::new, |until| {
                format!(" From the day after {} it could be looked at again.", date(until))
            });
            format!(
                "The task has {}: {}. Nobody of compulsory school age may do it.{after}",
                hazard.label(),
                head.label()
            )
        }
        B::ProofsGiven { hazard, .. } => format!(
            "The task has {}. It is needed for the training, competently supervised, and the risk is kept low.",
            hazard.label()
        ),
        B::ProofsMissing { hazard, .. } => format!(
            "The task has {}. Somebody over school age and under 18 may do it only when three things are shown.",
            hazard.label()
        ),
        B::NeverUnder18 { hazard } => {
            format!("The task has {}. We keep it closed to everybody under 18.", hazard.label())
        }
        B::NeverOfSchoolAge { hazard } => {
            format!("The task has {}, which nobody of school age may work.", hazard.label())
        }
        B::CoverUnknown => "Nobody has said how the employer is insured, or until when.".to_owned(),
        B::CoverTooLow { pounds: cover, least } => {
            format!("The policy covers {}; the least by law is {}.", pounds(*cover), pounds(*least))
        }
        B::CoverEnds { on, last_day } => format!(
            "The policy ends on {}, before the last day on {}.",
            date(*on),
            date(*last_day)
        ),
        B::CoverHolds { pounds: cover, until } => {
            format!("The policy covers {} until {}.", pounds(*cover), date(*until))
        }
        B::CrownBears => "This is a Crown body, which bears its own risk and needs no policy.".to_owned(),
        B::LocalAuthorityExempt => "This is a local authority, which the Act exempts.".to_owned(),
        B::NhsExempt => "This is a body of the National Health Service, which the Act exempts.".to_owned(),
        B::RelativesExemptionEnds => {
            "A business of close relatives needs no policy until somebody else works there. The learner is \
             somebody else, so it needs one first."
                .to_owned()
        }
        B::LearnerIsFirstEmployee => {
            "A learner on work experience counts as an employee, so a trader on their own needs a policy first."
                .to_owned()
        }
        B::InsurerShouldKnow { calendar_days, hazards } => {
            let hazards = if *hazards { " and some tasks go beyond everyday risks" } else { "" };
            format!("The placement runs over {calendar_days} days{hazards}. The insurer may want to know.")
        }
        B::InsurerKnowsEnough => "There is nothing unusual that the insurer has not heard of.".to_owned(),
        B::UnderSixteenUndecided { frequency, lone_adult, as_at } => {
            let alone = match lone_adult {
                Some(true) => "One adult is sometimes alone with the learner.",
                Some(false) => {
                    "No adult is alone with the learner, which is good practice and settles nothing by itself."
                }
                None => "Nobody has said whether an adult is ever alone with the learner.",
            };
            format!(
                "The learner is under 16 and comes {}. {alone} The rules on supervision changed on {}, and what \
                 that means for a workplace is not settled, so the safeguarding lead decides.",
                frequency.label(),
                date(*as_at)
            )
        }
        B::NoRequestAtThisAge { as_at } => format!(
            "The learner is 16 or 17. Guidance has said that a school may not ask for a check of the people \
             there. Read as at {}: please look up the current text.",
            date(*as_at)
        ),
        B::VettingDecided { choice, check, arranged, on } => {
            let also = if *choice == VettingChoice::NoRequest { " for this placement" } else { "" };
            let check = match check {
                Some(true) => " A check is asked for of whoever leads jobs on more than three days.",
                Some(false) => " No check is asked for.",
                None => "",
            };
            let how = arranged.as_ref().map_or_else(String::new, |how| format!(" {}", sentence(how.as_str())));
            format!("The safeguarding lead decided on {}{also}: {}.{check}{how}", date(*on), choice.label())
        }
        B::AdultLearner => "The learner is 18 or over, so the rules for children do not apply.".to_owned(),
        B::PersonalCareIsRegulated => {
            "Help with eating, drinking, washing or dressing is regulated work even if it happens once. Please \
             do not offer food or drink."
                .to_owned()
        }
        B::SpecifiedPlace { age } => format!(
            "This is a place such as a school or nursery, and the learner is {age}. The site may want a check of \
             the learner."
        ),
        B::TooYoungForCheck { age } => {
            format!("At {age} the learner is too young for a check of their own.")
        }
    }
}
