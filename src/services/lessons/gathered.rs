//! What was said of a placement, and the documents that could learn from it, as stored at one moment.

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::App;
use crate::clock::day_in_london as day_of;
use crate::db::lesson_decisions::{self, LessonDecision};
use crate::db::observations::{self, StoredObservation};
use crate::db::{Conn, ToldBy, contacts, learners, offers, reports, side_reports};
use crate::domain::learner::Profile;
use crate::domain::offer::Offer;
use crate::domain::placement::Placement;
use crate::domain::report::{Arrival, Reflection, Report};
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::learning::{LessonFacts, SaidBy, Suggestion, Teller, ToldObservation, suggestions};
use crate::services::ServiceError;
use crate::words::label::Label;
use crate::words::learning as words;

/// Everything that the suggestions of one placement turn on.
pub(super) struct Gathered {
    pub offer: Offer,
    pub decisions: Vec<LessonDecision>,
    pub suggestions: Vec<Suggestion>,
}

impl Gathered {
    pub(super) fn read(c: &mut Conn, app: &App, placement: &Placement) -> Result<Self, ServiceError> {
        let profile = learners::get(c, &app.keys, &placement.learner)?.learner.profile;
        let offer = offers::get(c, &app.keys, &placement.offer)?.offer;
        let suggestions = suggested(c, app, placement, &profile, &offer)?;
        let decisions = lesson_decisions::of_placement(c, &app.keys, &placement.id)?;
        Ok(Self { offer, decisions, suggestions })
    }
}

fn suggested(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    profile: &Profile,
    offer: &Offer,
) -> Result<Vec<Suggestion>, ServiceError> {
    let told = newest_of_each(observations::of_placement(c, &app.keys, &placement.id)?);
    let told = told.into_iter().map(|one| {
        let said = said_by(c, app, &one.by, one.created_at)?;
        Ok::<_, ServiceError>(ToldObservation { said, observation: one.observation })
    });
    let told = told.collect::<Result<Vec<_>, _>>()?;
    let came = reports::of_placement(c, &app.keys, &placement.id)?
        .into_iter()
        .find(|stored| matches!(&stored.report, Report::Tick(tick) if tick.arrival == Arrival::Arrived));
    let arrived = came.map(|stored| said_by(c, app, &stored.by, stored.updated_at)).transpose()?;
    let reflection = reflection(c, app, placement)?;
    Ok(suggestions(&LessonFacts {
        profile,
        offer,
        employer: &placement.employer,
        arrived,
        told: &told,
        reflection: reflection.as_ref().map(|(said, on)| (said, *on)),
        note: words::note,
    }))
}

fn reflection(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
) -> Result<Option<(Reflection, NaiveDate)>, ServiceError> {
    let told = side_reports::of_placement(c, &app.keys, &placement.id)?.into_iter().rev();
    let mut told = told.filter_map(|stored| match stored.report {
        Report::Reflection(said) => Some((said, day_of(stored.created_at))),
        _ => None,
    });
    Ok(told.next())
}

/// Of what each person told, the newest; in the order in which they last told something.
pub(in crate::services) fn newest_of_each(told: Vec<StoredObservation>) -> Vec<StoredObservation> {
    let mut newest: Vec<StoredObservation> = Vec::new();
    for one in told {
        newest.retain(|before| !is_same(&before.by, &one.by));
        newest.push(one);
    }
    newest
}

/// Whether two tellings are of one person; a role that somebody had then does not matter.
pub(super) fn is_same(a: &ToldBy, b: &ToldBy) -> bool {
    match (a, b) {
        (ToldBy::Contact(a), ToldBy::Contact(b)) => a == b,
        (ToldBy::User(a, _), ToldBy::User(b, _)) => a == b,
        _ => false,
    }
}

fn said_by(c: &mut Conn, app: &App, by: &ToldBy, at: DateTime<Utc>) -> Result<SaidBy, ServiceError> {
    let (by, role) = match by {
        ToldBy::Contact(contact) => {
            (Teller::Employer, Some(contacts::get(c, &app.keys, contact)?.details.role))
        }
        ToldBy::User(_, role) => {
            (Teller::Provider, Line::parse(role.label()).ok().filter(|_| *role != Role::Provider))
        }
    };
    Ok(SaidBy { by, role, on: day_of(at) })
}
