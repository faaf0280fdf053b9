//! What reminders say. They name nobody, and repeat nothing that is in the pack.

use chrono::NaiveDate;

use super::amount::date;
use super::label::labels;
use super::letter::Words;
use crate::domain::reminder::{ReminderOccasion, ReminderOutcome};

/// What the link at the end of a reminder does.
pub const STOP: &str = "Stop these reminders (letters about safety and changes still come)";

/// A reminder of a placement that begins on `first`.
#[must_use]
pub fn reminder(occasion: ReminderOccasion, first: Option<NaiveDate>) -> Words {
    let five = "Your page has five questions about how it was. Only the first needs an answer.";
    let (topic, sentences) = match occasion {
        ReminderOccasion::Before => (
            "it begins soon",
            vec![
                first.map_or_else(
                    || "The placement below begins soon.".to_owned(),
                    |first| format!("The placement below begins on {}.", date(first)),
                ),
                "Open your page to read the briefing pack and to say that you have read it. If something in it does \
                 not fit your workplace, please ring: there is time to change it."
                    .to_owned(),
            ],
        ),
        ReminderOccasion::FirstDay => (
            "it begins today",
            vec![
                "The placement below begins today. On your page you can say with one tick whether the learner has arrived."
                    .to_owned(),
                "If the learner has not come by the time that the pack names, please ring. A message may be read late."
                    .to_owned(),
            ],
        ),
        ReminderOccasion::HalfWay => (
            "half-way",
            vec![
                "You are about half-way through. If something ought to change, now is a good time to say so: on your \
                 page, or by ringing."
                    .to_owned(),
            ],
        ),
        ReminderOccasion::LastDay => (
            "today is the last day",
            vec![
                "Today is the last day. Please tell the learner what they did well before they go.".to_owned(),
                five.to_owned(),
            ],
        ),
        ReminderOccasion::After => (
            "how was it?",
            vec![
                "The last day of the placement below has passed. Your feedback helps us plan the next one.".to_owned(),
                five.to_owned(),
            ],
        ),
    };
    Words { topic, paragraphs: sentences }
}

/// What the page says of reminders: a heading, a sentence, and what the button does. First while they come, then when
/// they are stopped.
pub const COME: (&str, &str, &str) = (
    "Reminders",
    "You are reminded before a placement, on its first and last day, half-way and after it: at most twice a day, and \
     never at night. You can stop that for all placements. Letters about safety and about changes still come.",
    "Stop the reminders",
);
/// See [`COME`].
pub const STOPPED: (&str, &str, &str) = (
    "You get no more reminders",
    "That is so for all placements. Letters about safety and about changes still come.",
    "Send me reminders again",
);

labels! {
    ReminderOccasion {
        Before => "before the first day",
        FirstDay => "on the first day",
        HalfWay => "half-way",
        LastDay => "on the last day",
        After => "after the last day",
    }
    ReminderOutcome {
        Sent => "sent",
        Needless => "not needed",
        Stopped => "not wanted",
        Capped => "not sent: enough reminders already",
    }
}
