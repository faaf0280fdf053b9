//! The access log: who looked at whom, written before it is shown.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::family_visitor::{FamilyAct, FamilyVisitor};
use crate::auth::side_visitor::{SideAct, SideVisitor};
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::access_log::{self, Access};
use crate::db::{Conn, DbError, Page, Slice, learners};
use crate::domain::code::Code;
use crate::domain::ids::{LearnerId, OrganisationId};
use crate::domain::role::Role;

use super::learners::ErasureTrace;
use super::{ServiceError, scope};

/// Notes that the caller took an action on an object, in the transaction that takes it. Identifiers only.
///
/// # Errors
/// When the row cannot be written; the action must then not be taken.
pub fn note(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    action: Action,
    object_kind: &str,
    object_id: &str,
) -> Result<(), ServiceError> {
    note_why(c, app, caller, action, (object_kind, object_id), "placement", None)
}

/// As [`note`], of an object given by kind and identifier, with a code of why, and anything more,
/// which is sealed.
///
/// # Errors
/// As for [`note`].
pub fn note_why(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    action: Action,
    object: (&str, &str),
    purpose: &str,
    details: Option<String>,
) -> Result<(), ServiceError> {
    let look = Access { purpose: purpose.to_owned(), details, ..look(app, caller, action, object) };
    Ok(access_log::add(c, &app.keys, &[look])?)
}

/// Notes that the caller was shown an object, and returns when that is committed: only then may the
/// answer go out. Looks that come together share a commit, so that reading does not wait its turn
/// among the writers.
///
/// # Errors
/// When the row cannot be written; what would have been shown must then not be shown.
pub fn shown(
    app: &App,
    caller: &Caller,
    action: Action,
    object_kind: &str,
    object_id: &str,
) -> Result<(), ServiceError> {
    Ok(app.looks.record(look(app, caller, action, (object_kind, object_id)))?)
}

/// As [`shown`], of several objects of one kind, in one commit.
///
/// # Errors
/// As for [`shown`].
pub fn each_shown<'a>(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    action: Action,
    object_kind: &str,
    object_ids: impl IntoIterator<Item = &'a str>,
) -> Result<(), ServiceError> {
    let looks: Vec<Access> =
        object_ids.into_iter().map(|id| look(app, caller, action, (object_kind, id))).collect();
    if looks.is_empty() {
        return Ok(());
    }
    Ok(app.write(permit, |c| access_log::add(c, &app.keys, &looks))?)
}

/// Notes what an employer's contact did by their link, in the transaction that does it.
///
/// # Errors
/// When the row cannot be written; the act must then not be taken.
pub fn visited(c: &mut Conn, app: &App, visitor: &Visitor, act: VisitorAct) -> Result<(), ServiceError> {
    Ok(access_log::add(c, &app.keys, &[visit(app, visitor, act)])?)
}

/// Notes that an employer's contact was shown something by their link, as [`shown`] does.
///
/// # Errors
/// When the row cannot be written; what would have been shown must then not be shown.
pub fn shown_to(app: &App, visitor: &Visitor, act: VisitorAct) -> Result<(), ServiceError> {
    Ok(app.looks.record(visit(app, visitor, act))?)
}

/// Notes what the learner or the family did by their link, in the transaction that does it.
///
/// # Errors
/// When the row cannot be written; the act must then not be taken.
pub fn side_visited(
    c: &mut Conn,
    app: &App,
    visitor: &SideVisitor,
    act: SideAct,
) -> Result<(), ServiceError> {
    Ok(access_log::add(c, &app.keys, &[side_visit(app, visitor, act)])?)
}

/// Notes that the learner or the family was shown something by their link, as [`shown`] does.
///
/// # Errors
/// When the row cannot be written; what would have been shown must then not be shown.
pub fn shown_to_side(app: &App, visitor: &SideVisitor, act: SideAct) -> Result<(), ServiceError> {
    Ok(app.looks.record(side_visit(app, visitor, act))?)
}

/// Notes what somebody of a family did by the link in a message, in the transaction that does it.
///
/// # Errors
/// When the row cannot be written; the act must then not be taken.
pub fn family_visited(
    c: &mut Conn,
    app: &App,
    visitor: &FamilyVisitor,
    act: FamilyAct,
) -> Result<(), ServiceError> {
    Ok(access_log::add(c, &app.keys, &[family_visit(app, visitor, act)])?)
}

/// Notes that somebody of a family was shown a message by its link, as [`shown`] does.
///
/// # Errors
/// When the row cannot be written; what would have been shown must then not be shown.
pub fn shown_to_family(app: &App, visitor: &FamilyVisitor, act: FamilyAct) -> Result<(), ServiceError> {
    Ok(app.looks.record(family_visit(app, visitor, act))?)
}

fn family_visit(app: &App, visitor: &FamilyVisitor, act: FamilyAct) -> Access {
    Access {
        id: app.ids.next_id(),
        at: app.clock.now(),
        actor_id: visitor.person.to_string(),
        organisation_id: visitor.provider.to_string(),
        action: act.code().to_owned(),
        object_kind: "family_sending".to_owned(),
        object_id: visitor.sending.to_string(),
        purpose: "families".to_owned(),
        details: None,
    }
}

fn side_visit(app: &App, visitor: &SideVisitor, act: SideAct) -> Access {
    Access {
        id: app.ids.next_id(),
        at: app.clock.now(),
        actor_id: visitor.reader.to_string(),
        organisation_id: visitor.provider.to_string(),
        action: act.code().to_owned(),
        object_kind: "placement".to_owned(),
        object_id: visitor.placement.to_string(),
        purpose: "placement".to_owned(),
        details: None,
    }
}

fn visit(app: &App, visitor: &Visitor, act: VisitorAct) -> Access {
    Access {
        id: app.ids.next_id(),
        at: app.clock.now(),
        actor_id: visitor.contact.to_string(),
        organisation_id: visitor.employer.to_string(),
        action: act.code().to_owned(),
        object_kind: "placement".to_owned(),
        object_id: visitor.placement.to_string(),
        purpose: "placement".to_owned(),
        details: None,
    }
}

fn look(app: &App, caller: &Caller, action: Action, object: (&str, &str)) -> Access {
    Access {
        id: app.ids.next_id(),
        at: app.clock.now(),
        actor_id: caller.user.to_string(),
        organisation_id: caller.organisation.to_string(),
        action: action.code().to_owned(),
        object_kind: object.0.to_owned(),
        object_id: object.1.to_owned(),
        purpose: "placement".to_owned(),
        details: None,
    }
}

/// One look, as it is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccessView {
    /// Its identifier.
    #[schema(format = "uuid")]
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who looked.
    #[schema(format = "uuid")]
    pub actor: String,
    /// For which organisation they acted.
    #[schema(format = "uuid")]
    pub organisation: String,
    /// What they did: the operation's code.
    pub action: String,
    /// At what kind of object.
    pub object_kind: String,
    /// At which.
    #[schema(format = "uuid")]
    pub object: String,
    /// A code of why.
    pub purpose: String,
}

impl From<Access> for AccessView {
    fn from(look: Access) -> Self {
        let Access { id, at, actor_id, organisation_id, action, object_kind, object_id, purpose, .. } = look;
        Self {
            id,
            at,
            actor: actor_id,
            organisation: organisation_id,
            action,
            object_kind,
            object: object_id,
            purpose,
        }
    }
}

/// Who looked at a learner, at the learner's placements and at their packs, oldest or newest first. For the
/// provider; an administrator sees that of the hub's learners too, because it holds identifiers only. It can be read
/// after the learner was erased.
///
/// # Errors
/// [`ServiceError::NotFound`] for any other learner.
pub fn of_learner(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    slice: &Slice,
    newest_first: bool,
) -> Result<Page<AccessView>, ServiceError> {
    let permit = authorise(caller, Action::ReadAccessLog)?;
    app.read(&permit, |c| {
        let Kept { provider, objects } = kept(c, app, learner)?;
        let seen = match caller.role {
            Role::Admin => scope::hub_of(c, app, &provider)? == caller.organisation,
            _ => provider == caller.organisation,
        };
        if !seen {
            return Err(ServiceError::NotFound);
        }
        let page = match objects {
            None => access_log::of_learner(c, &app.keys, learner, slice, newest_first)?,
            Some(objects) => access_log::of_objects(c, &app.keys, &objects, slice, newest_first)?,
        };
        page.try_map(|look| Ok(AccessView::from(look)))
    })
}

/// Whose learner it is or was, and once the learner is erased what the looks were at.
pub(super) struct Kept {
    /// The provider.
    pub provider: OrganisationId,
    /// The learner, the placements and the packs that went; absent while the learner is there.
    pub objects: Option<Vec<String>>,
}

/// What the log still knows of a learner.
///
/// # Errors
/// [`ServiceError::NotFound`] when there never was one, or the log of the erasure has gone as well.
pub(super) fn kept(c: &mut Conn, app: &App, learner: &LearnerId) -> Result<Kept, ServiceError> {
    match learners::provider_of(c, learner) {
        Err(DbError::NotFound) => {}
        found => return Ok(Kept { provider: found?, objects: None }),
    }
    let erasure = access_log::newest(c, &app.keys, learner.as_str(), Action::EraseLearner.code())?;
    let erasure = erasure.ok_or(ServiceError::NotFound)?;
    let provider = OrganisationId::parse(&erasure.organisation_id).map_err(ServiceError::internal)?;
    let trace: ErasureTrace =
        serde_json::from_str(erasure.details.as_deref().unwrap_or("{}")).map_err(ServiceError::internal)?;
    let objects = trace.objects.into_iter().chain([learner.to_string()]).collect();
    Ok(Kept { provider, objects: Some(objects) })
}
