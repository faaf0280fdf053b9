//! The days: a tick each, and one on which the learner is late.

use std::io::Write;

use super::super::story::{Told, step};
use super::{Scene, at};
use crate::auth::visitor::Visitor;
use crate::domain::placement::PlacementAction;
use crate::domain::report::{Arrival, DayWent, Tick};
use crate::services::alerts;
use crate::services::placements::{PlacementView, Step};
use crate::services::visits::{self, NewTick};
use crate::words::amount::date;

/// How many days are told.
const TOLD: usize = 5;

/// The day on which the learner is late, from nought.
const LATE: usize = 2;

impl Scene<'_> {
    /// Reads the pack, and ticks each day.
    pub(super) fn days(&self, placement: &PlacementView, visitor: &Visitor, out: &mut dyn Write) -> Told<()> {
        let (app, provider) = (&self.app, &self.loaded.provider);
        let pack = visits::page(app, visitor)?.pack.ok_or("the contact has no pack")?;
        visits::acknowledge(app, visitor, pack.number)?;
        writeln!(out, "\nThe employer reads the pack on the same page, and says so.")?;
        for (number, day) in placement.days.iter().take(TOLD).enumerate() {
            self.clock.set(at(*day, 10));
            if number == 0 {
                step(app, provider, &placement.id, PlacementAction::Start, &Step::default(), out)?;
            }
            let mut tick =
                Tick { arrival: Arrival::Arrived, at: None, went: Some(DayWent::Well), note: None };
            let mut version = 0;
            if number == LATE {
                tick.arrival = Arrival::NotArrived;
                let late = Tick { went: None, ..tick.clone() };
                visits::tick(app, visitor, &NewTick { date: *day, tick: late, version })?;
                writeln!(out, "  {}: not arrived. The school is told at once.", date(*day))?;
                self.letters(out)?;
                for alert in alerts::of_placement(app, provider, &placement.id)? {
                    alerts::acknowledge(app, provider, &alert.id, Some(alert.version))?;
                    writeln!(
                        out,
                        "    The careers leader says they are dealing with it; nobody else is told."
                    )?;
                }
                self.clock.set(at(*day, 11));
                (tick.arrival, version) = (Arrival::Arrived, ticked(app, visitor, *day)?);
            }
            visits::tick(app, visitor, &NewTick { date: *day, tick, version })?;
            let late = if number == LATE { " after all, and" } else { ", and" };
            writeln!(out, "  {}: arrived{late} the day went well.", date(*day))?;
        }
        Ok(())
    }
}

/// In which version the tick of a day stands.
fn ticked(app: &crate::app::App, visitor: &Visitor, day: chrono::NaiveDate) -> Told<i64> {
    let page = visits::page(app, visitor)?;
    Ok(page.ticks.iter().find(|seen| seen.date == day).map_or(0, |seen| seen.version))
}
