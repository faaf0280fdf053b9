//! What one row of a file of employers or offers does, and how that is undone.

use crate::app::App;
use crate::auth::Caller;
use crate::db::imports::Undo;
use crate::db::offers::{self as store, StoredOffer};
use crate::db::{Conn, DbError, brought_numbers, contacts, savepoint};
use crate::domain::contact::ContactDetails;
use crate::domain::ids::{ContactId, OfferId, OrganisationId};
use crate::domain::offer::Offer;
use crate::domain::organisation::Employer;
use crate::intake::ImportKind;
use crate::services::organisations::{self, OrganisationDocument};
use crate::services::{ServiceError, offers};

/// An employer that is added or changed, with its contacts.
pub(super) struct EmployerStep {
    pub(super) id: OrganisationId,
    /// What was known of it, in its version; none of a new one.
    pub(super) before: Option<(i64, Employer)>,
    pub(super) employer: Employer,
    pub(super) contacts: Vec<ContactStep>,
    /// The keyed hash of its number, where that is new.
    pub(super) number: Option<String>,
}

/// A contact that is added, or changed from what was known in a version.
pub(super) struct ContactStep {
    pub(super) id: ContactId,
    pub(super) before: Option<(i64, ContactDetails)>,
    pub(super) details: ContactDetails,
}

/// A draft of an offer that is made or changed.
pub(super) struct OfferStep {
    pub(super) offer: StoredOffer,
    /// What was known of it; none of a new one.
    pub(super) before: Option<Offer>,
    /// The keyed hash of its number, where that is new.
    pub(super) number: Option<String>,
}

/// What rests on something is theirs who made it rest there.
pub(super) fn in_use(error: DbError) -> ServiceError {
    match error {
        DbError::ForeignKey => ServiceError::PreconditionFailed,
        other => other.into(),
    }
}

impl EmployerStep {
    /// Writes it.
    pub(super) fn write(&self, c: &mut Conn, app: &App, caller: &Caller) -> Result<(), ServiceError> {
        let document = OrganisationDocument::Employer(self.employer.clone());
        match &self.before {
            None => organisations::added(c, app, caller, &self.id, &document)?,
            Some((version, before)) if *before != self.employer => {
                organisations::changed(c, app, caller, (&self.id, *version), &document).map(drop)?;
            }
            Some(_) => {}
        }
        let now = app.clock.now();
        for contact in &self.contacts {
            match &contact.before {
                None => contacts::insert(c, &app.keys, &contact.id, &self.id, &contact.details, now)?,
                Some((version, _)) => {
                    contacts::change(c, &app.keys, &contact.id, *version, &contact.details, now).map(drop)?;
                }
            }
        }
        if let Some(index) = &self.number {
            let hub = &caller.organisation;
            brought_numbers::note(c, hub, ImportKind::Employers, index, self.id.as_str())?;
        }
        Ok(())
    }

    /// How it is undone.
    pub(super) fn undo(&self) -> Vec<Undo> {
        let Some((version, before)) = &self.before else {
            let contacts = self.contacts.iter().map(|contact| contact.id.clone()).collect();
            return vec![Undo::EmployerMade { id: self.id.clone(), contacts }];
        };
        let mut all = Vec::new();
        if *before != self.employer {
            let before = Box::new(before.clone());
            all.push(Undo::EmployerChanged { id: self.id.clone(), version: version + 1, before });
        }
        all.extend(self.contacts.iter().map(|contact| match &contact.before {
            None => Undo::ContactMade { id: contact.id.clone() },
            Some((version, before)) => {
                Undo::ContactChanged { id: contact.id.clone(), version: version + 1, before: before.clone() }
            }
        }));
        all.extend(self.number.iter().map(|index| Undo::NumberNoted { index: index.clone() }));
        all
    }
}

/// Takes an employer out that an import made, with the contacts that came with it: all of them or none.
pub(super) fn take_out_employer(
    c: &mut Conn,
    app: &App,
    id: &OrganisationId,
    made: &[ContactId],
) -> Result<(), ServiceError> {
    savepoint(c, |c| {
        for contact in made {
            contacts::remove(c, contact, 1).map_err(in_use)?;
        }
        crate::db::organisations::remove_employer(c, id, 1, app.clock.now()).map_err(in_use)
    })
}

impl OfferStep {
    /// Writes it.
    pub(super) fn write(&self, c: &mut Conn, app: &App, caller: &Caller) -> Result<(), ServiceError> {
        match &self.before {
            None => store::insert(c, &app.keys, &self.offer)?,
            Some(before) if *before != self.offer.offer => {
                let at = (&self.offer.id, self.offer.version);
                offers::redrafted(c, app, caller, at, &self.offer.offer)?;
            }
            Some(_) => {}
        }
        if let Some(index) = &self.number {
            let id = self.offer.id.as_str();
            brought_numbers::note(c, &caller.organisation, ImportKind::Offers, index, id)?;
        }
        Ok(())
    }

    /// How it is undone.
    pub(super) fn undo(&self) -> Vec<Undo> {
        let id = || self.offer.id.clone();
        let Some(before) = &self.before else { return vec![Undo::OfferMade { id: id() }] };
        let mut all = Vec::new();
        if *before != self.offer.offer {
            let (version, before) = (self.offer.version + 1, Box::new(before.clone()));
            all.push(Undo::OfferChanged { id: id(), version, before });
        }
        all.extend(self.number.iter().map(|index| Undo::NumberNoted { index: index.clone() }));
        all
    }
}

/// Takes a draft out that an import made.
pub(super) fn take_out_draft(c: &mut Conn, id: &OfferId) -> Result<(), ServiceError> {
    store::remove_draft(c, id, 1).map_err(in_use)
}
