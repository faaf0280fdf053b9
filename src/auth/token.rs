//! Access tokens: short-lived JWTs that any replica can check without the store.

use std::sync::Arc;
use std::time::Duration;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};

use super::caller::{Caller, CallerKind};
use crate::clock::{CLOCKS_DIFFER, Clock};
use crate::config::AuthConfig;
use crate::db::Keys;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;

const PURPOSE: &str = "access tokens";

/// Why a token was refused. The caller is told none of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not a token of ours: malformed, badly signed, of another issuer, or lacking a claim.
    #[error("the token is not one of ours")]
    Refused,
    /// Signed by a key that is not, or no longer, in the key file.
    #[error("the token names an unknown key")]
    UnknownKey,
    /// Its time is over.
    #[error("the token has expired")]
    Expired,
    /// It could not be made.
    #[error("the token could not be signed")]
    Signing,
}

/// What a token says (RFC 7519).
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: UserId,
    exp: i64,
    iat: i64,
    org: OrganisationId,
    role: Role,
    sid: String,
    /// Whether a second factor is still to be added.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    lim: bool,
}

/// Makes and checks access tokens: HS256 under a secret derived from the active key, whose id
/// is the token's `kid`, so that rotating the keys rotates the signatures.
pub struct Tokens {
    issuer: String,
    life: Duration,
    keys: Arc<Keys>,
    clock: Arc<dyn Clock>,
}

impl Tokens {
    /// Tokens as the settings say.
    #[must_use]
    pub fn new(config: &AuthConfig, keys: Arc<Keys>, clock: Arc<dyn Clock>) -> Self {
        Self { issuer: config.issuer.clone(), life: config.token_life(), keys, clock }
    }

    /// How long a token is good for.
    #[must_use]
    pub fn life(&self) -> Duration {
        self.life
    }

    /// A token for a person acting for one organisation in one role, within one sign-in; a limited one for whoever has
    /// yet to add a second factor.
    ///
    /// # Errors
    /// [`TokenError::Signing`] when the key file has lost its active key.
    pub fn issue(
        &self,
        user: &UserId,
        organisation: &OrganisationId,
        role: Role,
        session: &str,
        limited: bool,
    ) -> Result<String, TokenError> {
        let kid = self.keys.active().to_owned();
        let secret = self.keys.derive(PURPOSE, &kid).ok_or(TokenError::Signing)?;
        let iat = self.clock.now().timestamp();
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.issuer.clone(),
            sub: user.clone(),
            exp: iat + i64::try_from(self.life.as_secs()).unwrap_or(0),
            iat,
            org: organisation.clone(),
            role,
            sid: session.to_owned(),
            lim: limited,
        };
        let header = Header { kid: Some(kid), ..Header::new(Algorithm::HS256) };
        encode(&header, &claims, &EncodingKey::from_secret(secret.as_ref())).map_err(|_| TokenError::Signing)
    }

    /// Who a token speaks for.
    ///
    /// # Errors
    /// [`TokenError`] for any token that is not ours, whole and in time.
    pub fn verify(&self, token: &str) -> Result<Caller, TokenError> {
        let kid = decode_header(token).ok().and_then(|header| header.kid).ok_or(TokenError::Refused)?;
        let secret = self.keys.derive(PURPOSE, &kid).ok_or(TokenError::UnknownKey)?;
        let claims = decode::<Claims>(token, &DecodingKey::from_secret(secret.as_ref()), &self.validation())
            .map_err(|_| TokenError::Refused)?
            .claims;
        let (now, leeway) = (self.clock.now().timestamp(), CLOCKS_DIFFER.num_seconds());
        if now >= claims.exp + leeway {
            return Err(TokenError::Expired);
        }
        if claims.iat > now + leeway {
            return Err(TokenError::Refused);
        }
        Ok(Caller {
            kind: CallerKind::User { session: claims.sid, limited: claims.lim },
            user: claims.sub,
            organisation: claims.org,
            role: claims.role,
        })
    }

    /// The library reads the machine's clock, so it only requires `exp`; ours is compared above.
    fn validation(&self) -> Validation {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.validate_exp = false;
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.issuer]);
        validation
    }
}
