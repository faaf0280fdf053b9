//! The whole service in a test: a store of its own, a clock that stands, and a user of every role.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use super::random::RepeatableRandom;
use crate::support::operator;
use actix_web::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use placewell::app::{App, Sources};
use placewell::auth::password::{NewPassword, PasswordCost};
use placewell::clock::{Clock, FixedClock};
use placewell::config::Config;
use placewell::db::DbError;
use placewell::db::memberships::{self, Membership};
use placewell::db::organisations::{self, Body};
use placewell::db::refresh_families::{self, RefreshFamily};
use placewell::db::users::{self, UserIdentity};
use placewell::domain::ids::{OrganisationId, UserId};
use placewell::domain::organisation::OrganisationKind;
use placewell::domain::role::Role;
use placewell::mail::{Mailer, Memory, Sender, Transport};
use serde_json::{Value, json};

use super::database::{Engine, TestAddress, TestDb};
use super::door::{Door, Sent};
use super::seam::SeamIds;

/// The password of every user of a [`TestApp`].
pub const PASSWORD: &str = "correct horse battery";

/// Where every call comes from unless it says otherwise.
const PEER: ([u8; 4], u16) = ([192, 0, 2, 1], 40_000);

/// The service over a database that no other test sees.
pub struct TestApp {
    pub app: Arc<App>,
    pub clock: Arc<FixedClock>,
    pub ids: Arc<SeamIds>,
    door: OnceLock<Door>,
    _address: TestAddress,
}

/// When every test begins: a Monday morning.
pub fn start() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

/// The document of an organisation of each kind, as the API takes it.
pub fn document(kind: OrganisationKind, name: &str) -> Value {
    let line = |who: &str| {
        json!({"name": who, "role": "Office", "phone": "01632 960001", "weekdays": ["mon"],
            "hours": {"from": "09:00", "to": "15:00"}})
    };
    match kind {
        OrganisationKind::Hub => json!({"hub": {"name": name, "nation": "wales", "notice_working_days": 0}}),
        OrganisationKind::Provider => json!({"provider": {
            "name": name, "outward_name": name, "nation": "wales", "reply_to": "office@provider.example",
            "phones": [line("Ari Bell"), line("Bo Cole")], "safeguarding": line("Cy Dunn"),
        }}),
        OrganisationKind::Employer => json!({"employer": {"name": name, "sic": "47110"}}),
    }
}

impl TestApp {
    /// The service on an engine; `None` when this machine has no such engine.
    pub fn new(engine: Engine) -> Option<Self> {
        Self::with(engine, Config::default())
    }

    /// The service with settings of the test's own.
    pub fn with(engine: Engine, config: Config) -> Option<Self> {
        Some(Self::over(TestDb::new(engine)?, config))
    }

    /// The service over a store made elsewhere.
    pub fn over(store: TestDb, config: Config) -> Self {
        let TestDb { db, keys, address } = store;
        let clock = Arc::new(FixedClock::at(start()));
        let ids = Arc::new(SeamIds::default());
        let sources =
            Sources { clock: clock.clone(), ids: ids.clone(), random: Arc::new(RepeatableRandom::seeded(1)) };
        let sender = Sender {
            address: "placements@hub.example".to_owned(),
            name: "Placements".to_owned(),
            reply_to: None,
        };
        let mailer = Mailer::new(sender, Transport::Memory(Memory::default()));
        let cost = PasswordCost { memory_kib: 8, passes: 1 };
        let app = Arc::new(App::assemble(config, db, keys, mailer, sources, cost).unwrap());
        let test = Self { app, clock, ids, door: OnceLock::new(), _address: address };
        test.people();
        test
    }

    /// One hub with its provider and its employer, and in them a user of each role.
    fn people(&self) {
        let (app, now) = (&self.app, self.clock.now() - TimeDelta::days(1));
        let hash = app.passwords.hash(&NewPassword::parse(PASSWORD, &[]).unwrap()).unwrap();
        let kinds = [OrganisationKind::Hub, OrganisationKind::Provider, OrganisationKind::Employer];
        app.write(&operator(), |conn| {
            let hub = home(Role::Hub);
            for kind in kinds {
                let role = *ROLES.iter().find(|role| role.fits(kind)).unwrap();
                let of = (kind == OrganisationKind::Provider).then_some(&hub);
                organisations::insert(conn, &app.keys, &home(role), of, &body(kind), now)?;
            }
            organisations::link(conn, &hub, &home(Role::Employer), now)?;
            for role in ROLES {
                let email = email(role).try_into().unwrap();
                let identity = UserIdentity { name: "Sam Reed".to_owned().try_into().unwrap(), email };
                users::insert(conn, &app.keys, &user(role), &identity, Some(&hash), now)?;
                let membership = Membership { user: user(role), organisation: home(role), role };
                memberships::grant(conn, &membership, now)?;
                refresh_families::insert(conn, &signed_in(&membership, session(role), now))?;
            }
            Ok::<_, DbError>(())
        })
        .unwrap();
    }

    /// An access token of the user of a role, who has lately given their password.
    pub fn token(&self, role: Role) -> String {
        let session = session(role);
        let now = self.clock.now();
        self.app.write(&operator(), |c| refresh_families::confirm(c, &session, now)).unwrap();
        self.app.tokens.issue(&user(role), &home(role), role, &session, false).unwrap()
    }

    /// An access token of a user who gave their password long ago.
    pub fn stale_token(&self, role: Role) -> String {
        let token = self.token(role);
        let long_ago = self.clock.now() - TimeDelta::days(1);
        self.app.write(&operator(), |c| refresh_families::confirm(c, &session(role), long_ago)).unwrap();
        token
    }

    /// A call to be made.
    pub fn call(&self, method: Method, path: &str) -> Call<'_> {
        Call { test: self, method, path: path.to_owned(), headers: Vec::new(), body: None, peer: PEER.into() }
    }

    pub fn get(&self, path: &str) -> Call<'_> {
        self.call(Method::GET, path)
    }

    pub fn post(&self, path: &str) -> Call<'_> {
        self.call(Method::POST, path)
    }

    pub fn put(&self, path: &str) -> Call<'_> {
        self.call(Method::PUT, path)
    }

    pub fn delete(&self, path: &str) -> Call<'_> {
        self.call(Method::DELETE, path)
    }
}

/// Every role.
pub const ROLES: [Role; 6] =
    [Role::Hub, Role::Provider, Role::JobCoach, Role::Employer, Role::Admin, Role::SafeguardingLead];

pub(super) fn body(kind: OrganisationKind) -> Body {
    let document = document(kind, "Alder Green");
    let inner = document.as_object().unwrap().values().next().unwrap().clone();
    match kind {
        OrganisationKind::Hub => Body::Hub(serde_json::from_value(inner).unwrap()),
        OrganisationKind::Provider => Body::Provider(serde_json::from_value(inner).unwrap()),
        OrganisationKind::Employer => Body::Employer(serde_json::from_value(inner).unwrap()),
    }
}

/// The organisation of a role's user.
pub fn home(role: Role) -> OrganisationId {
    let last = match role {
        Role::Hub | Role::Admin => 1,
        Role::Provider | Role::JobCoach | Role::SafeguardingLead => 2,
        Role::Employer => 3,
    };
    OrganisationId::parse(&format!("0a000000-0000-7000-8000-00000000000{last}")).unwrap()
}

/// The user of a role.
pub fn user(role: Role) -> UserId {
    UserId::parse(&format!("0b000000-0000-7000-8000-00000000000{}", role as u8)).unwrap()
}

/// The sign-in of a role's user.
pub fn session(role: Role) -> String {
    format!("session-{}", role as u8)
}

/// A sign-in that was confirmed at its start.
pub(super) fn signed_in(membership: &Membership, session: String, now: DateTime<Utc>) -> RefreshFamily {
    let Membership { user, organisation, role } = membership.clone();
    RefreshFamily {
        id: session,
        user,
        organisation,
        role,
        token_hash: String::new(),
        generation: 1,
        created_at: now,
        used_at: now,
        expires_at: now + TimeDelta::days(30),
        revoked_at: None,
        revoked_because: None,
        confirmed_at: Some(now),
    }
}

/// The address of a role's user.
pub fn email(role: Role) -> String {
    format!("user{}@placewell.example", role as u8)
}

/// A call to be made.
pub struct Call<'a> {
    test: &'a TestApp,
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    peer: SocketAddr,
}

impl Call<'_> {
    /// As the user of a role.
    pub fn by(self, role: Role) -> Self {
        let token = self.test.token(role);
        self.bearing(&token)
    }

    /// With a credential.
    pub fn bearing(self, credential: &str) -> Self {
        self.header("Authorization", &format!("Bearer {credential}"))
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn from(mut self, address: &str) -> Self {
        self.peer = SocketAddr::new(address.parse().unwrap(), 40_000);
        self
    }

    pub fn json(self, body: &Value) -> Self {
        self.raw("application/json", body.to_string())
    }

    pub fn raw(mut self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("Content-Type", media_type)
    }

    /// Makes the call.
    pub fn send(self) -> Answer {
        let Self { test, method, path, headers, body, peer } = self;
        let door = test.door.get_or_init(|| Door::of(test.app.clone()));
        door.answer(Sent { method, path, headers, body, peer })
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Value,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let named = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        named.map_or("", |(_, value)| value)
    }

    /// The answer if it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }

    /// The last part of the address of the problem.
    pub fn problem(&self) -> &str {
        assert_eq!(self.header("Content-Type"), "application/problem+json");
        self.body["type"].as_str().unwrap().trim_start_matches("/problems/")
    }
}
