//! Whether a line asks somebody to speak: such a line is not for a learner who answers in another way.

use crate::domain::text::Line;

/// Words with which a line asks for speech.
const SPEAKING: [&str; 6] = ["say", "aloud", "spell", "talk", "whisper", "pronounce"];

/// Whether the line asks for speech.
pub(super) fn asks_to_speak(line: &Line) -> bool {
    let words: Vec<String> =
        line.as_str().split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect();
    let reads_out =
        words.windows(2).any(|pair| matches!(pair, [read, out] if read == "read" && out == "out"));
    reads_out || words.iter().any(|word| SPEAKING.contains(&word.as_str()))
}
