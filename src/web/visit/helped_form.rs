//! The form in which a contact says what helped and what was done.

use crate::domain::code::Code;
use crate::learning::{Helped, Observation};
use crate::services::lessons::AskedAbout;
use crate::web::helped::{HOW, REFERENCE, STEP, field, kept_value, observation, step_value};
use crate::web::typed::Typed;
use crate::words::label::Label;
use crate::words::learning as words;

/// The form: how each support served, and which tasks were done.
#[derive(Default)]
pub(super) struct HelpedForm {
    /// Each support by its question.
    pub supports: Vec<Support>,
    /// The word for the learner.
    pub reference: String,
    /// Each task: its identifier, its name, whether it is ticked.
    pub tasks: Vec<(String, String, bool)>,
    /// What was said of steps: as sent, and in words.
    pub mended: Vec<(String, String)>,
    /// Each step: as sent, in words, whether it is selected.
    pub steps: Vec<(String, String, bool)>,
    /// How the selected one was done.
    pub how: String,
}

/// How a support may have served.
pub(super) struct HelpedChoice {
    pub id: String,
    pub value: &'static str,
    pub label: &'static str,
    pub checked: bool,
}

/// A support that is asked about.
pub(super) struct Support {
    pub name: String,
    pub question: String,
    pub choices: Vec<HelpedChoice>,
}

impl HelpedForm {
    /// The form with what was said last.
    pub(super) fn of(asked: &AskedAbout, said: &Observation) -> Self {
        let support = |provision: &crate::domain::provision::Provision| {
            let name = field(*provision);
            let said = said.supports.get(provision);
            let choices = Helped::ALL.iter().map(|choice| HelpedChoice {
                id: format!("{name}.{}", choice.code()),
                value: choice.code(),
                label: choice.label(),
                checked: said == Some(choice),
            });
            let nobody = HelpedChoice {
                id: format!("{name}.unknown"),
                value: "",
                label: words::CANNOT_SAY,
                checked: false,
            };
            let choices = choices.chain([nobody]).collect();
            Support { question: words::did_it_help(provision.label()), choices, name }
        };
        let task = |(id, name): &(crate::domain::ids::TaskId, String)| {
            (id.to_string(), name.clone(), said.tried.contains(id))
        };
        Self {
            supports: asked.supports.iter().map(support).collect(),
            reference: said.reference.as_ref().map(ToString::to_string).unwrap_or_default(),
            tasks: asked.tasks.iter().map(task).collect(),
            mended: said.mended.iter().map(|one| (kept_value(one), words::mended(one))).collect(),
            steps: asked
                .steps
                .iter()
                .map(|(task, step)| (step_value(task, step), words::step(&asked.tasks, task, step), false))
                .collect(),
            how: String::new(),
        }
    }

    /// The form as it was typed.
    pub(super) fn typed(asked: &AskedAbout, typed: &Typed) -> Self {
        let mut form = Self::of(asked, &observation(typed));
        for (value, _, selected) in &mut form.steps {
            *selected = value == typed.get(STEP);
        }
        Self { how: typed.get(HOW).to_owned(), reference: typed.get(REFERENCE).to_owned(), ..form }
    }
}
