//! Names of public types: two of one name are told apart by their rooms, and no more join them unseen.

use std::collections::BTreeMap;

use super::product;

/// Names that several public types share, and how many do. Each is read with its room (`offers::Filter`,
/// `law::Day`); a new type gets a name of its own.
const SHARED: &[(&str, usize)] = &[
    ("Addressee", 2),
    ("Answer", 3),
    ("Arrangement", 2),
    ("Artefacts", 2),
    ("Asked", 4),
    ("Attempt", 2),
    ("Batch", 2),
    ("Because", 2),
    ("Block", 2),
    ("Body", 2),
    ("Bound", 2),
    ("Change", 4),
    ("Choice", 4),
    ("Clock", 2),
    ("ComposeError", 2),
    ("Cursor", 2),
    ("Day", 4),
    ("Decision", 2),
    ("Disclosure", 2),
    ("Draft", 4),
    ("Facts", 3),
    ("FamilyContact", 2),
    ("Fault", 5),
    ("Feed", 2),
    ("Feedback", 2),
    ("Filter", 5),
    ("Finding", 2),
    ("Found", 2),
    ("Gate", 2),
    ("Journey", 2),
    ("LearnerDocument", 2),
    ("Letter", 3),
    ("Limits", 2),
    ("Listed", 2),
    ("Loaded", 2),
    ("Look", 2),
    ("Network", 2),
    ("Opened", 2),
    ("Origin", 2),
    ("Outcome", 3),
    ("Page", 4),
    ("Part", 2),
    ("Pattern", 2),
    ("PhoneLine", 2),
    ("Place", 2),
    ("Prepared", 2),
    ("Problem", 2),
    ("Profile", 3),
    ("Proposal", 2),
    ("Provider", 2),
    ("Query", 3),
    ("Reader", 2),
    ("Reason", 2),
    ("Recipient", 2),
    ("Record", 2),
    ("Refused", 2),
    ("Reply", 2),
    ("Row", 3),
    ("Run", 2),
    ("Said", 2),
    ("Search", 2),
    ("Sheet", 3),
    ("Shift", 2),
    ("SiteEvent", 2),
    ("Sources", 3),
    ("Stamp", 2),
    ("Standing", 3),
    ("Step", 4),
    ("Table", 2),
    ("Task", 2),
    ("Terms", 2),
    ("Told", 2),
    ("Visitor", 2),
    ("Wanted", 5),
    ("Why", 2),
];

fn public_type(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let name = ["struct ", "enum ", "trait ", "type "].iter().find_map(|kind| rest.strip_prefix(kind))?;
    name.split(|c: char| !c.is_alphanumeric()).next().filter(|name| !name.is_empty())
}

#[test]
fn no_more_public_types_share_a_name() {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for (_, text) in product() {
        for name in text.lines().filter_map(public_type) {
            *count.entry(name.to_owned()).or_default() += 1;
        }
    }
    assert!(count.len() > 500, "only {} public types were found", count.len());
    let shared: Vec<(&str, usize)> =
        count.iter().filter(|(_, times)| **times > 1).map(|(name, times)| (name.as_str(), *times)).collect();
    assert_eq!(shared, SHARED);
}
