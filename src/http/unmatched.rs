//! Addresses that are not there: 404. Those that are there, but not for a method: 405, whoever asks.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, web};

use super::listed::{ADDRESS, Listed};
use super::path::no_such_address;
use super::problem::{Problem, ProblemKind};

/// Addresses besides the operations and the pages, with their methods.
const BESIDES: &[(&str, &str)] = &[
    ("/api/v1", "GET"),
    (ADDRESS, "GET"),
    ("/live", "GET"),
    ("/health", "GET"),
    ("/ready", "GET"),
    ("/metrics", "GET"),
    ("/problems/{kind}", "GET"),
    ("/account/fill.js", "GET"),
    ("/account/invitation", "GET"),
    ("/account/invitation", "POST"),
    ("/account/reset", "GET"),
    ("/account/reset", "POST"),
];

/// Every operation, for telling a wrong method from a wrong address.
#[derive(Clone, Debug)]
pub struct KnownRoutes(pub Vec<Listed>);

impl KnownRoutes {
    /// The methods at a path. Of several templates that fit, the one with the fewest parameters is meant: a word in the
    /// place of an identifier may be an address of its own.
    fn methods(&self, path: &str) -> Vec<&'static str> {
        let operations = self.0.iter().map(|operation| (operation.path.as_str(), operation.method));
        let parameters = |template: &str| template.matches('{').count();
        let known = operations.chain(BESIDES.iter().copied());
        let fitting: Vec<_> = known.filter(|(template, _)| fits(template, path)).collect();
        let fewest = fitting.iter().map(|(template, _)| parameters(template)).min();
        let meant = fitting.into_iter().filter(|(template, _)| Some(parameters(template)) == fewest);
        meant.map(|(_, method)| method).collect()
    }
}

/// Answers 405 for an address that is there, but not for that method, before anything else of the request is looked at.
///
/// # Errors
/// What the service within returns.
pub(super) async fn right_method(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match wrong_method(&request) {
        Some(problem) => Ok(request.error_response(problem)),
        None => Ok(next.call(request).await?.map_into_boxed_body()),
    }
}

fn wrong_method(request: &ServiceRequest) -> Option<Problem> {
    let methods = request.app_data::<web::Data<KnownRoutes>>()?.methods(request.path());
    if methods.is_empty() || methods.contains(&request.method().as_str()) {
        return None;
    }
    let methods = methods.join(", ");
    let detail = format!("The resource supports {methods}.");
    Some(Problem::new(ProblemKind::MethodNotAllowed, detail).with_allow(methods))
}

/// Answers what nothing else answered.
///
/// # Errors
/// Always.
pub async fn unmatched() -> Result<&'static str, Problem> {
    Err(no_such_address())
}

/// Whether a path is an instance of a template such as `/offers/{id}`.
fn fits(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(part), Some(given)) if part == given || (part.starts_with('{') && !given.is_empty()) => {}
            _ => return false,
        }
    }
}
