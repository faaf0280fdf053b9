//! The letters and pages by which people come in: invitations, and new passwords.

use askama::Template;

use super::label::Label;
use crate::domain::role::Role;

/// A letter with one link.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ subject }}</title></head><body>
{% for paragraph in before %}<p>{{ paragraph }}</p>
{% endfor %}<p><a href="{{ link }}">{{ link }}</a></p>
{% for paragraph in after %}<p>{{ paragraph }}</p>
{% endfor %}</body></html>
"#,
    ext = "html"
)]
pub struct Letter {
    /// One line, without a name.
    pub subject: &'static str,
    before: Vec<String>,
    link: String,
    after: Vec<String>,
}

impl Letter {
    /// The letter as plain text.
    #[must_use]
    pub fn text(&self) -> String {
        let link = [self.link.clone()];
        let all: Vec<&str> = self.before.iter().chain(&link).chain(&self.after).map(String::as_str).collect();
        all.join("\n\n") + "\n"
    }

    /// The letter as HTML.
    ///
    /// # Errors
    /// When the template fails, which only lack of memory can cause.
    pub fn html(&self) -> Result<String, askama::Error> {
        self.render()
    }
}

/// An invitation to act for an organisation.
#[must_use]
pub fn invitation(organisation: &str, role: Role, has_password: bool, link: &str) -> Letter {
    let how = if has_password {
        "You have an account with this address. To accept, open this link within 72 hours; your password stays as it is:"
    } else {
        "To accept, open this link within 72 hours and choose a password of your own:"
    };
    Letter {
        subject: "You are invited to Placewell",
        before: vec![
            format!("{organisation} invites you to Placewell. Your role there: {}.", role.label()),
            how.to_owned(),
        ],
        link: link.to_owned(),
        after: vec![
            "The link works once. Nobody will ever ask you for your password.".to_owned(),
            "If you did not expect this invitation, you need do nothing.".to_owned(),
        ],
    }
}

/// A link to choose a new password.
#[must_use]
pub fn reset(link: &str) -> Letter {
    Letter {
        subject: "Choose a new password for Placewell",
        before: vec![
            "Somebody asked for a new password for the Placewell account with this address.".to_owned(),
            "To choose one, open this link within 72 hours:".to_owned(),
        ],
        link: link.to_owned(),
        after: vec![
            "The link works once, and signs you out everywhere.".to_owned(),
            "If you did not ask for it, you need do nothing: your password stays as it is.".to_owned(),
        ],
    }
}

/// What a form says when somebody tries too often.
pub const WAIT: &str = "There were too many attempts from your network. Wait a few minutes, then try again.";

/// What a form says when the service cannot answer now.
pub const TRY_AGAIN: &str = "That did not work just now. Try again in a moment.";

/// A field of a form that was refused, as a sentence.
#[must_use]
pub fn refused(field: &str, reason: &str) -> String {
    format!("The {field} {reason}.")
}

/// A page on which somebody chooses a password.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title></head><body><main>
<h1>{{ title }}</h1>
{% if is_done %}<p role="status">{{ finished }}</p>
{% else %}{% if let Some(problem) = problem %}<p role="alert"><strong>{{ problem }}</strong></p>
{% endif %}<p>{{ explained }}</p>
<form method="post">
<p><label for="code">The code from your letter</label><br>
<input id="code" name="code" value="{{ code }}" required autocomplete="off" spellcheck="false" maxlength="200" size="40"></p>
<p><label for="password">Your new password, at least 12 characters</label><br>
<input id="password" name="password" type="password" autocomplete="new-password" maxlength="200" size="40"></p>
<p><button>{{ title }}</button></p>
</form>
<script src="/account/fill.js"></script>
{% endif %}</main></body></html>
"#,
    ext = "html"
)]
pub struct Page {
    title: &'static str,
    explained: &'static str,
    finished: &'static str,
    problem: Option<String>,
    code: String,
    is_done: bool,
}

impl Page {
    fn new(title: &'static str, explained: &'static str, finished: &'static str) -> Self {
        Self { title, explained, finished, problem: None, code: String::new(), is_done: false }
    }

    /// Taking an invitation up.
    #[must_use]
    pub fn invitation() -> Self {
        Self::new(
            "Accept the invitation",
            "Choose a password of your own. If you have one here already, leave the field empty.",
            "You have accepted the invitation. You can sign in now.",
        )
    }

    /// Choosing a new password.
    #[must_use]
    pub fn reset() -> Self {
        Self::new(
            "Choose a new password",
            "The new password takes the place of the old one, and you are signed out everywhere.",
            "Your new password is set. You can sign in with it now.",
        )
    }

    /// The same page once it is done.
    #[must_use]
    pub fn done(self) -> Self {
        Self { is_done: true, ..self }
    }

    /// The same page with why it was refused.
    #[must_use]
    pub fn refused(self, problem: String, code: String) -> Self {
        Self { problem: Some(problem), code, ..self }
    }
}
