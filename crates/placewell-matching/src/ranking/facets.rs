//! How the offers that are left for a learner divide.

use std::collections::BTreeMap;

use crate::domain::code::CodeSet;
use crate::domain::ids::OrganisationId;
use crate::domain::occupation::SocCode;
use crate::domain::offer::OfferFacts;
use crate::domain::theme::Theme;

/// Counts of the offers that the funnel leaves, the same for every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By employer.
    pub employers: BTreeMap<OrganisationId, u32>,
    /// By occupation.
    pub occupations: BTreeMap<SocCode, u32>,
    /// By what their tasks are about; an offer counts under each of its themes.
    pub themes: BTreeMap<Theme, u32>,
}

impl Facets {
    pub(super) fn count(&mut self, offer: &OfferFacts) {
        *self.employers.entry(offer.employer.clone()).or_default() += 1;
        *self.occupations.entry(offer.offer.soc.clone()).or_default() += 1;
        let themes = offer.offer.tasks.iter().map(|task| task.themes);
        for theme in themes.fold(CodeSet::<Theme>::EMPTY, CodeSet::union).iter() {
            *self.themes.entry(theme).or_default() += 1;
        }
    }
}
