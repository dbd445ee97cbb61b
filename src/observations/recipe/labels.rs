//! Labels compared as a reader would: case, spacing, footnote marks, units in brackets and the place of a tone mark do
//! not matter; letters and marks do.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A label as it is compared.
///
/// ```
/// use milepost::observations::folded;
/// assert_eq!(folded("Hồ sơ  TIẾP NHẬN (hồ sơ)*:"), folded("hồ sơ tiếp nhận"));
/// assert_eq!(folded("Số hoá"), folded("Số hóa"));
/// assert_ne!(folded("An Lác"), folded("An Lạc"));
/// ```
pub fn folded(label: &str) -> String {
    let mut plain = String::with_capacity(label.len());
    for word in without_brackets(label).split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        fold_word(word, &mut plain);
    }
    plain.trim_end_matches([':', '*', '.', ',', ' ']).to_owned()
}

/// One word in lower case, decomposed, its tone mark at its end: `hoá` and `hóa` become one.
fn fold_word(word: &str, into: &mut String) {
    let mut tone = None;
    for c in word.nfd() {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(c),
            c if is_combining_mark(c) => into.push(c),
            c => {
                // A sign after the letters is not of the word: its mark comes before it.
                if !c.is_alphanumeric() {
                    into.extend(tone.take());
                }
                into.extend(c.to_lowercase());
            }
        }
    }
    into.extend(tone);
}

/// The label without what stands in round brackets at its end: a unit, a footnote mark, the number of a column.
fn without_brackets(label: &str) -> &str {
    let mut label = label.trim();
    loop {
        label = label.trim_end_matches(['*', ':', ' ', '\u{a0}', '\n', '\r', '\t']);
        let Some(start) = label.ends_with(')').then(|| label.rfind('(')).flatten() else { return label };
        if label[..start].trim().is_empty() {
            return label;
        }
        label = &label[..start];
    }
}

/// Does a text begin with these folded words, as whole words?
pub fn begins_with(folded_text: &str, folded_words: &str) -> bool {
    folded_text.strip_prefix(folded_words).is_some_and(|rest| {
        rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && !is_combining_mark(c)) || folded_words.is_empty()
    })
}

/// How unlike two folded labels are: 0 for equal, 1 for nothing in common (one minus Dice's coefficient of letter pairs).
pub fn distance(a: &str, b: &str) -> f64 {
    let pairs = |s: &str| -> Vec<(char, char)> {
        let letters: Vec<char> = s.chars().collect();
        letters.windows(2).map(|w| (w[0], w[1])).collect()
    };
    let (left, mut right) = (pairs(a), pairs(b));
    let all = left.len() + right.len();
    if all == 0 {
        return if a == b { 0.0 } else { 1.0 };
    }
    let mut shared = 0;
    for pair in left {
        if let Some(at) = right.iter().position(|p| *p == pair) {
            right.swap_remove(at);
            shared += 2;
        }
    }
    1.0 - f64::from(shared) / all as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_brackets_alone() {
        assert_eq!(folded(""), "");
        assert_eq!(folded("(1)"), "(1)");
        assert_eq!(folded("Tỷ lệ (%) (2)"), folded("tỷ lệ"));
        assert_eq!(folded("To\u{0302} Hie\u{0323}\u{0302}u"), folded("Tô Hiệu"));
    }

    #[test]
    fn words_are_whole() {
        assert!(begins_with(&folded("Cộng: 12"), &folded("Cộng")));
        assert!(!begins_with(&folded("Cộng đồng"), &folded("Cộng đ")));
        assert!(!begins_with(&folded("Cộngx"), &folded("Cộng")));
    }

    #[test]
    fn near_labels_are_nearer() {
        let near = distance(&folded("Tổng số hồ sơ"), &folded("Tổng số hồ sơ tiếp nhận"));
        assert!(near < distance(&folded("Tổng số hồ sơ"), &folded("Lĩnh vực")));
    }
}
