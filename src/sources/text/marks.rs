//! Where in a text the characters are that end something: the fast first look that records are split by.

use super::dialect::Dialect;

/// The places of delimiters, quotes and line ends, in order.
///
/// Eight bytes at a time in one number: a byte of `word ^ needle` is zero where the needle is, and the sums below, which
/// carry nothing from byte to byte, leave the high bit of just these bytes.
pub(super) fn find_marks(bytes: &[u8], dialect: Dialect, marks: &mut Vec<u32>) {
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let quote = if dialect.quoting { b'"' } else { dialect.delimiter };
    let needles = [dialect.delimiter, quote, b'\n', b'\r'];
    let repeated = needles.map(|n| u64::from_ne_bytes([n; 8]));
    marks.clear();
    let (words, rest) = bytes.as_chunks::<8>();
    let mut at = 0_u32;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let mut found = repeated.iter().fold(0, |found, needle| {
            let other = word ^ needle;
            found | !(((other & LOW) + LOW) | other | LOW)
        });
        while found != 0 {
            marks.push(at + found.trailing_zeros() / 8);
            found &= found - 1;
        }
        at += 8;
    }
    marks.extend(rest.iter().zip(at..).filter(|(b, _)| needles.contains(b)).map(|(_, at)| at));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_wherever_they_stand() {
        let dialect = Dialect { delimiter: b';', quoting: true };
        let bytes: Vec<u8> = (0..=255).chain(0..=255).chain(*b"\n;\x8a\xbb\"").collect();
        let mut marks = Vec::new();
        for from in 0..9 {
            find_marks(&bytes[from..], dialect, &mut marks);
            let expected = bytes[from..].iter().zip(0..).filter(|(b, _)| b"\n\r;\"".contains(b)).map(|(_, i)| i);
            assert_eq!(marks, expected.collect::<Vec<u32>>());
        }
    }
}
