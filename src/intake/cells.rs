//! One cell as the answer to one question, or what must be written there instead.

use chrono::NaiveDate;
use placewell_sheets::{Cell, DateFault, DateOrder, date};
use serde_json::{Value, json};

use super::cell::{CellFault, must, text};
use super::field::{CellCodes, CellShape};
use super::times;
use crate::domain::calendar::age_on;
use crate::domain::code::Code;
use crate::domain::contact::{EmailAddress, Phone};
use crate::domain::insurance::Insurance;
use crate::domain::learner::SenCode;
use crate::domain::occupation::SicCode;
use crate::domain::place::Postcode;
use crate::domain::text::{Line, Paragraph};
use crate::words::intake as words;

/// When the file is read.
#[derive(Clone, Copy)]
pub(super) struct When {
    pub(super) today: NaiveDate,
    pub(super) order: Option<DateOrder>,
}

/// Reads a cell that holds something.
pub(super) fn answer(cell: &Cell, shape: CellShape, when: When) -> Result<Value, CellFault> {
    if *cell == Cell::Broken {
        return must(words::BROKEN);
    }
    match shape {
        CellShape::Born => born(cell, when),
        CellShape::Date => day(cell, when).map(|day| json!(day)),
        CellShape::Time => times::time(cell).map(|time| json!(time)),
        CellShape::Weekdays => times::weekdays(&text(cell)?).map(|days| json!(days)),
        CellShape::YesNo => yes_no(cell).map(Value::from),
        CellShape::Pounds => pounds(cell).map(Value::from),
        CellShape::Sic => sic(&number(cell)?),
        CellShape::Lines => lines(&text(cell)?),
        CellShape::Line => line(&text(cell)?).map(Value::from),
        CellShape::Paragraph => match Paragraph::parse(&text(cell)?.replace("\r\n", "\n")) {
            Ok(text) => Ok(json!(text)),
            Err(error) => must(&error.to_string()),
        },
        CellShape::Postcode => match Postcode::parse(&text(cell)?) {
            Ok(postcode) => Ok(json!(postcode)),
            Err(_) => must(words::POSTCODE),
        },
        CellShape::Email => email(&text(cell)?),
        CellShape::Phone => phone(cell),
        CellShape::Number => number(cell).map(Value::from),
        CellShape::Upn => upn(&number(cell)?),
        CellShape::Uln => uln(&number(cell)?),
        CellShape::Count { least, most } => count(cell, least, most),
        CellShape::One(codes) => one(&text(cell)?, codes).map(Value::from),
        CellShape::Several(codes) => several(&text(cell)?, codes),
        CellShape::Sen => sen(&text(cell)?),
    }
}

fn line(text: &str) -> Result<String, CellFault> {
    match Line::parse(text) {
        Ok(line) => Ok(line.to_string()),
        Err(error) => must(&error.to_string()),
    }
}

fn lines(text: &str) -> Result<Value, CellFault> {
    let all: Vec<String> = parts(text).map(line).collect::<Result<_, _>>()?;
    Ok(json!(all))
}

/// The parts of a cell that holds several.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

fn day(cell: &Cell, when: When) -> Result<NaiveDate, CellFault> {
    match date::read(cell, when.order) {
        Ok(Some(day)) => Ok(day),
        Ok(None) => must(words::DATE),
        Err(DateFault::Ambiguous) => Err(CellFault::TwoDays),
        Err(fault) => Err(fault.to_string().into()),
    }
}

fn born(cell: &Cell, when: When) -> Result<Value, CellFault> {
    match day(cell, when)? {
        day if (10..=26).contains(&age_on(day, when.today)) => Ok(json!(day)),
        _ => must(words::AGE),
    }
}

fn yes_no(cell: &Cell) -> Result<bool, CellFault> {
    match cell {
        Cell::Flag(yes) => Ok(*yes),
        _ => match placewell_sheets::fold(&text(cell)?).as_str() {
            "yes" | "y" | "true" => Ok(true),
            "no" | "n" | "false" => Ok(false),
            _ => must(words::YES_OR_NO),
        },
    }
}

/// Whole pounds: `5000000`, `£5,000,000`, `5m`, `10 million`.
fn pounds(cell: &Cell) -> Result<u64, CellFault> {
    let text = match cell {
        Cell::Number(figures) => figures.clone(),
        cell => text(cell)?,
    };
    let plain = text.to_lowercase().replace(['£', ',', ' '], "");
    let millions = plain.strip_suffix("million").or_else(|| plain.strip_suffix('m'));
    let figures = millions.unwrap_or(&plain);
    let known =
        figures.bytes().all(|byte| byte.is_ascii_digit()).then(|| figures.parse::<u64>().ok()).flatten();
    let amount = known.and_then(|known| known.checked_mul(if millions.is_some() { 1_000_000 } else { 1 }));
    match amount.filter(|amount| *amount <= Insurance::MOST_COVER_POUNDS) {
        Some(amount) => Ok(amount),
        None => must(words::POUNDS),
    }
}

/// The five figures, with or without the name of the industry behind them.
fn sic(text: &str) -> Result<Value, CellFault> {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    match SicCode::parse(text.get(..figures).unwrap_or_default()) {
        Ok(code) => Ok(json!(code)),
        Err(_) => must(words::SIC_SHAPE),
    }
}

fn email(text: &str) -> Result<Value, CellFault> {
    let address = text.strip_prefix("mailto:").unwrap_or(text);
    match EmailAddress::parse(address) {
        Ok(address) => Ok(json!(address.as_str())),
        Err(_) if address.matches('@').count() > 1 => must(words::ONE_EMAIL),
        Err(_) => must(words::EMAIL),
    }
}

/// A telephone number. One that a workbook holds as a number has lost its first nought.
fn phone(cell: &Cell) -> Result<Value, CellFault> {
    if matches!(cell, Cell::Number(_)) {
        return must(words::PHONE_IS_NUMBER);
    }
    let text = text(cell)?;
    match Phone::parse(
        &text.replace(['(', ')', '-', '.'], " ").split_whitespace().collect::<Vec<_>>().join(" "),
    ) {
        Ok(phone) => Ok(json!(phone.as_str())),
        Err(_) => must(words::PHONE),
    }
}

/// Fifteen figures are the most that a workbook keeps of a number.
const KEPT_FIGURES: usize = 15;

/// A number that is a name, as it was written.
fn number(cell: &Cell) -> Result<String, CellFault> {
    match cell {
        Cell::Number(figures)
            if figures.len() <= KEPT_FIGURES && figures.bytes().all(|b| b.is_ascii_digit()) =>
        {
            Ok(figures.clone())
        }
        Cell::Number(_) => must(words::NUMBER_AS_TEXT),
        _ => line(&text(cell)?),
    }
}

fn upn(text: &str) -> Result<Value, CellFault> {
    let upn: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let shaped = upn.bytes().enumerate().all(|(at, byte)| match at {
        0 => byte.is_ascii_uppercase(),
        12 => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        _ => byte.is_ascii_digit(),
    });
    if upn.len() == 13 && shaped { Ok(json!(upn)) } else { must(words::UPN_SHAPE) }
}

fn uln(text: &str) -> Result<Value, CellFault> {
    let shaped = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    if shaped { Ok(json!(text)) } else { must(words::ULN_SHAPE) }
}

fn count(cell: &Cell, least: u16, most: u16) -> Result<Value, CellFault> {
    let figures = match cell {
        Cell::Number(figures) | Cell::Text(figures) => figures.as_str(),
        _ => "",
    };
    let count = figures.parse::<u16>().ok().filter(|count| (least..=most).contains(count));
    count.map(Value::from).ok_or_else(|| words::count(least, most).into())
}

fn one(text: &str, codes: CellCodes) -> Result<&'static str, CellFault> {
    (codes.find)(text).ok_or_else(|| words::one_of(&(codes.labels)()).into())
}

fn several(text: &str, codes: CellCodes) -> Result<Value, CellFault> {
    let all: Vec<&str> = parts(text).map(|part| one(part, codes)).collect::<Result<_, _>>()?;
    let mut once: Vec<&str> = Vec::new();
    all.into_iter().for_each(|code| {
        if !once.contains(&code) {
            once.push(code);
        }
    });
    Ok(json!(once))
}

/// Written in capitals or not. `Not applicable` says nothing.
fn sen(text: &str) -> Result<Value, CellFault> {
    if placewell_sheets::fold(text) == "notapplicable" {
        return Ok(Value::Null);
    }
    let code = SenCode::named(&text.to_ascii_uppercase());
    code.map(|code| json!(code.code()))
        .ok_or_else(|| words::one_of(&SenCode::ALL.iter().map(|code| code.code()).collect::<Vec<_>>()).into())
}
