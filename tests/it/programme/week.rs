//! One whole week, to be read as a supervisor would.

use placewell::programme::plan;

use super::fixtures::Case;
use super::render::render;

#[test]
fn a_week_at_the_depot() {
    let case = Case::depot();
    let programme = plan(&case.input()).unwrap();
    insta::assert_snapshot!(render(&programme, &case.input()));
}
