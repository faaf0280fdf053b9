//! Types that are valid once parsed.
#![allow(clippy::print_stdout, reason = "an example prints")]

use placewell_domain::place::Postcode;
use placewell_domain::text::{Invalid, Line};

fn main() -> Result<(), Invalid> {
    let (composed, decomposed) = (Line::parse("Si\u{e2}n  Lloyd")?, Line::parse(" Sia\u{302}n Lloyd")?);
    println!("one name, however it is written: {}", composed == decomposed);
    println!("{:?}", Line::parse("").map_err(|refused| refused.to_string()));
    println!("{:?}", Postcode::parse("np201aa").map(|postcode| postcode.as_str().to_owned()));
    Ok(())
}
