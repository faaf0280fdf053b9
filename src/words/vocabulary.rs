//! Labels of the small vocabularies.

use super::label::labels;
use crate::domain::agreement::{AgreementActor, AgreementMethod, AgreementScope};
use crate::domain::catalogue::{AmountPeriod, Setting};
use crate::domain::contact::BounceState;
use crate::domain::delivery::{BriefingState, DeliveryState, Edition};
use crate::domain::event::EventKind;
use crate::domain::fact::{Availability, FactSource, Presence};
use crate::domain::hazard::{Hazard, HazardAnswer, Reg19Head};
use crate::domain::learner::{LearnerState, ProgrammeKind, SenCode};
use crate::domain::letter::{LetterKind, RecipientKind};
use crate::domain::nation::Nation;
use crate::domain::need::Weight;
use crate::domain::offer::OfferState;
use crate::domain::organisation::{DisabilityConfident, OrganisationKind};
use crate::domain::placement::{Gate, PlacementAction, PlacementState};
use crate::domain::quantity::Posture;
use crate::domain::role::Role;
use crate::domain::scope::Scope;
use crate::domain::site::EvacuationRoute;
use crate::domain::support::{
    CommunicationMode, Evacuation, HelpLevel, InstructionMode, PfaOutcome, Variety,
};
use crate::domain::task::{Demand, Pace};
use crate::domain::theme::Theme;
use crate::domain::time::Weekday;
use crate::domain::travel_profile::{ArrangedMode, StepFreePolicy, TrainingStage, TravelMode};
use crate::domain::voice::ReadingForm;
use crate::domain::webhook::{WebhookEvent, WebhookState};
use crate::domain::whereabouts::Noise;

labels! {
    Setting {
        Indoors => "indoors",
        Outdoors => "outdoors",
        Covered => "outside under a roof",
    }
    Noise {
        Quiet => "quiet",
        Talk => "quiet enough to talk",
        Loud => "loud",
        Sudden => "suddenly loud",
    }
    Posture {
        Sitting => "sitting",
        Standing => "standing in one place",
        Walking => "walking about",
        Bending => "bending or kneeling",
        AsOneLikes => "sitting or standing, whichever suits",
    }
    ReadingForm {
        EasyRead => "Easy Read",
        Symbols => "symbols",
        NowAndNext => "a now-and-next strip",
        LargePrint => "large print",
        PlainText => "plain text",
    }
    AmountPeriod {
        Day => "a day",
        Week => "a week",
    }
    Theme {
        Animals => "animals",
        Plants => "plants and gardens",
        Outdoors => "being outside",
        Food => "cooking and food",
        Making => "making things",
        Fixing => "mending things",
        Vehicles => "cars, buses and trains",
        Computers => "computers",
        Art => "art and design",
        Music => "music and performing",
        Sport => "sport and moving",
        Caring => "looking after people",
        Children => "children",
        Customers => "meeting and serving people",
        Shops => "shops and displays",
        Sorting => "sorting and putting in order",
        Office => "office work",
        Numbers => "numbers and money",
        Words => "books, words and stories",
        Cleaning => "making places clean",
        Science => "science and nature",
        History => "the past",
        Clothes => "clothes and looks",
        Hotels => "hotels and events",
        Recycling => "recycling and the environment",
    }
    Hazard {
        BeyondPhysicalCapacity => "loads beyond a young person's strength",
        BeyondPsychologicalCapacity => "decisions or scenes beyond a young person's years",
        ViolentBehaviour => "violent or aggressive people",
        ToxicSubstances => "poisonous substances",
        Carcinogens => "substances that can cause cancer",
        Lead => "lead",
        Asbestos => "asbestos",
        BiologicalAgents => "infection",
        IonisingRadiation => "ionising radiation",
        NonIonisingRadiation => "lasers or ultraviolet light",
        DangerousMachinery => "dangerous machines",
        LiftTruck => "lift trucks",
        VehicleMovements => "vehicles moving on site",
        WorkAtHeight => "work at height",
        ConfinedSpace => "tanks and closed spaces",
        HighVoltage => "live electrical work",
        Explosives => "explosives",
        CompressedGases => "compressed gases",
        Collapse => "collapse or falling stacks",
        FierceAnimals => "fierce animals",
        LargeAnimals => "cattle or horses",
        SharpBlades => "knives and blades",
        HotOilOrSteam => "hot oil or steam",
        ExtremeHeat => "extreme heat",
        ExtremeCold => "extreme cold",
        HazardousNoise => "harmful noise",
        Vibration => "vibrating tools",
        DeepWater => "deep water",
        MachinePaced => "a pace set by a machine",
        PersonalCare => "help with eating, washing, dressing or the toilet",
        LoneWorking => "working alone",
        AnswerableForMoney => "being in charge of money",
    }
    HazardAnswer {
        None => "none",
        These => "these",
        NotAsked => "not asked yet",
    }
    Reg19Head {
        Capacity => "beyond a young person's strength or years",
        HarmfulAgents => "harmful substances or infection",
        Radiation => "radiation",
        Accidents => "accidents that inexperience may not see coming",
        PhysicalAgents => "extreme heat or cold, noise or vibration",
    }
    Availability {
        Yes => "yes",
        CanArrange => "can be arranged",
        No => "no",
        Unknown => "not asked yet",
    }
    Presence {
        Present => "there",
        Avoidable => "there, and can be kept away from",
        Absent => "not there",
        Unknown => "not asked yet",
    }
    FactSource {
        Employer => "the employer said so",
        Hub => "the hub wrote it for the employer",
        SiteVisit => "seen on a site visit",
        EarlierPlacement => "known from an earlier placement",
    }
    Weight {
        Essential => "essential",
        Helpful => "helpful",
    }
    Demand {
        None => "hardly any",
        Some => "a little",
        Much => "a lot",
    }
    Pace {
        Own => "at the learner's own pace",
        Team => "at the team's pace",
        Customers => "at the customers' pace",
        Machine => "at a machine's pace",
    }
    HelpLevel {
        Together => "together",
        ShownOnce => "shown once",
        ListAndPoint => "list and a pointing finger",
        ListOnly => "list only",
        Alone => "alone",
    }
    CommunicationMode {
        Speech => "speech",
        FewWords => "a few spoken words",
        Device => "a communication device",
        Symbols => "symbols or pictures",
        Bsl => "British Sign Language",
        KeyWordSigning => "key-word signing",
        Writing => "writing or typing",
    }
    InstructionMode {
        Shown => "being shown",
        ShortSpoken => "one short sentence at a time",
        WrittenList => "a written list",
        PictureList => "a list of pictures",
        Signed => "signing",
        Example => "an example to copy",
    }
    Variety {
        Same => "the same few jobs",
        Some => "some change",
        Much => "much change",
    }
    Evacuation {
        Unaided => "leaves unaided when the alarm sounds",
        NeedsPrompt => "leaves with somebody who says that it is time to go",
        MayNotReact => "may not hear or react to the alarm",
        CannotUseStairs => "cannot use stairs",
    }
    EvacuationRoute {
        LevelExit => "level ways out",
        RefugeAndHelp => "stairs, with a refuge and trained helpers",
        StairsOnly => "stairs only",
        Unknown => "not asked yet",
    }
    PfaOutcome {
        Employment => "employment",
        IndependentLiving => "independent living",
        Community => "friends and community",
        Health => "good health",
    }
    TravelMode {
        Walk => "on foot",
        Wheelchair => "by wheelchair",
        Cycle => "by bicycle",
        PublicTransport => "by bus or train alone",
        Escorted => "with somebody",
        FamilyCar => "in the family's car",
        Taxi => "by taxi or minibus",
    }
    ArrangedMode {
        Escorted => "somebody to go along",
        FamilyCar => "a drive by the family",
        Taxi => "a taxi or minibus",
    }
    StepFreePolicy {
        NotNeeded => "steps do not matter",
        Presumed => "step-free, local buses taken as accessible",
        Evidence => "step-free, only where it is stated",
    }
    TrainingStage {
        InTraining => "in training",
        Independent => "travels it alone",
        Lapsed => "wants refreshing",
    }
    ProgrammeKind {
        WorkExperience => "work experience",
        Visit => "a visit",
        SupportedInternship => "a supported internship",
    }
    Nation {
        England => "England",
        Wales => "Wales",
    }
    Weekday {
        Mon => "Monday",
        Tue => "Tuesday",
        Wed => "Wednesday",
        Thu => "Thursday",
        Fri => "Friday",
        Sat => "Saturday",
        Sun => "Sunday",
    }
    EventKind {
        Delivery => "delivery",
        AlarmTest => "alarm test",
        Closed => "closed",
        Meeting => "team meeting",
        Rush => "busy time",
    }
    OfferState {
        Draft => "draft",
        Open => "open",
        Paused => "paused",
        Archived => "archived",
    }
    LearnerState {
        Active => "active",
        Archived => "archived",
    }
    OrganisationKind {
        Hub => "careers hub",
        Provider => "school or college",
        Employer => "employer",
    }
    DisabilityConfident {
        Committed => "level 1, committed",
        Employer => "level 2, by its own assessment",
        Leader => "level 3, checked by others",
    }
    Role {
        Hub => "hub",
        Provider => "school or college",
        JobCoach => "job coach",
        Employer => "employer",
        Admin => "administrator",
        SafeguardingLead => "safeguarding lead",
    }
    Scope {
        OrganisationsRead => "read organisations, contacts, weights and concessions",
        OrganisationsWrite => "change organisations, contacts, weights and concessions",
        OffersRead => "read offers",
        OffersWrite => "add and change offers",
        LearnersRead => "read learners and their agreements",
        LearnersWrite => "add and change learners, and record agreements",
        PlacementsRead => "read matches, cohorts, placements, programmes and job coaches",
        PlacementsWrite => "ask for cohorts, and propose, plan and move on placements",
        BriefingsRead => "read packs and their deliveries",
        BriefingsWrite => "approve and send packs",
        RecordsRead => "read the records of access, disclosure and decisions, and all data held about a learner",
        LearnersErase => "erase learners",
    }
    PlacementState {
        Proposed => "proposed",
        Confirmed => "confirmed",
        Briefed => "briefed",
        UnderWay => "under way",
        Completed => "completed",
        Declined => "declined by the employer",
        Withdrawn => "withdrawn by the learner or family",
        Cancelled => "cancelled by the school or hub",
        BrokenDown => "ended early",
    }
    PlacementAction {
        Accept => "accept",
        Agree => "record the agreement",
        VisitSite => "record the site visit",
        WaiveVisit => "do without a site visit",
        Meet => "record the meeting",
        WaiveMeeting => "do without a meeting",
        AgreePlan => "agree the plan",
        Confirm => "confirm",
        Brief => "send the pack",
        Start => "start",
        Complete => "complete",
        Decline => "decline",
        Withdraw => "withdraw",
        Cancel => "cancel",
        BreakDown => "end early",
    }
    Gate {
        Acceptance => "the employer's yes",
        Agreement => "the learner's and family's agreement",
        SiteVisit => "the site visit",
        Meeting => "the meeting",
        Plan => "the agreed plan",
    }
    AgreementActor {
        Learner => "the learner",
        Parent => "a parent",
        DecisionMaker => "a decision-maker",
    }
    AgreementMethod {
        Paper => "on paper",
        Written => "by e-mail or form",
        Spoken => "spoken and noted",
        Symbols => "with symbols or a device",
    }
    AgreementScope {
        Placement => "this placement",
        Statement => "giving the learner's own statement",
        FamilyCopy => "the family being sent their copy",
        HubSeesMatches => "the hub seeing matches",
    }
    BounceState {
        Fine => "mail arrives",
        Bounced => "mail was refused",
    }
    Edition {
        Employer => "employer's pack",
        Learner => "learner's copy",
        Family => "family's copy",
        JobCoach => "job coach's copy",
    }
    BriefingState {
        Draft => "draft",
        Approved => "approved",
        Superseded => "replaced by a later one",
    }
    DeliveryState {
        Queued => "waiting to go",
        Sending => "going now",
        Sent => "sent",
        Filed => "filed, not sent",
        Retrying => "to be tried again",
        Failed => "refused",
    }
    LetterKind {
        Proposal => "a proposal",
        AcceptanceLapsed => "an acceptance that leads nowhere for now",
        PlanChanged => "a changed plan",
        CoachAssigned => "a job coach's assignment",
        PlacementOver => "a placement that has ended",
        PlacementHit => "a change that stands in the way",
        Account => "an account",
        Page => "the link to a page",
        NotArrived => "not known to have arrived",
        Alert => "an alert",
        Replied => "word from the employer",
        Absence => "not coming on a day",
        Reminder => "a reminder",
        Side => "word from the learner or the family",
        Families => "a message to families",
    }
    RecipientKind {
        Contact => "an employer's contact",
        User => "somebody who signs in",
        Provider => "the provider",
        Reader => "the learner or the family",
        Family => "somebody of a family",
    }
    SenCode {
        Spld => "specific learning difficulty",
        Mld => "moderate learning difficulty",
        Sld => "severe learning difficulty",
        Pmld => "profound and multiple learning difficulty",
        Semh => "social, emotional and mental health",
        Slcn => "speech, language and communication needs",
        Hi => "hearing impairment",
        Vi => "vision impairment",
        Msi => "multi-sensory impairment",
        Pd => "physical disability",
        Asd => "autistic spectrum disorder",
        Ds => "Down syndrome",
        Oth => "other difficulty",
        Nsa => "support without a specialist assessment",
    }
}

labels! {
    WebhookEvent {
        PlacementChanged => "a placement changed",
        BriefingApproved => "a briefing pack was approved",
        DeliveryChanged => "the sending of a pack changed",
        TickGiven => "a day was ticked",
        AlertChanged => "an alert changed",
        FeedbackGiven => "feedback was given",
    }
    WebhookState {
        Queued => "waiting to be sent",
        Delivered => "delivered",
        Failed => "given up",
    }
}
