//! Who gets a message: the contacts of learners in use, each person once, and who is left out and why.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::refresh::fingerprint;
use crate::db::family_sendings::FamilySending;
use crate::db::family_wishes::{self, StoredWish};
use crate::db::learners::{self, StoredLearner};
use crate::db::{Conn, DbError, Keys, agreements, family_messages};
use crate::domain::agreement::AgreementScope;
use crate::domain::calendar::{age_on, year_group};
use crate::domain::code::Code;
use crate::domain::contact::EmailAddress;
use crate::domain::family_message::{
    FamilyLeftOut, FamilyMessage, FamilyPerson, FamilyText, FamilyWay, FamilyWish, PaperBecause,
};
use crate::domain::ids::{LearnerId, OrganisationId};
use crate::domain::language::LanguageTag;
use crate::domain::learner::{FamilyContact, Home, LearnerState};
use crate::domain::text::{Line, folded};
use crate::services::ServiceError;

/// From which age on families are written to with the learner's agreement only.
const ADULT: i32 = 18;

/// Somebody of the families of learners: those who share an address are one.
pub(super) struct Person {
    pub key: FamilyPerson,
    /// Every digest under which a wish of theirs may stand.
    pub keys: BTreeSet<FamilyPerson>,
    pub names: Vec<Line>,
    pub relationships: Vec<(LearnerId, Line)>,
    pub email: Option<EmailAddress>,
    pub language: Option<LanguageTag>,
    pub wish: Option<StoredWish>,
}

/// The families of a provider's learners.
pub(super) struct Families {
    pub people: Vec<Person>,
    /// Learners in use of whom nobody of the family is recorded.
    pub without: Vec<LearnerId>,
    /// Adults in use who have not agreed that their family is written to.
    pub adults: Vec<LearnerId>,
    /// The names of the learners.
    pub names: BTreeMap<LearnerId, String>,
}

/// The digests of a contact: of the address if there is one, and of the name.
fn digests(
    keys: &Keys,
    provider: &OrganisationId,
    home: &Home,
    contact: &FamilyContact,
) -> Result<Vec<FamilyPerson>, ServiceError> {
    let digest = |column: &str, about: String| {
        FamilyPerson::parse(&keys.blind_index("families", column, &about)).map_err(ServiceError::internal)
    };
    let address = contact
        .email
        .as_ref()
        .map(|email| digest("address", format!("{provider} {}", email.as_str().to_lowercase())));
    let named = format!("{provider} {} {}", home.postcode.as_str(), folded(contact.name.as_str()));
    address.into_iter().chain([digest("name", named)]).collect()
}

/// The families of a provider's learners in use that a test lets pass.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn of_provider(
    c: &mut Conn,
    app: &App,
    provider: &OrganisationId,
    wanted: impl Fn(&StoredLearner) -> bool,
) -> Result<Families, ServiceError> {
    let today = app.clock.today_in_london();
    let wishes = family_wishes::newest(c, provider)?;
    let mut found =
        Families { people: Vec::new(), without: Vec::new(), adults: Vec::new(), names: BTreeMap::new() };
    let mut at: BTreeMap<FamilyPerson, usize> = BTreeMap::new();
    let mut all = learners::all_of(c, &app.keys, provider)?;
    all.retain(|one| one.state == LearnerState::Active && wanted(one));
    let agreed = agreements::stand_for(c, all.iter().map(|one| &one.id), AgreementScope::FamilyCopy)?;
    for one in all {
        let (identity, home) = (&one.learner.identity, &one.learner.home);
        found.names.insert(one.id.clone(), format!("{} {}", identity.first_name(), identity.family_name));
        if home.family.is_empty() {
            found.without.push(one.id);
            continue;
        }
        if age_on(identity.date_of_birth, today) >= ADULT && !agreed.contains(&one.id) {
            found.adults.push(one.id);
            continue;
        }
        for contact in &home.family {
            let keys = digests(&app.keys, provider, home, contact)?;
            let Some(key) = keys.first().cloned() else { continue };
            let place = *at.entry(key.clone()).or_insert_with(|| {
                found.people.push(Person {
                    key,
                    keys: BTreeSet::new(),
                    names: Vec::new(),
                    relationships: Vec::new(),
                    email: contact.email.clone(),
                    language: None,
                    wish: None,
                });
                found.people.len() - 1
            });
            let Some(person) = found.people.get_mut(place) else { continue };
            person.keys.extend(keys);
            if !person.names.contains(&contact.name) {
                person.names.push(contact.name.clone());
            }
            person.relationships.push((one.id.clone(), contact.relationship.clone()));
            person.language = person.language.take().or_else(|| contact.language.clone());
        }
    }
    for person in &mut found.people {
        let theirs = person.keys.iter().filter_map(|key| wishes.get(key));
        person.wish = theirs.max_by_key(|wish| (wish.created_at, wish.id.clone())).cloned();
    }
    Ok(found)
}

impl Person {
    /// Through which learners, each once.
    pub(super) fn learners(&self) -> Vec<LearnerId> {
        let all: BTreeSet<&LearnerId> = self.relationships.iter().map(|(id, _)| id).collect();
        all.into_iter().cloned().collect()
    }

    /// How a message reaches them, and why on paper; `None` when they want none.
    pub(super) fn way(&self) -> Option<(FamilyWay, Option<PaperBecause>)> {
        match self.wish.as_ref().map(|wish| wish.wish) {
            Some(FamilyWish::Nothing) => None,
            _ if self.email.is_none() => Some((FamilyWay::Paper, Some(PaperBecause::NoAddress))),
            Some(FamilyWish::Paper) => Some((FamilyWay::Paper, Some(PaperBecause::Chosen))),
            Some(FamilyWish::Mail) | None => Some((FamilyWay::Mail, None)),
        }
    }
}

/// Somebody who would get a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FamilyRecipient {
    /// Who, by a digest.
    pub person: FamilyPerson,
    /// Their names: more than one where they share an address.
    pub names: Vec<String>,
    /// Through which learners.
    pub learners: Vec<LearnerId>,
    /// How.
    pub way: FamilyWay,
    /// Why on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<PaperBecause>,
    /// In which language.
    pub language: LanguageTag,
    /// Whether that is the language recorded for them.
    pub is_own_language: bool,
}

/// Somebody who is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FamilyLeftOutView {
    /// Why.
    pub reason: FamilyLeftOut,
    /// Their names, where it is somebody of a family.
    pub names: Vec<String>,
    /// Of which learners.
    pub learners: Vec<LearnerId>,
}

/// How many read a message in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LanguageCount {
    /// The language.
    pub language: LanguageTag,
    /// How many people.
    pub people: usize,
}

/// Who would get a message as things stand, and who would not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FamilyRecipients {
    /// What all of it comes to: an approval names it, so that nobody else gets the message than was shown.
    pub mark: String,
    /// How many learners it is about.
    pub learners: usize,
    /// How many people get it by mail.
    pub by_mail: usize,
    /// How many get it on paper.
    pub on_paper: usize,
    /// How many in each language.
    pub languages: Vec<LanguageCount>,
    /// Who gets it.
    pub recipients: Vec<FamilyRecipient>,
    /// Who does not, and why.
    pub left_out: Vec<FamilyLeftOutView>,
    /// The names of the learners that are named above.
    pub learner_names: BTreeMap<LearnerId, String>,
}

/// Who would get a message as things stand.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn of_message(
    c: &mut Conn,
    app: &App,
    provider: &OrganisationId,
    message: &FamilyMessage,
    version: i64,
) -> Result<FamilyRecipients, ServiceError> {
    let today = app.clock.today_in_london();
    let found = of_provider(c, app, provider, |one| {
        message.is_for(year_group(one.learner.identity.date_of_birth, today))
    })?;
    let (mut recipients, mut left_out) = (Vec::new(), Vec::new());
    for person in &found.people {
        let names: Vec<String> = person.names.iter().map(ToString::to_string).collect();
        let learners = person.learners();
        let Some((way, because)) = person.way() else {
            left_out.push(FamilyLeftOutView { reason: FamilyLeftOut::OptedOut, names, learners });
            continue;
        };
        let Some(FamilyText { language, .. }) = message.text_for(person.language.as_ref()) else { continue };
        recipients.push(FamilyRecipient {
            person: person.key.clone(),
            names,
            learners,
            way,
            because,
            is_own_language: person.language.as_ref() == Some(language),
            language: language.clone(),
        });
    }
    let nobody = |reason: FamilyLeftOut, learner: &LearnerId| FamilyLeftOutView {
        reason,
        names: Vec::new(),
        learners: vec![learner.clone()],
    };
    left_out.extend(found.without.iter().map(|learner| nobody(FamilyLeftOut::NoContact, learner)));
    left_out.extend(found.adults.iter().map(|learner| nobody(FamilyLeftOut::AdultNotAgreed, learner)));
    let count = |way: FamilyWay| recipients.iter().filter(|one| one.way == way).count();
    let languages = message.texts.iter().map(|text| LanguageCount {
        language: text.language.clone(),
        people: recipients.iter().filter(|one| one.language == text.language).count(),
    });
    Ok(FamilyRecipients {
        mark: mark(version, &recipients),
        learners: found.names.len(),
        by_mail: count(FamilyWay::Mail),
        on_paper: count(FamilyWay::Paper),
        languages: languages.collect(),
        recipients,
        left_out,
        learner_names: found.names,
    })
}

fn mark(version: i64, recipients: &[FamilyRecipient]) -> String {
    let mut lines: Vec<String> = recipients
        .iter()
        .map(|one| {
            let learners: Vec<&str> = one.learners.iter().map(LearnerId::as_str).collect();
            format!("{} {} {} {}", one.person, one.way.code(), one.language, learners.join(","))
        })
        .collect();
    lines.sort();
    fingerprint(&format!("{version}\n{}", lines.join("\n")))
}

/// A contact who is the reader of a sending.
struct Reader {
    contact: FamilyContact,
    keys: Vec<FamilyPerson>,
    /// Whether the learner is under 18, or has agreed that the family is written to.
    may_be_written_to: bool,
}

/// The contacts who are the reader of a sending, of its learners that are there still and in use.
fn readers(c: &mut Conn, app: &App, sending: &FamilySending) -> Result<Vec<Reader>, ServiceError> {
    let today = app.clock.today_in_london();
    let mut found = Vec::new();
    for id in &sending.learners {
        let one = match learners::get(c, &app.keys, id) {
            Err(DbError::NotFound) => continue,
            one => one?,
        };
        if one.state != LearnerState::Active {
            continue;
        }
        let may_be_written_to = age_on(one.learner.identity.date_of_birth, today) < ADULT
            || agreements::stands(c, id, AgreementScope::FamilyCopy)?;
        let home = one.learner.home;
        for contact in &home.family {
            let keys = digests(&app.keys, &one.provider, &home, contact)?;
            if keys.first() == Some(&sending.person) {
                found.push(Reader { contact: contact.clone(), keys, may_be_written_to });
            }
        }
    }
    Ok(found)
}

/// Whether the reader of a sending is still somebody of the family of one of its learners.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn is_there(c: &mut Conn, app: &App, sending: &FamilySending) -> Result<bool, ServiceError> {
    Ok(!readers(c, app, sending)?.is_empty())
}

/// The same, of a learner whose family may be written to now.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn may_be_written_to(
    c: &mut Conn,
    app: &App,
    sending: &FamilySending,
) -> Result<bool, ServiceError> {
    Ok(readers(c, app, sending)?.iter().any(|reader| reader.may_be_written_to))
}

/// Every digest under which a wish of the reader of a sending stands.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn digests_of(
    c: &mut Conn,
    app: &App,
    sending: &FamilySending,
) -> Result<BTreeSet<FamilyPerson>, ServiceError> {
    let all = readers(c, app, sending)?.into_iter().flat_map(|reader| reader.keys);
    Ok(all.chain([sending.person.clone()]).collect())
}

/// The address to which a sending goes now, or the code of why it does not.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(crate) fn address(
    c: &mut Conn,
    app: &App,
    sending: &FamilySending,
) -> Result<Result<String, &'static str>, ServiceError> {
    let provider = family_messages::get(c, &app.keys, &sending.message)?.provider;
    let wish = family_wishes::newest(c, &provider)?.remove(&sending.person);
    if wish.is_some_and(|wish| wish.wish == FamilyWish::Nothing) {
        return Ok(Err("family_opted_out"));
    }
    let readers = readers(c, app, sending)?;
    // What an adult agreed to when the message was approved is asked again.
    let open = readers.iter().filter(|reader| reader.may_be_written_to);
    let address = open.map(|reader| &reader.contact).find_map(|contact| contact.email.as_ref());
    let why = if readers.iter().any(|reader| reader.contact.email.is_some()) {
        "family_not_agreed"
    } else {
        "recipient_gone"
    };
    Ok(address.map(|email| email.as_str().to_owned()).ok_or(why))
}
