//! The learners and offers of a sample, as matching sees them, without a database.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;

use super::demo::sample::Sample;
use crate::domain::ids::{LearnerId, OfferId, OrganisationId};
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::place::{Coordinates, Postcode};
use crate::maintenance::open_table;
use crate::travel::grid::Grid;
use crate::travel::postcodes::PostcodeReader;

/// The postcodes of the sample's area, beside it.
const POSTCODES: &str = "codepoint-open-np.csv.gz";

/// A sample in memory.
pub(super) struct Area {
    /// Its learners, each with the name of the file.
    pub(super) learners: Vec<(String, LearnerFacts)>,
    /// Its offers, in the order of file names.
    pub(super) offers: Vec<OfferFacts>,
}

impl Area {
    /// Reads a sample and moves it to `monday`.
    ///
    /// # Errors
    /// A file that is missing or malformed.
    pub(super) fn read(folder: &Path, monday: NaiveDate) -> Result<Self, Box<dyn std::error::Error>> {
        let Sample { manifest, employers, offers, learners } = Sample::read(folder, monday)?;
        let places: BTreeMap<Postcode, Coordinates> =
            PostcodeReader::new(open_table(&folder.join(POSTCODES))?, Grid::new()?).flatten().collect();
        let employers = BTreeMap::from_iter(employers);
        let mut facts = Vec::new();
        for (at, (name, mut sampled)) in offers.into_iter().enumerate() {
            let Some(employer) = employers.get(&sampled.employer) else {
                return Err(format!("offers/{name}.json: no employer `{}`", sampled.employer).into());
            };
            let site = &mut sampled.offer.site;
            site.coordinates = site.coordinates.or_else(|| places.get(&site.postcode).copied());
            facts.push(OfferFacts {
                id: OfferId::parse(&number(at))?,
                version: 1,
                employer: OrganisationId::parse(&number(at))?,
                employer_name: employer.employer.name.clone(),
                insurance: employer.employer.insurance.clone(),
                offer: sampled.offer,
                full: BTreeMap::new(),
                supervised: BTreeSet::new(),
            });
        }
        let mut known = Vec::new();
        for (at, (name, learner)) in learners.into_iter().enumerate() {
            let id = LearnerId::parse(&number(at))?;
            let home = &learner.home;
            let facts = LearnerFacts {
                id,
                version: 1,
                nation: manifest.provider.nation,
                closed: manifest.provider.closed.clone(),
                date_of_birth: learner.identity.date_of_birth,
                home: home.coordinates.or_else(|| places.get(&home.postcode).copied()),
                profile: learner.profile,
                placed: Vec::new(),
            };
            known.push((name, facts));
        }
        Ok(Self { learners: known, offers: facts })
    }
}

/// An identifier for something that is stored nowhere.
pub(super) fn number(at: usize) -> String {
    format!("00000000-0000-7000-8000-{at:012}")
}
