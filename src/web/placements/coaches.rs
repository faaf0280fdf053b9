//! The job coaches of a placement: who they are, and assigning them.

use std::collections::BTreeMap;

use super::tasks::Forms;
use crate::app::App;
use crate::auth::Action;
use crate::auth::policy::allowed;
use crate::domain::ids::{PlacementId, UserId};
use crate::domain::role::Role;
use crate::services::assignments::{self, Assignment};
use crate::services::sessions::MembershipView;
use crate::services::users::{self, UserQuery};
use crate::services::{ServiceError, Slice};
use crate::web::fields::Kind;
use crate::web::plain::{Item, Section};
use crate::web::typed::Typed;
use crate::words::pages::letters as words;

/// The coaches, with what can be done about them.
pub(super) fn section(app: &App, forms: &Forms<'_>, id: &PlacementId) -> Result<Section, ServiceError> {
    let caller = forms.caller;
    let assigned = assignments::list(app, caller, id)?;
    let may = allowed(caller.role, Action::CreateAssignment) && !forms.placement.state.is_final();
    let all = match may {
        true => users::list(app, caller, &UserQuery::default(), &Slice::first(200))?.items,
        false => Vec::new(),
    };
    let names: BTreeMap<&str, String> =
        all.iter().map(|user| (user.id.as_str(), user.name.to_string())).collect();
    let can = |user: &&users::UserView| {
        let coach =
            |one: &MembershipView| one.role == Role::JobCoach && one.organisation == caller.organisation;
        user.disabled_at.is_none() && user.memberships.iter().any(coach)
    };
    let item = |one: &Assignment| {
        let own = if one.coach == caller.user { words::YOU } else { words::A_COACH };
        let name = names.get(one.coach.as_str()).map_or(own, String::as_str);
        let end = || forms.form("uncoach", "coaches/end", words::REMOVE).second().with("coach", &one.coach);
        Item { forms: may.then(end).into_iter().collect(), ..Item::named(name) }
    };
    let mut free: Vec<(String, String)> = (all.iter().filter(can))
        .filter(|user| assigned.iter().all(|one| one.coach != user.id))
        .map(|user| (user.id.to_string(), user.name.to_string()))
        .collect();
    free.sort();
    let mut section = Section {
        items: assigned.iter().map(item).collect(),
        empty: words::NO_COACH,
        ..Section::headed("coaches", words::COACHES)
    };
    match (may, free.is_empty()) {
        (false, _) => {}
        (true, true) => section.lead.push(words::NOBODY_LEFT.to_owned()),
        (true, false) => section.forms.push(
            forms.form("coach", "coaches", words::ASSIGN).folded(words::ASSIGN).second().choose(
                Kind::Radios,
                "coach",
                words::COACH,
                words::ABOUT_ASSIGNING,
                free,
                &[],
            ),
        ),
    }
    Ok(section)
}

/// The coach as selected.
pub(super) fn coach(typed: &Typed) -> Result<UserId, ServiceError> {
    UserId::parse(typed.get("coach")).map_err(|_| ServiceError::invalid("coach", words::SELECT))
}
