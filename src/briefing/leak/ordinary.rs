/// Surnames that are also everyday words of a workplace, so that "Green labels" is not a person.
/// In alphabetical order.
const WORDS: &[&str] = &[
    "april", "archer", "baker", "ball", "banks", "barber", "barn", "barrow", "bean", "bell", "bench", "berry", "best",
    "bird", "bishop", "black", "bloom", "blue", "bond", "booth", "bowl", "box", "bridge", "bright", "brook", "brown",
    "bull", "bush", "butcher", "butler", "carpenter", "cash", "chambers", "church", "clay", "close", "cook", "cooper",
    "cotton", "cross", "crown", "day", "dean", "dock", "draper", "field", "fields", "fish", "fisher", "flower",
    "forest", "fox", "french", "friend", "frost", "fuller", "gardener", "gardiner", "gold", "good", "gray", "green",
    "grey", "hall", "hand", "hands", "head", "hill", "hills", "holmes", "house", "hunter", "june", "key", "king",
    "knight", "lamb", "lane", "lemon", "light", "lily", "little", "long", "major", "march", "marsh", "may", "meadow",
    "mill", "miller", "mills", "moon", "north", "page", "palmer", "park", "parker", "parsons", "peach", "pen", "penny",
    "pepper", "pool", "pope", "porter", "post", "potter", "price", "prince", "quick", "rain", "read", "red", "rice",
    "rich", "ring", "rivers", "rose", "salt", "sharp", "shepherd", "short", "silver", "small", "smith", "snow",
    "south", "stock", "stone", "street", "strong", "summer", "swift", "tanner", "taylor", "tiller", "turner", "wall",
    "walker", "ward", "waters", "weaver", "wells", "west", "wheeler", "white", "winter", "wolf", "wood", "woods",
    "young",
];

/// Whether a lower-case word is one of them.
pub(super) fn word(plain: &str) -> bool {
    WORDS.binary_search(&plain).is_ok()
}
