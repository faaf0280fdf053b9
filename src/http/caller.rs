//! Who calls: from the `Authorization` header.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};

use super::blocking::blocking;
use super::problem::Problem;
use crate::app::App;
use crate::auth::{Caller, api_key};
use crate::services::{ServiceError, api_keys};

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    /// Takes an access token or an API key; anything else is 401.
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<App>>().cloned();
        let credential = bearer(request).map(str::to_owned);
        Box::pin(async move {
            let (app, credential) = app.zip(credential).ok_or(ServiceError::Unauthenticated)?;
            if credential.starts_with(api_key::PREFIX) {
                return blocking(&app, move |app| api_keys::caller(app, &credential)).await;
            }
            app.tokens.verify(&credential).map_err(|_| ServiceError::Unauthenticated.into())
        })
    }
}

fn bearer(request: &HttpRequest) -> Option<&str> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credential) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| credential.trim())
}
