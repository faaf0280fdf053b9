//! People of other organisations, to whom nothing of a test's own belongs.

use crate::support::operator;
use chrono::TimeDelta;
use placewell::clock::Clock;
use placewell::db::memberships::{self, Membership};
use placewell::db::refresh_families;
use placewell::db::users::{self, UserIdentity};
use placewell::db::{Conn, DbError, organisations};
use placewell::domain::code::Code;
use placewell::domain::ids::{OrganisationId, UserId};
use placewell::domain::organisation::OrganisationKind;
use placewell::domain::role::Role;

use super::app::{ROLES, TestApp, body, home, signed_in};

/// Somebody else in a role.
#[derive(Clone, Debug)]
pub struct Stranger {
    pub role: Role,
    pub user: UserId,
    pub organisation: OrganisationId,
    pub token: String,
}

/// Which hub a new organisation stands under.
struct Under<'a> {
    /// The hub of a provider, and one that an employer works with.
    hub: &'a OrganisationId,
    /// An employer that a new hub works with.
    employer: Option<&'a OrganisationId>,
}

impl TestApp {
    /// Another hub's officer; another provider's careers leader or another employer, of the same
    /// hub; a job coach who is a colleague at the same provider.
    pub fn stranger(&self, role: Role) -> Stranger {
        self.near(0, role, None)
    }

    /// People of other organisations beside the test's own: a second hub of the same employer with
    /// its officer and administrator, another provider and another employer of the same hub, and a
    /// job coach who is a colleague.
    pub fn neighbours(&self) -> Vec<Stranger> {
        let employer = home(Role::Employer);
        ROLES.into_iter().map(|role| self.near(1, role, Some(&employer))).collect()
    }

    /// People of a hub that has nothing to do with the test's own, in every role: its own, its
    /// provider's and its employer's.
    pub fn elsewhere(&self) -> Vec<Stranger> {
        let organisation = |role| match role {
            Role::Hub | Role::Admin => numbered("0d", 2, 1),
            Role::Provider | Role::JobCoach | Role::SafeguardingLead => numbered("0d", 2, 2),
            Role::Employer => numbered("0d", 2, 3),
        };
        let hub = organisation(Role::Hub);
        for role in [Role::Hub, Role::Provider, Role::Employer] {
            self.found(&organisation(role), role, &Under { hub: &hub, employer: None });
        }
        ROLES.into_iter().map(|role| self.join(2, role, &organisation(role))).collect()
    }

    fn near(&self, set: u8, role: Role, employer: Option<&OrganisationId>) -> Stranger {
        if role == Role::JobCoach {
            return self.join(set, role, &home(role));
        }
        let organisation = numbered("0d", set, role as u8);
        self.found(&organisation, role, &Under { hub: &home(Role::Hub), employer });
        self.join(set, role, &organisation)
    }

    /// Makes the organisation of a role.
    fn found(&self, id: &OrganisationId, role: Role, under: &Under) {
        let (app, now) = (&self.app, self.clock.now() - TimeDelta::hours(1));
        let kind = *OrganisationKind::ALL.iter().find(|kind| role.fits(**kind)).unwrap();
        let found = |conn: &mut Conn| {
            let of = (kind == OrganisationKind::Provider).then_some(under.hub);
            organisations::insert(conn, &app.keys, id, of, &body(kind), now)?;
            match (kind, under.employer) {
                (OrganisationKind::Employer, _) => organisations::link(conn, under.hub, id, now),
                (OrganisationKind::Hub, Some(employer)) => organisations::link(conn, id, employer, now),
                _ => Ok(()),
            }
        };
        app.write(&operator(), found).unwrap();
    }

    /// Has somebody sign in at an organisation who has lately given their password.
    fn join(&self, set: u8, role: Role, organisation: &OrganisationId) -> Stranger {
        let (app, now) = (&self.app, self.clock.now());
        let user = UserId::parse(numbered("0e", set, role as u8).as_str()).unwrap();
        let address = format!("stranger{set}{}@placewell.example", role as u8);
        let identity = UserIdentity {
            name: "Kit Moss".to_owned().try_into().unwrap(),
            email: address.try_into().unwrap(),
        };
        let session = format!("stranger-{set}{}", role as u8);
        let membership = Membership { user: user.clone(), organisation: organisation.clone(), role };
        app.write(&operator(), |conn| {
            users::insert(conn, &app.keys, &user, &identity, None, now)?;
            memberships::grant(conn, &membership, now)?;
            refresh_families::insert(conn, &signed_in(&membership, session.clone(), now))?;
            Ok::<_, DbError>(())
        })
        .unwrap();
        let token = app.tokens.issue(&user, organisation, role, &session, false).unwrap();
        Stranger { role, user, organisation: organisation.clone(), token }
    }
}

/// An identifier of a set's own.
fn numbered(kind: &str, set: u8, number: u8) -> OrganisationId {
    OrganisationId::parse(&format!("{kind}000000-0000-7000-8000-0000000000{set}{number}")).unwrap()
}
