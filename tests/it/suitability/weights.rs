//! A hub's weights as they are kept.

use placewell::suitability::Weights;
use serde_json::{Value, json};

fn kept(edit: impl Fn(&mut Value)) -> Result<Weights, String> {
    let mut document = serde_json::to_value(Weights { version: 7, ..Weights::default() }).unwrap();
    edit(&mut document);
    serde_json::from_value(document).map_err(|error| error.to_string())
}

#[test]
fn weights_are_kept_flat_and_read_back() {
    let document = serde_json::to_value(Weights::default()).unwrap();
    assert_eq!((&document["version"], &document["interest"]), (&json!(1), &json!(200)));
    assert_eq!(kept(|_| ()).unwrap(), Weights { version: 7, ..Weights::default() });
}

#[test]
fn weights_that_do_not_make_the_whole_are_not_read() {
    let refused = kept(|document| document["travel"] = json!(139)).unwrap_err();
    assert_eq!(refused, "the weights must add up to 1000, these add up to 999");
    kept(|document| drop(document.as_object_mut().unwrap().remove("travel"))).unwrap_err();
    let refused = kept(|document| document["deductions"]["hub_acts"] = json!(1_001)).unwrap_err();
    assert_eq!(refused, "must be 1000 at most");
}

#[test]
fn weights_of_before_read_with_the_usual_deductions() {
    let read = kept(|document| drop(document.as_object_mut().unwrap().remove("deductions"))).unwrap();
    assert_eq!(read.points, Weights::default().points);
}
