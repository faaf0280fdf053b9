//! The rules of a good week, in words.

use crate::domain::workload::WeekRule;

/// The rule.
#[must_use]
pub fn rule(rule: WeekRule) -> &'static str {
    match rule {
        WeekRule::GentleLanding => {
            "A gentle start: an easy first job, something finished within 75 minutes of arriving, one new job in a half \
             day, none on the last day, and no step up before the middle"
        }
        WeekRule::StepUpOnLastDay => "A step up on the last day",
        WeekRule::DifferentTasks => "Five to seven different jobs, or all there are",
        WeekRule::WishedTasks => "Jobs that were wished for, on three days",
        WeekRule::CoreTasks => "Three jobs met on three days or more",
        WeekRule::NewWhileAccompanied => "New jobs met while somebody from school or college is there",
        WeekRule::StepUpPractised => "The step up met on two days",
        WeekRule::NoTaskTooMuch => {
            "No job in more than 40 % of the blocks or all of a day; in 60 % for a learner who likes sameness"
        }
        WeekRule::SameFirstJob => "The same first job every day",
        WeekRule::NothingOnce => "No job met on one day only",
        WeekRule::DaysAsLiked => "Days that differ, or are alike, as the learner likes",
        WeekRule::ChoiceADay => "One real choice a day",
        WeekRule::FourPeople => "Four people met for a reason",
    }
}

/// Why it is a rule, and where it comes from.
#[must_use]
pub fn rule_because(rule: WeekRule) -> &'static str {
    match rule {
        WeekRule::GentleLanding => {
            "New things are learnt one at a time, after something known. Job coaching practice."
        }
        WeekRule::StepUpOnLastDay => {
            "A last day like the first shows no growth. Gatsby benchmark 6, learning outcomes."
        }
        WeekRule::DifferentTasks => "Few jobs, met again and again, are learnt. Job coaching practice.",
        WeekRule::WishedTasks => "It is this learner's placement. Gatsby benchmark 6, purpose.",
        WeekRule::CoreTasks => "Help is faded by what is seen on several days. Systematic instruction.",
        WeekRule::NewWhileAccompanied => {
            "Whoever knows the learner shows the new job; the workplace then goes on alone. Job coaching practice."
        }
        WeekRule::StepUpPractised => {
            "What was never practised is a test, not a step. Systematic instruction."
        }
        WeekRule::NoTaskTooMuch => "A week of one job shows one job. Employers and careers leaders.",
        WeekRule::SameFirstJob => "A day that begins in a known way begins well. Job coaching practice.",
        WeekRule::NothingOnce => "One meeting teaches little. Job coaching practice.",
        WeekRule::DaysAsLiked => "Change suits some and unsettles others. The learner's own profile.",
        WeekRule::ChoiceADay => {
            "A choice between two real things is practice for adult life. Preparing for Adulthood."
        }
        WeekRule::FourPeople => "A range of people. Gatsby benchmark 6.",
    }
}
