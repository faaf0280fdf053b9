//! What the rows of a file of employers come to.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::App;
use crate::auth::{Caller, Permit};
use crate::db::contacts::{self, Contact};
use crate::db::{DbError, brought_numbers};
use crate::domain::contact::ContactDetails;
use crate::domain::ids::OrganisationId;
use crate::domain::text::folded;
use crate::intake::{Answered, ImportKind, SheetRow, employer};
use crate::services::{ServiceError, ids};
use crate::words::intake::work;

use super::book::{Book, Called};
use super::plan::{Plan, Step};
use super::steps::{ContactStep, EmployerStep};

/// Looks at each row beside the employers that are known.
pub(super) fn plan(
    plan: &mut Plan,
    app: &App,
    permit: &Permit,
    caller: &Caller,
    rows: Vec<SheetRow>,
) -> Result<(), ServiceError> {
    let (book, numbers, known) = app.read(permit, |c| {
        let book = Book::read(c, app, &caller.organisation)?;
        let numbers = brought_numbers::all_of(c, &caller.organisation, ImportKind::Employers)?;
        let known = contacts::all_of(c, &app.keys, book.all.iter().map(|one| &one.stored.id))?;
        Ok::<_, DbError>((book, numbers, known))
    })?;
    let mut of: BTreeMap<OrganisationId, Vec<Contact>> = BTreeMap::new();
    for contact in known {
        of.entry(contact.organisation.clone()).or_default().push(contact);
    }
    let mut taken = BTreeSet::new();
    for SheetRow { row, said, .. } in rows {
        let (name, number) = (said.text("name"), said.text("external_id"));
        let found = match book.find(app, &Called { number: &number, name: &name }) {
            Ok(found) => found,
            Err(message) => {
                plan.wrong(row, "name", message.to_owned(), &said);
                continue;
            }
        };
        if found.is_some_and(|at| !taken.insert(at)) {
            plan.wrong(row, "name", work::SAME_EMPLOYER.to_owned(), &said);
            continue;
        }
        let known = found.and_then(|at| book.all.get(at));
        if known.is_some_and(|known| known.stored.archived_at.is_some()) {
            plan.wrong(row, "name", work::ARCHIVED.to_owned(), &said);
            continue;
        }
        let read = match known {
            Some(known) => employer::over(&said, &known.employer),
            None => employer::employer(&said),
        };
        let employer = match read {
            Ok(employer) => employer,
            Err(faults) => {
                plan.faults(row, &faults);
                continue;
            }
        };
        let id = match known {
            Some(known) => known.stored.id.clone(),
            None => ids::fresh(app)?,
        };
        let contacts = contact_steps(app, of.get(&id).map(Vec::as_slice).unwrap_or_default(), &said)?;
        let index =
            (!number.is_empty()).then(|| brought_numbers::index(&app.keys, ImportKind::Employers, &number));
        let number = index.filter(|index| numbers.get(index).is_none_or(|known| known != id.as_str()));
        let before = known.map(|known| (known.stored.version, known.employer.clone()));
        let step = EmployerStep { id, before, employer, contacts, number };
        match &step.before {
            None => plan.counts.added += 1,
            Some((_, before)) => {
                if *before == step.employer && step.contacts.is_empty() && step.number.is_none() {
                    plan.counts.same += 1;
                    continue;
                }
                plan.counts.changed += 1;
            }
        }
        plan.steps.push(Step::Employer(Box::new(step)));
    }
    Ok(())
}

/// The contacts of a row beside those that are known: the same by address, else by name.
fn contact_steps(app: &App, known: &[Contact], said: &Answered) -> Result<Vec<ContactStep>, ServiceError> {
    let all = crate::intake::contacts::of(said).unwrap_or_default();
    let mut steps = Vec::new();
    for details in all {
        let address = |one: &ContactDetails| one.email.as_str().to_lowercase();
        let by_address = known.iter().find(|one| address(&one.details) == address(&details));
        let same_name = |one: &&Contact| folded(one.details.name.as_str()) == folded(details.name.as_str());
        let found = by_address.or_else(|| known.iter().find(same_name));
        let step = match found {
            None => ContactStep { id: ids::fresh(app)?, before: None, details },
            Some(found) => {
                let phone = details.phone.clone().or_else(|| found.details.phone.clone());
                let before = Some((found.version, found.details.clone()));
                ContactStep { id: found.id.clone(), before, details: ContactDetails { phone, ..details } }
            }
        };
        if step.before.as_ref().is_none_or(|(_, before)| *before != step.details) {
            steps.push(step);
        }
    }
    Ok(steps)
}
