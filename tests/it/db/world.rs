//! A hub, a provider, an employer with an offer, and learners: made up, and in a store.

use chrono::{DateTime, Utc};
use placewell::clock::{CountedIds, IdSource};
use placewell::db::learners::StoredLearner;
use placewell::db::offers::StoredOffer;
use placewell::db::organisations::Body;
use placewell::db::users::UserIdentity;
use placewell::db::{DbError, Keys, learners, offers, organisations, placements, users};
use placewell::domain::contact::{EmailAddress, Phone, PhoneLine};
use placewell::domain::ids::{LearnerId, OfferId, OrganisationId, PlacementId, Reference, UserId, WindowId};
use placewell::domain::learner::{Codes, Home, Identity, Learner, LearnerState, ProgrammeKind};
use placewell::domain::nation::Nation;
use placewell::domain::occupation::SicCode;
use placewell::domain::offer::OfferState;
use placewell::domain::organisation::{Employer, Hub, Provider};
use placewell::domain::place::Postcode;
use placewell::domain::placement::{Gates, Placement, PlacementState};

use crate::generate::{self, line, span, working_week};
use crate::support::database::{Engine, TestDb};

/// Names that must never be found in a dump of the database.
pub const SECRETS: [&str; 6] =
    ["Myfanwy", "Llewellyn-Secret", "NP10 9ZZ", "2010-03-04", "Gwenllian", "wren@example.org"];

/// An instant so many seconds after noon on 7 September 2026.
pub fn at(seconds: i64) -> DateTime<Utc> {
    super::errors::at(seconds).into()
}

/// A store with people in it.
pub struct World {
    pub store: TestDb,
    pub ids: CountedIds,
    pub user: UserId,
    pub hub: OrganisationId,
    pub provider: OrganisationId,
    pub employer: OrganisationId,
    pub offer: StoredOffer,
    pub window: WindowId,
}

fn phone_line() -> PhoneLine {
    PhoneLine {
        name: line("Gwenllian"),
        role: line("careers leader"),
        phone: Phone::parse("01632 960123").unwrap(),
        weekdays: working_week(),
        hours: span("08:30", "16:30"),
    }
}

pub fn hub_body(name: &str) -> Body {
    Body::Hub(Hub { name: line(name), nation: Nation::Wales, notice_working_days: Some(10) })
}

pub fn provider_body(name: &str) -> Body {
    Body::Provider(Provider {
        name: line(name),
        outward_name: line("Bryn Placements"),
        urn: None,
        nation: Nation::Wales,
        reply_to: EmailAddress::parse("wren@example.org").unwrap(),
        phones: vec![phone_line(), phone_line()],
        safeguarding: phone_line(),
        destinations: Vec::new(),
        closed: vec![generate::date("2027-03-17")],
    })
}

pub fn employer_body(name: &str) -> Body {
    Body::Employer(Employer {
        name: line(name),
        about: None,
        sic: Some(SicCode::parse("47110").unwrap()),
        insurance: None,
        staff: Some(12),
        disability_confident: None,
        ask_again_from: None,
    })
}

impl World {
    /// The people in place; `None` when this machine has no such engine.
    pub fn new(engine: Engine, capacity: u8) -> Option<Self> {
        let store = TestDb::new(engine)?;
        let ids = CountedIds::default();
        let organisation = || OrganisationId::parse(&ids.next_id()).unwrap();
        let (hub, provider, employer) = (organisation(), organisation(), organisation());
        let user = UserId::parse(&ids.next_id()).unwrap();
        let mut body = generate::offer(7, 0).offer;
        body.windows.truncate(1);
        body.windows[0].capacity = capacity;
        let window = body.windows[0].id.clone();
        let offer = StoredOffer {
            id: OfferId::parse(&ids.next_id()).unwrap(),
            employer: employer.clone(),
            state: OfferState::Open,
            entered_by: user.clone(),
            confirmed_by_employer_at: None,
            offer: body,
            version: 1,
            created_at: at(0),
            updated_at: at(0),
        };
        let identity =
            UserIdentity { name: line("Gwenllian"), email: EmailAddress::parse("Wren@Example.org").unwrap() };
        store
            .db
            .write(|c| {
                let keys = &store.keys;
                organisations::insert(c, keys, &hub, None, &hub_body("Cwm Careers Hub"), at(0))?;
                organisations::insert(c, keys, &provider, Some(&hub), &provider_body("Ysgol y Bryn"), at(1))?;
                organisations::insert(c, keys, &employer, None, &employer_body("Siop y Cwm"), at(2))?;
                organisations::link(c, &hub, &employer, at(2))?;
                users::insert(c, keys, &user, &identity, None, at(0))?;
                offers::insert(c, keys, &offer)
            })
            .unwrap();
        Some(Self { store, ids, user, hub, provider, employer, offer, window })
    }

    pub fn keys(&self) -> &Keys {
        &self.store.keys
    }

    pub fn write<T>(
        &self,
        work: impl Fn(&mut placewell::db::Conn) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.store.db.write(work)
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut placewell::db::Conn) -> Result<T, DbError>) -> T {
        self.store.db.read(work).unwrap()
    }

    /// A learner of the provider with a number of the provider's own.
    pub fn new_learner(&self, external_id: &str) -> StoredLearner {
        StoredLearner {
            id: LearnerId::parse(&self.ids.next_id()).unwrap(),
            provider: self.provider.clone(),
            state: LearnerState::Active,
            learner: Learner {
                identity: Identity {
                    given_name: line("Myfanwy"),
                    family_name: line("Llewellyn-Secret"),
                    known_as: None,
                    latin_spelling: None,
                    pronouns: None,
                    date_of_birth: generate::date("2010-03-04"),
                },
                profile: generate::learner(7, 0).profile,
                home: Home {
                    address: vec![],
                    postcode: Postcode::parse("NP10 9ZZ").unwrap(),
                    coordinates: None,
                    own_email: None,
                    family: vec![],
                },
                codes: Codes { external_id: Some(line(external_id)), ..Codes::default() },
            },
            version: 1,
            created_at: at(10),
            updated_at: at(10),
        }
    }

    /// Adds a learner.
    pub fn add_learner(&self, external_id: &str) -> StoredLearner {
        let learner = self.new_learner(external_id);
        self.write(|c| learners::insert(c, self.keys(), &learner)).unwrap();
        learner
    }

    /// A proposed placement of a new learner on the first dates of the window, every gate passed.
    pub fn add_placement(&self) -> Placement {
        let id = PlacementId::parse(&self.ids.next_id()).unwrap();
        let learner = self.add_learner(id.as_str());
        let number = id.as_str().bytes().rev().take(5).collect::<Vec<_>>();
        let window = &self.offer.offer.windows[0];
        let placement = Placement {
            id,
            reference: Reference::from_random(number.try_into().unwrap()),
            learner: learner.id,
            provider: self.provider.clone(),
            offer: self.offer.id.clone(),
            employer: self.employer.clone(),
            window: self.window.clone(),
            programme: ProgrammeKind::WorkExperience,
            days: window.dates.days().filter(|date| window.runs_on(*date)).take(5).collect(),
            state: PlacementState::Proposed,
            gates: Gates {
                accepted_at: Some(at(20)),
                agreed_at: Some(at(21)),
                visited_at: Some(at(22)),
                met_at: Some(at(23)),
                plan_agreed_at: Some(at(24)),
            },
            marked_at: None,
            version: 1,
        };
        self.write(|c| placements::insert(c, &placement, at(30))).unwrap();
        placement
    }
}
