//! The home page: what is to be done now.

use actix_web::{HttpResponse, get, web};
use askama::Template;

use super::fault::{Fault, run};
use super::layout::{Shell, shown};
use super::session::Signed;
use crate::app::App;
use crate::domain::code::Code;
use crate::services::{families, work};
use crate::standing::Due;
use crate::words::pages::families as family_words;
use crate::words::pages::work as words;

#[derive(Template)]
#[template(path = "home/home.html", config = "src/web/askama.toml")]
struct View {
    shell: Shell,
    counts: Vec<Count>,
}

struct Count {
    link: String,
    heading: &'static str,
    number: usize,
}

impl From<(Due, usize)> for Count {
    fn from((due, number): (Due, usize)) -> Self {
        Self { link: format!("/staff/placements?due={}", due.code()), heading: words::heading(due), number }
    }
}

#[get("")]
pub(super) async fn show(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let mut counts: Vec<Count> = work::counts(app, &signed.0)?.into_iter().map(Count::from).collect();
        let (due, replies) = families::waiting(app, &signed.0)?;
        let of_families = [(replies, family_words::ANSWERS_WAIT), (due, family_words::MESSAGES_DUE)];
        counts.extend(
            of_families.into_iter().filter(|(number, _)| *number > 0).map(|(number, heading)| Count {
                link: "/staff/families".to_owned(),
                heading,
                number,
            }),
        );
        Ok(View { shell: Shell::of(app, &signed.0)?, counts })
    });
    Ok(shown(&view.await?))
}
