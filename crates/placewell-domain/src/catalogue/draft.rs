//! An offer as far as an occupation can draft it.
//!
//! What a draft says is typical of the trade. What only the workplace can say is left out of it, and hazards and
//! exposures are proposed in its questions instead of being stated.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    AmountPeriod, DraftQuestion, Occupation, TypicalEvent, TypicalPerson, TypicalPlace, TypicalTask,
};
use crate::event::SiteEvent;
use crate::fact::{ExposureFacts, ProvisionFacts};
use crate::ids::{PersonId, Slug, WindowId};
use crate::nation::Nation;
use crate::occupation::SocCode;
use crate::offer::{Ages, Offer, Supervision};
use crate::place::Postcode;
use crate::quantity::{Amount, Body, Use};
use crate::site::{Emergency, EvacuationRoute, Everyday, Site};
use crate::task::{Task, TaskHours};
use crate::text::{Invalid, Line, Paragraph};
use crate::time::{Span, Weekday, Weekdays};
use crate::unsaid::nobody;
use crate::whereabouts::SitePlace;
use crate::window::Pattern;

/// The name of the only window of a draft.
const WINDOW: &str = "main";

/// The least and the most minutes a day of a task that an offer may state.
const MINUTES_A_DAY: (u32, u32) = (5, 480);

/// The longest that one thing may take in an offer, seconds.
const LONGEST_SECONDS: u16 = 7_200;

/// Where the workplace is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteBasics {
    /// What people call it.
    pub name: Line,
    /// Street and town, one line each.
    #[schema(min_items = 1, max_items = 5)]
    pub address: Vec<Line>,
    /// Its postcode.
    pub postcode: Postcode,
    /// Its nation.
    pub nation: Nation,
}

/// When learners typically come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DraftWindow {
    /// Names the window within the offer.
    pub id: WindowId,
    /// On these weekdays.
    #[schema(value_type = Vec<Weekday>)]
    pub weekdays: Weekdays,
    /// From arriving to leaving.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Span>,
}

/// A role that the tasks need somebody for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DraftPerson {
    /// Names the person within the offer.
    pub id: PersonId,
    /// What they do.
    pub role: Line,
}

/// An offer without what only the workplace can say. Its fields are those of [`crate::offer::Offer`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DraftOffer {
    /// What the placement is called.
    pub title: Line,
    /// What a learner does there.
    pub summary: Paragraph,
    /// The occupation that it shows.
    pub soc: SocCode,
    /// Where, as far as it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteBasics>,
    /// When it can be taken up.
    pub windows: Vec<DraftWindow>,
    /// The work.
    pub tasks: Vec<Task>,
    /// What happens at the site at known times.
    pub events: Vec<SiteEvent>,
    /// The places of the tasks and events.
    pub places: Vec<SitePlace>,
    /// The people.
    pub people: Vec<DraftPerson>,
}

impl DraftOffer {
    /// The offer that is stored of a draft once its site is known: what the tasks are stays typical, and whatever else only
    /// the workplace can say stands open.
    ///
    /// # Errors
    /// [`Invalid`] never: the sign of an open answer is a line.
    pub fn begin(self, site: SiteBasics, specified_place: bool) -> Result<Offer, Invalid> {
        let SiteBasics { name, address, postcode, nation } = site;
        let open = Line::unsaid;
        Ok(Offer {
            title: self.title,
            summary: self.summary,
            soc: self.soc,
            site: Site {
                name,
                address,
                postcode,
                coordinates: None,
                nation,
                door: open()?,
                ask_for: open()?,
            },
            pattern: Pattern::Block { days: 0 },
            windows: Vec::new(),
            ages: Ages { from: 0, to: 0 },
            provisions: ProvisionFacts::default(),
            exposures: ExposureFacts::default(),
            tasks: self.tasks,
            events: Vec::new(),
            places: Vec::new(),
            cover: Vec::new(),
            people: Vec::new(),
            supervisor: nobody()?,
            deputy: nobody()?,
            supervision: Supervision { lone_adult: None, specified_place },
            emergency: Emergency {
                assembly_point: open()?,
                alarm: open()?,
                route: EvacuationRoute::Unknown,
                first_aid_box: open()?,
            },
            everyday: Everyday {
                dress: open()?,
                lunch: open()?,
                toilets: open()?,
                phones: open()?,
                no_go: Vec::new(),
                more: None,
            },
        })
    }
}

/// A draft with what has to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft<'a> {
    /// The offer so far.
    pub offer: DraftOffer,
    /// The open questions, those that matter most first.
    pub questions: Vec<DraftQuestion<'a>>,
}

impl Occupation {
    /// Drafts an offer of the tasks of these names, in that order. Names that the occupation does not have are passed
    /// over.
    #[must_use]
    pub fn draft(&self, tasks: &[Slug], site: Option<&SiteBasics>) -> Draft<'_> {
        let typical: Vec<&TypicalTask> = tasks.iter().filter_map(|id| self.task(id)).collect();
        let events: Vec<&TypicalEvent> =
            self.events.iter().filter(|event| self.concerns(event, &typical)).collect();
        let wanted = |person: &&TypicalPerson| {
            let id = &person.id;
            typical.iter().any(|task| task.with.contains(id) || task.hand_over_to.as_ref() == Some(id))
        };
        let people: Vec<&TypicalPerson> = self.people.iter().filter(wanted).collect();
        let used = |place: &&TypicalPlace| {
            let id = &place.id;
            typical.iter().any(|task| task.place == *id)
                || events.iter().any(|event| event.place.as_ref() == Some(id))
        };
        let hours = self.hours.span();
        let window =
            Slug::parse(WINDOW).ok().map(|id| DraftWindow { id, weekdays: self.hours.weekdays, hours });
        let offer = DraftOffer {
            title: self.title.clone(),
            summary: self.summary.clone(),
            soc: self.soc.clone(),
            site: site.cloned(),
            windows: window.into_iter().collect(),
            tasks: typical.iter().map(|task| self.draft_task(task)).collect(),
            events: events.iter().filter_map(|event| self.draft_event(event, &people)).collect(),
            places: self.places.iter().filter(used).map(draft_place).collect(),
            people: people
                .iter()
                .map(|person| DraftPerson { id: person.id.clone(), role: person.role.clone() })
                .collect(),
        };
        let questions = self.questions(&offer, &typical);
        Draft { offer, questions }
    }

    /// Whether an event happens where one of the tasks is done, or everywhere.
    fn concerns(&self, event: &TypicalEvent, tasks: &[&TypicalTask]) -> bool {
        event.place.as_ref().is_none_or(|place| tasks.iter().any(|task| task.place == *place))
    }

    fn draft_event(&self, event: &TypicalEvent, people: &[&TypicalPerson]) -> Option<SiteEvent> {
        let there = |id: &&Slug| people.iter().any(|person| person.id == **id);
        Some(SiteEvent {
            id: event.id.clone(),
            name: event.name.clone(),
            kind: event.kind,
            weekdays: event.weekdays,
            date: None,
            hours: Span::new(event.from, event.to).ok()?,
            place: event.place.as_ref().map(|place| self.place_name(place)),
            places: Vec::new(),
            go_to: Vec::new(),
            people: event.ties_up.iter().filter(there).cloned().collect(),
            meanwhile: None,
        })
    }

    fn draft_task(&self, task: &TypicalTask) -> Task {
        let amount = task.amount_a_day();
        let used = Use { how: task.used_by.clone(), hand_to: task.hand_over_to.clone() };
        let available = task.when.span().map(|hours| TaskHours { weekdays: task.when.weekdays, hours });
        Task {
            id: task.id.clone(),
            name: task.name.clone(),
            themes: task.themes,
            steps: task.steps.clone(),
            tried: None,
            available: available.into_iter().collect(),
            minutes_a_day: amount.worker_seconds_each.is_none().then(|| task.minutes_a_day()),
            place: self.place_name(&task.place),
            with: task.with.clone(),
            pace: task.pace,
            load: task.load,
            exposures: ExposureFacts::default(),
            hazards: Vec::new(),
            hazards_stated: None,
            equipment: task.equipment.clone(),
            good_looks_like: task.good_looks_like.clone(),
            visible_finish: task.visible_finish.clone(),
            if_finished: task.if_finished.clone(),
            also: Vec::new(),
            if_stuck: task.if_stuck.clone(),
            stop_rule: task.stop_rule.clone(),
            product: task.product.clone(),
            amount: Some(amount),
            due: task.due,
            used: Some(used),
            body: Some(Body { posture: task.posture, heaviest_kg: task.heaviest_kg }),
            left_out: Some(task.left_out.clone()),
            plan_b: Some(task.plan_b.clone()),
        }
    }

    fn place_name(&self, id: &Slug) -> Line {
        self.place(id).map_or_else(|| self.workplace.clone(), |place| place.name.clone())
    }
}

fn draft_place(place: &TypicalPlace) -> SitePlace {
    SitePlace {
        name: place.name.clone(),
        floor: None,
        level_exit: None,
        for_rest: false,
        noise: Some(place.noise),
        public: Some(place.public),
        never_for_learners: false,
        because: None,
    }
}

impl TypicalTask {
    /// On how many days the amount is spread.
    fn days(&self) -> u32 {
        let days = match self.amount.per {
            AmountPeriod::Day => 1,
            AmountPeriod::Week => self.when.weekdays.iter().count().max(1),
        };
        u32::try_from(days).unwrap_or(1)
    }

    /// How much of it there typically is on a day on which it exists.
    fn amount_a_day(&self) -> Amount {
        let a_day = u32::from(self.amount.how_many).div_ceil(self.days());
        Amount {
            a_day: u16::try_from(a_day).unwrap_or(u16::MAX),
            unit: self.amount.unit.clone(),
            units: self.amount.units.clone(),
            // A thing that takes hours is no measure of a block.
            batch: None,
            worker_seconds_each: self
                .amount
                .minutes_each
                .checked_mul(60)
                .filter(|each| *each <= LONGEST_SECONDS),
        }
    }

    /// How many minutes of it there typically are on a day on which it exists.
    fn minutes_a_day(&self) -> u16 {
        let minutes = u32::from(self.amount.how_many) * u32::from(self.amount.minutes_each);
        let (least, most) = MINUTES_A_DAY;
        let a_day = minutes.div_ceil(self.days()).clamp(least, most);
        u16::try_from(a_day).unwrap_or(u16::MAX)
    }
}
