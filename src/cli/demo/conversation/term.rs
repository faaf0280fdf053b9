//! A term of placements, walked to the end as one is told, and every table of evidence of it as files.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Write, sink};
use std::path::Path;
use std::process::ExitCode;

use chrono::Days;

use super::super::sample::Sample;
use super::super::story::{Told, line, paragraph};
use super::super::{DemoArgs, demo_config, sample_folder};
use super::{Scene, at, opened};
use crate::auth::Caller;
use crate::auth::visitor::Visitor;
use crate::cli::Outcome;
use crate::config::Config;
use crate::domain::code::Code;
use crate::domain::destination::{Destination, DestinationSource, FollowUp};
use crate::domain::ids::OfferId;
use crate::domain::internship_review::{InternshipReview, ReviewPart};
use crate::domain::learner::ProgrammeKind;
use crate::domain::reader::Reader;
use crate::domain::report::{Face, Reflection};
use crate::evidence::EvidenceTable;
use crate::files::create_private;
use crate::maintenance;
use crate::services::evidence::{self, EvidenceAsked, EvidenceFormat};
use crate::services::placements::PlacementView;
use crate::services::{destinations, internship_reviews, sides};

/// Where the tables are written, within the demo's folder.
const TABLES: &str = "evidence";

/// The sample's weeks are of a whole year ago, so that what is asked three months afterwards can have been answered.
const A_YEAR: Days = Days::new(364);

/// So many learners are walked: enough for a hub's tables to show a count.
const LEARNERS: usize = 9;

/// Among so many of what suits a learner best, one is taken.
const EACH: usize = 20;

/// When the hub looks: the autumn term is over, and the long placements go on.
const HUB_LOOKS: Days = Days::new(80);

/// How long after the last day the school asks where a learner is.
const ASKED_AFTER: Days = Days::new(100);

/// Walks the sample's learners through their placements in a store of its own, and writes the tables.
///
/// # Errors
/// When the folder holds such a term already, the sample cannot be read, or a service refuses.
pub fn run(config: Config, args: &DemoArgs, out: &mut dyn Write) -> Outcome {
    let data = args.data.join("term");
    if data.exists() {
        return Err(format!("{} is there already; remove it first", data.display()).into());
    }
    let args = DemoArgs { data, database: None, ..args.clone() };
    tell(config, &args, out)?;
    Ok(ExitCode::SUCCESS)
}

fn tell(config: Config, args: &DemoArgs, out: &mut dyn Write) -> Told<()> {
    let config = demo_config(config, args)?;
    maintenance::prepare(&config)?;
    let folder = sample_folder(args)?;
    let anchor = Sample::anchor(&folder)?;
    let monday = anchor.checked_sub_days(A_YEAR).unwrap_or(anchor);
    let mut sample = Sample::read(&folder, monday)?;
    for (name, learner) in &mut sample.learners {
        // So that each can say how it was.
        learner.home.own_email = Some(format!("{name}@learner.example").try_into()?);
    }
    let (app, clock, loaded) = opened(config, &sample, monday)?;
    let tables = args.data.join(TABLES);
    fs::create_dir_all(&tables)?;
    let (mut all, mut taken) = (Vec::new(), BTreeSet::new());
    let mut learners: Vec<_> = sample.learners.iter().collect();
    learners.sort_by_key(|(_, record)| record.profile.programme != ProgrammeKind::SupportedInternship);
    for (name, record) in learners.into_iter().take(LEARNERS) {
        let Some(id) = loaded.learners.get(name).cloned() else { continue };
        let scene = Scene::of(&app, &clock, &loaded, (id, record));
        scene.clock.set(at(monday.checked_sub_days(super::AHEAD).unwrap_or(monday), 9));
        if let Some(placement) = scene.placement(&mut taken)? {
            all.push((record.profile.programme, placement));
        }
    }
    writeln!(out, "{} of {} learners had a placement.", all.len(), LEARNERS)?;
    clock.set(at(monday.checked_add_days(HUB_LOOKS).unwrap_or(monday), 9));
    let of_hub = EvidenceTable::ALL.iter().filter(|table| table.is_of_hub());
    for table in of_hub {
        write(&app, &loaded.hub, *table, EvidenceAsked::default(), &tables)?;
    }
    for (_, placement) in all.iter().filter(|(kind, _)| *kind == ProgrammeKind::SupportedInternship) {
        let last = placement.days.last().copied().ok_or("the placement has no days")?;
        clock.set(at(last.checked_add_days(ASKED_AFTER).unwrap_or(last), 9));
        let found = Destination {
            after: FollowUp::Three,
            code: Some(line("JOB")?),
            source: DestinationSource::Learner,
            asked_on: app.clock.today_in_london(),
            hours_a_week: Some(16),
            paid: Some(true),
            same_employer: None,
            note: None,
        };
        destinations::tell(&app, &loaded.provider, &placement.id, &found)?;
    }
    for table in EvidenceTable::ALL.iter().filter(|table| !table.is_of_hub()) {
        let asked = match table {
            EvidenceTable::AnnualReview => EvidenceAsked {
                learner: loaded.learners.get(&sample.manifest.story).cloned(),
                ..EvidenceAsked::default()
            },
            _ => EvidenceAsked::default(),
        };
        write(&app, &loaded.provider, *table, asked, &tables)?;
    }
    writeln!(out, "{} holds every table of evidence, unencrypted.", tables.display())?;
    Ok(())
}

/// Writes a table in every format.
fn write(
    app: &crate::app::App,
    caller: &Caller,
    table: EvidenceTable,
    asked: EvidenceAsked,
    folder: &Path,
) -> Told<()> {
    for format in EvidenceFormat::ALL {
        let file = evidence::file(app, caller, table, &asked, *format)?;
        let path = folder.join(format!("{}.{}", table.code(), format.code()));
        create_private(&path)?.write_all(&file.bytes)?;
    }
    Ok(())
}

impl Scene<'_> {
    /// The learner's placement from its proposal to what was said afterwards; `None` where nothing suits
    /// that nobody else took.
    fn placement(&self, taken: &mut BTreeSet<OfferId>) -> Told<Option<PlacementView>> {
        let Some(chosen) = self.suiting(EACH)?.into_iter().find(|one| !taken.contains(&one.offer)) else {
            return Ok(None);
        };
        taken.insert(chosen.offer.clone());
        let (placement, visitor) = self.proposal(&chosen, &mut sink())?;
        self.prepare(&chosen, &placement, &visitor, &mut sink())?;
        self.over(&placement, &visitor)?;
        Ok(Some(placement))
    }

    /// The days, and what was said of them.
    fn over(&self, placement: &PlacementView, visitor: &Visitor) -> Told<()> {
        self.days(placement, visitor, &mut sink())?;
        if self.learner.1.profile.programme == ProgrammeKind::SupportedInternship {
            self.reviews(placement)?;
        }
        self.after(placement, visitor, &mut sink())?;
        self.said(placement)
    }

    /// A review at the end of each six weeks.
    fn reviews(&self, placement: &PlacementView) -> Told<()> {
        let (Some(first), Some(last)) = (placement.days.first(), placement.days.last()) else {
            return Ok(());
        };
        for (coach_days, (_, due)) in [9, 4, 2, 1].into_iter().zip(InternshipReview::periods(*first, *last)) {
            self.clock.set(at(due, 16));
            let review = InternshipReview {
                held_on: due,
                took_part: [ReviewPart::Learner, ReviewPart::Employer, ReviewPart::JobCoach]
                    .into_iter()
                    .collect(),
                coach_days: Some(coach_days),
                said: Some(paragraph("The first job of the day begins without anybody saying so.")?),
                next: Some(paragraph("The job coach comes on one day a week less.")?),
            };
            internship_reviews::record(&self.app, &self.loaded.provider, &placement.id, &review)?;
        }
        Ok(())
    }

    /// What the learner says, by the link in the letter.
    fn said(&self, placement: &PlacementView) -> Told<()> {
        sides::send(&self.app, &self.loaded.provider, &placement.id, &Reader::Learner)?;
        let code = self.link("/plan/")?;
        let sides::SideOpened::Good(learner) = sides::open(&self.app, super::HERE, &code)? else {
            return Err("the learner's link is over".into());
        };
        let said = Reflection {
            face: Face::Good,
            best: Some(paragraph("I knew what to do next.")?),
            hard: None,
            next: None,
            scribed_by: None,
        };
        Ok(sides::reflect(&self.app, &learner, &said)?)
    }
}
