//! Addresses that no handler answers: 404, or 405 where another method would be.

use actix_web::{HttpRequest, web};

use super::openapi::Listed;
use super::problem::{Problem, ProblemKind};

/// Every operation, for telling a wrong method from a wrong address.
#[derive(Clone, Debug)]
pub struct KnownRoutes(pub Vec<Listed>);

/// Answers what nothing else answered.
///
/// # Errors
/// Always.
pub async fn unmatched(request: HttpRequest, known: web::Data<KnownRoutes>) -> Result<&'static str, Problem> {
    let there = known.0.iter().filter(|route| fits(&route.path, request.path()));
    let methods: Vec<&str> = there.map(|route| route.method).collect();
    Err(if methods.is_empty() {
        Problem::new(ProblemKind::NotFound, "There is no resource at this address.")
    } else {
        let methods = methods.join(", ");
        Problem::new(ProblemKind::MethodNotAllowed, format!("The resource supports {methods}."))
            .with_allow(methods)
    })
}

/// Whether a path is an instance of a template such as `/offers/{id}`.
fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    let same = |(expected, given): (&&str, &&str)| {
        expected == given || (expected.starts_with('{') && !given.is_empty())
    };
    template.len() == path.len() && template.iter().zip(&path).all(same)
}
