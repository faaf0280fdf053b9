//! What an accepted lesson changes in a document, and whether a document holds it already.

use super::lesson::{Lesson, OwnWord};
use super::said::{SaidBy, Teller};
use crate::domain::code::CodeSet;
use crate::domain::fact::{Availability, FactSource, Stated};
use crate::domain::ids::OrganisationId;
use crate::domain::learner::{EarlierPlacement, OwnWords, Profile};
use crate::domain::offer::Offer;
use crate::domain::task::Tried;
use crate::domain::text::{Line, Paragraph};

/// The document has no room for the lesson, or it is about something that is no longer there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRoom;

/// How many earlier placements a profile holds.
const MOST_EARLIER: usize = 30;

/// Puts a lesson into a learner's profile; `note` is the sentence of a lesson that stands there in words.
///
/// # Errors
/// [`NoRoom`]; the profile may then be changed in part.
pub fn to_profile(
    profile: &mut Profile,
    employer: &OrganisationId,
    lesson: &Lesson,
    note: &str,
) -> Result<(), NoRoom> {
    match lesson {
        Lesson::Been { themes } => {
            let earlier = earlier(profile, employer)?;
            earlier.themes = earlier.themes.union(*themes);
        }
        Lesson::Support { .. } => join(&mut earlier(profile, employer)?.learnt, note)?,
        Lesson::Help { level } => profile.help = *level,
        Lesson::OwnWords { about, words } => {
            let before = match about {
                OwnWord::Likes => &mut profile.own_words.likes,
                OwnWord::Dislikes => &mut profile.own_words.dislikes,
                OwnWord::WantsToTry => &mut profile.own_words.wants_to_try,
            };
            join(before, words.as_str())?;
        }
        Lesson::Provided { .. } | Lesson::Tried { .. } | Lesson::Mended { .. } => {}
    }
    Ok(())
}

/// Puts a lesson into an offer, as said by somebody.
///
/// # Errors
/// [`NoRoom`] when the offer no longer has the task.
pub fn to_offer(offer: &mut Offer, lesson: &Lesson, said: &SaidBy) -> Result<(), NoRoom> {
    match lesson {
        Lesson::Provided { provision, there } => {
            let state = if *there { Availability::Yes } else { Availability::No };
            let source = match said.by {
                Teller::Employer => FactSource::Employer,
                Teller::Provider | Teller::Learner => FactSource::EarlierPlacement,
            };
            // What a reader must know to rely on it was said of the fact as it was, and is lost only with it.
            let before = offer.provisions.0.get(provision).filter(|fact| fact.state == state);
            let note = before.and_then(|fact| fact.note.clone());
            let fact = Stated { state, source: Some(source), as_at: Some(said.on), note };
            offer.provisions.0.insert(*provision, fact);
        }
        Lesson::Tried { task } => {
            let somebody = match said.by {
                Teller::Employer => "the employer",
                Teller::Provider => "the school or college",
                Teller::Learner => "a learner",
            };
            let by = said.role.clone().map_or_else(|| Line::parse(somebody), Ok).map_err(|_| NoRoom)?;
            let task = offer.tasks.iter_mut().find(|one| one.id == *task).ok_or(NoRoom)?;
            task.tried = Some(Tried { by, on: said.on });
        }
        Lesson::Mended { task, step, done } => {
            let task = offer.tasks.iter_mut().find(|one| one.id == *task).ok_or(NoRoom)?;
            let found = task.steps.iter_mut().find(|one| one.does == *step).ok_or(NoRoom)?;
            found.does = done.clone();
        }
        Lesson::Been { .. } | Lesson::Support { .. } | Lesson::Help { .. } | Lesson::OwnWords { .. } => {}
    }
    Ok(())
}

/// Whether the document that a lesson would change holds it already.
pub(super) fn is_known(
    lesson: &Lesson,
    profile: &Profile,
    offer: &Offer,
    employer: &OrganisationId,
    note: fn(&Lesson) -> String,
) -> bool {
    let its = || profile.earlier.iter().filter(|one| one.employer.as_ref() == Some(employer));
    match lesson {
        Lesson::Been { themes } => its().any(|one| one.themes.union(*themes) == one.themes),
        Lesson::Support { .. } => its().any(|one| holds(one.learnt.as_ref(), &note(lesson))),
        Lesson::Help { level } => profile.help == *level,
        Lesson::OwnWords { about, words } => {
            let OwnWords { likes, dislikes, wants_to_try, .. } = &profile.own_words;
            let before = match about {
                OwnWord::Likes => likes,
                OwnWord::Dislikes => dislikes,
                OwnWord::WantsToTry => wants_to_try,
            };
            holds(before.as_ref(), words.as_str())
        }
        Lesson::Provided { provision, there } => {
            let known = if *there { Availability::Yes } else { Availability::No };
            offer.provisions.get(*provision) == known
        }
        Lesson::Tried { task } => offer.task(task).is_none_or(|task| task.tried.is_some()),
        // A step that somebody has changed since is no longer the one of which it was said.
        Lesson::Mended { task, step, .. } => {
            offer.task(task).is_none_or(|task| !task.steps.iter().any(|one| one.does == *step))
        }
    }
}

/// What the profile says of the employer, made where it says nothing.
fn earlier<'a>(
    profile: &'a mut Profile,
    employer: &OrganisationId,
) -> Result<&'a mut EarlierPlacement, NoRoom> {
    let all = &mut profile.earlier;
    if !all.iter().any(|one| one.employer.as_ref() == Some(employer)) {
        if all.len() >= MOST_EARLIER {
            return Err(NoRoom);
        }
        all.push(EarlierPlacement { themes: CodeSet::EMPTY, employer: Some(employer.clone()), learnt: None });
    }
    all.iter_mut().find(|one| one.employer.as_ref() == Some(employer)).ok_or(NoRoom)
}

/// Adds a line to what stands there, once.
fn join(before: &mut Option<Paragraph>, more: &str) -> Result<(), NoRoom> {
    if holds(before.as_ref(), more) {
        return Ok(());
    }
    let joined = match before.as_ref() {
        Some(before) => format!("{before}\n{more}"),
        None => more.to_owned(),
    };
    *before = Some(Paragraph::parse(&joined).map_err(|_| NoRoom)?);
    Ok(())
}

/// Whether a text holds a line or several as they are.
fn holds(text: Option<&Paragraph>, more: &str) -> bool {
    text.is_some_and(|text| format!("\n{text}\n").contains(&format!("\n{more}\n")))
}
