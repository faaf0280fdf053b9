//! The page as it is shown.

use askama::Template;
use chrono::NaiveDate;
use chrono_tz::Europe::London;

use super::fields::{Act, Fields};
use super::helped_form::HelpedForm;
use super::refused::Wrong;
use crate::domain::code::Code;
use crate::domain::contact::PhoneLine;
use crate::domain::need::{Wanted, Weight};
use crate::domain::placement::PlacementState;
use crate::domain::report::{Arrival, DayWent, HelpNeeded, HostAgain, Interest, InterestReason, Overall};
use crate::services::placements::view::FunctionalSummary;
use crate::services::visits::{Open, Page, TickSeen};
use crate::words::amount::{date, hours, list};
use crate::words::label::Label;
use crate::words::pages::dates;
use crate::words::visit as words;
use crate::words::{exposures, provisions};

/// A radio button.
pub(in crate::web) struct Radio {
    pub id: String,
    pub value: &'static str,
    pub label: &'static str,
    pub checked: bool,
}

/// A question about the workplace.
pub(super) struct Question {
    pub name: String,
    pub text: String,
    pub said_unknown: bool,
    pub choices: Vec<Radio>,
}

/// A day that has come.
pub(super) struct Day {
    pub date: NaiveDate,
    pub name: String,
    pub said: String,
    pub version: i64,
}

/// What the page shows.
#[derive(Template)]
#[template(path = "visit/visit.html", config = "src/web/askama.toml")]
pub(super) struct View {
    pub code: String,
    pub banner: Option<&'static str>,
    pub errors: Vec<Wrong>,
    pub opened: Option<Act>,
    pub fields: Fields,
    pub reference: String,
    pub title: String,
    pub contact: String,
    pub provider: String,
    pub who: String,
    pub dates: String,
    pub status: &'static str,
    pub proposed: bool,
    pub accepted: Option<String>,
    pub version: i64,
    pub may_decline: bool,
    pub needs: Vec<(&'static str, Vec<String>)>,
    pub questions: Vec<Question>,
    pub offer_version: i64,
    pub pack: Option<(i32, Option<String>)>,
    pub may_tell: bool,
    pub absent_today: bool,
    pub today: Option<Day>,
    pub earlier: Vec<Day>,
    pub arrivals: Vec<Radio>,
    pub went: Vec<Radio>,
    pub hazards: Vec<(String, String)>,
    pub feedback_version: i64,
    pub has_begun: bool,
    /// Whether the last day has come, so that what is asked at the end is open.
    pub feedback_opens: bool,
    pub overall: Vec<Radio>,
    pub help: Vec<Radio>,
    pub again: Vec<Radio>,
    pub calls: Vec<String>,
    pub helped: Option<HelpedForm>,
    pub may_say_interest: bool,
    pub interest: Vec<Radio>,
    pub reasons: Vec<Radio>,
    pub interest_version: i64,
    pub said_interest: bool,
    pub may_propose_time: bool,
    pub other_time: Option<String>,
    pub other_version: i64,
    pub phones: Vec<(String, String, String)>,
    pub safeguarding: (String, String, String),
}

/// Whom to ring: the name, the number as it is read, and as it is dialled.
pub(in crate::web) fn dialled(line: &PhoneLine) -> (String, String, String) {
    let number = line.phone.to_string();
    let plain = number.split(" ext").next().unwrap_or_default().replace(' ', "");
    (line.name.to_string(), number, plain)
}

impl View {
    pub(super) fn new(code: String, page: &Page, fields: Fields) -> Self {
        let who = page.first_name.clone().unwrap_or_else(|| words::THE_LEARNER.to_owned());
        let mut days = page.ticks.iter().map(day);
        let today = page.ticks.first().filter(|tick| tick.date == page.today).and_then(|_| days.next());
        let shown = fields.date.parse::<NaiveDate>().ok();
        let tick = page.ticks.iter().find(|tick| Some(tick.date) == shown.or(Some(page.today)));
        let known = tick.and_then(|seen| seen.tick.as_ref());
        let typed = |typed: &str, known: Option<&'static str>| {
            if typed.is_empty() { known.unwrap_or_default().to_owned() } else { typed.to_owned() }
        };
        let arrival = typed(&fields.arrival, known.map(|tick| tick.arrival.code()));
        let went = typed(&fields.went, known.and_then(|tick| tick.went).map(Code::code));
        let fields = Fields {
            at: typed(&fields.at, None),
            note: match known.and_then(|tick| tick.note.as_ref()) {
                Some(note) if fields.note.is_empty() => note.to_string(),
                _ => fields.note.clone(),
            },
            ..fields
        };
        Self {
            code,
            banner: None,
            errors: Vec::new(),
            opened: None,
            reference: page.reference.to_string(),
            title: page.title.clone(),
            contact: page.contact.clone(),
            provider: page.provider.clone(),
            dates: dates(page.days.first().copied(), page.days.last().copied()),
            status: words::status(page.state, page.accepted_at.is_some(), page.first_name.is_some()),
            proposed: page.state == PlacementState::Proposed,
            accepted: page.accepted_at.map(|at| date(at.with_timezone(&London).date_naive())),
            version: page.version,
            may_decline: matches!(
                page.state,
                PlacementState::Proposed | PlacementState::Confirmed | PlacementState::Briefed
            ),
            needs: page.summary.as_ref().map(needs).unwrap_or_default(),
            questions: page.questions.iter().map(|(open, unknown)| question(*open, *unknown)).collect(),
            offer_version: page.offer_version,
            pack: page.pack.as_ref().map(|pack| {
                (pack.number, pack.acknowledged_at.map(|at| date(at.with_timezone(&London).date_naive())))
            }),
            may_tell: page.may_tell,
            absent_today: page.absent_today,
            today,
            earlier: days.collect(),
            arrivals: radios::<Arrival>("arrival", &arrival),
            went: radios::<DayWent>("went", &went),
            hazards: page
                .hazards
                .iter()
                .map(|(at, words)| (date(at.with_timezone(&London).date_naive()), words.clone()))
                .collect(),
            feedback_version: page.feedback.1,
            feedback_opens: page.days.last().is_some_and(|last| *last <= page.today),
            has_begun: page.days.first().is_some_and(|first| *first <= page.today),
            overall: radios::<Overall>("overall", &fields.overall),
            help: radios::<HelpNeeded>("help", &fields.help),
            again: radios::<HostAgain>("again", &fields.again),
            calls: page.calls.iter().map(|(day, at)| words::rings(&page.provider, *day, *at)).collect(),
            helped: page.asked.as_ref().map(|(asked, said)| HelpedForm::of(asked, said)),
            may_say_interest: page.may_say_interest,
            interest: radios::<Interest>("interest", &fields.interest),
            reasons: boxes::<InterestReason>("reason", &fields.reasons),
            interest_version: page.interest.1,
            said_interest: page.interest.0.is_some(),
            may_propose_time: page.may_propose_time,
            other_time: page.other_time.0.as_ref().map(|time| date(time.from)),
            other_version: page.other_time.1,
            phones: page.phones.iter().map(dialled).collect(),
            safeguarding: dialled(&page.safeguarding),
            who,
            fields,
        }
    }

    fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(of, _)| *of == field).map(|(_, words)| words.as_str())
    }

    /// Whether a field of what helped cannot be read.
    fn helped_is_wrong(&self) -> bool {
        ["helped", "mended_step", "mended_how", "reference"].iter().any(|field| self.error(field).is_some())
    }

    fn is_open(&self, act: &str) -> bool {
        self.opened.is_some_and(|opened| opened.code() == act)
    }
}

/// The radio buttons of a vocabulary.
pub(in crate::web) fn radios<T: Code + Label>(field: &str, chosen: &str) -> Vec<Radio> {
    let radio = |(at, code): (usize, &T)| Radio {
        id: if at == 0 { field.to_owned() } else { format!("{field}-{at}") },
        value: code.code(),
        label: code.label(),
        checked: code.code() == chosen,
    };
    T::ALL.iter().enumerate().map(radio).collect()
}

/// Boxes to tick, each with whether it is.
fn boxes<T: Code + Label>(field: &str, ticked: &[String]) -> Vec<Radio> {
    let one = |code: &T| Radio {
        id: format!("{field}-{}", code.code()),
        value: code.code(),
        label: code.label(),
        checked: ticked.iter().any(|ticked| ticked == code.code()),
    };
    T::ALL.iter().map(one).collect()
}

fn question(open: Open, said_unknown: bool) -> Question {
    let (name, text, labels) = match open {
        Open::Provision(provision) => (
            format!("provision.{}", provision.code()),
            provisions::question(provision).to_owned(),
            words::HAVE,
        ),
        Open::Exposure(exposure) => {
            (format!("exposure.{}", exposure.code()), exposures::site_question(exposure), words::AVOID)
        }
    };
    let values = ["suits", "can_arrange", "does_not", "unknown"];
    let choices = values.into_iter().zip(labels).map(|(value, label)| Radio {
        id: format!("{name}.{value}"),
        value,
        label,
        checked: said_unknown && value == "unknown",
    });
    Question { choices: choices.collect(), name, text, said_unknown }
}

fn day(seen: &TickSeen) -> Day {
    let said = seen.tick.as_ref().map(words::ticked).unwrap_or_else(|| words::NOT_TICKED.to_owned());
    Day { date: seen.date, name: date(seen.date), said, version: seen.version }
}

/// What is to be decided on, in lists with their headings.
fn needs(summary: &FunctionalSummary) -> Vec<(&'static str, Vec<String>)> {
    let wanted = |weight: Weight, avoid: bool| {
        let needs = summary.needs.iter().filter(move |need| need.weight == weight);
        let named = needs.filter_map(move |need| match need.wanted {
            Wanted::Provision(provision) if !avoid => Some(provision.label().to_owned()),
            Wanted::Avoid(exposure) if avoid => Some(exposure.label().to_owned()),
            _ => None,
        });
        named.collect::<Vec<_>>()
    };
    let labels = |labels: Vec<&'static str>| if labels.is_empty() { Vec::new() } else { vec![list(&labels)] };
    let stamina = &summary.stamina;
    let sections = [
        (words::NEEDED, wanted(Weight::Essential, false)),
        (words::HELPFUL, wanted(Weight::Helpful, false)),
        (words::KEPT_AWAY, wanted(Weight::Essential, true)),
        (words::BETTER_AWAY, wanted(Weight::Helpful, true)),
        (words::COMMUNICATES, labels(summary.communicates.iter().map(|mode| mode.label()).collect())),
        (words::INSTRUCTED, labels(summary.instructed_by.iter().map(|mode| mode.label()).collect())),
        (
            words::STAMINA,
            vec![words::stamina(&hours(stamina.max_continuous_minutes), &hours(stamina.max_daily_minutes))],
        ),
        (words::EVACUATION, vec![summary.evacuation.label().to_owned()]),
        (words::SAFETY, summary.safety_statement.iter().cloned().collect()),
    ];
    sections.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}
