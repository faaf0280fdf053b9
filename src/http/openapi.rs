//! The OpenAPI document.

mod examples;
mod tidy;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{OpenApi as Document, OpenApiVersion};
use utoipa::{IntoResponses, Modify, OpenApi};

use examples::Examples;
use tidy::Tidy;

use super::problem::Problem;
use super::routes::Paths;

pub use super::listed::{ADDRESS, BASE, Listed};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Placewell",
        description = "Matches learners with special educational needs and disabilities to work-experience \
            placements, and briefs the employer on the week.\n\nObjects carry an `ETag`; a change sends it back as \
            `If-Match`. A POST may carry an `Idempotency-Key` and is then done once however often it is sent. Lists \
            come in pages: `next` is the `cursor` of the next one. Every failure is problem details (RFC 9457).\n\nThe \
            examples are requests that were accepted and what was answered. Everybody in them is made up, secrets are \
            replaced, and lists are cut short.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    nest((path = "/api/v1", api = Paths)),
    components(schemas(Problem)),
    modifiers(&Bearer, &Tidy, &Examples),
    security(("bearer" = [])),
    tags(
        (name = "session", description = "Signing in and out."),
        (name = "api_keys", description = "Keys of machine clients."),
        (name = "users", description = "The people who sign in."),
        (name = "organisations", description = "Hubs, providers and employers."),
        (name = "contacts", description = "The people at employers who are written to."),
        (name = "offers", description = "What employers offer."),
        (name = "learners", description = "Learners, kept by their provider."),
        (name = "agreements", description = "What learners and families agreed to."),
        (name = "placements", description = "One learner, one offer, one set of dates."),
        (name = "matches", description = "Which offers suit a learner, and why."),
        (name = "cohorts", description = "Learners placed together."),
        (name = "programmes", description = "The placement planned day by day."),
        (name = "briefings", description = "What the employer receives, and how it got there."),
        (name = "copies", description = "What the learner, the family and the job coach receive, and how it got there."),
        (name = "alerts", description = "Learners who are not known to have arrived."),
        (name = "lessons", description = "What placements suggest, and what people decided."),
        (name = "visits", description = "Links of employers' contacts, and what is told by them."),
        (name = "families", description = "Messages to families over a school year, and what they answer."),
        (name = "webhooks", description = "Other systems that are told of events."),
        (name = "assignments", description = "Job coaches of placements."),
        (name = "catalogue", description = "Occupations that take work experience, and the work in them that learners can do."),
        (name = "weights", description = "What a hub's ranking counts for how much."),
        (name = "records", description = "Who was told what about a learner, and who looked."),
        (name = "evidence", description = "Tables for governors, inspectors and reviews, worked out from what is stored."),
    )
)]
struct Api;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut Document) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("An access token from `POST /session`, or an API key."))
            .build();
        let components = document.components.get_or_insert_with(Default::default);
        components.add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

/// The document, as served and as checked in.
#[must_use]
pub fn document() -> Document {
    static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
        let mut document = Api::openapi();
        document.openapi = OpenApiVersion::Version31;
        document
    });
    DOCUMENT.clone()
}

/// Every operation of a document.
#[must_use]
pub fn operations(document: &Document) -> Vec<Listed> {
    let of_item = |(path, item): (&String, &PathItem)| {
        methods(item)
            .into_iter()
            .map(|(method, operation)| Listed {
                path: path.clone(),
                method,
                id: operation.operation_id.clone().unwrap_or_default(),
            })
            .collect::<Vec<_>>()
    };
    document.paths.paths.iter().flat_map(of_item).collect()
}

/// Every operation of a document, to be described further.
fn operations_mut(document: &mut Document) -> impl Iterator<Item = &mut Operation> {
    document.paths.paths.values_mut().flat_map(|item| {
        [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch]
            .into_iter()
            .flatten()
    })
}

fn methods(item: &PathItem) -> BTreeMap<&'static str, &Operation> {
    let all = [
        ("GET", &item.get),
        ("PUT", &item.put),
        ("POST", &item.post),
        ("DELETE", &item.delete),
        ("PATCH", &item.patch),
    ];
    all.into_iter().filter_map(|(method, operation)| operation.as_ref().map(|it| (method, it))).collect()
}

/// What any operation may answer instead of what it is for.
#[derive(IntoResponses)]
pub enum Problems {
    /// Nobody is signed in, or the credentials are not accepted.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(Problem),
    /// The role can never do this.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// There is no such thing, or none that the caller may know of.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// Some fields or parameters cannot be accepted; each is named.
    #[response(status = 422, content_type = "application/problem+json")]
    InvalidFields(Problem),
    /// Too many attempts; `Retry-After` says when to come back.
    #[response(status = 429, content_type = "application/problem+json")]
    TooManyRequests(Problem),
    /// A fault of the service, noted under the request's id.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(Problem),
    /// The service is overrun; `Retry-After` says when to come back.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

/// What an operation that does something may answer besides [`Problems`].
#[derive(IntoResponses)]
pub enum WriteProblems {
    /// The request or its body cannot be read.
    #[response(status = 400, content_type = "application/problem+json")]
    BadRequest(Problem),
    /// The body did not come in time.
    #[response(status = 408, content_type = "application/problem+json")]
    TooSlow(Problem),
    /// The current state does not allow this; `code` says what stands in the way.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
    /// The body is too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The body is not `application/json`.
    #[response(status = 415, content_type = "application/problem+json")]
    UnsupportedMediaType(Problem),
}

/// What an operation that needs `If-Match` may answer besides.
#[derive(IntoResponses)]
pub enum VersionProblems {
    /// It has changed since it was read.
    #[response(status = 412, content_type = "application/problem+json")]
    PreconditionFailed(Problem),
    /// `If-Match` is missing.
    #[response(status = 428, content_type = "application/problem+json")]
    PreconditionRequired(Problem),
}
