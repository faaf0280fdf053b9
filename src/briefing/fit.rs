//! Fitting a pack to its pages: the main document never runs over four.

use serde_json::{Value, json};

use super::pdf::{Form, LEAST_FILL, Pdf, PdfError, Press, Proof, Stamp};
use super::sheet::Sheet;
use Time::{Gone, Kept};

/// An employer reads four pages, not five.
pub const MOST_PAGES: usize = 4;

/// The type of each density in points, as `style.typ` has it.
const TYPES: [f64; 4] = [10.6, 9.9, 9.1, 8.3];

/// More than three pages beside the wall page hold, foot and margins apart.
const TOO_MUCH: f64 = 2.95;

/// Settings in the order in which they are tried: smaller type, then what can be read at the head of the task cards
/// as well moved there, and the smallest type last of all.
const SETTINGS: [Setting; 12] = [
    Setting { density: 0, moved: Moved::Nothing, time: Kept },
    Setting { density: 1, moved: Moved::Nothing, time: Kept },
    Setting { density: 2, moved: Moved::Nothing, time: Kept },
    Setting { density: 1, moved: Moved::Nothing, time: Gone },
    Setting { density: 2, moved: Moved::Nothing, time: Gone },
    Setting { density: 1, moved: Moved::Jobs, time: Kept },
    Setting { density: 1, moved: Moved::Jobs, time: Gone },
    Setting { density: 2, moved: Moved::Jobs, time: Kept },
    Setting { density: 2, moved: Moved::Jobs, time: Gone },
    Setting { density: 2, moved: Moved::Reasons, time: Kept },
    Setting { density: 2, moved: Moved::Reasons, time: Gone },
    Setting { density: 3, moved: Moved::Reasons, time: Gone },
];

/// The closer densities of the task cards, in the order in which they are tried.
const CLOSER: [u8; 2] = [1, 2];

#[derive(Clone, Copy)]
struct Setting {
    density: u8,
    /// What of the pages behind the wall page stands at the head of the task cards.
    moved: Moved,
    /// Whether the first page says how much time it takes of whom; otherwise the task cards do.
    time: Time,
}

/// What stands at the head of the task cards instead of in the pack; each with those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Moved {
    Nothing,
    /// How to help with each job.
    Jobs,
    /// How jobs are shown, what keeps the visitor going, and what comes of the work.
    Reasons,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    Kept,
    Gone,
}

/// A setting in which the first page, or those behind the wall page, run over: no larger type will do, nor will less
/// that is moved.
#[derive(Default)]
struct RunsOver {
    first: Vec<Setting>,
    rest: Vec<Setting>,
}

impl RunsOver {
    fn tells(&self, setting: Setting) -> bool {
        let first = |known: &Setting| setting.density <= known.density && setting.time <= known.time;
        let rest = |known: &Setting| setting.density <= known.density && setting.moved <= known.moved;
        self.first.iter().any(first) || self.rest.iter().any(rest)
    }

    /// What a trial shows, in which a page on its side stands for the wall page.
    fn note(&mut self, setting: Setting, trial: &Proof) {
        let looks = trial.looks().0;
        let wall = looks.iter().position(|look| look.wide).unwrap_or(looks.len());
        if wall > 1 {
            self.first.push(setting);
        }
        if looks.len() > wall + MOST_PAGES - 1 {
            self.rest.push(setting);
        }
    }
}

/// Why a pack cannot be printed.
#[derive(Debug, thiserror::Error)]
pub enum FitError {
    /// Too many words for four pages even in the smallest type.
    #[error("the pack needs {pages} pages even in the smallest type: shorten the longest texts")]
    TooLong {
        /// How many it needs.
        pages: usize,
    },
    /// The press failed.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

/// The two documents of a pack.
#[derive(Clone, Debug)]
pub struct Printed {
    /// At most [`MOST_PAGES`] pages.
    pub pack: Pdf,
    /// The task cards, as many pages as they need.
    pub cards: Pdf,
}

/// Sets and prints a pack and its task cards.
///
/// # Errors
/// [`FitError::TooLong`] when no setting fits; [`FitError::Pdf`] when the press fails.
pub fn print(press: &Press, sheet: &Sheet<'_>, stamp: &Stamp) -> Result<Printed, FitError> {
    let (proof, setting) = fitting(press, sheet)?;
    let pack = proof.print(stamp)?;
    let cards = day_sheets(press, sheet, setting)?
        .print(&Stamp { ident: format!("{} cards", stamp.ident), at: stamp.at })?;
    Ok(Printed { pack, cards })
}

/// The task cards with a page for each day and none that is nearly empty: the template guesses at the type in which a
/// day fits its page, and where a day runs over, the guesses are too bold.
fn day_sheets(press: &Press, sheet: &Sheet<'_>, setting: Setting) -> Result<Proof, PdfError> {
    let mut data = data(press, sheet, setting)?;
    put(&mut data, "density", json!(0));
    let proof = press.set(Form::Cards, &data)?;
    if is_well_filled(&proof) {
        return Ok(proof);
    }
    for density in CLOSER {
        put(&mut data, "density", json!(density));
        let closer = press.set(Form::Cards, &data)?;
        if is_well_filled(&closer) {
            return Ok(closer);
        }
    }
    Ok(proof)
}

fn is_well_filled(proof: &Proof) -> bool {
    proof.looks().0.iter().all(|look| look.fill >= LEAST_FILL)
}

/// The largest setting that fits, found without the wall page, which is one page whatever the setting.
fn fitting(press: &Press, sheet: &Sheet<'_>) -> Result<(Proof, Setting), FitError> {
    let (mut pages, mut known, mut over) = (0, None, RunsOver::default());
    for setting in SETTINGS {
        if over.tells(setting) || known.is_some_and(|known| is_hopeless(known, setting)) {
            continue;
        }
        let mut data = data(press, sheet, setting)?;
        put(&mut data, "wall", json!(false));
        let trial = press.set(Form::Pack, &data)?;
        pages = trial.pages();
        if pages <= MOST_PAGES {
            put(&mut data, "wall", json!(true));
            let proof = press.set(Form::Pack, &data)?;
            pages = proof.pages();
            if pages <= MOST_PAGES {
                return Ok((proof, setting));
            }
        }
        over.note(setting, &trial);
        known.get_or_insert_with(|| (setting, filled(&trial)));
    }
    Err(FitError::TooLong { pages })
}

/// How many pages the text fills, the wall page apart.
fn filled(proof: &Proof) -> f64 {
    let upright = proof.looks().0.into_iter().filter(|look| !look.wide);
    upright.map(|look| f64::from(look.fill) / 100.0).sum()
}

/// Whether smaller type alone cannot hold what filled so many pages: text takes room by the square of its type at
/// best, and setting pages is most of what a pack costs.
fn is_hopeless((known, filled): (Setting, f64), setting: Setting) -> bool {
    let size = |setting: Setting| TYPES.get(usize::from(setting.density)).copied().unwrap_or_default();
    let smaller = size(setting) / size(known);
    (setting.moved, setting.time) == (known.moved, known.time) && filled * smaller * smaller > TOO_MUCH
}

/// The sheet as the templates read it: with the setting, and with the visitor's name in a spelling
/// that the fonts can show.
fn data(press: &Press, sheet: &Sheet<'_>, setting: Setting) -> Result<Value, PdfError> {
    let unwritable = |_| PdfError::Setup("the pack cannot be written as JSON");
    let visitor = &sheet.pack.visitor;
    let mut value = serde_json::to_value(sheet).map_err(unwritable)?;
    if !press.coverage().shows(&visitor.called) {
        let shown = press.coverage().name(&visitor.called, visitor.latin.as_deref());
        replace(&mut value, &visitor.called, &shown);
    }
    put(&mut value, "density", json!(setting.density));
    put(&mut value, "detail_in_cards", json!(setting.moved >= Moved::Jobs));
    put(&mut value, "reasons_in_cards", json!(setting.moved >= Moved::Reasons));
    put(&mut value, "time_in_cards", json!(setting.time == Gone));
    Ok(value)
}

fn put(data: &mut Value, field: &str, value: Value) {
    if let Some(fields) = data.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
}

pub(super) fn replace(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text.contains(from) => *text = text.replace(from, to),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, from, to)),
        Value::Object(fields) => fields.values_mut().for_each(|item| replace(item, from, to)),
        _ => {}
    }
}
