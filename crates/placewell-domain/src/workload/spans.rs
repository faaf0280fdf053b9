//! Arithmetic on stretches of one day.

use crate::time::Span;

/// What is left of `spans` when `cut` is taken out.
pub(super) fn without(spans: Vec<Span>, cut: Span) -> Vec<Span> {
    if !spans.iter().any(|span| span.overlaps(cut)) {
        return spans;
    }
    spans
        .into_iter()
        .flat_map(|span| {
            let before = Span::new(span.from, span.to.min(cut.from));
            let after = Span::new(span.from.max(cut.to), span.to);
            [before, after].into_iter().flatten()
        })
        .collect()
}

/// What both lists have.
pub(super) fn both(first: &[Span], second: &[Span]) -> Vec<Span> {
    first.iter().flat_map(|one| second.iter().filter_map(move |other| one.intersection(*other))).collect()
}
