//! The page of one's own account.

/// Headings.
pub const HEADING: &str = "Your account";
/// See [`HEADING`].
pub const WHO: &str = "Who you are";
/// See [`HEADING`].
pub const ROLES: &str = "Acting in another role";
/// See [`HEADING`].
pub const PASSWORD: &str = "Your password";
/// See [`HEADING`].
pub const SECOND_STEP: &str = "A second step for signing in";

/// What is known of the caller.
pub const NAME: &str = "Name";
/// See [`NAME`].
pub const EMAIL: &str = "Email address";
/// See [`NAME`].
pub const ROLE: &str = "Signed in as";
/// See [`NAME`].
pub const BY_WHOM: &str =
    "To change your name or address, ask somebody who manages the accounts of your organisation.";

/// Changing the password.
pub const CHANGE: &str = "Change your password";
/// See [`CHANGE`].
pub const OLD: &str = "Your current password";
/// See [`CHANGE`].
pub const NEW: &str = "Your new password";
/// See [`CHANGE`].
pub const NEW_HINT: &str = "At least 12 characters. Three or four unrelated words work well.";
/// See [`CHANGE`].
pub const REPEAT: &str = "Repeat the new password";
/// See [`CHANGE`].
pub const SAME: &str = "Enter the same new password twice";
/// See [`CHANGE`].
pub const OTHERS_END: &str = "You stay signed in here, and are signed out everywhere else.";

/// The second step.
pub const ADD_STEP: &str = "Add a second step with an authenticator app";
/// See [`ADD_STEP`].
pub const ABOUT_STEP: &str =
    "With a second step, you are asked for a code from your phone as well as your password.";
/// See [`ADD_STEP`].
pub const END_STEP: &str = "Remove the second step";
/// See [`ADD_STEP`].
pub const NO_STEP: &str = "This account has no second step";

/// Acting in another role.
pub const SWITCH: &str = "Change role";
/// See [`SWITCH`].
pub const AS: &str = "Act as";
/// See [`SWITCH`].
pub const ELSEWHERE: &str = "at another organisation";
/// See [`SWITCH`].
pub const SELECT_ROLE: &str = "Select a role";
/// See [`SWITCH`].
pub const YOUR_PASSWORD: &str = "Your password";
/// See [`SWITCH`].
pub const CODE: &str = "Code of your second step";
/// See [`SWITCH`].
pub const CODE_HINT: &str = "Only if you have added one";
/// See [`SWITCH`].
pub const WRONG: &str = "The password or code is wrong";
/// See [`SWITCH`].
pub const WAIT: &str = "There were too many attempts. Wait a few minutes, then try again";

/// Giving the password again.
pub const CONFIRM: &str = "Enter your password";
/// See [`CONFIRM`].
pub const WHY_CONFIRM: &str =
    "Before anything changes about who can get in, we check that it is still you at this computer.";
/// See [`CONFIRM`].
pub const CONTINUE: &str = "Continue";

/// What was done, by the code of the form.
#[must_use]
pub fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "password" => "Your password is changed. You are signed out everywhere else.",
        "step" => "The second step is removed. Your password alone signs you in.",
        "role" => "You are now acting in the role that you chose.",
        "confirm" => {
            "Thank you. Go back to the page where you were, and send the form again within ten minutes."
        }
        _ => return None,
    })
}
