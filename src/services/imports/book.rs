//! The employers that a hub works with, found by the hub's own number or by name.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::App;
use crate::db::brought_numbers::{self, index};
use crate::db::organisations::{self, Body, Organisation};
use crate::db::{Conn, DbError};
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::Employer;
use crate::domain::text::folded;
use crate::intake::ImportKind;
use crate::words::intake::work;

/// What a row of a sheet calls an employer.
pub(super) struct Called<'a> {
    pub(super) number: &'a str,
    pub(super) name: &'a str,
}

/// An employer that is known.
pub(super) struct KnownEmployer {
    pub(super) stored: Organisation,
    pub(super) employer: Employer,
}

/// All of them.
pub(super) struct Book {
    pub(super) all: Vec<KnownEmployer>,
    by_number: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
    numbered: BTreeSet<OrganisationId>,
}

impl Book {
    pub(super) fn read(c: &mut Conn, app: &App, hub: &OrganisationId) -> Result<Self, DbError> {
        let numbers = brought_numbers::all_of(c, hub, ImportKind::Employers)?;
        let employers = organisations::all_employers_of(c, &app.keys, hub)?;
        let all: Vec<KnownEmployer> = employers
            .into_iter()
            .filter_map(|stored| match &stored.body {
                Body::Employer(employer) => Some(KnownEmployer { employer: employer.clone(), stored }),
                Body::Hub(_) | Body::Provider(_) => None,
            })
            .collect();
        let mut book =
            Self { all, by_number: BTreeMap::new(), by_name: BTreeMap::new(), numbered: BTreeSet::new() };
        for (at, one) in book.all.iter().enumerate() {
            book.by_name.entry(folded(one.employer.name.as_str())).or_default().push(at);
            for (index, _) in numbers.iter().filter(|(_, id)| id.as_str() == one.stored.id.as_str()) {
                book.by_number.insert(index.clone(), at);
                book.numbered.insert(one.stored.id.clone());
            }
        }
        Ok(book)
    }

    /// Which employer is meant; none when it is not known.
    ///
    /// # Errors
    /// What to do where that cannot be told.
    pub(super) fn find(&self, app: &App, called: &Called<'_>) -> Result<Option<usize>, &'static str> {
        let by_number = (!called.number.is_empty())
            .then(|| self.by_number.get(&index(&app.keys, ImportKind::Employers, called.number)))
            .flatten();
        if let Some(at) = by_number {
            return Ok(Some(*at));
        }
        match self.by_name.get(&folded(called.name)).map(Vec::as_slice).unwrap_or_default() {
            [] => Ok(None),
            [at] if called.number.is_empty() => Ok(Some(*at)),
            [at] => {
                let other = self.all.get(*at).is_some_and(|one| self.numbered.contains(&one.stored.id));
                if other { Err(work::OTHER_NUMBER) } else { Ok(Some(*at)) }
            }
            _ => Err(work::NAMESAKES),
        }
    }
}
