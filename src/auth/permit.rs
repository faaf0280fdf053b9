//! Leave to work on the store.

use super::family_visitor::FamilyVisitor;
use super::side_visitor::SideVisitor;
use super::visitor::Visitor;

/// Leave to work on the store: a service gets no connection without one. For a caller,
/// [`authorise`](super::authorise) grants it; everything else is an [`Exemption`], each with its reason.
///
/// ```
/// use placewell::app::App;
/// use placewell::auth::{Action, Caller, authorise};
/// use placewell::db::Conn;
/// use placewell::services::ServiceError;
///
/// fn count(_: &mut Conn) -> Result<usize, ServiceError> {
///     Ok(0)
/// }
///
/// fn service(app: &App, caller: &Caller) -> Result<usize, ServiceError> {
///     let permit = authorise(caller, Action::ListLearners)?;
///     app.read(&permit, count)
/// }
/// ```
///
/// A service that forgets to ask does not compile, neither without a permit:
///
/// ```compile_fail,E0061
/// use placewell::app::App;
/// use placewell::auth::Caller;
/// use placewell::db::Conn;
/// use placewell::services::ServiceError;
///
/// fn count(_: &mut Conn) -> Result<usize, ServiceError> {
///     Ok(0)
/// }
///
/// fn service(app: &App, _caller: &Caller) -> Result<usize, ServiceError> {
///     app.read(count)
/// }
/// ```
///
/// nor by going round it to the store, nor with a permit of its own making:
///
/// ```compile_fail,E0616
/// fn store(app: &placewell::app::App) -> &placewell::db::Db {
///     &app.db
/// }
/// ```
///
/// ```compile_fail,E0423
/// let permit = placewell::auth::Permit(());
/// ```
#[derive(Debug)]
pub struct Permit(());

/// Work on the store that no signed-in caller asked for, and why it needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exemption {
    /// Checks a password, token, API key or mailed code: the caller becomes known only by it.
    Credential,
    /// Runs a queued job: the use case that queued it was authorised.
    Job,
    /// Runs an operator's command: whoever can run it holds the key file.
    Operator,
}

impl Permit {
    /// For [`authorise`](super::authorise) alone.
    pub(super) fn granted() -> Self {
        Self(())
    }

    /// For somebody whose link was checked and has not expired.
    #[must_use]
    pub fn of_visitor(_: &Visitor) -> Self {
        Self(())
    }

    /// For the learner or the family, by a link that was checked.
    #[must_use]
    pub fn of_side(_: &SideVisitor) -> Self {
        Self(())
    }

    /// For somebody of a family, by a link that was checked.
    #[must_use]
    pub fn of_family(_: &FamilyVisitor) -> Self {
        Self(())
    }

    /// For work without a caller. An architecture test says which files may claim which exemption.
    #[must_use]
    pub fn exempt(_: Exemption) -> Self {
        Self(())
    }
}
