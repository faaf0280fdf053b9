//! English for why a placement does not stand: what changed, and whose matter it is.

use chrono::NaiveDate;

use super::amount::{date, list};
use super::label::Label;
use super::{breach, law};
use crate::domain::code::Code;
use crate::domain::offer::Offer;
use crate::domain::window::Pattern;
use crate::standing::Reason;

/// What stands in the way, so that somebody can act on it.
#[must_use]
pub fn reason(reason: &Reason, offer: &Offer) -> String {
    match reason {
        Reason::FirstDayPast { date: on } => {
            format!("The first day was {}, and no start has been recorded.", date(*on))
        }
        Reason::ShortNotice { first, left, notice } => {
            let (away, notice) = (working_days(*left), working_days(*notice));
            format!("The first day, {}, is {away} away, and the notice is {notice}.", date(*first))
        }
        Reason::LastDayPast { date: on } => format!("The last day was {}.", date(*on)),
        Reason::OutsideWindow { dates } => {
            format!("The employer has moved the window: it no longer covers {}.", days(dates))
        }
        Reason::WeekdayDropped { dates } => {
            format!("The offer no longer runs on that weekday: {}.", days(dates))
        }
        Reason::SiteClosed { dates } => format!("The site is closed on {}.", days(dates)),
        Reason::BankHoliday { dates } => {
            format!("Bank holidays are not worked here, and one falls on {}.", days(dates))
        }
        Reason::ProviderClosed { dates } => {
            format!("The school or college is closed on {}.", days(dates))
        }
        Reason::AlreadyPlaced { dates } => {
            format!("The learner is on another confirmed placement on {}.", days(dates))
        }
        Reason::PatternChanged { pattern } => {
            format!("The offer now runs for {}, and this placement does not.", length(*pattern))
        }
        Reason::OfferArchived => "The offer has been archived.".to_owned(),
        Reason::OfferNotOpen { state } => {
            format!("The offer is {}, and only an open offer is confirmed.", state.code())
        }
        Reason::EmployerArchived => "The employer's record has been archived.".to_owned(),
        Reason::EmployerNotLinked => "The hub no longer works with this employer.".to_owned(),
        Reason::LearnerArchived => "The learner's record has been archived.".to_owned(),
        Reason::Age { age, from, to } => {
            format!("The employer takes ages {from} to {to}; on the first day the learner is {age}.")
        }
        Reason::InternsOnly => "The offer is now for supported internships only.".to_owned(),
        Reason::NotAgreed { actors } => {
            let codes: Vec<&str> = actors.iter().map(|actor| actor.code()).collect();
            format!("No agreement stands of: {}.", codes.join(", "))
        }
        Reason::StatementWithdrawn => {
            "The pack quotes the learner's own statement, and the agreement to tell it was withdrawn."
                .to_owned()
        }
        Reason::NoProgramme => "No programme has been planned for this placement.".to_owned(),
        Reason::Programme { date: on, rule } => {
            format!("The programme no longer works on {}: {}.", date(*on), breach::rule(rule))
        }
        Reason::TaskBrings { task, exposure } => {
            let name = offer.task(task).map_or(task.as_str(), |task| task.name.as_str());
            format!("“{name}” now brings {}, which the learner must avoid.", exposure.label())
        }
        Reason::Law { finding, with_others } => {
            let others = if *with_others { " The learner's other placements are counted." } else { "" };
            format!("{}{others}", law::finding(finding, offer))
        }
        Reason::NoSeat { dates } => format!("No seat is left on {}.", days(dates)),
    }
}

/// What an employer or a hub is told of a reason that lies with the learner.
#[must_use]
pub fn for_the_provider() -> &'static str {
    "Its school or college has something to settle first."
}

/// A number of working days.
#[must_use]
pub fn working_days(number: u8) -> String {
    format!("{number} working day{}", if number == 1 { "" } else { "s" })
}

/// The first few of many dates.
fn days(dates: &[NaiveDate]) -> String {
    const SHOWN: usize = 5;
    let mut told: Vec<String> = dates.iter().take(SHOWN).map(|on| date(*on)).collect();
    if dates.len() > SHOWN {
        told.push(format!("{} more", dates.len() - SHOWN));
    }
    list(&told.iter().map(String::as_str).collect::<Vec<_>>())
}

fn length(pattern: Pattern) -> String {
    match pattern {
        Pattern::Block { days: 1 } => "one day".to_owned(),
        Pattern::Block { days } => format!("{days} days"),
        Pattern::Extended { weeks } | Pattern::Rotation { weeks } => format!("{weeks} weeks"),
    }
}
