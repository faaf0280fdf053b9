//! The table: in how many weeks each signal shows.

use std::io::{self, Write};

use crate::domain::learner::Profile;
use crate::domain::support::Variety;
use crate::programme::Signals;

/// Longer placements are planned in chunks and told apart.
const LONGEST_WEEK_DAYS: usize = 6;

/// What holds for a week of a learner.
type Shows = fn(&Signals, &Profile) -> bool;

/// The longest that a learner is taken to stay at one task, minutes.
fn cap(profile: &Profile) -> u16 {
    profile.stamina.one_task_minutes()
}

/// Signal, of which weeks it is told, and when it shows. A whole without a condition is every week.
const ROWS: &[(&str, Option<Shows>, Shows)] = &[
    ("one single task", None, |s, _| s.tasks == 1),
    ("  of weeks with three possible", Some(|s, _| s.possible >= 3), |s, _| s.tasks == 1),
    ("5 to 7 tasks, of weeks with five possible", Some(|s, _| s.possible >= 5), |s, _| {
        (5..=7).contains(&s.tasks)
    }),
    ("all tasks there are, or at least five", None, |s, _| s.tasks >= s.possible.min(5)),
    ("over seven tasks", None, |s, _| s.tasks > 7),
    ("three core tasks on 3 days or more", None, |s, _| s.core >= 3),
    ("at most one core task", None, |s, _| s.core <= 1),
    ("at most one new task in a half day", None, |s, _| s.new_in_half_day <= 1),
    ("new on the last day", Some(|s, _| s.days > 1), |s, _| s.new_on_last_day > 0),
    ("largest task over 40 % of the blocks", None, |s, _| s.top_share > 40),
    ("largest task half of the blocks or more", None, |s, _| s.top_share >= 50),
    ("some task met on one day only", Some(|s, _| s.days > 1), |s, _| s.met_once > 0),
    ("stretch on the last day, of weeks where one exists", Some(|s, _| s.stretch_possible), |s, _| {
        s.stretch_on_last_day
    }),
    ("first job stretches", None, |s, _| s.first_job_stretches),
    ("first job untried", None, |s, _| s.first_job_untried),
    ("first piece done within 75 minutes", None, |s, _| s.first_piece_in_time),
    (
        "two middle days alike, of learners who like change",
        Some(|_, p| p.variety != Variety::Same),
        |s, _| s.middle_days_alike,
    ),
    ("a block over the learner's longest on one task", None, |s, p| s.longest_block > cap(p)),
    ("a block over 60 minutes", None, |s, _| s.longest_block > 60),
    ("different lines if finished, over 70 % of the blocks", None, |s, _| s.if_finished > 70),
    ("different lines if stuck, over 60 % of the blocks", None, |s, _| s.if_stuck > 60),
    ("a number in good work or finish, over 60 % of the blocks", None, |s, _| s.with_number > 60),
    ("four people or more", None, |s, _| s.people >= 4),
    ("two people at most", None, |s, _| s.people <= 2),
    ("three results handed to somebody", None, |s, _| s.exchanges >= 3),
    ("a choice each day from the second on", None, |s, _| s.days_without_choice == 0),
    ("less help may be seen on two tasks by the end", None, |s, _| s.levels_rising >= 2),
    ("main person leads 30 to 70 % of the blocks", None, |s, _| (30..=70).contains(&s.main_person)),
    ("one person leads all", None, |s, _| s.main_person == 100),
    ("at most six changes of place a day", None, |s, _| s.changes_of_place <= 6),
    ("a task above what stretches", None, |s, _| s.above_stretch > 0),
    ("work after the last break of the last day", None, |s, _| s.work_after_last_break),
];

/// Weeks counted.
#[derive(Default)]
pub(super) struct Tally {
    weeks: usize,
    longer: usize,
    unplanned: usize,
    shown: Vec<(usize, usize)>,
}

impl Tally {
    /// Counts one placement; `None` when nothing could be planned.
    pub(super) fn add(&mut self, signals: Option<Signals>, profile: &Profile) {
        let Some(signals) = signals else {
            self.unplanned += 1;
            return;
        };
        if signals.days > LONGEST_WEEK_DAYS {
            self.longer += 1;
            return;
        }
        self.weeks += 1;
        self.shown.resize(ROWS.len(), (0, 0));
        for ((_, of, shows), (shown, whole)) in ROWS.iter().zip(&mut self.shown) {
            if of.is_none_or(|of| of(&signals, profile)) {
                *whole += 1;
                *shown += usize::from(shows(&signals, profile));
            }
        }
    }

    /// Prints the table.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{} weeks of up to six days; {} longer placements", self.weeks, self.longer)?;
        writeln!(out, "{} placements suit and could not be planned", self.unplanned)?;
        for ((name, of, _), (shown, whole)) in ROWS.iter().zip(&self.shown) {
            match of {
                Some(_) => writeln!(out, "{name:<58} {shown:>4} of {whole}")?,
                None => writeln!(out, "{name:<58} {shown:>4}")?,
            }
        }
        Ok(())
    }
}
