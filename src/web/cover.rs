//! The questions about an employer's liability insurance.

use super::fields::{Form, Kind};
use super::typed::Typed;
use crate::domain::insurance::Insurance;
use crate::services::ServiceError;
use crate::words::pages::insurance as cover;

/// The questions, with what stands there now; `more` are answers besides the ways to be covered.
pub(super) fn ask(form: Form, before: Option<&Insurance>, more: &[(&'static str, &'static str)]) -> Form {
    let basis = before.map_or(more.first().map_or("", |(code, _)| code), cover::code);
    let policy = match before {
        Some(Insurance::Policy { insurer, number, cover_pounds, expires, insurer_told }) => [
            insurer.to_string(),
            number.as_ref().map(ToString::to_string).unwrap_or_default(),
            cover_pounds.to_string(),
            expires.to_string(),
            insurer_told.to_string(),
        ],
        _ => Default::default(),
    };
    let [insurer, number, pounds, expires, told] = policy;
    let bases = cover::BASES.into_iter().chain(more.iter().copied());
    form.choose(Kind::Radios, "basis", cover::BASIS, "", bases, &[basis])
        .ask(Kind::Line, "insurer", cover::INSURER, cover::FOR_A_POLICY, insurer)
        .ask(Kind::Line, "number", cover::NUMBER, cover::OPTIONAL, number)
        .ask(Kind::Short, "pounds", cover::POUNDS, cover::POUNDS_HINT, pounds)
        .ask(Kind::Date, "expires", cover::EXPIRES, "", expires)
        .choose(Kind::Ticks, "told", cover::TOLD, "", [("true", cover::IS_TOLD)], &[&told])
}

/// The insurance as typed.
pub(super) fn read(typed: &Typed) -> Result<Insurance, ServiceError> {
    if let Some(exempt) = cover::exemption(typed.get("basis")) {
        return Ok(exempt);
    }
    if typed.get("basis") != cover::POLICY {
        return Err(ServiceError::invalid("basis", cover::SELECT_BASIS));
    }
    let cover_pounds = typed.number("pounds", cover::ENTER_POUNDS)?;
    if cover_pounds > Insurance::MOST_COVER_POUNDS {
        return Err(ServiceError::invalid("pounds", cover::ENTER_POUNDS));
    }
    Ok(Insurance::Policy {
        insurer: typed.line("insurer", cover::ENTER_INSURER)?,
        number: typed.line_if_any("number")?,
        cover_pounds,
        expires: typed.date("expires", cover::ENTER_EXPIRY)?,
        insurer_told: typed.get("told") == "true",
    })
}
