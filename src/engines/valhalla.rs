//! Valhalla's matrix service.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::place::Coordinates;
use crate::travel::StreetDoubt;
use crate::travel::streets::{Street, Walker};

use super::asking::{Asking, Told};
use super::batches::{Batch, Engine, Refusal, SNAP_METRES, metres};

/// A Valhalla service.
pub(super) struct Valhalla {
    url: String,
}

impl Valhalla {
    pub(super) fn new(url: String) -> Self {
        Self { url: format!("{url}/sources_to_targets") }
    }
}

#[derive(Deserialize)]
struct Matrix {
    sources_to_targets: Vec<Vec<Pair>>,
}

#[derive(Deserialize)]
struct Pair {
    to_index: usize,
    /// Kilometres; null where there is no way.
    distance: Option<f64>,
}

impl Engine for Valhalla {
    const NAME: &'static str = "valhalla";

    fn ask(&self, asking: &Asking, batch: &Batch<'_>) -> Result<Vec<Street>, Refusal> {
        let place = |at: &Coordinates| json!({"lat": at.lat(), "lon": at.lon(), "radius": 0, "search_cutoff": SNAP_METRES});
        let moving = match batch.walker {
            Walker::Foot => "foot",
            Walker::Wheelchair => "wheelchair",
        };
        let question = json!({
            "sources": [place(&batch.from)],
            "targets": batch.to.iter().map(place).collect::<Vec<_>>(),
            "costing": "pedestrian",
            "costing_options": {"pedestrian": {"type": moving}},
            "units": "km",
        });
        let told = asking.post(&self.url, &question, batch.within)?;
        if told.status != 200 {
            return Err(refusal(&told));
        }
        let matrix = Matrix::deserialize(&told.body).map_err(|_| StreetDoubt::Unusable)?;
        let mut row = matrix.sources_to_targets.into_iter().next().unwrap_or_default();
        row.sort_by_key(|pair| pair.to_index);
        let in_order = row.iter().enumerate().all(|(number, pair)| number == pair.to_index);
        if !in_order {
            return Err(Refusal::Final(StreetDoubt::Unusable));
        }
        Ok(row.iter().map(street).collect())
    }
}

fn street(pair: &Pair) -> Street {
    match pair.distance.map(|kilometres| metres(kilometres * 1_000.0)) {
        None => Street::Doubt(StreetDoubt::NoWay),
        Some(None) => Street::Doubt(StreetDoubt::Unusable),
        Some(Some(metres)) => Street::Metres(metres),
    }
}

/// By the engine's own numbers: 150 too many places, 154 too far apart, 170 no way between the
/// regions, 171 no street near, 442 no way found.
fn refusal(told: &Told) -> Refusal {
    match told.body.get("error_code").and_then(Value::as_u64) {
        Some(150 | 154) => Refusal::Smaller(StreetDoubt::Unusable),
        Some(171) => Refusal::Smaller(StreetDoubt::OffTheMap),
        Some(170 | 442) => Refusal::Smaller(StreetDoubt::NoWay),
        _ => Refusal::Final(StreetDoubt::Unusable),
    }
}
