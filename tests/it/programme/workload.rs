//! Supply and demand of work on one made-up depot.

use placewell::domain::workload::measure;

use super::fixtures::Case;

#[test]
fn the_depot_has_enough_work_for_a_week() {
    let case = Case::depot();
    assert_eq!(measure(&case.input()).gaps, vec![]);
}
