//! One copy in print, and what its leaks are looked for in.

use chrono::{DateTime, Utc};

use crate::briefing::booklet::{Booklet, Material, PrintedBooklet};
use crate::briefing::editions::{self, EditionError};
use crate::briefing::leak::{self, Finding, Part, Secrets};
use crate::briefing::pdf::Press;
use crate::domain::delivery::Edition;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::programme::Programme;
use crate::travel::{DayTravel, PlacementTrips, Profile, TravelModel, explain_placement};

/// One copy, ready to go.
#[derive(Clone, Debug)]
pub struct CopyOfPlan {
    /// Its model.
    pub booklet: Booklet,
    /// What is sent.
    pub printed: PrintedBooklet,
}

impl CopyOfPlan {
    /// Composes and prints the copy of one edition; there is none for the employer, who has the pack.
    ///
    /// # Errors
    /// [`EditionError`] when it cannot be printed.
    pub fn of(
        edition: Edition,
        material: &Material<'_>,
        press: &Press,
        at: DateTime<Utc>,
    ) -> Result<Option<Self>, EditionError> {
        let Some(booklet) = editions::booklet(edition, material) else { return Ok(None) };
        let printed = booklet.print(press, at)?;
        Ok(Some(Self { booklet, printed }))
    }

    /// What must not leave and stands somewhere in it, or in the calendar that goes with it under a name.
    #[must_use]
    pub fn leaks(&self, secrets: &Secrets, calendar: Option<(&str, &str)>) -> Vec<Finding> {
        let mut parts = leak::booklet_parts(&self.booklet, &self.printed);
        parts.extend(calendar.into_iter().flat_map(|(text, name)| Part::calendar(text, name)));
        parts.push(Part::header("From", &self.booklet.provider.shown_as));
        leak::check(&parts, secrets)
    }
}

/// Each day's way there and home, at the hours of the plan; none while home or site is not known.
#[must_use]
pub fn journeys(
    model: &dyn TravelModel,
    learner: &LearnerFacts,
    offer: &OfferFacts,
    programme: &Programme,
) -> Vec<DayTravel> {
    let Some((home, site)) = learner.home.zip(offer.offer.site.coordinates) else { return Vec::new() };
    let profile = Profile::from(&learner.profile.travel);
    let hours =
        |day: &crate::programme::Day| (day.date, day.attended.from.minutes(), day.attended.to.minutes());
    let days: Vec<_> = programme.days.iter().map(hours).collect();
    explain_placement(model, &PlacementTrips { home, site, days: &days, profile: &profile })
}
