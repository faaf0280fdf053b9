//! API keys of the caller's organisation.

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, post, web};
use chrono::{Days, NaiveTime};

use super::secret;
use crate::app::App;
use crate::auth::Caller;
use crate::auth::scope::is_of_use;
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::ApiKeyId;
use crate::domain::scope::Scope;
use crate::services::ServiceError;
use crate::services::api_keys::{self, ApiKeyRequest, ApiKeyView};
use crate::services::listing::whole;
use crate::web::change::Saved;
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind};
use crate::web::form::Posted;
use crate::web::layout::Shell;
use crate::web::plain::{Item, Plain, Section};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::pages::{connections as words, moment};

pub(super) fn register(config: &mut ServiceConfig) {
    config.service(list).service(make_key).service(revoke_key);
}

#[get("/keys")]
async fn list(app: web::Data<App>, signed: Signed, done: web::Query<Saved>) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let banner = words::done(&done.saved).map(str::to_owned);
        Ok(Plain { banner, ..view(app, &signed.0, &Again::default())? })
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, again: &Again) -> Result<Plain, ServiceError> {
    let all = whole(|slice| api_keys::list(app, caller, slice))?;
    let shell = Shell::of(app, caller)?;
    let revoke = |key: &ApiKeyView| {
        let form = Form::new(&shell.csrf, again, "revoke", "/staff/keys/revoke".to_owned(), words::REVOKE);
        form.second().with("key", &key.id)
    };
    let now = app.clock.now();
    let item = |key: &ApiKeyView| {
        let over = key.expires_at.is_some_and(|end| end <= now);
        let mark = match (key.revoked_at, over) {
            (Some(_), _) => Some(("none", words::REVOKED.to_owned())),
            (None, true) => Some(("none", words::OVER.to_owned())),
            (None, false) => None,
        };
        let may = key.scopes.map_or_else(
            || words::WHATEVER.to_owned(),
            |scopes| scopes.iter().map(Label::label).collect::<Vec<_>>().join("; "),
        );
        let life = words::life(&moment(key.created_at), key.expires_at.map(moment).as_deref());
        Item {
            forms: mark.is_none().then(|| revoke(key)).into_iter().collect(),
            mark,
            lines: vec![life, may],
            ..Item::named(key.label.to_string())
        }
    };
    let scopes = Scope::ALL.iter().filter(|scope| is_of_use(caller.role, **scope));
    let form = Form::new(&shell.csrf, again, "key", "/staff/keys".to_owned(), words::MAKE_KEY)
        .folded(words::MAKE_KEY)
        .ask(Kind::Line, "label", words::LABEL, words::LABEL_HINT, "")
        .ask(Kind::Date, "expires_at", words::ENDS, words::ENDS_HINT, "")
        .choose(Kind::Ticks, "scopes", words::SCOPES, "", scopes.map(|one| (one.code(), one.label())), &[]);
    let sections = vec![Section {
        items: all.iter().rev().map(item).collect(),
        empty: words::NO_KEY,
        forms: vec![form],
        ..Section::default()
    }];
    let page =
        Plain { lead: vec![words::ABOUT_KEYS.to_owned()], sections, ..Plain::headed(shell, words::KEYS) };
    let back = format!("/staff/organisations/{}", caller.organisation);
    Ok(page.back(back, words::BACK_TO_ORGANISATION).refused(again))
}

#[post("/keys")]
async fn make_key(app: web::Data<App>, signed: Signed, form: Posted<Typed>) -> Result<HttpResponse, Fault> {
    let answer = run(&app, move |app| {
        let caller = &signed.0;
        match asked(app, &form.0).and_then(|request| api_keys::create(app, caller, request)) {
            Ok(made) => {
                let shell = Shell::of(app, caller)?;
                let back = ("/staff/keys", words::BACK_TO_KEYS);
                Ok((StatusCode::OK, secret(shell, words::MADE_KEY, words::THE_KEY, made.secret, back)))
            }
            Err(error) => {
                let (status, again) = Again::of("key", form.0, error)?;
                Ok((status, view(app, caller, &again)?))
            }
        }
    });
    let (status, view) = answer.await?;
    Ok(view.answer(status))
}

fn asked(app: &App, typed: &Typed) -> Result<ApiKeyRequest, ServiceError> {
    let scopes: CodeSet<Scope> = typed.all("scopes").filter_map(Scope::named).collect();
    if scopes.is_empty() {
        return Err(ServiceError::invalid("scopes", words::SELECT_SCOPE));
    }
    let wrong = || ServiceError::invalid("expires_at", words::ENTER_END);
    let expires_at = match typed.is_empty("expires_at") {
        true => None,
        // The whole of that day counts.
        false => {
            let next = typed.date("expires_at", words::ENTER_END)?.checked_add_days(Days::new(1));
            Some(next.ok_or_else(wrong)?.and_time(NaiveTime::MIN).and_utc())
        }
    };
    if expires_at.is_some_and(|end| end <= app.clock.now()) {
        return Err(wrong());
    }
    Ok(ApiKeyRequest { label: typed.line("label", words::ENTER_LABEL)?, expires_at, scopes: Some(scopes) })
}

#[post("/keys/revoke")]
async fn revoke_key(app: web::Data<App>, signed: Signed, form: Posted<Typed>) -> Result<HttpResponse, Fault> {
    run(&app, move |app| {
        let key = ApiKeyId::parse(form.0.get("key")).map_err(|_| ServiceError::NotFound)?;
        api_keys::revoke(app, &signed.0, &key)
    })
    .await?;
    Ok(see_other("/staff/keys?saved=revoke"))
}
