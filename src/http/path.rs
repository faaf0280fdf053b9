//! Reading what stands in the path of an address.

use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use super::problem::{Problem, ProblemKind};
use super::tracked::{Misfit, Tracked};
use crate::reading::field_error;

/// The parameters of the path. One that cannot be what it stands for names nothing, which is 404;
/// the problem says which and why.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T> Deref for Path<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Path<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let read = web::Path::<Tracked<T>>::extract(request).into_inner();
        ready(match read.map(web::Path::into_inner) {
            Ok(Tracked(Ok(value))) => Ok(Self(value)),
            Ok(Tracked(Err(misfit))) => Err(misnamed(request, &misfit)),
            Err(_) => Err(no_such_address()),
        })
    }
}

pub(super) fn no_such_address() -> Problem {
    Problem::new(ProblemKind::NotFound, "There is no resource at this address.")
}

/// Parameters are read in their order; a single one is read as it is.
fn misnamed(request: &HttpRequest, misfit: &Misfit) -> Problem {
    let index = misfit.at.iter().find_map(|segment| match segment {
        Segment::Seq { index } => Some(*index),
        _ => None,
    });
    let named = request.match_info().iter().nth(index.unwrap_or_default());
    let fault = named.map(|(name, _)| field_error(name, &misfit.message));
    no_such_address().with_errors(fault.into_iter().collect())
}
