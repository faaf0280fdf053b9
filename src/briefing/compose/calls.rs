use chrono::NaiveDate;

use super::Inputs;
use crate::domain::time::TimeOfDay;
use crate::words::briefing as words;

/// When whom of the employer is rung, a sentence for each person and time of day.
pub(super) fn of_employer(inputs: &Inputs<'_>) -> Vec<String> {
    let provider = inputs.provider.outward_name.as_str();
    let calls = inputs.calls.iter();
    grouped(calls.filter_map(|call| Some(((call.contact.as_deref()?, call.at), call.date))))
        .iter()
        .map(|((who, at), dates)| words::call(provider, who, dates, *at))
        .collect()
}

/// When the family is rung, a sentence for each time of day.
#[must_use]
pub fn of_family(inputs: &Inputs<'_>) -> Vec<String> {
    let calls = inputs.calls.iter().filter(|call| call.contact.is_none());
    let said = |(at, dates): &(TimeOfDay, Vec<NaiveDate>)| {
        words::family::call(&words::day_heading(dates, &[]), &at.to_string())
    };
    grouped(calls.map(|call| (call.at, call.date))).iter().map(said).collect()
}

fn grouped<K: PartialEq>(calls: impl Iterator<Item = (K, NaiveDate)>) -> Vec<(K, Vec<NaiveDate>)> {
    let mut groups: Vec<(K, Vec<NaiveDate>)> = Vec::new();
    for (key, date) in calls {
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, dates)) if dates.contains(&date) => {}
            Some((_, dates)) => dates.push(date),
            None => groups.push((key, vec![date])),
        }
    }
    groups
}
