//! Codes of an authenticator app: RFC 6238 with its defaults, which every app knows (HMAC-SHA-1, six digits, thirty
//! seconds). SHA-1 is sound here: the construction needs no resistance to collisions.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac;
use chrono::{DateTime, Utc};
use data_encoding::{BASE32_NOPAD, DecodeError};

use crate::clock::Random;

/// How long a code is shown, in seconds.
const STEP_SECONDS: i64 = 30;

/// A shared secret: 160 bits (RFC 4226, 4).
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(Vec<u8>);

impl TotpSecret {
    /// Draws a secret.
    #[must_use]
    pub fn draw(random: &dyn Random) -> Self {
        let mut bytes = vec![0; 20];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// The secret as apps take it: RFC 4648 base 32 without padding.
    #[must_use]
    pub fn reveal(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// Reads what [`Self::reveal`] wrote.
    ///
    /// # Errors
    /// [`DecodeError`] when it is not base 32.
    pub fn read(text: &str) -> Result<Self, DecodeError> {
        BASE32_NOPAD.decode(text.as_bytes()).map(Self)
    }

    /// The address behind the picture that an app scans. It holds the secret.
    #[must_use]
    pub fn uri(&self, account: &str) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~' | '@');
        let mut encoded = String::new();
        for c in account.chars() {
            if plain(c) {
                encoded.push(c);
            } else {
                let mut buffer = [0; 4];
                encoded.extend(c.encode_utf8(&mut buffer).bytes().map(|byte| format!("%{byte:02X}")));
            }
        }
        format!("otpauth://totp/Placewell:{encoded}?secret={}&issuer=Placewell", self.reveal())
    }

    /// The code of a step.
    #[must_use]
    pub fn code(&self, step: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let digest = tag.as_ref();
        let offset = digest.last().map_or(0, |last| usize::from(last & 0x0f));
        let taken = digest.get(offset..offset + 4).and_then(|four| <[u8; 4]>::try_from(four).ok());
        let number = u32::from_be_bytes(taken.unwrap_or_default()) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }

    /// The step whose code this is, among the present one and its neighbours: clocks differ, and typing takes a while.
    #[must_use]
    pub fn step_of(&self, code: &str, now: DateTime<Utc>) -> Option<i64> {
        let present = now.timestamp().div_euclid(STEP_SECONDS);
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let same = |step: &i64| verify_slices_are_equal(self.code(*step).as_bytes(), code.as_bytes()).is_ok();
        (present - 1..=present + 1).find(same)
    }
}
