//! The parts of a learner's record: what each says, how it is asked for, and how that is read.

use super::home;
use crate::domain::code::{Code, vocabulary};
use crate::domain::exposure::Exposure;
use crate::domain::learner::{Learner, Profile};
use crate::domain::need::{Need, Wanted, Weight};
use crate::domain::provision::Provision;
use crate::domain::support::{CommunicationMode, Evacuation, HelpLevel, InstructionMode};
use crate::domain::text::{Line, Paragraph};
use crate::domain::theme::Theme;
use crate::services::ServiceError;
use crate::web::fields::{Form, Kind, codes};
use crate::web::typed::Typed;
use crate::words::amount::{hours, list as and};
use crate::words::label::Label;
use crate::words::pages::{learner as words, record};
use crate::words::visit;

vocabulary! {
    /// A part of the record that is changed as one. Its code stands in the address.
    LearnerSection {
        /// What the learner says of themselves.
        OwnWords = "own_words",
        /// What there must be, or what would help.
        There = "there",
        /// What must be, or is better, kept away.
        Away = "away",
        /// How the learner works and is told what to do.
        Work = "work",
        /// When it gets hard.
        Hard = "hard",
        /// Alarm, safety, first aid.
        Safety = "safety",
        /// Where the learner lives, and whom to ring.
        Home = "home",
    }
}

impl LearnerSection {
    /// The parts that stand on the record's page, in their order. The home stands in its own form only.
    pub(super) const SHOWN: [Self; 6] =
        [Self::OwnWords, Self::There, Self::Away, Self::Work, Self::Hard, Self::Safety];
}

/// A heading with the lines beneath it.
pub(super) type Fact = (&'static str, Vec<String>);

fn text(text: Option<&Paragraph>) -> Vec<String> {
    text.iter().map(ToString::to_string).collect()
}

fn lines(lines: &[Line]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}

fn named(labels: &[&'static str]) -> Vec<String> {
    if labels.is_empty() { Vec::new() } else { vec![and(labels)] }
}

fn needs(profile: &Profile, weight: Weight, label: fn(Wanted) -> Option<&'static str>) -> Vec<String> {
    let of_weight = profile.needs.iter().filter(|need| need.weight == weight);
    let said = |need: &Need| match &need.note {
        Some(note) => label(need.wanted).map(|label| format!("{label} ({note})")),
        None => label(need.wanted).map(str::to_owned),
    };
    of_weight.filter_map(said).collect()
}

fn provision(wanted: Wanted) -> Option<&'static str> {
    if let Wanted::Provision(provision) = wanted { Some(provision.label()) } else { None }
}

fn exposure(wanted: Wanted) -> Option<&'static str> {
    if let Wanted::Avoid(exposure) = wanted { Some(exposure.label()) } else { None }
}

/// What a part says; what nobody said is left out.
pub(super) fn facts(section: LearnerSection, profile: &Profile) -> Vec<Fact> {
    let own = &profile.own_words;
    let facts: Vec<Fact> = match section {
        LearnerSection::OwnWords => vec![
            (words::LIKES, text(own.likes.as_ref())),
            (words::WANTS_TO_TRY, text(own.wants_to_try.as_ref())),
            (words::DISLIKES, text(own.dislikes.as_ref())),
            (words::STATEMENT, text(own.statement.as_ref())),
        ],
        LearnerSection::There => vec![
            (visit::NEEDED, needs(profile, Weight::Essential, provision)),
            (visit::HELPFUL, needs(profile, Weight::Helpful, provision)),
        ],
        LearnerSection::Away => vec![
            (visit::KEPT_AWAY, needs(profile, Weight::Essential, exposure)),
            (visit::BETTER_AWAY, needs(profile, Weight::Helpful, exposure)),
        ],
        LearnerSection::Work => {
            let stamina = &profile.stamina;
            let longest = hours(stamina.max_continuous_minutes);
            let works = visit::stamina(&longest, &hours(stamina.max_daily_minutes));
            let modes: Vec<_> = profile.communicates.iter().map(|mode| mode.label()).collect();
            let told: Vec<_> = profile.instructed_by.iter().map(|mode| mode.label()).collect();
            let interests: Vec<_> = profile.interests.iter().map(Label::label).collect();
            vec![
                (words::INTERESTS, named(&interests)),
                (words::STRENGTHS, lines(&profile.strengths)),
                (visit::COMMUNICATES, named(&modes)),
                (visit::INSTRUCTED, named(&told)),
                (words::HELP, vec![profile.help.label().to_owned()]),
                (visit::STAMINA, vec![works]),
                (words::EARLIER, profile.earlier.iter().map(words::earlier).collect()),
            ]
        }
        LearnerSection::Hard => vec![
            (words::FIRST_SIGNS, lines(&profile.distress.early)),
            (words::HELPS_EARLY, lines(&profile.distress.early_help)),
            (words::LATE_SIGNS, lines(&profile.distress.late)),
            (words::HELPS_LATE, lines(&profile.distress.late_help)),
            (words::PASSES, profile.distress.lasts_minutes.map(hours).into_iter().collect()),
            (words::AFTERWARDS, profile.distress.afterwards.iter().map(ToString::to_string).collect()),
            (words::STRESS, lines(&profile.stress_signs)),
            (words::WHAT_HELPS, lines(&profile.what_helps)),
            (words::PLEASE_AVOID, lines(&profile.please_avoid)),
        ],
        LearnerSection::Safety => vec![
            (visit::EVACUATION, vec![profile.evacuation.label().to_owned()]),
            (visit::SAFETY, text(profile.safety_statement.as_ref())),
            (record::FIRST_AID, text(profile.first_aid.as_ref())),
        ],
        LearnerSection::Home => Vec::new(),
    };
    facts.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}

/// The form of a part with what stands there now.
pub(super) fn ask(section: LearnerSection, form: Form, learner: &Learner) -> Form {
    let profile = &learner.profile;
    let whole = |text: Option<&Paragraph>| text.map(ToString::to_string).unwrap_or_default();
    let area = |form: Form, name, label, text: Option<&Paragraph>| {
        form.ask(Kind::Area, name, label, "", whole(text))
    };
    let rows = |form: Form, name, label, rows: &[Line]| {
        form.ask(Kind::Area, name, label, record::ONE_A_LINE, lines(rows).join("\n"))
    };
    let earlier = |form: Form, name, label, before: &[Line]| {
        if before.is_empty() { form } else { rows(form, name, label, before) }
    };
    let own = &profile.own_words;
    match section {
        LearnerSection::OwnWords => {
            let form = area(form, "likes", words::LIKES, own.likes.as_ref());
            let form = area(form, "wants_to_try", words::WANTS_TO_TRY, own.wants_to_try.as_ref());
            let form = area(form, "dislikes", words::DISLIKES, own.dislikes.as_ref());
            let hint = record::STATEMENT_HINT;
            form.ask(Kind::Area, "statement", words::STATEMENT, hint, whole(own.statement.as_ref()))
        }
        LearnerSection::There => {
            let before = |weight| chosen(profile, weight, provision_code);
            let (must, may) = (before(Weight::Essential), before(Weight::Helpful));
            form.choose(Kind::Ticks, "essential", record::MUST_BE, "", codes::<Provision>(), &must).choose(
                Kind::Ticks,
                "helpful",
                record::WOULD_HELP,
                "",
                codes::<Provision>(),
                &may,
            )
        }
        LearnerSection::Away => {
            let before = |weight| chosen(profile, weight, exposure_code);
            let (must, may) = (before(Weight::Essential), before(Weight::Helpful));
            form.choose(Kind::Ticks, "essential", record::MUST_NOT_BE, "", codes::<Exposure>(), &must).choose(
                Kind::Ticks,
                "helpful",
                record::BETTER_NOT,
                "",
                codes::<Exposure>(),
                &may,
            )
        }
        LearnerSection::Work => {
            let form = rows(form, "strengths", words::STRENGTHS, &profile.strengths);
            let modes: Vec<_> = profile.communicates.iter().map(|mode| mode.code()).collect();
            let told: Vec<_> = profile.instructed_by.iter().map(|mode| mode.code()).collect();
            let (by, help) = (codes::<InstructionMode>(), codes::<HelpLevel>());
            let minutes = record::MINUTES;
            let stamina = &profile.stamina;
            let number = |minutes: u16| minutes.to_string();
            let interests: Vec<_> = profile.interests.iter().map(Code::code).collect();
            form.choose(Kind::Ticks, "interests", words::INTERESTS, "", codes::<Theme>(), &interests)
                .choose(
                    Kind::Ticks,
                    "communicates",
                    record::COMMUNICATES,
                    "",
                    codes::<CommunicationMode>(),
                    &modes,
                )
                .choose(Kind::Ticks, "instructed_by", record::TOLD_BY, "", by, &told)
                .choose(Kind::Radios, "help", words::HELP, "", help, &[profile.help.code()])
                .ask(
                    Kind::Short,
                    "max_continuous_minutes",
                    record::STRETCH,
                    minutes,
                    number(stamina.max_continuous_minutes),
                )
                .ask(
                    Kind::Short,
                    "max_daily_minutes",
                    record::DAY,
                    minutes,
                    number(stamina.max_daily_minutes),
                )
                .ask(Kind::Short, "break_minutes", record::BREAK, minutes, number(stamina.break_minutes))
        }
        LearnerSection::Hard => {
            let distress = &profile.distress;
            let form = rows(form, "early", words::FIRST_SIGNS, &distress.early);
            let form = rows(form, "early_help", words::HELPS_EARLY, &distress.early_help);
            let form = rows(form, "late", words::LATE_SIGNS, &distress.late);
            let form = rows(form, "late_help", words::HELPS_LATE, &distress.late_help);
            let lasts = distress.lasts_minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
            let form = form.ask(Kind::Short, "lasts_minutes", words::PASSES, record::MINUTES, lasts);
            let after = distress.afterwards.as_ref().map(ToString::to_string).unwrap_or_default();
            let form = form.ask(Kind::Line, "afterwards", words::AFTERWARDS, "", after);
            // Records of before hold two lists that these replace; they stand here while they hold anything.
            let form = earlier(form, "stress_signs", words::STRESS, &profile.stress_signs);
            let form = earlier(form, "what_helps", words::WHAT_HELPS, &profile.what_helps);
            rows(form, "please_avoid", words::PLEASE_AVOID, &profile.please_avoid)
        }
        LearnerSection::Safety => {
            let now = [profile.evacuation.code()];
            let ways = codes::<Evacuation>();
            let form = form.choose(Kind::Radios, "evacuation", visit::EVACUATION, "", ways, &now);
            let hint = record::SAFETY_HINT;
            let statement = whole(profile.safety_statement.as_ref());
            let form = form.ask(Kind::Area, "safety_statement", visit::SAFETY, hint, statement);
            area(form, "first_aid", record::FIRST_AID, profile.first_aid.as_ref())
        }
        LearnerSection::Home => home::ask(form, Some(&learner.home)),
    }
}

fn provision_code(wanted: Wanted) -> Option<&'static str> {
    if let Wanted::Provision(provision) = wanted { Some(provision.code()) } else { None }
}

fn exposure_code(wanted: Wanted) -> Option<&'static str> {
    if let Wanted::Avoid(exposure) = wanted { Some(exposure.code()) } else { None }
}

fn chosen(profile: &Profile, weight: Weight, code: fn(Wanted) -> Option<&'static str>) -> Vec<&'static str> {
    let of_weight = profile.needs.iter().filter(|need| need.weight == weight);
    of_weight.filter_map(|need| code(need.wanted)).collect()
}

/// Puts what was typed into a record.
pub(super) fn read(
    section: LearnerSection,
    typed: &Typed,
    learner: &mut Learner,
) -> Result<(), ServiceError> {
    let profile = &mut learner.profile;
    match section {
        LearnerSection::OwnWords => {
            let own = &mut profile.own_words;
            own.likes = typed.paragraph_if_any("likes")?;
            own.wants_to_try = typed.paragraph_if_any("wants_to_try")?;
            own.dislikes = typed.paragraph_if_any("dislikes")?;
            own.statement = typed.paragraph_if_any("statement")?;
        }
        LearnerSection::There => {
            let wanted = |code: &str| Provision::named(code).map(Wanted::Provision);
            profile.needs = weighed(typed, &profile.needs, wanted, |need| provision_code(need).is_some())?;
        }
        LearnerSection::Away => {
            let wanted = |code: &str| Exposure::named(code).map(Wanted::Avoid);
            profile.needs = weighed(typed, &profile.needs, wanted, |need| exposure_code(need).is_some())?;
        }
        LearnerSection::Work => {
            profile.interests = typed.all("interests").filter_map(Theme::named).collect();
            profile.strengths = typed.lines("strengths")?;
            profile.communicates = in_order(typed, "communicates", &profile.communicates);
            profile.instructed_by = in_order(typed, "instructed_by", &profile.instructed_by);
            profile.help = typed.code("help", record::SELECT_HELP)?;
            let stamina = &mut profile.stamina;
            let minutes = |name| typed.number(name, record::ENTER_MINUTES);
            stamina.max_continuous_minutes = minutes("max_continuous_minutes")?;
            stamina.max_daily_minutes = minutes("max_daily_minutes")?;
            stamina.break_minutes = minutes("break_minutes")?;
        }
        LearnerSection::Hard => {
            let distress = &mut profile.distress;
            distress.early = typed.lines("early")?;
            distress.early_help = typed.lines("early_help")?;
            distress.late = typed.lines("late")?;
            distress.late_help = typed.lines("late_help")?;
            distress.lasts_minutes = match typed.is_empty("lasts_minutes") {
                true => None,
                false => Some(typed.number("lasts_minutes", record::ENTER_MINUTES)?),
            };
            distress.afterwards = typed.line_if_any("afterwards")?;
            profile.stress_signs = typed.lines("stress_signs")?;
            profile.what_helps = typed.lines("what_helps")?;
            profile.please_avoid = typed.lines("please_avoid")?;
        }
        LearnerSection::Safety => {
            profile.evacuation = typed.code("evacuation", record::SELECT_EVACUATION)?;
            profile.safety_statement = typed.paragraph_if_any("safety_statement")?;
            profile.first_aid = typed.paragraph_if_any("first_aid")?;
        }
        LearnerSection::Home => learner.home = home::read(typed, Some(&learner.home))?,
    }
    Ok(())
}

/// What was ticked, in the order in which it stood before: the first is the one that is used most.
fn in_order<T: Code + PartialEq>(typed: &Typed, name: &str, before: &[T]) -> Vec<T> {
    let ticked: Vec<T> = typed.all(name).filter_map(T::named).collect();
    let stays = before.iter().copied().filter(|code| ticked.contains(code));
    let new = ticked.iter().copied().filter(|code| !before.contains(code));
    stays.chain(new).collect()
}

/// The needs of one kind as ticked, with the notes that stood beside them, and those of the other kind as they were.
fn weighed(
    typed: &Typed,
    before: &[Need],
    wanted: impl Fn(&str) -> Option<Wanted>,
    is_of_kind: impl Fn(Wanted) -> bool,
) -> Result<Vec<Need>, ServiceError> {
    let ticked = |name| -> Vec<Wanted> { typed.all(name).filter_map(&wanted).collect() };
    let (must, may) = (ticked("essential"), ticked("helpful"));
    if must.iter().any(|wanted| may.contains(wanted)) {
        return Err(ServiceError::invalid("helpful", record::ONE_HEADING));
    }
    let note = |wanted: Wanted| before.iter().find(|need| need.wanted == wanted)?.note.clone();
    let needs = |all: Vec<Wanted>, weight| {
        all.into_iter().map(move |wanted| Need { wanted, weight, note: note(wanted) }).collect::<Vec<_>>()
    };
    let others = before.iter().filter(|need| !is_of_kind(need.wanted)).cloned();
    Ok(needs(must, Weight::Essential).into_iter().chain(needs(may, Weight::Helpful)).chain(others).collect())
}
