//! People of other organisations, to whom nothing of a test's own belongs.

use crate::support::operator;
use chrono::TimeDelta;
use placewell::clock::Clock;
use placewell::db::memberships::{self, Membership};
use placewell::db::users::{self, UserIdentity};
use placewell::db::{DbError, organisations};
use placewell::domain::code::Code;
use placewell::domain::ids::{OrganisationId, UserId};
use placewell::domain::organisation::OrganisationKind;
use placewell::domain::role::Role;

use super::app::{TestApp, body, home};

/// Somebody else in a role.
#[derive(Clone, Debug)]
pub struct Stranger {
    pub user: UserId,
    pub organisation: OrganisationId,
    pub token: String,
}

impl TestApp {
    /// Another hub's officer; another provider's careers leader or another employer, of the same
    /// hub; a job coach who is a colleague at the same provider.
    pub fn stranger(&self, role: Role) -> Stranger {
        let (app, now) = (&self.app, self.clock.now() - TimeDelta::hours(1));
        let user = UserId::parse(&format!("0e000000-0000-7000-8000-00000000000{}", role as u8)).unwrap();
        let elsewhere = OrganisationId::parse(&user.as_str().replace("0e", "0d")).unwrap();
        let organisation = if role == Role::JobCoach { home(role) } else { elsewhere };
        let address = format!("stranger{}@placewell.example", role as u8);
        let identity = UserIdentity {
            name: "Kit Moss".to_owned().try_into().unwrap(),
            email: address.try_into().unwrap(),
        };
        app.write(&operator(), |conn| {
            if role != Role::JobCoach {
                let kind = *OrganisationKind::ALL.iter().find(|kind| role.fits(**kind)).unwrap();
                let hub = home(Role::Hub);
                let of = (kind == OrganisationKind::Provider).then_some(&hub);
                organisations::insert(conn, &app.keys, &organisation, of, &body(kind), now)?;
                if kind == OrganisationKind::Employer {
                    organisations::link(conn, &hub, &organisation, now)?;
                }
            }
            users::insert(conn, &app.keys, &user, &identity, None, now)?;
            let membership = Membership { user: user.clone(), organisation: organisation.clone(), role };
            memberships::grant(conn, &membership, now)?;
            Ok::<_, DbError>(())
        })
        .unwrap();
        let token = app.tokens.issue(&user, &organisation, role, "test", false).unwrap();
        Stranger { user, organisation, token }
    }
}
