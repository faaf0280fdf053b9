//! Approval of a copy: exactly the bytes that were looked at are stored, and queued in the same
//! transaction. Where nothing has changed, the version that stands is answered and nothing is sent again.

use std::collections::BTreeSet;

use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::Conn;
use crate::db::briefings::{self, Briefing};
use crate::db::deliveries as rows;
use crate::domain::delivery::{BriefingState, DeliveryState, Edition};
use crate::domain::ids::{BriefingId, PlacementId};
use crate::domain::reader::Reader;
use crate::outbox::Dispatch;
use crate::services::briefings::approve::unchanged;
use crate::services::briefings::{BriefingView, deliver};
use crate::services::idempotency::{Once, Reply, answered, once};
use crate::services::{ServiceError, ids};
use crate::words::{conflict, refused};

use super::draft::{CopyDraft, StoredCopy};
use super::send::queue;

/// What is approved, and to whom it goes at once.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CopyApproval {
    /// The digest that the preview showed.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    pub hash: String,
    /// Readers to whom it is sent now; none to send it later. Whoever has this version already is not sent it again.
    #[serde(default)]
    #[schema(max_items = 6)]
    pub send_to: Vec<Reader>,
}

/// The most readers of one approval: as many as a family has contacts.
const MOST_READERS: usize = 6;

/// Approves the copy that was previewed, and queues it to the readers named, in one transaction.
///
/// # Errors
/// [`ServiceError::Conflict`]: `pack_first` unless the employer's pack is approved and tells the same plan,
/// `pack_changed` when it is no longer the copy that was previewed, `leak` when something must not leave, the
/// code of why a reader may not be written to, `wrong_state` and the reason as for a pack.
pub fn approve(
    app: &App,
    caller: &Caller,
    request: &Once,
    id: &PlacementId,
    edition: Edition,
    approval: &CopyApproval,
) -> Result<Reply<BriefingView>, ServiceError> {
    let permit = authorise(caller, Action::ApproveCopy)?;
    check(approval, edition)?;
    if let Some(earlier) = answered(app, &permit, caller, Some(request))? {
        return Ok(Reply::Repeated(earlier));
    }
    let draft = CopyDraft::compose(app, &permit, caller, id, edition)?;
    let printed = draft.print(app)?;
    let leaks = draft.leaks(&printed);
    if !leaks.is_empty() {
        let told: Vec<String> = leaks.iter().map(ToString::to_string).collect();
        return Err(ServiceError::conflict("leak", conflict::leak(&told)));
    }
    let hash = printed.copy.hash.clone();
    let standing = draft.before.as_ref().map(|(briefing, _)| briefing).filter(|one| one.hash == hash);
    let fresh = Briefing {
        id: ids::fresh::<BriefingId>(app)?,
        placement: id.clone(),
        edition,
        number: draft.number,
        state: BriefingState::Draft,
        hash,
        programme_version: draft.sources.programme_version,
        approved_by: None,
        approved_at: None,
        version: 1,
        created_at: app.clock.now(),
    };
    // A plan of another version whose copy reads the same is approved anew, and sent to nobody who has it.
    let renewed = standing.is_some_and(|one| one.programme_version != fresh.programme_version);
    let keep = standing.filter(|_| !renewed);
    let briefing = keep.unwrap_or(&fresh);
    let sender = app.mailer.sender();
    let dispatches = approval
        .send_to
        .iter()
        .map(|reader| Dispatch::first(app.ids.as_ref(), sender, &briefing.id, reader))
        .collect::<Result<Vec<_>, _>>()
        .map_err(ServiceError::internal)?;
    let stored = StoredCopy {
        letter: draft.letter(printed),
        booklet: draft.booklet.clone(),
        pack: draft.pack.clone(),
    };
    let placement = &draft.sources.placement;
    let reply = once(app, &permit, caller, Some(request), |c| {
        unchanged(c, app, &draft.sources)?;
        deliver::may_leave(c, app, caller, placement, None)?;
        if briefing.hash != approval.hash {
            return Err(ServiceError::from(conflict::COPY_CHANGED));
        }
        if !draft.agrees_with_pack {
            return Err(ServiceError::from(conflict::PACK_FIRST));
        }
        if keep.is_none() {
            briefings::insert(c, &app.keys, &fresh, &stored)?;
            briefings::approve(c, &fresh, 1, &caller.user, app.clock.now())?;
        }
        let had = have(c, app, briefing)?;
        for (reader, dispatch) in approval.send_to.iter().zip(&dispatches) {
            if !had.contains(reader) {
                queue(c, app, caller, placement, briefing, reader, dispatch)?;
            }
        }
        Ok(briefings::get(c, &briefing.id)?.into())
    })?;
    app.wake.ring();
    Ok(reply)
}

/// Who has a copy that reads the same and nothing else since, or is about to: what waits of an earlier version is
/// stopped with it.
fn have(c: &mut Conn, app: &App, copy: &Briefing) -> Result<BTreeSet<Reader>, ServiceError> {
    let mut readers = BTreeSet::new();
    let all = briefings::of_placement(c, &copy.placement)?.into_iter();
    let versions: Vec<Briefing> = all.filter(|one| one.edition == copy.edition).collect();
    for same in versions.iter().rev().take_while(|one| one.hash == copy.hash) {
        let sendings = rows::of_briefing(c, &app.keys, &same.id)?.into_iter();
        let arrives = |state| match state {
            DeliveryState::Sent | DeliveryState::Filed => true,
            other => same.id == copy.id && other != DeliveryState::Failed,
        };
        let arrive = sendings.filter(|sending| arrives(sending.state));
        readers.extend(arrive.filter_map(|sending| sending.to.reader().cloned()));
    }
    Ok(readers)
}

fn check(approval: &CopyApproval, edition: Edition) -> Result<(), ServiceError> {
    let to = &approval.send_to;
    let distinct: BTreeSet<_> = to.iter().collect();
    if to.len() > MOST_READERS || distinct.len() < to.len() {
        return Err(ServiceError::invalid("send_to", refused::READERS));
    }
    if to.iter().any(|reader| reader.edition() != edition) {
        return Err(ServiceError::invalid("send_to", refused::READERS_OF_EDITION));
    }
    Ok(())
}
