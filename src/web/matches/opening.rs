//! What stands between a learner and placements, what would open more of them, and trying other limits.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};

use super::name;
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::ids::{LearnerId, OfferId};
use crate::domain::learner::{Learner, Profile};
use crate::services::matches::{self, MatchView, UnlockView, Wanted, WhatIf};
use crate::services::{ServiceError, learners};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind};
use crate::web::form::Posted;
use crate::web::layout::Shell;
use crate::web::learners::learner_id;
use crate::web::plain::{Item, Plain, Section};
use crate::web::session::Signed;
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::pages::form::sentence;
use crate::words::pages::{dates, matching, opening as words};

/// How many placements stand on the page of what was tried.
const ROWS: usize = 20;

#[get("/learners/{id}/unlocks")]
pub(in crate::web) async fn unlocks(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (caller, id) = (&signed.0, learner_id(&id)?);
        let found = matches::unlocks(app, caller, &id, None)?;
        let mut facts = vec![
            (words::OFFERS.to_owned(), vec![found.offers.to_string()]),
            (words::SUIT.to_owned(), vec![found.suit.to_string()]),
        ];
        let only = found.fail_only.iter();
        facts.extend(only.map(|one| (words::fail_only(&one.words), vec![one.offers.to_string()])));
        facts.push((words::SEVERAL.to_owned(), vec![found.fail_several.to_string()]));
        let changes = Section {
            items: found.unlocks.iter().map(unlock).collect(),
            empty: words::NOTHING,
            ..Section::headed("changes", words::CHANGES)
        };
        let counted = Section { facts, ..Section::headed("counted", words::COUNTED) };
        let page = Plain {
            caption: name(app, caller, &id)?,
            sections: vec![changes, counted],
            ..Plain::headed(Shell::of(app, caller)?, words::UNLOCKS)
        };
        Ok(page.back(format!("/staff/learners/{id}/matches"), words::BACK_TO_ALL))
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn unlock(one: &UnlockView) -> Item {
    let titles: Vec<_> = one.best.iter().map(|offer| offer.title.clone()).collect();
    Item {
        lines: one
            .words
            .iter()
            .map(|line| sentence(line))
            .chain([words::by(one.employer_name.as_deref(), one.cost_pounds)])
            .collect(),
        ..Item::named(words::opens(one.opens, &titles))
    }
}

#[get("/learners/{id}/matches/{offer}/barriers")]
pub(in crate::web) async fn barriers(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Fault> {
    let (id, offer) = path.into_inner();
    let view = run(&app, move |app| {
        let (caller, id) = (&signed.0, learner_id(&id)?);
        let offer = OfferId::parse(&offer).map_err(|_| ServiceError::NotFound)?;
        let found = matches::explain(app, caller, &id, &offer, None)?;
        let failing = found.failing.iter().map(|one| Item {
            mark: Some(match one.adjustable {
                true => ("warn", words::ADJUSTABLE.to_owned()),
                false => ("bad", words::FIXED.to_owned()),
            }),
            ..Item::named(one.words.clone())
        });
        let ways = found.ways.iter().map(|way| Item {
            lines: way.words.iter().map(|line| sentence(line)).collect(),
            ..Item::named(words::place(way.place, way.cost_pounds))
        });
        let suits = found.failing.is_empty();
        let mut sections = vec![Section {
            items: failing.collect(),
            empty: words::NO_BARRIER,
            ..Section::headed("failing", words::BARRIERS)
        }];
        if !suits {
            sections.push(Section {
                items: ways.collect(),
                empty: words::NO_WAY,
                ..Section::headed("ways", words::WAYS)
            });
        }
        let page = Plain {
            caption: format!("{}, {}: {}", found.title, found.employer_name, name(app, caller, &id)?),
            sections,
            ..Plain::headed(Shell::of(app, caller)?, words::BARRIERS)
        };
        Ok(page.back(format!("/staff/learners/{id}/matches/{offer}"), words::BACK_TO_ONE))
    });
    Ok(view.await?.answer(StatusCode::OK))
}

#[get("/learners/{id}/try")]
pub(in crate::web) async fn ask(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (caller, id) = (&signed.0, learner_id(&id)?);
        let learner = read(app, caller, &id)?;
        trying(app, caller, (&id, &learner), &Again::default(), None)
    });
    Ok(view.await?.answer(StatusCode::OK))
}

/// The learner, for whoever may try other limits: read once, because each reading is a look in the access log.
fn read(app: &App, caller: &Caller, id: &LearnerId) -> Result<Learner, ServiceError> {
    authorise(caller, Action::TryMatches)?;
    Ok(learners::read(app, caller, id)?.learner)
}

/// The page: the limits as they are or were tried, and what would suit.
fn trying(
    app: &App,
    caller: &Caller,
    (id, learner): (&LearnerId, &Learner),
    again: &Again,
    found: Option<Vec<MatchView>>,
) -> Result<Plain, ServiceError> {
    let shell = Shell::of(app, caller)?;
    let form = Form::new(&shell.csrf, again, "try", format!("/staff/learners/{id}/try"), words::SEE);
    let form = limits(&learner.profile)
        .into_iter()
        .fold(form, |form, (field, label, value)| form.ask(Kind::Short, field, label, "", value));
    let mut sections = vec![Section { forms: vec![form], ..Section::default() }];
    if let Some(found) = found {
        sections.push(Section {
            items: found.iter().map(|one| suits(id, one)).collect(),
            empty: words::NONE_SUITS,
            ..Section::headed("found", words::WOULD_SUIT)
        });
    }
    let page = Plain {
        lead: vec![words::ABOUT_TRYING.to_owned()],
        caption: format!("{} {}", learner.identity.first_name(), learner.identity.family_name),
        sections,
        ..Plain::headed(shell, words::TRY)
    };
    Ok(page.back(format!("/staff/learners/{id}/matches"), words::BACK_TO_ALL).refused(again))
}

fn suits(learner: &LearnerId, one: &MatchView) -> Item {
    let band = one.family_band.map_or(matching::NO_BAND, Label::label);
    Item {
        mark: Some(("good", band.to_owned())),
        lines: vec![
            one.employer_name.clone(),
            dates(one.days.first().copied(), one.days.last().copied()),
            one.words.outcome.clone(),
        ],
        ..Item::linked(one.title.clone(), format!("/staff/learners/{learner}/matches/{}", one.offer))
    }
}

/// The limits that are tried, with what they are now.
fn limits(profile: &Profile) -> [(&'static str, &'static str, String); 5] {
    let travel = &profile.travel;
    [
        ("max_minutes", words::LONGEST, travel.max_minutes.to_string()),
        ("max_walk_metres", words::WALK, travel.max_walk_metres.to_string()),
        ("max_total_walk_metres", words::WALK_ALL, travel.max_total_walk_metres.to_string()),
        ("max_changes", words::CHANGES_OF, travel.max_changes.to_string()),
        ("max_daily_minutes", words::WORK, profile.stamina.max_daily_minutes.to_string()),
    ]
}

#[post("/learners/{id}/try")]
pub(in crate::web) async fn tried(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let answer = run(&app, move |app| {
        let (caller, id) = (&signed.0, learner_id(&id)?);
        let learner = read(app, caller, &id)?;
        let found = what_if(learner.profile.clone(), &form.0).and_then(|what_if| {
            let wanted = Wanted { limit: ROWS, ..Wanted::default() };
            Ok(matches::try_out(app, caller, &id, &what_if, wanted)?.items)
        });
        match found {
            // What was tried stays in the fields.
            Ok(found) => {
                let again = Again { form: "try".to_owned(), typed: form.0, ..Again::default() };
                Ok((StatusCode::OK, trying(app, caller, (&id, &learner), &again, Some(found))?))
            }
            Err(error) => {
                let (status, again) = Again::of("try", form.0, error)?;
                Ok((status, trying(app, caller, (&id, &learner), &again, None)?))
            }
        }
    });
    let (status, view) = answer.await?;
    Ok(view.answer(status))
}

fn what_if(mut profile: Profile, typed: &Typed) -> Result<WhatIf, ServiceError> {
    profile.travel.max_minutes = typed.number("max_minutes", words::ENTER_NUMBER)?;
    profile.travel.comfortable_minutes = profile.travel.comfortable_minutes.min(profile.travel.max_minutes);
    profile.travel.max_walk_metres = typed.number("max_walk_metres", words::ENTER_NUMBER)?;
    profile.travel.max_total_walk_metres = typed.number("max_total_walk_metres", words::ENTER_NUMBER)?;
    profile.travel.max_changes = typed.number("max_changes", words::ENTER_NUMBER)?;
    profile.stamina.max_daily_minutes = typed.number("max_daily_minutes", words::ENTER_NUMBER)?;
    Ok(WhatIf { profile })
}
