//! The catalogue of occupations, for everybody who may read offers.

mod draft;

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::domain::catalogue::Occupation;
use crate::domain::code::CodeSet;
use crate::domain::ids::Slug;
use crate::domain::occupation::SocCode;
use crate::domain::text::{Line, Paragraph};
use crate::domain::theme::Theme;

use super::ServiceError;

pub use draft::{DraftView, NewDraft, OpenQuestion, draft};

/// An occupation in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OccupationSummary {
    /// Names the occupation in the catalogue.
    pub slug: Slug,
    /// What people call it.
    pub title: Line,
    /// Its unit group in the Standard Occupational Classification 2020.
    pub soc: SocCode,
    /// The kind of workplace where it is found.
    pub workplace: Line,
    /// What a week there gives the workplace and the learner.
    pub summary: Paragraph,
    /// The interest themes of its tasks.
    #[schema(value_type = Vec<Theme>)]
    pub themes: CodeSet<Theme>,
    /// The names of its tasks.
    pub tasks: Vec<Line>,
}

/// The occupations that were asked for, in the order of their slugs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OccupationList {
    /// The occupations.
    pub items: Vec<OccupationSummary>,
}

/// The occupations that mention every word of `words` and touch `theme`; all of them without either.
///
/// # Errors
/// [`ServiceError::Forbidden`] to a role that reads no offers.
pub fn list(
    app: &App,
    caller: &Caller,
    words: Option<&Line>,
    theme: Option<Theme>,
) -> Result<OccupationList, ServiceError> {
    authorise(caller, Action::ListOccupations)?;
    let wanted = |occupation: &&Occupation| {
        words.is_none_or(|words| occupation.mentions(words))
            && theme.is_none_or(|theme| occupation.themes().contains(theme))
    };
    Ok(OccupationList { items: app.catalogue.iter().filter(wanted).map(summary).collect() })
}

/// One occupation with its tasks.
///
/// # Errors
/// [`ServiceError::NotFound`] when the catalogue has none of that name.
pub fn read(app: &App, caller: &Caller, slug: &Slug) -> Result<Occupation, ServiceError> {
    authorise(caller, Action::ReadOccupation)?;
    app.catalogue.get(slug).cloned().ok_or(ServiceError::NotFound)
}

fn summary(occupation: &Occupation) -> OccupationSummary {
    OccupationSummary {
        slug: occupation.slug.clone(),
        title: occupation.title.clone(),
        soc: occupation.soc.clone(),
        workplace: occupation.workplace.clone(),
        summary: occupation.summary.clone(),
        themes: occupation.themes(),
        tasks: occupation.tasks.iter().map(|task| task.name.clone()).collect(),
    }
}
