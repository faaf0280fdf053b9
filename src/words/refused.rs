//! Why a use case refuses a field, in words that go on from the field's name. None repeats what was sent.

pub(crate) const NOTHING_SEEN: &str = "must name at least one support, task or level of help";

pub(crate) const CALL_TO_COME: &str = "must be a day and a time that are still to come";

pub(crate) const AGREED_ON: &str = "must be a date from the year 2000 up to today";

pub(crate) const PLACEMENT_OF_SCOPE: &str =
    "must be given for `placement` and `statement`, and left out for `hub_sees_matches`";

pub(crate) const TERMS_OF_SCOPE: &str = "must be left out unless the placement is agreed to";

pub(crate) const PLACEMENT_OF_LEARNER: &str = "must be a placement of this learner";

pub(crate) const KEY_END: &str = "must be in the future, and within a year from now";

pub(crate) const NO_SCOPE: &str = "must name at least one scope";

pub(crate) const ASIDE_WHY: &str = "must say why it is set aside";

pub(crate) const OPEN_TO_LEARNER: &str =
    "must be an open offer of an employer that the learner's hub works with";

pub(crate) const COACH: &str = "must be a job coach of this provider";

pub(crate) const AGREEING_LEARNER: &str =
    "must be a learner of one of the hub's providers who currently agrees to the hub seeing their matches";

pub(crate) const NO_AGREEING_LEARNER: &str =
    "must leave at least one learner who agrees to the hub seeing their matches";

pub(crate) const NAME_LEARNER: &str = "must name the learner whom the table is about";

pub(crate) const OF_ALL_DATES: &str = "must be left out: this table is of all dates";

pub(crate) const TOO_LONG_FOR_PAGES: &str =
    "must be csv or xlsx: a table of more than 2,000 rows is not set on pages";

pub(crate) const OF_HUB: &str = "must be left out: this table is of all the hub's learners";

pub(crate) const OF_NO_TERM: &str = "must be left out: only a hub's tables are of a term";

pub(crate) const NO_FIGURES: &str = "must be a term for which figures were made";

pub(crate) const BEFORE_FROM: &str = "must not be before `from`";

/// What a heading may stand for.
#[must_use]
pub(crate) fn field_of_sheet(known: &[&str]) -> String {
    format!("must be empty or one of {}", known.join(", "))
}

pub(crate) const AFTER_LAST_DAY: &str = "must be after the last day of the placement";

pub(crate) const BEFORE_FIRST_DAY: &str = "must not be before the first day of the placement";

pub(crate) const DESTINATION_CODE: &str = "must be one of the provider's codes of destinations";

/// The field of a cell, or of what holds in every row.
#[must_use]
pub(crate) fn one_of_fields(known: &[&str]) -> String {
    format!("must be one of {}", known.join(", "))
}

/// More cells than may be said otherwise.
#[must_use]
pub(crate) fn too_many_cells(most: usize) -> String {
    format!("must hold at most {most} cells; correct the file and upload it again")
}

/// A need that a text suggests and nobody has decided.
#[must_use]
pub(crate) fn undecided_need(what: &str) -> String {
    format!("must name this, or `learner.profile.needs` must record it, because the text suggests it: {what}")
}

pub(crate) const FUTURE: &str = "must not be in the future";

pub(crate) const INVITED_CHOOSES: &str = "must be left out: the person whom you invite chooses it";

pub(crate) const PASSWORD_WANTED: &str = "must be chosen: you will sign in with it";

pub(crate) const PASSWORD_STANDS: &str =
    "must be left out: you have a password here already, and it stays as it is";

pub(crate) const LINK_OVER: &str =
    "is wrong, used or expired: a code works once, within 72 hours; ask for a new one";

pub(crate) const PAGE_GONE: &str =
    "is out of date: the list has changed since that page; start again from the first page";

pub(crate) const EMPLOYER_WANTED: &str = "must name the employer who makes the offer";

pub(crate) const OFFER_STATE: &str = "must be draft, open or paused; archiving is an action of its own";

pub(crate) const POSTCODE_UNKNOWN: &str =
    "is not in the table of postcodes; correct it, or send `coordinates`";

pub(crate) const HUB_BY_OPERATOR: &str =
    "must be left out: an operator makes a hub, with `placewell user add --new-hub`";

pub(crate) const OTHER_KIND: &str = "must be left out: an organisation cannot become one of another kind";

pub(crate) const WINDOW_OF_OFFER: &str = "must be a window of the offer";

pub(crate) const START: &str =
    "must be a date after today that leaves the window room for the whole placement";

pub(crate) const NO_SUCH_MEMBERSHIP: &str = "must be an organisation for which you have this role";

pub(crate) const NOT_KEPT: &str = "must be an organisation whose users you manage";

pub(crate) const ROLE_OF_KIND: &str = "must be a role for this kind of organisation";

pub(crate) const NO_EVENT: &str = "must name at least one event";

pub(crate) const CONTACTS: &str = "must name at most 5 contacts, and none of them twice";

pub(crate) const CONTACT_OF_EMPLOYER: &str =
    "must be a contact of the placement's employer, and not archived";

pub(crate) const READERS: &str = "must name at most 6 readers, and none of them twice";

pub(crate) const READERS_OF_EDITION: &str = "must name readers of this edition only";

pub(crate) const NO_COPY: &str = "must be learner, family or job_coach; the employer has the pack";

pub(crate) const READER_OF_EDITION: &str = "must be a reader of this edition";

pub(crate) const OCCUPATION: &str = "must be an occupation of the catalogue";

pub(crate) const TASK_OF_OCCUPATION: &str = "must be a task of the occupation";

pub(crate) const OVERRIDE_ONLY: &str = "must be given for `override`, and only for it";

pub(crate) const REASON_WANTED: &str = "must be given unless the answer is accepted";

pub(crate) const SUITS_IN_COHORT: &str = "must be one of the offers that suit the learner in this cohort";

pub(crate) const AFTER_TODAY: &str = "must be a date after today";

pub(crate) const NO_UNSUITABLE: &str = "must not hold `unsuitable`: nobody is placed where it does not suit";

pub(crate) const OFFER_WANTED: &str = "must name an offer";

pub(crate) const IN_ANOTHER_POOL: &str = "must not be in another pool as well";

pub(crate) const TAKES_PART: &str = "must be a learner who takes part";

pub(crate) const IN_COHORT: &str = "must be in the cohort";

pub(crate) const WITH_A_VISIT: &str = "can be given only with the site visit or the meeting";

pub(crate) const WITH_THE_PLAN: &str = "can be given only with the agreement to the plan";

pub(crate) const BEFORE_CONFIRMING: &str = "can be given only with a step before the placement is confirmed";

pub(crate) const WANTED_FOR_STEP: &str = "must be given for this step";

pub(crate) const WRONG_PASSWORD: &str = "is not the password of this account";

pub(crate) const WRONG_OLD_PASSWORD: &str = "is not your current password";

pub(crate) const WRONG_CODE: &str = "is not the code that the app shows now";

pub(crate) const DAY_TO_TICK: &str = "must be a day of the placement, and not after today";

pub(crate) const NOT_EXPECTED_THEN: &str = "is not a placement at which the learner is expected on that day";

pub(crate) const NAMED_TWICE: &str = "is named in more than one row";

pub(crate) const TIME_OF_NO_ARRIVAL: &str = "must be left out for a learner who has not arrived";

pub(crate) const TIME_TO_COME: &str = "must not be later than now";

pub(crate) const NO_NOTICE: &str = "cannot be given: the hub asks for no notice";

pub(crate) const WEBHOOK_ADDRESS: &str = "must be an address such as https://records.example/placewell";

pub(crate) const WEBHOOK_SCHEME: &str = "must be an address that begins with https://";

pub(crate) const WEBHOOK_USER: &str = "must not contain a user name or password";

pub(crate) const WEBHOOK_PRIVATE: &str = "must not be an address of a private network";

pub(crate) const READER_OF_PAGE: &str = "must be the learner or somebody of the family";

pub(crate) const CONTACT_OR_READER: &str = "must be given, or `reader`, and not both";

pub(crate) const OTHER_TIME: &str = "must be a day from today up to two years ahead";

pub(crate) const PLAN_YEAR: &str = "must be this school year, the one before it, or one of the next two";

pub(crate) const NAMES_A_FAMILY: &str = "must not name a learner or somebody of a family, or hold an address or number of theirs: it goes to many families";

pub(crate) const NAMES_A_PLACEMENT: &str =
    "must not hold the reference of a placement: it goes to many families";

pub(crate) const LANGUAGE_OF_MESSAGE: &str = "must be a language in which the message is written";

pub(crate) const ANSWER_OF_MESSAGE: &str = "must be an answer for which the message asks";

pub(crate) const SCHOOL_YEAR: &str = "must be from 2020 to 2099";
