//! What `--explain` says of an answer: where seats are short, what one more would bring, why not the
//! first choice, and the proof.

use std::io::{self, Write};

use super::Names;
use crate::allocation::sheet::inert;
use crate::allocation::{Allocation, Bound, Cohort, Gain, Objective, Shortage, Toll, Why};
use crate::words::allocation::{counted, gain, verdict};

/// Lines of a section that are printed; a table has them all.
const LINES: usize = 40;

/// Names in a row before the rest are only counted.
const IN_A_ROW: usize = 12;

/// An answer with everything that is asked of it.
pub(super) struct Explained<'a> {
    allocation: &'a Allocation,
    names: &'a Names,
    shortages: Vec<Shortage>,
    /// By offer.
    gains: Vec<Gain>,
    /// By learner, about their first choice: `None` for whoever has it, or nothing to choose.
    why: Vec<Option<Why>>,
    /// By offer: the price of a seat that proves the answer.
    prices: Vec<Toll>,
    proof: Result<Proof, String>,
}

struct Proof {
    no_more: Option<Bound>,
    no_higher: Option<Bound>,
    floor: u16,
}

impl<'a> Explained<'a> {
    /// Asks. `cohort` is the one that was solved: the proof is checked against it.
    pub(super) fn new(allocation: &'a mut Allocation, cohort: &Cohort, names: &'a Names) -> Self {
        let offers = cohort.offers() as u32;
        let gains = (0..offers).filter_map(|offer| allocation.seat_gain(offer)).collect();
        let allocation = &*allocation;
        let certificate = allocation.certificate();
        let proof = certificate.check(cohort, &allocation.answer()).map_err(|flaw| flaw.to_string());
        let first = |learner: u32| {
            let (offer, _) = *allocation.wanted(learner).first()?;
            allocation.why(learner, offer).ok()
        };
        Self {
            allocation,
            names,
            shortages: allocation.shortages(),
            gains,
            why: (0..allocation.learners() as u32).map(first).collect(),
            prices: certificate.offers,
            proof: proof.map(|()| Proof {
                no_more: certificate.no_more,
                no_higher: certificate.no_higher,
                floor: certificate.floor,
            }),
        }
    }

    /// The answer.
    pub(super) fn allocation(&self) -> &Allocation {
        self.allocation
    }

    /// Whether the proof holds.
    pub(super) fn is_proved(&self) -> bool {
        self.proof.is_ok()
    }

    /// Prints it section by section.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        self.print_shortages(out)?;
        self.print_gains(out)?;
        self.print_why(out)?;
        self.print_proof(out)
    }

    fn print_shortages(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\nwhere seats are short")?;
        let lines = self.shortages.iter().map(|shortage| {
            let Shortage { learners, offers, pools, seats, lacking } = shortage;
            let who = self.names.learners(learners);
            if offers.is_empty() {
                return format!("{who}: no possible placement");
            }
            let pools = if pools.is_empty() {
                String::new()
            } else {
                format!(" (pools: {})", self.names.pools(pools))
            };
            format!(
                "{who}: {} for {} at {}{pools}; {} without one",
                counted(learners.len() as u64, "learner", "learners"),
                counted(*seats, "seat", "seats"),
                self.names.offers(offers),
                counted(*lacking, "goes", "go")
            )
        });
        section(out, lines.collect(), "nowhere: everybody is placed")
    }

    fn print_gains(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\nwhat one more seat would bring")?;
        let mut gains: Vec<(u32, Gain)> = (0..).zip(self.gains.iter().copied()).collect();
        gains.retain(|(_, gain)| gain.placed != 0 || gain.total.is_some_and(|total| total != 0));
        gains.sort_by_key(|(offer, gain)| (-gain.placed, gain.total.map(|total| -total), *offer));
        let line = |(offer, brings): &(u32, Gain)| format!("{}: {}", self.names.offer(*offer), gain(*brings));
        section(out, gains.iter().map(line).collect(), "nothing, at any offer")
    }

    fn print_why(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\nwhy not the first choice")?;
        let lines = self.why.iter().flatten().map(|why| {
            let has = why.got.map_or_else(
                || "has nothing".to_owned(),
                |(offer, score)| format!("has {} ({score})", self.names.offer(offer)),
            );
            let wanted = self.names.offer(why.wanted);
            let score = why.wanted_score.unwrap_or_default();
            let moves = self.moves(why);
            let moves = if moves.is_empty() { moves } else { format!("; would move: {moves}") };
            let name = self.names.learner(why.learner);
            format!("{name} {has}, not {wanted} ({score}): {}{moves}", verdict(why.verdict))
        });
        section(out, lines.collect(), "everybody has it")
    }

    /// The others who would move: `Bryn from Garden to Depot (-350)`.
    fn moves(&self, why: &Why) -> String {
        let others = why.chain.iter().filter(|step| step.moved.learner != why.learner);
        let place = |offer: Option<u32>| offer.map_or_else(|| "nothing".to_owned(), |o| self.names.offer(o));
        let step = |step: &crate::allocation::Step| {
            let (from, to) = (place(step.moved.from), place(step.moved.to));
            format!("{} from {from} to {to} ({:+})", self.names.learner(step.moved.learner), step.change)
        };
        others.map(step).collect::<Vec<_>>().join(", ")
    }

    fn print_proof(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\nproof")?;
        let proof = match &self.proof {
            Ok(proof) => proof,
            Err(flaw) => return writeln!(out, "  THE PROOF DOES NOT HOLD: {flaw}"),
        };
        let figures = self.allocation.figures();
        if let Some(bound) = &proof.no_more {
            writeln!(out, "  at most {} unpinned can be placed{}", bound.most, self.short(bound))?;
        }
        if let Some(bound) = &proof.no_higher {
            let (floor, most) = (bound.floor, bound.most);
            writeln!(out, "  with every score {floor} or more, at most {most}{}", self.short(bound))?;
        }
        let best = match self.allocation.objective() {
            Objective::Fair => format!(
                "no answer that places {} and has no score below {} has a higher total than {}",
                figures.placed, proof.floor, figures.total
            ),
            Objective::Total => {
                format!("no answer that places {} has a higher total than {}", figures.placed, figures.total)
            }
            Objective::Generous | Objective::Convex => {
                format!("no answer that places {} has scores that are spread better", figures.placed)
            }
        };
        writeln!(out, "  {best}: the prices of the seats prove it, checked by addition and comparison")
    }

    fn short(&self, bound: &Bound) -> String {
        if bound.offers.is_empty() {
            return String::new();
        }
        format!(": every seat fills at {}", self.names.offers(&bound.offers))
    }

    /// Columns for the learners' table.
    pub(super) fn columns(&self) -> [(&'static str, Vec<String>); 4] {
        let each = |cell: &dyn Fn(&Why) -> String| {
            self.why.iter().map(|why| why.as_ref().map(cell).unwrap_or_default()).collect()
        };
        [
            ("first_choice", each(&|why| self.names.offer(why.wanted))),
            ("first_choice_score", each(&|why| why.wanted_score.unwrap_or_default().to_string())),
            ("why_not", each(&|why| verdict(why.verdict))),
            ("would_move", each(&|why| self.moves(why))),
        ]
    }

    /// The table of offers: seats, how many are taken, what one more would bring, and the price that
    /// proves the answer, level by level.
    pub(super) fn offers(&self, cohort: &Cohort) -> Result<Vec<u8>, csv::Error> {
        let mut taken = vec![0_u64; cohort.offers()];
        for offer in self.allocation.answer().places.into_iter().flatten() {
            taken.iter_mut().skip(offer as usize).take(1).for_each(|taken| *taken += 1);
        }
        let mut sheet = csv::Writer::from_writer(Vec::new());
        sheet.write_record(["offer", "seats", "taken", "one_more_placed", "one_more_points", "price"])?;
        let offers = (0..).zip(cohort.capacities()).zip(taken).zip(&self.gains).zip(&self.prices);
        for ((((offer, seats), taken), gain), price) in offers {
            sheet.write_record([
                inert(&self.names.offer(offer)).into_owned(),
                seats.to_string(),
                taken.to_string(),
                gain.placed.to_string(),
                gain.total.map(|total| total.to_string()).unwrap_or_default(),
                price.map(|level| level.to_string()).join(" "),
            ])?;
        }
        sheet.into_inner().map_err(|error| error.into_error().into())
    }
}

impl Names {
    fn learner(&self, index: u32) -> String {
        word(&self.learners, index)
    }

    fn offer(&self, index: u32) -> String {
        word(&self.offers, index)
    }

    fn learners(&self, indices: &[u32]) -> String {
        row(&self.learners, indices)
    }

    fn offers(&self, indices: &[u32]) -> String {
        row(&self.offers, indices)
    }

    fn pools(&self, indices: &[u32]) -> String {
        row(&self.pools, indices)
    }
}

/// The word for an index; the index itself where there is none.
fn word(words: &[String], index: u32) -> String {
    words.get(index as usize).cloned().unwrap_or_else(|| index.to_string())
}

fn row(words: &[String], indices: &[u32]) -> String {
    let named: Vec<String> = indices.iter().take(IN_A_ROW).map(|index| word(words, *index)).collect();
    let more = indices.len().saturating_sub(IN_A_ROW);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    named.join(", ") + &more
}

fn section(out: &mut dyn Write, lines: Vec<String>, none: &str) -> io::Result<()> {
    if lines.is_empty() {
        return writeln!(out, "  {none}");
    }
    for line in lines.iter().take(LINES) {
        writeln!(out, "  {line}")?;
    }
    if lines.len() > LINES {
        writeln!(out, "  and {} more", lines.len() - LINES)?;
    }
    Ok(())
}
