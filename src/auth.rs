//! Who is calling and what they may do.
//!
//! [`policy::authorise`] answers for a role alone, from the one table in [`action`]; whether an
//! object is the caller's own is asked by the service that holds it.

pub mod action;
pub mod address;
pub mod api_key;
pub mod caller;
pub mod csrf;
pub mod device;
pub mod family_visitor;
pub mod link;
pub mod operation;
pub mod password;
pub mod permit;
pub mod policy;
pub mod refresh;
pub mod scope;
pub mod side_visitor;
pub mod throttle;
pub mod token;
pub mod totp;
pub mod visitor;

pub use crate::domain::scope::Scope;
pub use action::Action;
pub use caller::{Caller, CallerKind};
pub use permit::{Exemption, Permit};
pub use policy::{Because, Forbidden, authorise};
