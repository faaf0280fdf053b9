//! The windows of an offer as rows, so that seats can be counted and placements can hold them.

use diesel::prelude::*;

use crate::db::conn::each;
use crate::db::schema::offer_windows::{self, dsl};
use crate::db::{Conn, DbError};
use crate::domain::ids::{OfferId, WindowId};
use crate::domain::window::Window;

/// How many learners may be present on the same date.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn capacity(c: &mut Conn, offer: &OfferId, window: &WindowId) -> Result<i32, DbError> {
    let key = (offer.as_str(), window.as_str());
    Ok(offer_windows::table.find(key).select(dsl::capacity).first(c)?)
}

/// Makes the rows what the document says. A window that placements use cannot go.
pub(super) fn replace(c: &mut Conn, offer: &OfferId, windows: &[Window]) -> Result<(), DbError> {
    let kept: Vec<&str> = windows.iter().map(|window| window.id.as_str()).collect();
    let gone = dsl::offer_windows.filter(dsl::offer_id.eq(offer.as_str())).filter(dsl::id.ne_all(kept));
    diesel::delete(gone).execute(c)?;
    for window in windows {
        let facts = (
            dsl::from_date.eq(window.dates.from),
            dsl::to_date.eq(window.dates.to),
            dsl::capacity.eq(i32::from(window.capacity)),
        );
        let row = (dsl::offer_id.eq(offer.as_str()), dsl::id.eq(window.id.as_str()), facts);
        each!(c, c => {
            diesel::insert_into(offer_windows::table)
                .values(row)
                .on_conflict((dsl::offer_id, dsl::id))
                .do_update()
                .set(facts)
                .execute(c)?;
        });
    }
    Ok(())
}
