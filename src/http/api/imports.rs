//! Files that are brought in.

use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, delete, get, post, put, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::ImportId;
use crate::http::etag::IfMatch;
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::{Json, Listing, Page, Path, Problem, blocking, reply};
use crate::intake::SheetAnswers;
use crate::services::imports::{self, ImportConfirmation, ImportSummary, ImportView, NewImport};

/// Uploads a file to be checked.
///
/// Learners of a provider; employers of a hub with their contacts, or offers of such employers. CSV, XLSX, ODS or, for
/// learners, a Common Transfer File (XML, of which six elements of each pupil are read), in base 64. An API key needs the
/// scope of what the file holds: `learners:write`, `organisations:write` or `offers:write`. Nothing is written but the file
/// itself, sealed, for at most two days. The answer says which column is read as what, how many rows are new, changed, the
/// same or faulty, what is wrong with the faulty ones, and what only the person who uploaded it can say. Headings that were
/// matched in an earlier file are matched again.
#[utoipa::path(
    tag = "learners",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    request_body = NewImport,
    responses((status = 201, description = "What the file comes to.", body = ImportView), Problems, WriteProblems)
)]
#[post("/imports")]
pub(crate) async fn create_import(
    app: web::Data<App>,
    caller: Caller,
    key: Idempotency,
    body: Json<NewImport>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes);
    let made = blocking(&app, move |app| imports::create(app, &caller, once.as_ref(), &body.value)).await?;
    reply::created(made, "/api/v1/imports")
}

/// Lists the imports.
///
/// Oldest first. An import goes by itself two days after it was uploaded or confirmed.
#[utoipa::path(
    tag = "learners",
    params(PageQuery),
    responses((status = 200, description = "A page of imports.", body = Listing<ImportSummary>), Problems)
)]
#[get("/imports")]
pub(crate) async fn list_imports(
    app: web::Data<App>,
    caller: Caller,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| imports::list(app, &caller, &page.0)).await?;
    reply::ok(&Listing::from(page))
}

/// Removes an import.
///
/// With its file, before its rows are imported or once they were undone.
#[utoipa::path(
    tag = "learners",
    params(
        ("id" = String, Path, format = "uuid", description = "The import."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    responses((status = 204, description = "Removed."), Problems, WriteProblems, VersionProblems)
)]
#[delete("/imports/{id}")]
pub(crate) async fn remove_import(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ImportId>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| version.change(|version| imports::remove(app, &caller, &id, version))).await?;
    Ok(reply::nothing())
}

/// Reads an import.
///
/// Compared with what is stored now, until its rows are imported; after that, how many rows came to what.
#[utoipa::path(
    tag = "learners",
    params(("id" = String, Path, format = "uuid", description = "The import.")),
    responses((status = 200, description = "The import.", body = ImportView), Problems)
)]
#[get("/imports/{id}")]
pub(crate) async fn read_import(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ImportId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| imports::read(app, &caller, &id)).await?)
}

/// Answers the questions about a file.
///
/// Which column is what, what separates the columns, which sheet holds the table, whether day or month comes first in
/// dates that could be two days, what holds in every row, and what stands in place of a cell. The request replaces what was
/// answered before.
#[utoipa::path(
    tag = "learners",
    params(
        ("id" = String, Path, format = "uuid", description = "The import."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    request_body = SheetAnswers,
    responses(
        (status = 200, description = "What the file comes to now.", body = ImportView), Problems, WriteProblems,
        VersionProblems
    )
)]
#[put("/imports/{id}/answers")]
pub(crate) async fn answer_import(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ImportId>,
    version: IfMatch,
    body: Json<SheetAnswers>,
) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| {
        version.change(|version| imports::answer(app, &caller, &id, version, &body.value))
    });
    reply::ok(&view.await?)
}

/// Imports the rows of a file.
///
/// All of them or none; or the good ones, and the others are handed back by `GET /imports/{id}/rest`. Up to 500 rows are
/// written in one transaction, more by portions: an import that stays `importing` was interrupted, and is confirmed again or
/// undone. A learner of whom every question is answered is added; any other new one becomes a draft, which is matched with
/// nothing until the rest is answered. An employer is added with its contacts. An offer becomes a draft, which is never
/// opened by a file. An empty cell changes nothing. The file is deleted.
#[utoipa::path(
    tag = "learners",
    params(
        ("id" = String, Path, format = "uuid", description = "The import."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    request_body = ImportConfirmation,
    responses(
        (status = 200, description = "How many rows came to what.", body = ImportView), Problems, WriteProblems,
        VersionProblems
    )
)]
#[post("/imports/{id}/confirm")]
pub(crate) async fn confirm_import(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ImportId>,
    version: IfMatch,
    body: Json<ImportConfirmation>,
) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| {
        version.change(|version| imports::confirm(app, &caller, &id, version, body.value))
    });
    reply::ok(&view.await?)
}

/// Undoes an import.
///
/// Within a day of its rows being imported. What it added goes, what it changed is put back. What has changed since, or is
/// relied on, stays, and is counted as `kept`.
#[utoipa::path(
    tag = "learners",
    params(
        ("id" = String, Path, format = "uuid", description = "The import."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    responses((status = 200, description = "Undone.", body = ImportView), Problems, WriteProblems, VersionProblems)
)]
#[post("/imports/{id}/undo")]
pub(crate) async fn undo_import(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ImportId>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| version.change(|version| imports::undo(app, &caller, &id, version)))
        .await?;
    reply::ok(&view)
}

/// Exports the faulty rows of a file.
///
/// As CSV, below the headings of the file, each with what to change. Correct them and upload that file.
#[utoipa::path(
    tag = "learners",
    params(("id" = String, Path, format = "uuid", description = "The import.")),
    responses((status = 200, description = "The rows.", content_type = "text/csv", body = String), Problems)
)]
#[get("/imports/{id}/rest")]
pub(crate) async fn export_import_rest(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ImportId>,
) -> Result<HttpResponse, Problem> {
    let csv = blocking(&app, move |app| imports::rest(app, &caller, &id)).await?;
    let found = HttpResponse::Ok()
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"rows-to-correct.csv\""))
        .content_type("text/csv; charset=utf-8")
        .body(csv);
    Ok(found)
}
