//! Fresh identifiers of any kind.

use crate::app::App;
use crate::domain::text::Invalid;

use super::ServiceError;

/// A fresh identifier of the wanted kind.
///
/// # Errors
/// [`ServiceError::Internal`] when the source does not make identifiers.
pub fn fresh<T: TryFrom<String, Error = Invalid>>(app: &App) -> Result<T, ServiceError> {
    T::try_from(app.ids.next_id()).map_err(ServiceError::internal)
}
