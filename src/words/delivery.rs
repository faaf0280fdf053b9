//! What a person can do about a sending that did not work.

use crate::domain::ids::DeliveryId;

/// What to do about a problem of a copy for the learner, the family or a job coach.
#[must_use]
pub fn advice_on_copy(problem: &str) -> Option<&'static str> {
    Some(match problem {
        "no_mail_server" => {
            "It was filed on the service's machine and has not left it, because no mail server is set. Set mail.host and \
             send it again, or print the copy and hand it over."
        }
        "mail_address_refused" => {
            "Ask the reader for the right address, correct it in the record, then send the copy again."
        }
        "mail_policy_refused" => {
            "Show the server's words to whoever runs the mail server, then send the copy again, or print it and hand it \
             over."
        }
        "mail_content_refused" => "Print the copy and hand it over.",
        "briefing_superseded" => "Send the newer version of the copy.",
        "pack_outdated" => "The plan has changed since: approve the pack, then this copy, and send it.",
        other => return advice(other),
    })
}

/// What to do about a problem of a message to somebody of a family.
#[must_use]
pub fn advice_on_family(problem: &str) -> Option<&'static str> {
    Some(match problem {
        "family_opted_out" => "Nothing to do: they asked for no more messages before this one went.",
        "family_not_agreed" => {
            "Nothing to do: the learner is an adult, and no longer agrees that the family is written to."
        }
        "recipient_gone" => "Nothing to do: they are no longer recorded as family of a learner here.",
        "no_mail_server" => {
            "It was filed on the service's machine and has not left it, because no mail server is set. Tell whoever runs the \
             service, and give the message out on paper meanwhile."
        }
        "mail_address_refused" => {
            "Ask the family for the right address and correct it in the learner's record. Tell them this message another way."
        }
        "mail_policy_refused" | "mail_content_refused" => {
            "Show the server's words to whoever runs the mail server, and tell the family this message another way."
        }
        "letter_forgotten" => {
            "Tell the family this message another way: the words of this letter were taken out."
        }
        other => return advice(other),
    })
}

/// What to do about a problem's code, as stored with deliveries and jobs.
#[must_use]
pub fn advice(problem: &str) -> Option<&'static str> {
    Some(match problem {
        "mail_unreachable" => {
            "Check that the mail server is up and that mail.host, mail.port, mail.tls and mail.ca_file \
             fit it; the queue goes on by itself once it answers."
        }
        "mail_login_refused" => {
            "Check mail.user and mail.password; the queue goes on by itself once the login works."
        }
        "mail_sender_refused" => "Set mail.from_address to an address that this login may send for.",
        "mail_settings_refused" => {
            "The mail server refuses this machine and not the letter: check that it relays for this login or \
             address, and that mail.helo_name is a name it accepts. The queue goes on by itself once it does."
        }
        "mail_unanswered" => {
            "Nothing to do: it is tried again. If two copies arrive they carry the same Message-ID and are \
             one letter."
        }
        "mail_put_off" => "Nothing to do: it is tried again.",
        "mail_address_refused" => {
            "Ask the employer for the right address, correct the contact, then send again."
        }
        "mail_policy_refused" => {
            "Show the server's words to whoever runs the mail server, or ask the employer to allow mail from \
             us; then send again."
        }
        "mail_content_refused" => {
            "Send the pack another way, or ask the employer's mail administrator why it is refused."
        }
        "mail_never_confirmed" => {
            "The mail server may have it and never said so. Ask the recipient whether it arrived before it is \
             sent again; all copies carry the same Message-ID."
        }
        "no_mail_server" => {
            "It was filed on the service's machine and has not left it, because no mail server is set. Set \
             mail.host and resend it; or hand it over yourself, and take the step `brief` once that is done."
        }
        "no_address" => {
            "No address for mail is known: add one to the learner's record, or print the copy and hand it over."
        }
        "family_not_agreed" => {
            "The family of a learner for whom no parent need agree is sent a copy only with the learner's own agreement \
             (`family_copy`)."
        }
        "reader_gone" => "Nothing to do: they are no longer a reader of this copy.",
        "user_disabled" => "Nothing to do: the account has been disabled.",
        "recipient_gone" => "Nothing to do: its recipient is no longer known here.",
        "letter_forgotten" => "Ask for a new link: the words of this letter were taken out.",
        "leak" => "It held something that must not leave; write to the recipient yourself.",
        "told_in_a_later_letter" => "Nothing to do: a later letter says it, with what has changed since.",
        "stands_again" => "Nothing to do: what stood in the way was settled before the letter went out.",
        "alert_settled" => "Nothing to do: the alert was settled before the letter went out.",
        "archived_since" => "Nothing to do: the learner’s record was archived before the letter went out.",
        "reminders_stopped" => "Nothing to do: the recipient wants no reminders.",
        "absent_today" => "Nothing to do: the learner does not come that day.",
        "link_taken_back" => "Nothing to do: the link was taken back before the letter went out.",
        "day_over" => "Nothing to do: the day that it was about is over.",
        "new_pack_sent" => "Nothing to do: the new version of the pack says it.",
        "briefing_superseded" => "Send the newer version of the pack.",
        "placement_over" => "Nothing to do: the placement ended before the pack went out.",
        "agreement_withdrawn" => {
            "An agreement was taken back before the pack went out. If it is given again, resend this."
        }
        "first_day_past" | "last_day_past" | "outside_window" | "weekday_dropped" | "site_closed"
        | "bank_holiday" | "provider_closed" | "already_placed" | "pattern_changed" | "offer_archived"
        | "employer_archived" | "learner_archived" | "age" | "interns_only" | "no_programme"
        | "programme_broken" | "task_to_avoid" | "law" | "window_full" => {
            "The placement no longer stands as it was approved: open it to see what stands in its way. Once that is \
             settled, look at the pack again, approve it and send it."
        }
        "pack_outdated" => "The programme has changed since: look at the pack again, approve it and send it.",
        "statement_withdrawn" => {
            "The learner no longer wants their own statement told. Look at the pack again, approve it without, \
             then send the new version."
        }
        "contact_archived" => "Choose a contact who is still there, then send to them.",
        "store" | "panic" | "broken_off" => {
            "Nothing to do: it is tried again. If it goes on, look at the service's log."
        }
        _ => return None,
    })
}

/// Why a placement counts as briefed: the sending whose acceptance says so.
#[must_use]
pub fn accepted(delivery: &DeliveryId) -> String {
    format!("The employer's mail server took the pack: delivery {delivery}.")
}
