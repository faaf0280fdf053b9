//! What a cohort shows its hub: which one thing to ask of whom, which kind of offer is missing where, and how often
//! each employer has been asked.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::kept::Kept;
use super::model::{Ask, Part};
use super::request::Asking;
use super::view::FEWEST_SHOWN;
use super::{seen_by, visible};
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::organisations::Body;
use crate::db::{Conn, cohort_learners, cohorts, organisations, placements};
use crate::domain::code::Code;
use crate::domain::cohort::CohortStanding;
use crate::domain::ids::{CohortId, OfferId, OrganisationId};
use crate::domain::support::HelpLevel;
use crate::evidence::levels::{self, LevelCount, LevelFigures};
use crate::evidence::suppress::Figure;
use crate::services::{ServiceError, access};

/// How far back proposals to an employer are counted.
const LATELY: TimeDelta = TimeDelta::days(365);

/// How many asks and kinds of offer are named.
const MOST_NAMED: usize = 50;

/// What a cohort shows its hub.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortDemand {
    /// Learners for whom offers would suit, and every seat is taken.
    pub no_seat: usize,
    /// Learners for whom no offer suits.
    pub no_option: usize,
    /// Learners in use who did not agree that the hub sees their matches, when the cohort was asked for; absent below 6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_agreed: Option<i64>,
    /// Supply against demand by the level of help with which learners begin new work, from the most help to the least.
    pub levels: Vec<LevelDemand>,
    /// Single changes, each with how many learners without a placement it would open an offer to; most first.
    pub asks: Vec<HubAsk>,
    /// Kinds of offer of which one more would suit learners without a placement; most first.
    pub missing: Vec<MissingKind>,
    /// The hub's employers, the least asked first.
    pub employers: Vec<EmployerAsked>,
}

/// How learners of one level stand. Counts are to the nearest five, and left out below eight and where a small one could be
/// worked out: the hub sees each learner of a cohort by number, and not with how much help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LevelDemand {
    /// The level of help.
    pub help: HelpLevel,
    /// About how many learners; absent where that is not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learners: Option<u32>,
    /// About how many of them have a placement: from the answer, or kept; absent where that is not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placed: Option<u32>,
    /// About how many have none; absent where that is not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unplaced: Option<u32>,
    /// How many offers suit any of them; absent where the learners are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offers: Option<usize>,
}

/// One change that somebody could be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HubAsk {
    /// Who would make it.
    pub owner: String,
    /// What would change.
    pub words: String,
    /// At which offer.
    pub offer: OfferId,
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub employer: OrganisationId,
    /// The employer's name.
    pub employer_name: String,
    /// For how many learners.
    pub learners: usize,
    /// By their numbers in the cohort.
    pub numbers: Vec<u32>,
}

/// A kind of offer of which there is too little.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MissingKind {
    /// The occupation, by SOC code.
    pub soc: String,
    /// The first part of the postcode.
    pub area: String,
    /// An offer of that kind.
    pub like: OfferId,
    /// What it is called.
    pub title: String,
    /// How many learners without a placement it would suit.
    pub learners: usize,
    /// By their numbers in the cohort.
    pub numbers: Vec<u32>,
}

/// How often an employer has been asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EmployerAsked {
    /// Which.
    pub employer: OrganisationId,
    /// The employer's name.
    pub name: String,
    /// Proposals of the last 365 days.
    pub asked: i64,
    /// Those of them that the employer declined.
    pub declined: i64,
    /// The last proposal; absent where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_at: Option<DateTime<Utc>>,
    /// From which day it may be asked again, where that was agreed with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask_again_from: Option<NaiveDate>,
}

/// What a cohort shows its hub. Learners who took their agreement back since are not counted.
///
/// # Errors
/// [`ServiceError::NotFound`] when the cohort is not the caller's; [`ServiceError::Conflict`] `not_solved`.
pub fn demand(app: &App, caller: &Caller, id: &CohortId) -> Result<CohortDemand, ServiceError> {
    let permit = authorise(caller, Action::ReadCohortDemand)?;
    let stored = app.read(&permit, |c| visible(c, app, caller, id))?;
    let kept = Kept::whole(app, &permit, &stored)?;
    let since = app.clock.now() - LATELY;
    let (asking, parts, employers): (Asking, _, _) = app.read(&permit, |c| {
        let rows = cohort_learners::list(c, id, seen_by(caller), None, i64::MAX)?;
        let mut parts = Vec::new();
        for one in rows {
            let part: Option<Part> = cohort_learners::result(c, &app.keys, id, one.number)?;
            parts.extend(part.zip(u32::try_from(one.number).ok()));
        }
        Ok::<_, ServiceError>((cohorts::request(c, &app.keys, id)?, parts, employers(c, app, caller, since)?))
    })?;
    let suiting = kept.inputs.suiting();
    let count = |standing| parts.iter().filter(|(part, _)| part.standing == standing).count();
    let demand = CohortDemand {
        no_seat: count(CohortStanding::NoSeat),
        no_option: count(CohortStanding::NoOption),
        not_agreed: Some(asking.not_agreed).filter(|count| *count >= FEWEST_SHOWN),
        levels: by_level(&kept, &suiting, &parts),
        asks: asks(&kept, &parts),
        missing: missing(&kept, &suiting, &parts),
        employers,
    };
    access::shown(app, caller, Action::ReadCohortDemand, "cohort", id.as_str())?;
    Ok(demand)
}

/// The learners of each level, those who have left not counted. Every level stands there: which there are is no secret then.
fn by_level(kept: &Kept, suiting: &[Vec<u32>], parts: &[(Part, u32)]) -> Vec<LevelDemand> {
    let here: Vec<&(Part, u32)> =
        parts.iter().filter(|(part, _)| part.standing != CohortStanding::Left).collect();
    let count = |help: Option<HelpLevel>| {
        let its = here.iter().filter(|(part, _)| part.help == help);
        its.fold(LevelCount::default(), |count, (part, _)| match part.is_unplaced() {
            true => LevelCount { unplaced: count.unplaced + 1, ..count },
            false => LevelCount { placed: count.placed + 1, ..count },
        })
    };
    let counted: Vec<LevelCount> = HelpLevel::ALL.iter().map(|help| count(Some(*help))).collect();
    let shown = |figure: Figure| match figure {
        Figure::About(count) => Some(count),
        Figure::Few | Figure::Held => None,
    };
    let level = |(help, figures): (&HelpLevel, LevelFigures)| LevelDemand {
        help: *help,
        learners: shown(figures.learners),
        placed: shown(figures.placed),
        unplaced: shown(figures.unplaced),
        offers: shown(figures.learners).map(|_| offers_of(kept, suiting, &here, *help)),
    };
    HelpLevel::ALL.iter().zip(levels::published(&counted, count(None))).map(level).collect()
}

/// How many offers suit any learner of a level.
fn offers_of(kept: &Kept, suiting: &[Vec<u32>], here: &[&(Part, u32)], help: HelpLevel) -> usize {
    let its = here.iter().filter(|(part, _)| part.help == Some(help));
    let rows = its.filter_map(|(_, number)| suiting.get(kept.inputs.order(*number)? as usize));
    let slots: BTreeSet<u32> = rows.flatten().copied().collect();
    let offers: BTreeSet<&OfferId> =
        slots.iter().filter_map(|slot| Some(&kept.inputs.slots.get(*slot as usize)?.offer)).collect();
    offers.len()
}

/// The single changes that would open an offer on which a seat is left.
fn asks(kept: &Kept, parts: &[(Part, u32)]) -> Vec<HubAsk> {
    let full = full(kept);
    let mut found: BTreeMap<(&OfferId, &str), (&Ask, Vec<u32>)> = BTreeMap::new();
    for (part, number) in parts {
        for ask in part.asks.iter().filter(|ask| !full.contains(&ask.offer)) {
            let its = found.entry((&ask.offer, &ask.change)).or_insert_with(|| (ask, Vec::new()));
            its.1.push(*number);
        }
    }
    let named = found.into_values().map(|(ask, numbers)| HubAsk {
        owner: ask.owner.clone(),
        words: ask.words.clone(),
        offer: ask.offer.clone(),
        title: ask.title.clone(),
        employer: ask.employer.clone(),
        employer_name: ask.employer_name.clone(),
        learners: numbers.len(),
        numbers,
    });
    let mut named: Vec<HubAsk> = named.collect();
    named.sort_by_key(|ask| Reverse(ask.learners));
    named.truncate(MOST_NAMED);
    named
}

/// The offers on which the answer leaves no seat.
fn full(kept: &Kept) -> BTreeSet<OfferId> {
    let taken = kept.answer.taken(&kept.inputs);
    let mut left: BTreeMap<&OfferId, u32> = BTreeMap::new();
    for (slot, taken) in kept.inputs.slots.iter().zip(taken) {
        *left.entry(&slot.offer).or_default() += slot.seats.saturating_sub(taken);
    }
    left.into_iter().filter(|(_, left)| *left == 0).map(|(offer, _)| offer.clone()).collect()
}

/// What would suit the learners who have no seat, by occupation and area.
fn missing(kept: &Kept, suiting: &[Vec<u32>], parts: &[(Part, u32)]) -> Vec<MissingKind> {
    let inputs = &kept.inputs;
    let mut found: BTreeMap<(&str, &str), MissingKind> = BTreeMap::new();
    for (part, number) in parts {
        let order = inputs.order(*number).filter(|_| part.standing == CohortStanding::NoSeat);
        let Some(row) = order.and_then(|order| suiting.get(order as usize)) else { continue };
        for slot in row.iter().filter_map(|slot| inputs.slots.get(*slot as usize)) {
            let kind = found.entry((&slot.soc, &slot.area)).or_insert_with(|| MissingKind {
                soc: slot.soc.clone(),
                area: slot.area.clone(),
                like: slot.offer.clone(),
                title: slot.title.clone(),
                learners: 0,
                numbers: Vec::new(),
            });
            if kind.numbers.last() != Some(number) {
                kind.numbers.push(*number);
                kind.learners += 1;
            }
        }
    }
    let mut kinds: Vec<MissingKind> = found.into_values().collect();
    kinds.sort_by_key(|kind| Reverse(kind.learners));
    kinds.truncate(MOST_NAMED);
    kinds
}

fn employers(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    since: DateTime<Utc>,
) -> Result<Vec<EmployerAsked>, ServiceError> {
    let asked = placements::asked(c, &caller.organisation, since)?;
    let mut all = Vec::new();
    for employer in organisations::employers_of(c, &caller.organisation)? {
        if !organisations::in_use(c, &employer)? {
            continue;
        }
        let body = organisations::get(c, &app.keys, &employer)?.body;
        let ask_again_from = match &body {
            Body::Employer(employer) => employer.ask_again_from,
            _ => None,
        };
        let name = body.name().to_string();
        let its = asked.get(&employer);
        all.push(EmployerAsked {
            name,
            asked: its.map_or(0, |its| its.times),
            declined: its.map_or(0, |its| its.declined),
            last_at: its.map(|its| its.last_at),
            ask_again_from,
            employer,
        });
    }
    all.sort_by(|a, b| (a.asked, a.last_at, &a.employer).cmp(&(b.asked, b.last_at, &b.employer)));
    Ok(all)
}
