//! Where a row's fields begin and where it ends, found eight bytes at a time.
//!
//! Fields are so short that to call a vector search for each costs more than the search.

/// The lowest bit of every byte.
const ONES: u64 = u64::from_le_bytes([1; 8]);

/// The highest bit of every byte.
const HIGH: u64 = u64::from_le_bytes([0x80; 8]);

/// What a plain row ends before: a line's end, or a quote, which makes the row another parser's.
const ENDINGS: [u8; 3] = [b'\n', b'\r', b'"'];

/// The highest bit of each byte that is a comma.
const fn commas(word: u64) -> u64 {
    let other = word ^ (ONES * b',' as u64);
    !(((other & !HIGH) + !HIGH) | other) & HIGH
}

/// The highest bit of the first byte that is an ending, and perhaps some of those after it.
fn ending(word: u64) -> u64 {
    let noughts = ENDINGS.map(|byte| word ^ (ONES * u64::from(byte)));
    // The borrow of a nought can only reach the bytes after it.
    noughts.iter().fold(0, |found, other| found | (other.wrapping_sub(ONES) & !other)) & HIGH
}

/// The first byte whose bit is set.
const fn place(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}

/// Looks on from `from` for the row's ending, and adds where fields begin after the commas before
/// it while there are no more than `most` beginnings; where the ending is.
pub(super) fn cut(bytes: &[u8], from: usize, most: usize, begins: &mut Vec<usize>) -> Option<usize> {
    let (words, rest) = bytes.get(from..).unwrap_or_default().as_chunks::<8>();
    let mut start = from;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let ending = ending(word);
        // Those below the ending's bit, or all.
        let mut found = commas(word) & (ending.wrapping_sub(1) & !ending);
        while found != 0 && begins.len() <= most {
            begins.push(start + place(found) + 1);
            found &= found - 1;
        }
        if ending != 0 {
            return Some(start + place(ending));
        }
        start += 8;
    }
    for (place, byte) in (start..).zip(rest) {
        match byte {
            b',' if begins.len() <= most => begins.push(place + 1),
            byte if ENDINGS.contains(byte) => return Some(place),
            _ => {}
        }
    }
    None
}
