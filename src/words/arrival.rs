//! What alerts say when a learner is not known to have arrived. None takes a mail for an alarm: each says to ring.

use super::label::{Label, labels};
use super::letter::Words;
use crate::domain::alert::{AlertCause, AlertEvent, AlertRung};

/// Nobody has ticked the day by the minute in the pack.
#[must_use]
pub fn not_ticked(day: &str, at: &str, next: Option<(&str, AlertRung)>) -> Words {
    let what = format!(
        "At {at} on {day} nobody had ticked the learner as arrived. They may be there all the same: \
         not every employer uses the page."
    );
    let ring = "Ring the employer now. If the learner is not there, ring their home.";
    words("not ticked as arrived", what, ring, next)
}

/// Somebody says that the learner has not arrived.
#[must_use]
pub fn not_arrived(day: &str, next: Option<(&str, AlertRung)>) -> Words {
    let what = format!("The learner is reported as not arrived on {day}.");
    words("not arrived", what, "Ring the learner's home and the employer now.", next)
}

/// Nobody acknowledged an alert in time.
#[must_use]
pub fn unacknowledged(cause: AlertCause, day: &str, raised: &str, next: Option<(&str, AlertRung)>) -> Words {
    let what = match cause {
        AlertCause::NotTicked => format!(
            "Nobody has ticked the learner as arrived on {day}, and nobody has acknowledged the alert raised at {raised}."
        ),
        AlertCause::SaidNotArrived => format!(
            "At {raised} on {day} the learner was reported as not arrived, and nobody has acknowledged the alert."
        ),
    };
    let ring = "Ring the employer and the learner's home now, unless you know that somebody is doing so.";
    words("alert not acknowledged", what, ring, next)
}

/// The learner has been ticked as arrived since.
#[must_use]
pub fn arrived(day: &str) -> Words {
    Words {
        topic: "ticked as arrived",
        paragraphs: vec![
            format!("The learner has since been ticked as arrived on {day}."),
            "You do not need to do anything more about this alert.".to_owned(),
        ],
    }
}

fn words(topic: &'static str, what: String, ring: &str, next: Option<(&str, AlertRung)>) -> Words {
    let sign_in =
        "Then sign in and acknowledge the alert, so that the others know that you are dealing with it.";
    let later = match next {
        Some((at, rung)) => format!(
            "If nobody acknowledges it by {at}, {} will be written to as well. Do not wait for that: a message may \
             go unread.",
            rung.label()
        ),
        None => {
            "Nobody else will be written to. Do not assume that anybody has read a message: ring.".to_owned()
        }
    };
    Words { topic, paragraphs: vec![what, format!("{ring} {sign_in}"), later] }
}

labels! {
    AlertRung {
        Office => "the office and the job coaches",
        Staff => "everybody who signs in as staff of the school or college",
        SafeguardingLead => "the safeguarding lead",
    }
    AlertCause {
        NotTicked => "nobody ticked the learner as arrived",
        SaidNotArrived => "the learner was reported as not arrived",
    }
    AlertEvent {
        Raised => "raised",
        Escalated => "not acknowledged in time",
        Acknowledged => "acknowledged",
        Settled => "ticked as arrived, or no longer expected",
    }
}

/// An alert in a line: the day, and why it was raised.
#[must_use]
pub fn heading(date: &str, cause: AlertCause) -> String {
    format!("{date}: {}", cause.label())
}

/// Something that happened to an alert, in a line.
#[must_use]
pub fn step(at: &str, event: AlertEvent, who: Option<&str>) -> String {
    match (event, who) {
        (AlertEvent::Acknowledged, Some(name)) => format!("{at}: acknowledged by {name}"),
        (_, Some(told)) => format!("{at}: {}; written to: {told}", event.label()),
        (_, None) => format!("{at}: {}", event.label()),
    }
}

/// When the next rung is told.
#[must_use]
pub fn next(at: &str) -> String {
    format!("If nobody acknowledges it by {at}, the next people will be written to.")
}
