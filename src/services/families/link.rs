//! What somebody of a family does by the link in a message, without an account: reads it, answers, says how they want such
//! messages. Opening it changes nothing, because mail scanners open links.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::audience;
use super::sendings::fits;
use crate::app::App;
use crate::auth::Permit;
use crate::auth::family_visitor::{FamilyAct, FamilyVisitor};
use crate::auth::link::{self, Opens};
use crate::db::family_replies::{self, FamilyReply};
use crate::db::family_sendings::{self, FamilySending};
use crate::db::family_wishes::{self, StoredWish};
use crate::db::{Conn, family_messages};
use crate::domain::contact::PhoneLine;
use crate::domain::family_message::{FamilyAnswer, FamilyQuestion, FamilyText, FamilyWish};
use crate::domain::text::Paragraph;
use crate::services::visits::counted;
use crate::services::{ServiceError, access, scope};

/// For how long a message can be read and answered.
const OPEN: TimeDelta = TimeDelta::days(120);

/// What a code leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FamilyOpened {
    /// The page.
    Good(FamilyVisitor),
    /// The message is too old to answer. How messages are wanted can still be said.
    Expired,
    /// Its reader is no longer of the family of a learner there.
    Gone,
}

/// The page of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyPage {
    /// Who writes.
    pub provider: String,
    /// Whom to ring.
    pub phones: Vec<PhoneLine>,
    /// What is said.
    pub text: FamilyText,
    /// What is asked.
    pub question: FamilyQuestion,
    /// The newest answer, and when it came.
    pub answered: Option<(FamilyAnswer, DateTime<Utc>)>,
}

fn found(
    c: &mut Conn,
    app: &App,
    opens: Opens,
    code: &str,
) -> Result<(FamilySending, FamilyVisitor), ServiceError> {
    let id = link::read(&app.keys, opens, code).ok_or(ServiceError::NotFound)?;
    let sending = family_sendings::get(c, &app.keys, id)?;
    let message = family_messages::get(c, &app.keys, &sending.message)?;
    let visitor = FamilyVisitor {
        sending: sending.id.clone(),
        message: message.id,
        person: sending.person.clone(),
        provider: message.provider,
    };
    Ok((sending, visitor))
}

/// Looks a code up. One that is not ours counts against the address that it comes from.
///
/// # Errors
/// [`ServiceError::NotFound`] for a code that is not ours; [`ServiceError::TooMany`].
pub fn open(app: &App, client: IpAddr, code: &str) -> Result<FamilyOpened, ServiceError> {
    counted(app, client, |c| {
        let (sending, visitor) = found(c, app, Opens::Family, code)?;
        Ok(if !audience::is_there(c, app, &sending)? {
            FamilyOpened::Gone
        } else if app.clock.now() >= sending.created_at + OPEN {
            FamilyOpened::Expired
        } else {
            FamilyOpened::Good(visitor)
        })
    })
}

/// Reads a message. It is in the access log before it is shown.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn page(app: &App, visitor: &FamilyVisitor) -> Result<FamilyPage, ServiceError> {
    let page = app.read(&Permit::of_family(visitor), |c| {
        let message = family_messages::get(c, &app.keys, &visitor.message)?.message;
        let sending = family_sendings::get(c, &app.keys, visitor.sending.as_str())?;
        let provider = scope::provider(c, app, &visitor.provider)?;
        let newest = family_replies::of_sending(c, &app.keys, &visitor.sending)?.pop();
        Ok::<_, ServiceError>(FamilyPage {
            provider: provider.outward_name.to_string(),
            phones: provider.phones,
            text: message.text_for(Some(&sending.language)).cloned().ok_or(ServiceError::NotFound)?,
            question: message.question,
            answered: newest.map(|reply| (reply.answer, reply.created_at)),
        })
    })?;
    access::shown_to_family(app, visitor, FamilyAct::Read)?;
    Ok(page)
}

/// Answers a message. What was answered before stays as it is; the newest counts, and the same again adds nothing.
///
/// # Errors
/// [`ServiceError::Invalid`] for an answer that the message does not ask for.
pub fn answer(
    app: &App,
    visitor: &FamilyVisitor,
    answer: FamilyAnswer,
    words: Option<&Paragraph>,
) -> Result<(), ServiceError> {
    let id = app.ids.next_id();
    app.write(&Permit::of_family(visitor), |c| {
        let message = family_messages::get(c, &app.keys, &visitor.message)?.message;
        fits(message.question, answer)?;
        let newest = family_replies::of_sending(c, &app.keys, &visitor.sending)?.pop();
        if newest.is_some_and(|one| one.answer == answer && one.words.as_ref() == words) {
            return Ok(());
        }
        let reply = FamilyReply {
            id: id.clone(),
            sending: visitor.sending.clone(),
            answer,
            words: words.cloned(),
            made_by: None,
            created_at: app.clock.now(),
            seen: None,
        };
        family_replies::insert(c, &app.keys, &reply)?;
        access::family_visited(c, app, visitor, FamilyAct::Answer)
    })
}

/// Who has a link, be it good or not: whoever wants to be left alone need not have a new one.
fn whose(app: &App, client: IpAddr, code: &str) -> Result<FamilyVisitor, ServiceError> {
    counted(app, client, |c| Ok(found(c, app, Opens::Family, code)?.1))
}

/// How the reader of a link wants messages, as far as that was said.
///
/// # Errors
/// [`ServiceError::NotFound`] for a code that is not ours; [`ServiceError::TooMany`].
pub fn wish_of(app: &App, client: IpAddr, code: &str) -> Result<Option<FamilyWish>, ServiceError> {
    let visitor = whose(app, client, code)?;
    app.read(&Permit::of_family(&visitor), |c| {
        let wishes = family_wishes::newest(c, &visitor.provider)?;
        Ok(wishes.get(&visitor.person).map(|wish| wish.wish))
    })
}

/// Says how the reader of a link wants messages from now on. A second time changes nothing.
///
/// # Errors
/// As for [`wish_of`].
pub fn wish(app: &App, client: IpAddr, code: &str, wish: FamilyWish) -> Result<(), ServiceError> {
    said(app, &whose(app, client, code)?, wish)
}

/// Stops messages by the address in a letter's header, which opens nothing. Whoever posts gets the same answer whatever is
/// known.
///
/// # Errors
/// [`ServiceError::TooMany`]; those of the store.
pub fn unsubscribe(app: &App, client: IpAddr, code: &str) -> Result<(), ServiceError> {
    match counted(app, client, |c| Ok(found(c, app, Opens::FamilyStop, code)?.1)) {
        Err(ServiceError::NotFound) => Ok(()),
        Err(error) => Err(error),
        Ok(visitor) => said(app, &visitor, FamilyWish::Nothing),
    }
}

fn said(app: &App, visitor: &FamilyVisitor, wish: FamilyWish) -> Result<(), ServiceError> {
    app.write(&Permit::of_family(visitor), |c| {
        let known = family_wishes::newest(c, &visitor.provider)?.remove(&visitor.person);
        if known.is_some_and(|known| known.wish == wish) {
            return Ok(());
        }
        let sending = family_sendings::get(c, &app.keys, visitor.sending.as_str())?;
        for person in audience::digests_of(c, app, &sending)? {
            let wish = StoredWish {
                id: app.ids.next_id(),
                provider: visitor.provider.clone(),
                person,
                wish,
                made_by: None,
                created_at: app.clock.now(),
            };
            family_wishes::insert(c, &wish)?;
        }
        access::family_visited(c, app, visitor, FamilyAct::Wish)
    })
}
