//! The whole conversation of one placement, from the proposal to what was learned, told in plain words. It is walked
//! through the services in a scratch store with a clock of its own, so that every run tells the same.

mod after;
mod days;
pub mod term;

use std::cell::Cell;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Europe::London;

use super::load::{Loaded, load};
use super::sample::Sample;
use super::story::{self, Told, by, fresh, key, line, step};
use super::{DemoArgs, demo_config, sample_folder};
use crate::app::{App, Sources, open_store};
use crate::auth::password::PasswordCost;
use crate::auth::visitor::Visitor;
use crate::cli::Outcome;
use crate::clock::{FixedClock, SystemIds, SystemRandom};
use crate::config::Config;
use crate::domain::code::CodeSet;
use crate::domain::ids::{LearnerId, PlacementId};
use crate::domain::learner::Learner;
use crate::domain::placement::PlacementAction;
use crate::domain::provision::Provision;
use crate::domain::report::{Interest, InterestGiven};
use crate::jobs::Worker;
use crate::law::VettingDecision;
use crate::law::safeguarding::VettingChoice;
use crate::mail::{Mailer, Memory, Sender, Transport};
use crate::maintenance;
use crate::services::briefings::{self, Approval};
use crate::services::matches::{self, MatchView, Wanted};
use crate::services::offers::{self, OfferChange};
use crate::services::placements::{self, PlacementView, Proposal, Step};
use crate::services::visits::{self, Answer, Choice, Open, Opened};
use crate::services::{decisions, programmes};
use crate::words::amount::date;
use crate::words::label::Label;
use crate::words::{exposures, provisions};

/// How long before the sample's weeks the story begins: the shortest notice that its hub asks for.
const AHEAD: Days = Days::new(21);

/// From where the links are opened.
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Everything of which the story is told.
struct Scene<'a> {
    app: Arc<App>,
    clock: Arc<FixedClock>,
    loaded: &'a Loaded,
    learner: (LearnerId, &'a Learner),
    /// How many letters were told.
    told: Cell<usize>,
}

/// Tells the conversation in a scratch store within the demo's folder, and removes it.
///
/// # Errors
/// When the sample cannot be read or a service refuses.
pub fn run(config: Config, args: &DemoArgs, out: &mut dyn Write) -> Outcome {
    let scratch = args.data.join("conversation");
    if scratch.exists() {
        return Err(format!("{} is there already; remove it first", scratch.display()).into());
    }
    let told = tell(config, &DemoArgs { data: scratch.clone(), database: None, ..args.clone() }, out);
    let removed = std::fs::remove_dir_all(&scratch);
    told?;
    removed?;
    Ok(ExitCode::SUCCESS)
}

fn tell(config: Config, args: &DemoArgs, out: &mut dyn Write) -> Told<()> {
    let config = demo_config(config, args)?;
    maintenance::prepare(&config)?;
    let folder = sample_folder(args)?;
    let monday = Sample::anchor(&folder)?;
    let sample = Sample::read(&folder, monday)?;
    let (app, clock, loaded) = opened(config, &sample, monday)?;
    let name = &sample.manifest.story;
    let record = sample.learners.iter().find(|(key, _)| key == name).map(|(_, learner)| learner);
    let (id, record) =
        loaded.learners.get(name).cloned().zip(record).ok_or("the sample tells of no such learner")?;
    let scene = Scene::of(&app, &clock, &loaded, (id, record));
    let chosen = scene.chosen()?;
    writeln!(
        out,
        "{} could go to {}, {}, from {}. Today is {}.",
        scene.name(),
        chosen.employer_name,
        chosen.title,
        chosen.days.first().map(|day| date(*day)).unwrap_or_default(),
        date(scene.app.clock.today_in_london())
    )?;
    let (placement, visitor) = scene.proposal(&chosen, out)?;
    scene.prepare(&chosen, &placement, &visitor, out)?;
    scene.days(&placement, &visitor, out)?;
    scene.after(&placement, &visitor, out)
}

/// The service over a store of its own, with the sample in it, as it is so long before the sample's weeks.
fn opened(config: Config, sample: &Sample, monday: NaiveDate) -> Told<(Arc<App>, Arc<FixedClock>, Loaded)> {
    let (app, clock) = scratch(config, monday.checked_sub_days(AHEAD).unwrap_or(monday))?;
    let loaded = load(&app, sample)?;
    Ok((app, clock, loaded))
}

/// The service over a store of its own: mail stays in memory, and the clock stands until the story moves it.
fn scratch(config: Config, today: NaiveDate) -> Told<(Arc<App>, Arc<FixedClock>)> {
    let clock = Arc::new(FixedClock::at(at(today, 9)));
    let random = Arc::new(SystemRandom);
    let ids = Arc::new(SystemIds::new(clock.clone(), random.clone()));
    let mailer = Mailer::new(Sender::from(&config.mail), Transport::Memory(Memory::default()));
    let (db, keys) = open_store(&config)?;
    // Nobody signs in.
    let cost = PasswordCost { memory_kib: 8, passes: 1 };
    let app = App::assemble(config, db, keys, mailer, Sources { clock: clock.clone(), ids, random }, cost)?;
    Ok((Arc::new(app), clock))
}

/// An hour of a day, by the clocks in London.
fn at(day: NaiveDate, hour: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let here = day.and_time(time).and_local_timezone(London).earliest();
    here.map_or_else(|| day.and_time(time).and_utc(), |here| here.to_utc())
}

impl<'a> Scene<'a> {
    fn of(
        app: &Arc<App>,
        clock: &Arc<FixedClock>,
        loaded: &'a Loaded,
        learner: (LearnerId, &'a Learner),
    ) -> Self {
        Self { app: app.clone(), clock: clock.clone(), loaded, learner, told: Cell::new(0) }
    }
}

impl Scene<'_> {
    fn name(&self) -> String {
        self.learner.1.identity.first_name().to_string()
    }

    /// What suits best, so many at most.
    fn suiting(&self, most: usize) -> Told<Vec<MatchView>> {
        let wanted = Wanted { limit: most, ..Wanted::default() };
        Ok(matches::list(&self.app, &self.loaded.provider, &self.learner.0, wanted)?.items)
    }

    /// What suits best. Its employer has not said everything yet, so that there is something to ask.
    fn chosen(&self) -> Told<MatchView> {
        let first = self.suiting(1)?.into_iter().next().ok_or("nothing suits the learner")?;
        let employer = story::employer(self.loaded, &first)?;
        let before = offers::read(&self.app, employer, &first.offer)?;
        let mut offer = before.offer;
        offer.provisions.0.remove(&Provision::NoticeOfChange);
        let change = OfferChange { state: before.state, offer };
        offers::change(&self.app, employer, &first.offer, before.version, &change)?;
        Ok(matches::read(&self.app, &self.loaded.provider, &self.learner.0, &first.offer, None)?)
    }

    /// The letters that left since the last look, as who was written to about what.
    fn letters(&self, out: &mut dyn Write) -> Told<()> {
        Worker::of(&self.app).drain()?;
        let Transport::Memory(memory) = self.app.mailer.transport() else { return Ok(()) };
        let all = memory.sent();
        for sent in all.iter().skip(self.told.replace(all.len())) {
            let topic = sent.letter.subject.split_once(": ").map_or("the briefing pack", |(_, topic)| topic);
            writeln!(out, "    letter to {}: {topic}", sent.letter.to)?;
        }
        Ok(())
    }

    /// The code of the newest link of a kind that a letter holds.
    fn link(&self, kind: &str) -> Told<String> {
        Worker::of(&self.app).drain()?;
        let Transport::Memory(memory) = self.app.mailer.transport() else { return Err("no letters".into()) };
        let sent = memory.sent();
        let mut words = sent.iter().rev().flat_map(|sent| sent.letter.text.split_whitespace());
        let link = words.find_map(|word| word.split_once(kind)).ok_or("no letter has a link")?.1;
        Ok(link.to_owned())
    }

    /// Whoever holds the newest link to the page of a placement.
    fn visitor(&self) -> Told<Visitor> {
        match visits::open(&self.app, HERE, &self.link("/visit/")?)? {
            Opened::Good(visitor) => Ok(visitor),
            Opened::Over(_) => Err("the link is over".into()),
        }
    }

    /// Interest, the open questions, and the employer's yes, all by the link in the letter.
    fn proposal(&self, chosen: &MatchView, out: &mut dyn Write) -> Told<(PlacementView, Visitor)> {
        let (Some(window), Some(start)) = (chosen.window.clone(), chosen.days.first().copied()) else {
            return Err("the chosen offer has no dates".into());
        };
        let (app, provider) = (&self.app, &self.loaded.provider);
        let proposal =
            Proposal { learner: self.learner.0.clone(), offer: chosen.offer.clone(), window, start };
        let placement = fresh(placements::propose(app, provider, &key(app, "propose"), &proposal)?)?;
        writeln!(out, "\nThe proposal goes to the employer. It says what is needed at work, and no name.")?;
        self.letters(out)?;
        let visitor = self.visitor()?;
        let maybe = InterestGiven { interest: Interest::Maybe, reasons: CodeSet::EMPTY, note: None };
        visits::interest(app, &visitor, &maybe, 0)?;
        writeln!(out, "  The employer opens the link and says: {}.", Interest::Maybe.label())?;
        let page = visits::page(app, &visitor)?;
        for (question, _) in &page.questions {
            let asked = match question {
                Open::Provision(provision) => provisions::question(*provision).to_owned(),
                Open::Exposure(exposure) => exposures::site_question(*exposure),
            };
            let version = visits::page(app, &visitor)?.offer_version;
            visits::answer(app, &visitor, &Answer { question: *question, choice: Choice::Suits, version })?;
            writeln!(out, "  Asked “{asked}”, the employer answers that it suits.")?;
        }
        visits::accept(app, &visitor, visits::page(app, &visitor)?.version)?;
        writeln!(out, "  The employer accepts.")?;
        Ok((placement, visitor))
    }

    /// The provider's steps, and the pack.
    fn prepare(
        &self,
        chosen: &MatchView,
        placement: &PlacementView,
        visitor: &Visitor,
        out: &mut dyn Write,
    ) -> Told<()> {
        let (app, provider) = (&self.app, &self.loaded.provider);
        let employer = story::employer(self.loaded, chosen)?;
        let offer = offers::read(app, employer, &chosen.offer)?.offer;
        let host = offer.person(&offer.supervisor).ok_or("the offer has no supervisor")?.name.clone();
        let together = line(&format!("Hawa Lindqvist with {host}"))?;
        let first = placement.days.first().copied().ok_or("the placement has no days")?;
        let id: &PlacementId = &placement.id;
        writeln!(out, "\nThe school does its part.")?;
        story::agree(app, provider, (&self.learner.0, self.learner.1), id, first)?;
        step(app, provider, id, PlacementAction::Agree, &Step::default(), out)?;
        step(app, provider, id, PlacementAction::VisitSite, &by(&together), out)?;
        let walked = Step { way_out_walked: true, ..by(&together) };
        step(app, provider, id, PlacementAction::Meet, &walked, out)?;
        fresh(programmes::plan_afresh(app, provider, None, id)?)?;
        let both = Step { agreed_by_learner: true, ..by(&host) };
        step(app, provider, id, PlacementAction::AgreePlan, &both, out)?;
        let decision = VettingDecision {
            choice: VettingChoice::TwoAdults,
            check: Some(false),
            arranged: None,
            on: app.clock.today_in_london(),
            note: story::paragraph("Two adults are in sight at all times; seen on the site visit.")?,
        };
        decisions::record_vetting(app, &self.loaded.safeguarding, None, id, &decision)?;
        step(app, provider, id, PlacementAction::Confirm, &Step::default(), out)?;
        let preview = briefings::preview(app, provider, id)?;
        let approval = Approval { hash: preview.hash, send_to: vec![visitor.contact.clone()] };
        fresh(briefings::approve(app, provider, &key(app, "approve"), id, &approval)?)?;
        writeln!(out, "  The pack is approved: {} pages.", preview.pages)?;
        self.letters(out)
    }
}
