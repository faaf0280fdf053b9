//! "I did this": what the learner did, for them to keep. It says what somebody saw, and nothing else.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::app::App;
use crate::auth::Permit;
use crate::auth::side_visitor::{SideAct, SideVisitor};
use crate::clock::day_in_london;
use crate::db::observations;
use crate::db::{Conn, ToldBy, contacts, learners, offers, placements, reports, side_reports};
use crate::domain::ids::TaskId;
use crate::domain::placement::Placement;
use crate::domain::reader::Reader;
use crate::domain::report::{Arrival, Reflection, Report};
use crate::services::lessons::newest_of_each;
use crate::services::placements::view::expects;
use crate::services::{ServiceError, access, scope};

/// What the learner did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Did {
    /// What the learner is called.
    pub first_name: String,
    /// What the offer is called.
    pub title: String,
    /// At whose place.
    pub employer: String,
    /// Which provider arranged it.
    pub provider: String,
    /// The days on which somebody there said that they had come.
    pub days: Vec<NaiveDate>,
    /// The tasks that somebody saw them do.
    pub tasks: Vec<String>,
    /// How it was, as they said it.
    pub reflection: Option<Reflection>,
    /// What people there wrote for them: the words, the writer's role, the day.
    pub references: Vec<(String, String, NaiveDate)>,
}

/// Whether there is something to show: somebody has said that the learner came.
pub(super) fn has_come(
    c: &mut Conn,
    app: &App,
    visitor: &SideVisitor,
    placement: &Placement,
) -> Result<bool, ServiceError> {
    Ok(visitor.reader == Reader::Learner && expects(placement) && !days(c, app, placement)?.is_empty())
}

/// Reads what the learner did. It is in the access log before it is shown.
///
/// # Errors
/// [`ServiceError::NotFound`] for anybody but the learner, and while nobody has said that they came.
pub fn did(app: &App, visitor: &SideVisitor) -> Result<Did, ServiceError> {
    let did = app.read(&Permit::of_side(visitor), |c| {
        let placement = placements::get(c, &visitor.placement)?;
        if !has_come(c, app, visitor, &placement)? {
            return Err(ServiceError::NotFound);
        }
        let offer = offers::get(c, &app.keys, &placement.offer)?.offer;
        let (mut tried, mut references) = (BTreeSet::<TaskId>::new(), Vec::new());
        for told in newest_of_each(observations::of_placement(c, &app.keys, &placement.id)?) {
            tried.extend(told.observation.tried);
            if let (ToldBy::Contact(contact), Some(words)) = (&told.by, told.observation.reference) {
                let role = contacts::get(c, &app.keys, contact)?.details.role.to_string();
                let on = day_in_london(told.created_at);
                references.push((words.to_string(), role, on));
            }
        }
        let told = side_reports::of_placement(c, &app.keys, &placement.id)?.into_iter().rev();
        let mut reflections = told.filter_map(|one| match one.report {
            Report::Reflection(said) => Some(said),
            _ => None,
        });
        Ok::<_, ServiceError>(Did {
            first_name: learners::identity(c, &app.keys, &placement.learner)?.first_name().to_string(),
            employer: scope::employer(c, app, &placement.employer)?.name.to_string(),
            provider: scope::provider(c, app, &placement.provider)?.outward_name.to_string(),
            days: days(c, app, &placement)?,
            tasks: offer
                .tasks
                .iter()
                .filter(|task| tried.contains(&task.id))
                .map(|task| task.name.to_string())
                .collect(),
            title: offer.title.to_string(),
            reflection: reflections.next(),
            references,
        })
    })?;
    access::shown_to_side(app, visitor, SideAct::ReadDid)?;
    Ok(did)
}

/// The days on which somebody said that the learner had come, in order.
fn days(c: &mut Conn, app: &App, placement: &Placement) -> Result<Vec<NaiveDate>, ServiceError> {
    let told = reports::of_placement(c, &app.keys, &placement.id)?.into_iter();
    let came: BTreeSet<NaiveDate> = told
        .filter(|one| matches!(&one.report, Report::Tick(tick) if tick.arrival == Arrival::Arrived))
        .filter_map(|one| one.date)
        .collect();
    Ok(came.into_iter().collect())
}
