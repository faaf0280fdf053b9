//! What the rows of a file of offers come to: drafts, each with the questions that it leaves open.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::app::App;
use crate::auth::{Caller, Permit};
use crate::db::offers::{self as store, StoredOffer};
use crate::db::{DbError, brought_numbers};
use crate::domain::catalogue::Occupation;
use crate::domain::ids::{OrganisationId, Slug};
use crate::domain::offer::OfferState;
use crate::domain::text::folded;
use crate::intake::{Answered, ImportKind, SheetRow, StillToAsk, offer};
use crate::services::{ServiceError, ids};
use crate::words::intake::work;

use super::book::{Book, Called};
use super::plan::{Plan, Step};
use super::steps::OfferStep;

/// A fault of a row: the field, and what to do.
type Wrong = (&'static str, String);

/// What is known beside the rows.
struct Beside<'a> {
    app: &'a App,
    caller: &'a Caller,
    book: Book,
    numbers: BTreeMap<String, String>,
    offers: Vec<StoredOffer>,
}

/// Looks at each row beside the employers and the offers that are known.
pub(super) fn plan(
    plan: &mut Plan,
    app: &App,
    permit: &Permit,
    caller: &Caller,
    rows: Vec<SheetRow>,
) -> Result<(), ServiceError> {
    let beside = app.read(permit, |c| {
        let book = Book::read(c, app, &caller.organisation)?;
        let numbers = brought_numbers::all_of(c, &caller.organisation, ImportKind::Offers)?;
        let offers = store::all_of(c, &app.keys, book.all.iter().map(|one| &one.stored.id))?;
        Ok::<_, DbError>(Beside { app, caller, book, numbers, offers })
    })?;
    for SheetRow { row, said, .. } in rows {
        let step = match beside.step(&said)? {
            Ok(step) => step,
            Err(faults) => {
                for (name, message) in faults {
                    plan.wrong(row, name, message, &said);
                }
                continue;
            }
        };
        let (is_same, is_new) = match &step.before {
            None => (false, true),
            Some(before) => (*before == step.offer.offer && step.number.is_none(), false),
        };
        if is_same {
            plan.counts.same += 1;
            continue;
        }
        if is_new {
            plan.counts.drafts += 1;
            offer::open(&said)
                .for_each(|field| plan.ask(StillToAsk { field: field.name, question: field.label }));
        } else {
            plan.counts.changed += 1;
        }
        plan.steps.push(Step::Offer(Box::new(step)));
    }
    Ok(())
}

impl Beside<'_> {
    /// What a row comes to, or what is wrong with it.
    fn step(&self, said: &Answered) -> Result<Result<OfferStep, Vec<Wrong>>, ServiceError> {
        let (employer, occupation) = match (self.employer(said), self.occupation(said)) {
            (Ok(employer), Ok(occupation)) => (employer, occupation),
            (employer, occupation) => {
                return Ok(Err(employer.err().into_iter().chain(occupation.err()).collect()));
            }
        };
        let tasks = match tasks(said, occupation) {
            Ok(tasks) => tasks,
            Err(wrong) => return Ok(Err(vec![wrong])),
        };
        let (site, specified) = match offer::site(said) {
            Ok(site) => site,
            Err(wrong) => return Ok(Err(wrong)),
        };
        let index = Some(said.text("external_id")).filter(|number| !number.is_empty());
        let index = index.map(|number| brought_numbers::index(&self.app.keys, ImportKind::Offers, &number));
        let title = if said.has("title") { said.text("title") } else { occupation.title.to_string() };
        let known = match self.known(index.as_deref(), &employer, &title, site.postcode.as_str()) {
            Ok(known) => known,
            Err(wrong) => return Ok(Err(vec![wrong])),
        };
        let drafted = occupation.draft(&tasks, Some(&site)).offer;
        let now = self.app.clock.now();
        let (mut stored, before) = match known {
            Some(known) => (known.clone(), Some(known.offer.clone())),
            None => {
                let begun = drafted.clone().begin(site.clone(), specified).map_err(ServiceError::internal)?;
                let stored = StoredOffer {
                    id: ids::fresh(self.app)?,
                    employer,
                    state: OfferState::Draft,
                    entered_by: self.caller.user.clone(),
                    confirmed_by_employer_at: None,
                    offer: begun,
                    version: 1,
                    created_at: now,
                    updated_at: now,
                };
                (stored, None)
            }
        };
        if before.is_some() {
            if stored.offer.soc != occupation.soc {
                return Ok(Err(vec![("occupation", work::OTHER_OCCUPATION.to_owned())]));
            }
            let place = &mut stored.offer.site;
            if place.postcode != site.postcode {
                place.coordinates = None;
            }
            if !site.name.is_unsaid() {
                place.name = site.name;
            }
            (place.address, place.postcode, place.nation) = (site.address, site.postcode, site.nation);
            stored.offer.supervision.specified_place = specified;
            let known: Vec<Slug> = stored.offer.tasks.iter().map(|task| task.id.clone()).collect();
            stored.offer.tasks.extend(drafted.tasks.into_iter().filter(|task| !known.contains(&task.id)));
        }
        if let Err(wrong) = offer::over(said, &mut stored.offer) {
            return Ok(Err(wrong));
        }
        let is_changed = before.as_ref().is_some_and(|before| *before != stored.offer);
        if is_changed && stored.state != OfferState::Draft {
            return Ok(Err(vec![("title", work::OFFER_NOT_DRAFT.to_owned())]));
        }
        let number = index.filter(|index| self.numbers.get(index).is_none_or(|id| id != stored.id.as_str()));
        Ok(Ok(OfferStep { offer: stored, before, number }))
    }

    fn employer(&self, said: &Answered) -> Result<OrganisationId, Wrong> {
        let (number, name) = (said.text("employer_id"), said.text("employer"));
        let field = if said.has("employer") { "employer" } else { "employer_id" };
        let wrong = |message: &str| (field, message.to_owned());
        let found = self.book.find(self.app, &Called { number: &number, name: &name }).map_err(wrong)?;
        let found =
            found.and_then(|at| self.book.all.get(at)).ok_or_else(|| wrong(work::NO_SUCH_EMPLOYER))?;
        match found.stored.archived_at {
            None => Ok(found.stored.id.clone()),
            Some(_) => Err(wrong(work::ARCHIVED)),
        }
    }

    /// The occupation that is named by its title, or by a code that it has alone.
    fn occupation(&self, said: &Answered) -> Result<&Occupation, Wrong> {
        let text = said.text("occupation");
        let catalogue = || self.app.catalogue.iter();
        let named = |one: &&Occupation| {
            folded(one.title.as_str()) == folded(&text) || one.slug.as_str() == text.to_lowercase()
        };
        if let Some(found) = catalogue().find(named) {
            return Ok(found);
        }
        let coded: Vec<&Occupation> = catalogue().filter(|one| one.soc.as_str() == text).collect();
        match coded.as_slice() {
            [one] => Ok(one),
            [] => Err(("occupation", work::NO_OCCUPATION.to_owned())),
            several => {
                let titles: Vec<&str> = several.iter().map(|one| one.title.as_str()).collect();
                Err(("occupation", work::several_occupations(&titles)))
            }
        }
    }

    /// The offer that a row is about: by its number, else the one of the employer with this title at this postcode.
    fn known(
        &self,
        index: Option<&str>,
        employer: &OrganisationId,
        title: &str,
        postcode: &str,
    ) -> Result<Option<&StoredOffer>, Wrong> {
        if let Some(id) = index.and_then(|index| self.numbers.get(index)) {
            let found = self.offers.iter().find(|one| one.id.as_str() == id);
            return match found {
                Some(one) if one.employer != *employer => Err(("employer", work::OTHER_EMPLOYER.to_owned())),
                found => Ok(found),
            };
        }
        let numbered = |one: &StoredOffer| self.numbers.values().any(|id| id == one.id.as_str());
        let mut same = self.offers.iter().filter(|one| {
            one.employer == *employer
                && one.state != OfferState::Archived
                && folded(one.offer.title.as_str()) == folded(title)
                && one.offer.site.postcode.as_str() == postcode
                && !(index.is_some() && numbered(one))
        });
        match (same.next(), same.next()) {
            (_, Some(_)) => Err(("title", work::SEVERAL_OFFERS.to_owned())),
            (found, None) => Ok(found),
        }
    }
}

/// The tasks that a row names.
fn tasks(said: &Answered, occupation: &Occupation) -> Result<Vec<Slug>, Wrong> {
    let named = said.get("tasks").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut all: Vec<Slug> = Vec::new();
    for name in named.iter().filter_map(Value::as_str) {
        let is = |task: &&crate::domain::catalogue::TypicalTask| {
            folded(task.name.as_str()) == folded(name) || task.id.as_str() == name
        };
        let Some(task) = occupation.tasks.iter().find(is) else {
            let names: Vec<&str> = occupation.tasks.iter().map(|task| task.name.as_str()).collect();
            return Err(("tasks", work::no_task(&names)));
        };
        if !all.contains(&task.id) {
            all.push(task.id.clone());
        }
    }
    Ok(all)
}
