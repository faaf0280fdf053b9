//! What the derives leave to be said otherwise.

use utoipa::Modify;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::schema::{ArrayItems, ObjectBuilder, Schema, Type};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Components, OpenApi as Document, Ref, RefOr};

use super::operations_mut;

/// Names the items of lists, gives headers their shapes, and says of open operations that they ask for nobody.
pub(super) struct Tidy;

impl Modify for Tidy {
    fn modify(&self, document: &mut Document) {
        if let Some(components) = &mut document.components {
            name_items(components);
            components.schemas.values_mut().for_each(|schema| open_parts(schema, false));
        }
        for operation in operations_mut(document) {
            for parameter in operation.parameters.iter_mut().flatten() {
                shape_header(parameter);
            }
            if operation.security.as_deref() == Some(&[SecurityRequirement::default()]) {
                operation.security = Some(Vec::new());
            }
        }
    }
}

/// Headers are declared as text; their shapes are the same wherever they are taken.
fn shape_header(parameter: &mut RefOr<Parameter>) {
    let RefOr::T(parameter) = parameter else { return };
    let shape = match parameter.name.as_str() {
        "If-Match" => "^\"(0|[1-9][0-9]{0,17})\"$",
        "Idempotency-Key" => "^[!-~]{1,100}$",
        _ => return,
    };
    let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some(shape));
    parameter.schema = Some(text.build().into());
}

/// A part of a whole knows nothing of the other parts: if it were closed, no whole would fit.
fn open_parts(schema: &mut RefOr<Schema>, is_part: bool) {
    match schema {
        RefOr::T(Schema::OneOf(one)) => one.items.iter_mut().for_each(|item| open_parts(item, is_part)),
        RefOr::T(Schema::AllOf(all)) => all.items.iter_mut().for_each(|item| open_parts(item, true)),
        RefOr::T(Schema::Object(object)) if is_part => object.additional_properties = None,
        _ => {}
    }
}

/// A generic list holds the shape of its items whole; they get a name of their own instead.
fn name_items(components: &mut Components) {
    let mut items = Vec::new();
    for (name, listing) in &mut components.schemas {
        let (Some(item), RefOr::T(Schema::Object(listing))) = (name.strip_prefix("Listing_"), listing) else {
            continue;
        };
        if let Some(RefOr::T(Schema::Array(array))) = listing.properties.get_mut("items")
            && let ArrayItems::RefOrSchema(of) = &mut array.items
        {
            let shape = std::mem::replace(of.as_mut(), RefOr::Ref(Ref::from_schema_name(item)));
            items.push((item.to_owned(), shape));
        }
    }
    for (name, shape) in items {
        components.schemas.entry(name).or_insert(shape);
    }
}
