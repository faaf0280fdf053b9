//! A confirmed placement that stands: what a pack needs before a worker lets it go.

use std::path::Path;

use chrono::{DateTime, Utc};
use placewell::cli::demo::sample::Sample;
use placewell::db::agreements::StoredAgreement;
use placewell::db::decisions::Decision;
use placewell::db::learners::StoredLearner;
use placewell::db::offers::StoredOffer;
use placewell::db::organisations::Body;
use placewell::db::{
    Conn, DbError, Keys, agreements, decisions, learners, offers, organisations, placements, programmes,
};
use placewell::domain::agreement::{Agreement, AgreementActor, AgreementMethod, AgreementScope};
use placewell::domain::ids::{
    AgreementId, LearnerId, OfferId, OrganisationId, PlacementId, Reference, UserId,
};
use placewell::domain::learner::LearnerState;
use placewell::domain::offer::OfferState;
use placewell::domain::placement::{Gates, Placement, PlacementState};
use placewell::services::programmes::{Plan, PlanInputs};
use placewell::suitability::Weights;
use placewell::travel::estimate::Estimate;
use serde_json::json;

use super::post::uuid;
use crate::generate::{date, paragraph};

/// The rows of the sample's Carys at the sample's library, confirmed for a week long after any test.
pub(super) fn lay(
    c: &mut Conn,
    keys: &Keys,
    employer: &OrganisationId,
    placement: &PlacementId,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let monday = date("2027-01-11");
    let sample = Sample::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample"), monday).unwrap();
    let organisation = |last| OrganisationId::parse(&uuid(last)).unwrap();
    let (hub, provider, user) = (organisation('3'), organisation('4'), UserId::parse(&uuid('f')).unwrap());
    let named = |name: &str| sample.offers.iter().find(|(known, _)| known == name).unwrap().1.offer.clone();
    let library = sample.employers.iter().find(|(known, _)| known == "library").unwrap().1.employer.clone();
    let carys = sample.learners.iter().find(|(known, _)| known == "carys").unwrap().1.clone();
    organisations::insert(c, keys, &hub, None, &Body::Hub(sample.manifest.hub), now)?;
    organisations::insert(c, keys, &provider, Some(&hub), &Body::Provider(sample.manifest.provider), now)?;
    organisations::insert(c, keys, employer, None, &Body::Employer(library), now)?;
    organisations::link(c, &hub, employer, now)?;
    let offer = StoredOffer {
        id: OfferId::parse(&uuid('1')).unwrap(),
        employer: employer.clone(),
        state: OfferState::Open,
        entered_by: user.clone(),
        confirmed_by_employer_at: Some(now),
        offer: named("library-shelves"),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    offers::insert(c, keys, &offer)?;
    let learner = StoredLearner {
        id: LearnerId::parse(&uuid('2')).unwrap(),
        provider: provider.clone(),
        state: LearnerState::Active,
        learner: carys,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    learners::insert(c, keys, &learner)?;
    let (facts, offered) = (learners::facts(c, keys, &learner.id)?, offers::facts(c, keys, &offer.id)?);
    let window = offered.offer.windows[0].clone();
    let days = window.placement_days(offered.offer.pattern, monday, &facts.closed).unwrap();
    let placed = Placement {
        id: placement.clone(),
        reference: Reference::parse("PW-7KQ2M4XA").unwrap(),
        learner: learner.id.clone(),
        provider,
        offer: offer.id,
        employer: employer.clone(),
        window: window.id.clone(),
        programme: facts.profile.programme,
        days: days.clone(),
        state: PlacementState::Confirmed,
        gates: Gates::default(),
        marked_at: None,
        version: 1,
    };
    placements::insert(c, &placed, now)?;
    let basis = PlanInputs::of(facts, offered, window, days, &Estimate, &Weights::default());
    programmes::add(c, keys, placement, "-", &Plan::afresh(&basis).unwrap(), now)?;
    for (last, actor) in [('5', AgreementActor::Parent), ('6', AgreementActor::Learner)] {
        let agreement = Agreement {
            scope: AgreementScope::Placement,
            placement: Some(placement.clone()),
            actor,
            method: AgreementMethod::Paper,
            on: now.date_naive(),
            wording: paragraph("We have read what the employer is told, and agree."),
            terms: None,
        };
        let stored = StoredAgreement {
            id: AgreementId::parse(&uuid(last)).unwrap(),
            learner: learner.id.clone(),
            agreement,
            recorded_by: user.clone(),
            withdrawn_at: None,
            withdrawn_by: None,
            created_at: now,
        };
        agreements::insert(c, keys, &stored)?;
    }
    let vetting = json!({"choice": "two_adults", "on": now.date_naive(), "note": "Two adults are in sight."});
    let decision = Decision {
        id: uuid('7'),
        subject_kind: "placement".to_owned(),
        subject_id: placement.to_string(),
        kind: "vetting".to_owned(),
        outcome: "recorded".to_owned(),
        decided_by: user,
        decided_at: now,
        note: Some(vetting.to_string()),
    };
    decisions::add(c, keys, &decision)
}
