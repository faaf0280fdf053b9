//! Typed values out of text columns.

use crate::domain::code::Code;

use super::error::DbError;
use super::format::{self, Misread};

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
        let (format, document) = format::split(text).unzip();
        self.document(format, document.unwrap_or(text))
    }

    /// A document whose format was stated elsewhere, or nowhere.
    pub(super) fn document<T: serde::de::DeserializeOwned>(
        self,
        format: Option<u32>,
        document: &str,
    ) -> Result<T, DbError> {
        let format = format.unwrap_or(format::FIRST);
        format::read(document.as_bytes(), format, self.format()).map_err(|misread| match misread {
            Misread::Damaged => self.corrupt(),
            Misread::Newer => self.newer(),
        })
    }

    pub(super) fn to_json(self, value: &impl serde::Serialize) -> Result<String, DbError> {
        let document = serde_json::to_string(value).map_err(|_| self.corrupt())?;
        Ok(format::label(self.format(), document))
    }

    /// Lets pass only a document in a format that this program writes: what it adds beside one is made of what it read.
    ///
    /// # Errors
    /// [`DbError::Newer`].
    pub(super) fn known(self, format: u32) -> Result<(), DbError> {
        if format <= self.format() { Ok(()) } else { Err(self.newer()) }
    }

    fn format(self) -> u32 {
        format::of_column(self.0, self.1)
    }

    fn newer(self) -> DbError {
        DbError::Newer { table: self.0.to_owned() }
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
