//! What is wrong with a cell, a row or a file, in sentences for people.

use crate::language::{Key, Language};
use crate::observations::meaning::Code;

macro_rules! problems {
    ($($word:literal,)*) => { &[$(($word, Key::of(concat!("problem-", $word)))),*] };
}

/// Problems beyond those of a single cell's text; the message of each is `problem-` and its word.
const PROBLEMS: &[(&str, Key)] = problems![
    "missing-required",
    "error-cell",
    "negative-count",
    "day-for-period",
    "day-among-figures",
    "fraction-or-percent",
    "not-a-flag",
    "unknown-word",
    "unit-contradicted",
    "not-whole-dong",
    "rule-broken",
    "duplicate-key",
    "total-differs",
    "perhaps-a-total",
    "column-absent",
    "other-grain",
    "sums-up-others",
    "no-header",
    "label-renamed",
    "label-missing",
    "label-twice",
    "title-missing",
    "accumulation-contradicted",
    "no-recipe",
    "several-recipes",
    "sheet-not-read",
    "newer-form",
    "older-form",
    "blank-form",
    "simulated-here",
    "real-in-simulation",
    "cannot-read",
    "readers-disagree",
    "encrypted",
    "truncated",
    "damaged",
    "mislabelled",
    "unknown-kind",
    "unsafe-file",
    "empty-file",
    "encoding-unknown",
    "too-much-set-aside",
    "encoding-detected",
    "delimiter-detected",
    "encoding-doubtful",
    "tcvn3-high",
    "delimiter-doubtful",
    "quotes-literal",
    "hidden-sheet",
    "former-area",
];

/// Problems of a file whose cells cannot be read at all; what was found is then the reader's whole message.
pub const UNREADABLE: [&str; 9] = [
    "cannot-read",
    "encrypted",
    "truncated",
    "damaged",
    "mislabelled",
    "unknown-kind",
    "unsafe-file",
    "empty-file",
    "encoding-unknown",
];

/// The sentence for a problem's word, without a full stop; the word itself where it is unknown.
///
/// ```
/// use milepost::language::Language;
/// use milepost::observations::problem;
/// assert_eq!(problem("negative-count", Language::En), "a count cannot be negative");
/// assert_eq!(problem("no-year", Language::Vi), "thiếu năm");
/// ```
pub fn problem(word: &str, language: Language) -> String {
    if let Some((_, message)) = PROBLEMS.iter().find(|(code, _)| *code == word) {
        return message.told(language).to_owned();
    }
    Code::ALL.iter().find(|c| c.word() == word).map_or_else(|| word.to_owned(), |c| c.says(language).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_once_and_has_its_message() {
        for (i, (word, message)) in PROBLEMS.iter().enumerate() {
            assert!(PROBLEMS[..i].iter().all(|(w, _)| w != word), "{word}");
            assert!(Code::ALL.iter().all(|c| c.word() != *word), "{word} is a cell's code as well");
            assert_ne!(message.told(Language::Vi), message.told(Language::En));
        }
    }
}
