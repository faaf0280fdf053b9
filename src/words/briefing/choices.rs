//! How a choice is put so that somebody can answer it.

use super::support::sentence;
use crate::domain::learner::Profile;
use crate::domain::support::{CommunicationMode, InstructionMode};

/// How a choice between two jobs is put.
#[must_use]
pub fn put(profile: &Profile, called: &str) -> String {
    let by = |mode| profile.instructed_by.contains(&mode);
    match profile.communicates.first() {
        Some(CommunicationMode::Bsl | CommunicationMode::KeyWordSigning) => {
            format!("Sign both, or put both in writing; {called} points.")
        }
        Some(CommunicationMode::Symbols | CommunicationMode::Device | CommunicationMode::FewWords) => {
            format!("Put two picture cards down; {called} points.")
        }
        Some(CommunicationMode::Writing) => format!("Write both down; {called} ticks one."),
        _ if by(InstructionMode::PictureList) => format!("Put two picture cards down; {called} points."),
        _ if by(InstructionMode::WrittenList) => {
            format!("Write both down; {called} ticks one or says which.")
        }
        _ => format!("Show one of each, or name both once; {called} points or says which."),
    }
}

/// The other half of a choice, how the choice is put, and what to do when it is finished early and when it gets stuck.
#[must_use]
pub fn other(
    task: &str,
    place: &str,
    with: &str,
    amount: Option<&str>,
    put: &str,
    then: Option<(&str, &str)>,
) -> String {
    let amount = amount.map_or_else(String::new, |amount| format!(" {amount}."));
    let then = then.map_or_else(String::new, |(early, stuck)| {
        format!(" {task}, finished early: {} Stuck: {}", sentence(early), sentence(stuck))
    });
    format!("{task}: {place}, with {with}.{amount} {put}{then}")
}
