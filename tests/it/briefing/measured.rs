//! The four copies of a plan, printed and measured: what every plan's are held to.

use placewell::briefing::booklet::{Booklet, PrintedBooklet};
use placewell::briefing::editions::{self, Artefacts};
use placewell::briefing::fit::MOST_PAGES;
use placewell::briefing::leak::{Secrets, booklet_parts, check, parts};
use placewell::briefing::learner::lint::lint;
use placewell::briefing::pack::Pack;
use placewell::briefing::pdf::{LEAST_FILL, Pdf};
use placewell::domain::delivery::Edition;
use placewell::programme::Programme;
use placewell::services::briefings::offline::Prepared;

use super::agreement::disagreements;
use super::fixture::press;
use super::plans::{Planned, copies, learner, provider, stamp};

/// The least type on the wall page of a week, in points.
pub(super) const WALL_TYPE: f64 = 9.5;

/// A week has so many days at most.
const WEEK: usize = 5;

/// The four copies of a plan.
pub(super) struct Made {
    /// The employer's pack.
    pub(super) pack: Pack,
    /// The employer's copy.
    pub(super) employer: Artefacts,
    /// The learner's, the family's and the job coach's.
    pub(super) copies: Vec<(Booklet, PrintedBooklet)>,
}

/// Composes and prints all four.
pub(super) fn make((facts, offer, programme): &Planned) -> Made {
    let (pack, booklets) = copies(&learner(facts), facts, offer, programme);
    let employer = editions::employer(press(), &pack, &[], stamp()).unwrap();
    let print = |booklet: Booklet| {
        let printed = booklet.print(press(), stamp()).unwrap();
        (booklet, printed)
    };
    Made { pack, employer, copies: booklets.into_iter().map(print).collect() }
}

impl From<Prepared> for Made {
    fn from(prepared: Prepared) -> Self {
        let copies = prepared.copies.into_iter().map(|copy| (copy.booklet, copy.printed)).collect();
        Self { pack: prepared.pack, employer: prepared.printed, copies }
    }
}

impl Made {
    /// Every document with its name.
    pub(super) fn pdfs(&self) -> impl Iterator<Item = (&'static str, &Pdf)> {
        let copies = self.copies.iter().map(|(booklet, printed)| {
            let name = match booklet.edition {
                Edition::Learner => "learner",
                Edition::Family => "family",
                _ => "job coach",
            };
            (name, &printed.pdf)
        });
        [("pack", &self.employer.pdf), ("task cards", &self.employer.cards)].into_iter().chain(copies)
    }

    /// The smallest type on the wall page, in points.
    pub(super) fn wall_type(&self) -> f64 {
        let wall = self.employer.pdf.looks.iter().filter(|look| look.wide);
        wall.map(|look| look.least_type).fold(f64::INFINITY, f64::min)
    }

    /// Whether the days are those of a week, so that the wall page must be legible from a step away.
    pub(super) fn is_a_week(&self) -> bool {
        self.pack.week.days.len() <= WEEK
    }

    /// Everything that is not as it must be: a word for what it is, and where it is.
    pub(super) fn faults(&self, plan: &Planned) -> Vec<(&'static str, String)> {
        let mut faults = self.faults_of_print(&plan.2);
        faults.extend(self.leaks(plan).into_iter().map(|leak| ("false alarm", leak)));
        faults
    }

    /// The same without what a reader must not learn.
    pub(super) fn faults_of_print(&self, programme: &Programme) -> Vec<(&'static str, String)> {
        let told = disagreements(programme, self);
        let mut faults: Vec<_> = told.into_iter().map(|fault| ("disagrees", fault)).collect();
        for found in lint(&self.copies[0].0) {
            faults.push(("not plain", format!("{:?}: {}", found.fault, found.sentence)));
        }
        if self.employer.pdf.pages > MOST_PAGES {
            faults.push(("too many pages", self.employer.pdf.pages.to_string()));
        }
        for (name, pdf) in self.pdfs() {
            for (at, look) in pdf.looks.iter().enumerate().filter(|(_, look)| look.fill < LEAST_FILL) {
                let page = format!("{name}, page {} of {}: {} %", at + 1, pdf.pages, look.fill);
                faults.push(("nearly empty", page));
            }
            if pdf.cut > 0 {
                faults.push(("cut", format!("{name}: {}", pdf.cut)));
            }
        }
        for (name, pdf) in [("pack", &self.employer.pdf), ("task cards", &self.employer.cards)] {
            let marked = pdf.text.matches("Safe to pin up").count();
            let walls = pdf.text.matches("This page may be pinned up").count();
            if marked != walls {
                faults.push((
                    "marked for the wall",
                    format!("{name}: {marked} pages, {walls} of them made for it"),
                ));
            }
        }
        // No wall page at all has an endless type.
        if self.is_a_week() && !(WALL_TYPE..f64::INFINITY).contains(&self.wall_type()) {
            faults.push(("small wall type", format!("{:.1} pt", self.wall_type())));
        }
        faults
    }

    /// What the leak check finds in copies into which nothing was planted.
    fn leaks(&self, (facts, offer, _): &Planned) -> Vec<String> {
        let secrets = |edition| {
            let agreed = edition != Edition::Employer;
            Secrets::of(edition, &learner(facts), true, agreed, offer, &provider(), Vec::new())
        };
        let mut found = check(&parts(&self.pack, &self.employer), &secrets(Edition::Employer));
        for (booklet, printed) in &self.copies {
            found.extend(check(&booklet_parts(booklet, printed), &secrets(booklet.edition)));
        }
        found.iter().map(ToString::to_string).collect()
    }
}
