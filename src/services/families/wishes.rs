//! The people of learners' families, and how each wants messages.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Noted;
use super::audience::{self, Person};
use super::view::Names;
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::Conn;
use crate::db::family_wishes::{self, StoredWish};
use crate::domain::family_message::{FamilyPerson, FamilyWay, FamilyWish};
use crate::domain::ids::{LearnerId, UserId};
use crate::domain::language::LanguageTag;
use crate::domain::text::Line;
use crate::services::{ServiceError, access};

/// How somebody wants messages, to be noted.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFamilyWish {
    /// By mail, on paper, or not at all.
    pub wish: FamilyWish,
}

/// A learner through whom somebody is written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FamilyOf {
    /// The learner.
    pub learner: LearnerId,
    /// The learner's name.
    pub name: String,
    /// What they are to the learner.
    pub relationship: String,
}

/// Somebody of a family, and how they want messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FamilyContactView {
    /// Who, by a digest.
    pub person: FamilyPerson,
    /// Their names: more than one where they share an address.
    pub names: Vec<String>,
    /// Through which learners.
    pub learners: Vec<FamilyOf>,
    /// How a message reaches them; absent where they want none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<FamilyWay>,
    /// Whether an address for mail is recorded.
    pub has_address: bool,
    /// The language that they read best, where that is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// What they want, where somebody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wish: Option<FamilyWish>,
    /// When that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wished_at: Option<DateTime<Utc>>,
    /// Who of the provider noted it; absent where they said so themselves by their link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wish_noted: Option<Noted>,
}

/// The people of the families of learners in use, each once, by name.
///
/// # Errors
/// As for every use case.
pub fn families(app: &App, caller: &Caller) -> Result<Vec<FamilyContactView>, ServiceError> {
    let permit = authorise(caller, Action::ListFamilies)?;
    let mut shown: Vec<FamilyContactView> = app.read(&permit, |c| {
        let found = audience::of_provider(c, app, &caller.organisation, |_| true)?;
        let who = Names::of(c, app, found.people.iter().filter_map(noted_by))?;
        let view = |person: &Person| view(person, &found.names, &who);
        Ok::<_, ServiceError>(found.people.iter().map(view).collect())
    })?;
    shown.sort_by(|one, other| one.names.cmp(&other.names));
    let of = shown.iter().flat_map(|one| &one.learners).map(|of| of.learner.as_str());
    access::each_shown(app, &permit, caller, Action::ListFamilies, "learner", of)?;
    Ok(shown)
}

fn noted_by(person: &Person) -> Option<&UserId> {
    person.wish.as_ref().and_then(|wish| wish.made_by.as_ref())
}

fn view(person: &Person, learners: &BTreeMap<LearnerId, String>, who: &Names) -> FamilyContactView {
    let of = |(learner, relationship): &(LearnerId, Line)| FamilyOf {
        name: learners.get(learner).cloned().unwrap_or_default(),
        learner: learner.clone(),
        relationship: relationship.to_string(),
    };
    let wish = person.wish.as_ref();
    FamilyContactView {
        person: person.key.clone(),
        names: person.names.iter().map(ToString::to_string).collect(),
        learners: person.relationships.iter().map(of).collect(),
        way: person.way().map(|(way, _)| way),
        has_address: person.email.is_some(),
        language: person.language.clone(),
        wish: wish.map(|wish| wish.wish),
        wished_at: wish.map(|wish| wish.created_at),
        wish_noted: wish.and_then(|wish| Some(who.noted((wish.made_by.clone()?, wish.created_at)))),
    }
}

/// Notes how somebody, named by their digest, wants messages, as they told the provider. The same again changes nothing.
///
/// # Errors
/// [`ServiceError::NotFound`] for somebody who is not of the family of a learner in use.
pub fn record_wish(
    app: &App,
    caller: &Caller,
    person: &str,
    new: NewFamilyWish,
) -> Result<FamilyContactView, ServiceError> {
    let permit = authorise(caller, Action::RecordFamilyWish)?;
    app.write(&permit, |c| {
        let mut found = audience::of_provider(c, app, &caller.organisation, |_| true)?;
        let at =
            found.people.iter().position(|one| one.key.as_str() == person).ok_or(ServiceError::NotFound)?;
        let mut person = found.people.swap_remove(at);
        if person.wish.as_ref().is_none_or(|wish| wish.wish != new.wish) {
            person.wish = Some(noted(c, app, caller, &person, new.wish)?);
            for (learner, _) in &person.relationships {
                access::note(c, app, caller, Action::RecordFamilyWish, "learner", learner.as_str())?;
            }
        }
        let who = Names::of(c, app, noted_by(&person))?;
        Ok(view(&person, &found.names, &who))
    })
}

/// Writes a wish under every digest by which the person is known: it holds when the address is recorded later, or taken out.
fn noted(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    person: &Person,
    wish: FamilyWish,
) -> Result<StoredWish, ServiceError> {
    let one = |key: &FamilyPerson| StoredWish {
        id: app.ids.next_id(),
        provider: caller.organisation.clone(),
        person: key.clone(),
        wish,
        made_by: Some(caller.user.clone()),
        created_at: app.clock.now(),
    };
    for key in &person.keys {
        family_wishes::insert(c, &one(key))?;
    }
    Ok(one(&person.key))
}
