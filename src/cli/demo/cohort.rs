//! A small cohort: the sample's learners placed together by their hub, told in the terminal.

use std::io::Write;
use std::sync::Arc;

use super::load::Loaded;
use super::sample::Sample;
use super::story::{fresh, paragraph};
use crate::app::App;
use crate::domain::agreement::{Agreement, AgreementMethod, AgreementScope, required_actors};
use crate::jobs::Worker;
use crate::services::agreements;
use crate::services::cohorts::{self, CohortPart, CohortRequest};

/// Those who are placed together.
const NAMES: [&str; 8] = ["bee", "carys", "dewi", "efa", "idris", "jac", "kacper", "maya"];

/// How many learners' parts are told.
const TOLD: usize = 3;

/// Places them and tells the answer.
///
/// # Errors
/// Whatever the services refuse, or a closed terminal.
pub fn tell(
    app: &Arc<App>,
    loaded: &Loaded,
    sample: &Sample,
    out: &mut dyn Write,
) -> Result<(), Box<dyn std::error::Error>> {
    let today = app.clock.today_in_london();
    let mut learners = Vec::new();
    for (name, record) in sample.learners.iter().filter(|(name, _)| NAMES.contains(&name.as_str())) {
        let Some(id) = loaded.learners.get(name) else { continue };
        let actors = required_actors(record.identity.date_of_birth, today);
        let Some(actor) = actors.first() else { continue };
        let agreement = Agreement {
            scope: AgreementScope::HubSeesMatches,
            placement: None,
            actor: *actor,
            method: AgreementMethod::Paper,
            on: today,
            wording: paragraph("The careers hub may see which placements would suit.")?,
            terms: None,
        };
        agreements::record(app, &loaded.provider, None, id, &agreement)?;
        learners.push(id);
    }
    let wanted = serde_json::json!({"name": "Eight of Maes Glas", "learners": learners});
    let wanted: CohortRequest = serde_json::from_value(wanted)?;
    let cohort = fresh(cohorts::create(app, &loaded.hub, None, &wanted)?)?.id;
    Worker::of(app).drain()?;
    let solved = cohorts::read(app, &loaded.hub, &cohort)?;
    let Some(answer) = solved.answer else { return Err("the cohort has no answer".into()) };
    writeln!(out, "\nThe hub places {} learners together; each is named here by number:", solved.learners)?;
    let proof = if answer.proof.holds { "proved the best" } else { "not proved" };
    let lowest = answer.lowest.map(|lowest| format!(", the lowest value {lowest}")).unwrap_or_default();
    writeln!(out, "  {} of {} placed{lowest}, {} in all; {proof}", answer.placed, answer.of, answer.total)?;
    let (parts, _) = cohorts::list_learners(app, &loaded.hub, &cohort, None, 200)?;
    let (first, others): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.why_not.is_some());
    for part in first.into_iter().chain(others).take(TOLD) {
        tell_part(part, out)?;
    }
    Ok(())
}

fn tell_part(part: &CohortPart, out: &mut dyn Write) -> std::io::Result<()> {
    match &part.got {
        Some(got) => writeln!(
            out,
            "  number {}: {} at {}, value {}",
            part.number, got.title, got.employer_name, got.value
        )?,
        None => writeln!(out, "  number {}: {}", part.number, part.words.as_deref().unwrap_or_default())?,
    }
    let Some(why) = &part.why_not else { return Ok(()) };
    let others = why.chain.len().saturating_sub(1);
    writeln!(out, "    why not {}: {}; others who would move: {others}", why.title, why.words)
}
