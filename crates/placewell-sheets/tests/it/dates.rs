use placewell_sheets::DateFault::{Ambiguous, NotADate, Number, ShortYear};
use placewell_sheets::DateOrder::{DayFirst, MonthFirst};
use placewell_sheets::{Cell, DateFault, DateOrder, date};
use rstest::rstest;

#[rstest]
#[case::iso("2010-05-17", None, Ok("2010-05-17"))]
#[case::iso_slashes("2010/05/07", None, Ok("2010-05-07"))]
#[case::day_over_twelve("17/05/2010", None, Ok("2010-05-17"))]
#[case::month_second("05/17/2010", None, Ok("2010-05-17"))]
#[case::same("05.05.2010", None, Ok("2010-05-05"))]
#[case::either_way("05/06/2010", None, Err(Ambiguous))]
#[case::day_said("05/06/2010", Some(DayFirst), Ok("2010-06-05"))]
#[case::month_said("05/06/2010", Some(MonthFirst), Ok("2010-05-06"))]
#[case::said_and_impossible("17/05/2010", Some(MonthFirst), Err(NotADate))]
#[case::named("17 May 2010", None, Ok("2010-05-17"))]
#[case::short_name("7-Sep-2010", None, Ok("2010-09-07"))]
#[case::sept("7 Sept 2010", None, Ok("2010-09-07"))]
#[case::ordinal("1st January 2010", None, Ok("2010-01-01"))]
#[case::month_named_first("May 17, 2010", None, Ok("2010-05-17"))]
#[case::short_year("17/05/10", None, Err(ShortYear))]
#[case::short_year_named("17 May 10", None, Err(ShortYear))]
#[case::no_such_day("31/02/2010", None, Err(NotADate))]
#[case::leap_day("29/02/2012", None, Ok("2012-02-29"))]
#[case::no_leap_day("29/02/2010", None, Err(NotADate))]
#[case::words("unknown", None, Err(NotADate))]
#[case::no_year("17 May", None, Err(NotADate))]
#[case::sign("+7/05/2010", Some(DayFirst), Err(NotADate))]
fn typed(#[case] text: &str, #[case] order: Option<DateOrder>, #[case] expected: Result<&str, DateFault>) {
    let found = date::read(&Cell::text(text), order);
    assert_eq!(found, expected.map(|day| Some(day.parse().unwrap())));
}

#[test]
fn a_number_is_no_date_until_the_cell_says_so() {
    assert_eq!(date::read(&Cell::Number("40315".to_owned()), Some(DayFirst)), Err(Number));
    assert_eq!(date::read(&Cell::Broken, None), Err(NotADate));
    assert_eq!(date::read(&Cell::Empty, None), Ok(None));
}
