//! Levels of help, and what stays beside the work.

use super::support;
use crate::domain::support::HelpLevel;

/// What somebody who needs little help has beside the work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// A list of the steps, in words or pictures.
    #[default]
    List,
    /// A finished piece, for somebody who is shown no list.
    Example,
}

/// What stands for a level of help where there is no task to learn.
pub const NO_HELP_LEVEL: &str = "Side by side";

/// A level of help in the fewest words.
#[must_use]
pub fn help(help: HelpLevel, tool: Tool) -> &'static str {
    match (help, tool) {
        (HelpLevel::Together, _) => "Together",
        (HelpLevel::ShownOnce, _) => "Shown once",
        (HelpLevel::ListAndPoint, Tool::List) => "List and point",
        (HelpLevel::ListAndPoint, Tool::Example) => "Example and point",
        (HelpLevel::ListOnly, Tool::List) => "List only",
        (HelpLevel::ListOnly, Tool::Example) => "Example only",
        (HelpLevel::Alone, _) => "Without help",
    }
}

/// The rules for less and more help, as sentences.
#[must_use]
pub fn fading(rules: &[String]) -> String {
    rules.iter().map(|rule| support::sentence(rule)).collect::<Vec<String>>().join(" ")
}

/// What a member of staff does at a level of help.
#[must_use]
pub fn help_meaning(help: HelpLevel, tool: Tool) -> &'static str {
    match (help, tool) {
        (HelpLevel::Together, _) => "do it side by side",
        (HelpLevel::ShownOnce, _) => "show it once, then watch",
        (HelpLevel::ListAndPoint, Tool::List) => "give the list, point at the next step if it stalls",
        (HelpLevel::ListAndPoint, Tool::Example) => {
            "put a finished one beside the work, point at the next thing if it stalls"
        }
        (HelpLevel::ListOnly, Tool::List) => "give the list and go back to your own work",
        (HelpLevel::ListOnly, Tool::Example) => "put a finished one beside the work and go back to your own",
        (HelpLevel::Alone, _) => "put out what is needed and go back to your own work",
    }
}
