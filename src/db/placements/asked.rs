//! How often employers have been asked to take a hub's learners.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use crate::db::column::Column;
use crate::db::schema::{organisations, placements};
use crate::db::{Conn, DbError, Stamp};
use crate::domain::code::Code;
use crate::domain::ids::OrganisationId;
use crate::domain::placement::PlacementState;

/// How often one employer has been asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Proposals since an instant.
    pub times: i64,
    /// Those of them that the employer declined.
    pub declined: i64,
    /// The last proposal of all.
    pub last_at: DateTime<Utc>,
}

/// How often each employer has been asked to take a learner of a hub's providers since an instant, and when last.
///
/// # Errors
/// [`DbError`].
pub fn asked(
    c: &mut Conn,
    hub: &OrganisationId,
    since: DateTime<Utc>,
) -> Result<BTreeMap<OrganisationId, Asked>, DbError> {
    let of_hub = || {
        let its = organisations::hub_id.eq(hub.as_str()).assume_not_null();
        let providers = organisations::table.filter(its).select(organisations::id);
        placements::table.filter(placements::provider_id.eq_any(providers))
    };
    let last: Vec<(String, Option<Stamp>)> = of_hub()
        .group_by(placements::employer_id)
        .select((placements::employer_id, max(placements::created_at)))
        .load(c)?;
    let lately = || of_hub().filter(placements::created_at.ge(Stamp::from(since)));
    let times: Vec<(String, i64)> =
        lately().group_by(placements::employer_id).select((placements::employer_id, count_star())).load(c)?;
    let declined: Vec<(String, i64)> = lately()
        .filter(placements::state.eq(PlacementState::Declined.code()))
        .group_by(placements::employer_id)
        .select((placements::employer_id, count_star()))
        .load(c)?;
    let (times, declined): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (times.into_iter().collect(), declined.into_iter().collect());
    let dated = last.into_iter().filter_map(|(employer, at)| Some((employer, at?)));
    dated
        .map(|(employer, at)| {
            let count = |of: &BTreeMap<String, i64>| of.get(&employer).copied().unwrap_or_default();
            let asked = Asked { times: count(&times), declined: count(&declined), last_at: at.into() };
            Ok((Column("placements", "employer_id").parse(employer)?, asked))
        })
        .collect()
}
