//! What a learner needs of a workplace, gathered from the profile and from stamina.

use crate::domain::code::CodeSet;
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, Presence};
use crate::domain::learner::Profile;
use crate::domain::need::{Need, Wanted, Weight};
use crate::domain::offer::Offer;
use crate::domain::provision::Provision;
use crate::domain::site::EvacuationRoute;
use crate::domain::support::Evacuation;
use crate::domain::theme::Theme;
use crate::domain::time::Span;
use crate::domain::window::Window;

/// The needs of one learner, as sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// Provisions without which it cannot work.
    pub essential: CodeSet<Provision>,
    /// Provisions with which it works better.
    pub helpful: CodeSet<Provision>,
    /// What must be avoided.
    pub must_avoid: CodeSet<Exposure>,
    /// What would better be avoided.
    pub rather_avoid: CodeSet<Exposure>,
    /// Whether places that stairs lead to are out of reach, or could not be left in a fire.
    pub no_stairs: bool,
    /// The most that the learner carries, kilograms; not known when absent.
    pub carries_kg: Option<u8>,
    /// What the learner does not want to do yet.
    pub not_yet: CodeSet<Theme>,
}

impl Needs {
    /// The needs that a profile states, and what follows for somebody who may not react to an alarm.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        let provisions = |weight: Weight| {
            let wanted = |need: &Need| match need.wanted {
                Wanted::Provision(provision) if need.weight == weight => Some(provision),
                _ => None,
            };
            profile.needs.iter().filter_map(wanted).collect::<CodeSet<Provision>>()
        };
        let exposures = |weight: Weight| {
            let wanted = |need: &Need| match need.wanted {
                Wanted::Avoid(exposure) if need.weight == weight => Some(exposure),
                _ => None,
            };
            profile.needs.iter().filter_map(wanted).collect::<CodeSet<Exposure>>()
        };
        let mut essential = provisions(Weight::Essential);
        if profile.evacuation == Evacuation::MayNotReact {
            essential.insert(Provision::VisualAlarm);
        }
        Self {
            essential,
            helpful: provisions(Weight::Helpful).minus(essential),
            must_avoid: exposures(Weight::Essential),
            rather_avoid: exposures(Weight::Helpful),
            no_stairs: profile.evacuation == Evacuation::CannotUseStairs,
            carries_kg: profile.body.carries_kg,
            not_yet: (profile.hopes.not_yet.iter())
                .fold(CodeSet::EMPTY, |all, not_yet| all.union(not_yet.themes)),
        }
    }
}

/// Provisions of which any one will do, because the learner's stamina or the law asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnyOf {
    /// Which, the cheapest first.
    pub provisions: &'static [Provision],
}

impl AnyOf {
    const SHORTER: &'static [Provision] =
        &[Provision::ShorterDay, Provision::EarlierFinish, Provision::LaterStart];
    const BREAKS: &'static [Provision] = &[Provision::ExtraBreaks, Provision::FlexibleBreaks];

    /// What follows from working at most `day_minutes` a day and `continuous_minutes` at a stretch
    /// in the hours of a window; what the learner's own needs already ask for is not asked twice.
    #[must_use]
    pub fn of(window: &Window, day_minutes: u16, continuous_minutes: u16, needs: &Needs) -> Vec<Self> {
        let worked = worked(window);
        let shorter = (worked > day_minutes).then_some(Self { provisions: Self::SHORTER });
        let stretch = longest_stretch(window, day_minutes);
        let breaks = (stretch > continuous_minutes).then_some(Self { provisions: Self::BREAKS });
        let asked = |any: &Self| any.provisions.iter().any(|one| needs.essential.contains(*one));
        [shorter, breaks].into_iter().flatten().filter(|any| !asked(any)).collect()
    }

    /// What is known of the best of them: there, to be arranged, unknown, or none to be had.
    #[must_use]
    pub fn state(&self, known: impl Fn(Provision) -> Availability) -> (Availability, Option<Provision>) {
        [Availability::Yes, Availability::CanArrange, Availability::Unknown]
            .into_iter()
            .find_map(|state| {
                let found = self.provisions.iter().find(|one| known(**one) == state);
                found.map(|one| (state, Some(*one)))
            })
            .unwrap_or((Availability::No, None))
    }
}

/// Minutes of work in a window's day, its own breaks not counted.
fn worked(window: &Window) -> u16 {
    window.hours.minutes().saturating_sub(window.breaks.iter().map(|rest| rest.minutes()).sum())
}

/// The longest stretch between a window's own breaks, within the first `day_minutes` of work.
fn longest_stretch(window: &Window, day_minutes: u16) -> u16 {
    let ends = window.breaks.iter().map(|rest| rest.from).chain([window.hours.to]);
    let begins = [window.hours.from].into_iter().chain(window.breaks.iter().map(|rest| rest.to));
    let mut left = day_minutes;
    let mut longest = 0;
    for (from, to) in begins.zip(ends) {
        let stretch = Span::new(from, to).map_or(0, Span::minutes).min(left);
        left -= stretch;
        longest = longest.max(stretch);
    }
    longest
}

/// What is known of the site as to one exposure.
#[must_use]
pub fn at_site(offer: &Offer, exposure: Exposure) -> Presence {
    offer.exposures.get(exposure)
}

/// Whether somebody can be got out: known, unknown, or not.
#[must_use]
pub fn way_out(leaves: Evacuation, route: EvacuationRoute) -> Availability {
    match (leaves, route) {
        (Evacuation::CannotUseStairs, EvacuationRoute::StairsOnly) => Availability::No,
        (Evacuation::CannotUseStairs, EvacuationRoute::Unknown) => Availability::Unknown,
        _ => Availability::Yes,
    }
}

/// Whether somebody who cannot use stairs can work where stairs lead to: only where there is another
/// way up and help to get out.
#[must_use]
pub fn without_stairs(offer: &Offer) -> Availability {
    match (offer.emergency.route, offer.provisions.get(Provision::StepFreeThroughout)) {
        (EvacuationRoute::RefugeAndHelp, Availability::CanArrange) => Availability::Unknown,
        (EvacuationRoute::RefugeAndHelp, known) => known,
        _ => Availability::No,
    }
}
