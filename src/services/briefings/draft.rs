//! A pack before it is approved: gathered in one reading, composed and printed outside of any
//! transaction.

use crate::app::App;
use crate::auth::{Action, Caller};
use crate::briefing::calendar::RemovedDay;
use crate::briefing::compose::{self, AgreedTerms, Inputs, Version};
use crate::briefing::editions::{self, Artefacts};
use crate::briefing::fingerprint::content_hash;
use crate::briefing::leak::{self, Finding, Part, Secrets};
use crate::briefing::pack::{Adjustment, Pack};
use crate::db::{Conn, briefings, learners, offers};
use crate::domain::delivery::{BriefingState, Edition};
use crate::domain::ids::PlacementId;
use crate::domain::placement::Placement;
use crate::domain::time::Span;
use crate::law;
use crate::services::placements::standing::stands;
use crate::services::programmes::{self, Basis};
use crate::services::{ServiceError, access, placements};
use crate::standing::{Asked, law_facts};
use crate::words;
use crate::words::label::Label;

use super::{Sources, Stored};

/// A composed pack with what is needed to print, check and store it.
pub struct Draft {
    /// What it was composed from.
    pub sources: Sources,
    /// The pack.
    pub pack: Pack,
    /// 1 for the first.
    pub number: i32,
    removed: Vec<RemovedDay>,
    secrets: Secrets,
}

impl Draft {
    /// Reads and composes.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] when the placement no longer stands.
    pub fn compose(app: &App, caller: &Caller, id: &PlacementId) -> Result<Self, ServiceError> {
        app.timetables.ready(&app.db)?;
        let draft = app.db.read(|c| {
            let placement = placements::visible(c, app, caller, id)?;
            Self::read(c, app, caller, placement)
        })?;
        access::shown(app, caller, Action::PreviewBriefing, "placement", id.as_str())?;
        Ok(draft)
    }

    fn read(c: &mut Conn, app: &App, caller: &Caller, placement: Placement) -> Result<Self, ServiceError> {
        let today = app.clock.today_in_london();
        let stored = programmes::planned(c, app, &placement.id)?;
        stands(c, app, caller, &placement, Asked::Preview)?;
        let sources = Sources::read(c, app, placement)?;
        let placement = &sources.placement;
        let basis = sources.ground.clone().assess(c, app)?;
        let Basis { learner: facts, offer: facts_of_offer, window, .. } = &basis;
        let (programme, vetting) = (&stored.programme.programme, sources.vetting.as_ref());
        let findings = law::assess(&law_facts(facts, facts_of_offer, window, programme, vetting));
        let learner = learners::get(c, &app.keys, &placement.learner)?.learner;
        let offer = offers::get(c, &app.keys, &placement.offer)?;
        let offer_as_at = offer.confirmed_by_employer_at.unwrap_or(offer.updated_at).date_naive();
        let number = briefings::next_number(c, &placement.id, Edition::Employer)?;
        let before = approved(c, app, &placement.id)?;
        let inputs = Inputs {
            reference: &placement.reference,
            version: Version {
                number: u32::try_from(number).unwrap_or(1),
                changes: before.iter().map(|_| words::briefing::CHANGED.to_owned()).collect(),
                draft: !placement.state.holds_seats(),
                prepared_on: today,
            },
            offer: &basis.offer,
            offer_as_at,
            learner: &learner,
            disclosure: sources.disclosure,
            gates: &placement.gates,
            terms: sources.terms.as_ref().map(|(terms, on)| AgreedTerms { terms, on: *on }),
            provider: &sources.provider,
            programme: &stored.programme.programme,
            findings: &findings,
            left_out: &basis.assessment.carved,
            adjustments: &adjustments(&basis),
        };
        let mut pack = compose::compose(&inputs)
            .map_err(|error| ServiceError::conflict("pack_incomplete", error.to_string()))?;
        if before.as_ref().is_some_and(|earlier| content_hash(earlier) == content_hash(&pack)) {
            pack.issue.changes.clear();
        }
        let removed = before.map_or_else(Vec::new, |earlier| removed_days(&earlier, &pack));
        let others = others(c, app, placement)?;
        let told = inputs.disclosure;
        let mut secrets = Secrets::of(
            Edition::Employer,
            &learner,
            told.first_name,
            told.statement_agreed_on.is_some(),
            &basis.offer,
            &sources.provider,
            others,
        );
        secrets.journey = basis.journey.chosen().0.stops_of_home();
        Ok(Self { sources, pack, number, removed, secrets })
    }

    /// Prints every part.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] when the pack does not fit its pages.
    pub fn print(&self, app: &App) -> Result<Artefacts, ServiceError> {
        let press = app.press().map_err(ServiceError::internal)?;
        editions::employer(press, &self.pack, &self.removed, app.clock.now())
            .map_err(|error| ServiceError::conflict("pack_unprintable", error.to_string()))
    }

    /// What must not leave and stands somewhere in the pack. Empty is the only answer with which
    /// a pack may go.
    #[must_use]
    pub fn leaks(&self, printed: &Artefacts) -> Vec<Finding> {
        let mut parts = leak::parts(&self.pack, printed);
        parts.push(Part::header("From", &self.pack.provider.shown_as));
        leak::check(&parts, &self.secrets)
    }
}

/// The whole names of the provider's other learners.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn others(c: &mut Conn, app: &App, placement: &Placement) -> Result<Vec<String>, ServiceError> {
    let all = learners::all_of(c, &app.keys, &placement.provider)?.into_iter();
    let others = all.filter(|other| other.id != placement.learner).map(|other| other.learner.identity);
    Ok(others.map(|identity| format!("{} {}", identity.given_name, identity.family_name)).collect())
}

/// What is agreed to be different at this workplace for this learner.
pub(super) fn adjustments(basis: &Basis) -> Vec<Adjustment> {
    let changes = basis.assessment.changes.iter();
    changes
        .filter(|change| !change.what.is_of_the_journey())
        .map(|change| Adjustment {
            what: words::suitability::arrangement(&change.what, &basis.offer.offer),
            owner: change.owner.label().to_owned(),
            cost_pounds: u32::from(change.cost_pounds),
            by: None,
        })
        .collect()
}

/// The pack that the employer has now, if any.
fn approved(c: &mut Conn, app: &App, placement: &PlacementId) -> Result<Option<Pack>, ServiceError> {
    let all = briefings::of_placement(c, placement)?;
    let now = all.into_iter().rfind(|one| one.state == BriefingState::Approved);
    let Some(now) = now else { return Ok(None) };
    Ok(Some(briefings::artefacts::<Stored>(c, &app.keys, &now.id)?.pack))
}

fn removed_days(before: &Pack, after: &Pack) -> Vec<RemovedDay> {
    let kept = after.week.dates();
    let days = before.week.days.iter();
    days.flat_map(|day| {
        let hours = Span::new(day.from, day.to).ok();
        day.dates.iter().filter_map(move |date| Some(RemovedDay { date: *date, hours: hours? }))
    })
    .filter(|removed| !kept.contains(&removed.date))
    .collect()
}
