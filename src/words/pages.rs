//! What pages say when something cannot be done, and the short texts that several of them share.

pub mod account;
pub mod agreement;
pub mod calls;
pub mod cohorts;
pub mod connections;
pub mod copies;
pub mod day;
pub mod drafting;
pub mod ending;
pub mod destinations;
pub mod evidence;
pub mod families;
pub mod form;
pub mod found_needs;
pub mod imports;
pub mod hub;
pub mod insurance;
pub mod internship_reviews;
pub mod learner;
pub mod letters;
pub mod log;
pub mod matching;
pub mod needs;
pub mod new_learner;
pub mod offers;
pub mod opening;
pub mod organisations;
pub mod people;
pub mod record;
pub mod report;
pub mod shortlist;
pub mod week;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::London;

use super::amount::date;

/// The dates of a placement.
#[must_use]
pub fn dates(first: Option<NaiveDate>, last: Option<NaiveDate>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{} to {}", date(first), date(last)),
        (Some(only), _) | (None, Some(only)) => date(only),
        (None, None) => String::new(),
    }
}

/// An instant as a clock and a calendar in London show it.
#[must_use]
pub fn moment(at: DateTime<Utc>) -> String {
    let here = at.with_timezone(&London);
    format!("{}, {}", date(here.date_naive()), here.format("%H:%M"))
}

/// Why something cannot be done, and what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The heading.
    pub title: &'static str,
    /// What to do next.
    pub next: &'static str,
}

/// Every refusal.
pub mod refused {
    use super::Refused;

    macro_rules! refusals {
        ($($(#[$doc:meta])+ $name:ident: $title:literal, $next:literal;)+) => {
            $($(#[$doc])+ pub const $name: Refused = Refused { title: $title, next: $next };)+
        };
    }

    refusals! {
        /// Nobody is signed in.
        SIGNED_OUT: "You are signed out", "Sign in, then try again.";
        /// The form is not one that was shown in this sign-in.
        FOREIGN: "This form has run out",
            "You may have signed in again since it was shown. Go back, reload the page and send the form again. Nothing was changed.";
        /// The form cannot be read.
        UNREADABLE: "The form could not be read", "Go back, reload the page and send it again. Nothing was changed.";
        /// A file that is too large to be read.
        TOO_LARGE: "The file is too large",
            "It must be smaller than 500 KB. Remove columns that are not needed, or ask whoever runs the service to bring it in. Nothing was saved.";
        /// There is no such thing, or it is somebody else's.
        NOT_FOUND: "Page not found",
            "There is nothing at this address, or it belongs to another organisation. Check the address, or start from your home page.";
        /// A link that opens nothing, for somebody who has no account.
        NO_LINK: "This link does not work",
            "Part of it may be missing: open it from the letter again, or copy all of it. If that does not help, ring or write to the school or college; its number is in your letter.";
        /// The password was last given too long ago.
        UNCONFIRMED: "Enter your password first",
            "This changes who can get in, so we check that it is still you. Enter your password, then go back and send the form again. Nothing was changed.";
        /// The role can never do it.
        FORBIDDEN: "Your role cannot do this", "Ask a colleague who can. Nothing was changed.";
        /// Fields cannot be accepted.
        INVALID: "There is a problem", "Go back and change what is named above. Nothing was saved.";
        /// The current state does not allow this.
        CONFLICT: "This cannot be done now", "Go back and look at the page again. Nothing was changed.";
        /// A form was sent twice with other content.
        REPEATED: "This form was sent before", "Reload the page to see what came of it. Nothing was changed now.";
        /// Somebody changed it meanwhile.
        CHANGED: "Somebody changed this while you were looking at it",
            "Go back, reload the page, and see whether you still want to. Nothing was changed.";
        /// The service is overrun.
        BUSY: "The service is busy", "Try again in a moment. Nothing was changed.";
        /// Too many attempts.
        TOO_MANY: "Too many attempts", "Wait a few minutes, then try again.";
        /// A fault of ours.
        INTERNAL: "Sorry, something went wrong on our side", "Try again in a moment. If it happens again, tell whoever runs the service.";
    }
}

/// Names in the menu.
pub mod menu {
    /// All that a hub looks after.
    pub const ORGANISATIONS: &str = "Organisations";
    /// One's own.
    pub const ORGANISATION: &str = "Organisation";
}

/// What the sign-in pages say of what was typed.
pub mod sign_in {
    /// No address was typed.
    pub const EMAIL: &str = "Enter your email address";
    /// No password was typed.
    pub const PASSWORD: &str = "Enter your password";
    /// Address, password or code are wrong: which is not told.
    pub const WRONG: &str = "Email address, password or code is not right";
    /// Too many attempts.
    pub const WAIT: &str = "There were too many attempts. Wait a few minutes, then try again";
    /// There is no role left to act in.
    pub const NO_ROLE: &str = "This account has no role at an organisation any more. Ask whoever invited you";
    /// The code of the app is wrong.
    pub const WRONG_CODE: &str = "Enter the six digits that the app shows now";
}

/// What waits to be done.
pub mod work {
    use crate::standing::Due;

    /// The heading of the placements that wait for something.
    #[must_use]
    pub fn heading(due: Due) -> &'static str {
        match due {
            Due::Arrival => "Not known to have arrived: ring now",
            Due::Report => "Told by the employer: look at it now",
            Due::Reply => "Word from the employer: interest, or another time",
            Due::Side => "Word from the learner or the family",
            Due::StartsSoon => "Starting within 10 days and not confirmed",
            Due::ShortNotice => "Too close to the first day to confirm: give a reason, or cancel",
            Due::Hit => "Something has changed that stands in the way",
            Due::Answer => "Waiting for the employer’s answer",
            Due::Agreement => "Learner’s or family’s agreement to record",
            Due::SiteVisit => "Site visit to make or waive",
            Due::Meeting => "Meeting to hold or waive",
            Due::Plan => "Plan to make and agree",
            Due::Confirmation => "Ready to confirm",
            Due::Pack => "Pack to approve and send",
            Due::UnderWay => "Under way",
            Due::Review => "Hold the six-week review",
            Due::Destination => "Ask where the learner is now",
            Due::Ending => "Last day is over: to be completed",
        }
    }
}

/// The tasks of a placement.
pub mod task {
    use crate::domain::placement::PlacementAction;
    use crate::words::amount::clock;
    use crate::words::standing::working_days;

    /// It is done.
    pub const DONE: &str = "done";
    /// It is to be done.
    pub const TO_DO: &str = "to do";
    /// Nobody has recorded anything.
    pub const NOT_RECORDED: &str = "nothing recorded";
    /// It stands in the way as things are.
    pub const IN_THE_WAY: &str = "stands in the way";
    /// Something else comes first.
    pub const LATER: &str = "cannot start yet";

    /// The names of the tasks.
    pub const ANSWER: &str = "Employer’s answer";
    /// See [`ANSWER`].
    pub const AGREEMENT: &str = "Learner’s and family’s agreement";
    /// See [`ANSWER`].
    pub const VISIT: &str = "Site visit";
    /// See [`ANSWER`].
    pub const MEETING: &str = "Meeting of learner and employer";
    /// See [`ANSWER`].
    pub const VETTING: &str = "Safeguarding lead’s decision on checks";
    /// See [`ANSWER`].
    pub const INSURANCE: &str = "Employers’ liability insurance";
    /// See [`ANSWER`].
    pub const PLAN: &str = "Plan of the week";
    /// See [`ANSWER`].
    pub const NOTICE: &str = "Notice before the first day";
    /// See [`ANSWER`].
    pub const CONFIRMATION: &str = "Confirmation";
    /// See [`ANSWER`].
    pub const PACK: &str = "Briefing pack";
    /// See [`ANSWER`].
    pub const START: &str = "Start";
    /// See [`ANSWER`].
    pub const END: &str = "End";

    /// Who did it, when it was nobody who is signed in.
    pub const BY_LINK: &str = ", by the link";
    /// See [`BY_LINK`].
    pub const BY_SERVICE: &str = ", noted by the service itself";
    /// A contact whose name the reader does not see.
    pub const A_CONTACT: &str = "a contact";

    /// What a step with a reason asks.
    pub const WHY: &str = "Why?";
    /// The form of the safeguarding lead.
    pub const DECIDE: &str = "Record a decision on checks, as the safeguarding lead";
    /// See [`DECIDE`].
    pub const DECISION: &str = "Decision";
    /// See [`DECIDE`].
    pub const WHY_DECIDED: &str = "Reasons for the decision";
    /// See [`DECIDE`].
    pub const CHECK: &str = "Is a check asked for as well, of whoever leads jobs on more than three days?";
    /// See [`DECIDE`].
    pub const CHECK_HINT: &str =
        "Leave open if you have not decided: the pack then says that you are still to say.";
    /// See [`DECIDE`].
    pub const CHECKS: [(&str, &str); 2] = [("no", "No"), ("yes", "Yes")];
    /// See [`CHECK`].
    pub const ARRANGED: &str = "How is the check arranged?";
    /// See [`ARRANGED`].
    pub const ARRANGED_HINT: &str = "In one line, for the employer: “The school applies and pays; back by 8 January”. \
         Leave empty if it is not settled: the pack then asks you.";
    /// See [`DECIDE`].
    pub const CHOICE: &str = "Select a decision";
    /// See [`DECIDE`].
    pub const NOTE: &str = "Enter the reasons for the decision";
    /// The form that agrees to a shorter notice.
    pub const SHORTEN: &str = "Agree to a shorter notice";
    /// See [`SHORTEN`].
    pub const ENOUGH: &str = "How many working days before the first day are enough?";
    /// See [`SHORTEN`].
    pub const WHY_ENOUGH: &str = "Why is that enough?";
    /// See [`SHORTEN`].
    pub const WHY_ENOUGH_HINT: &str =
        "Whom you have asked, and how employer and family will be ready in time. Your name is recorded.";
    /// See [`SHORTEN`].
    pub const ENTER_DAYS: &str = "Enter a number of working days";
    /// See [`SHORTEN`].
    pub const ENTER_ENOUGH: &str = "Enter why that is enough";
    /// The form that sends a contact their link.
    pub const SEND_LINK: &str = "Send a contact the link to their page";
    /// See [`SEND_LINK`].
    pub const TO_CONTACT: &str = "Contact";
    /// See [`SEND_LINK`].
    pub const REPLACED: &str = "A link that they already hold is replaced.";
    /// See [`SEND_LINK`].
    pub const SEND: &str = "Send the link";
    /// See [`SEND_LINK`].
    pub const CONTACT: &str = "Select a contact";
    /// See [`SEND_LINK`].
    pub const NO_CONTACT: &str =
        "The employer has no contact yet, so nobody can be sent the link or the pack.";
    /// The form that revokes the links.
    pub const REVOKE: &str = "Revoke every link to this placement";
    /// The form that plans the week.
    pub const PLAN_WEEK: &str = "Plan the week";
    /// The same where there is a plan.
    pub const PLAN_AFRESH: &str = "Plan the week afresh";
    /// See [`PLAN_AFRESH`].
    pub const REPLACES: &str = "Plan the week afresh, without the changes made by hand";
    /// The button that notes that a report was seen.
    pub const SEEN: &str = "I have seen this";
    /// See [`SEEN`].
    pub const DEALING: &str = "I am dealing with this";

    /// What to do when a step has no reason.
    #[must_use]
    pub fn enter_why(action: PlacementAction) -> &'static str {
        use PlacementAction as A;
        match action {
            A::WaiveVisit => "Enter why no site visit is needed",
            A::WaiveMeeting => "Enter why no meeting is needed",
            A::Decline => "Enter why the employer declines",
            A::Withdraw => "Enter why the learner or family withdraws",
            A::Cancel => "Enter why the placement is cancelled",
            A::BreakDown => "Enter why the placement ends early",
            _ => "Enter why",
        }
    }

    /// Asks who took a step.
    #[must_use]
    pub fn who(action: PlacementAction) -> &'static str {
        use PlacementAction as A;
        match action {
            A::VisitSite => "Who walked the site, and with whom",
            A::Meet => "Who met, and where",
            A::AgreePlan => "Who at the workplace agreed to the plan",
            _ => "Who at the workplace accepted",
        }
    }

    /// How to answer [`who`].
    pub const WHO_HINT: &str = "Names, as the pack is to print them. Leave it empty if you do not know.";
    /// The day of a step.
    pub const ON: &str = "On which day";
    /// See [`ON`].
    pub const ON_HINT: &str = "Leave it empty if it is today.";
    /// The way out in an alarm.
    pub const WAY_OUT: &str = "The way out in an alarm";
    /// See [`WAY_OUT`].
    pub const WAY_OUT_WALKED: &str = "We walked it with the learner";
    /// The learner's own agreement to the plan.
    pub const LEARNER_AGREED: &str = "The learner";
    /// See [`LEARNER_AGREED`].
    pub const HAS_AGREED: &str = "The learner has seen the plan and agrees to it";
    /// What to do about a name that cannot be read.
    pub const ENTER_WHO: &str = "Enter names in one line";

    /// A step as a button.
    #[must_use]
    pub fn step(action: PlacementAction) -> &'static str {
        use PlacementAction as A;
        match action {
            A::Accept => "Accept for the employer",
            A::Agree => "Note that the agreement stands",
            A::VisitSite => "Note the site visit",
            A::WaiveVisit => "Waive the site visit",
            A::Meet => "Note the meeting",
            A::WaiveMeeting => "Waive the meeting",
            A::AgreePlan => "Agree the plan",
            A::Confirm => "Confirm the placement",
            A::Brief => "Note that the pack is with the employer",
            A::Start => "Note the start",
            A::Complete => "Note the end",
            A::Decline => "Decline for the employer",
            A::Withdraw => "Withdraw for the learner or family",
            A::Cancel => "Cancel the placement",
            A::BreakDown => "End the placement early",
        }
    }

    /// A step as what happened.
    #[must_use]
    pub fn happened(action: PlacementAction) -> &'static str {
        use PlacementAction as A;
        match action {
            A::Accept => "The employer accepted",
            A::Agree => "The learner’s side agreed",
            A::VisitSite => "The site was visited",
            A::WaiveVisit => "The site visit was waived",
            A::Meet => "Learner and employer met",
            A::WaiveMeeting => "The meeting was waived",
            A::AgreePlan => "The plan was agreed",
            A::Confirm => "The placement was confirmed",
            A::Brief => "The employer received the pack",
            A::Start => "The learner started",
            A::Complete => "It ended as planned",
            A::Decline => "The employer declined",
            A::Withdraw => "The learner’s side withdrew",
            A::Cancel => "It was cancelled",
            A::BreakDown => "It ended early",
        }
    }

    /// What was done, by the code of the form; `None` for a code that is not one.
    #[must_use]
    pub fn done(code: &str) -> Option<&'static str> {
        Some(match code {
            "agreement" => "The agreement is recorded.",
            "vetting" => "The decision is recorded.",
            "notice" => "The shorter notice is recorded.",
            "plan" => "The week is planned. Look at it, then agree the plan.",
            "withdrawn" => "The agreement is withdrawn. What it allowed has stopped.",
            "insurance" => "The insurance is saved.",
            "link" => "The link is on its way to the contact.",
            "revoke" => "Every link to this placement’s page is revoked.",
            "observation" => "What you saw is saved. What it suggests stands below.",
            "coach" => "The job coach is assigned and will get a letter.",
            "uncoach" => "The assignment has ended.",
            "call" => "The call is planned. It is shown on their page and on your Today page.",
            "call-off" => "The call is cancelled.",
            "destination" => "It is recorded where the learner is.",
            "review" => "The review is recorded.",
            "lesson-accept" => "Accepted. The document is changed.",
            "lesson-decline" => "Declined. It will not be suggested again.",
            "seen" => "It is noted that you have seen it.",
            "acknowledge" => {
                "It is noted that you are dealing with it. Nobody else will be told of this alert."
            }
            "pack" => "The pack is approved. It goes to those whom you selected.",
            "accept" | "agree" | "visit_site" | "waive_visit" | "meet" | "waive_meeting" | "agree_plan"
            | "confirm" | "brief" | "start" | "complete" | "decline" | "withdraw" | "cancel"
            | "break_down" => "The step is recorded.",
            _ => return None,
        })
    }

    /// What the hub asks for, what was agreed to instead, and the last date that leaves it, with whether that is past.
    #[must_use]
    pub fn notice(asked: u8, agreed: Option<u8>, by: Option<(&str, bool)>) -> String {
        let agreed = agreed
            .map_or(String::new(), |days| format!(" For this placement, {} is enough.", working_days(days)));
        let by = by.map_or(String::new(), |(by, past)| match past {
            true => format!(" It had to be confirmed by {by}."),
            false => format!(" Confirm it by {by}."),
        });
        format!("The hub asks for {} between confirming and the first day.{agreed}{by}", working_days(asked))
    }

    /// A shorter notice that somebody agreed to.
    #[must_use]
    pub fn shorter(days: u8, by: &str, on: &str, reason: Option<&str>) -> String {
        let reason = reason.map_or(String::new(), |reason| format!(" {reason}"));
        format!("{on}: {by} agreed to {}.{reason}", working_days(days))
    }

    /// A block of the week in a line.
    #[must_use]
    pub fn block(from: u16, to: u16, what: &str) -> String {
        format!("{} to {}: {what}", clock(from), clock(to))
    }

    /// A sending in a line.
    #[must_use]
    pub fn sending(number: i32, to: &str, state: &str) -> String {
        format!("Version {number} to {to}: {state}")
    }
}

/// An offer.
pub mod offer {
    use super::dates;
    use crate::domain::offer::Offer;
    use crate::domain::window::Window;

    /// Headings.
    pub const SITE: &str = "Where";
    /// See [`SITE`].
    pub const DOOR: &str = "Which door";
    /// See [`SITE`].
    pub const WINDOWS: &str = "When";
    /// See [`SITE`].
    pub const PEOPLE: &str = "People";

    /// The windows, a line each.
    #[must_use]
    pub fn windows(offer: &Offer) -> Vec<String> {
        let line = |one: &Window| window(&dates(Some(one.dates.from), Some(one.dates.to)), one.capacity);
        offer.windows.iter().map(line).collect()
    }

    fn window(dates: &str, capacity: u8) -> String {
        match capacity {
            0 => format!("{dates}, number of learners not known yet"),
            1 => format!("{dates}, one learner at a time"),
            many => format!("{dates}, {many} learners at a time"),
        }
    }
}
