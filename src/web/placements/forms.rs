//! The forms of a placement's page that ask for more than a reason, and how each is read.

use super::tasks::Forms;
use crate::domain::agreement::{
    Agreement, AgreementActor, AgreementMethod, AgreementScope, PlacementTerms, SafetyTerms, SupportTerms,
};
use crate::domain::code::Code;
use crate::domain::ids::PlacementId;
use crate::domain::insurance::Insurance;
use crate::domain::placement::PlacementAction;
use crate::domain::text::Line;
use crate::law::VettingDecision;
use crate::law::safeguarding::VettingChoice;
use crate::services::ServiceError;
use crate::services::organisations::OrganisationView;
use crate::services::placements::Step;
use crate::web::fields::{Form, Kind, codes};
use crate::web::typed::Typed;
use crate::words::pages::{agreement as words, form, insurance as cover, task};

/// Whether what is told for safety was settled.
const SETTLED: &str = "settled";

/// What is agreed to on this page.
const SCOPES: [AgreementScope; 3] =
    [AgreementScope::Placement, AgreementScope::Statement, AgreementScope::FamilyCopy];

impl Forms<'_> {
    /// Asks who took a step before confirming, and when.
    pub(super) fn details(&self, action: PlacementAction, form: Form) -> Form {
        if !says_who(action) {
            return form;
        }
        let form = form.ask(Kind::Line, "who", task::who(action), task::WHO_HINT, "").ask(
            Kind::Date,
            "on",
            task::ON,
            task::ON_HINT,
            "",
        );
        if action == PlacementAction::AgreePlan {
            return form.choose(
                Kind::Ticks,
                "learner_agreed",
                task::LEARNER_AGREED,
                "",
                [("agreed", task::HAS_AGREED)],
                &[],
            );
        }
        if !is_on_site(action) {
            return form;
        }
        form.choose(Kind::Ticks, "way_out", task::WAY_OUT, "", [("walked", task::WAY_OUT_WALKED)], &[])
    }

    /// Records an agreement with its terms.
    pub(super) fn agreement(&self, once: &str, today: &str) -> Form {
        let scopes = SCOPES.map(|scope| (scope.code(), words::scope(scope)));
        self.form("agreement", "agreement", words::RECORD)
            .folded(words::RECORD)
            .second()
            .with("once", once)
            .choose(Kind::Radios, "scope", words::TO_WHAT, "", scopes, &[AgreementScope::Placement.code()])
            .choose(Kind::Radios, "actor", words::WHO, "", codes::<AgreementActor>(), &[])
            .choose(Kind::Radios, "method", words::HOW, "", codes::<AgreementMethod>(), &[])
            .ask(Kind::Date, "on", words::WHEN, "", today)
            .ask(Kind::Area, "wording", words::SHOWN, "", "")
            .ask(Kind::Area, "aims", words::AIMS, words::AIMS_HINT, "")
            .ask(Kind::Area, "fits", words::FITS, words::FITS_HINT, "")
            .ask(Kind::Line, "going_home", words::GOING_HOME, words::GOING_HOME_HINT, "")
            .ask(Kind::Line, "my_way", words::MY_WAY, words::MY_WAY_HINT, "")
            .ask(Kind::Line, "meals", words::MEALS, words::MEALS_HINT, "")
            .choose(
                Kind::Ticks,
                "nobody_along",
                words::NOBODY_ALONG,
                words::NOBODY_ALONG_HINT,
                [("yes", words::NOBODY)],
                &[],
            )
            .ask(Kind::Area, "supports", words::SUPPORTS, words::SUPPORTS_HINT, "")
            .ask(Kind::Line, "step", words::STEP, words::STEP_HINT, "")
            .choose(
                Kind::Ticks,
                SETTLED,
                words::SAFETY,
                words::SAFETY_HINT,
                [("yes", words::IS_SETTLED)],
                &[],
            )
            .ask(Kind::Area, "statement", words::STATEMENT, words::STATEMENT_HINT, "")
            .ask(Kind::Area, "first_aid", words::FIRST_AID, words::FIRST_AID_HINT, "")
            .ask(Kind::Line, "signed_by", words::SIGNED_BY, words::SIGNED_BY_HINT, "")
    }

    /// Takes a recorded agreement back.
    pub(super) fn withdrawal(&self, agreement: &str, line: &str) -> Form {
        self.form(&format!("withdraw-{agreement}"), "agreement/withdraw", words::WITHDRAW)
            .folded(&words::withdraw(line))
            .second()
            .with("agreement", agreement)
    }

    /// Records the safeguarding lead's decision.
    pub(super) fn vetting(&self, once: &str) -> Form {
        self.form("vetting", "vetting", task::DECIDE)
            .folded(task::DECIDE)
            .second()
            .with("once", once)
            .choose(Kind::Radios, "choice", task::DECISION, "", codes::<VettingChoice>(), &[])
            .choose(Kind::Radios, "check", task::CHECK, task::CHECK_HINT, task::CHECKS, &[])
            .ask(Kind::Line, "arranged", task::ARRANGED, task::ARRANGED_HINT, "")
            .ask(Kind::Area, "note", task::WHY_DECIDED, "", "")
    }

    /// States the employer's insurance.
    pub(super) fn insurance(&self, employer: &OrganisationView, before: Option<&Insurance>) -> Form {
        let action = format!("/staff/placements/{}/insurance", self.placement.id);
        let form = Form::record(self.csrf, self.again, "insurance", action, cover::SAVE, employer.version)
            .folded(if before.is_some() { cover::CHANGE } else { cover::STATE })
            .second();
        crate::web::cover::ask(form, before, &[])
    }
}

fn is_on_site(action: PlacementAction) -> bool {
    matches!(action, PlacementAction::VisitSite | PlacementAction::Meet)
}

fn says_who(action: PlacementAction) -> bool {
    is_on_site(action) || matches!(action, PlacementAction::Accept | PlacementAction::AgreePlan)
}

/// Who took a step and when, as typed; what was left empty was not said.
pub(super) fn details(action: PlacementAction, typed: &Typed) -> Result<Step, ServiceError> {
    if !says_who(action) {
        return Ok(Step::default());
    }
    let who = match typed.get("who").trim() {
        "" => None,
        _ => Some(typed.line("who", task::ENTER_WHO)?),
    };
    let on = match typed.get("on").trim() {
        "" => None,
        _ => Some(typed.date("on", form::DATE)?),
    };
    let ticked = |name: &str, value: &str| typed.get(name) == value;
    Ok(Step {
        reason: None,
        who,
        on,
        way_out_walked: is_on_site(action) && ticked("way_out", "walked"),
        agreed_by_learner: action == PlacementAction::AgreePlan && ticked("learner_agreed", "agreed"),
    })
}

/// An agreement as typed, with what was agreed for this placement alone.
pub(super) fn agreement(placement: PlacementId, typed: &Typed) -> Result<Agreement, ServiceError> {
    let scope = typed.code::<AgreementScope>("scope", words::SELECT_SCOPE)?;
    let mut faults = Vec::new();
    let mut keep = |fault: ServiceError| {
        if let ServiceError::Invalid(errors) = fault {
            faults.extend(errors);
        }
    };
    let actor = typed.code("actor", words::SELECT_ACTOR).map_err(&mut keep);
    let method = typed.code("method", words::SELECT_METHOD).map_err(&mut keep);
    let on = typed.date("on", form::DATE).map_err(&mut keep);
    let wording = typed.paragraph("wording", words::ENTER_WORDING).map_err(&mut keep);
    let terms = terms(scope, typed).map_err(&mut keep);
    match (actor, method, on, wording, terms) {
        (Ok(actor), Ok(method), Ok(on), Ok(wording), Ok(terms)) => {
            Ok(Agreement { scope, placement: Some(placement), actor, method, on, wording, terms })
        }
        _ => Err(faults.into()),
    }
}

/// The terms, if anything of them was said.
fn terms(scope: AgreementScope, typed: &Typed) -> Result<Option<PlacementTerms>, ServiceError> {
    const SAFETY: [&str; 3] = ["statement", "first_aid", "signed_by"];
    let settled = typed.get(SETTLED) == "yes";
    let said = |names: &[&'static str]| names.iter().copied().find(|name| !typed.is_empty(name));
    if scope != AgreementScope::Placement {
        let of_placement =
            said(&["aims", "fits", "going_home", "my_way", "meals", "nobody_along", "supports", "step"])
                .or(said(&SAFETY))
                .or(settled.then_some(SETTLED));
        return of_placement.map_or(Ok(None), |name| Err(ServiceError::invalid(name, words::WITH_PLACEMENT)));
    }
    if !settled && said(&SAFETY).is_some() {
        return Err(ServiceError::invalid(SETTLED, words::SELECT_SETTLED));
    }
    let safety = if settled {
        Some(SafetyTerms {
            statement: typed.paragraph_if_any("statement")?,
            first_aid: typed.paragraph_if_any("first_aid")?,
            signed_by: typed.line("signed_by", words::ENTER_SIGNER)?,
        })
    } else {
        None
    };
    let terms = PlacementTerms {
        aims: typed.lines("aims")?,
        fits: typed.lines("fits")?,
        going_home: typed.line_if_any("going_home")?,
        my_way: typed.line_if_any("my_way")?,
        meals: typed.line_if_any("meals")?,
        safety,
        nobody_along: typed.get("nobody_along") == "yes",
        supports: typed.lines("supports")?.iter().map(support).collect::<Result<_, _>>()?,
        step: typed.line_if_any("step")?,
    };
    Ok((terms != PlacementTerms::default()).then_some(terms))
}

/// "A tablet: Mared, £0. Without it: the paper board", divided before the person at the last colon; the cost and what
/// to do without it may be missing.
fn support(typed: &Line) -> Result<SupportTerms, ServiceError> {
    const WITHOUT: &str = "without it:";
    let line = |part: &str| Line::parse(part.trim().trim_end_matches('.')).ok();
    let parts = || {
        let at = typed.as_str().to_lowercase().find(WITHOUT);
        let (said, without) = match at {
            Some(at) => (typed.as_str().get(..at)?, Some(typed.as_str().get(at + WITHOUT.len()..)?)),
            None => (typed.as_str(), None),
        };
        let (what, who) = said.trim().trim_end_matches('.').rsplit_once(':')?;
        let (who, cost) = match who.rsplit_once(", £") {
            Some((who, pounds)) => (who, Some(pounds.trim().parse().ok()?)),
            None => (who, None),
        };
        let without = match without {
            Some(without) => Some(line(without)?),
            None => None,
        };
        Some(SupportTerms { what: line(what)?, who: line(who)?, cost_pounds: cost, without })
    };
    parts().ok_or_else(|| ServiceError::invalid("supports", words::ENTER_SUPPORT))
}

/// The safeguarding lead's decision as typed.
pub(super) fn vetting(typed: &Typed, on: chrono::NaiveDate) -> Result<VettingDecision, ServiceError> {
    let choice = typed.code("choice", task::CHOICE)?;
    let check = match typed.get("check") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let arranged = typed.line_if_any("arranged")?;
    Ok(VettingDecision { choice, check, arranged, on, note: typed.paragraph("note", task::NOTE)? })
}
