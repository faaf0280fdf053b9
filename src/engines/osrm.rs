//! OSRM's table service.

use serde::Deserialize;

use crate::travel::StreetDoubt;
use crate::travel::streets::Street;

use super::asking::{Asking, Told};
use super::batches::{Batch, Engine, Refusal, SNAP_METRES, degrees, metres};

/// An `osrm-routed` whose data was made with the foot profile. It knows one way of moving only, so
/// that a wheelchair is led up steps where its data leads feet there.
pub(super) struct Osrm {
    url: String,
}

impl Osrm {
    pub(super) fn new(url: String) -> Self {
        Self { url }
    }
}

#[derive(Deserialize)]
struct Table {
    distances: Vec<Vec<Option<f64>>>,
}

impl Engine for Osrm {
    const NAME: &'static str = "osrm";

    fn ask(&self, asking: &Asking, batch: &Batch<'_>) -> Result<Vec<Street>, Refusal> {
        let place = |at: &crate::domain::place::Coordinates| {
            format!("{},{}", degrees(at.lon_udeg), degrees(at.lat_udeg))
        };
        let places: Vec<String> = std::iter::once(&batch.from).chain(batch.to).map(place).collect();
        let sites: Vec<String> = (1..places.len()).map(|number| number.to_string()).collect();
        let radiuses = vec![SNAP_METRES.to_string(); places.len()];
        let url = format!(
            "{}/table/v1/foot/{}?sources=0&destinations={}&radiuses={}&annotations=distance&generate_hints=false",
            self.url,
            places.join(";"),
            sites.join(";"),
            radiuses.join(";"),
        );
        let told = asking.get(&url, batch.within)?;
        if told.status != 200 {
            return Err(refusal(&told));
        }
        let table = Table::deserialize(&told.body).map_err(|_| StreetDoubt::Unusable)?;
        let row = table.distances.into_iter().next().unwrap_or_default();
        Ok(row.into_iter().map(street).collect())
    }
}

fn street(distance: Option<f64>) -> Street {
    match distance.map(metres) {
        None => Street::Doubt(StreetDoubt::NoWay),
        Some(None) => Street::Doubt(StreetDoubt::Unusable),
        Some(Some(metres)) => Street::Metres(metres),
    }
}

fn refusal(told: &Told) -> Refusal {
    match told.body.get("code").and_then(serde_json::Value::as_str) {
        Some("NoSegment") => Refusal::Smaller(StreetDoubt::OffTheMap),
        Some("NoTable") => Refusal::Smaller(StreetDoubt::NoWay),
        Some("TooBig") => Refusal::Smaller(StreetDoubt::Unusable),
        _ => Refusal::Final(StreetDoubt::Unusable),
    }
}
