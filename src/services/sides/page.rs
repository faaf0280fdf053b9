//! Everything that is open for the learner or the family at one placement.

use chrono::{DateTime, NaiveDate, Utc};

use super::agree::{ShownWording, wording};
use super::did::has_come;
use crate::app::App;
use crate::auth::Permit;
use crate::auth::side_visitor::{SideAct, SideVisitor};
use crate::db::briefings as packs;
use crate::db::deliveries::Delivery;
use crate::db::{Conn, deliveries, learners, offers, placements, side_reports};
use crate::domain::contact::PhoneLine;
use crate::domain::delivery::{BriefingState, DeliveryState};
use crate::domain::ids::{BriefingId, Reference};
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::reader::{Addressee, Reader};
use crate::domain::report::{Reflection, Report};
use crate::domain::time::TimeOfDay;
use crate::mail::Artefacts;
use crate::services::briefings::stored_copy;
use crate::services::placements::view::expects;
use crate::services::{ServiceError, access, planned_calls, scope};

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SidePage {
    /// What the placement is called.
    pub reference: Reference,
    /// What the offer is called.
    pub title: String,
    /// At whose place.
    pub employer: String,
    /// Which provider arranges it.
    pub provider: String,
    /// Whom to ring.
    pub phones: Vec<PhoneLine>,
    /// Whom to ring about a worry.
    pub safeguarding: PhoneLine,
    /// Whether the learner reads it, or the family.
    pub is_learner: bool,
    /// What the learner is called.
    pub first_name: String,
    /// How far it has come.
    pub state: PlacementState,
    /// The attended dates.
    pub days: Vec<NaiveDate>,
    /// What would be agreed to, if this person's agreement is asked for; and whether it is given.
    pub wording: Option<ShownWording>,
    /// Their copy of the plan, by its number, if one was sent to them.
    pub copy: Option<i32>,
    /// When the provider rings this person: the day and the time, of calls that are still to come.
    pub calls: Vec<(NaiveDate, TimeOfDay)>,
    /// Whether the learner is expected today, so that an absence can be told.
    pub expected_today: bool,
    /// Whether it was told that the learner cannot come today.
    pub absent_today: bool,
    /// Complaints of this person: when each was told, and when somebody had seen it.
    pub complaints: Vec<(DateTime<Utc>, String, Option<DateTime<Utc>>)>,
    /// Whether there is a page of what the learner did.
    pub has_come: bool,
    /// Whether the learner can say how it was.
    pub may_reflect: bool,
    /// What they said last.
    pub reflection: Option<Reflection>,
}

/// Reads the page. It is in the access log before it is shown; nothing else is written.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn page(app: &App, visitor: &SideVisitor) -> Result<SidePage, ServiceError> {
    let permit = Permit::of_side(visitor);
    let today = app.clock.today_in_london();
    let page = app.read(&permit, |c| {
        let placement = placements::get(c, &visitor.placement)?;
        let learner = learners::get(c, &app.keys, &placement.learner)?.learner;
        let provider = scope::provider(c, app, &placement.provider)?;
        let told = side_reports::of_placement(c, &app.keys, &placement.id)?;
        let complaints = told.iter().filter(|one| one.reader == visitor.reader).filter_map(|one| {
            let Report::Complaint { words } = &one.report else { return None };
            Some((one.created_at, words.to_string(), one.seen.as_ref().map(|(_, at)| *at)))
        });
        let reflection = told.iter().rev().find_map(|one| match &one.report {
            Report::Reflection(said) => Some(said.clone()),
            _ => None,
        });
        let is_learner = visitor.reader == Reader::Learner;
        let begun = placement.days.first().is_some_and(|first| *first <= today);
        Ok::<_, ServiceError>(SidePage {
            title: offers::get(c, &app.keys, &placement.offer)?.offer.title.to_string(),
            employer: scope::employer(c, app, &placement.employer)?.name.to_string(),
            provider: provider.outward_name.to_string(),
            phones: provider.phones,
            safeguarding: provider.safeguarding,
            is_learner,
            first_name: learner.identity.first_name().to_string(),
            wording: wording(c, app, visitor, &placement)?,
            copy: newest(c, app, visitor, &placement)?.map(|(_, number)| number),
            calls: planned_calls::to_come(c, app, &placement, &Addressee::from(&visitor.reader))?,
            expected_today: is_expected(&placement, today),
            absent_today: side_reports::is_absent(c, &placement.id, today)?,
            complaints: complaints.collect(),
            has_come: has_come(c, app, visitor, &placement)?,
            may_reflect: is_learner && begun && expects(&placement),
            reflection: reflection.filter(|_| is_learner),
            reference: placement.reference,
            state: placement.state,
            days: placement.days,
        })
    })?;
    access::shown_to_side(app, visitor, SideAct::Read)?;
    Ok(page)
}

/// Whether the employer expects the learner on a day.
pub(super) fn is_expected(placement: &Placement, date: NaiveDate) -> bool {
    expects(placement) && placement.state.holds_seats() && placement.days.contains(&date)
}

/// The newest copy that went to the person and still stands.
fn newest(
    c: &mut Conn,
    app: &App,
    visitor: &SideVisitor,
    placement: &Placement,
) -> Result<Option<(BriefingId, i32)>, ServiceError> {
    if !expects(placement) {
        return Ok(None);
    }
    let edition = visitor.reader.edition();
    for copy in packs::of_placement(c, &placement.id)?.into_iter().rev() {
        if copy.edition != edition || copy.state != BriefingState::Approved {
            continue;
        }
        let sendings = deliveries::of_briefing(c, &app.keys, &copy.id)?;
        if sendings.iter().any(|one| one.to.reader() == Some(&visitor.reader) && went(one)) {
            return Ok(Some((copy.id, copy.number)));
        }
    }
    Ok(None)
}

fn went(sending: &Delivery) -> bool {
    sending.state != DeliveryState::Failed || sending.copies_possible > 0
}

/// Their copy as a page, byte for byte as it was mailed.
///
/// # Errors
/// [`ServiceError::NotFound`] when none was sent to them.
pub fn copy_html(app: &App, visitor: &SideVisitor) -> Result<String, ServiceError> {
    Ok(letter(app, visitor)?.html)
}

/// Their copy's document, as it was mailed.
///
/// # Errors
/// As for [`copy_html`].
pub fn copy_pdf(app: &App, visitor: &SideVisitor) -> Result<Vec<u8>, ServiceError> {
    let pdf = letter(app, visitor)?.attachments.into_iter().find(|file| file.mime == "application/pdf");
    pdf.map(|file| file.bytes).ok_or(ServiceError::NotFound)
}

fn letter(app: &App, visitor: &SideVisitor) -> Result<Artefacts, ServiceError> {
    let permit = Permit::of_side(visitor);
    let letter = app.read(&permit, |c| {
        let placement = placements::get(c, &visitor.placement)?;
        let (copy, _) = newest(c, app, visitor, &placement)?.ok_or(ServiceError::NotFound)?;
        stored_copy(c, app, &copy)
    })?;
    access::shown_to_side(app, visitor, SideAct::ReadCopy)?;
    Ok(letter)
}
