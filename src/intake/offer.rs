//! What a sheet can say of an offer. It says little of the work: whatever it leaves open stays a question of the draft.

use std::sync::LazyLock;

use serde_json::Value;

use super::field::{CellShape, SheetField, codes};
use super::said::Answered;
use crate::domain::catalogue::SiteBasics;
use crate::domain::ids::Slug;
use crate::domain::nation::Nation;
use crate::domain::offer::{Ages, Offer};
use crate::domain::text::Line;
use crate::domain::time::{DateRange, Span};
use crate::domain::unsaid::UNSAID;
use crate::domain::window::{Pattern, Window};
use crate::words::intake as words;
use crate::words::intake::work;

/// The name of the window that a sheet describes.
const WINDOW: &str = "main";

/// The lines of an address.
const ADDRESS: [&str; 3] = ["address_1", "address_2", "address_3"];

/// What must be said together for there to be a window.
const TOGETHER: [&str; 4] = ["from", "to", "starts", "ends"];

const fn count(least: u16, most: u16) -> CellShape {
    CellShape::Count { least, most }
}

/// What can be said of an offer.
pub static FIELDS: LazyLock<Vec<SheetField>> = LazyLock::new(|| {
    vec![
        SheetField::new(
            "employer_id",
            work::EMPLOYER_NUMBER,
            "",
            CellShape::Number,
            &[
                "Employer ID",
                "Employer no",
                "Employer number",
                "Employer reference",
                "Account number",
                "CRM ID",
                "Company ID",
            ],
        ),
        SheetField::new(
            "employer",
            work::EMPLOYER,
            "",
            CellShape::Line,
            &["Employer name", "Company", "Company name", "Organisation", "Business", "Business name"],
        ),
        SheetField::new(
            "external_id",
            work::OFFER_NUMBER,
            "",
            CellShape::Number,
            &[
                "Offer ID",
                "Offer no",
                "Offer number",
                "Placement ID",
                "Opportunity ID",
                "Vacancy ID",
                "ID",
                "Reference",
                "Ref",
            ],
        ),
        SheetField::new(
            "title",
            work::TITLE,
            "",
            CellShape::Line,
            &["Title", "Offer", "Placement", "Placement title", "Opportunity", "Vacancy", "Role"],
        ),
        SheetField::new(
            "occupation",
            work::OCCUPATION,
            "",
            CellShape::Number,
            &["Job", "Job role", "Occupation code", "SOC", "SOC code", "SOC 2020", "Type of work"],
        )
        .asked()
        .of_all(),
        SheetField::new("tasks", work::TASKS, "", CellShape::Lines, &["Tasks", "Duties", "Activities"]),
        SheetField::new(
            "from",
            work::FROM,
            "",
            CellShape::Date,
            &["From", "Start date", "Starts on", "First day", "Date from", "Available from"],
        )
        .of_all(),
        SheetField::new(
            "to",
            work::TO,
            "",
            CellShape::Date,
            &["To", "End date", "Ends on", "Last day", "Date to", "Until", "Available until", "Available to"],
        )
        .of_all(),
        SheetField::new(
            "weekdays",
            work::WEEKDAYS,
            "",
            CellShape::Weekdays,
            &["Days", "Weekdays", "Working days", "Days of the week"],
        )
        .of_all(),
        SheetField::new(
            "starts",
            work::STARTS,
            "",
            CellShape::Time,
            &["Start time", "Starts", "Hours from", "Time from", "Arrive at"],
        )
        .of_all(),
        SheetField::new(
            "ends",
            work::ENDS,
            "",
            CellShape::Time,
            &["End time", "Finish time", "Ends", "Finish", "Hours to", "Time to", "Leave at"],
        )
        .of_all(),
        SheetField::new(
            "length_days",
            work::DAYS,
            "",
            count(1, 20),
            &["Number of days", "Length in days", "Days in total", "Duration (days)"],
        )
        .of_all(),
        SheetField::new(
            "length_weeks",
            work::WEEKS,
            "",
            count(2, 40),
            &["Weeks", "Number of weeks", "Length in weeks", "Duration (weeks)"],
        )
        .of_all(),
        SheetField::new(
            "capacity",
            work::CAPACITY,
            "",
            count(1, 50),
            &["Places", "Number of places", "Capacity", "No of places", "Seats", "Vacancies"],
        )
        .of_all(),
        SheetField::new(
            "age_from",
            work::AGE_FROM,
            "",
            count(11, 25),
            &["Minimum age", "Min age", "Age from", "Youngest"],
        )
        .of_all(),
        SheetField::new(
            "age_to",
            work::AGE_TO,
            "",
            count(11, 25),
            &["Maximum age", "Max age", "Age to", "Oldest"],
        )
        .of_all(),
        SheetField::new(
            "site_name",
            work::SITE_NAME,
            "",
            CellShape::Line,
            &["Site", "Site name", "Workplace", "Location", "Branch"],
        ),
        SheetField::new(
            "address_1",
            words::ADDRESS_1,
            "",
            CellShape::Line,
            &["Address", "Site address", "Address line 1", "Address 1", "Street"],
        )
        .asked(),
        SheetField::new(
            "address_2",
            words::ADDRESS_2,
            "",
            CellShape::Line,
            &["Address line 2", "Address 2", "Locality"],
        ),
        SheetField::new(
            "address_3",
            words::ADDRESS_3,
            "",
            CellShape::Line,
            &["Address line 3", "Address 3", "Town", "City"],
        ),
        SheetField::new(
            "postcode",
            work::POSTCODE,
            "",
            CellShape::Postcode,
            &["Postcode", "Post code", "Site postcode"],
        )
        .asked(),
        SheetField::new(
            "nation",
            work::NATION,
            "",
            CellShape::One(codes::<Nation>()),
            &["Nation", "Country"],
        )
        .asked()
        .of_all(),
        SheetField::new(
            "specified_place",
            work::SPECIFIED,
            "",
            CellShape::YesNo,
            &["Specified place", "School or nursery"],
        )
        .asked()
        .of_all(),
        SheetField::new(
            "ask_for",
            work::ASK_FOR,
            "",
            CellShape::Line,
            &["Contact", "Contact name", "Ask for", "Supervisor", "Report to"],
        ),
    ]
});

/// What a draft of an offer leaves open, of what a sheet could have said.
const OPEN: [&str; 7] = ["tasks", "from", "weekdays", "capacity", "length_days", "age_from", "age_to"];

/// The questions that a row leaves open, by their fields.
pub fn open(said: &Answered) -> impl Iterator<Item = &'static SheetField> {
    let answered = |name: &str| said.has(name) || (name == "length_days" && said.has("length_weeks"));
    FIELDS.iter().filter(move |field| OPEN.contains(&field.name) && !answered(field.name))
}

/// What no draft can be stored without.
///
/// # Errors
/// The fields that are not said, each with what to do; none of `occupation`, which the catalogue settles.
pub fn site(said: &Answered) -> Result<(SiteBasics, bool), Vec<(&'static str, String)>> {
    let wrong = |name: &'static str| {
        let label = FIELDS.iter().find(|field| field.name == name).map_or("", |field| field.label);
        (name, words::enter(label))
    };
    let lacking = ["address_1", "postcode", "nation", "specified_place"].into_iter();
    let lacking: Vec<_> = lacking.filter(|name| !said.has(name)).map(wrong).collect();
    if !lacking.is_empty() {
        return Err(lacking);
    }
    let address: Vec<&Value> = ADDRESS.iter().filter_map(|name| said.get(name)).collect();
    let named = said.get("site_name").cloned().unwrap_or_else(|| Value::from(UNSAID));
    let document = serde_json::json!({
        "name": named, "address": address, "postcode": said.get("postcode"), "nation": said.get("nation"),
    });
    let basics = serde_json::from_value(document);
    let specified = said.get("specified_place").and_then(Value::as_bool).unwrap_or_default();
    basics.map(|basics| (basics, specified)).map_err(|error| vec![("postcode", error.to_string())])
}

/// Puts what was said over an offer that is a draft; what was not said stays.
///
/// # Errors
/// The fields that do not fit together, each with what to do.
pub fn over(said: &Answered, offer: &mut Offer) -> Result<(), Vec<(&'static str, String)>> {
    let mut wrong = Vec::new();
    let number =
        |name: &str| said.get(name).and_then(Value::as_u64).and_then(|number| u8::try_from(number).ok());
    let line = |name: &str| said.get(name).and_then(Value::as_str).and_then(|text| Line::parse(text).ok());
    if let Some(title) = line("title") {
        offer.title = title;
    }
    if let Some(who) = line("ask_for") {
        offer.site.ask_for = who;
    }
    match (number("length_days"), number("length_weeks")) {
        (Some(_), Some(_)) => wrong.push(("length_weeks", work::DAYS_OR_WEEKS.to_owned())),
        (Some(days), None) => offer.pattern = Pattern::Block { days },
        (None, Some(weeks)) => offer.pattern = Pattern::Extended { weeks },
        (None, None) => {}
    }
    let Ages { from, to } = offer.ages;
    offer.ages = Ages { from: number("age_from").unwrap_or(from), to: number("age_to").unwrap_or(to) };
    if offer.ages.to != 0 && offer.ages.to < offer.ages.from {
        wrong.push(("age_to", work::AGES.to_owned()));
    }
    match window(said, offer.windows.first()) {
        Ok(None) => {}
        Ok(Some(window)) => match offer.windows.first_mut() {
            Some(first) => *first = window,
            None => offer.windows.push(window),
        },
        Err(fault) => wrong.push(fault),
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The window that was said, over that of before.
fn window(said: &Answered, before: Option<&Window>) -> Result<Option<Window>, (&'static str, String)> {
    let own = ["weekdays", "capacity"].into_iter().chain(TOGETHER);
    if own.clone().all(|name| !said.has(name)) {
        return Ok(None);
    }
    let text = |name: &str, known: fn(&Window) -> String| {
        if said.has(name) { Some(said.text(name)) } else { before.map(known) }
    };
    let all = [
        text("from", |window| window.dates.from.to_string()),
        text("to", |window| window.dates.to.to_string()),
        text("starts", |window| window.hours.from.to_string()),
        text("ends", |window| window.hours.to.to_string()),
    ];
    if let Some(at) = all.iter().position(Option::is_none) {
        let name = TOGETHER.get(at).copied().unwrap_or("from");
        return Err((name, work::TOGETHER.to_owned()));
    }
    let [from, to, starts, ends] = all.map(Option::unwrap_or_default);
    let refused = |name: &'static str, words: &str| (name, words.to_owned());
    let day = |name: &'static str, text: &str| text.parse().map_err(|_| refused(name, words::DATE));
    let dates =
        DateRange::new(day("from", &from)?, day("to", &to)?).map_err(|_| refused("to", work::LATER))?;
    let time = |name, text: String| text.try_into().map_err(|_| refused(name, words::TIME));
    let hours = Span::new(time("starts", starts)?, time("ends", ends)?)
        .map_err(|_| refused("ends", work::LEAVES_LATER))?;
    let id = Slug::parse(WINDOW).map_err(|error| refused("from", &error.to_string()))?;
    let known = before.cloned().unwrap_or(Window {
        id,
        dates,
        weekdays: Default::default(),
        hours,
        breaks: Vec::new(),
        capacity: 0,
        start_can_move_minutes: 0,
        closed: Vec::new(),
        works_bank_holidays: false,
    });
    let weekdays = said.get("weekdays").and_then(|days| serde_json::from_value(days.clone()).ok());
    let capacity = said.get("capacity").and_then(Value::as_u64).and_then(|number| u8::try_from(number).ok());
    Ok(Some(Window {
        dates,
        hours,
        weekdays: weekdays.unwrap_or(known.weekdays),
        capacity: capacity.unwrap_or(known.capacity),
        ..known
    }))
}
