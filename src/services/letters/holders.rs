//! Who holds a pack of a placement, and which days they have of it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::app::App;
use crate::briefing::calendar::RemovedDay;
use crate::briefing::pack::Pack;
use crate::db::briefings::{self, Briefing};
use crate::db::deliveries::{self, Delivery};
use crate::db::{Conn, DbError, programmes};
use crate::domain::delivery::{BriefingState, DeliveryState, Edition};
use crate::domain::ids::{ContactId, PlacementId};
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::time::Span;
use crate::services::ServiceError;
use crate::services::briefings::stored_pack;
use crate::services::programmes::Plan;

/// A contact who has, or may have, a pack.
pub(super) struct Holder {
    pub contact: ContactId,
    /// The newest version that went to them.
    pub newest: Pack,
    /// Every day of all that went to them, once each.
    pub days: Vec<RemovedDay>,
}

/// The contacts to whom a pack of the placement went or may have gone, or to whom it was handed over
/// after it was only filed.
pub(super) fn of(c: &mut Conn, app: &App, placement: &Placement) -> Result<Vec<Holder>, ServiceError> {
    let by_hand = matches!(placement.state, PlacementState::Briefed | PlacementState::UnderWay);
    let mut holders: Vec<Holder> = Vec::new();
    let packs = briefings::of_placement(c, &placement.id)?.into_iter();
    for briefing in packs.filter(|one| one.edition == Edition::Employer) {
        let sendings = deliveries::of_briefing(c, &app.keys, &briefing.id)?;
        let had: Vec<_> = sendings.into_iter().filter(|sending| had(sending, by_hand)).collect();
        if had.is_empty() {
            continue;
        }
        let pack = stored_pack(c, app, &briefing.id)?;
        for contact in had.iter().filter_map(|sending| sending.to.contact()) {
            add(&mut holders, contact.clone(), &pack);
        }
    }
    Ok(holders)
}

/// The contacts of [`of`], without opening what they hold.
pub(super) fn contacts(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
) -> Result<BTreeSet<ContactId>, ServiceError> {
    let by_hand = matches!(placement.state, PlacementState::Briefed | PlacementState::UnderWay);
    let mut all = BTreeSet::new();
    let packs = briefings::of_placement(c, &placement.id)?.into_iter();
    for briefing in packs.filter(|one| one.edition == Edition::Employer) {
        let sendings = deliveries::of_briefing(c, &app.keys, &briefing.id)?;
        let had = sendings.iter().filter(|sending| had(sending, by_hand));
        all.extend(had.filter_map(|sending| sending.to.contact().cloned()));
    }
    Ok(all)
}

fn had(sending: &Delivery, by_hand: bool) -> bool {
    match sending.state {
        DeliveryState::Sent | DeliveryState::Sending => true,
        DeliveryState::Filed => by_hand,
        _ => sending.copies_possible > 0,
    }
}

fn add(holders: &mut Vec<Holder>, contact: ContactId, pack: &Pack) {
    let days = days_of(pack);
    match holders.iter_mut().find(|holder| holder.contact == contact) {
        Some(holder) => {
            let earlier = holder.days.drain(..).filter(|day| days.iter().all(|now| now.date != day.date));
            let mut all: Vec<RemovedDay> = earlier.chain(days.iter().copied()).collect();
            all.sort_by_key(|day| day.date);
            (holder.days, holder.newest) = (all, pack.clone());
        }
        None => holders.push(Holder { contact, newest: pack.clone(), days }),
    }
}

fn days_of(pack: &Pack) -> Vec<RemovedDay> {
    let mut days: Vec<RemovedDay> = Vec::new();
    for day in &pack.week.days {
        let hours = Span::new(day.from, day.to).ok();
        days.extend(day.dates.iter().filter_map(|date| Some(RemovedDay { date: *date, hours: hours? })));
    }
    days.sort_by_key(|day| day.date);
    days
}

impl Holder {
    /// The days that are not over on a date.
    pub(super) fn left_on(&self, today: NaiveDate) -> Vec<RemovedDay> {
        self.days.iter().filter(|day| day.date >= today).copied().collect()
    }
}

/// Whether a contact has been sent the pack that tells the newest plan.
///
/// # Errors
/// [`DbError`].
pub fn holds_newest(
    c: &mut Conn,
    app: &App,
    placement: &PlacementId,
    contact: &ContactId,
) -> Result<bool, DbError> {
    let plan = programmes::newest::<Plan>(c, &app.keys, placement)?.map(|newest| newest.version);
    let told = |briefing: &Briefing| {
        briefing.edition == Edition::Employer
            && briefing.state == BriefingState::Approved
            && Some(briefing.programme_version) == plan
    };
    let Some(briefing) = briefings::of_placement(c, placement)?.into_iter().find(told) else {
        return Ok(false);
    };
    let sendings = deliveries::of_briefing(c, &app.keys, &briefing.id)?;
    Ok(sendings
        .iter()
        .any(|sending| sending.to.contact() == Some(contact) && sending.state != DeliveryState::Failed))
}
