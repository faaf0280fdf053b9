//! Sends a letter with a link to the one person whom it is for.
//!
//! The job holds the link's name only. The code is made anew by the key file as the letter is written, and is never
//! logged; whether a reset has an account to go to is found out here, where nobody waits for the answer.

use std::sync::Arc;

use super::{Attempted, Fate, Task};
use crate::app::App;
use crate::auth::link::{self, Opens};
use crate::auth::{Exemption, Permit};
use crate::db::jobs::Job;
use crate::db::mailed_links::{self, LinkKind, MailedLink};
use crate::db::{Conn, DbError, organisations, users};
use crate::mail::{Outgoing, SendError, message_id};
use crate::outbox::SEND_LINK;
use crate::words::account::{self, Letter};

/// See the module.
pub struct SendLink {
    app: Arc<App>,
}

impl SendLink {
    /// The task over the service's parts.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self { app }
    }

    /// The words of a link's letter; `None` when it goes to nobody.
    fn letter(&self, c: &mut Conn, link: &MailedLink) -> Result<Option<Letter>, DbError> {
        let app = &self.app;
        if !link.is_good(app.clock.now()) {
            return Ok(None);
        }
        let index = users::email_index(&app.keys, link.person.email.as_str());
        let user = users::find_by_email_index(c, &app.keys, &index)?;
        let address = |page: &str| {
            format!(
                "{}/account/{page}#{}",
                app.config.server.public_url,
                link::reveal(&app.keys, Opens::Account, &link.id)
            )
        };
        Ok(match (link.kind, &link.post) {
            (LinkKind::Reset, _) => {
                let reset = user.filter(|user| user.disabled_at.is_none());
                reset.map(|_| account::reset(&address("reset")))
            }
            (LinkKind::Invitation, Some(post)) => {
                let organisation = organisations::get(c, &app.keys, &post.organisation)?;
                let has_password = user.is_some_and(|user| user.password_hash.is_some());
                let name = organisation.body.name().as_str();
                Some(account::invitation(name, post.role, has_password, &address("invitation")))
            }
            (LinkKind::Invitation, None) => None,
        })
    }
}

impl Task for SendLink {
    fn kind(&self) -> &'static str {
        SEND_LINK
    }

    fn run(&self, job: &Job) -> Result<Attempted, DbError> {
        let app = &self.app;
        let found = app.read(&Permit::exempt(Exemption::Job), |c| {
            match mailed_links::get(c, &app.keys, &job.subject_id) {
                Err(DbError::NotFound) => Ok(None),
                link => {
                    let link = link?;
                    Ok::<_, DbError>(self.letter(c, &link)?.map(|letter| (link, letter)))
                }
            }
        })?;
        let Some((link, letter)) = found else { return Ok(Attempted::plain(Fate::Done)) };
        let Ok(html) = letter.html() else { return Ok(Attempted::plain(Fate::Failed("template"))) };
        let outgoing = Outgoing {
            delivery: link.id.clone(),
            message_id: message_id(&link.id, &app.mailer.sender().address),
            queued_at: link.created_at,
            to: link.person.email.as_str().to_owned(),
            on_behalf_of: None,
            subject: letter.subject.to_owned(),
            text: letter.text(),
            html,
            calendar: None,
            unsubscribe: None,
            attachments: Vec::new(),
        };
        let fate = match app.mailer.send(&outgoing) {
            Ok(_) => Fate::Done,
            Err(error @ SendError::Configuration { .. }) => Fate::Held(error.code()),
            Err(error @ SendError::Transient { .. }) => Fate::Failed(error.code()),
            Err(error @ SendError::Permanent { .. }) => Fate::Refused(error.code()),
        };
        Ok(Attempted::plain(fate))
    }
}
