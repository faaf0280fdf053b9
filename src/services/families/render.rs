//! A message as it is mailed, and as sheets to print.

use super::audience::may_be_written_to;
use super::own;
use crate::app::App;
use crate::auth::link::{self, Opens};
use crate::auth::{Action, Caller, authorise};
use crate::briefing::family_sheets::{FamilySheet, SheetOf, sheets as laid_out};
use crate::briefing::letter::Letter;
use crate::db::{family_sendings, family_wishes, learners};
use crate::domain::family_message::{FamilyMessage, FamilyMessageState, FamilyText, FamilyWay, FamilyWish};
use crate::domain::ids::FamilyMessageId;
use crate::domain::language::LanguageTag;
use crate::domain::learner::Identity;
use crate::domain::organisation::Provider;
use crate::services::{ServiceError, access, scope};
use crate::words::family as words;
use crate::words::{conflict, refused};

/// The letter of a message to one reader. `sending` names the row that the code in its link carries.
pub(super) fn composed(
    app: &App,
    provider: &Provider,
    message: &FamilyMessage,
    text: &FamilyText,
    sending: &str,
) -> Letter {
    let code = link::reveal(&app.keys, Opens::Family, sending);
    let page = format!("{}/family/{code}", app.config.server.public_url);
    let line = provider.phones.first();
    Letter {
        heading: text.title.to_string(),
        paragraphs: text.paragraphs().map(str::to_owned).collect(),
        language: Some(text.language.to_string()),
        facts: line
            .map(|line| (words::RING, format!("{}, {}", line.phone.as_str(), line.name)))
            .into_iter()
            .collect(),
        link: Some((words::open_page(message.question), page.clone())),
        signed: provider.outward_name.to_string(),
        stop: Some((words::STOP, format!("{page}/messages"))),
    }
}

/// What the letter of a message says in one of its languages, as HTML, with a link that opens nothing.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's, or has no such language.
pub fn letter(
    app: &App,
    caller: &Caller,
    id: &FamilyMessageId,
    language: Option<&LanguageTag>,
) -> Result<String, ServiceError> {
    let permit = authorise(caller, Action::PreviewFamilyMessage)?;
    app.read(&permit, |c| {
        let stored = own(c, app, caller, id)?;
        let provider = scope::provider(c, app, &stored.provider)?;
        let text = match language {
            None => stored.message.texts.first(),
            Some(language) => stored.message.texts.iter().find(|text| text.language == *language),
        };
        let text = text.ok_or_else(|| ServiceError::invalid("language", refused::LANGUAGE_OF_MESSAGE))?;
        let letter = composed(app, &provider, &stored.message, text, words::NO_SENDING);
        Ok(letter.written().map_err(ServiceError::internal)?.html)
    })
}

/// The sheets of an approved message, one for each reader on paper who still wants it, after a list for whoever gives them out.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's; [`ServiceError::Conflict`] before it was approved, and when nobody
/// gets it on paper.
pub fn sheets(app: &App, caller: &Caller, id: &FamilyMessageId) -> Result<String, ServiceError> {
    let permit = authorise(caller, Action::PrintFamilySheets)?;
    let (html, through) = app.read(&permit, |c| {
        let stored = own(c, app, caller, id)?;
        if stored.state != FamilyMessageState::Approved {
            return Err(ServiceError::from(conflict::FAMILY_MESSAGE_NOT_APPROVED));
        }
        let provider = scope::provider(c, app, &stored.provider)?;
        let wishes = family_wishes::newest(c, &stored.provider)?;
        let (mut all, mut through) = (Vec::new(), Vec::new());
        let sendings = family_sendings::of_message(c, &app.keys, id)?;
        let identities = learners::identities(c, &app.keys, sendings.iter().flat_map(|one| &one.learners))?;
        for sending in sendings {
            let Some(text) = stored.message.text_for(Some(&sending.language)) else { continue };
            let stopped = wishes.get(&sending.person).is_some_and(|known| known.wish == FamilyWish::Nothing);
            if sending.way != FamilyWay::Paper || stopped || !may_be_written_to(c, app, &sending)? {
                continue;
            }
            let of = sending.learners.iter().filter_map(|learner| identities.get(learner));
            let of: Vec<String> = of.map(Identity::whole_name).collect();
            through.extend(sending.learners);
            all.push(FamilySheet {
                names: sending.whom.names.join(" and "),
                learners: of.join(", "),
                language: text.language.to_string(),
                title: text.title.to_string(),
                paragraphs: text.paragraphs().map(str::to_owned).collect(),
            });
        }
        if all.is_empty() {
            return Err(ServiceError::from(conflict::NOBODY_ON_PAPER));
        }
        let of = SheetOf {
            signed: provider.outward_name.to_string(),
            phones: provider
                .phones
                .iter()
                .map(|one| format!("{}, {}", one.phone.as_str(), one.name))
                .collect(),
            answers: stored.message.question.answers().iter().map(|one| words::answer(*one)).collect(),
        };
        Ok((laid_out(&of, &all).map_err(ServiceError::internal)?, through))
    })?;
    let of = through.iter().map(|learner| learner.as_str());
    access::each_shown(app, &permit, caller, Action::PrintFamilySheets, "learner", of)?;
    Ok(html)
}
