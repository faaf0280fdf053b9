//! Signatures as the Standard Webhooks specification has them: HMAC-SHA256 over identifier, timestamp and body.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

use crate::clock::Random;
use crate::db::webhooks::SigningSecret;

/// What a secret begins with.
const PREFIX: &str = "whsec_";

/// How many random bytes a secret has.
const BYTES: usize = 32;

/// A new secret.
pub(super) fn draw(random: &dyn Random) -> String {
    let mut bytes = [0; BYTES];
    random.fill(&mut bytes);
    format!("{PREFIX}{}", STANDARD.encode(bytes))
}

/// The value of `webhook-signature`: one signature for each secret that signs now, the newest first.
#[must_use]
pub fn signature(secrets: &[SigningSecret], id: &str, at: DateTime<Utc>, body: &str) -> String {
    let text = format!("{id}.{}.{body}", at.timestamp());
    let signs = |secret: &&SigningSecret| secret.until.is_none_or(|until| at < until);
    let signed = secrets.iter().filter(signs).filter_map(|secret| {
        let key = STANDARD.decode(secret.secret.strip_prefix(PREFIX)?).ok()?;
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), text.as_bytes());
        Some(format!("v1,{}", STANDARD.encode(tag.as_ref())))
    });
    signed.collect::<Vec<_>>().join(" ")
}
