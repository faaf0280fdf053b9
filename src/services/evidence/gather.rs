//! What the tables are made of, read from the store placement by placement.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::EvidenceAsked;
use crate::app::App;
use crate::auth::Caller;
use crate::clock::day_in_london as day;
use crate::db::organisations::Body;
use crate::db::placements::{self, Filter, PlacementColumn, transitions};
use crate::db::{
    Conn, Cursor, DbError, Order, Run, briefings, deliveries, learners, organisations, reports, side_reports,
    users,
};
use crate::domain::delivery::{DeliveryState, Edition};
use crate::domain::ids::{LearnerId, OrganisationId, UserId};
use crate::domain::insurance::Insurance;
use crate::domain::learner::Identity;
use crate::domain::placement::{Placement, PlacementAction, PlacementState, Transition};
use crate::domain::reader::Reader;
use crate::domain::report::{Feedback, Reflection, Report};
use crate::domain::text::Line;
use crate::evidence::{DayRecord, EvidenceSheet, SaidOfDays, ToldTick, days};
use crate::law::Day;
use crate::services::placements::elsewhere::days_of;
use crate::services::placements::list::of_caller;
use crate::services::{ServiceError, agreements};

/// So many placements are read at a time.
const AT_A_TIME: i64 = 500;

/// An employer's name and cover, and from which day it may be asked again.
pub(super) type KnownEmployer = (String, Option<Insurance>, Option<NaiveDate>);

/// Reads what the tables need, and keeps what several placements share.
pub(super) struct Gather<'a> {
    pub c: &'a mut Conn,
    pub app: &'a App,
    pub caller: &'a Caller,
    pub asked: EvidenceAsked,
    /// The placements of which the next table is made, where it is made part by part.
    pub part: Option<Vec<Placement>>,
    /// The learners of whom something was read.
    pub about: BTreeSet<LearnerId>,
    identities: BTreeMap<LearnerId, Identity>,
    employers: BTreeMap<OrganisationId, KnownEmployer>,
}

/// The steps of a placement, and what was told of it.
pub(super) struct Heard {
    /// Its steps.
    pub steps: Vec<Transition>,
    /// What was told of its days.
    pub told: SaidOfDays,
    /// What the employer said of it, and when.
    pub feedback: Option<(Feedback, NaiveDate)>,
    /// What the learner said last, and when.
    pub said: Option<(Reflection, NaiveDate)>,
    /// The newest version of the pack that the employer says it has read.
    pub read: Option<i32>,
}

/// A table, or why there is none.
pub(super) type Made = Result<EvidenceSheet, ServiceError>;

/// The newest version of the employer's pack that a mail server took, and when it first did.
pub(super) fn sent(
    gather: &mut Gather<'_>,
    placement: &Placement,
) -> Result<Option<(i32, NaiveDate)>, ServiceError> {
    let mut newest = None;
    for pack in briefings::of_placement(gather.c, &placement.id)? {
        if pack.edition != Edition::Employer {
            continue;
        }
        let sendings = deliveries::of_briefing(gather.c, &gather.app.keys, &pack.id)?.into_iter();
        let taken = sendings.filter(|one| one.state == DeliveryState::Sent).filter_map(|one| one.sent_at);
        newest = newest.max(taken.min().map(|at| (pack.number, day(at))));
    }
    Ok(newest)
}

/// What was agreed that the learner wants from a placement, and when.
pub(super) fn aims(
    gather: &mut Gather<'_>,
    placement: &Placement,
) -> Result<Option<(Vec<Line>, NaiveDate)>, ServiceError> {
    let terms = agreements::terms(gather.c, gather.app, &placement.learner, &placement.id)?;
    Ok(terms.map(|(terms, on)| (terms.aims, on)).filter(|(aims, _)| !aims.is_empty()))
}

/// Every placement of a kind, oldest first, each with when it was proposed.
pub(super) fn every(c: &mut Conn, filter: Filter<'_>) -> Result<Vec<(Placement, NaiveDate)>, DbError> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let order = Order { by: PlacementColumn::Created, descending: false };
        let rows = placements::rows(c, filter, &Run { order, after, most: AT_A_TIME })?;
        after = rows.last().map(|(cursor, _)| cursor.clone());
        found.extend(rows.into_iter().map(|(cursor, placement)| (placement, day(cursor.at))));
        if after.is_none() {
            return Ok(found);
        }
    }
}

impl<'a> Gather<'a> {
    pub(super) fn new(c: &'a mut Conn, app: &'a App, caller: &'a Caller, asked: &'a EvidenceAsked) -> Self {
        let (identities, employers) = (BTreeMap::new(), BTreeMap::new());
        Self {
            c,
            app,
            caller,
            asked: asked.clone(),
            part: None,
            about: BTreeSet::new(),
            identities,
            employers,
        }
    }

    /// The caller's placements that are asked for, by their first day; those of the part, where there is one.
    pub(super) fn placements(&mut self) -> Result<Vec<Placement>, ServiceError> {
        match self.part.take() {
            None => Ok(self.proposed()?.into_iter().map(|(placement, _)| placement).collect()),
            Some(part) => {
                self.about.extend(part.iter().map(|placement| placement.learner.clone()));
                Ok(part)
            }
        }
    }

    /// The caller's placements that are asked for, by their first day, each with when it was proposed.
    pub(super) fn proposed(&mut self) -> Result<Vec<(Placement, NaiveDate)>, ServiceError> {
        let EvidenceAsked { learner, from, to, .. } = &self.asked;
        let filter = Filter { learner: learner.as_ref(), from: *from, to: *to, ..of_caller(self.caller) };
        let mut found = every(self.c, filter)?;
        found.sort_by_key(|(one, _)| (one.days.first().copied(), one.id.clone()));
        self.about.extend(found.iter().map(|(placement, _)| placement.learner.clone()));
        Ok(found)
    }

    /// The placements that are asked for after a place in their order, which is as that of [`Self::placements`].
    pub(super) fn next(&mut self, after: &mut Option<Cursor>) -> Result<Vec<Placement>, ServiceError> {
        let order = Order { by: PlacementColumn::FirstDay, descending: false };
        let run = Run { order, after: after.take(), most: AT_A_TIME };
        let filter = Filter {
            learner: self.asked.learner.as_ref(),
            from: self.asked.from,
            to: self.asked.to,
            ..of_caller(self.caller)
        };
        let rows = placements::rows(self.c, filter, &run)?;
        *after = rows.last().map(|(cursor, _)| cursor.clone());
        Ok(rows.into_iter().map(|(_, placement)| placement).collect())
    }

    /// Forgets who learners are.
    pub(super) fn forget(&mut self) {
        self.identities.clear();
    }

    /// Who a learner is.
    pub(super) fn identity(&mut self, id: &LearnerId) -> Result<&Identity, ServiceError> {
        if !self.identities.contains_key(id) {
            let identity = learners::identity(self.c, &self.app.keys, id)?;
            self.identities.insert(id.clone(), identity);
        }
        self.identities.get(id).ok_or(ServiceError::NotFound)
    }

    /// A learner's whole name.
    pub(super) fn name(&mut self, id: &LearnerId) -> Result<String, ServiceError> {
        self.identity(id).map(Identity::whole_name)
    }

    /// An employer's name and cover, and from which day it may be asked again.
    pub(super) fn employer(&mut self, id: &OrganisationId) -> Result<&KnownEmployer, ServiceError> {
        if !self.employers.contains_key(id) {
            let body = organisations::get(self.c, &self.app.keys, id)?.body;
            let name = body.name().to_string();
            let (insurance, again) = match body {
                Body::Employer(employer) => (employer.insurance, employer.ask_again_from),
                Body::Hub(_) | Body::Provider(_) => (None, None),
            };
            self.employers.insert(id.clone(), (name, insurance, again));
        }
        self.employers.get(id).ok_or(ServiceError::NotFound)
    }

    /// What somebody who signs in is called; nobody where no such account is known.
    pub(super) fn user(&mut self, id: &UserId) -> Result<Option<String>, ServiceError> {
        match users::get(self.c, &self.app.keys, id) {
            Ok(user) => Ok(Some(user.identity.name.to_string())),
            Err(DbError::NotFound) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    /// The days of a placement as planned.
    pub(super) fn planned(&mut self, placement: &Placement) -> Result<Vec<Day>, ServiceError> {
        Ok(days_of(self.c, self.app, placement)?.iter().map(Day::from).collect())
    }

    /// The steps of a placement, and what was told of it.
    pub(super) fn heard(&mut self, placement: &Placement) -> Result<Heard, ServiceError> {
        let steps = transitions::of_placement(self.c, &self.app.keys, &placement.id)?;
        let early = steps.iter().find(|step| step.to.is_final() && step.to != PlacementState::Completed);
        let mut heard = Heard {
            told: SaidOfDays { ended: early.map(|step| day(step.at)), ..SaidOfDays::default() },
            steps,
            feedback: None,
            said: None,
            read: None,
        };
        for stored in reports::of_placement(self.c, &self.app.keys, &placement.id)? {
            let (on, by_provider) = (day(stored.updated_at), stored.by.contact().is_none());
            match (stored.report, stored.date) {
                (Report::Tick(tick), Some(date)) => {
                    heard.told.ticks.push(ToldTick { date, tick, told_on: on, by_provider });
                }
                (Report::Feedback(feedback), _) => heard.feedback = Some((feedback, on)),
                (Report::Acknowledgement { number, .. }, _) => heard.read = heard.read.max(Some(number)),
                _ => {}
            }
        }
        for stored in side_reports::of_placement(self.c, &self.app.keys, &placement.id)? {
            let on = day(stored.created_at);
            match (stored.report, stored.date) {
                (Report::Absence { .. }, Some(date)) => heard.told.absences.push((date, stored.reader)),
                (Report::Reflection(said), _) if stored.reader == Reader::Learner => {
                    heard.said = Some((said, on));
                }
                _ => {}
            }
        }
        Ok(heard)
    }

    /// The days of a placement that have come, each with what is recorded of it. One that was never confirmed had none.
    pub(super) fn days(
        &mut self,
        placement: &Placement,
        heard: &Heard,
    ) -> Result<Vec<DayRecord>, ServiceError> {
        let was_held = heard.steps.iter().any(|step| step.action == PlacementAction::Confirm);
        let planned = if was_held { self.planned(placement)? } else { Vec::new() };
        Ok(days(&planned, &heard.told, self.app.clock.today_in_london()))
    }
}
