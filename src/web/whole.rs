//! Lists of which a page shows everything: what an organisation itself has made, a page of the store after the other.

use crate::services::{Page, ServiceError, Slice};

/// How many rows are read at a time.
const ROWS: u16 = 200;

/// All pages of a list, in its order.
///
/// # Errors
/// The first failure of `read`.
pub(super) fn whole<T>(
    mut read: impl FnMut(&Slice) -> Result<Page<T>, ServiceError>,
) -> Result<Vec<T>, ServiceError> {
    let (mut all, mut slice) = (Vec::new(), Slice::first(ROWS));
    loop {
        let Page { items, next } = read(&slice)?;
        all.extend(items);
        match next {
            None => return Ok(all),
            next => slice = Slice { after: next, ..slice },
        }
    }
}
