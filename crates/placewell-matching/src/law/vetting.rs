//! The vetting position, as at a stated date, and the safeguarding lead's recorded decision.
//!
//! What is known: the exemption through supervision was reported ended on 1 September 2026 (Crime
//! and Policing Act 2026), and its effect on hosts of work experience is not confirmed; "frequent"
//! means more than three days in thirty, once a week or more, or overnight. So for anybody under
//! 16 a person decides, and no finding says that a check is not needed.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::Facts;
use super::because::Because;
use super::finding::{Condition, Finding, Rule};
use super::hours::week_of;
use super::safeguarding::{Frequency, VettingChoice, VettingDecision};
use super::source::Source;
use crate::domain::calendar::age_on;
use crate::domain::fact::Availability;

/// The date to which the rules as stated here were read.
#[must_use]
pub fn known_as_at() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap_or_default()
}

/// Checks of the host's people, personal care, and checks of the learner.
#[must_use]
pub fn assess(facts: &Facts<'_>) -> Vec<Finding> {
    let Some((first, last)) = facts.span() else { return Vec::new() };
    let youngest = age_on(facts.date_of_birth, first);
    let mut findings = vec![host(facts, youngest)];
    if facts.no_food_or_drink {
        findings.push(Finding::conditional(
            Rule::PersonalCare,
            vec![Condition::NoPersonalCare],
            Because::PersonalCareIsRegulated,
            Source::SafeguardingGroups2006,
        ));
    }
    if facts.supervision.specified_place {
        let age = age_on(facts.date_of_birth, last);
        findings.push(if age >= 16 {
            Finding::conditional(
                Rule::LearnerCheck,
                vec![Condition::AskAboutLearnerCheck],
                Because::SpecifiedPlace { age },
                Source::KeepingChildrenSafe,
            )
        } else {
            Finding::clear(Rule::LearnerCheck, Because::TooYoungForCheck { age }, Source::KeepingChildrenSafe)
        });
    }
    findings
}

fn host(facts: &Facts<'_>, youngest: i32) -> Finding {
    let (rule, as_at) = (Rule::Vetting, known_as_at());
    if youngest >= 18 {
        return Finding::clear(rule, Because::AdultLearner, Source::SafeguardingGroups2006);
    }
    if let Some(VettingDecision { choice, check, arranged, on, .. }) = facts.vetting {
        let arranged = arranged.clone();
        let because = Because::VettingDecided { choice: *choice, check: *check, arranged, on: *on };
        let source = Source::KeepingChildrenSafe;
        return match choice {
            VettingChoice::NotLikeThis => Finding::barred(rule, because, source),
            VettingChoice::NoRequest => Finding::clear(rule, because, source),
            VettingChoice::TwoAdults | VettingChoice::EmployerChecks => {
                Finding::conditional(rule, vec![Condition::KeepVettingDecision], because, source)
            }
        };
    }
    if youngest >= 16 {
        return Finding::conditional(
            rule,
            vec![Condition::VerifyVettingRule],
            Because::NoRequestAtThisAge { as_at },
            Source::KeepingChildrenSafe,
        );
    }
    let two_adults = facts.two_adults_in_sight == Availability::Yes;
    let lone_adult = if two_adults { Some(false) } else { facts.supervision.lone_adult };
    let because = Because::UnderSixteenUndecided { frequency: frequency(facts), lone_adult, as_at };
    Finding {
        conditions: vec![Condition::RecordVettingDecision],
        ..Finding::question(rule, because, Source::SafeguardingGroups2006)
    }
}

/// How often the same supervisor has a learner under 16: the days of this placement with those
/// already counted for that person, as far as they fall together with one of this placement.
fn frequency(facts: &Facts<'_>) -> Frequency {
    let own: BTreeSet<NaiveDate> = facts.days.iter().map(|day| day.date).collect();
    let dates: BTreeSet<NaiveDate> = own.union(&facts.supervised).copied().collect();
    let more_than_three = |from: &NaiveDate| {
        let to = from.checked_add_days(Days::new(29)).unwrap_or(*from);
        dates.range(from..=&to).count() > 3 && own.range(from..=&to).next().is_some()
    };
    let next_week = |date: &NaiveDate| week_of(*date).checked_add_days(Days::new(7));
    let weekly = |date: &NaiveDate| {
        let mut later = dates.iter().filter(|other| Some(week_of(**other)) == next_week(date));
        later.any(|other| own.contains(date) || own.contains(other))
    };
    if dates.iter().any(more_than_three) {
        Frequency::MoreThanThreeInThirty
    } else if dates.iter().any(weekly) {
        Frequency::Weekly
    } else {
        Frequency::Seldom
    }
}
