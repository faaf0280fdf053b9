//! A programme as plain text, for people to read.

use std::fmt::Write;

use placewell::domain::support::HelpLevel;
use placewell::domain::workload::WorkInput;
use placewell::programme::{Content, Programme};
use placewell::words::programme as words;

pub(super) fn render(programme: &Programme, input: &WorkInput<'_>) -> String {
    let mut out = String::new();
    let name = |id| input.offer.person(id).map_or_else(|| id.to_string(), |person| person.name.to_string());
    for day in &programme.days {
        let title = day.date.format("%A %-d %B");
        writeln!(out, "{title}, {} to {}", day.attended.from, day.attended.to).unwrap();
        if let Some(cut) = day.shortened {
            writeln!(out, "  ! {}", words::shortened(cut)).unwrap();
        }
        if day.crowded {
            writeln!(out, "  ! more than one new task in a half day").unwrap();
        }
        for notice in &day.notices {
            writeln!(out, "  * {} {}-{}", notice.name, notice.hours.from, notice.hours.to).unwrap();
        }
        for block in &day.blocks {
            let deputy = block.deputy.as_ref().map(|id| format!(" or {}", name(id))).unwrap_or_default();
            let marks = match &block.content {
                Content::Task { new: true, .. } => " NEW",
                _ if block.swappable => " ~",
                _ => "",
            };
            let events: Vec<_> = block.events.iter().map(ToString::to_string).collect();
            let events = if events.is_empty() { String::new() } else { format!(" [{}]", events.join(", ")) };
            writeln!(
                out,
                "  {}-{} {:>4} {}{marks} | {} | {}{deputy}{events}",
                block.span.from,
                block.span.to,
                block.id.to_string(),
                words::wording(&block.what, false),
                words::wording(&block.place, false),
                name(&block.person),
            )
            .unwrap();
            if let Some(about) = &block.about {
                writeln!(out, "                   {about}").unwrap();
            }
            if let Some(level) = block.level {
                writeln!(
                    out,
                    "                   {}. Until: {}",
                    help_level(level),
                    words::wording(&block.visible_finish, false)
                )
                .unwrap();
            }
        }
    }
    writeln!(out, "Tasks").unwrap();
    for plan in &programme.tasks {
        let stretch = if plan.stretches { ", a stretch" } else { "" };
        writeln!(
            out,
            "  {} x{} from {}: {}{stretch}",
            plan.name,
            plan.blocks,
            plan.first_met.format("%a"),
            help_level(plan.starts_at)
        )
        .unwrap();
        plan.less_help_when
            .iter()
            .for_each(|rule| writeln!(out, "    - {}", words::less_help(*rule)).unwrap());
        plan.more_help_when
            .iter()
            .for_each(|rule| writeln!(out, "    + {}", words::more_help(*rule)).unwrap());
    }
    out
}

/// A level of help, in plain words.
fn help_level(level: HelpLevel) -> &'static str {
    match level {
        HelpLevel::Together => "Do it together",
        HelpLevel::ShownOnce => "Show it once",
        HelpLevel::ListAndPoint => "A list, and point at the next step",
        HelpLevel::ListOnly => "A list only",
        HelpLevel::Alone => "Alone: the work itself says what is next",
    }
}
