//! Evidence as tables.

use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::LearnerId;
use crate::evidence::{EvidenceSheet, EvidenceTable, TermOfYear};
use crate::http::openapi::Problems;
use crate::http::query::Query;
use crate::http::{Path, Problem, blocking, reply};
use crate::services::evidence::{self, EvidenceAsked, EvidenceFile, EvidenceFormat};

/// What of a table is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EvidenceQuery {
    /// Only what is about this learner. `annual_review` needs it.
    #[param(value_type = Option<String>, format = "uuid")]
    pub learner: Option<LearnerId>,
    /// Only placements that have a day on this date or later; of `attendance`, only such days. Not of `two_weeks` and
    /// `annual_review`, which tell of all dates.
    pub from: Option<NaiveDate>,
    /// Only placements that have a day on this date or earlier; otherwise like `from`.
    pub to: Option<NaiveDate>,
    /// Of a hub's tables, the term, such as `2026-summer`; the newest of which there are figures unless said.
    #[param(value_type = Option<String>, pattern = "^[0-9]{4}-(spring|summer|autumn)$")]
    pub term: Option<TermOfYear>,
}

/// The same as a file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EvidenceFileQuery {
    /// The format of the file.
    #[param(inline)]
    pub format: EvidenceFormat,
    /// Only what is about this learner. `annual_review` needs it.
    #[param(value_type = Option<String>, format = "uuid")]
    pub learner: Option<LearnerId>,
    /// Only placements that have a day on this date or later; of `attendance`, only such days. Not of `two_weeks` and
    /// `annual_review`, which tell of all dates.
    pub from: Option<NaiveDate>,
    /// Only placements that have a day on this date or earlier; otherwise like `from`.
    pub to: Option<NaiveDate>,
    /// Of a hub's tables, the term, such as `2026-summer`; the newest of which there are figures unless said.
    #[param(value_type = Option<String>, pattern = "^[0-9]{4}-(spring|summer|autumn)$")]
    pub term: Option<TermOfYear>,
}

/// Reads a table of evidence.
///
/// A provider's is worked out from what is stored at `as_at`, of its own learners. Each column says where its figures come
/// from. A cell is `not_recorded` where nobody has said, `does_not_apply` where the row does not raise the question, and
/// `nothing` where it is known that there is none; a number is always one that was counted. The reading is written to the
/// access log of every learner in the table.
///
/// The tables whose names begin with `hub_` are for a hub: counts of the learners of all its providers, worked out once
/// after a term and kept. A count is `about`, to the nearest five, `few` below eight, or `held` back where a small one could
/// be worked out from it. A hub's tables are not found by others, nor those of providers by a hub.
#[utoipa::path(
    tag = "evidence",
    params(("table" = inline(EvidenceTable), Path, description = "Which table."), EvidenceQuery),
    responses((status = 200, description = "The table.", body = EvidenceSheet), Problems)
)]
#[get("/evidence/{table}")]
pub(crate) async fn read_evidence(
    app: web::Data<App>,
    caller: Caller,
    table: Path<EvidenceTable>,
    query: Query<EvidenceQuery>,
) -> Result<HttpResponse, Problem> {
    let EvidenceQuery { learner, from, to, term } = query.0;
    let asked = EvidenceAsked { learner, from, to, term };
    reply::ok(&blocking(&app, move |app| evidence::read(app, &caller, table.0, &asked)).await?)
}

/// Exports a table of evidence as a file.
///
/// As CSV, as a workbook whose second sheet says where each column comes from, or on landscape pages as PDF, up to 2,000 rows.
/// Text that a spreadsheet would take for
/// a formula stays text. Hours are decimal: 7.5 is seven and a half hours.
#[utoipa::path(
    tag = "evidence",
    params(("table" = inline(EvidenceTable), Path, description = "Which table."), EvidenceFileQuery),
    responses(
        (status = 200, description = "The file.", content(
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (Vec<u8> = "application/pdf")
        )),
        Problems
    )
)]
#[get("/evidence/{table}/file")]
pub(crate) async fn export_evidence(
    app: web::Data<App>,
    caller: Caller,
    table: Path<EvidenceTable>,
    query: Query<EvidenceFileQuery>,
) -> Result<HttpResponse, Problem> {
    let EvidenceFileQuery { format, learner, from, to, term } = query.0;
    let asked = EvidenceAsked { learner, from, to, term };
    let file = blocking(&app, move |app| evidence::file(app, &caller, table.0, &asked, format)).await?;
    let EvidenceFile { name, format, bytes } = file;
    let found = HttpResponse::Ok()
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .content_type(format.media_type())
        .body(bytes);
    Ok(found)
}
