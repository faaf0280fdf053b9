//! A file as it is brought in.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::imports::ImportKind;
use crate::domain::text::Invalid;
use crate::intake::SheetAnswers;

/// The bytes of a file; in JSON in base 64.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct FileContent(pub Vec<u8>);

impl std::fmt::Debug for FileContent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FileContent of {} bytes", self.0.len())
    }
}

impl TryFrom<String> for FileContent {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        STANDARD.decode(text.trim()).map(Self).map_err(|_| Invalid::new("must be base 64"))
    }
}

/// A file to be brought in.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewImport {
    /// What it holds.
    pub kind: ImportKind,
    /// CSV, XLSX or a Common Transfer File, in base 64.
    #[schema(value_type = String, format = "byte", example = "U3VybmFtZSxGb3JlbmFtZSxVUE4K")]
    pub file: FileContent,
    /// What is known of it beforehand.
    #[serde(default)]
    pub answers: SheetAnswers,
}
