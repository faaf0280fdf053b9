//! The reviews of a supported internship, on the placement's page.

use super::tasks::Forms;
use crate::app::App;
use crate::auth::Action;
use crate::auth::policy::allowed;
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::PlacementId;
use crate::domain::internship_review::{InternshipReview, ReviewPart};
use crate::services::ServiceError;
use crate::services::internship_reviews::{self, InternshipReviewView};
use crate::web::fields::{Form, Kind, codes};
use crate::web::typed::Typed;
use crate::words::amount::{date, list};
use crate::words::label::Label;
use crate::words::pages::internship_reviews as words;

/// What the page shows of the reviews of a placement.
pub(super) struct Reviews {
    /// What is due next, where something is.
    pub due: Option<String>,
    /// Each review, with what was said and what changes.
    pub held: Vec<(String, Vec<String>)>,
    /// Adds one.
    pub form: Option<Form>,
}

/// The reviews of a supported internship; `None` for another placement.
pub(super) fn reviews_of(
    app: &App,
    forms: &Forms<'_>,
    id: &PlacementId,
) -> Result<Option<Reviews>, ServiceError> {
    let Some(next) = internship_reviews::next(app, forms.caller, id)? else { return Ok(None) };
    let mut held = internship_reviews::list(app, forms.caller, id)?;
    held.retain(|one| !one.replaced);
    held.sort_by_key(|one| one.review.held_on);
    let form = allowed(forms.caller.role, Action::RecordInternshipReview).then(|| {
        forms
            .form("review", "reviews", words::RECORD)
            .folded(words::RECORD)
            .second()
            .ask(Kind::Date, "held_on", words::HELD_ON, "", "")
            .choose(Kind::Ticks, "took_part", words::TOOK_PART, "", codes::<ReviewPart>(), &[])
            .ask(Kind::Short, "coach_days", words::COACH_DAYS, words::COACH_DAYS_HINT, "")
            .ask(Kind::Area, "said", words::SAID, "", "")
            .ask(Kind::Area, "next", words::NEXT, "", "")
    });
    let due = next.due.map(|day| words::due(&date(day)));
    Ok(Some(Reviews { due, held: held.iter().map(line).collect(), form }))
}

fn line(view: &InternshipReviewView) -> (String, Vec<String>) {
    let review = &view.review;
    let with: Vec<&str> = review.took_part.iter().map(Label::label).collect();
    let said = review.said.iter().map(ToString::to_string);
    let next = review.next.iter().map(|next| words::next(next.as_str()));
    (words::line(&date(review.held_on), &list(&with), review.coach_days), said.chain(next).collect())
}

/// A review as typed, with everything that is wrong.
pub(super) fn typed(typed: &Typed) -> Result<InternshipReview, ServiceError> {
    let mut wrong = Vec::new();
    let mut keep = |fault: ServiceError| {
        if let ServiceError::Invalid(errors) = fault {
            wrong.extend(errors);
        }
    };
    let held_on = typed.date("held_on", words::ENTER_DAY).map_err(&mut keep);
    let said = typed.paragraph_if_any("said").map_err(&mut keep);
    let next = typed.paragraph_if_any("next").map_err(&mut keep);
    let coach_days = match typed.is_empty("coach_days") {
        true => Ok(None),
        false => typed.number("coach_days", words::ENTER_COACH_DAYS).map(Some).map_err(&mut keep),
    };
    let took_part: CodeSet<ReviewPart> = typed.all("took_part").filter_map(ReviewPart::named).collect();
    let named = match took_part.is_empty() {
        true => Err(ServiceError::invalid("took_part", words::SELECT_TOOK_PART)).map_err(&mut keep),
        false => Ok(took_part),
    };
    match (held_on, named, said, next, coach_days) {
        (Ok(held_on), Ok(took_part), Ok(said), Ok(next), Ok(coach_days)) => {
            Ok(InternshipReview { held_on, took_part, coach_days, said, next })
        }
        _ => Err(wrong.into()),
    }
}
