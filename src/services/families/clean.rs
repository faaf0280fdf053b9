//! A message goes to many families: it must not say anything of one of them. What can be told by a program is told here;
//! whoever approves it reads the rest.

use crate::app::App;
use crate::db::learners::StoredLearner;
use crate::db::{Conn, learners};
use crate::domain::check::FieldError;
use crate::domain::family_message::FamilyMessage;
use crate::domain::ids::{OrganisationId, Reference};
use crate::domain::text::folded;
use crate::services::ServiceError;
use crate::words::refused;

/// Lets pass a message in which no learner's whole name, no contact's name, address or number, no postcode of a home, no number
/// of a learner and no reference of a placement stands.
///
/// # Errors
/// [`ServiceError::Invalid`] with the path of each text that says too much.
pub(super) fn check(
    c: &mut Conn,
    app: &App,
    provider: &OrganisationId,
    message: &FamilyMessage,
) -> Result<(), ServiceError> {
    let all = learners::all_of(c, &app.keys, provider)?;
    let secrets: Vec<String> = all.iter().flat_map(secrets).map(|one| spaced(&one)).collect();
    let mut faults = Vec::new();
    for (at, text) in message.texts.iter().enumerate() {
        for (name, said) in [("title", text.title.as_str()), ("body", text.body.as_str())] {
            let field = format!("texts[{at}].{name}");
            let plain = spaced(said);
            if secrets.iter().any(|secret| plain.contains(secret.as_str())) {
                faults.push(FieldError::new(field, refused::NAMES_A_FAMILY));
            } else if said.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(is_reference) {
                faults.push(FieldError::new(field, refused::NAMES_A_PLACEMENT));
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(ServiceError::Invalid(faults)) }
}

fn is_reference(word: &str) -> bool {
    Reference::parse(word).is_ok()
}

/// What identifies a learner or somebody of the family by itself. A first name alone does not: "Will" is a word.
fn secrets(one: &StoredLearner) -> Vec<String> {
    let (identity, home, codes) = (&one.learner.identity, &one.learner.home, &one.learner.codes);
    let mut found = vec![
        format!("{} {}", identity.given_name, identity.family_name),
        format!("{} {}", identity.first_name(), identity.family_name),
        home.postcode.as_str().to_owned(),
    ];
    for number in [&codes.upn, &codes.uln, &codes.external_id].into_iter().flatten() {
        // A short number of the provider's own, such as 12, may be any number.
        found.extend((number.as_str().chars().count() >= 6).then(|| number.to_string()));
    }
    for contact in &home.family {
        found.extend(contact.name.as_str().contains(' ').then(|| contact.name.to_string()));
        found.extend(contact.email.iter().map(|email| email.as_str().to_owned()));
        found.extend(contact.phone.iter().map(ToString::to_string));
    }
    found.extend(home.own_email.iter().map(|email| email.as_str().to_owned()));
    found
}

/// A text as words between single spaces, whatever its capitals and signs, so that "ann" is not found in "planned".
fn spaced(text: &str) -> String {
    let words = folded(text);
    let words = words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}
