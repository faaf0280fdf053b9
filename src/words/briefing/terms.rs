//! What the law asks, in the plain words of a pack.

use crate::domain::insurance::Insurance;
use crate::domain::learner::ProgrammeKind;
use crate::law::safeguarding::VettingChoice;
use crate::law::vetting::known_as_at;
use crate::law::{AgeBand, Because, Finding, Outcome};

use super::support::sentence;
use super::{plain_date, unbroken};
use crate::words::amount::list;

/// Hours and minutes: "5 hours", "4 hours 30 minutes".
#[must_use]
pub fn length(minutes: u32) -> String {
    let unit = |number: u32, name: &str| format!("{number} {name}{}", if number == 1 { "" } else { "s" });
    match (minutes / 60, minutes % 60) {
        (0, minutes) => unit(minutes, "minute"),
        (hours, 0) => unit(hours, "hour"),
        (hours, minutes) => format!("{} {}", unit(hours, "hour"), unit(minutes, "minute")),
    }
}

/// A finding on hours or weeks.
#[must_use]
pub fn hours(because: &Because) -> Option<String> {
    match because {
        Because::DayFits { minutes, limit } => Some(format!(
            "At most {} of work a day; the longest day here is {}.",
            length(u32::from(*limit)),
            length(u32::from(*minutes))
        )),
        Because::WeekFits { limit, .. } => Some(format!("At most {} a week.", length(*limit))),
        Because::NoNightWork => Some("Nothing between 22:00 and 06:00.".to_owned()),
        _ => None,
    }
}

/// What the breaks come to.
#[must_use]
pub fn breaks(child_or_young: bool) -> &'static str {
    if child_or_young {
        "30 minutes in one piece on a day of more than four and a half hours, and every break of the plan."
    } else {
        "20 minutes in one piece on a day of more than six hours, and every break of the plan."
    }
}

/// Pay.
#[must_use]
pub fn pay(programme: ProgrammeKind) -> &'static str {
    match programme {
        ProgrammeKind::WorkExperience => "Unpaid: work experience. You may pay fares or give lunch.",
        ProgrammeKind::Visit => "Unpaid: a visit, where no work is done.",
        ProgrammeKind::SupportedInternship => "Unpaid: a study programme. You may pay fares or give lunch.",
    }
}

/// Insurance.
#[must_use]
pub fn insurance(insurance: Option<&Insurance>) -> String {
    match insurance {
        Some(Insurance::Policy { cover_pounds, expires, insurer_told, .. }) => {
            let told = if *insurer_told {
                "Your insurer has been told of learners on placement."
            } else {
                "Please tell your insurer that a learner is coming."
            };
            format!(
                "Employer's liability of £{} million, to {}. {told}",
                cover_pounds / 1_000_000,
                plain_date(*expires)
            )
        }
        Some(Insurance::Crown) => "A Crown body, which bears its own risk.".to_owned(),
        Some(Insurance::LocalAuthority) => "A local authority: it does not have to hold employers’ liability insurance, so there may be no certificate to show.".to_owned(),
        Some(Insurance::NhsBody) => {
            "An NHS body: it does not have to hold employers’ liability insurance, so there may be no certificate to show.".to_owned()
        }
        Some(Insurance::CloseRelativesOnly | Insurance::NoEmployees) => {
            "Not settled: a policy must be in place before the first day.".to_owned()
        }
        None => "Not recorded: tell the school or college who insures you, before the first day.".to_owned(),
    }
}

/// Who sees the risk assessment.
#[must_use]
pub fn risk_assessment(band: AgeBand) -> &'static str {
    match band {
        AgeBand::Child => {
            "Your own assessment, reviewed for somebody young and new to the work. Its key findings go to the parents before the first day: their copy has those of this pack; ring the school or college with any others."
        }
        AgeBand::YoungPerson => {
            "Your own assessment, reviewed for somebody young and new to the work. No separate form is needed."
        }
        AgeBand::Adult => {
            "Your own assessment, reviewed for somebody new to the work. No separate form is needed."
        }
    }
}

/// The vetting position: what is known, as at when, and who decides. Never a certainty.
#[must_use]
pub fn vetting(finding: Option<&Finding>) -> String {
    let Some(finding) = finding else { return ASK_LEAD.to_owned() };
    match &finding.because {
        Because::VettingDecided { choice, check, on, .. } => {
            let decided = match choice {
                VettingChoice::NoRequest => "no check is asked for",
                VettingChoice::TwoAdults => "two adults are in sight of the visitor at all times, as good practice",
                VettingChoice::EmployerChecks => "you make sure that the named person is not barred",
                VettingChoice::NotLikeThis => "the placement does not go ahead like this",
            };
            let alone = match (choice, check) {
                (VettingChoice::TwoAdults, None) => format!(
                    " Supervision alone does not settle whether a check is needed (as known on {}).",
                    plain_date(known_as_at())
                ),
                (VettingChoice::TwoAdults | VettingChoice::EmployerChecks, Some(false)) => {
                    " No other check is asked for.".to_owned()
                }
                _ => String::new(),
            };
            format!(
                "The provider's safeguarding lead decided on {}: {decided}.{alone} Ring before anybody who is not on the \
                 plan works with the visitor.",
                plain_date(*on)
            )
        }
        Because::NoRequestAtThisAge { as_at } => format!(
            "16 or 17: no check may be asked for, by the guidance as known on {}. Please ask for none; if in doubt, ask the safeguarding lead.",
            plain_date(*as_at)
        ),
        Because::AdultLearner => "18 or over: the rules about children do not apply. Ask for a check only if the safeguarding lead tells you to.".to_owned(),
        _ if finding.outcome == Outcome::Question => ASK_LEAD.to_owned(),
        _ => ASK_LEAD.to_owned(),
    }
}

/// What decides which rules hold, without an age.
#[must_use]
pub const fn of_age(band: AgeBand) -> Option<&'static str> {
    match band {
        AgeBand::Child => Some("Of compulsory school age."),
        AgeBand::YoungPerson => Some("Over compulsory school age and under 18."),
        AgeBand::Adult => None,
    }
}

/// "Nia (5 days)": somebody and the days on which the plan names them.
#[must_use]
pub fn named_on(name: &str, days: usize) -> String {
    format!("{name} ({days} days)")
}

/// Who the second adult in sight is.
pub const SECOND_ADULT: &str =
    "The second adult does their own work within sight: usually whoever is in brackets on the day sheet.";

/// Who leads jobs on more than three days of the plan, and whether the decision is that no check of them is asked for.
#[must_use]
pub fn often(named: &[String], decided: bool) -> Option<String> {
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let so = if decided { ": the decision asks for no check of them" } else { "" };
    (!named.is_empty())
        .then(|| format!("On more than three days of this plan jobs are led by {}{so}.", list(&named)))
}

/// On whom a check is asked for, and how it is arranged.
#[must_use]
pub fn checked(named: &[String], arranged: Option<&str>) -> String {
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let who = if named.is_empty() { "in this plan, nobody".to_owned() } else { list(&named) };
    let how = arranged.map_or_else(String::new, |how| format!(" {}", sentence(how)));
    format!(
        "The school or college asks for a check on whoever leads jobs on more than three days: {who}.{how}"
    )
}

/// The check is asked for at an age at which the guidance, as known, lets nobody ask for one.
pub const CHECK_IN_DOUBT: &str =
    "A check was decided on; apply for none until the first page's question about it is settled.";

const ASK_LEAD: &str = "The provider's safeguarding lead records a decision before the first day and tells you what it means for you.";

/// Absence, accidents, worries.
pub const REPORTING: &str = "Not here by the time on the first page: ring. An accident goes in your accident book, and to the first number the same day. A hazard: stop, make it safe, tell the person named on the first page.";

/// How the answers to the five questions come back.
#[must_use]
pub fn return_to(contact: &str, number: &str, called: &str, comes: Option<&str>) -> String {
    let give = comes.map_or_else(
        || "Read the ticks and the answers".to_owned(),
        |name| format!("Give the ticks and the answers to {name}, or read them"),
    );
    format!(
        "{give} to {contact}, over the telephone ({}), after the last day. Nothing else is asked of you: no report, no form, no login. We go through them with {called} and use them to plan what comes next.",
        unbroken(number)
    )
}
