//! The web door: pages made on the server, for staff who sign in, and for employers, learners and
//! families who follow a link.
//!
//! A page calls the same [`crate::services`] as the API and adds no rule of its own. One folder holds one family of
//! pages: handlers, views and templates side by side. No page runs a script, and every form works by a plain POST.

mod account;
mod change;
mod cohorts;
mod connections;
mod cover;
mod day;
mod evidence;
mod families;
mod family;
mod fault;
mod fields;
mod form;
mod helped;
mod home;
mod hub;
mod imports;
mod layout;
mod learners;
mod lists;
mod maps;
mod matches;
mod offers;
mod organisations;
mod paging;
mod people;
mod placements;
mod plain;
mod printed;
mod session;
mod side;
mod sign_in;
mod typed;
mod visit;

use actix_web::middleware::from_fn;
use actix_web::web::{QueryConfig, ServiceConfig, redirect, scope, to};

pub use layout::STYLE_PATH;

/// Where the pages of staff are.
pub const STAFF: &str = "/staff";

/// Where the password is given again, before something changes about who gets in.
const CONFIRM: &str = "/staff/account/confirm";

/// What a page may load: its style sheet. Forms go to this service only.
pub const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Whether an address belongs to a page of this door.
#[must_use]
pub fn is_page(path: &str) -> bool {
    path == "/"
        || [STAFF, visit::BASE, side::BASE, family::BASE]
            .iter()
            .any(|base| path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Registers every page.
pub fn register(config: &mut ServiceConfig) {
    config.service(redirect("/", STAFF).see_other());
    config.service(layout::style);
    let staff = scope(STAFF)
        .app_data(QueryConfig::default().error_handler(|_, _| fault::Fault::unreadable().into()))
        .wrap(from_fn(session::guard))
        .service(home::show)
        .service(day::show)
        .service(day::save)
        .service(placements::list)
        .service(placements::page::show)
        .service(placements::steps::step)
        .service(placements::steps::withdraw)
        .service(placements::steps::agreement)
        .service(placements::steps::insurance)
        .service(placements::steps::vetting)
        .service(placements::steps::shorten)
        .service(placements::steps::plan)
        .service(placements::steps::link)
        .service(placements::steps::revoke)
        .service(placements::steps::seen)
        .service(placements::steps::acknowledge)
        .service(placements::steps::plan_call)
        .service(placements::steps::end_call)
        .service(placements::steps::tell_destination)
        .service(placements::steps::record_review)
        .service(placements::steps::observation)
        .service(placements::steps::lesson)
        .service(placements::letters::show)
        .service(placements::steps::assign_coach)
        .service(placements::steps::end_assignment)
        .service(placements::week::show)
        .service(placements::week::lose_time)
        .service(placements::week::show_block)
        .service(placements::week::change_block)
        .service(placements::pack::show)
        .service(placements::pack::html)
        .service(placements::pack::pdf)
        .service(placements::pack::approve)
        .service(placements::pack::again)
        .service(placements::copies::show)
        .service(placements::copies::approve_copy)
        .service(placements::copies::send_again)
        .service(placements::copies::send_page)
        .service(placements::copies::rendered)
        .service(placements::copies::approved)
        .service(cohorts::list)
        .service(cohorts::setup::ask)
        .service(cohorts::setup::create)
        .service(cohorts::show)
        .service(cohorts::download)
        .service(cohorts::propose::propose)
        .service(cohorts::what_if::show)
        .service(cohorts::demand::show_demand)
        .service(cohorts::demand::show_proof)
        .service(cohorts::part::show)
        .service(cohorts::part::decide)
        .service(learners::list)
        .service(learners::new::ask)
        .service(learners::new::add)
        .service(learners::show)
        .service(learners::log::show)
        .service(learners::end::show)
        .service(learners::end::archive_record)
        .service(learners::end::erase_record)
        .service(learners::end::readable)
        .service(learners::end::for_programs)
        .service(learners::needs::ask_for_text)
        .service(learners::needs::find_needs)
        .service(learners::needs::accept_needs)
        .service(learners::change::show)
        .service(learners::change::save)
        .configure(account::register)
        .configure(people::register)
        .configure(organisations::register)
        .configure(connections::register)
        .configure(hub::register)
        .configure(imports::register)
        .configure(evidence::register)
        .configure(lists::register)
        .service(maps::show)
        .configure(families::register)
        .service(matches::list)
        .service(matches::compare::show)
        .service(matches::opening::unlocks)
        .service(matches::opening::barriers)
        .service(matches::opening::ask)
        .service(matches::opening::tried)
        .service(matches::show)
        .service(matches::decision::record_decision)
        .service(matches::propose)
        .configure(offers::drafting::register)
        .service(offers::list)
        .service(offers::show)
        .service(offers::change::show)
        .service(offers::change::save)
        .service(offers::change::confirm)
        .service(offers::change::copy)
        .service(offers::change::archive_offer)
        .service(sign_in::show)
        .service(sign_in::enter)
        .service(sign_in::leave)
        .service(sign_in::forgotten::show)
        .service(sign_in::forgotten::send)
        .service(sign_in::factor::show)
        .service(sign_in::factor::begin)
        .service(sign_in::factor::activate)
        .default_service(to(fault::missing));
    config.service(staff);
    let visits = scope(visit::BASE)
        .service(visit::show)
        .service(visit::pack)
        .service(visit::pdf)
        .service(visit::renew)
        .service(visit::show_reminders)
        .service(visit::set_reminders)
        .service(visit::unsubscribe)
        .service(visit::posted_helped)
        .service(visit::posted)
        .default_service(to(fault::missing_for_visitor));
    config.service(visits);
    let sides = scope(side::BASE)
        .service(side::show)
        .service(side::copy)
        .service(side::pdf)
        .service(side::renew)
        .service(side::show_did)
        .service(side::posted)
        .default_service(to(fault::missing_for_visitor));
    config.service(sides);
    let families = scope(family::BASE)
        .service(family::unsubscribe)
        .service(family::show)
        .service(family::answered)
        .service(family::ask_wish)
        .service(family::save_wish)
        .default_service(to(fault::missing_for_visitor));
    config.service(families);
}
