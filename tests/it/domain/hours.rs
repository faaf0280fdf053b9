//! When a placement can be taken up, and when the work exists.

use placewell::domain::time::{DateRange, Weekday};
use placewell::domain::window::Pattern;

use crate::generate::{date, offer, span};

#[test]
fn a_window_may_end_on_the_last_day_that_is_attended() {
    let mut window = offer(1, 0).offer.windows.swap_remove(0);
    window.weekdays = [Weekday::Tue].into_iter().collect();
    window.closed.clear();
    let (first, sixth) = (date("2027-03-02"), date("2027-04-06"));
    window.dates = DateRange::new(first, sixth).unwrap();
    let pattern = Pattern::Extended { weeks: 6 };
    let days = window.placement_days(pattern, first, &[]).unwrap();
    assert_eq!((days.len(), days.last()), (6, Some(&sixth)));
    window.dates = DateRange::new(first, sixth.pred_opt().unwrap()).unwrap();
    assert_eq!(window.placement_days(pattern, first, &[]), None);
}

#[test]
fn hours_that_adjoin_are_one_stretch() {
    let mut task = offer(1, 0).offer.tasks.swap_remove(0);
    let mut hours = task.available[0].clone();
    hours.hours = span("12:00", "14:00");
    task.available[0].hours = span("09:00", "12:00");
    task.available.push(hours.clone());
    hours.hours = span("15:00", "16:00");
    task.available.insert(0, hours);
    let on: Vec<_> = task.hours_on(Weekday::Wed).collect();
    assert_eq!(on, [span("09:00", "14:00"), span("15:00", "16:00")]);
}
