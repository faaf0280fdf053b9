//! Many sites in requests of the engine's size, within one time limit.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::config::StreetConfig;
use crate::domain::place::Coordinates;
use crate::travel::streets::{Street, Walker};
use crate::travel::{StreetDoubt, Streets};

use super::asking::Asking;

/// How far from a street a place may be, metres, to be walked from.
pub(super) const SNAP_METRES: u32 = 200;

/// One batch to one engine, in its own words.
pub(super) trait Engine: Send + Sync {
    /// The engine's name.
    const NAME: &'static str;

    /// Asks for the walks to a batch.
    ///
    /// # Errors
    /// [`Refusal`].
    fn ask(&self, asking: &Asking, batch: &Batch<'_>) -> Result<Vec<Street>, Refusal>;
}

/// What one request asks.
pub(super) struct Batch<'a> {
    pub(super) from: Coordinates,
    pub(super) to: &'a [Coordinates],
    pub(super) walker: Walker,
    /// How long it may take.
    pub(super) within: Duration,
}

/// Why a batch has no answer.
pub(super) enum Refusal {
    /// Fewer sites may have one; a single site has this doubt.
    Smaller(StreetDoubt),
    /// Nor will any other batch.
    Final(StreetDoubt),
}

impl From<StreetDoubt> for Refusal {
    fn from(doubt: StreetDoubt) -> Self {
        Self::Final(doubt)
    }
}

/// An engine with its limits.
pub(super) struct Batches<E> {
    engine: E,
    asking: Asking,
    size: usize,
    total: Duration,
}

impl<E: Engine> Batches<E> {
    pub(super) fn new(engine: E, config: &StreetConfig) -> Self {
        Self {
            engine,
            asking: Asking::new(config),
            size: usize::from(config.batch).max(1),
            total: config.total(),
        }
    }
}

impl<E: Engine> Streets for Batches<E> {
    fn name(&self) -> &str {
        E::NAME
    }

    fn walks(&self, from: Coordinates, to: &[Coordinates], walker: Walker) -> Vec<Street> {
        let begun = Instant::now();
        let mut waiting: VecDeque<&[Coordinates]> = to.chunks(self.size).collect();
        let mut told: Vec<Street> = Vec::with_capacity(to.len());
        while let Some(to) = waiting.pop_front() {
            let within = self.total.saturating_sub(begun.elapsed());
            let answer = if within.is_zero() {
                Err(Refusal::Final(StreetDoubt::Silent))
            } else {
                self.engine.ask(&self.asking, &Batch { from, to, walker, within })
            };
            match answer {
                Ok(streets) if streets.len() == to.len() => told.extend(streets),
                Ok(_) => told.extend(to.iter().map(|_| Street::Doubt(StreetDoubt::Unusable))),
                Err(Refusal::Smaller(doubt)) if to.len() == 1 => told.push(Street::Doubt(doubt)),
                Err(Refusal::Smaller(_)) => {
                    let (left, right) = to.split_at(to.len() / 2);
                    waiting.push_front(right);
                    waiting.push_front(left);
                }
                Err(Refusal::Final(doubt)) => {
                    told.resize(to.len() + told.len(), Street::Doubt(doubt));
                    let left = waiting.drain(..).map(<[_]>::len).sum::<usize>();
                    told.resize(told.len() + left, Street::Doubt(doubt));
                }
            }
        }
        told
    }
}

/// Metres from an engine's number, rounded up; `None` when it is no distance.
pub(super) fn metres(metres: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded just before")]
    (0.0..1e8).contains(&metres).then(|| metres.ceil() as u32)
}

/// Micro-degrees as the decimal degrees that they are, exactly.
pub(super) fn degrees(micro: i32) -> String {
    let (sign, micro) = (if micro < 0 { "-" } else { "" }, micro.unsigned_abs());
    format!("{sign}{}.{:06}", micro / 1_000_000, micro % 1_000_000)
}
