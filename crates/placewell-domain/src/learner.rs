//! A learner: who they are, their vocational profile, their home, their codes. The four are
//! stored apart, each sealed, because different work needs different parts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::attendance::PlacedDay;
use super::check::{Faults, FieldError, within};
use super::code::{CodeSet, vocabulary};
use super::contact::{EmailAddress, Phone};
use super::ids::{LearnerId, OrganisationId};
use super::language::LanguageTag;
use super::need::Need;
use super::place::{Coordinates, Postcode};
use super::support::{
    Capability, CommunicationMode, Evacuation, HelpLevel, InstructionMode, PfaOutcome, Stamina, Variety,
};
use super::text::{Line, Paragraph};
use super::theme::Theme;
use super::travel_profile::TravelProfile;
use super::voice::{BodyLimits, Companion, Distress, Hopes, ReadingForm, Talk};

/// Who a learner is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Given name, in any script.
    pub given_name: Line,
    /// Family name, in any script.
    pub family_name: Line,
    /// What the learner likes to be called, if not the given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_as: Option<Line>,
    /// How the learner spells that in Latin letters, for documents that cannot print its script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latin_spelling: Option<Line>,
    /// Pronouns, if stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<Line>,
    /// Date of birth.
    #[schema(example = "2010-05-17")]
    pub date_of_birth: NaiveDate,
}

impl Identity {
    /// The one name under which an employer meets the learner.
    #[must_use]
    pub fn first_name(&self) -> &Line {
        self.known_as.as_ref().unwrap_or(&self.given_name)
    }

    /// Given and family name, as the record has them.
    #[must_use]
    pub fn whole_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

vocabulary! {
    /// What kind of programme a placement belongs to.
    ProgrammeKind {
        /// Work experience of a pupil or student, without pay.
        WorkExperience = "work_experience",
        /// A visit or shadowing, where the learner does no work.
        Visit = "visit",
        /// A supported internship with an education, health and care plan, 16 to 24.
        SupportedInternship = "supported_internship",
    }
}

/// An earlier placement, as far as it teaches anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlierPlacement {
    /// What it was about.
    #[schema(value_type = Vec<Theme>)]
    pub themes: CodeSet<Theme>,
    /// The employer, when it is one of this service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<OrganisationId>,
    /// What worked, and what did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learnt: Option<Paragraph>,
}

/// What a learner says in their own words; printed as written, and only with their agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnWords {
    /// What I like and am good at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likes: Option<Paragraph>,
    /// What I want to try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants_to_try: Option<Paragraph>,
    /// What I do not like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dislikes: Option<Paragraph>,
    /// What I choose to say to the people I will work with. It is mine to say, whatever it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Paragraph>,
}

/// The vocational profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What kind of programme is sought.
    pub programme: ProgrammeKind,
    /// Themes that interest the learner.
    #[schema(value_type = Vec<Theme>)]
    pub interests: CodeSet<Theme>,
    /// Themes that put the learner off.
    #[serde(default)]
    #[schema(value_type = Vec<Theme>)]
    pub dislikes: CodeSet<Theme>,
    /// Strengths, in work terms.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub strengths: Vec<Line>,
    /// The learner's own words.
    pub own_words: OwnWords,
    /// Needs.
    #[serde(default)]
    #[schema(max_items = 60)]
    pub needs: Vec<Need>,
    /// How long the learner can work.
    pub stamina: Stamina,
    /// How the learner communicates, most used first.
    #[schema(min_items = 1, max_items = 7)]
    pub communicates: Vec<CommunicationMode>,
    /// How the learner is best told what to do, best first.
    #[schema(min_items = 1, max_items = 6)]
    pub instructed_by: Vec<InstructionMode>,
    /// The level of help with which a new task usually starts.
    pub help: HelpLevel,
    /// What the learner can do now.
    pub capability: Capability,
    /// How much change the learner likes.
    pub variety: Variety,
    /// What keeps the learner going.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub motivators: Vec<Line>,
    /// What one sees when the learner is becoming stressed, in observable terms.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub stress_signs: Vec<Line>,
    /// What helps then.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub what_helps: Vec<Line>,
    /// What to keep from doing.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub please_avoid: Vec<Line>,
    /// The functional safety statement that the employer reads before saying yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safety_statement: Option<Paragraph>,
    /// First aid in need-to-know words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_aid: Option<Paragraph>,
    /// Whether the host must not offer food or drink.
    #[serde(default)]
    pub no_food_or_drink: bool,
    /// How the learner leaves a building.
    pub evacuation: Evacuation,
    /// Outcomes sought.
    #[serde(default)]
    #[schema(value_type = Vec<PfaOutcome>)]
    pub outcomes: CodeSet<PfaOutcome>,
    /// Earlier placements.
    #[serde(default)]
    #[schema(max_items = 30)]
    pub earlier: Vec<EarlierPlacement>,
    /// How the learner travels.
    pub travel: TravelProfile,
    /// How to talk with the learner.
    #[serde(default, skip_serializing_if = "is_unstated")]
    pub talk: Talk,
    /// What the learner hopes for.
    #[serde(default, skip_serializing_if = "is_unstated")]
    pub hopes: Hopes,
    /// How distress shows.
    #[serde(default, skip_serializing_if = "is_unstated")]
    pub distress: Distress,
    /// Supports that the learner keeps: a list, ear defenders. They are never faded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub stays: Vec<Line>,
    /// What the learner's body can and cannot do.
    #[serde(default, skip_serializing_if = "is_unstated")]
    pub body: BodyLimits,
    /// How long the learner takes for a piece of work, in percent of what somebody who works there
    /// takes; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 80, maximum = 600)]
    pub pace_percent: Option<u16>,
    /// The form in which the learner reads; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reads: Option<ReadingForm>,
    /// Whether the learner may take a break without anybody beside them; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaks_alone: Option<bool>,
    /// Who of the school or college comes along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 6)]
    pub companions: Vec<Companion>,
}

/// Whether nothing of a group of facts was said.
fn is_unstated<T: Default + PartialEq>(facts: &T) -> bool {
    *facts == T::default()
}

impl Profile {
    /// What must hold across the fields.
    ///
    /// # Errors
    /// Every fault, with its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        let stamina = self.stamina;
        let mut within = |value: u16, least: u16, most: u16, field: &str| {
            faults.require((least..=most).contains(&value), field, format!("must be {least} to {most}"));
        };
        within(stamina.max_continuous_minutes, 10, 270, "stamina.max_continuous_minutes");
        within(stamina.max_daily_minutes, 30, 480, "stamina.max_daily_minutes");
        within(stamina.break_minutes, 5, 60, "stamina.break_minutes");
        within(u16::from(self.capability.challenge), 1, 5, "capability.challenge");
        within(u16::from(self.capability.stretch), 1, 5, "capability.stretch");
        within(stamina.max_one_task_minutes.unwrap_or(10), 10, 270, "stamina.max_one_task_minutes");
        within(self.pace_percent.unwrap_or(100), 80, 600, "pace_percent");
        within(self.talk.wait_seconds.unwrap_or(1), 1, 180, "talk.wait_seconds");
        within(self.distress.lasts_minutes.unwrap_or(1), 1, 180, "distress.lasts_minutes");
        within(self.body.carries_kg.map_or(0, u16::from), 0, 50, "body.carries_kg");
        let travel = &self.travel;
        within(travel.speed_mm_s, 300, 2000, "travel.speed_mm_s");
        within(travel.max_walk_metres, 0, 10_000, "travel.max_walk_metres");
        within(travel.max_total_walk_metres, 0, 20_000, "travel.max_total_walk_metres");
        within(travel.comfortable_minutes, 0, 240, "travel.comfortable_minutes");
        within(travel.max_minutes, 0, 240, "travel.max_minutes");
        within(u16::from(travel.max_changes), 0, 4, "travel.max_changes");
        within(u16::from(travel.change_minutes), 0, 60, "travel.change_minutes");
        within(u16::from(travel.max_wait_minutes), 0, 120, "travel.max_wait_minutes");
        for (at, one) in travel.to_be_arranged.iter().enumerate() {
            let field = |name: &str| format!("travel.to_be_arranged[{at}].{name}");
            within(one.lead_days.unwrap_or(0), 0, 90, &field("lead_days"));
            within(one.capacity.map_or(1, u16::from), 1, 60, &field("capacity"));
            within(one.load_minutes.unwrap_or(0), 0, 60, &field("load_minutes"));
        }
        let lists = [
            (self.strengths.len(), 0, 20, "strengths"),
            (self.needs.len(), 0, 60, "needs"),
            (self.communicates.len(), 1, 7, "communicates"),
            (self.instructed_by.len(), 1, 6, "instructed_by"),
            (self.motivators.len(), 0, 10, "motivators"),
            (self.stress_signs.len(), 0, 10, "stress_signs"),
            (self.what_helps.len(), 0, 10, "what_helps"),
            (self.please_avoid.len(), 0, 10, "please_avoid"),
            (self.earlier.len(), 0, 30, "earlier"),
            (self.talk.lines.len(), 0, 8, "talk.lines"),
            (self.hopes.aims.len(), 0, 3, "hopes.aims"),
            (self.hopes.wishes.len(), 0, 6, "hopes.wishes"),
            (self.hopes.not_yet.len(), 0, 6, "hopes.not_yet"),
            (self.distress.early.len(), 0, 6, "distress.early"),
            (self.distress.early_help.len(), 0, 6, "distress.early_help"),
            (self.distress.late.len(), 0, 6, "distress.late"),
            (self.distress.late_help.len(), 0, 6, "distress.late_help"),
            (self.stays.len(), 0, 10, "stays"),
            (self.companions.len(), 0, 6, "companions"),
            (travel.trained_routes.len(), 0, 40, "travel.trained_routes"),
            (travel.avoid_peak.len(), 0, 4, "travel.avoid_peak"),
            (travel.to_be_arranged.len(), 0, 3, "travel.to_be_arranged"),
        ];
        for (len, least, most, field) in lists {
            faults.require(
                (least..=most).contains(&len),
                field,
                format!("must hold {least} to {most} items"),
            );
        }
        faults.require_given(
            self.capability.challenge <= self.capability.stretch,
            "capability.stretch",
            "must not be below `challenge`",
            ["capability.challenge"],
        );
        faults.require_given(
            travel.comfortable_minutes <= travel.max_minutes,
            "travel.comfortable_minutes",
            "must not be above `max_minutes`",
            ["travel.max_minutes"],
        );
        faults.require(!travel.modes.is_empty(), "travel.modes", "must name at least one way");
        let arranged = travel.to_be_arranged.iter().map(|one| one.mode);
        faults.require_unique(arranged, "travel.to_be_arranged", "mode");
        faults.require_unique(self.needs.iter().map(|need| need.wanted), "needs", "wanted");
        faults.finish()
    }
}

/// Somebody of the family, or another person who cares for the learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FamilyContact {
    /// Their name.
    pub name: Line,
    /// What they are to the learner.
    pub relationship: Line,
    /// Their number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Their address for mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// The language that they read best; not known when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub language: Option<LanguageTag>,
}

/// Where a learner lives, or starts the journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// Street and town.
    #[serde(default)]
    #[schema(max_items = 5)]
    pub address: Vec<Line>,
    /// The postcode from which the learner travels.
    pub postcode: Postcode,
    /// The position; looked up from the postcode when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
    /// The learner's own address for mail, to which their own copy of a plan is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_email: Option<EmailAddress>,
    /// The family.
    #[serde(default)]
    #[schema(max_items = 6)]
    pub family: Vec<FamilyContact>,
}

vocabulary! {
    /// Primary needs as schools return them. They never score, never filter, never leave.
    SenCode {
        /// Specific learning difficulty.
        Spld = "SPLD",
        /// Moderate learning difficulty.
        Mld = "MLD",
        /// Severe learning difficulty.
        Sld = "SLD",
        /// Profound and multiple learning difficulty.
        Pmld = "PMLD",
        /// Social, emotional and mental health.
        Semh = "SEMH",
        /// Speech, language and communication needs.
        Slcn = "SLCN",
        /// Hearing impairment.
        Hi = "HI",
        /// Vision impairment.
        Vi = "VI",
        /// Multi-sensory impairment.
        Msi = "MSI",
        /// Physical disability.
        Pd = "PD",
        /// Autistic spectrum disorder.
        Asd = "ASD",
        /// Down syndrome.
        Ds = "DS",
        /// Other difficulty.
        Oth = "OTH",
        /// Support without a specialist assessment.
        Nsa = "NSA",
    }
}

/// Codes for the provider's own returns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// SEN codes, primary first.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub sen: Vec<SenCode>,
    /// Unique pupil number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upn: Option<Line>,
    /// Unique learner number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uln: Option<Line>,
    /// The provider's own number for the learner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<Line>,
}

/// A learner's whole record, as the provider writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Learner {
    /// Who.
    pub identity: Identity,
    /// The vocational profile.
    pub profile: Profile,
    /// Where from.
    pub home: Home,
    /// Codes.
    #[serde(default)]
    pub codes: Codes,
}

impl Learner {
    /// What must hold across the fields; `today` bounds the date of birth.
    ///
    /// # Errors
    /// Every fault, with its field.
    pub fn check(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        let age = super::calendar::age_on(self.identity.date_of_birth, today);
        faults.require(
            (10..=26).contains(&age),
            "identity.date_of_birth",
            "must make the learner 10 to 26 years old",
        );
        faults.require(self.home.address.len() <= 5, "home.address", "must hold at most 5 lines");
        faults.require(self.home.family.len() <= 6, "home.family", "must hold at most 6 people");
        faults.require(self.codes.sen.len() <= 4, "codes.sen", "must hold at most 4 codes");
        let mut all = faults.finish().err().unwrap_or_default();
        let profile = self.profile.check().err().unwrap_or_default();
        all.extend(within("profile", profile));
        if all.is_empty() { Ok(()) } else { Err(all) }
    }
}

vocabulary! {
    /// Where a learner's record stands.
    LearnerState {
        /// In use.
        Active = "active",
        /// Kept for the record.
        Archived = "archived",
    }
}

/// What matching needs to know of a learner: no name, no address, no codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnerFacts {
    /// The learner's identifier.
    pub id: LearnerId,
    /// The version of the record.
    pub version: i64,
    /// The provider's nation.
    pub nation: super::nation::Nation,
    /// The provider's closed dates.
    pub closed: Vec<NaiveDate>,
    /// Date of birth, for the law.
    pub date_of_birth: NaiveDate,
    /// Where the learner travels from; unknown when the postcode is not in the table.
    pub home: Option<Coordinates>,
    /// The vocational profile.
    pub profile: Profile,
    /// The days that the learner's placements hold, in order, the one that is looked at apart.
    pub placed: Vec<PlacedDay>,
}

impl LearnerFacts {
    /// Whether another placement takes the date.
    #[must_use]
    pub fn is_placed_on(&self, date: NaiveDate) -> bool {
        self.placed.iter().any(|day| day.date == date)
    }
}
