//! The agreement to a placement, given on the page, with the wording that the page shows.

use crate::app::App;
use crate::auth::Permit;
use crate::auth::refresh::fingerprint;
use crate::auth::side_visitor::{SideAct, SideVisitor};
use crate::db::agreements::{self, StoredAgreement};
use crate::db::{Conn, learners, offers, placements};
use crate::domain::agreement::{Agreement, AgreementActor, AgreementMethod, AgreementScope, required_actors};
use crate::domain::delivery::Edition;
use crate::domain::ids::AgreementId;
use crate::domain::placement::Placement;
use crate::domain::reader::Reader;
use crate::domain::text::Paragraph;
use crate::services::{ServiceError, access, agreements as given, ids, letters, scope};
use crate::words::{conflict, side as words};

/// What somebody would agree to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownWording {
    /// The words that are shown, and kept with the agreement.
    pub words: words::AgreementWords,
    /// What these words come to: an agreement names it, so that what was shown is what is agreed to.
    pub mark: String,
    /// Whether the agreement stands.
    pub is_given: bool,
}

/// As whom the holder of a link agrees; `None` where nobody asks them.
fn actor(
    app: &App,
    visitor: &SideVisitor,
    c: &mut Conn,
    placement: &Placement,
) -> Result<Option<AgreementActor>, ServiceError> {
    let born = learners::identity(c, &app.keys, &placement.learner)?.date_of_birth;
    let first = placement.days.first().copied().unwrap_or(app.clock.today_in_london());
    Ok(match visitor.reader {
        Reader::Learner => Some(AgreementActor::Learner),
        Reader::Family(_) => {
            required_actors(born, first).contains(&AgreementActor::Parent).then_some(AgreementActor::Parent)
        }
        Reader::Coach(_) => None,
    })
}

/// What the holder of a link would agree to, while the placement is open.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn wording(
    c: &mut Conn,
    app: &App,
    visitor: &SideVisitor,
    placement: &Placement,
) -> Result<Option<ShownWording>, ServiceError> {
    let Some(actor) = actor(app, visitor, c, placement)?.filter(|_| !placement.state.is_final()) else {
        return Ok(None);
    };
    let words = words::wording(
        actor,
        offers::get(c, &app.keys, &placement.offer)?.offer.title.as_str(),
        scope::employer(c, app, &placement.employer)?.name.as_str(),
        scope::provider(c, app, &placement.provider)?.outward_name.as_str(),
        &placement.days,
        Edition::Employer.may_tell(),
    );
    let standing = given::given(c, app, &placement.learner, &placement.id, AgreementScope::Placement)?;
    let mark = fingerprint(&words.text());
    Ok(Some(ShownWording { mark, words, is_given: standing.contains(&actor) }))
}

/// Records the agreement of the holder of a link. A second time changes nothing.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when the wording is not the one that was shown; [`ServiceError::Conflict`] when
/// their agreement is not asked for.
pub fn agree(app: &App, visitor: &SideVisitor, shown: &str) -> Result<(), ServiceError> {
    let id = ids::fresh::<AgreementId>(app)?;
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    app.write(&Permit::of_side(visitor), |c| {
        let placement = placements::get(c, &visitor.placement)?;
        let wording = wording(c, app, visitor, &placement)?;
        let actor = actor(app, visitor, c, &placement)?;
        let Some((wording, actor)) = wording.zip(actor) else {
            return Err(ServiceError::from(conflict::NOT_ASKED_TO_AGREE));
        };
        if wording.mark != shown {
            return Err(ServiceError::PreconditionFailed);
        }
        if wording.is_given {
            return Ok(());
        }
        let agreement = Agreement {
            scope: AgreementScope::Placement,
            placement: Some(placement.id.clone()),
            actor,
            method: AgreementMethod::Written,
            on: today,
            wording: Paragraph::parse(&wording.words.text()).map_err(ServiceError::internal)?,
            terms: None,
        };
        let stored = StoredAgreement {
            id: id.clone(),
            learner: placement.learner.clone(),
            agreement,
            recorded_by: visitor.sent_by.clone(),
            withdrawn_at: None,
            withdrawn_by: None,
            created_at: now,
        };
        agreements::insert(c, &app.keys, &stored)?;
        letters::side_told(c, app, &placement, words::agreed())?;
        access::side_visited(c, app, visitor, SideAct::Agree)
    })?;
    app.wake.ring();
    Ok(())
}
