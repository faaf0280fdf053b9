//! Supply against demand: what learners want and need, and what the open offers have.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Counts, Figure, Released, count, figure, shown};
use crate::domain::code::{Code, CodeSet};
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, Presence};
use crate::domain::need::Wanted;
use crate::domain::offer::Offer;
use crate::domain::provision::Provision;
use crate::domain::support::HelpLevel;
use crate::domain::theme::Theme;
use crate::evidence::{EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::words::evidence::hub::{self as words, gaps as own, released};
use crate::words::label::Label;

/// A learner as far as a hub's demand is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubDemand {
    /// The help with which new work begins.
    pub help: HelpLevel,
    /// What interests them.
    pub themes: CodeSet<Theme>,
    /// What they need, whether it is essential or helpful.
    pub needs: BTreeSet<Wanted>,
    /// The district of their home: the first part of the postcode.
    pub area: String,
    /// Whether no placement is agreed or has been this school year.
    pub looking: bool,
}

/// An open offer as far as a hub's supply is concerned.
#[derive(Clone, Copy, Debug)]
pub struct HubSupply<'a> {
    /// What the employer wrote.
    pub offer: &'a Offer,
    /// How many learners can be there at the same time.
    pub places: u32,
}

/// What a row of the table is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum GapAbout {
    /// Everybody.
    All,
    /// Those of a level of help.
    Help(HelpLevel),
    /// Those with an interest.
    Theme(Theme),
    /// Those with a need.
    Need(Wanted),
    /// Those of a district.
    Area(String),
    /// Those of every other district.
    OtherAreas,
}

/// A row: what there is, and how many want it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HubGap {
    /// What it is about.
    pub about: GapAbout,
    /// Open offers that have it.
    pub offers: u32,
    /// How many learners those can have at the same time.
    pub places: u32,
    /// Learners who want it.
    pub learners: Figure,
    /// Those of them who have no placement yet.
    pub looking: Figure,
}

/// Every row. A district has one of its own where there is an offer, or learners enough to be shown; which rows there
/// are tells nothing of a few.
#[must_use]
pub fn gaps(demand: &[HubDemand], supply: &[HubSupply<'_>]) -> Vec<HubGap> {
    let areas = areas(demand, supply);
    let rows = rows(&areas);
    let mut counts = Counts::default();
    let cells: Vec<(usize, usize)> = rows
        .iter()
        .map(|about| {
            let its = |one: &HubDemand| wants(about, one, &areas);
            let (all, looking) = (count(demand, its), count(demand, |one| one.looking && its(one)));
            let learners = if *about == GapAbout::All { counts.known(all) } else { counts.shown(all) };
            (learners, counts.shown(looking))
        })
        .collect();
    for (learners, looking) in &cells {
        counts.part(*learners, *looking);
    }
    let whole = cells.first().copied().unwrap_or_default();
    let of = |holds: fn(&GapAbout) -> bool| -> Vec<(usize, usize)> {
        rows.iter().zip(&cells).filter(|(about, _)| holds(about)).map(|(_, cells)| *cells).collect()
    };
    for parts in [
        of(|about| matches!(about, GapAbout::Help(_))),
        of(|about| matches!(about, GapAbout::Area(_) | GapAbout::OtherAreas)),
    ] {
        counts.sum(whole.0, parts.iter().map(|(learners, _)| *learners));
        counts.sum(whole.1, parts.iter().map(|(_, looking)| *looking));
    }
    for (learners, looking) in of(|about| matches!(about, GapAbout::Theme(_) | GapAbout::Need(_))) {
        counts.part(whole.0, learners);
        counts.part(whole.1, looking);
    }
    let figures = counts.published();
    let row = |(about, (learners, looking)): (GapAbout, (usize, usize))| {
        let offering = supply.iter().filter(|place| has(&about, place.offer, &areas));
        let (offers, places) =
            offering.fold((0, 0), |(offers, places), one| (offers + 1, places + one.places));
        let (learners, looking) = (figure(&figures, learners), figure(&figures, looking));
        HubGap { about, offers, places, learners, looking }
    };
    rows.into_iter().zip(cells).map(row).collect()
}

fn rows(areas: &BTreeSet<String>) -> Vec<GapAbout> {
    let helps = HelpLevel::ALL.iter().map(|help| GapAbout::Help(*help));
    let themes = Theme::ALL.iter().map(|theme| GapAbout::Theme(*theme));
    let provisions = Provision::ALL.iter().map(|code| GapAbout::Need(Wanted::Provision(*code)));
    let avoided = Exposure::ALL.iter().map(|code| GapAbout::Need(Wanted::Avoid(*code)));
    let areas = areas.iter().cloned().map(GapAbout::Area);
    let groups = [GapAbout::All].into_iter().chain(helps).chain(themes).chain(areas);
    groups.chain([GapAbout::OtherAreas]).chain(provisions).chain(avoided).collect()
}

fn areas(demand: &[HubDemand], supply: &[HubSupply<'_>]) -> BTreeSet<String> {
    let mut homes: BTreeMap<&str, u32> = BTreeMap::new();
    for one in demand {
        *homes.entry(&one.area).or_default() += 1;
    }
    let shown = homes.into_iter().filter(|(_, count)| *count >= super::super::suppress::FEWEST);
    let shown = shown.map(|(area, _)| area.to_owned());
    shown.chain(supply.iter().map(|place| place.offer.site.postcode.outward().to_owned())).collect()
}

fn wants(about: &GapAbout, one: &HubDemand, areas: &BTreeSet<String>) -> bool {
    match about {
        GapAbout::All => true,
        GapAbout::Help(help) => one.help == *help,
        GapAbout::Theme(theme) => one.themes.contains(*theme),
        GapAbout::Need(wanted) => one.needs.contains(wanted),
        GapAbout::Area(area) => one.area == *area,
        GapAbout::OtherAreas => !areas.contains(&one.area),
    }
}

/// Whether an offer has what a row is about. For a level of help, whether the employer says that it gives that much.
fn has(about: &GapAbout, offer: &Offer, areas: &BTreeSet<String>) -> bool {
    let gives =
        |code: Provision| matches!(offer.provisions.get(code), Availability::Yes | Availability::CanArrange);
    match about {
        GapAbout::All => true,
        GapAbout::Help(HelpLevel::Together) => {
            gives(Provision::OneToOneSupervision) || gives(Provision::JobCoachWelcome)
        }
        GapAbout::Help(HelpLevel::ShownOnce) => gives(Provision::ShownInstructions),
        GapAbout::Help(HelpLevel::ListAndPoint | HelpLevel::ListOnly) => {
            gives(Provision::WrittenInstructions) || gives(Provision::PictureInstructions)
        }
        GapAbout::Help(HelpLevel::Alone) => true,
        GapAbout::Theme(theme) => offer.tasks.iter().any(|task| task.themes.contains(*theme)),
        GapAbout::Need(Wanted::Provision(code)) => gives(*code),
        GapAbout::Need(Wanted::Avoid(code)) => {
            matches!(offer.exposures.get(*code), Presence::Absent | Presence::Avoidable)
        }
        GapAbout::Area(area) => offer.site.postcode.outward() == area,
        GapAbout::OtherAreas => !areas.contains(offer.site.postcode.outward()),
    }
}

/// The table. Whether there are enough places is told from the figures that are shown, and from nothing else.
#[must_use]
pub fn table(ground: EvidenceGround, released_for: Released<'_>) -> EvidenceSheet {
    let notes = released(&released_for.term.words());
    let notes: Vec<&str> = notes.iter().map(String::as_str).chain(own::NOTES).collect();
    let lines = released_for.figures.gaps.iter().map(line);
    made(EvidenceTable::HubGaps, ground, &notes, &own::COLUMNS, lines)
}

fn line(gap: &HubGap) -> Line<'static, { own::COLUMNS.len() }> {
    let (group, name) = about(&gap.about);
    let enough = match gap.looking {
        Figure::About(looking) if gap.places < looking => EvidenceCell::text(own::TOO_FEW),
        Figure::About(_) => EvidenceCell::text(own::ENOUGH),
        Figure::Few if gap.places == 0 => EvidenceCell::text(own::NO_PLACES),
        Figure::Few => EvidenceCell::text(own::FOR_FEW),
        Figure::Held => EvidenceCell::Held,
    };
    let cells = [
        EvidenceCell::text(group),
        EvidenceCell::Text(name),
        EvidenceCell::Number(gap.offers),
        EvidenceCell::Number(gap.places),
        shown(gap.learners),
        shown(gap.looking),
        enough,
    ];
    Line((None, None), cells)
}

fn about(about: &GapAbout) -> (&'static str, String) {
    match about {
        GapAbout::All => (words::EVERYBODY, words::ALL_LEARNERS.to_owned()),
        GapAbout::Help(help) => (own::HELP, help.label().to_owned()),
        GapAbout::Theme(theme) => (own::INTEREST, theme.label().to_owned()),
        GapAbout::Need(wanted) => (own::NEED, own::need(*wanted)),
        GapAbout::Area(area) => (own::AREA, area.clone()),
        GapAbout::OtherAreas => (own::AREA, own::OTHER_AREAS.to_owned()),
    }
}
