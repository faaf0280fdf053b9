//! Each table with what it is made of.

use super::gather::{Gather, Heard, Made, aims, sent};
use super::training;
use crate::clock::day_in_london as day;
use crate::db::{self, briefings, learners, observations, offers, programmes};
use crate::domain::agreement::AgreementScope;
use crate::domain::code::Code;
use crate::domain::delivery::Edition;
use crate::domain::destination::FollowUp;
use crate::domain::learner::LearnerState;
use crate::domain::placement::Placement;
use crate::evidence::{
    EvidenceGround, EvidenceTable, attendance, destinations, employers, meaningful, register, review,
    two_weeks, views,
};
use crate::learning::Observation;
use crate::services::lessons::newest_of_each;
use crate::services::placements::step::taken;
use crate::services::programmes::Plan;
use crate::services::{ServiceError, agreements, briefings as packs, decisions, destinations as followed};
use chrono::NaiveDate;

/// A table.
pub(super) fn of(gather: &mut Gather<'_>, table: EvidenceTable, ground: EvidenceGround) -> Made {
    match table {
        EvidenceTable::Register => of_register(gather, ground),
        EvidenceTable::Meaningful => of_tests(gather, ground),
        EvidenceTable::TwoWeeks => of_two_weeks(gather, ground),
        EvidenceTable::Attendance => of_attendance(gather, ground),
        EvidenceTable::AnnualReview => of_review(gather, ground),
        EvidenceTable::Employers => of_employers(gather, ground),
        EvidenceTable::Views => of_views(gather, ground),
        EvidenceTable::Destinations => of_destinations(gather, ground),
        EvidenceTable::Internships => training::of_internships(gather, ground),
        EvidenceTable::Siqaf => training::of_siqaf(gather, ground),
        EvidenceTable::Experience => training::of_experience(gather, ground),
        EvidenceTable::HubGaps | EvidenceTable::HubOutcomes | EvidenceTable::HubViews => {
            Err(ServiceError::NotFound)
        }
    }
}

fn of_register(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let mut all = Vec::new();
    for placement in gather.placements()? {
        let identity = gather.identity(&placement.learner)?;
        let (learner, born) = (identity.whole_name(), identity.date_of_birth);
        let (employer, insurance, _) = gather.employer(&placement.employer)?.clone();
        let vetting = decisions::newest_vetting_by(gather.c, gather.app, &placement.id)?;
        let vetting = match vetting {
            Some((decision, by)) => Some((decision, gather.user(&by)?)),
            None => None,
        };
        let of = (&placement.learner, &placement.id);
        let Heard { steps, read, .. } = gather.heard(&placement)?;
        all.push(register::Registered {
            learner,
            born,
            employer,
            offer: offers::get(gather.c, &gather.app.keys, &placement.offer)?.offer.title.to_string(),
            days: gather.planned(&placement)?,
            insurance,
            vetting,
            steps: taken(&placement, &steps),
            given: agreements::given(gather.c, gather.app, of.0, of.1, AgreementScope::Placement)?,
            sent: sent(gather, &placement)?,
            read,
            placement,
        });
    }
    Ok(register::table(ground, &all))
}

fn of_tests(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let mut all = Vec::new();
    for placement in gather.placements()? {
        let stored = programmes::newest::<Plan>(gather.c, &gather.app.keys, &placement.id)?;
        let plan = match stored {
            None => None,
            Some(stored) => Some(meaningful::TestedPlan {
                version: stored.version,
                programme: stored.programme.programme,
                offer: offers::get(gather.c, &gather.app.keys, &placement.offer)?.offer,
            }),
        };
        let heard = gather.heard(&placement)?;
        all.push(meaningful::Experience {
            learner: gather.name(&placement.learner)?,
            employer: gather.employer(&placement.employer)?.0.clone(),
            plan,
            aims: aims(gather, &placement)?,
            days: gather.days(&placement, &heard)?,
            placement,
        });
    }
    Ok(meaningful::table(ground, &all))
}

fn of_two_weeks(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let all = learners::all_of(gather.c, &gather.app.keys, &gather.caller.organisation)?;
    let wanted = gather.asked.learner.clone();
    let mut times: Vec<two_weeks::Time> = all
        .into_iter()
        .filter(|stored| stored.state == LearnerState::Active)
        .filter(|stored| wanted.as_ref().is_none_or(|wanted| *wanted == stored.id))
        .map(|stored| two_weeks::Time {
            name: stored.learner.identity.whole_name(),
            born: stored.learner.identity.date_of_birth,
            learner: stored.id,
            placements: Vec::new(),
        })
        .collect();
    for placement in gather.placements()? {
        let Some(time) = times.iter_mut().find(|time| time.learner == placement.learner) else { continue };
        let heard = gather.heard(&placement)?;
        let employer = gather.employer(&placement.employer)?.0.clone();
        let days = gather.days(&placement, &heard)?;
        time.placements.push(two_weeks::Spent { placement, employer, days });
    }
    times.sort_by(|one, other| (&one.name, &one.learner).cmp(&(&other.name, &other.learner)));
    gather.about.extend(times.iter().map(|time| time.learner.clone()));
    Ok(two_weeks::table(ground, &times))
}

fn of_attendance(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let (from, to) = (gather.asked.from, gather.asked.to);
    let mut all = Vec::new();
    for placement in gather.placements()? {
        let heard = gather.heard(&placement)?;
        let mut days = gather.days(&placement, &heard)?;
        days.retain(|record| from.is_none_or(|from| from <= record.day.date));
        days.retain(|record| to.is_none_or(|to| record.day.date <= to));
        all.push(attendance::Attended {
            learner: gather.name(&placement.learner)?,
            employer: gather.employer(&placement.employer)?.0.clone(),
            days,
            placement,
        });
    }
    Ok(attendance::table(ground, &all))
}

fn of_review(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let id = gather.asked.learner.clone().ok_or(ServiceError::NotFound)?;
    let stored = learners::get(gather.c, &gather.app.keys, &id)?;
    gather.about.insert(id.clone());
    let mut past = Vec::new();
    for placement in gather.placements()? {
        let heard = gather.heard(&placement)?;
        let programme = programmes::newest::<Plan>(gather.c, &gather.app.keys, &placement.id)?;
        past.push(review::ReviewedPlacement {
            employer: gather.employer(&placement.employer)?.0.clone(),
            offer: offers::get(gather.c, &gather.app.keys, &placement.offer)?.offer.title.to_string(),
            planned: gather.planned(&placement)?,
            programme: programme.map(|stored| (stored.programme.programme, day(stored.created_at))),
            aims: aims(gather, &placement)?,
            days: gather.days(&placement, &heard)?,
            said: heard.said,
            feedback: heard.feedback,
            seen: seen(gather, &placement)?,
            adjustments: adjustments(gather, &placement)?,
            placement,
        });
    }
    let changed_on = day(stored.updated_at);
    let one = review::Reviewed { id, learner: stored.learner, changed_on, placements: past };
    Ok(review::table(ground, &one))
}

/// What was seen of a placement: of each thing what was told last, and when anything was.
fn seen(
    gather: &mut Gather<'_>,
    placement: &Placement,
) -> Result<Option<(Observation, NaiveDate)>, ServiceError> {
    let mut all: Option<(Observation, NaiveDate)> = None;
    // Each telling is a whole answer: what its teller has left out since is not repeated.
    for told in newest_of_each(observations::of_placement(gather.c, &gather.app.keys, &placement.id)?) {
        let Observation { supports, tried, reference, help, mended: _ } = told.observation;
        let (known, on) = all.get_or_insert_with(|| (Observation::default(), day(told.created_at)));
        known.supports.extend(supports);
        known.tried.extend(tried);
        known.reference = reference.or(known.reference.take());
        known.help = help.or(known.help);
        *on = day(told.created_at);
    }
    Ok(all)
}

type Adjustments = (Vec<(String, String)>, NaiveDate);

/// The adjustments of the newest approved pack, and when that was approved.
fn adjustments(gather: &mut Gather<'_>, placement: &Placement) -> Result<Option<Adjustments>, ServiceError> {
    let all = briefings::of_placement(gather.c, &placement.id)?.into_iter();
    let approved = all
        .filter(|pack| pack.edition == Edition::Employer)
        .filter_map(|pack| Some((pack.number, pack.id, pack.approved_at?)));
    let Some((_, id, at)) = approved.max_by_key(|(number, _, _)| *number) else { return Ok(None) };
    let pack = packs::stored_pack(gather.c, gather.app, &id)?;
    let told = pack.adjustments.into_iter().map(|one| (one.what, one.owner));
    Ok(Some((told.collect(), day(at))))
}

fn of_employers(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let mut all = Vec::new();
    for (placement, asked_on) in gather.proposed()? {
        let heard = gather.heard(&placement)?;
        let (employer, insurance, ask_again_from) = gather.employer(&placement.employer)?.clone();
        let days = gather.days(&placement, &heard)?;
        let reference = seen(gather, &placement)?.is_some_and(|(seen, _)| seen.reference.is_some());
        all.push(employers::Hosted {
            placement,
            employer,
            insurance,
            ask_again_from,
            asked_on,
            days,
            reference,
            feedback: heard.feedback,
        });
    }
    Ok(employers::table(ground, &all))
}

fn of_views(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let mut all = Vec::new();
    for placement in gather.placements()? {
        let heard = gather.heard(&placement)?;
        all.push(views::Viewed {
            learner: gather.name(&placement.learner)?,
            employer: gather.employer(&placement.employer)?.0.clone(),
            days: gather.days(&placement, &heard)?,
            said: heard.said,
            placement,
        });
    }
    Ok(views::table(ground, &all))
}

fn of_destinations(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let codes = followed::codes_of(gather.c, gather.app, gather.caller)?;
    let mut all = Vec::new();
    for placement in gather.placements()? {
        let is_over = followed::held_until(&placement).is_some_and(|last| last < day(ground.as_at));
        if !is_over {
            continue;
        }
        let told = db::destinations::of_placement(gather.c, &gather.app.keys, &placement.id)?;
        let newest = FollowUp::ALL.iter().filter_map(|after| {
            let found = told.iter().rev().find(|one| one.destination.after == *after)?.destination.clone();
            let words = found.code.as_ref().and_then(|code| followed::words_of(&codes, code.as_str()));
            Some((found, words))
        });
        all.push(destinations::FollowedUp {
            learner: gather.name(&placement.learner)?,
            employer: gather.employer(&placement.employer)?.0.clone(),
            found: newest.collect(),
            placement,
        });
    }
    Ok(destinations::table(ground, &all))
}
