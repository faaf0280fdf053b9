//! A hub's tables: figures of the learners of all its providers, made once a term and kept as they were shown.
//!
//! Whoever can ask when they like can ask before and after a learner comes, and learn of the learner from the
//! difference. So figures follow one another at their own pace, and what was shown of a term stands.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::EvidenceAsked;
use super::gather::every;
use crate::app::App;
use crate::auth::{Caller, Permit};
use crate::db::hub_figures::{self, StoredFigures};
use crate::db::organisations::{self, Body};
use crate::db::placements::Filter;
use crate::db::{Conn, DbError, learners, offers, side_reports};
use crate::domain::calendar::{school_year, year_group};
use crate::domain::ids::{LearnerId, OrganisationId, PlacementId};
use crate::domain::learner::LearnerState;
use crate::domain::nation::Nation;
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::reader::Reader;
use crate::domain::report::{Face, Report};
use crate::evidence::hub::{
    HubDemand, HubFigures, HubSupply, Placed, PlacedOutcome, Released, YearBand, gap_table, gaps,
    outcome_table, results, view_table,
};
use crate::evidence::{EvidenceGround, EvidenceSheet, EvidenceTable, TermOfYear, suppress};
use crate::services::ServiceError;
use crate::words::refused;

/// So long figures stand before others follow, however many terms end.
const APART: TimeDelta = TimeDelta::days(28);

/// A hub's nation.
pub(super) fn nation(c: &mut Conn, app: &App, hub: &OrganisationId) -> Result<Nation, ServiceError> {
    match organisations::get(c, &app.keys, hub)?.body {
        Body::Hub(hub) => Ok(hub.nation),
        Body::Provider(_) | Body::Employer(_) => Err(ServiceError::NotFound),
    }
}

/// The terms of which a hub has figures, the newest first.
pub(super) fn terms(c: &mut Conn, hub: &OrganisationId) -> Result<Vec<TermOfYear>, DbError> {
    Ok(hub_figures::terms(c, hub)?.iter().filter_map(|(code, _)| TermOfYear::named(code)).collect())
}

/// One of a hub's tables: of the term that is asked for, or of the newest. The newest is made where it is due.
pub(super) fn table(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    (table, asked): (EvidenceTable, &EvidenceAsked),
) -> Result<EvidenceSheet, ServiceError> {
    let hub = &caller.organisation;
    if let Some(made) = app.read(permit, |c| due(c, app, hub))? {
        let kept = app.write(permit, |c| Ok::<_, ServiceError>(hub_figures::insert(c, hub, &made)?));
        match kept {
            // Somebody else asked in the same moment: theirs stand.
            Ok(()) | Err(ServiceError::Store(DbError::Unique { .. })) => {}
            Err(other) => return Err(other),
        }
    }
    app.read(permit, |c| {
        let term = match asked.term {
            Some(term) => term,
            None => terms(c, hub)?.first().copied().ok_or(ServiceError::NotFound)?,
        };
        let stored: StoredFigures<HubFigures> = match hub_figures::of_term(c, hub, &term.code()) {
            Err(DbError::NotFound) => return Err(ServiceError::invalid("term", refused::NO_FIGURES)),
            found => found?,
        };
        let ground = EvidenceGround { nation: nation(c, app, hub)?, as_at: stored.made_at };
        let released = Released { term, figures: &stored.figures };
        Ok(match table {
            EvidenceTable::HubOutcomes => outcome_table(ground, released),
            EvidenceTable::HubViews => view_table(ground, released),
            _ => gap_table(ground, released),
        })
    })
}

/// The figures of the newest term that is over, unless they were made, or others too lately or of nearly the same people.
fn due(
    c: &mut Conn,
    app: &App,
    hub: &OrganisationId,
) -> Result<Option<StoredFigures<HubFigures>>, ServiceError> {
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    let term = TermOfYear::of(today).before();
    if let Some((newest, at)) = hub_figures::terms(c, hub)?.first() {
        let is_made = TermOfYear::named(newest).is_none_or(|newest| newest >= term);
        let few = i64::from(suppress::SMALL);
        if is_made || *at + APART > now || learners::changed_of_hub(c, hub, *at)? < few {
            return Ok(None);
        }
    }
    Ok(Some(made(c, app, hub, (term, now, today))?))
}

fn made(
    c: &mut Conn,
    app: &App,
    hub: &OrganisationId,
    (term, now, today): (TermOfYear, DateTime<Utc>, NaiveDate),
) -> Result<StoredFigures<HubFigures>, ServiceError> {
    let providers = organisations::providers_of(c, hub)?;
    let year = NaiveDate::from_ymd_opt(school_year(today), 9, 1);
    let held = [PlacementState::Confirmed, PlacementState::Briefed, PlacementState::UnderWay];
    let placed = held.into_iter().chain([PlacementState::Completed]).collect();
    let filter = Filter { hub: Some(hub), states: placed, from: year, ..Filter::default() };
    let placed: BTreeSet<LearnerId> = every(c, filter)?.into_iter().map(|(one, _)| one.learner).collect();
    let (mut demand, mut born) = (Vec::new(), BTreeMap::new());
    for (provider, _) in &providers {
        for stored in learners::all_of(c, &app.keys, provider)? {
            let (learner, is_active) = (stored.learner, stored.state == LearnerState::Active);
            born.insert(stored.id.clone(), learner.identity.date_of_birth);
            let one = HubDemand {
                help: learner.profile.help,
                themes: learner.profile.interests,
                needs: learner.profile.needs.iter().map(|need| need.wanted).collect(),
                area: learner.home.postcode.outward().to_owned(),
                looking: !placed.contains(&stored.id),
            };
            demand.extend(is_active.then_some(one));
        }
    }
    let employers = organisations::employers_of(c, hub)?;
    let open = offers::open_facts(c, &app.keys)?.read.into_iter();
    let open: Vec<_> = open.filter(|one| employers.contains(&one.employer)).collect();
    let places = open.iter().filter_map(|one| {
        let windows = one.offer.windows.iter().filter(|window| window.dates.to >= today);
        let places = windows.map(|window| u32::from(window.capacity)).max()?;
        Some(HubSupply { offer: &one.offer, places })
    });
    let names: BTreeMap<_, _> = providers.into_iter().collect();
    let of_term = of_term(c, app, hub, term, (&names, &born))?;
    let figures = HubFigures {
        gaps: gaps(&demand, &places.collect::<Vec<_>>()),
        results: results(&names.into_values().collect(), &of_term),
    };
    Ok(StoredFigures { term: term.code(), made_at: now, figures })
}

type People<'a> = (&'a BTreeMap<OrganisationId, String>, &'a BTreeMap<LearnerId, NaiveDate>);

/// The learners with a placement in a term, each by their last one.
fn of_term(
    c: &mut Conn,
    app: &App,
    hub: &OrganisationId,
    term: TermOfYear,
    (providers, born): People<'_>,
) -> Result<Vec<Placed>, ServiceError> {
    let states = [
        PlacementState::Confirmed,
        PlacementState::Briefed,
        PlacementState::UnderWay,
        PlacementState::Completed,
        PlacementState::BrokenDown,
    ];
    let (first, last) = (term.first(), term.last());
    let filter = Filter {
        hub: Some(hub),
        states: states.into_iter().collect(),
        from: first,
        to: last,
        ..Filter::default()
    };
    let mut newest: BTreeMap<LearnerId, Placement> = BTreeMap::new();
    for (placement, _) in every(c, filter)? {
        let in_term =
            |day: &NaiveDate| first.is_none_or(|first| first <= *day) && last.is_none_or(|last| *day <= last);
        let known = newest.get(&placement.learner);
        let is_later = known.is_none_or(|known| known.days.last() < placement.days.last());
        if is_later && placement.days.iter().any(in_term) {
            newest.insert(placement.learner.clone(), placement);
        }
    }
    let mut placed = Vec::new();
    for (learner, placement) in newest {
        let (Some(provider), Some(born)) = (providers.get(&placement.provider), born.get(&learner)) else {
            continue;
        };
        placed.push(Placed {
            provider: provider.clone(),
            years: YearBand::of(year_group(*born, last.unwrap_or(*born))),
            outcome: match placement.state {
                PlacementState::Completed => PlacedOutcome::Completed,
                PlacementState::BrokenDown => PlacedOutcome::EndedEarly,
                _ => PlacedOutcome::GoingOn,
            },
            said: said(c, app, &placement.id)?,
        });
    }
    Ok(placed)
}

/// The face that a learner chose last.
fn said(c: &mut Conn, app: &App, placement: &PlacementId) -> Result<Option<Face>, ServiceError> {
    let told = side_reports::of_placement(c, &app.keys, placement)?.into_iter().rev();
    let mut faces = told.filter(|one| one.reader == Reader::Learner).filter_map(|one| match one.report {
        Report::Reflection(said) => Some(said.face),
        _ => None,
    });
    Ok(faces.next())
}
