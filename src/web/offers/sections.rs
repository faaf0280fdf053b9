//! The parts of an offer that are changed from its page: how each is asked for, and how that is read.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::code::{Code, vocabulary};
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, FactSource, Presence, Stated};
use crate::domain::hazard::{Hazard, HazardStatement};
use crate::domain::offer::Offer;
use crate::domain::provision::Provision;
use crate::domain::task::{Task, TaskHazard};
use crate::domain::text::Line;
use crate::domain::time::DateRange;
use crate::services::ServiceError;
use crate::web::fields::{Form, Kind, codes};
use crate::web::typed::Typed;
use crate::words::label::Label;
use crate::words::pages::{form as form_words, offers as words};

vocabulary! {
    /// A part of the offer that is changed as one. Its code stands in the address.
    OfferSection {
        /// What it is called, what one does, which door.
        About = "about",
        /// When, and for how many.
        Dates = "dates",
        /// What the workplace has.
        Has = "has",
        /// What the site exposes a person to.
        Exposes = "exposes",
        /// The hazards that words of a task suggest.
        Hazards = "hazards",
        /// What is done about each hazard that is stated.
        Controls = "controls",
    }
}

impl OfferSection {
    /// Where the part stands on the offer's page.
    pub(super) fn anchor(self) -> &'static str {
        match self {
            Self::Dates => Self::About.code(),
            Self::Controls => Self::Hazards.code(),
            own => own.code(),
        }
    }
}

/// Who states something, and when.
pub(super) struct Speaker {
    /// By name and role.
    pub by: Line,
    pub source: FactSource,
    pub on: NaiveDate,
}

/// The form of a part with what stands there now.
pub(super) fn ask(section: OfferSection, form: Form, offer: &Offer) -> Form {
    match section {
        OfferSection::About => {
            let form = form.ask(Kind::Line, "title", words::TITLE, "", offer.title.as_str()).ask(
                Kind::Area,
                "summary",
                words::SUMMARY,
                "",
                offer.summary.as_str(),
            );
            // What nobody has said yet is asked where a draft may leave it open.
            let (door, ask_for) = (&offer.site.door, &offer.site.ask_for);
            let form = match door.is_unsaid() {
                true => form,
                false => form.ask(Kind::Line, "door", words::DOOR, "", door.as_str()),
            };
            match ask_for.is_unsaid() {
                true => form,
                false => {
                    form.ask(Kind::Line, "ask_for", words::ASK_FOR, words::ASK_FOR_HINT, ask_for.as_str())
                }
            }
        }
        OfferSection::Dates => offer.windows.iter().enumerate().fold(form, |form, (at, window)| {
            let label = |what| words::of_window(what, at, offer.windows.len());
            let name = |what| format!("{what}-{at}");
            form.ask(Kind::Date, &name("from"), &label(words::FROM), "", window.dates.from.to_string())
                .ask(Kind::Date, &name("to"), &label(words::TO), "", window.dates.to.to_string())
                .ask(Kind::Short, &name("capacity"), &label(words::SEATS), "", window.capacity.to_string())
        }),
        OfferSection::Has => Provision::ALL.iter().fold(form, |form, code| {
            let now = [offer.provisions.get(*code).code()];
            form.choose(Kind::Select, code.code(), code.label(), "", codes::<Availability>(), &now)
        }),
        OfferSection::Exposes => Exposure::ALL.iter().fold(form, |form, code| {
            let now = [offer.exposures.get(*code).code()];
            form.choose(Kind::Select, code.code(), code.label(), "", codes::<Presence>(), &now)
        }),
        OfferSection::Hazards => offer.tasks.iter().fold(form, hazards),
        OfferSection::Controls => offer.tasks.iter().fold(form, controls),
    }
}

/// The questions about each hazard that a task is stated to bring: what is done, and the three conditions of
/// regulation 19(3) of the Management of Health and Safety at Work Regulations 1999.
fn controls(form: Form, task: &Task) -> Form {
    task.hazards.iter().fold(form, |form, stated| {
        let name = field(task, stated.hazard);
        let label = |question| words::of_hazard(question, stated.hazard.label(), task.name.as_str());
        let control = stated.control.as_ref().map(ToString::to_string).unwrap_or_default();
        let met = [stated.necessary_for_training, stated.competent_supervision, stated.risk_reduced];
        let conditions = words::CONDITIONS.iter().zip(met);
        let met: Vec<&str> = conditions.filter(|(_, met)| *met).map(|((code, _), _)| *code).collect();
        form.ask(Kind::Line, &name, &label(words::CONTROL), words::CONTROL_HINT, control).choose(
            Kind::Ticks,
            &format!("{name}-conditions"),
            &label(words::WHICH_CONDITIONS),
            words::CONDITIONS_HINT,
            words::CONDITIONS,
            &met,
        )
    })
}

/// The questions about one task: each hazard that its words suggest, then whether there is any other.
fn hazards(form: Form, task: &Task) -> Form {
    let proposals = task.unanswered_proposals();
    if proposals.is_empty() {
        return form;
    }
    let unknown = [words::UNKNOWN];
    let form = proposals.into_iter().fold(form, |form, proposal| {
        let label = words::hazard(proposal.hazard.label(), task.name.as_str());
        let hint = words::suggested_by(&proposal.words);
        form.choose(Kind::Radios, &field(task, proposal.hazard), &label, &hint, words::ANSWERS, &unknown)
    });
    let label = words::any_other(task.name.as_str());
    form.choose(Kind::Radios, &other(task), &label, words::ANY_OTHER_HINT, words::OTHERS, &unknown)
}

fn field(task: &Task, hazard: Hazard) -> String {
    format!("{}-{}", task.id, hazard.code())
}

fn other(task: &Task) -> String {
    format!("{}-other", task.id)
}

/// Puts what was typed into an offer.
pub(super) fn read(
    section: OfferSection,
    typed: &Typed,
    speaker: &Speaker,
    offer: &mut Offer,
) -> Result<(), ServiceError> {
    match section {
        OfferSection::About => {
            offer.title = typed.line("title", words::ENTER_TITLE)?;
            offer.summary = typed.paragraph("summary", words::ENTER_SUMMARY)?;
            if !offer.site.door.is_unsaid() {
                offer.site.door = typed.line("door", words::ENTER_DOOR)?;
            }
            if !offer.site.ask_for.is_unsaid() {
                offer.site.ask_for = typed.line("ask_for", words::ENTER_ASK_FOR)?;
            }
        }
        OfferSection::Dates => {
            for (at, window) in offer.windows.iter_mut().enumerate() {
                let from = typed.date(&format!("from-{at}"), form_words::DATE)?;
                let to = format!("to-{at}");
                window.dates = DateRange::new(from, typed.date(&to, form_words::DATE)?)
                    .map_err(|_| ServiceError::invalid(to, words::ENTER_LATER))?;
                window.capacity = typed.number(&format!("capacity-{at}"), words::ENTER_SEATS)?;
            }
        }
        OfferSection::Has => {
            let facts = &mut offer.provisions.0;
            Provision::ALL.iter().for_each(|code| state(facts, *code, Availability::Unknown, typed, speaker));
        }
        OfferSection::Exposes => {
            let facts = &mut offer.exposures.0;
            Exposure::ALL.iter().for_each(|code| state(facts, *code, Presence::Unknown, typed, speaker));
        }
        OfferSection::Hazards => {
            offer.tasks.iter_mut().try_for_each(|task| answer(task, typed, speaker))?;
        }
        OfferSection::Controls => offer.tasks.iter_mut().try_for_each(|task| control(task, typed))?,
    }
    Ok(())
}

/// Notes what is done about the hazards of a task; one that the form did not show is left as it is.
fn control(task: &mut Task, typed: &Typed) -> Result<(), ServiceError> {
    let names: Vec<String> = task.hazards.iter().map(|stated| field(task, stated.hazard)).collect();
    for (stated, name) in task.hazards.iter_mut().zip(names) {
        if !typed.has(&name) {
            continue;
        }
        let conditions = format!("{name}-conditions");
        let met = |code| typed.all(&conditions).any(|ticked| ticked == code);
        stated.control = typed.line_if_any(&name)?;
        stated.necessary_for_training = met(words::NECESSARY);
        stated.competent_supervision = met(words::SUPERVISED);
        stated.risk_reduced = met(words::REDUCED);
    }
    Ok(())
}

/// Notes one fact if it was answered otherwise than before; what was said of it before is not touched else.
fn state<K: Code + Ord, T: Code + PartialEq>(
    facts: &mut BTreeMap<K, Stated<T>>,
    code: K,
    unknown: T,
    typed: &Typed,
    speaker: &Speaker,
) {
    let Some(now) = T::named(typed.get(code.code())) else { return };
    let before = facts.get(&code).map_or(unknown, |fact| fact.state);
    if now == before {
        return;
    }
    let (source, as_at) = (Some(speaker.source), Some(speaker.on));
    facts.insert(code, Stated { state: now, source, as_at, note: None });
}

/// Confirms or strikes out the hazards that words of a task suggest. "I don't know" leaves the question open. A
/// hazard is struck out only by somebody who says as well that there is no other: without any, that is what a
/// statement says.
fn answer(task: &mut Task, typed: &Typed, speaker: &Speaker) -> Result<(), ServiceError> {
    let answers: Vec<_> = task
        .unanswered_proposals()
        .into_iter()
        .map(|proposal| (proposal.hazard, typed.get(&field(task, proposal.hazard))))
        .collect();
    let having = |wanted: &str| -> Vec<Hazard> {
        answers.iter().filter(|(_, answer)| *answer == wanted).map(|(hazard, _)| *hazard).collect()
    };
    let (there, struck_out) = (having(words::IS_THERE), having(words::NOT_THERE));
    let no_other = typed.get(&other(task)) == words::NO_OTHER;
    if no_other && there.len() + struck_out.len() < answers.len() {
        return Err(ServiceError::invalid(other(task), words::ANSWER_EACH));
    }
    if !no_other && !struck_out.is_empty() {
        return Err(ServiceError::invalid(other(task), words::SAY_WHETHER_OTHER));
    }
    task.hazards.extend(there.into_iter().map(|hazard| TaskHazard {
        hazard,
        control: None,
        necessary_for_training: false,
        competent_supervision: false,
        risk_reduced: false,
    }));
    if no_other {
        let before = task.hazards_stated.take().map(|stated| stated.struck_out).unwrap_or_default();
        let struck_out = before.iter().chain(struck_out).collect();
        let (by, on) = (speaker.by.clone(), speaker.on);
        task.hazards_stated = Some(HazardStatement { by, on, struck_out });
    }
    Ok(())
}
