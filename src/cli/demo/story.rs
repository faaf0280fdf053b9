//! One learner's way from a ranked list to an e-mailed week, told in the terminal.

use std::io::Write;

use chrono::NaiveDate;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::agreement::{
    Agreement, AgreementMethod, AgreementScope, PlacementTerms, SafetyTerms, required_actors,
};
use crate::domain::code::CodeSet;
use crate::domain::delivery::DeliveryState;
use crate::domain::ids::{LearnerId, PlacementId};
use crate::domain::learner::Learner;
use crate::domain::placement::PlacementAction;
use crate::domain::text::{Line, Paragraph};
use crate::jobs::Worker;
use crate::law::VettingDecision;
use crate::law::safeguarding::VettingChoice;
use crate::services::briefings::{self, Approval, BriefingView};
use crate::services::matches::{self, MatchView, Wanted};
use crate::services::placements::{self, PlacementView, Proposal, Step};
use crate::services::{Once, Reply, ServiceError, agreements, decisions, offers, programmes};
use crate::suitability::Outcome;
use crate::words::label::Label;

use super::load::Loaded;

pub(super) type Told<T> = Result<T, Box<dyn std::error::Error>>;

/// How many matches are told.
const TOP: usize = 3;

/// Tells the story and leaves a pack in the mail folder.
///
/// # Errors
/// Whatever the services refuse, or a closed terminal.
pub fn tell(
    app: &std::sync::Arc<App>,
    loaded: &Loaded,
    learner: (&LearnerId, &Learner),
    out: &mut dyn Write,
) -> Told<()> {
    let (id, record) = learner;
    let name = record.identity.first_name();
    writeln!(out, "\n{name} is looking for a placement.")?;
    if let Some(likes) = &record.profile.own_words.likes {
        writeln!(out, "  In {name}'s own words: “{likes}”")?;
    }
    let wanted = Wanted { limit: TOP, ..Wanted::default() };
    let best = matches::list(app, &loaded.provider, id, wanted)?;
    writeln!(out, "\nThe {TOP} placements that suit best, of {} offers:", best.funnel.offers)?;
    writeln!(
        out,
        "The order: how well the work, the place and the journey fit (the score), less what is still to be changed \
         or asked."
    )?;
    for (at, one) in best.items.iter().enumerate() {
        tell_match(at + 1, one, out)?;
    }
    if let Some(first) = best.items.first() {
        journey(app, loaded, id, first, out)?;
    }
    near_miss(app, loaded, id, out)?;
    let Some(chosen) = best.items.first() else {
        writeln!(out, "No placement suits yet; the questions above are the next step.")?;
        return Ok(());
    };
    let placement = walk(app, loaded, (id, record), chosen, out)?;
    send(app, loaded, chosen, &placement, out)
}

fn tell_match(place: usize, one: &MatchView, out: &mut dyn Write) -> Told<()> {
    let days: Vec<_> = one.days.iter().map(ToString::to_string).collect();
    let span = match (days.first(), days.last()) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "no dates".to_owned(),
    };
    writeln!(out, "  {place}. {} at {} ({span})", one.title, one.employer_name)?;
    let (score, value) = (one.assessment.score, one.assessment.value);
    writeln!(out, "     {}; score {score} of 1000, value {value}", one.words.outcome)?;
    for deduction in &one.words.deductions {
        writeln!(out, "     - {deduction}")?;
    }
    if let Some(travel) = &one.travel {
        let minutes = travel.minutes.map(|minutes| format!(", {minutes} minutes")).unwrap_or_default();
        let basis = travel.words.basis.as_deref().unwrap_or_default();
        writeln!(out, "     = {}{minutes}. {basis}", travel.words.state)?;
    }
    for reason in one.words.reasons.iter().take(3) {
        writeln!(out, "     + {reason}")?;
    }
    for question in one.words.questions.iter().take(2) {
        writeln!(out, "     ? {question}")?;
    }
    for change in one.words.changes.iter().take(2) {
        writeln!(out, "     > {change}")?;
    }
    Ok(())
}

/// The journey of the best match, as the learner's own side reads it.
fn journey(app: &App, loaded: &Loaded, id: &LearnerId, one: &MatchView, out: &mut dyn Write) -> Told<()> {
    let read = matches::read(app, &loaded.provider, id, &one.offer, one.days.first().copied())?;
    let Some(day) = read.journey.iter().flat_map(|journey| &journey.days).next() else { return Ok(()) };
    writeln!(out, "\nThe way there and back, for the learner's side only:")?;
    for (what, trip) in [("there", &day.out), ("home", &day.home)] {
        let mode = trip.mode.map(Label::label).unwrap_or_default();
        let when = match (&trip.leave, &trip.arrive) {
            (Some(leave), Some(arrive)) => format!(", {leave} to {arrive}"),
            _ => trip.minutes.map(|minutes| format!(", about {minutes} minutes")).unwrap_or_default(),
        };
        writeln!(out, "  {what}: {mode}{when}")?;
        for words in &trip.words {
            writeln!(out, "    {words}")?;
        }
    }
    Ok(())
}

/// The offer that comes nearest among those that do not suit: what stands in the way, what would help.
fn near_miss(app: &App, loaded: &Loaded, id: &LearnerId, out: &mut dyn Write) -> Told<()> {
    let outcomes: CodeSet<Outcome> = [Outcome::Unsuitable].into_iter().collect();
    let wanted = Wanted { limit: 200, outcomes, ..Wanted::default() };
    let unsuitable = matches::list(app, &loaded.provider, id, wanted)?;
    let nearest = unsuitable
        .items
        .iter()
        .min_by_key(|one| (one.assessment.unlocks.is_empty(), one.assessment.blockers.len()));
    if let Some(one) = nearest {
        writeln!(out, "\nA near miss: {} at {}", one.title, one.employer_name)?;
        for blocker in &one.words.blockers {
            writeln!(out, "     - {blocker}")?;
        }
        for unlock in &one.words.unlocks {
            writeln!(out, "     > {unlock}")?;
        }
    }
    writeln!(
        out,
        "\nWhy ten learners' matches stand in their order, and what would open more: `placewell worked`."
    )?;
    Ok(())
}

/// From the proposal to the seats.
fn walk(
    app: &App,
    loaded: &Loaded,
    learner: (&LearnerId, &Learner),
    chosen: &MatchView,
    out: &mut dyn Write,
) -> Told<PlacementView> {
    let (id, record) = learner;
    let provider = &loaded.provider;
    let (Some(window), Some(start)) = (chosen.window.clone(), chosen.days.first().copied()) else {
        return Err("the chosen offer has no dates".into());
    };
    let proposal = Proposal { learner: id.clone(), offer: chosen.offer.clone(), window, start };
    let proposed = fresh(placements::propose(app, provider, &key(app, "propose"), &proposal)?)?;
    writeln!(out, "\n{} is proposed; the employer reads needs, and no name.", proposed.reference)?;
    let employer = employer(loaded, chosen)?;
    let placement = &proposed.id;
    let offer = offers::read(app, employer, &chosen.offer)?.offer;
    let host = offer.person(&offer.supervisor).ok_or("the offer has no supervisor")?.name.clone();
    let together = line(&format!("Hawa Lindqvist with {host}"))?;
    step(app, employer, placement, PlacementAction::Accept, &by(&host), out)?;
    agree(app, provider, (id, record), placement, start)?;
    step(app, provider, placement, PlacementAction::Agree, &Step::default(), out)?;
    step(app, provider, placement, PlacementAction::VisitSite, &by(&together), out)?;
    let walked = Step { way_out_walked: true, ..by(&together) };
    step(app, provider, placement, PlacementAction::Meet, &walked, out)?;
    let plan = fresh(programmes::plan_afresh(app, provider, None, placement)?)?;
    let blocks = plan.programme.blocks().count();
    writeln!(
        out,
        "  planned: {} days, {blocks} blocks, {} tasks",
        plan.programme.days.len(),
        plan.programme.tasks.len()
    )?;
    let both = Step { agreed_by_learner: true, ..by(&host) };
    step(app, provider, placement, PlacementAction::AgreePlan, &both, out)?;
    let decision = VettingDecision {
        choice: VettingChoice::TwoAdults,
        check: Some(false),
        arranged: None,
        on: app.clock.today_in_london(),
        note: paragraph("Two adults are in sight at all times; seen on the site visit.")?,
    };
    decisions::record_vetting(app, &loaded.safeguarding, None, placement, &decision)?;
    step(app, provider, placement, PlacementAction::Confirm, &Step::default(), out)
}

/// A step that somebody took.
pub(super) fn by(who: &Line) -> Step {
    Step { who: Some(who.clone()), ..Step::default() }
}

/// Every agreement that the law and good practice ask for, and the learner's own statement.
pub(super) fn agree(
    app: &App,
    provider: &Caller,
    learner: (&LearnerId, &Learner),
    placement: &PlacementId,
    start: NaiveDate,
) -> Told<()> {
    let (id, record) = learner;
    let wording = "We have read what the employer is told, and agree to the placement.";
    let actors = required_actors(record.identity.date_of_birth, start);
    let mut wanted: Vec<_> = actors.iter().map(|actor| (AgreementScope::Placement, *actor)).collect();
    if record.profile.own_words.statement.is_some() {
        wanted.extend(actors.first().map(|actor| (AgreementScope::Statement, *actor)));
    }
    let profile = &record.profile;
    let terms = PlacementTerms {
        aims: profile.hopes.aims.clone(),
        fits: Vec::new(),
        going_home: None,
        my_way: None,
        meals: None,
        nobody_along: false,
        supports: Vec::new(),
        step: None,
        safety: Some(SafetyTerms {
            statement: profile.safety_statement.clone(),
            first_aid: profile.first_aid.clone(),
            signed_by: line("Hawa Lindqvist, Careers leader")?,
        }),
    };
    for (scope, actor) in wanted {
        let agreement = Agreement {
            scope,
            placement: Some(placement.clone()),
            actor,
            method: AgreementMethod::Paper,
            on: app.clock.today_in_london(),
            wording: paragraph(wording)?,
            terms: (scope == AgreementScope::Placement).then(|| terms.clone()),
        };
        agreements::record(app, provider, None, id, &agreement)?;
    }
    Ok(())
}

/// Previews, approves and sends; the worker files the pack.
fn send(
    app: &std::sync::Arc<App>,
    loaded: &Loaded,
    chosen: &MatchView,
    placement: &PlacementView,
    out: &mut dyn Write,
) -> Told<()> {
    let preview = briefings::preview(app, &loaded.provider, &placement.id)?;
    writeln!(out, "  the pack: {} pages, {} leaks", preview.pages, preview.leaks.len())?;
    for leak in &preview.leaks {
        writeln!(out, "    {leak}")?;
    }
    let employer = loaded.offers.get(&chosen.offer).ok_or("the offer is not of the sample")?;
    let contact = loaded.contacts.get(employer).and_then(|all| all.first()).ok_or("no contact")?;
    let approval = Approval { hash: preview.hash, send_to: vec![contact.clone()] };
    let approved: BriefingView =
        fresh(briefings::approve(app, &loaded.provider, &key(app, "approve"), &placement.id, &approval)?)?;
    Worker::of(app).drain()?;
    for delivery in briefings::deliveries(app, &loaded.provider, &approved.id)? {
        let words = delivery.server_words.unwrap_or_default();
        writeln!(out, "  the pack is {}: {words}", delivery.state.label())?;
        if delivery.state == DeliveryState::Filed {
            writeln!(
                out,
                "  The demo has no mail server: the employer has not got it, so nobody is briefed yet."
            )?;
        }
    }
    Ok(())
}

pub(super) fn employer<'a>(loaded: &'a Loaded, chosen: &MatchView) -> Told<&'a Caller> {
    let name = loaded.offers.get(&chosen.offer).ok_or("the offer is not of the sample")?;
    Ok(loaded.employers.get(name).ok_or("the employer is not of the sample")?)
}

pub(super) fn step(
    app: &App,
    caller: &Caller,
    placement: &PlacementId,
    action: PlacementAction,
    said: &Step,
    out: &mut dyn Write,
) -> Told<PlacementView> {
    let taken = fresh(placements::step(app, caller, None, placement, None, action, said)?)?;
    writeln!(out, "  {}", action.label())?;
    Ok(taken)
}

pub(super) fn key(app: &App, what: &str) -> Once {
    let key = format!("demo-{what}-{}", app.ids.next_id());
    Once { fingerprint: key.clone(), route: format!("demo {what}"), key }
}

pub(super) fn paragraph(text: &str) -> Told<Paragraph> {
    Ok(Paragraph::parse(text)?)
}

pub(super) fn line(text: &str) -> Told<Line> {
    Ok(Line::parse(text)?)
}

pub(super) fn fresh<T>(reply: Reply<T>) -> Result<T, ServiceError> {
    match reply {
        Reply::Fresh(done) => Ok(done),
        Reply::Repeated(_) => Err(ServiceError::internal("the demo repeats no request")),
    }
}
