//! The pages of API keys and webhooks: how other programs are let in, and told.

/// Headings.
pub const KEYS: &str = "API keys";
/// See [`KEYS`].
pub const WEBHOOKS: &str = "Webhooks";
/// See [`KEYS`].
pub const MESSAGES: &str = "Messages";
/// See [`KEYS`].
pub const BACK_TO_ORGANISATION: &str = "Back to your organisation";
/// See [`KEYS`].
pub const BACK_TO_KEYS: &str = "Back to the API keys";
/// See [`KEYS`].
pub const BACK_TO_WEBHOOKS: &str = "Back to the webhooks";

/// Keys.
pub const ABOUT_KEYS: &str = "A key lets another program act for your organisation, in your role and within what you tick. Give it only to the person who sets up that program.";
/// See [`ABOUT_KEYS`].
pub const NO_KEY: &str = "There are no API keys.";
/// See [`ABOUT_KEYS`].
pub const MAKE_KEY: &str = "Make a key";
/// See [`ABOUT_KEYS`].
pub const LABEL: &str = "What is it for?";
/// See [`ABOUT_KEYS`].
pub const LABEL_HINT: &str = "Such as the name of the program";
/// See [`ABOUT_KEYS`].
pub const ENDS: &str = "Last day on which it works";
/// See [`ABOUT_KEYS`].
pub const ENDS_HINT: &str = "Within a year. 90 days from now if you leave it empty.";
/// See [`ABOUT_KEYS`].
pub const SCOPES: &str = "What may it do?";
/// See [`ABOUT_KEYS`].
pub const REVOKE: &str = "Revoke this key";
/// See [`ABOUT_KEYS`].
pub const REVOKED: &str = "revoked";
/// See [`ABOUT_KEYS`].
pub const OVER: &str = "expired";
/// See [`ABOUT_KEYS`].
pub const WHATEVER: &str = "whatever its role may do";
/// See [`ABOUT_KEYS`].
pub const ENTER_LABEL: &str = "Enter what the key is for";
/// See [`ABOUT_KEYS`].
pub const ENTER_END: &str = "Enter a date within a year from now, such as 31 December 2026";
/// See [`ABOUT_KEYS`].
pub const SELECT_SCOPE: &str = "Select at least one thing that it may do";

/// Secrets, which are shown once.
pub const ONCE: &str = "Copy it now. It is not shown again.";
/// See [`ONCE`].
pub const THE_KEY: &str = "The key";
/// See [`ONCE`].
pub const THE_SECRET: &str = "The secret that signs messages";
/// See [`ONCE`].
pub const MADE_KEY: &str = "The key is made";
/// See [`ONCE`].
pub const MADE_SECRET: &str = "The secret is made";

/// Webhooks.
pub const ABOUT_WEBHOOKS: &str = "When something happens to a placement, the service posts a signed message to the address of another program. Messages hold identifiers and codes, never a name.";
/// See [`ABOUT_WEBHOOKS`].
pub const NO_WEBHOOK: &str = "There are no webhooks.";
/// See [`ABOUT_WEBHOOKS`].
pub const MAKE_WEBHOOK: &str = "Add a webhook";
/// See [`ABOUT_WEBHOOKS`].
pub const URL: &str = "Address to post to";
/// See [`ABOUT_WEBHOOKS`].
pub const URL_HINT: &str = "Beginning with https://";
/// See [`ABOUT_WEBHOOKS`].
pub const EVENTS: &str = "Which events should it receive?";
/// See [`ABOUT_WEBHOOKS`].
pub const ENTER_URL: &str = "Enter the address to post to";
/// See [`ABOUT_WEBHOOKS`].
pub const SELECT_EVENT: &str = "Select at least one event";
/// See [`ABOUT_WEBHOOKS`].
pub const ENDED: &str = "ended";
/// See [`ABOUT_WEBHOOKS`].
pub const ROTATE: &str = "Make a new secret";
/// See [`ABOUT_WEBHOOKS`].
pub const ABOUT_ROTATING: &str =
    "The old secret keeps working for one day, so that you have time to change the program.";
/// See [`ABOUT_WEBHOOKS`].
pub const END: &str = "End this webhook";
/// See [`ABOUT_WEBHOOKS`].
pub const ABOUT_ENDING: &str = "It receives no more messages. You can still read the earlier ones.";
/// See [`ABOUT_WEBHOOKS`].
pub const NO_MESSAGE: &str = "It has not received anything yet.";
/// See [`ABOUT_WEBHOOKS`].
pub const AGAIN: &str = "Send it again";
/// See [`ABOUT_WEBHOOKS`].
pub const SOME: &str = "The first 200 are shown.";

/// When a key was made and until when it works.
#[must_use]
pub fn life(made: &str, until: Option<&str>) -> String {
    until.map_or_else(|| format!("Made on {made}"), |until| format!("Made on {made}, works until {until}"))
}

/// An attempt to deliver a message.
#[must_use]
pub fn attempt(at: &str, status: Option<i32>, problem: Option<&str>) -> String {
    match (status, problem) {
        (Some(status), None) => format!("{at}: accepted with status {status}"),
        (Some(status), Some(_)) => format!("{at}: refused with status {status}"),
        (None, problem) => {
            format!("{at}: not delivered ({})", problem.unwrap_or("no answer").replace('_', " "))
        }
    }
}

/// What was done, by the code of the form.
#[must_use]
pub fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "revoke" => "The key is revoked. It no longer works.",
        "end" => "The webhook has ended.",
        "again" => "The message is on its way again.",
        _ => return None,
    })
}
