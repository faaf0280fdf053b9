//! The catalogue of occupations that is built into the program, from the files of `catalogue/`.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::domain::catalogue::Occupation;
use crate::domain::check::FieldError;
use crate::domain::ids::Slug;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/catalogue");

/// Why the built-in catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A file does not describe an occupation.
    #[error("catalogue/{file} does not describe an occupation: {source}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        source: serde_json::Error,
    },
    /// An entry breaks the rules of the catalogue.
    #[error("catalogue/{file} breaks the rules of the catalogue: {faults:?}")]
    Faulty {
        /// The file.
        file: String,
        /// What is wrong.
        faults: Vec<FieldError>,
    },
}

/// The occupations, in the order of their slugs.
#[derive(Debug)]
pub struct Catalogue(BTreeMap<Slug, Occupation>);

impl Catalogue {
    /// Reads the built-in files.
    ///
    /// # Errors
    /// [`CatalogueError`] for the first file that cannot be used.
    pub fn built_in() -> Result<Self, CatalogueError> {
        let mut occupations = BTreeMap::new();
        for file in FILES.files() {
            let name = || file.path().display().to_string();
            let occupation: Occupation = serde_json::from_slice(file.contents())
                .map_err(|source| CatalogueError::Unreadable { file: name(), source })?;
            occupation.check().map_err(|faults| CatalogueError::Faulty { file: name(), faults })?;
            occupations.insert(occupation.slug.clone(), occupation);
        }
        Ok(Self(occupations))
    }

    /// Every occupation.
    pub fn iter(&self) -> impl Iterator<Item = &Occupation> {
        self.0.values()
    }

    /// One occupation.
    #[must_use]
    pub fn get(&self, slug: &Slug) -> Option<&Occupation> {
        self.0.get(slug)
    }
}
