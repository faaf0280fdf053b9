//! Posts a message about an event to a webhook. It may arrive more than once; the receiver knows it by `webhook-id`.

mod post;

use std::sync::Arc;

use super::task::Record;
use super::{Attempted, Fate, Task};
use crate::app::App;
use crate::auth::{Exemption, Permit};
use crate::db::jobs::{Ending, Job};
use crate::db::webhooks::{self, Message, Webhook, WebhookAttempt};
use crate::db::{Conn, DbError};
use crate::domain::ids::WebhookMessageId;
use crate::domain::webhook::WebhookState;
use crate::outbox::SEND_WEBHOOK;
use crate::services::webhooks::{Address, signature};

use post::Post;

/// See the module.
pub struct SendWebhook {
    app: Arc<App>,
    post: Post,
}

impl SendWebhook {
    /// The task over the service's parts.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        let post = Post::new(app.config.jobs.webhooks_to_own_network);
        Self { app, post }
    }

    /// A message that is still to go, with its webhook.
    fn waiting(&self, c: &mut Conn, id: &WebhookMessageId) -> Result<Option<(Message, Webhook)>, DbError> {
        let message = match webhooks::message(c, id) {
            Err(DbError::NotFound) => return Ok(None),
            message => message?,
        };
        let webhook = webhooks::get(c, &self.app.keys, &message.webhook)?;
        let goes = message.state == WebhookState::Queued && webhook.ended_at.is_none();
        Ok(goes.then_some((message, webhook)))
    }

    fn attempt(&self, message: &Message, webhook: &Webhook) -> WebhookAttempt {
        let at = self.app.clock.now();
        let own_network = self.app.config.jobs.webhooks_to_own_network;
        let Ok(address) = Address::read(&webhook.target.url, own_network) else {
            return WebhookAttempt { at, status: None, problem: Some("address_refused".to_owned()) };
        };
        let (id, body) = (message.id.as_str(), message.body.as_str());
        let signature = signature(&webhook.target.secrets, id, at, body);
        match self.post.send(&address, id, at, &signature, body) {
            Ok(status) => {
                let taken = (200..300).contains(&status);
                let problem = (!taken).then(|| "not_taken".to_owned());
                WebhookAttempt { at, status: Some(i32::from(status)), problem }
            }
            Err(problem) => WebhookAttempt { at, status: None, problem: Some(problem.to_owned()) },
        }
    }
}

impl Task for SendWebhook {
    fn kind(&self) -> &'static str {
        SEND_WEBHOOK
    }

    fn run(&self, job: &Job) -> Result<Attempted, DbError> {
        let Ok(id) = WebhookMessageId::parse(&job.subject_id) else {
            return Ok(Attempted::plain(Fate::Done));
        };
        let Some((message, webhook)) =
            self.app.read(&Permit::exempt(Exemption::Job), |c| self.waiting(c, &id))?
        else {
            return Ok(Attempted::plain(Fate::Done));
        };
        let attempt = self.attempt(&message, &webhook);
        let fate = if attempt.problem.is_none() { Fate::Done } else { Fate::Failed("webhook") };
        let app = self.app.clone();
        let record = move |c: &mut Conn, ending: Ending<'_>| {
            webhooks::add_attempt(c, &app.ids.next_id(), &id, &attempt)?;
            match ending {
                Ending::Complete => webhooks::set_state(c, &id, WebhookState::Delivered, Some(attempt.at)),
                Ending::Bury { .. } => webhooks::set_state(c, &id, WebhookState::Failed, None),
                Ending::Retry { .. } | Ending::Hold { .. } => Ok(()),
            }
        };
        Ok(Attempted { fate, record: Box::new(record) })
    }

    fn abandoned(&self, job: &Job, _: &'static str) -> Record {
        let id = WebhookMessageId::parse(&job.subject_id);
        Box::new(move |c, ending| match (&id, ending) {
            (Ok(id), Ending::Bury { .. }) => webhooks::set_state(c, id, WebhookState::Failed, None),
            _ => Ok(()),
        })
    }
}
