//! The picture of a job by what its name says is done, so that six jobs with plants are not six times the same pot.

use super::{Picture, of_work};
use crate::domain::task::Task;

/// What a word shows by itself, the plainest first. A word counts in its other forms, too: "label" in "labels".
const THINGS: &[(&str, Picture)] = &[
    ("feed", Picture::Bowl),
    ("weigh", Picture::Scales),
    ("water", Picture::WateringCan),
    ("sow", Picture::Seeds),
    ("label", Picture::Label),
    ("tag", Picture::Label),
    ("ticket", Picture::Label),
    ("shelf", Picture::Shelf),
    ("shelv", Picture::Shelf),
    ("rack", Picture::Shelf),
    ("fold", Picture::Fold),
    ("scan", Picture::Barcode),
    ("wash", Picture::Tap),
    ("rinse", Picture::Tap),
    ("scrub", Picture::Tap),
    ("wipe", Picture::Cloth),
    ("polish", Picture::Cloth),
    ("dust", Picture::Cloth),
    ("egg", Picture::Egg),
    ("book", Picture::Words),
    ("story", Picture::Words),
    ("photo", Picture::Photograph),
    ("photograph", Picture::Photograph),
    ("letter", Picture::Envelope),
    ("envelope", Picture::Envelope),
    ("post", Picture::Envelope),
    ("parcel", Picture::Parcel),
    ("repack", Picture::Parcel),
    ("unpack", Picture::Parcel),
    ("bag", Picture::GoodsBag),
    ("box", Picture::Parcel),
    ("crate", Picture::Parcel),
    ("pack", Picture::Parcel),
    ("seed", Picture::Seeds),
    ("pot", Picture::Plants),
    ("flower", Picture::Flower),
    ("rose", Picture::Flower),
    ("bread", Picture::Bread),
    ("rolls", Picture::Bread),
    ("bun", Picture::Bread),
    ("dough", Picture::Bread),
    ("tray", Picture::Tray),
    ("trolley", Picture::Trolley),
    ("hang", Picture::Hanger),
    ("hanger", Picture::Hanger),
    ("bicycle", Picture::Bicycle),
    ("puncture", Picture::Bicycle),
    ("wheel", Picture::Bicycle),
    ("vegetable", Picture::Carrot),
    ("salad", Picture::Carrot),
    ("fruit", Picture::Carrot),
    ("rake", Picture::Rake),
    ("weed", Picture::Rake),
    ("type", Picture::Keyboard),
    ("beds", Picture::Hotels),
    ("sandwich", Picture::Food),
    ("snack", Picture::Food),
    ("cutlery", Picture::Lunch),
    ("fork", Picture::Lunch),
    ("table", Picture::Lunch),
    ("cup", Picture::Break),
    ("toy", Picture::Children),
    ("brick", Picture::Children),
    ("van", Picture::Vehicles),
    ("litter", Picture::Recycling),
    ("paint", Picture::Art),
    ("sweep", Picture::Tidy),
    ("song", Picture::Music),
    ("uniform", Picture::Clothes),
    ("clothes", Picture::Clothes),
    ("food", Picture::Bowl),
];

/// What is done, where the name says nothing that can be drawn better.
const DEEDS: &[(&str, Picture)] = &[
    ("write", Picture::Pencil),
    ("count", Picture::Numbers),
    ("check", Picture::Check),
    ("find", Picture::Check),
    ("look", Picture::Check),
    ("sort", Picture::Sorting),
    ("clean", Picture::Cleaning),
    ("plant", Picture::Plants),
    ("order", Picture::Customers),
    ("serve", Picture::Customers),
    ("index", Picture::Plan),
    ("list", Picture::Plan),
];

/// What makes another form of a word: "labelling" counts as "label", "postman" not as "post".
const ENDINGS: [&str; 12] = ["", "s", "es", "ing", "ed", "d", "e", "ling", "led", "ging", "ning", "ting"];

/// The picture of a job: by its name, else by the first of its themes.
#[must_use]
pub fn of_job(task: &Task) -> Picture {
    named(task.name.as_str()).unwrap_or_else(|| of_work(task.themes))
}

fn named(name: &str) -> Option<Picture> {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(|letter: char| !letter.is_alphabetic()).collect();
    let first = |known: &[(&str, Picture)]| {
        let found = known.iter().find(|(stem, _)| words.iter().any(|word| is_form(word, stem)));
        found.map(|(_, picture)| *picture)
    };
    first(THINGS).or_else(|| first(DEEDS))
}

fn is_form(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_what_is_done() {
        for (name, picture) in [
            ("Water the bedding plants", Picture::WateringCan),
            ("Tidy the seed racks", Picture::Shelf),
            ("Write and set plant labels", Picture::Label),
            ("Feed and water the goats", Picture::Bowl),
            ("Bagging and sealing rolls", Picture::GoodsBag),
            ("Write the menu board", Picture::Pencil),
            ("Check the quality of scans", Picture::Barcode),
        ] {
            assert_eq!(named(name), Some(picture), "{name}");
        }
    }

    #[test]
    fn a_word_that_only_begins_alike_shows_nothing() {
        assert_eq!(named("Change bedding"), None);
        assert_eq!(named("Help the postman"), None);
    }
}
