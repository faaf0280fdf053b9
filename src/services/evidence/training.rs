//! The tables of supported internships, and of hours and skills, with what they are made of.

use chrono::NaiveDate;

use super::gather::{Gather, Heard, Made, aims, sent};
use crate::clock::day_in_london as day;
use crate::db::{assignments, destinations, internship_reviews, observations, offers, programmes};
use crate::domain::code::Code;
use crate::domain::destination::FollowUp;
use crate::domain::ids::TaskId;
use crate::domain::internship_review::InternshipReview;
use crate::domain::learner::ProgrammeKind;
use crate::domain::placement::Placement;
use crate::domain::support::HelpLevel;
use crate::evidence::{EvidenceGround, experience, internships, siqaf};
use crate::services::ServiceError;
use crate::services::decisions;
use crate::services::destinations::{came_about, held_until};
use crate::services::internship_reviews as reviewed;
use crate::services::lessons::newest_of_each;
use crate::services::placements::step::taken;
use crate::services::programmes::Plan;

/// The supported internships that came about.
fn internships_of(gather: &mut Gather<'_>) -> Result<Vec<Placement>, ServiceError> {
    let all = gather.placements()?.into_iter();
    let is_one =
        |one: &Placement| one.programme == ProgrammeKind::SupportedInternship && came_about(one.state);
    Ok(all.filter(is_one).collect())
}

/// With what help the learner began new tasks, each time that it was told.
fn help_of(
    gather: &mut Gather<'_>,
    placement: &Placement,
) -> Result<Vec<(NaiveDate, HelpLevel)>, ServiceError> {
    let told = observations::of_placement(gather.c, &gather.app.keys, &placement.id)?.into_iter();
    Ok(told.filter_map(|one| Some((day(one.created_at), one.observation.help?))).collect())
}

/// Its reviews, by day.
fn reviews_of(gather: &mut Gather<'_>, placement: &Placement) -> Result<Vec<InternshipReview>, ServiceError> {
    let all = internship_reviews::of_placement(gather.c, &gather.app.keys, &placement.id)?;
    Ok(reviewed::newest_of_each(all).into_iter().map(|one| one.review).collect())
}

pub(super) fn of_internships(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let mut all = Vec::new();
    for placement in internships_of(gather)? {
        let heard = gather.heard(&placement)?;
        let plan = programmes::newest::<Plan>(gather.c, &gather.app.keys, &placement.id)?;
        all.push(internships::Rotation {
            learner: gather.name(&placement.learner)?,
            employer: gather.employer(&placement.employer)?.0.clone(),
            offer: offers::get(gather.c, &gather.app.keys, &placement.offer)?.offer.title.to_string(),
            plan: plan.map(|stored| stored.programme.programme),
            days: gather.days(&placement, &heard)?,
            coaches: assignments::coaches_of(gather.c, &placement.id)?.len(),
            help: help_of(gather, &placement)?,
            reviews: reviews_of(gather, &placement)?,
            placement,
        });
    }
    Ok(internships::table(ground, &all))
}

pub(super) fn of_siqaf(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let today = day(ground.as_at);
    let mut all = Vec::new();
    for placement in internships_of(gather)? {
        let heard = gather.heard(&placement)?;
        let days = gather.days(&placement, &heard)?;
        let Heard { steps, feedback, said, read, .. } = heard;
        let told = destinations::of_placement(gather.c, &gather.app.keys, &placement.id)?;
        let last = held_until(&placement);
        let due = FollowUp::ALL
            .iter()
            .filter(|after| last.and_then(|last| after.due(last)).is_some_and(|due| due <= today));
        let newest = |after: &FollowUp| {
            let its = told.iter().rev().find(|one| one.destination.after == *after);
            (*after, its.map(|one| one.destination.clone()))
        };
        all.push(siqaf::JudgedInternship {
            steps: taken(&placement, &steps),
            vetted: decisions::newest_vetting_by(gather.c, gather.app, &placement.id)?.is_some(),
            planned: programmes::newest::<Plan>(gather.c, &gather.app.keys, &placement.id)?.is_some(),
            aims: aims(gather, &placement)?.is_some(),
            pack: (sent(gather, &placement)?.is_some(), read.is_some()),
            coached: !assignments::coaches_of(gather.c, &placement.id)?.is_empty(),
            days,
            feedback: feedback.is_some(),
            help: !help_of(gather, &placement)?.is_empty(),
            said: said.is_some(),
            found: due.map(newest).collect(),
            placement,
        });
    }
    Ok(siqaf::table(ground, &all))
}

pub(super) fn of_experience(gather: &mut Gather<'_>, ground: EvidenceGround) -> Made {
    let mut all = Vec::new();
    for placement in gather.placements()? {
        let heard = gather.heard(&placement)?;
        let days = gather.days(&placement, &heard)?;
        if days.is_empty() {
            continue;
        }
        let identity = gather.identity(&placement.learner)?;
        let (learner, born) = (identity.whole_name(), identity.date_of_birth);
        let offer = offers::get(gather.c, &gather.app.keys, &placement.offer)?.offer;
        let told = newest_of_each(observations::of_placement(gather.c, &gather.app.keys, &placement.id)?);
        let did = |task: &TaskId| told.iter().any(|one| one.observation.tried.contains(task));
        let tried = offer.tasks.iter().filter(|task| did(&task.id)).map(|task| task.name.to_string());
        all.push(experience::Done {
            learner,
            born,
            employer: gather.employer(&placement.employer)?.0.clone(),
            days,
            tried: tried.collect(),
            help: help_of(gather, &placement)?.last().map(|(_, help)| *help),
            next: heard.said.and_then(|(said, _)| said.next).map(|next| next.to_string()),
            placement,
        });
    }
    Ok(experience::table(ground, &all))
}
