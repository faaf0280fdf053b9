//! Sealed values: encrypted, and bound to the one place where they may stand.

use aws_lc_rs::aead::{Aad, NONCE_LEN, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::format::{self, Misread};
use super::keys::Keys;
use super::types::column;

/// Why a value could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key that sealed it is not in the key file.
    #[error("the key file lacks the key that sealed this value")]
    UnknownKey,
    /// It was changed, or it was sealed for another table, column or row.
    #[error("a sealed value was changed or moved")]
    Refused,
    /// It opened, but holds something else than expected.
    #[error("a sealed value does not read back")]
    Unreadable,
    /// A newer version of the program wrote it, and this one cannot read it.
    #[error("a newer version of the program wrote a sealed value that this one cannot read")]
    Newer,
}

/// The one place where a sealed value may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealContext<'a> {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The row's key.
    pub row: &'a str,
    /// The format of the documents that this program writes there.
    pub format: u32,
}

impl<'a> SealContext<'a> {
    /// A column of a row.
    #[must_use]
    pub fn new(table: &'static str, column: &'static str, row: &'a str) -> Self {
        Self { table, column, row, format: format::of_column(table, column) }
    }

    /// What a value is bound to: the place, and the format unless it is the first.
    fn associated_data(self, format: u32) -> Aad<String> {
        Aad::from(format::label(format, format!("{}.{}.{}", self.table, self.column, self.row)))
    }
}

/// A value encrypted with AES-256-GCM, as text: `vFORMAT.KEY_ID.BASE64URL(nonce, ciphertext, tag)`, where
/// `FORMAT` is that of the document inside.
#[derive(Clone, Debug, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct Sealed(String);

column!(Sealed: Text as String);

impl Sealed {
    /// Seals any value that serde can write, for one place, under the active key and a random
    /// nonce.
    ///
    /// # Errors
    /// [`SealError::Unreadable`] when the value cannot be written as JSON.
    pub fn seal(keys: &Keys, place: SealContext<'_>, value: &impl Serialize) -> Result<Self, SealError> {
        Self::seal_under(keys, keys.active(), place, value)
    }

    /// As [`Self::seal`], under a key of the file that need not be the active one.
    pub(super) fn seal_under(
        keys: &Keys,
        key_id: &str,
        place: SealContext<'_>,
        value: &impl Serialize,
    ) -> Result<Self, SealError> {
        let text = serde_json::to_vec(value).map_err(|_| SealError::Unreadable)?;
        Self::seal_bytes(keys, key_id, place, place.format, text)
    }

    /// Opens a value at the place where it was found. Of a document in a newer format than this program writes, the
    /// fields that `T` does not have are left out.
    ///
    /// # Errors
    /// [`SealError`]: the value was changed, moved, sealed by a key that is not here, or is not
    /// a `T`.
    pub fn open<T: DeserializeOwned>(&self, keys: &Keys, place: SealContext<'_>) -> Result<T, SealError> {
        let plain = self.open_bytes(keys, place)?;
        let format = self.format().ok_or(SealError::Refused)?;
        format::read(&plain, format, place.format).map_err(|misread| match misread {
            Misread::Damaged => SealError::Unreadable,
            Misread::Newer => SealError::Newer,
        })
    }

    /// The same value at the same place, under the active key.
    pub(super) fn reseal(&self, keys: &Keys, place: SealContext<'_>) -> Result<Self, SealError> {
        let format = self.format().ok_or(SealError::Refused)?;
        Self::seal_bytes(keys, keys.active(), place, format, self.open_bytes(keys, place)?)
    }

    fn seal_bytes(
        keys: &Keys,
        key_id: &str,
        place: SealContext<'_>,
        format: u32,
        mut text: Vec<u8>,
    ) -> Result<Self, SealError> {
        let key = keys.opening(key_id).ok_or(SealError::UnknownKey)?;
        let nonce = key
            .seal_in_place_append_tag(place.associated_data(format), &mut text)
            .map_err(|_| SealError::Refused)?;
        let whole = [nonce.as_ref().as_slice(), &text].concat();
        Ok(Self(format!("v{format}.{key_id}.{}", URL_SAFE_NO_PAD.encode(whole))))
    }

    fn open_bytes(&self, keys: &Keys, place: SealContext<'_>) -> Result<Vec<u8>, SealError> {
        let (format, key_id, body) = self.parts().ok_or(SealError::Refused)?;
        let key = keys.opening(key_id).ok_or(SealError::UnknownKey)?;
        let whole = URL_SAFE_NO_PAD.decode(body).map_err(|_| SealError::Refused)?;
        let (nonce, sealed) = whole.split_first_chunk::<NONCE_LEN>().ok_or(SealError::Refused)?;
        let mut sealed = sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let plain = key
            .open_in_place(nonce, place.associated_data(format), &mut sealed)
            .map_err(|_| SealError::Refused)?
            .len();
        sealed.truncate(plain);
        Ok(sealed)
    }

    /// What every value is like that the active key sealed, in SQL.
    pub(super) fn pattern(keys: &Keys) -> String {
        format!("v%.{}.%", keys.active())
    }

    /// The format of the document inside; `None` when this is no sealed value.
    #[must_use]
    pub fn format(&self) -> Option<u32> {
        self.parts().map(|(format, ..)| format)
    }

    /// The id of the key that sealed it; `None` when this is no sealed value.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.parts().map(|(_, key_id, _)| key_id)
    }

    fn parts(&self) -> Option<(u32, &str, &str)> {
        let (format, rest) = format::split(&self.0)?;
        let (key_id, body) = rest.split_once('.')?;
        Some((format, key_id, body))
    }
}
