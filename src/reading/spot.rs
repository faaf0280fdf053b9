//! The place in a document, and in its schema, that a path names.

use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use super::shapes::{Shapes, property};

/// A value and its schema.
pub(super) struct Spot<'s, 'v> {
    pub(super) schema: &'s Value,
    pub(super) value: &'v mut Value,
}

/// Where a path leads; `None` when the document or the schema has no such place.
pub(super) fn find<'s, 'v>(shapes: &'s Shapes, document: &'v mut Value, path: &Path) -> Option<Spot<'s, 'v>> {
    let mut spot = Spot { schema: shapes.root(), value: document };
    for segment in path.iter() {
        let schema = of_value(shapes, spot.schema, spot.value);
        spot = match segment {
            Segment::Seq { index } => {
                Spot { schema: schema.get("items")?, value: spot.value.get_mut(index)? }
            }
            Segment::Map { key } => member(schema, spot.value, key)?,
            Segment::Enum { variant } => member(schema, spot.value, variant)?,
            Segment::Unknown => return None,
        };
    }
    Some(spot)
}

fn member<'s, 'v>(schema: &'s Value, value: &'v mut Value, name: &str) -> Option<Spot<'s, 'v>> {
    let schema = property(schema, name).or_else(|| schema.get("additionalProperties"))?;
    Some(Spot { schema, value: value.get_mut(name)? })
}

/// The schema that a value chooses.
fn of_value<'s>(shapes: &'s Shapes, schema: &'s Value, value: &Value) -> &'s Value {
    let schema = shapes.resolved(schema);
    let chosen = shapes.union(schema).and_then(|union| {
        let name = match union.tag {
            Some(tag) => value.get(tag)?.as_str()?,
            None => value.as_object()?.keys().next()?,
        };
        union.named(name)
    });
    chosen.map_or(schema, |branch| shapes.resolved(branch))
}
