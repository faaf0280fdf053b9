//! Loading the sample through the services, once.

use std::collections::BTreeMap;

use crate::app::App;
use crate::auth::password::NewPassword;
use crate::auth::{Caller, CallerKind};
use crate::domain::contact::EmailAddress;
use crate::domain::ids::{ContactId, LearnerId, OfferId, OrganisationId, UserId};
use crate::domain::offer::OfferState;
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::services::contacts::{self, NewContact};
use crate::services::learners::{self, LearnerDocument};
use crate::services::offers::{self, NewOffer};
use crate::services::organisations::{self, OrganisationDocument};
use crate::services::users::{Founding, found};
use crate::services::{Reply, ServiceError, users};

use super::sample::Sample;

/// The password of every made-up user of the demo.
pub const PASSWORD: &str = "only-for-the-demo";

/// Who acts in the story, and what was loaded, by the names of the sample's files.
pub struct Loaded {
    /// The hub's officer.
    pub hub: Caller,
    /// The careers leader.
    pub provider: Caller,
    /// The safeguarding lead.
    pub safeguarding: Caller,
    /// Somebody at each employer.
    pub employers: BTreeMap<String, Caller>,
    /// The contacts of each employer.
    pub contacts: BTreeMap<String, Vec<ContactId>>,
    /// Offers, each with the name of its employer.
    pub offers: BTreeMap<OfferId, String>,
    /// Learners.
    pub learners: BTreeMap<String, LearnerId>,
}

/// Loads everything.
///
/// # Errors
/// [`ServiceError`] of the service that refuses.
pub fn load(app: &App, sample: &Sample) -> Result<Loaded, ServiceError> {
    let manifest = &sample.manifest;
    let hub_user = user(app, "hub", "Hub officer", Role::Hub, &Founding::NewHub(manifest.hub.clone()))?;
    let hub = caller(&hub_user.0, &hub_user.1, Role::Hub);
    user(app, "admin", "Administrator", Role::Admin, &Founding::Organisation(hub.organisation.clone()))?;
    let school = made(organisations::create(
        app,
        &hub,
        None,
        &OrganisationDocument::Provider(manifest.provider.clone()),
    )?)?
    .id;
    let at_school = Founding::Organisation(school.clone());
    let careers = user(app, "careers", "Careers leader", Role::Provider, &at_school)?;
    user(app, "coach", "Job coach", Role::JobCoach, &at_school)?;
    let lead = user(app, "safeguarding", "Safeguarding lead", Role::SafeguardingLead, &at_school)?;
    let provider = caller(&careers.0, &school, Role::Provider);
    let safeguarding = caller(&lead.0, &school, Role::SafeguardingLead);
    let (mut employers, mut contact_ids) = (BTreeMap::new(), BTreeMap::new());
    for (name, employer) in &sample.employers {
        let document = OrganisationDocument::Employer(employer.employer.clone());
        let id = made(organisations::create(app, &hub, None, &document)?)?.id;
        let person = user(app, name, "Employer", Role::Employer, &Founding::Organisation(id.clone()))?;
        let acting = caller(&person.0, &id, Role::Employer);
        let mut its = Vec::new();
        for details in &employer.contacts {
            let new = NewContact { employer: id.clone(), details: details.clone() };
            its.push(made(contacts::create(app, &acting, None, &new)?)?.id);
        }
        contact_ids.insert(name.clone(), its);
        employers.insert(name.clone(), acting);
    }
    let mut offer_ids = BTreeMap::new();
    for (_, sampled) in &sample.offers {
        let Some(employer) = employers.get(&sampled.employer) else { continue };
        let new = NewOffer { employer: None, state: OfferState::Open, offer: sampled.offer.clone() };
        offer_ids.insert(made(offers::create(app, employer, None, &new)?)?.id, sampled.employer.clone());
    }
    let mut learner_ids = BTreeMap::new();
    for (name, learner) in &sample.learners {
        let document = LearnerDocument { learner: learner.clone() };
        learner_ids.insert(name.clone(), made(learners::create(app, &provider, None, &document)?)?.id);
    }
    Ok(Loaded {
        hub,
        provider,
        safeguarding,
        employers,
        contacts: contact_ids,
        offers: offer_ids,
        learners: learner_ids,
    })
}

/// Whether the sample was loaded before: then there is a hub officer.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn is_loaded(app: &App) -> Result<bool, ServiceError> {
    let hub = EmailAddress::parse(&email("hub")).map_err(ServiceError::internal)?;
    users::is_known(app, &hub)
}

/// The address with which a made-up user of the demo signs in.
#[must_use]
pub fn email(name: &str) -> String {
    format!("{name}@demo.example")
}

fn user(
    app: &App,
    name: &str,
    called: &str,
    role: Role,
    at: &Founding,
) -> Result<(UserId, OrganisationId), ServiceError> {
    let email = EmailAddress::parse(&email(name)).map_err(ServiceError::internal)?;
    let called = Line::parse(called).map_err(ServiceError::internal)?;
    let password =
        NewPassword::parse(PASSWORD, &[called.as_str(), email.as_str()]).map_err(ServiceError::internal)?;
    let founded = found(app, called, email, &password, role, at)?;
    Ok((founded.user, founded.organisation))
}

fn caller(user: &UserId, organisation: &OrganisationId, role: Role) -> Caller {
    let kind = CallerKind::User { session: "demo".to_owned(), limited: false };
    Caller { kind, user: user.clone(), organisation: organisation.clone(), role }
}

fn made<T>(reply: Reply<T>) -> Result<T, ServiceError> {
    match reply {
        Reply::Fresh(made) => Ok(made),
        Reply::Repeated(_) => Err(ServiceError::internal("the demo repeats no request")),
    }
}
