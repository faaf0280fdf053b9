//! Typed values out of text columns.

use crate::domain::code::Code;

use super::error::DbError;

/// Where a value was found, so that a value that does not read back can be named.
#[derive(Clone, Copy)]
pub(super) struct Column(pub(super) &'static str, pub(super) &'static str);

impl Column {
    pub(super) fn corrupt(self) -> DbError {
        DbError::Corrupt { table: self.0, column: self.1 }
    }

    /// An identifier, a bounded text, or anything else that is parsed from text.
    pub(super) fn parse<T: TryFrom<String>>(self, text: String) -> Result<T, DbError> {
        T::try_from(text).map_err(|_| self.corrupt())
    }

    pub(super) fn parse_some<T: TryFrom<String>>(self, text: Option<String>) -> Result<Option<T>, DbError> {
        text.map(|text| self.parse(text)).transpose()
    }

    /// A code of a vocabulary.
    pub(super) fn code<T: Code>(self, text: &str) -> Result<T, DbError> {
        T::named(text).ok_or_else(|| self.corrupt())
    }

    /// A document that holds nothing personal and so stands unsealed.
    pub(super) fn json<T: serde::de::DeserializeOwned>(self, text: &str) -> Result<T, DbError> {
        serde_json::from_str(text).map_err(|_| self.corrupt())
    }

    pub(super) fn to_json(self, value: &impl serde::Serialize) -> Result<String, DbError> {
        serde_json::to_string(value).map_err(|_| self.corrupt())
    }
}

/// One row must have been written; otherwise the row is gone or in another version.
pub(super) fn written(rows: usize) -> Result<(), DbError> {
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

/// One row must have been there.
pub(super) fn found(rows: usize) -> Result<(), DbError> {
    if rows == 0 { Err(DbError::NotFound) } else { Ok(()) }
}
