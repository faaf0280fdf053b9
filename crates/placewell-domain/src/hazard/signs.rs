//! Words that suggest a hazard. A word proves nothing: it puts a question by name, which somebody
//! confirms (the hazard goes on the task's list) or strikes out.
//!
//! How a sign is written: [`crate::sign`].

use std::sync::LazyLock;

use super::Hazard;
use crate::sign::{Sign, words};
use Hazard as H;

/// The table: each hazard with its signs. A word may stand under several hazards.
pub const SIGNS: &[(Hazard, &[&str])] = &[
    (
        H::BeyondPhysicalCapacity,
        &["heavy", "hoist*", "manual handling", "lift* + @people", "carry* + @people", "sack barrow*"],
    ),
    (
        H::BeyondPsychologicalCapacity,
        &[
            "slaughter*",
            "abattoir*",
            "carcass*",
            "cull*",
            "euthan*",
            "corpse*",
            "mortuar*",
            "autops*",
            "embalm*",
        ],
    ),
    (
        H::ViolentBehaviour,
        &[
            "aggressive*",
            "violen*",
            "confront*",
            "restrain*",
            "arrest*",
            "shoplift*",
            "bouncer*",
            "prisoner*",
            "debt collect*",
            "eviction*",
        ],
    ),
    (
        H::ToxicSubstances,
        &[
            "solvent*",
            "chemical*",
            "bleach*",
            "acid*",
            "caustic*",
            "ammonia",
            "chlorine",
            "pesticide*",
            "herbicide*",
            "weedkiller*",
            "thinners",
            "paint stripper*",
            "resin*",
            "toxic*",
            "poison*",
            "oven cleaner*",
        ],
    ),
    (H::Carcinogens, &["formaldehyde", "wood dust", "silica", "diesel fume*", "creosote"]),
    (H::Lead, &["lead paint*", "lead flashing*", "lead pipe*", "lead sheet*"]),
    (H::Asbestos, &["asbestos"]),
    (
        H::BiologicalAgents,
        &[
            "blood*",
            "bodily fluid*",
            "vomit*",
            "sewage",
            "clinical waste",
            "sharps",
            "syringe*",
            "hypodermic*",
        ],
    ),
    (H::IonisingRadiation, &["x ray*", "radioactiv*", "radiograph*", "radiation"]),
    (H::NonIonisingRadiation, &["laser*", "ultraviolet", "uv lamp*", "weld*"]),
    (
        H::DangerousMachinery,
        &[
            "machine*",
            "machinist*",
            "saw",
            "saws",
            "sawing",
            "sawmill*",
            "chainsaw*",
            "bandsaw*",
            "guillotine*",
            "lathe*",
            "drill*",
            "grinder*",
            "grinding",
            "sander*",
            "mincer*",
            "slicer*",
            "food mixer*",
            "dough mixer*",
            "shredder*",
            "chipper*",
            "baler*",
            "compactor*",
            "crusher*",
            "conveyor*",
            "mower*",
            "mowing",
            "strimmer*",
            "hedge trimmer*",
            "hedge cutter*",
            "nail gun*",
            "power tool*",
            "tractor*",
            "the press",
            "a press",
            "operat* press*",
            "power press*",
            "punch press*",
            "hydraulic press*",
            "printing press*",
            "heat press*",
            "trouser press*",
            "press brake*",
        ],
    ),
    (
        H::LiftTruck,
        &[
            "fork lift*",
            "forklift*",
            "lift truck*",
            "pallet truck*",
            "reach truck*",
            "stacker truck*",
            "telehandler*",
        ],
    ),
    (
        H::VehicleMovements,
        &[
            "driv*",
            "van",
            "vans",
            "lorry",
            "lorries",
            "truck*",
            "tractor*",
            "trailer*",
            "hgv",
            "loading bay*",
            "forecourt*",
            "revers* vehicle*",
            "quad bike*",
            "digger*",
            "dumper*",
            "motorbike*",
            "moped*",
        ],
    ),
    (
        H::WorkAtHeight,
        &[
            "ladder*",
            "stepladder*",
            "roof*",
            "scaffold*",
            "cherry picker*",
            "gutter*",
            "at height*",
            "climb*",
            "abseil*",
        ],
    ),
    (H::ConfinedSpace, &["confined space*", "manhole*", "sewer*", "silo", "silos", "slurry*"]),
    (
        H::HighVoltage,
        &["high voltage", "live wire*", "live electric*", "mains electric*", "rewir*", "substation*"],
    ),
    (H::Explosives, &["explosive*", "firework*", "pyrotechnic*", "detonat*", "ammunition"]),
    (H::CompressedGases, &["gas", "gases", "lpg", "propane", "butane", "acetylene", "oxyacetylene", "weld*"]),
    (H::Collapse, &["demolish*", "demolition*", "trench*", "excavat*"]),
    (H::FierceAnimals, &["guard dog*", "venomous", "snake*", "zoo"]),
    (H::LargeAnimals, &["cattle", "cow", "cows", "bull", "bulls", "bullock*", "horse*", "pony", "ponies"]),
    (
        H::SharpBlades,
        &[
            "knife",
            "knives",
            "blade*",
            "cutter*",
            "scalpel*",
            "razor*",
            "chisel*",
            "shears",
            "secateur*",
            "axe",
            "axes",
            "machete*",
            "scythe*",
            "sickle*",
            "slaughter*",
            "butcher*",
            "fillet*",
            "peeler*",
        ],
    ),
    (
        H::HotOilOrSteam,
        &[
            "hot", "oven*", "steam*", "fry", "fries", "fryer*", "frying", "boil*", "kettle*", "grill*",
            "hob", "hobs", "iron", "ironing", "solder*",
        ],
    ),
    (H::ExtremeHeat, &["furnace*", "kiln*", "foundry", "foundries", "molten", "smelt*"]),
    (H::ExtremeCold, &["freezer*", "cold store*", "blast chill*"]),
    (H::HazardousNoise, &["chainsaw*", "pneumatic*", "jackhammer*", "ear defender*", "ear protect*"]),
    (H::Vibration, &["vibrat*", "jackhammer*", "chainsaw*", "strimmer*", "whacker plate*"]),
    (H::DeepWater, &["deep water", "river*", "canal*", "lake*", "pond", "ponds", "boat*", "lifeguard*"]),
    (H::MachinePaced, &["conveyor*", "production line*", "assembly line*", "piece rate*"]),
    (
        H::PersonalCare,
        &[
            "personal care",
            "bathe*",
            "bathing",
            "nappy",
            "nappies",
            "lift* + @people",
            "feed* + @people",
            "wash* + @people",
            "dress* + @people",
            "toilet* + @people",
        ],
    ),
    (H::LoneWorking, &["alone", "lone", "unsupervised", "unaccompanied", "on your own", "on their own"]),
    (H::AnswerableForMoney, &["cash*", "till", "tills", "takings", "float", "money", "coin*", "payment*"]),
];

/// A hazard that a word suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The hazard.
    pub hazard: Hazard,
    /// The words that suggest it, as they stand in the task.
    pub words: String,
}

/// The hazards that the lines suggest, each once with the first words that do, in the table's order.
pub fn proposals<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<Proposal> {
    let mut found: Vec<(usize, Proposal)> = Vec::new();
    for line in lines {
        if !words(line).any(may_begin) {
            continue;
        }
        let words: Vec<&str> = words(line).collect();
        for (at, first) in words.iter().enumerate() {
            for (row, hazard, sign) in beginning_with(first) {
                if found.iter().any(|(known, _)| known == row) {
                    continue;
                }
                if let Some(words) = sign.stands(&words, at) {
                    found.push((*row, Proposal { hazard: *hazard, words }));
                }
            }
        }
    }
    found.sort_by_key(|(row, _)| *row);
    found.into_iter().map(|(_, proposal)| proposal).collect()
}

type Row = (usize, Hazard, Sign);

/// The signs whose first word begins with the same two letters; a sign's first word has two, or no `*`.
fn beginning_with(word: &str) -> &'static [Row] {
    static BY_LETTERS: LazyLock<Vec<Vec<Row>>> = LazyLock::new(|| {
        let mut letters: Vec<Vec<Row>> = (0..LETTERS * LETTERS).map(|_| Vec::new()).collect();
        for (row, (hazard, signs)) in SIGNS.iter().enumerate() {
            for sign in *signs {
                if let Some(letters) = letters.get_mut(letters_of(sign)) {
                    letters.push((row, *hazard, Sign::of(sign)));
                }
            }
        }
        letters
    });
    BY_LETTERS.get(letters_of(word)).map_or(&[], Vec::as_slice)
}

/// Whether the first word of any sign has the same first three letters: most words are told from all signs by that.
fn may_begin(word: &str) -> bool {
    static BEGINNINGS: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let mut beginnings = vec![false; LETTERS * LETTERS * LETTERS];
        for sign in SIGNS.iter().flat_map(|(_, signs)| *signs) {
            let first = sign.split(' ').next().unwrap_or_default();
            let stem = first.strip_suffix('*').unwrap_or(first);
            let thirds = if stem.len() == 2 && stem != first {
                0..LETTERS
            } else {
                third_of(stem)..third_of(stem) + 1
            };
            for third in thirds {
                if let Some(begins) = beginnings.get_mut(letters_of(stem) * LETTERS + third) {
                    *begins = true;
                }
            }
        }
        beginnings
    });
    BEGINNINGS.get(letters_of(word) * LETTERS + third_of(word)).is_some_and(|begins| *begins)
}

/// The letters of the English alphabet, and one for whatever else there is.
const LETTERS: usize = 27;

/// The first two letters as one number.
fn letters_of(word: &str) -> usize {
    letter(word, 0) * LETTERS + letter(word, 1)
}

fn third_of(word: &str) -> usize {
    letter(word, 2)
}

fn letter(word: &str, at: usize) -> usize {
    let byte = word.as_bytes().get(at).map(u8::to_ascii_lowercase);
    byte.filter(u8::is_ascii_lowercase).map_or(LETTERS - 1, |byte| usize::from(byte - b'a'))
}
