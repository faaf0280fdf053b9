//! What only the person who brings a file can say of it: how its columns are read, and what stands in a cell instead.

use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::Code;
use crate::intake::SheetAnswers;
use crate::intake::learner::SAME_LEARNER;
use crate::services::ServiceError;
use crate::services::catalogue;
use crate::services::imports::{self, ImportView};
use crate::web::fields::{Form, Kind};
use crate::web::form::typed as given;
use crate::web::typed::Typed;
use crate::words::pages::imports as words;

/// The field of the occupation, which is chosen from the catalogue.
const OCCUPATION: &str = "occupation";

fn column_field(place: &str) -> String {
    format!("column-{place}")
}

fn every_field(name: &str) -> String {
    format!("every-{name}")
}

fn cell_field(row: u32, name: &str) -> String {
    format!("cell-{row}-{name}")
}

/// What each column is, and what else only its bringer can say.
pub(super) fn ask_answers(form: Form, import: &ImportView) -> Form {
    let known = &import.answers;
    let fields = imports::fields(import.kind);
    let fields = || {
        let own = fields.iter().filter(|field| field.field != SAME_LEARNER);
        own.map(|field| (field.field, field.question))
    };
    let form = import.columns.iter().fold(form, |form, column| {
        let label = words::column(&column.column, &column.heading);
        let choices = [("", words::UNREAD)].into_iter().chain(fields());
        let before = [column.field.unwrap_or_default()];
        form.choose(Kind::Select, &column_field(&column.column), &label, "", choices, &before)
    });
    let dates = known.dates.map(|dates| dates.code()).into_iter().collect::<Vec<_>>();
    let dated = [("day_first", words::DAY_FIRST), ("month_first", words::MONTH_FIRST)];
    let form = form.choose(Kind::Radios, "dates", words::DATES, "", dated, &dates);
    let separator = known.separator.map(|separator| separator.code()).into_iter().collect::<Vec<_>>();
    let separated = [("comma", words::COMMA), ("semicolon", words::SEMICOLON), ("tab", words::TAB)];
    let form = form.choose(Kind::Radios, "separator", words::SEPARATOR, "", separated, &separator);
    form.ask(Kind::Line, "sheet", words::SHEET, words::SHEET_HINT, known.sheet.clone().unwrap_or_default())
}

/// What can be said of every row at once, where no column says it; none where there is nothing.
pub(super) fn ask_every_row(form: Form, import: &ImportView) -> Option<Form> {
    let without_column = |name: &str| import.columns.iter().all(|column| column.field != Some(name));
    let of_all = imports::fields_of_all(import.kind).into_iter().filter(|field| without_column(field.field));
    let form = of_all.fold(form, |form, field| {
        let now = import.answers.every_row.get(field.field).cloned().unwrap_or_default();
        form.ask(Kind::Line, &every_field(field.field), field.question, "", now)
    });
    (!form.fields.is_empty()).then(|| form.folded(words::EVERY_ROW))
}

/// The cells that cannot be read, each below what is wrong with it.
pub(super) fn ask_cells(
    app: &App,
    caller: &Caller,
    form: Form,
    import: &ImportView,
) -> Result<Form, ServiceError> {
    let fields = imports::fields(import.kind);
    let faults = import.faults.iter().filter_map(|fault| Some((fault, fault.field?)));
    let occupations = match faults.clone().any(|(_, name)| name == OCCUPATION) {
        true => catalogue::list(app, caller, None, None)?.items,
        false => Vec::new(),
    };
    Ok(faults.fold(form, |form, (fault, name)| {
        let question = fields.iter().find(|field| field.field == name).map_or("", |field| field.question);
        let label = words::cell(fault.row, fault.column.as_deref(), question);
        let (name, found) = (cell_field(fault.row, name), fault.found.as_deref().unwrap_or_default());
        let form = if name.ends_with(OCCUPATION) {
            let titles = occupations.iter().map(|one| (one.title.to_string(), one.title.to_string()));
            let choices = std::iter::once((found.to_owned(), words::select(found))).chain(titles);
            form.choose(Kind::Select, &name, &label, "", choices, &[found])
        } else if name.ends_with(SAME_LEARNER) {
            form.choose(Kind::Radios, &name, &label, "", words::SAME_OR_NOT, &[])
        } else {
            form.ask(Kind::Line, &name, &label, "", found)
        };
        form.but(&fault.message)
    }))
}

/// What was typed into one of the forms, over what was answered before.
pub(super) fn answered(typed: &Typed, import: &ImportView) -> SheetAnswers {
    let mut answers = import.answers.clone();
    for column in &import.columns {
        let name = column_field(&column.column);
        if typed.has(&name) {
            answers.columns.insert(column.heading.clone(), typed.get(&name).to_owned());
        }
    }
    for field in imports::fields_of_all(import.kind) {
        let name = every_field(field.field);
        match given(typed.get(&name)) {
            Some(text) => answers.every_row.insert(field.field.to_owned(), text.to_owned()),
            None if typed.has(&name) => answers.every_row.remove(field.field),
            None => None,
        };
    }
    for (fault, field) in import.faults.iter().filter_map(|fault| Some((fault, fault.field?))) {
        let name = cell_field(fault.row, field);
        let text = typed.get(&name).trim();
        if typed.has(&name) && text != fault.found.as_deref().unwrap_or_default() {
            answers.cells.entry(fault.row).or_default().insert(field.to_owned(), text.to_owned());
        }
    }
    // Only the form about the columns has this field.
    if typed.has("sheet") {
        answers.dates = Code::named(typed.get("dates"));
        answers.separator = Code::named(typed.get("separator"));
        answers.sheet = given(typed.get("sheet")).map(str::to_owned);
    }
    answers
}
