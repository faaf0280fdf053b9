//! What has to be asked about a draft, and who can answer.

use super::draft::DraftOffer;
use super::{Occupation, TypicalHazard, TypicalTask};
use crate::code::{Code, CodeSet, vocabulary};
use crate::exposure::Exposure;
use crate::text::Line;

vocabulary! {
    /// Who can answer a question about a workplace.
    Answerer {
        /// Whoever runs the site.
        SiteManager = "site_manager",
        /// Whoever is answerable for safety there and wrote the risk assessment.
        SafetyLead = "safety_lead",
        /// Whoever supervises the work.
        Supervisor = "supervisor",
        /// Somebody who does the task.
        Worker = "worker",
        /// The learner's school or college.
        Provider = "provider",
    }
}

vocabulary! {
    /// What is asked about a draft, in the order that matters: first what can rule work out, then what the offer
    /// cannot do without, then what makes the week better.
    DraftTopic {
        /// The hazards of a task.
        Hazards = "hazards",
        /// Who supervises, and who stands in.
        Supervisor = "supervisor",
        /// Whether one adult is ever alone with the learner.
        LoneAdult = "lone_adult",
        /// Whether the law asks more of those who work there.
        SpecifiedPlace = "specified_place",
        /// Who holds a role, and when they are there.
        Person = "person",
        /// Between which dates.
        Dates = "dates",
        /// On which weekdays, between which hours, with which breaks.
        Hours = "hours",
        /// How the placement is spread over time.
        Pattern = "pattern",
        /// How many learners at a time.
        Capacity = "capacity",
        /// For which ages.
        Ages = "ages",
        /// What the site is called and where it is.
        Site = "site",
        /// Which door.
        Door = "door",
        /// Whom to ask for.
        AskFor = "ask_for",
        /// How somebody who cannot use stairs gets out.
        Route = "route",
        /// Where everybody meets.
        AssemblyPoint = "assembly_point",
        /// How the alarm sounds.
        Alarm = "alarm",
        /// Where the first-aid box is.
        FirstAidBox = "first_aid_box",
        /// What happens at known times.
        Events = "events",
        /// What to wear.
        Dress = "dress",
        /// Where lunch is eaten.
        Lunch = "lunch",
        /// Where the toilets are.
        Toilets = "toilets",
        /// Whether phones may be used.
        Phones = "phones",
        /// What a task exposes a person to.
        Exposures = "exposures",
        /// What the workplace has or arranges for learners.
        Provisions = "provisions",
        /// What each place is like.
        Places = "places",
        /// Whether a task is done like this here.
        Task = "task",
        /// Who has tried the steps of a task.
        Tried = "tried",
        /// Where learners never go.
        NoGo = "no_go",
        /// What the offer says of itself.
        Description = "description",
        /// What else could be done there.
        MoreTasks = "more_tasks",
    }
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftSubject<'a> {
    /// The offer as a whole.
    Offer,
    /// A task, by its place in the draft.
    Task(usize, &'a TypicalTask),
    /// A role, by its place in the draft.
    Person(usize, &'a Line),
    /// One of the occupation's own questions.
    AskFirst(&'a Line),
}

/// An open question of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftQuestion<'a> {
    /// What is asked.
    pub topic: DraftTopic,
    /// About what.
    pub subject: DraftSubject<'a>,
}

impl DraftTopic {
    /// Whether an offer is not complete without the answer. The other answers may follow.
    #[must_use]
    pub fn is_needed(self) -> bool {
        self < Self::Exposures
    }

    /// Who can answer, best first.
    #[must_use]
    pub fn answered_by(self) -> &'static [Answerer] {
        use Answerer as A;
        use DraftTopic as T;
        match self {
            T::Hazards | T::Route | T::AssemblyPoint | T::Alarm | T::FirstAidBox | T::NoGo => {
                &[A::SafetyLead, A::SiteManager]
            }
            T::Dates | T::Pattern => &[A::SiteManager, A::Provider],
            T::LoneAdult
            | T::SpecifiedPlace
            | T::Person
            | T::Capacity
            | T::Ages
            | T::Site
            | T::Description => &[A::SiteManager],
            T::Supervisor
            | T::Hours
            | T::Door
            | T::AskFor
            | T::Events
            | T::Places
            | T::Provisions
            | T::MoreTasks => &[A::SiteManager, A::Supervisor],
            T::Dress | T::Lunch | T::Toilets | T::Phones | T::Exposures => &[A::Supervisor, A::SiteManager],
            T::Task => &[A::Supervisor, A::Worker],
            T::Tried => &[A::Worker, A::Supervisor],
        }
    }

    /// The fields of the offer that the answer fills or confirms, those of a task or a person without their path.
    fn fields(self) -> &'static [&'static str] {
        use DraftTopic as T;
        match self {
            T::Hazards => &["hazards", "hazards_stated"],
            T::Supervisor => &["supervisor", "deputy"],
            T::LoneAdult => &["supervision.lone_adult"],
            T::SpecifiedPlace => &["supervision.specified_place"],
            T::Person => &["name", "shifts", "supervises", "first_aider"],
            T::Dates => &["windows[0].dates", "windows[0].closed"],
            T::Hours => &["windows[0].weekdays", "windows[0].hours", "windows[0].breaks"],
            T::Pattern => &["pattern"],
            T::Capacity => &["windows[0].capacity"],
            T::Ages => &["ages"],
            T::Site => &["site.name", "site.address", "site.postcode", "site.nation"],
            T::Door => &["site.door"],
            T::AskFor => &["site.ask_for"],
            T::Route => &["emergency.route"],
            T::AssemblyPoint => &["emergency.assembly_point"],
            T::Alarm => &["emergency.alarm"],
            T::FirstAidBox => &["emergency.first_aid_box"],
            T::Events => &["events"],
            T::Dress => &["everyday.dress"],
            T::Lunch => &["everyday.lunch"],
            T::Toilets => &["everyday.toilets"],
            T::Phones => &["everyday.phones"],
            T::Exposures => &["exposures"],
            T::Provisions => &["provisions"],
            T::Places => &["places"],
            T::Task => &[""],
            T::Tried => &["tried"],
            T::NoGo => &["everyday.no_go"],
            T::Description => &["title", "summary", "soc"],
            T::MoreTasks => &["tasks"],
        }
    }

    /// Whether the draft holds something typical in the fields, to be confirmed or changed.
    #[must_use]
    pub fn is_typical(self) -> bool {
        matches!(self, Self::Hours | Self::Events | Self::Places | Self::Task | Self::Description)
    }
}

impl DraftQuestion<'_> {
    /// The paths of the fields that the answer fills or confirms.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        let base = match self.subject {
            DraftSubject::Offer | DraftSubject::AskFirst(_) => String::new(),
            DraftSubject::Task(at, _) => format!("tasks[{at}]"),
            DraftSubject::Person(at, _) => format!("people[{at}]"),
        };
        let path = |field: &&str| match (base.is_empty(), field.is_empty()) {
            (true, _) => (*field).to_owned(),
            (_, true) => base.clone(),
            _ => format!("{base}.{field}"),
        };
        self.topic.fields().iter().map(path).collect()
    }

    /// The hazards that are put forward, to be confirmed or struck out.
    #[must_use]
    pub fn hazards(&self) -> &[TypicalHazard] {
        match self.subject {
            DraftSubject::Task(_, task) if self.topic == DraftTopic::Hazards => &task.hazards,
            _ => &[],
        }
    }

    /// The exposures that are put forward, to be confirmed or struck out.
    #[must_use]
    pub fn exposures(&self) -> CodeSet<Exposure> {
        match self.subject {
            DraftSubject::Task(_, task) if self.topic == DraftTopic::Exposures => task.exposures,
            _ => CodeSet::EMPTY,
        }
    }
}

impl Occupation {
    /// Everything that is open in a draft of these tasks, in the order of the topics.
    pub(super) fn questions<'a>(
        &'a self,
        offer: &DraftOffer,
        tasks: &[&'a TypicalTask],
    ) -> Vec<DraftQuestion<'a>> {
        let mut questions = Vec::new();
        for topic in DraftTopic::ALL.iter().copied() {
            let subjects: Vec<DraftSubject<'a>> = match topic {
                DraftTopic::Hazards | DraftTopic::Exposures | DraftTopic::Task | DraftTopic::Tried => {
                    tasks.iter().enumerate().map(|(at, task)| DraftSubject::Task(at, task)).collect()
                }
                DraftTopic::Person => {
                    let roles = offer.people.iter().filter_map(|drafted| self.person(&drafted.id));
                    roles.enumerate().map(|(at, person)| DraftSubject::Person(at, &person.role)).collect()
                }
                DraftTopic::MoreTasks => self.ask_first.iter().map(DraftSubject::AskFirst).collect(),
                DraftTopic::Site if offer.site.is_some() => Vec::new(),
                _ => vec![DraftSubject::Offer],
            };
            questions.extend(subjects.into_iter().map(|subject| DraftQuestion { topic, subject }));
        }
        questions
    }
}
