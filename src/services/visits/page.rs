//! Everything that is open for a contact at one placement.

use chrono::{DateTime, NaiveDate, Utc};

use super::answer::{Open, open_questions};
use super::observe::seen;
use super::pack::{PackSeen, newest};
use super::reply::{may_propose_time, may_say_interest};
use super::report::{may_tell, of};
use crate::app::App;
use crate::auth::Permit;
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::db::{contacts, learners, offers, placements, side_reports};
use crate::domain::contact::PhoneLine;
use crate::domain::ids::Reference;
use crate::domain::placement::PlacementState;
use crate::domain::reader::Addressee;
use crate::domain::report::{Feedback, InterestGiven, OtherTime, Report, Tick};
use crate::domain::time::TimeOfDay;
use crate::learning::Observation;
use crate::services::lessons::AskedAbout;
use crate::services::placements::view::{FunctionalSummary, expects, functional};
use crate::services::{ServiceError, access, planned_calls, scope};

/// A day with what was ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TickSeen {
    /// The day.
    pub date: NaiveDate,
    /// What was ticked.
    pub tick: Option<Tick>,
    /// The version of that; 0 when nothing was.
    pub version: i64,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What the placement is called.
    pub reference: Reference,
    /// What the offer is called.
    pub title: String,
    /// Who opened it.
    pub contact: String,
    /// Who asks, under the name that they use outwards.
    pub provider: String,
    /// Whom to ring.
    pub phones: Vec<PhoneLine>,
    /// Whom to ring about a worry.
    pub safeguarding: PhoneLine,
    /// How far it has come.
    pub state: PlacementState,
    /// On which version an answer is given.
    pub version: i64,
    /// The attended dates.
    pub days: Vec<NaiveDate>,
    /// What the learner is called, once both sides have agreed.
    pub first_name: Option<String>,
    /// What the learner needs, as long as that is to be decided upon.
    pub summary: Option<FunctionalSummary>,
    /// When the employer accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// Questions about the workplace, and whether the employer has said that it does not know.
    pub questions: Vec<(Open, bool)>,
    /// On which version of the offer they are answered.
    pub offer_version: i64,
    /// The pack.
    pub pack: Option<PackSeen>,
    /// Whether there is something to tell: the learner is, was or will be there.
    pub may_tell: bool,
    /// Today.
    pub today: NaiveDate,
    /// Whether the learner's side has said that the learner cannot come today.
    pub absent_today: bool,
    /// The days that have come, the newest first.
    pub ticks: Vec<TickSeen>,
    /// Hazards that were told.
    pub hazards: Vec<(DateTime<Utc>, String)>,
    /// How it was, with the version of that; 0 when nothing was said.
    pub feedback: (Option<Feedback>, i64),
    /// When the provider rings this contact: the day and the time, of calls that are still to come.
    pub calls: Vec<(NaiveDate, TimeOfDay)>,
    /// What helped and what was done, once that can be said: what is asked, with what this contact said last.
    pub asked: Option<(AskedAbout, Observation)>,
    /// Whether the employer can still say how it sees the proposal.
    pub may_say_interest: bool,
    /// Whether it would have somebody, with the version of that; 0 when nothing was said.
    pub interest: (Option<InterestGiven>, i64),
    /// Whether another time can still be proposed.
    pub may_propose_time: bool,
    /// Another time that would suit, with the version of that; 0 when none was proposed.
    pub other_time: (Option<OtherTime>, i64),
}

/// Reads the page. It is in the access log before it is shown; nothing else is written.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn page(app: &App, visitor: &Visitor) -> Result<Page, ServiceError> {
    let permit = Permit::of_visitor(visitor);
    let today = app.clock.today_in_london();
    let page = app.read(&permit, |c| {
        let placement = placements::get(c, &visitor.placement)?;
        let learner = learners::get(c, &app.keys, &placement.learner)?.learner;
        let stored = offers::get(c, &app.keys, &placement.offer)?;
        let provider = scope::provider(c, app, &placement.provider)?;
        let told = of(c, app, &placement)?;
        let proposed = placement.state == PlacementState::Proposed;
        let open = if proposed { open_questions(&learner.profile, &stored.offer) } else { Vec::new() };
        let ticked = |date: NaiveDate| {
            let found = told.iter().find_map(|report| match &report.report {
                Report::Tick(tick) if report.date == Some(date) => Some((tick.clone(), report.version)),
                _ => None,
            });
            let (tick, version) = found.map_or((None, 0), |(tick, version)| (Some(tick), version));
            TickSeen { date, tick, version }
        };
        let feedback = told.iter().find_map(|report| match &report.report {
            Report::Feedback(feedback) => Some((Some(feedback.clone()), report.version)),
            _ => None,
        });
        let interest = told.iter().find_map(|report| match &report.report {
            Report::Interest(interest) => Some((Some(interest.clone()), report.version)),
            _ => None,
        });
        let other_time = told.iter().find_map(|report| match &report.report {
            Report::OtherTime(time) => Some((Some(time.clone()), report.version)),
            _ => None,
        });
        let hazards = told.iter().filter_map(|report| match &report.report {
            Report::Hazard { words } => Some((report.created_at, words.to_string())),
            _ => None,
        });
        Ok::<_, ServiceError>(Page {
            title: stored.offer.title.to_string(),
            contact: contacts::get(c, &app.keys, &visitor.contact)?.details.name.to_string(),
            provider: provider.outward_name.to_string(),
            phones: provider.phones,
            safeguarding: provider.safeguarding,
            first_name: expects(&placement).then(|| learner.identity.first_name().to_string()),
            summary: proposed.then(|| functional(&learner.profile)),
            questions: open,
            offer_version: stored.version,
            pack: newest(c, app, visitor, &placement)?,
            may_tell: may_tell(&placement),
            absent_today: side_reports::is_absent(c, &placement.id, today)?,
            today,
            ticks: placement
                .days
                .iter()
                .rev()
                .filter(|date| **date <= today)
                .map(|date| ticked(*date))
                .collect(),
            hazards: hazards.collect(),
            feedback: feedback.unwrap_or((None, 0)),
            calls: planned_calls::to_come(c, app, &placement, &Addressee::from(&visitor.contact))?,
            asked: seen(c, app, visitor, &placement)?,
            may_say_interest: may_say_interest(&placement),
            interest: interest.unwrap_or((None, 0)),
            may_propose_time: may_propose_time(&placement, today),
            other_time: other_time.unwrap_or((None, 0)),
            accepted_at: placement.gates.accepted_at,
            reference: placement.reference,
            state: placement.state,
            version: placement.version,
            days: placement.days,
        })
    })?;
    access::shown_to(app, visitor, VisitorAct::Read)?;
    Ok(page)
}
