//! How other learners of the sample get to their best placement: by bus, by what they are trained
//! for, without a change, or not known.

use std::io::Write;

use super::load::Loaded;
use crate::app::App;
use crate::services::matches::{self, Wanted};

/// Those whose journeys differ most.
const NAMES: [&str; 4] = ["idris", "zara", "maya", "jac"];

/// Tells each one's best match in a line or two.
///
/// # Errors
/// Whatever the services refuse, or a closed terminal.
pub fn tell(app: &App, loaded: &Loaded, out: &mut dyn Write) -> Result<(), Box<dyn std::error::Error>> {
    writeln!(out, "\nOther learners, by the same timetable:")?;
    for name in NAMES {
        let Some(id) = loaded.learners.get(name) else { continue };
        let best = matches::list(app, &loaded.provider, id, Wanted { limit: 1, ..Wanted::default() })?;
        let Some((one, travel)) = best.items.first().and_then(|one| Some((one, one.travel.as_ref()?))) else {
            continue;
        };
        let minutes = travel.minutes.map(|minutes| format!(", {minutes} minutes")).unwrap_or_default();
        writeln!(out, "  {name}: {} at {}: {}{minutes}", one.title, one.employer_name, travel.words.state)?;
        for note in &travel.words.notes {
            writeln!(out, "    {note}")?;
        }
    }
    Ok(())
}
