//! What must hold before seats are taken: the programme, the law, the seats themselves.

use crate::app::App;
use crate::db::{Conn, placements};
use crate::domain::placement::Placement;
use crate::services::ServiceError;

/// Lets pass a placement that may be confirmed now. Called in the transaction that takes the seats.
///
/// # Errors
/// [`ServiceError::Conflict`] naming what stands in the way.
pub(super) fn gates(c: &mut Conn, _app: &App, placement: &Placement) -> Result<(), ServiceError> {
    seats(c, placement)
}

fn seats(c: &mut Conn, placement: &Placement) -> Result<(), ServiceError> {
    let full = placements::seats::full_dates(c, placement)?;
    if full.is_empty() {
        return Ok(());
    }
    let dates: Vec<_> = full.iter().map(ToString::to_string).collect();
    Err(ServiceError::conflict("window_full", format!("no seat is left on: {}", dates.join(", "))))
}
