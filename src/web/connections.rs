//! How other programs are let in, and told: API keys and webhooks.

mod keys;
mod webhooks;

use actix_web::web::ServiceConfig;

use super::layout::Shell;
use super::plain::{Plain, Section};
use crate::words::pages::connections as words;

/// Registers the pages.
pub(super) fn register(config: &mut ServiceConfig) {
    config.configure(keys::register).configure(webhooks::register);
}

/// The page with a secret, which is shown once.
fn secret(shell: Shell, heading: &str, what: &str, secret: String, back: (&str, &str)) -> Plain {
    let facts = vec![(what.to_owned(), vec![secret])];
    let sections = vec![Section { facts, ..Section::default() }];
    Plain { lead: vec![words::ONCE.to_owned()], sections, ..Plain::headed(shell, heading) }
        .back(back.0, back.1)
}
