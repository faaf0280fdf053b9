//! Organisations, their contacts and what they offer.

use placewell::domain::role::Role;
use serde_json::{Value, json};

use super::book::Book;
use crate::support::app::home;
use crate::web::visit::CONTACT;

const NONE: &Value = &Value::Null;

/// Adds them; the identifier of the library's contact.
pub(super) fn add(book: &Book) -> String {
    organisations(book);
    hub(book);
    offers(book);
    contacts(book)
}

fn organisations(book: &Book) {
    let bakery = book.scene.sample.employers.iter().find(|(name, _)| name == "bakery").unwrap();
    let document = json!({"employer": bakery.1.employer});
    let made = book.call("create_organisation", Role::Hub, &[], &document);
    let bakery = [made["id"].as_str().unwrap()];
    book.call("list_organisations", Role::Hub, &["?kind=employer&limit=2"], NONE);
    book.call("list_schools", Role::Hub, &["?name=school"], NONE);
    book.call("read_organisation", Role::Hub, &bakery, NONE);
    book.call("change_organisation", Role::Hub, &bakery, &document);
    book.call("archive_organisation", Role::Hub, &bakery, NONE);
}

/// What a hub decides for its area.
fn hub(book: &Book) {
    let own = home(Role::Hub);
    let own = [own.as_str()];
    let weights = book.call("read_weights", Role::Hub, &own, NONE)["weights"].clone();
    book.call("change_weights", Role::Hub, &own, &weights);
    let concessions = json!({"authorities": [{
        "authority": "E08000001", "name": "Alderley", "weekdays": {"when": "always"},
        "weekends": {"when": "always"}, "source": "The authority's page on passes", "as_at": "2026-02-20"
    }]});
    book.call("change_concessions", Role::Hub, &own, &concessions);
    book.call("read_concessions", Role::Hub, &own, NONE);
}

fn offers(book: &Book) {
    book.call("list_occupations", Role::Employer, &["?q=library"], NONE);
    let occupation = "library-assistant";
    book.call("read_occupation", Role::Employer, &[occupation], NONE);
    let draft = json!({"occupation": occupation, "tasks": ["sort-returns"]});
    book.call("draft_offer", Role::Employer, &[], &draft);
    let document = book.scene.offer_document("bike-saturdays");
    let made = book.call("create_offer", Role::Employer, &[], &document);
    let offer = [made["id"].as_str().unwrap()];
    book.call("list_offers", Role::Employer, &["?limit=1"], NONE);
    book.call("read_offer", Role::Employer, &offer, NONE);
    book.call("change_offer", Role::Employer, &offer, &document);
    book.call("confirm_offer", Role::Employer, &offer, NONE);
    book.call("copy_offer", Role::Employer, &offer, NONE);
    book.call("archive_offer", Role::Employer, &offer, NONE);
}

fn contacts(book: &Book) -> String {
    let details = json!({"name": "Sioned Marsh", "role": "Branch librarian", "email": CONTACT});
    let of = json!({"employer": home(Role::Employer), "details": details});
    let made = book.call("create_contact", Role::Employer, &[], &of);
    let id = made["id"].as_str().unwrap();
    book.call("read_contact", Role::Employer, &[id], NONE);
    book.call("change_contact", Role::Employer, &[id], &details);
    let left = json!({"employer": home(Role::Employer), "details": {
        "name": "Kit Moss", "role": "Caretaker", "email": "kit@library.example"}});
    let left = book.call("create_contact", Role::Employer, &[], &left);
    let page = format!("?employer={}&limit=1", home(Role::Employer));
    book.call("list_contacts", Role::Employer, &[&page], NONE);
    book.call("archive_contact", Role::Employer, &[left["id"].as_str().unwrap()], NONE);
    id.to_owned()
}
