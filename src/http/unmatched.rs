//! Addresses that no handler answers: 404, or 405 where another method would be.

use actix_web::{HttpRequest, web};

use super::problem::{Problem, ProblemKind};

/// An operation of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The path, with its parameters in braces.
    pub path: String,
    /// The method, in capitals.
    pub method: &'static str,
    /// The operation's id.
    pub id: String,
}

/// Every operation, for telling a wrong method from a wrong address.
#[derive(Clone, Debug)]
pub struct KnownRoutes(pub Vec<Listed>);

impl KnownRoutes {
    /// The methods at a path. Of several templates that fit, the one with the fewest parameters is meant.
    fn methods(&self, path: &str) -> Vec<&'static str> {
        let parameters = |route: &Listed| route.path.matches('{').count();
        let fitting = || self.0.iter().filter(|route| fits(&route.path, path));
        let fewest = fitting().map(parameters).min();
        fitting().filter(|route| Some(parameters(route)) == fewest).map(|route| route.method).collect()
    }
}

/// Answers what nothing else answered.
///
/// # Errors
/// Always.
pub async fn unmatched(request: HttpRequest) -> Result<&'static str, Problem> {
    Err(wrong_method(&request)
        .unwrap_or_else(|| Problem::new(ProblemKind::NotFound, "There is no resource at this address.")))
}

/// What is wrong with a request for an address that is there, but not for that method.
#[must_use]
pub fn wrong_method(request: &HttpRequest) -> Option<Problem> {
    let methods = request.app_data::<web::Data<KnownRoutes>>()?.methods(request.path());
    if methods.is_empty() || methods.contains(&request.method().as_str()) {
        return None;
    }
    let methods = methods.join(", ");
    let detail = format!("The resource supports {methods}.");
    Some(Problem::new(ProblemKind::MethodNotAllowed, detail).with_allow(methods))
}

/// Whether a path is an instance of a template such as `/offers/{id}`.
fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    let same = |(expected, given): (&&str, &&str)| {
        expected == given || (expected.starts_with('{') && !given.is_empty())
    };
    template.len() == path.len() && template.iter().zip(&path).all(same)
}
