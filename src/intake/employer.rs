//! What a sheet can say of an employer and of its contacts.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::contacts;
use super::field::{CellShape, SheetField, codes};
use super::said::{Answered, put};
use crate::domain::check::FieldError;
use crate::domain::organisation::{DisabilityConfident, Employer};
use crate::reading::field_error;
use crate::words::intake::work;
use crate::words::pages::organisations as form;

/// More people than a sheet says of one employer.
const MOST_STAFF: u16 = u16::MAX;

/// What a policy cannot be stated without.
const POLICY: [&str; 3] = ["insurer", "cover_pounds", "insured_until"];

/// What can be said of an employer.
pub static FIELDS: LazyLock<Vec<SheetField>> = LazyLock::new(|| {
    let own = [
        SheetField::new(
            "name",
            work::EMPLOYER,
            "/name",
            CellShape::Line,
            &[
                "Employer",
                "Employer name",
                "Company",
                "Company name",
                "Organisation",
                "Organisation name",
                "Business",
                "Business name",
            ],
        )
        .asked(),
        SheetField::new(
            "external_id",
            work::EMPLOYER_NUMBER,
            "",
            CellShape::Number,
            &[
                "Employer ID",
                "Employer no",
                "Employer number",
                "Employer reference",
                "Account number",
                "Account ID",
                "CRM ID",
                "Company ID",
                "ID",
                "Reference",
                "Ref",
                "Our reference",
            ],
        ),
        SheetField::new(
            "about",
            form::ABOUT,
            "/about",
            CellShape::Paragraph,
            &["About", "Description", "What they do", "Business description"],
        ),
        SheetField::new(
            "sic",
            work::SIC,
            "/sic",
            CellShape::Sic,
            &["SIC", "SIC code", "SIC 2007", "Industry code"],
        )
        .of_all(),
        SheetField::new(
            "staff",
            form::STAFF,
            "/staff",
            CellShape::Count { least: 0, most: MOST_STAFF },
            &["Staff", "Employees", "Number of employees", "No of employees", "Number of staff", "Headcount"],
        ),
        SheetField::new(
            "disability_confident",
            form::CONFIDENT,
            "/disability_confident",
            CellShape::One(codes::<DisabilityConfident>()),
            &["Disability Confident level", "DC level"],
        ),
        SheetField::new(
            "insurer",
            work::INSURER,
            "/insurance/insurer",
            CellShape::Line,
            &["Insurer", "Insurance company", "Employers liability insurer", "ELI insurer"],
        ),
        SheetField::new(
            "policy",
            work::POLICY,
            "/insurance/number",
            CellShape::Line,
            &["Policy number", "Insurance policy number", "Policy no"],
        ),
        SheetField::new(
            "cover_pounds",
            work::COVER,
            "/insurance/cover_pounds",
            CellShape::Pounds,
            &["Cover", "Insurance cover", "Level of cover", "Indemnity"],
        ),
        SheetField::new(
            "insured_until",
            work::EXPIRES,
            "/insurance/expires",
            CellShape::Date,
            &[
                "Insurance expires",
                "Insurance expiry",
                "Insurance expiry date",
                "Policy expires",
                "Insured until",
                "ELI expiry date",
            ],
        ),
    ];
    own.into_iter().chain(contacts::fields()).collect()
});

/// The employer that a row names, without its contacts.
///
/// # Errors
/// Everything that is wrong with it, with its path.
pub fn employer(said: &Answered) -> Result<Employer, Vec<FieldError>> {
    read(said, json!({}))
}

/// An employer with what was said put over it; what was not said stays.
///
/// # Errors
/// As for [`employer`].
pub fn over(said: &Answered, known: &Employer) -> Result<Employer, Vec<FieldError>> {
    read(said, serde_json::to_value(known).unwrap_or_default())
}

/// What a policy cannot be stated without; each that is missing beside the others.
pub(super) fn lacking(said: &Answered) -> Vec<&'static str> {
    let any = POLICY.iter().chain(&["policy"]).any(|name| said.has(name));
    POLICY.into_iter().filter(|name| any && !said.has(name)).collect()
}

fn read(said: &Answered, mut document: Value) -> Result<Employer, Vec<FieldError>> {
    let of_policy = document.pointer("/insurance/basis").is_some_and(|basis| basis == "policy");
    if said.has("insurer") {
        let known = document.get_mut("insurance").filter(|_| of_policy).map(Value::take);
        let known = known.unwrap_or_else(|| json!({}));
        put(&mut document, "/insurance", known);
        put(&mut document, "/insurance/basis", "policy".into());
    }
    for field in FIELDS.iter().filter(|field| !field.path.is_empty()) {
        if let Some(answer) = said.get(field.name) {
            put(&mut document, field.path, answer.clone());
        }
    }
    let read: Employer = serde_path_to_error::deserialize(&document)
        .map_err(|error| vec![field_error(&error.path().to_string(), &error.inner().to_string())])?;
    read.check().map(|()| read)
}
