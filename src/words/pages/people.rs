//! The pages of the people who sign in.

/// Headings.
pub const HEADING: &str = "People who sign in";
/// See [`HEADING`].
pub const BACK: &str = "Back to the people who sign in";
/// See [`HEADING`].
pub const ACCOUNTS: &str = "Accounts";
/// See [`HEADING`].
pub const INVITED: &str = "Invited, not yet accepted";
/// See [`HEADING`].
pub const RULE: &str = "The second step for signing in";
/// See [`HEADING`].
pub const ROLES: &str = "Roles";
/// See [`HEADING`].
pub const DETAILS: &str = "Name, address and access";
/// See [`HEADING`].
pub const PHONE_LOST: &str = "The phone with the second step is lost";

/// Lists without anybody.
pub const NOBODY: &str = "Nobody has an account here yet.";
/// See [`NOBODY`].
pub const NO_INVITATION: &str = "Nobody is invited at the moment.";
/// Only some are shown.
pub const MORE: &str = "The first 200 are shown.";

/// Inviting somebody.
pub const INVITE: &str = "Invite somebody";
/// See [`INVITE`].
pub const ABOUT_INVITING: &str =
    "They get a letter with a link that works for 72 hours, and choose a password of their own.";
/// See [`INVITE`].
pub const NAME: &str = "Name";
/// See [`INVITE`].
pub const EMAIL: &str = "Email address";
/// See [`INVITE`].
pub const ROLE: &str = "Role";
/// See [`INVITE`].
pub const SEND: &str = "Send the invitation";
/// See [`INVITE`].
pub const TAKE_BACK: &str = "Take this invitation back";
/// What to do about a field.
pub const ENTER_NAME: &str = "Enter their name";
/// See [`ENTER_NAME`].
pub const ENTER_EMAIL: &str = "Enter an email address, such as kim@example.org";
/// See [`ENTER_NAME`].
pub const SELECT_ROLE: &str = "Select a role";

/// One account.
pub const SAVE: &str = "Save";
/// See [`SAVE`].
pub const ACCESS: &str = "Access";
/// See [`SAVE`].
pub const BARRED: &str = "May not sign in";
/// See [`SAVE`].
pub const BARRED_HINT: &str = "Signs them out everywhere. The account stays for the record.";
/// The account is kept elsewhere as well.
pub const NOT_IN_HAND: &str = "They act for another organisation as well, whose people you do not keep. Their name, their address and whether they may sign in can be changed by whoever keeps both, or by an administrator.";
/// The mark of a barred account.
pub const IS_BARRED: &str = "may not sign in";
/// The mark of an account without a password.
pub const NO_PASSWORD: &str = "no password yet";
/// A role more.
pub const GIVE: &str = "Give another role";
/// A role less.
pub const REMOVE_ROLE: &str = "Remove this role";
/// See [`REMOVE_ROLE`].
pub const SIGNED_OUT: &str = "Removing a role signs them out everywhere.";

/// The rule on second steps.
pub const REQUIRE: &str = "Ask everybody for a second step";
/// See [`REQUIRE`].
pub const NOT_REQUIRE: &str = "Leave the second step to each person";
/// See [`REQUIRE`].
pub const IS_REQUIRED: &str =
    "Everybody who signs in here needs a second step: a code from an authenticator app.";
/// See [`REQUIRE`].
pub const IS_FREE: &str = "Each person decides whether they add a second step.";
/// See [`REQUIRE`].
pub const ABOUT_REQUIRING: &str = "If you require it, anybody without a second step must add one at their next sign-in before they can do anything else.";

/// Somebody has lost their second step.
pub const REMOVE_STEP: &str = "Remove their second step";
/// See [`REMOVE_STEP`].
pub const ABOUT_STEP: &str = "Do this only if you are sure who is asking. They are signed out everywhere, and sign in with the password alone until they add another.";
/// See [`REMOVE_STEP`].
pub const NO_STEP_HERE: &str =
    "They have no second step, or belong to another organisation as well, which has to agree";

/// An invitation in a line.
#[must_use]
pub fn until(moment: &str) -> String {
    format!("Valid until {moment}")
}

/// What was done, by the code of the form.
#[must_use]
pub fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "invite" => "The invitation is on its way. Its link works for 72 hours.",
        "back" => "The invitation is taken back. Its link no longer works.",
        "rule" => "The rule is saved.",
        "details" => "Saved.",
        "grant" => "The role is given. They can choose it on their account page.",
        "revoke" => "The role is removed, and they are signed out everywhere.",
        "step" => "Their second step is removed, and they are signed out everywhere.",
        _ => return None,
    })
}
