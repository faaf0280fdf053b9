//! The highest score that an offer can have, from its packed facts.

use super::contribution::Criterion;
use super::needs::{AnyOf, Needs};
use super::own_voice::Marks;
use super::packed::{Packed, PackedTask, TaskKind};
use super::score::{
    BEST, Best, CROWDED, Known, exposure_lost, fit_of, interest_of, novelty_of, points, provision_lost,
    stretch_of, worth_of_journey,
};
use super::weights::Weights;
use crate::domain::code::{Code, CodeSet};
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, Presence};
use crate::domain::learner::Profile;
use crate::domain::provision::Provision;
use crate::law::AgeBand;
use crate::travel::Gist;

/// What a learner makes of the tasks of one kind, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Liking {
    interest: u16,
    stretch: u16,
    fit: u16,
    novelty: u16,
    /// Where the learner has been with the employer before.
    novelty_again: u16,
    voice: bool,
    /// Whether it is about something that the learner does not want to do yet.
    unwanted: bool,
}

impl Liking {
    /// What a learner makes of one kind of task; `likes` are the marks of what they speak of gladly.
    #[must_use]
    pub fn of(profile: &Profile, needs: &Needs, likes: &Marks, kind: &TaskKind) -> Self {
        let short = |thousandths: u32| u16::try_from(thousandths).unwrap_or(u16::MAX);
        let novelty = |been_here| {
            Known::of(profile, been_here).map_or(0, |known| short(novelty_of(profile, known, kind.themes)))
        };
        let interest = if profile.interests.is_empty() { 0 } else { interest_of(profile, kind.themes) };
        Self {
            interest: short(interest),
            stretch: short(stretch_of(profile, kind.load.challenge)),
            fit: short(fit_of(profile, kind.load, kind.pace)),
            novelty: novelty(false),
            novelty_again: novelty(true),
            voice: kind.marks.meet(likes),
            unwanted: !kind.themes.intersection(needs.not_yet).is_empty(),
        }
    }
}

/// What a packed offer is looked at with.
#[derive(Clone, Copy, Debug)]
pub struct Glance<'a> {
    /// The vocational profile.
    pub profile: &'a Profile,
    /// The needs.
    pub needs: &'a Needs,
    /// What stamina asks for.
    pub any_of: &'a [AnyOf],
    /// Whether the learner has been placed with the employer before.
    pub been_here: bool,
    /// The learner's age band on the first day; no law is looked at when absent.
    pub band: Option<AgeBand>,
    /// The journeys; the best possible when absent.
    pub travel: Option<Gist>,
}

/// The highest score that a packed offer leaves possible, that of an assessment for which the law asks nothing of any task; and
/// whether any task is left.
pub fn highest(
    packed: &Packed,
    tasks: &[PackedTask],
    mut liking: impl FnMut(u32) -> Option<Liking>,
    glance: &Glance<'_>,
    weights: &Weights,
) -> (u16, bool) {
    let Glance { profile, needs, any_of, been_here, travel, band } = *glance;
    let mut best = [Best::default(); 5];
    let [interest, stretch, fit, novelty, voice] = &mut best;
    let mut left = 0;
    let mut free = [0_u8; 64];
    for task in tasks {
        let Some(of) = liking(task.kind) else { continue };
        let weight = task.weight(needs, of.unwanted, band);
        if weight == 0 {
            continue;
        }
        left += 1;
        let take = |best: &mut Best, value: u16| best.take(u32::from(value) * weight / 1_000);
        take(interest, of.interest);
        take(stretch, of.stretch);
        take(fit, of.fit);
        take(novelty, if been_here { of.novelty_again } else { of.novelty });
        take(voice, if of.voice { 1_000 } else { 0 });
        for exposure in task.free_of(needs.rather_avoid).iter() {
            if let Some(free) = free.get_mut(exposure.index() as usize) {
                *free = free.saturating_add(1);
            }
        }
    }
    let of = u32::try_from(BEST.min(tasks.len())).unwrap_or_default();
    let crowded = |exposure: Exposure| {
        let free = free.get(exposure.index() as usize).copied().unwrap_or_default();
        of.saturating_sub(u32::from(free)) * CROWDED
    };
    let crowded: u32 = needs.rather_avoid.iter().map(crowded).sum();
    let environment = 1_000_u32.saturating_sub(site_lost_of(needs, packed) + crowded);
    let stamina: u32 =
        any_of.iter().map(|any| provision_lost(any.state(|one| packed.provision(one)).0, true)).sum();
    let support = 1_000_u32.saturating_sub(support_lost_of(needs, packed) + stamina);
    let journey = travel.map_or(1_000, |travel| worth_of_journey(profile, travel).unwrap_or_default());
    let [interest, stretch, fit, novelty, voice] = best.map(|best| best.mean(tasks.len()));
    let parts = [
        (Criterion::Interest, interest),
        (Criterion::Stretch, stretch),
        (Criterion::TaskFit, fit),
        (Criterion::SupportSurplus, support),
        (Criterion::Environment, environment),
        (Criterion::Travel, journey),
        (Criterion::Novelty, novelty),
        (Criterion::OwnVoice, voice),
    ];
    let score =
        parts.into_iter().map(|(criterion, thousandths)| points(weights, criterion, thousandths)).sum();
    (score, left > 0)
}

/// What the supports of a packed offer lose, stamina apart.
fn support_lost_of(needs: &Needs, packed: &Packed) -> u32 {
    let of = |wanted: CodeSet<Provision>, essential: bool| {
        let known = packed.there.union(packed.arranged).union(packed.missing);
        provision_lost(Availability::CanArrange, essential) * wanted.intersection(packed.arranged).len()
            + provision_lost(Availability::No, essential) * wanted.intersection(packed.missing).len()
            + provision_lost(Availability::Unknown, essential) * wanted.minus(known).len()
    };
    of(needs.essential, true) + of(needs.helpful, false)
}

/// What the site of a packed offer loses, its tasks not looked at.
fn site_lost_of(needs: &Needs, packed: &Packed) -> u32 {
    let of = |avoided: CodeSet<Exposure>, must: bool| {
        let known = packed.absent.union(packed.avoidable).union(packed.present);
        exposure_lost(Presence::Avoidable, must) * avoided.intersection(packed.avoidable).len()
            + exposure_lost(Presence::Present, must) * avoided.intersection(packed.present).len()
            + exposure_lost(Presence::Unknown, must) * avoided.minus(known).len()
    };
    of(needs.must_avoid, true) + of(needs.rather_avoid, false)
}
