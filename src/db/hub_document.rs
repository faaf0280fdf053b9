//! Documents of which a hub has one, every version kept.

/// Reads and writes such a document in the table of the same name.
macro_rules! hub_document {
    ($table:ident, $kind:ident) => {
        use chrono::{DateTime, Utc};
        use diesel::prelude::*;
        use serde::Serialize;
        use serde::de::DeserializeOwned;

        use $crate::db::changes::{self, ChangeKind};
        use $crate::db::column::Column;
        use $crate::db::format;
        use $crate::db::schema::$table;
        use $crate::db::{Conn, DbError, Stamp};
        use $crate::domain::ids::{OrganisationId, UserId};

        /// A hub's newest version with its number; `None` when it never set any.
        ///
        /// # Errors
        /// [`DbError`].
        pub fn newest<T: DeserializeOwned>(
            c: &mut Conn,
            hub: &OrganisationId,
        ) -> Result<Option<(i64, T)>, DbError> {
            let row: Option<(i64, String)> = $table::table
                .filter($table::hub_id.eq(hub.as_str()))
                .order($table::version.desc())
                .select(($table::version, $table::doc))
                .first(c)
                .optional()?;
            row.map(|(version, doc)| Ok((version, Column(stringify!($table), "doc").json(&doc)?))).transpose()
        }

        /// Adds the next version; returns its number.
        ///
        /// # Errors
        /// [`DbError::Stale`] when the newest version is not `expected` (0 when there is none); [`DbError::Newer`].
        pub fn set(
            c: &mut Conn,
            hub: &OrganisationId,
            expected: i64,
            doc: &impl Serialize,
            by: &UserId,
            at: DateTime<Utc>,
        ) -> Result<i64, DbError> {
            let its = $table::table.filter($table::hub_id.eq(hub.as_str()));
            let newest: Option<(i64, String)> = its
                .order($table::version.desc())
                .select(($table::version, $table::doc))
                .first(c)
                .optional()?;
            if newest.as_ref().map_or(0, |(version, _)| *version) != expected {
                return Err(DbError::Stale);
            }
            let column = Column(stringify!($table), "doc");
            newest.map_or(Ok(()), |(_, doc)| column.known(format::of(&doc)))?;
            diesel::insert_into($table::table)
                .values((
                    $table::hub_id.eq(hub.as_str()),
                    $table::version.eq(expected + 1),
                    $table::doc.eq(column.to_json(doc)?),
                    $table::set_by.eq(by.as_str()),
                    $table::created_at.eq(Stamp::from(at)),
                ))
                .execute(c)?;
            changes::note(c, ChangeKind::$kind, hub.as_str(), expected + 1, at)?;
            Ok(expected + 1)
        }
    };
}

pub(super) use hub_document;
