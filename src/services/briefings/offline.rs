//! A pack from documents alone: no store, no caller; nothing is kept and nothing is sent.

mod documents;
mod journey;
mod judged;
mod stopped;

use chrono::NaiveDate;

use crate::briefing::booklet::Material;
use crate::briefing::compose::{self, Inputs};
use crate::briefing::editions::{self, Artefacts};
use crate::briefing::leak::{self, Secrets};
use crate::briefing::pack::Pack;
use crate::briefing::pdf::Press;
use crate::clock::Clock;
use crate::domain::code::Code;
use crate::domain::delivery::Edition;
use crate::domain::ids::Reference;
use crate::law::Finding;
use crate::programme::Programme;
use crate::travel::{DayTravel, TravelModel};
use crate::words;

use super::{CopyOfPlan, journeys};

use judged::Judged;

pub use documents::{Agreed, Call, LearnerDocument, OfferDocument};
pub use journey::travel_model;
pub use stopped::Stopped;

/// A whole placement on paper.
#[derive(Debug)]
pub struct Prepared {
    /// The days.
    pub programme: Programme,
    /// The pack's model.
    pub pack: Pack,
    /// The employer's edition.
    pub printed: Artefacts,
    /// The copies for the learner, the family and the job coach.
    pub copies: Vec<CopyOfPlan>,
    /// How the journeys stand and what that stands on, in sentences: for the learner's side.
    pub journey: Vec<String>,
    /// What somebody must answer before such a placement can be confirmed, in sentences.
    pub to_answer: Vec<String>,
}

/// Judges, plans, composes, prints and checks, in that order.
///
/// Without recorded agreement (see [`Agreed`]) the pack names nobody and quotes nobody.
///
/// # Errors
/// [`Stopped`] at the first of these that says no.
pub fn prepare(
    press: &Press,
    clock: &dyn Clock,
    offer: &OfferDocument,
    learner: &LearnerDocument,
    travel: &dyn TravelModel,
    start: NaiveDate,
    reference: &Reference,
) -> Result<Prepared, Stopped> {
    let judged = Judged::of(clock, offer, learner, travel, start, reference)?;
    let inputs = judged.inputs();
    let Judged { basis, gate, .. } = &judged;
    let pack = compose::compose(&inputs)?;
    let printed = editions::employer(press, &pack, &[], clock.now())?;
    let mut secrets = Secrets::of(
        Edition::Employer,
        &learner.learner,
        inputs.disclosure.first_name,
        inputs.disclosure.statement_agreed_on.is_some(),
        &basis.offer,
        &learner.provider,
        Vec::new(),
    );
    secrets.journey = basis.journey.chosen().0.stops_of_home();
    let leaks = leak::check(&leak::parts(&pack, &printed), &secrets);
    if !leaks.is_empty() {
        return Err(Stopped::Leak(leaks));
    }
    let days = journeys(travel, &basis.learner, &basis.offer, &judged.plan.programme);
    let copies = copies(press, clock, &inputs, &pack, &days, &secrets.journey)?;
    let decisive = basis.assessment.questions.iter().filter(|question| question.decisive);
    let asked = decisive.map(|question| words::suitability::question(question, &basis.offer.offer));
    let told = |finding: &Finding| words::law::finding(finding, &basis.offer.offer);
    let to_answer = gate.unanswered.iter().map(told).chain(asked).collect();
    let journey = journey::told(&basis.journey);
    Ok(Prepared { programme: judged.plan.programme, pack, printed, copies, journey, to_answer })
}

/// The pack's model alone, as [`prepare`] composes it: nothing is printed, and nothing is checked for leaks.
///
/// # Errors
/// [`Stopped`] where the placement does not suit, cannot be planned, or the law bars it.
pub fn pack(
    clock: &dyn Clock,
    offer: &OfferDocument,
    learner: &LearnerDocument,
    travel: &dyn TravelModel,
    start: NaiveDate,
    reference: &Reference,
) -> Result<Pack, Stopped> {
    let judged = Judged::of(clock, offer, learner, travel, start, reference)?;
    Ok(compose::compose(&judged.inputs())?)
}

/// The three other copies of the plan, none of which may tell what its reader must not learn.
fn copies(
    press: &Press,
    clock: &dyn Clock,
    inputs: &Inputs<'_>,
    pack: &Pack,
    journey: &[DayTravel],
    stops: &[String],
) -> Result<Vec<CopyOfPlan>, Stopped> {
    let material = Material::of(inputs, pack, journey)?;
    let mut copies = Vec::new();
    for edition in Edition::ALL {
        let Some(copy) = CopyOfPlan::of(*edition, &material, press, clock.now())? else { continue };
        let mut secrets =
            Secrets::of(*edition, inputs.learner, true, false, inputs.offer, inputs.provider, Vec::new());
        secrets.journey = stops.to_vec();
        let leaks = copy.leaks(&secrets, None);
        if !leaks.is_empty() {
            return Err(Stopped::Leak(leaks));
        }
        copies.push(copy);
    }
    Ok(copies)
}
