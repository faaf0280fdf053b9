//! Asks whether a placement still stands, of what is stored now. Called in the transaction that
//! relies on the answer.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::notice;
use crate::app::App;
use crate::auth::Caller;
use crate::db::placements::seats;
use crate::db::programmes::StoredProgramme;
use crate::db::{Conn, learners, offers, organisations, programmes};
use crate::domain::agreement::{AgreementActor, AgreementScope};
use crate::domain::learner::LearnerState;
use crate::domain::offer::OfferState;
use crate::domain::placement::Placement;
use crate::domain::role::Role;
use crate::law::VettingDecision;
use crate::services::programmes::{Plan, PlanSnapshot};
use crate::services::{ServiceError, agreements, briefings, decisions, scope};
use crate::standing::{self, Asked, Facts, Planned, Reason};
use crate::words;

/// A reason as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = StandingReason)]
pub struct ReasonView {
    /// A stable code, the same as that of the conflict which it leads to.
    pub code: String,
    /// The reason in a sentence.
    pub words: String,
}

/// What the standing of one placement turns on, as stored at one moment.
pub struct Look {
    placement: Placement,
    ground: PlanSnapshot,
    today: NaiveDate,
    learner_active: bool,
    offer_state: OfferState,
    employer_in_use: bool,
    employer_linked: bool,
    notice: u8,
    full: Vec<NaiveDate>,
    plan: Option<StoredProgramme<Plan>>,
    given: Vec<AgreementActor>,
    vetting: Option<VettingDecision>,
    quotes_statement: bool,
    statement_agreed: bool,
}

impl Look {
    /// Reads it.
    ///
    /// # Errors
    /// [`ServiceError`] of the store.
    pub fn read(c: &mut Conn, app: &App, placement: &Placement) -> Result<Self, ServiceError> {
        let Placement { id, learner, provider, employer, offer, .. } = placement;
        let hub = scope::hub_of(c, app, provider)?;
        let statement_agreed =
            agreements::newest_on(c, app, learner, id, AgreementScope::Statement)?.is_some();
        Ok(Self {
            ground: PlanSnapshot::read(c, app, placement)?,
            today: app.clock.today_in_london(),
            learner_active: learners::get(c, &app.keys, learner)?.state == LearnerState::Active,
            offer_state: offers::get(c, &app.keys, offer)?.state,
            employer_in_use: organisations::in_use(c, employer)?,
            employer_linked: organisations::linked(c, &hub, employer)?,
            notice: notice::asked_for(c, app, placement)?,
            full: seats::full_dates(c, placement)?,
            plan: programmes::newest(c, &app.keys, id)?,
            given: agreements::given(c, app, learner, id, AgreementScope::Placement)?,
            vetting: decisions::newest_vetting(c, app, id)?,
            quotes_statement: !statement_agreed
                && agreements::was_withdrawn(c, app, learner, id, AgreementScope::Statement)?
                && briefings::quotes_statement(c, app, id)?,
            statement_agreed,
            placement: placement.clone(),
        })
    }

    /// The same with a pack that is about to take the place of the approved one.
    #[must_use]
    pub fn with_pack(self, quotes_statement: bool) -> Self {
        Self { quotes_statement, ..self }
    }

    /// What stands in the way of an act.
    #[must_use]
    pub fn against(&self, asked: Asked) -> Vec<Reason> {
        standing::against(&self.facts(), asked)
    }

    /// What stands in the way of confirming the placement, or when that is done of its pack leaving.
    #[must_use]
    pub fn obstacles(&self) -> Vec<Reason> {
        self.against(if self.placement.state.holds_seats() { Asked::Send } else { Asked::Confirm })
    }

    /// Lets pass a placement that stands.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] with the first reason's code and every reason in words.
    pub fn stands(&self, role: Role, asked: Asked) -> Result<(), ServiceError> {
        let reasons = self.against(asked);
        let Some(first) = reasons.first() else { return Ok(()) };
        let told: Vec<String> = self.told(role, &reasons).into_iter().map(|view| view.words).collect();
        Err(ServiceError::conflict(first.code(), told.join(" ")))
    }

    /// Reasons in words. The learner's own matters are told to the learner's side only.
    #[must_use]
    pub fn told(&self, role: Role, reasons: &[Reason]) -> Vec<ReasonView> {
        let inside = matches!(role, Role::Provider | Role::JobCoach | Role::SafeguardingLead);
        let view = |reason: &Reason| {
            if !inside && reason.is_of_the_learner() {
                let words = words::standing::for_the_provider().to_owned();
                return ReasonView { code: "for_the_provider".to_owned(), words };
            }
            let words = words::standing::reason(reason, &self.ground.offer.offer);
            ReasonView { code: reason.code().to_owned(), words }
        };
        let mut told: Vec<ReasonView> = reasons.iter().map(view).collect();
        told.dedup();
        told
    }

    fn facts(&self) -> Facts<'_> {
        Facts {
            today: self.today,
            placement: &self.placement,
            learner: &self.ground.learner,
            learner_active: self.learner_active,
            offer: &self.ground.offer,
            offer_state: self.offer_state,
            employer_in_use: self.employer_in_use,
            employer_linked: self.employer_linked,
            window: &self.ground.window,
            notice: self.notice,
            full: &self.full,
            planned: self.plan.as_ref().map(|StoredProgramme { programme: plan, .. }| Planned {
                programme: &plan.programme,
                carved: &plan.carved,
                starts_later_minutes: plan.starts_later_minutes,
            }),
            given: &self.given,
            vetting: self.vetting.as_ref(),
            quotes_statement: self.quotes_statement,
            statement_agreed: self.statement_agreed,
        }
    }
}

/// Lets pass a placement that stands now.
///
/// # Errors
/// [`ServiceError::Conflict`] with the first reason's code and every reason in words.
pub fn stands(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: &Placement,
    asked: Asked,
) -> Result<(), ServiceError> {
    Look::read(c, app, placement)?.stands(caller.role, asked)
}
