//! A second factor: the code of an authenticator app, or one of ten recovery codes.

use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::confirmed_lately;
use crate::app::App;
use crate::auth::refresh::fingerprint;
use crate::auth::totp::TotpSecret;
use crate::auth::{Action, Caller, authorise};
use crate::clock::Random;
use crate::db::second_factors::{self, SecondFactor};
use crate::db::{Conn, users};
use crate::domain::ids::{OrganisationId, UserId};
use crate::services::ServiceError;
use crate::words::{conflict, refused};

/// How many recovery codes somebody is given.
const RECOVERY_CODES: usize = 10;

/// What an authenticator app is given. It is shown once.
#[derive(Clone, Serialize, ToSchema)]
pub struct SecondFactorSetup {
    /// The secret, in base 32, to be typed in.
    pub secret: String,
    /// The same as an address that apps take as a picture.
    pub uri: String,
}

/// The first code of an authenticator app.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstCode {
    /// The six digits that the app shows.
    #[schema(max_length = 20)]
    pub code: String,
}

/// Codes for when the app is not at hand, each good once. They are shown once.
#[derive(Clone, Serialize, ToSchema)]
pub struct RecoveryCodes {
    /// The codes.
    pub recovery_codes: Vec<String>,
}

/// Draws the secret for an authenticator app. It is asked for once a first code has been given.
///
/// # Errors
/// [`ServiceError::Conflict`] `second_factor_active` when there is one; [`ServiceError::Unconfirmed`].
pub fn begin(app: &App, caller: &Caller) -> Result<SecondFactorSetup, ServiceError> {
    let permit = authorise(caller, Action::BeginSecondFactor)?;
    let secret = TotpSecret::draw(app.random.as_ref());
    let new = SecondFactor { secret: secret.reveal(), last_step: 0, recovery: Vec::new(), active: false };
    app.write(&permit, |c| {
        confirmed_lately(c, app, caller)?;
        if second_factors::get(c, &app.keys, &caller.user)?.is_some_and(|known| known.active) {
            return Err(ServiceError::from(conflict::SECOND_FACTOR_ACTIVE));
        }
        second_factors::put(c, &app.keys, &caller.user, &new, app.clock.now())?;
        let email = users::get(c, &app.keys, &caller.user)?.identity.email;
        Ok(SecondFactorSetup { secret: secret.reveal(), uri: secret.uri(email.as_str()) })
    })
}

/// Has the second factor asked for from now on, once the app shows the right code.
///
/// # Errors
/// [`ServiceError::Invalid`] for a wrong code; [`ServiceError::Conflict`] `second_factor_not_begun`.
pub fn activate(app: &App, caller: &Caller, first: &FirstCode) -> Result<RecoveryCodes, ServiceError> {
    let permit = authorise(caller, Action::ActivateSecondFactor)?;
    let (codes, now) = (recovery_codes(app.random.as_ref()), app.clock.now());
    app.write(&permit, |c| {
        confirmed_lately(c, app, caller)?;
        let begun = second_factors::get(c, &app.keys, &caller.user)?.filter(|known| !known.active);
        let begun = begun.ok_or_else(|| ServiceError::from(conflict::SECOND_FACTOR_NOT_BEGUN))?;
        let step = secret(&begun)?.step_of(&first.code, now);
        let step = step.ok_or_else(|| ServiceError::invalid("code", refused::WRONG_CODE))?;
        let recovery = codes.iter().map(|code| fingerprint(code)).collect();
        let active = SecondFactor { last_step: step, recovery, active: true, ..begun };
        second_factors::put(c, &app.keys, &caller.user, &active, now)?;
        Ok(RecoveryCodes { recovery_codes: codes.clone() })
    })
}

/// Ends one's own second factor.
///
/// # Errors
/// [`ServiceError::Conflict`] `second_factor_required` while the organisation asks for it; [`ServiceError::Unconfirmed`].
pub fn end(app: &App, caller: &Caller) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::EndSecondFactor)?;
    app.write(&permit, |c| {
        confirmed_lately(c, app, caller)?;
        if second_factors::is_required(c, &caller.organisation)? {
            return Err(ServiceError::from(conflict::SECOND_FACTOR_REQUIRED));
        }
        if second_factors::remove(c, &caller.user)? { Ok(()) } else { Err(ServiceError::NotFound) }
    })
}

/// Lets pass whoever has no second factor, and whoever gives a code that is good now; the code is then used up.
///
/// # Errors
/// [`ServiceError::SecondFactor`] without a code, [`ServiceError::Unauthenticated`] for a wrong one.
pub(super) fn check(c: &mut Conn, app: &App, user: &UserId, code: Option<&str>) -> Result<(), ServiceError> {
    let Some(factor) = second_factors::get(c, &app.keys, user)?.filter(|factor| factor.active) else {
        return Ok(());
    };
    let code = code.ok_or(ServiceError::SecondFactor)?;
    let now = app.clock.now();
    let step = secret(&factor)?.step_of(code, now).filter(|step| *step > factor.last_step);
    let recovery = fingerprint(&code.trim().to_ascii_lowercase());
    let next = match step {
        Some(step) => SecondFactor { last_step: step, ..factor },
        None if factor.recovery.contains(&recovery) => {
            let left = factor.recovery.iter().filter(|known| **known != recovery).cloned().collect();
            SecondFactor { recovery: left, ..factor }
        }
        None => return Err(ServiceError::Unauthenticated),
    };
    Ok(second_factors::put(c, &app.keys, user, &next, now)?)
}

/// Whether a user must add a second factor before they can act for an organisation.
pub(super) fn is_needed(
    c: &mut Conn,
    app: &App,
    user: &UserId,
    organisation: &OrganisationId,
) -> Result<bool, ServiceError> {
    if !second_factors::is_required(c, organisation)? {
        return Ok(false);
    }
    Ok(!second_factors::get(c, &app.keys, user)?.is_some_and(|factor| factor.active))
}

fn secret(factor: &SecondFactor) -> Result<TotpSecret, ServiceError> {
    TotpSecret::read(&factor.secret).map_err(ServiceError::internal)
}

/// Fifty bits each, in two groups.
fn recovery_codes(random: &dyn Random) -> Vec<String> {
    let one = |_| {
        let mut bytes = [0; 7];
        random.fill(&mut bytes);
        let text: String = BASE32_NOPAD.encode(&bytes).to_ascii_lowercase().chars().take(10).collect();
        let (first, second) = text.split_at(5);
        format!("{first}-{second}")
    };
    (0..RECOVERY_CODES).map(one).collect()
}
