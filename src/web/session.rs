//! Who is signed in, by cookies: the tokens of [`crate::services::sessions`], which a script cannot read.

use std::future::{Ready, ready};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{HOST, HeaderName, ORIGIN, SET_COOKIE};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, HttpResponse, ResponseError, web};

use super::STAFF;
use super::fault::Fault;
use crate::app::App;
use crate::auth::{Caller, CallerKind};
use crate::http::blocking;
use crate::http::client::Client;
use crate::services::sessions::{self, Refresh, SessionTokens};

/// Where staff sign in.
pub(super) const SIGN_IN: &str = "/staff/sign-in";

/// Where somebody who cannot sign in asks for a new password.
const FORGOTTEN: &str = "/staff/sign-in/forgotten";

/// Where they sign out.
const SIGN_OUT: &str = "/staff/sign-out";

/// Where a second step is added.
const SECOND_STEP: &str = "/staff/second-step";

/// For how long a browser is known again, so that guesses made elsewhere do not hold its owner up.
const DEVICE_DAYS: i64 = 180;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A cookie of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    Access,
    Refresh,
    Device,
}

impl Kept {
    /// Its name: over https one that no other site and no plain connection can set.
    fn name(self, app: &App) -> &'static str {
        match (self, app.config.server.is_plain_loopback()) {
            (Self::Access, false) => "__Host-placewell-access",
            (Self::Refresh, false) => "__Host-placewell-refresh",
            (Self::Device, false) => "__Host-placewell-device",
            (Self::Access, true) => "placewell-access",
            (Self::Refresh, true) => "placewell-refresh",
            (Self::Device, true) => "placewell-device",
        }
    }

    /// What a browser sent.
    pub(super) fn sent(self, app: &App, request: &HttpRequest) -> Option<String> {
        request.cookie(self.name(app)).map(|cookie| cookie.value().to_owned())
    }

    fn cookie(self, app: &App, value: String) -> Cookie<'static> {
        let cookie = Cookie::build(self.name(app), value)
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(!app.config.server.is_plain_loopback());
        match self {
            Self::Device => cookie.max_age(Duration::days(DEVICE_DAYS)).finish(),
            Self::Access | Self::Refresh => cookie.finish(),
        }
    }

    fn gone(self, app: &App) -> Cookie<'static> {
        let mut cookie = self.cookie(app, String::new());
        cookie.make_removal();
        cookie
    }
}

/// The cookies of a sign-in. They take the place of any that were there before.
pub(super) fn signed_in(app: &App, tokens: &SessionTokens) -> Vec<Cookie<'static>> {
    let mut cookies = vec![
        Kept::Access.cookie(app, tokens.access_token.clone()),
        Kept::Refresh.cookie(app, tokens.refresh_token.clone()),
    ];
    cookies.extend(tokens.device_token.clone().map(|token| Kept::Device.cookie(app, token)));
    cookies
}

/// What takes a sign-in out of a browser.
pub(super) fn signed_out(app: &App) -> [Cookie<'static>; 2] {
    [Kept::Access.gone(app), Kept::Refresh.gone(app)]
}

/// Whoever is signed in.
pub(super) struct Signed(pub Caller);

impl FromRequest for Signed {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = request.extensions().get::<Caller>().cloned();
        ready(caller.map(Self).ok_or_else(Fault::signed_out))
    }
}

/// Lets through whoever is signed in, renews what has run out, and sends others to the sign-in page. A form that
/// another site had the browser send goes nowhere.
///
/// # Errors
/// What the page within returns.
pub(super) async fn guard(
    app: web::Data<App>,
    client: Client,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.method() != Method::GET && is_foreign(request.request()) {
        return Ok(request.into_response(Fault::foreign().error_response()));
    }
    let (caller, renewed) = found(&app, client, request.request()).await;
    let limited = caller.as_ref().is_some_and(is_limited);
    match caller {
        Some(caller) => drop(request.extensions_mut().insert(caller)),
        None if ![SIGN_IN, FORGOTTEN].contains(&request.path()) => {
            let answer = see_other(&address(request.request()));
            return Ok(request.into_response(answer));
        }
        None => {}
    }
    let comes_before = [SECOND_STEP, SIGN_IN, SIGN_OUT];
    if limited && !comes_before.iter().any(|path| request.path().starts_with(path)) {
        return Ok(request.into_response(see_other(SECOND_STEP)));
    }
    let mut response = next.call(request).await?.map_into_boxed_body();
    let decided = response.headers().contains_key(SET_COOKIE);
    for cookie in renewed.filter(|_| !decided).iter().flat_map(|tokens| signed_in(&app, tokens)) {
        response.response_mut().add_cookie(&cookie)?;
    }
    Ok(response)
}

/// The caller of a request, with new tokens where the old ones had run out.
async fn found(
    app: &web::Data<App>,
    client: Client,
    request: &HttpRequest,
) -> (Option<Caller>, Option<SessionTokens>) {
    let access = Kept::Access.sent(app, request);
    if let Some(caller) = access.and_then(|token| app.tokens.verify(&token).ok()) {
        return (Some(caller), None);
    }
    let Some(refresh_token) = Kept::Refresh.sent(app, request) else { return (None, None) };
    let handed = Refresh { refresh_token };
    let renewed = blocking(app, move |app| sessions::refresh(app, client.0, &handed)).await.ok();
    let caller = renewed.as_ref().and_then(|tokens| app.tokens.verify(&tokens.access_token).ok());
    (caller, renewed)
}

fn is_limited(caller: &Caller) -> bool {
    matches!(caller.kind, CallerKind::User { limited: true, .. })
}

/// Whether a browser says that another site had it send this. A browser that says nothing is held to the form's token.
fn is_foreign(request: &HttpRequest) -> bool {
    let header = |name: &HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header(&FETCH_SITE) {
        return site != "same-origin";
    }
    let origin = header(&ORIGIN).map(|origin| origin.split_once("://").map_or(origin, |(_, host)| host));
    origin.is_some_and(|origin| header(&HOST) != Some(origin))
}

/// Sends a browser on to another page of ours.
pub(super) fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address)).finish()
}

/// Where a page of staff is, if an address is one: nothing else is followed after signing in.
pub(super) fn own_page(address: &str) -> Option<&str> {
    let rest = address.strip_prefix(STAFF)?;
    let plain = rest.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && !rest.contains("//") && (rest.is_empty() || rest.starts_with(['/', '?']))).then_some(address)
}

/// Where a request is sent to sign in, so that it comes back to the page that it wanted.
fn address(request: &HttpRequest) -> String {
    let wanted = request.uri().path_and_query().map(|whole| whole.as_str());
    let wanted =
        wanted.filter(|_| request.method().is_safe()).and_then(own_page).filter(|page| *page != STAFF);
    let query = wanted.map(|page| serde_html_form::to_string([("next", page)]).unwrap_or_default());
    query.map_or_else(|| SIGN_IN.to_owned(), |query| format!("{SIGN_IN}?{query}"))
}
