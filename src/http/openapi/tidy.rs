//! What the derives leave to be said otherwise.

use utoipa::Modify;
use utoipa::openapi::schema::{ArrayItems, Schema};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Components, OpenApi as Document, Ref, RefOr};

/// Names the items of lists, and says of open operations that they ask for nobody.
pub(super) struct Tidy;

impl Modify for Tidy {
    fn modify(&self, document: &mut Document) {
        if let Some(components) = &mut document.components {
            name_items(components);
        }
        for item in document.paths.paths.values_mut() {
            let methods = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete];
            for operation in methods.into_iter().flatten() {
                if operation.security.as_deref() == Some(&[SecurityRequirement::default()]) {
                    operation.security = Some(Vec::new());
                }
            }
        }
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
