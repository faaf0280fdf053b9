//! Why a request cannot be carried out as things stand.

use crate::domain::ids::{LearnerId, Reference};

/// A stable code for programs, and a sentence for people without personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The code.
    pub code: &'static str,
    /// The sentence.
    pub detail: &'static str,
}

macro_rules! conflicts {
    ($($name:ident $code:literal $detail:literal;)+) => {
        $(#[doc = $detail] pub const $name: Conflict = Conflict { code: $code, detail: $detail };)+
    };
}

/// What of a pack or a copy must not be sent.
#[must_use]
pub fn leak(found: &[String]) -> String {
    format!("This must not be sent: {}.", found.join("; "))
}

/// Steps that must be taken first, as codes.
#[must_use]
pub fn gates(codes: &[&str]) -> String {
    format!("These steps must be taken first: {}.", codes.join(", "))
}

/// A placement of the same learner that is still to come.
#[must_use]
pub fn still_to_come(reference: &Reference) -> String {
    format!("The placement {reference} of this learner is still to come.")
}

/// A placement that keeps a learner from being erased.
#[must_use]
pub fn not_ended(reference: &Reference) -> String {
    format!("The placement {reference} has not ended. End it first, or force the erasure.")
}

/// Too little work, with the first gap.
#[must_use]
pub fn too_little_work(shortfall: &str, gap: &str) -> String {
    format!("{shortfall}; the first: {gap}")
}

/// The most webhooks that an organisation has.
#[must_use]
pub fn most_webhooks(most: usize) -> String {
    format!("An organisation can have at most {most} webhooks at a time.")
}

/// A learner whom a change to a cohort names, and who takes no part in it.
#[must_use]
pub fn not_in_cohort(learner: &LearnerId) -> String {
    format!("The learner {learner} is pinned or has left the cohort.")
}

conflicts! {
    ALREADY_PROPOSED "already_proposed"
        "A placement has already been proposed for this learner. End it first.";
    ANSWERED "answered"
        "The proposal has been answered.";
    BARRED "barred"
        "This account has been disabled. Ask the person who invited you.";
    COPY_CHANGED "pack_changed"
        "The copy has changed since it was previewed. Preview it again.";
    CALLS_ENOUGH "calls_enough"
        "A placement can have at most 30 planned calls. Call one off first.";
    CHANGED_MEANWHILE "changed_meanwhile"
        "The learner, the offer or one of the organisations changed during the request. Try again.";
    ALREADY_TAKEN "already_taken"
        "This would duplicate an existing record.";
    DECIDED_ANEW "decided_anew"
        "Somebody else has changed this decision. Read it again.";
    EMAIL_TAKEN "email_taken"
        "There is already an account with this e-mail address.";
    FAMILY_MESSAGES_ENOUGH "messages_enough"
        "A school year can have at most 60 messages to families. Remove one first.";
    FAMILY_MESSAGE_APPROVED "wrong_state"
        "This message has been approved, so it cannot be changed or removed.";
    FAMILY_MESSAGE_NOT_APPROVED "wrong_state"
        "This message has not been approved yet.";
    NO_FAMILY "no_recipient"
        "As things stand nobody would get this message.";
    NOBODY_ON_PAPER "nobody_on_paper"
        "Nobody gets this message on paper.";
    FAULTY_ROWS "faulty_rows"
        "Some rows have faults. Correct the file and upload it again, or import only the correct rows.";
    IMPORT_DONE "wrong_state"
        "This import has already been confirmed or undone.";
    IMPORT_STANDS "wrong_state"
        "The rows of this import are in. Undo it first, or leave it: it goes by itself after two days.";
    IMPORT_NOT_UNDONE "wrong_state"
        "An import can be undone once, within a day of its rows being imported.";
    KEPT_APART "kept_apart"
        "A learner who must be kept apart from this one has a placement with this employer.";
    LEARNER_ARCHIVED "learner_archived"
        "The learner's record is archived.";
    LEARNER_STARTED "wrong_state"
        "The learner has started. Change the programme instead.";
    NOBODY_EXPECTED "nobody_expected"
        "No learner is expected on this placement at the moment.";
    NOTHING_TO_ACCEPT "nothing_to_accept"
        "The cohort's answer gives this learner no placement.";
    NOT_APPROVED "not_approved"
        "Only the approved version can be sent.";
    NOT_ASKED "not_asked"
        "This is not an open question about the proposal.";
    NOT_ASKED_TO_AGREE "not_asked_to_agree"
        "This person's agreement to the placement is not asked for at the moment.";
    NOT_A_SESSION "not_a_session"
        "An API key cannot be signed out. Revoke it instead.";
    NO_ROOM_TO_LEARN "no_room"
        "There is no room for it: the text would become too long, the list is full, or the task is gone. Change the document by hand.";
    NOT_ASKED_ABOUT "not_asked"
        "One of the supports or tasks is not asked about on this placement.";
    NOT_BEGUN "not_on_this_date"
        "The placement has not started.";
    NOT_AN_INTERNSHIP "not_an_internship"
        "The placement is not a supported internship, or has not come about.";
    NOT_OVER "not_over"
        "The placement has not come about, or is not over yet.";
    NOT_CONFIRMED "wrong_state"
        "A pack can be sent only while the placement is confirmed and has not ended.";
    NOT_SOLVED "not_solved"
        "The cohort has not been solved yet.";
    NO_LONGER_SUITS "no_longer_suits"
        "The offer no longer suits the learner on these dates. Run the cohort again.";
    NO_NOTICE_NEEDED "wrong_state"
        "A placement that has been confirmed or has ended needs no notice.";
    NO_PROGRAMME "no_programme"
        "No programme has been planned for this placement.";
    NO_SEAT "no_seat"
        "On some of the dates, every seat of the offer is taken or already proposed.";
    OFFER_ARCHIVED "archived"
        "An archived offer cannot be changed.";
    OFFER_CHANGED "offer_changed"
        "The offer has changed. Propose it again.";
    OFFER_NOT_OPEN "offer_not_open"
        "The offer is not open.";
    ORGANISATION_ARCHIVED "archived"
        "This organisation is archived.";
    OTHER_HUBS "other_hubs"
        "Other hubs work with this employer. Stop working with it instead.";
    OWN_ORGANISATION "own_organisation"
        "A hub cannot archive itself.";
    OWN_PASSWORD_ONLY "own_password_only"
        "You cannot set somebody else's password. Ask them to request a reset e-mail with POST /session/reset-request.";
    OWN_ROLE "own_role"
        "You cannot revoke the role that you are signed in with.";
    PACK_CHANGED "pack_changed"
        "The pack has changed since it was previewed. Preview it again.";
    PACK_FIRST "pack_first"
        "Approve the employer's pack first. The copies repeat its contents.";
    PACK_OUTDATED "pack_outdated"
        "The programme, or what the employer may be told, has changed since the pack was approved. Preview and approve the pack again.";
    PACK_SOURCES_CHANGED "pack_changed"
        "Something in the pack has changed since it was previewed. Preview it again.";
    PLACEMENT_ENDED "wrong_state"
        "The placement has ended.";
    POOL_FULL "pool_full"
        "On some of the dates, every place in the offer's pool is taken or already proposed.";
    QUESTIONS_FIRST "questions_first"
        "Answer the questions about the file first.";
    SECOND_FACTOR_ACTIVE "second_factor_active"
        "You already have a second factor. Remove it first.";
    SECOND_FACTOR_NOT_BEGUN "second_factor_not_begun"
        "Request a secret first with POST /session/second-factor.";
    SECOND_FACTOR_REQUIRED "second_factor_required"
        "Your organisation requires a second factor.";
    SENT_BEFORE "sent_before"
        "It has already been sent to this contact. Resend the earlier delivery.";
    STATEMENT_NAMES_LEARNER "statement_names_learner"
        "The safety statement names the learner, and the employer reads it before any name is shown. Change the learner's profile first.";
    STILL_SENDING "still_sending"
        "An earlier delivery to this contact is still in progress.";
    TOO_EARLY "not_on_this_date"
        "It is too early for this step.";
    TOO_LITTLE_WORK "too_little_work"
        "There is too little work in the offer.";
    WINDOW_GONE "window_gone"
        "The offer no longer has this window.";
    WINDOW_IN_USE "window_in_use"
        "A window that placements use is missing from the offer.";
}
