//! The register of schools, from which a provider is added.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use serde::Deserialize;

use crate::app::App;
use crate::auth::Caller;
use crate::services::ServiceError;
use crate::services::organisations::{self, School};
use crate::web::fault::{Fault, run};
use crate::web::layout::Shell;
use crate::web::plain::{Item, Narrow, Plain, Section};
use crate::web::session::Signed;
use crate::words::label::Label;
use crate::words::pages::organisations as words;

/// What is looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Searched {
    search: String,
}

/// Schools of the register by name.
#[get("/schools")]
pub(super) async fn find_school(
    app: web::Data<App>,
    signed: Signed,
    searched: web::Query<Searched>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| schools_named(app, &signed.0, searched.into_inner().search));
    Ok(view.await?.answer(StatusCode::OK))
}

fn schools_named(app: &App, caller: &Caller, search: String) -> Result<Plain, ServiceError> {
    let schools = organisations::schools(app, caller, &search)?;
    let most = usize::try_from(organisations::MOST_SCHOOLS).unwrap_or(usize::MAX);
    let short = search.trim().chars().count() < 3;
    let more = (schools.len() >= most).then(|| words::SOME_SCHOOLS.to_owned());
    let narrow = Narrow {
        action: "/staff/schools",
        label: words::SCHOOL_NAME,
        value: search,
        choice: None,
        tick: None,
    };
    let list = Section {
        lead: more.into_iter().collect(),
        items: schools.iter().map(school_row).collect(),
        empty: if short { words::ENTER_SCHOOL } else { words::NO_SCHOOL },
        ..Section::default()
    };
    let page = Plain {
        narrow: Some(narrow),
        sections: vec![list],
        ..Plain::headed(Shell::of(app, caller)?, words::FIND_SCHOOL)
    };
    Ok(page.back("/staff/organisations", words::BACK))
}

fn school_row(school: &School) -> Item {
    let place = format!("{}, {}", school.postcode.as_str(), school.nation.label());
    Item {
        lines: vec![format!("{}, URN {}", school.kind, school.urn), place],
        ..Item::linked(
            school.name.to_string(),
            format!("/staff/organisations/new/provider?urn={}", school.urn),
        )
    }
}
