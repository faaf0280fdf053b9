//! Which offers a ranking is narrowed to, and how those that are left divide.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::code::CodeSet;
use crate::domain::ids::OrganisationId;
use crate::domain::learner::LearnerFacts;
use crate::domain::occupation::SocCode;
use crate::domain::provision::Provision;
use crate::domain::theme::Theme;
use crate::ranking::{Facets, Query, Seen, Snapshot};
use crate::services::listing::Search;
use crate::travel::circuity::straight_metres;
use crate::words::label::Label;

/// What offers and matches must be; everything when empty.
#[derive(Clone, Debug, Default)]
pub struct Only {
    /// Words that occur in the title, the employer's name or the tasks' names.
    pub search: Option<Search>,
    /// The occupation.
    pub occupation: Option<SocCode>,
    /// Whose offers.
    pub employer: Option<OrganisationId>,
    /// Provisions that are there.
    pub provisions: CodeSet<Provision>,
    /// Themes, any one of which a task is about.
    pub themes: CodeSet<Theme>,
    /// The most metres from home to the site, in a straight line.
    pub metres: Option<u32>,
    /// The most minutes of the longer journey, door to door.
    pub minutes: Option<u16>,
    /// The latest last day.
    pub until: Option<NaiveDate>,
}

impl Only {
    /// The offers that are meant.
    pub(super) fn among(&self, snapshot: &Snapshot, learner: &LearnerFacts) -> Snapshot {
        let Self { search, occupation, employer, provisions, themes, metres, .. } = self;
        let any = search.is_some() || occupation.is_some() || employer.is_some() || metres.is_some();
        if !any && provisions.is_empty() && themes.is_empty() {
            return snapshot.clone();
        }
        snapshot.only(|offer| self.admits(offer, learner))
    }

    /// What the matches must be.
    pub(super) fn narrow(&self, query: &mut Query) {
        query.minutes = self.minutes;
        query.until = self.until;
    }

    fn admits(&self, offer: &Seen<'_>, learner: &LearnerFacts) -> bool {
        let (facts, packed) = (offer.facts(), offer.packed());
        let names = || {
            let tasks = facts.offer.tasks.iter().map(|task| task.name.to_string());
            tasks.chain([facts.offer.title.to_string(), facts.employer_name.to_string()]).collect::<Vec<_>>()
        };
        let is_near = |most: u32| {
            let both = learner.home.zip(facts.offer.site.coordinates);
            both.is_some_and(|(home, site)| straight_metres(home, site) <= most)
        };
        let touches = |themes| !offer.themes().intersection(themes).is_empty();
        self.occupation.as_ref().is_none_or(|soc| *soc == facts.offer.soc)
            && self.employer.as_ref().is_none_or(|employer| *employer == facts.employer)
            && self.provisions.minus(packed.there).is_empty()
            && (self.themes.is_empty() || touches(self.themes))
            && self.metres.is_none_or(is_near)
            && self.search.as_ref().is_none_or(|search| search.finds(&names()))
    }
}

/// How the offers that the funnel leaves divide, the most frequent first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchFacets {
    /// By employer.
    pub employers: Vec<EmployerFacet>,
    /// By occupation.
    pub occupations: Vec<OccupationFacet>,
    /// By theme of their tasks.
    pub themes: Vec<ThemeFacet>,
}

/// One employer's offers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EmployerFacet {
    /// Which employer.
    pub employer: OrganisationId,
    /// The name.
    pub name: String,
    /// How many offers.
    pub offers: u32,
}

/// The offers of one occupation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OccupationFacet {
    /// The occupation, by SOC code.
    pub soc: SocCode,
    /// How many offers.
    pub offers: u32,
}

/// The offers with a task of one theme.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ThemeFacet {
    /// Which theme.
    pub theme: Theme,
    /// The same in words.
    pub words: String,
    /// How many offers.
    pub offers: u32,
}

impl MatchFacets {
    pub(super) fn of(facets: &Facets, snapshot: &Snapshot) -> Self {
        let name = |employer: &OrganisationId| {
            let offer = snapshot.iter().find(|offer| offer.facts().employer == *employer);
            offer.map(|offer| offer.facts().employer_name.to_string()).unwrap_or_default()
        };
        let mut employers: Vec<_> = (facets.employers.iter())
            .map(|(employer, offers)| EmployerFacet {
                employer: employer.clone(),
                name: name(employer),
                offers: *offers,
            })
            .collect();
        employers.sort_by(|a, b| (b.offers, &a.name).cmp(&(a.offers, &b.name)));
        let mut occupations: Vec<_> = (facets.occupations.iter())
            .map(|(soc, offers)| OccupationFacet { soc: soc.clone(), offers: *offers })
            .collect();
        occupations.sort_by(|a, b| (b.offers, &a.soc).cmp(&(a.offers, &b.soc)));
        let mut themes: Vec<_> = (facets.themes.iter())
            .map(|(theme, offers)| ThemeFacet {
                theme: *theme,
                words: theme.label().to_owned(),
                offers: *offers,
            })
            .collect();
        themes.sort_by_key(|facet| (std::cmp::Reverse(facet.offers), facet.theme));
        Self { employers, occupations, themes }
    }
}
