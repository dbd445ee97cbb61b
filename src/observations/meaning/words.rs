//! Words as they are compared: composed, lower case, single spaces, tone marks in one place.

use crate::language::nfc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Composed text without invisible characters and with single plain spaces; case and spelling as written.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in nfc(text).chars() {
        match c {
            // Zero-width spaces and joiners, the byte order mark, the soft hyphen: they come with copied web pages.
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => {}
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The text by which words are compared: [`tidy`], lower case, `hoà` as `hòa`, `thuý` as `thúy`, `qúy` as `quý`, and
/// the Icelandic letter that some keyboards give for `đ`.
pub(super) fn fold(text: &str) -> String {
    let mut letters: Vec<char> =
        tidy(text).chars().flat_map(char::to_lowercase).map(|c| if c == 'ð' { 'đ' } else { c }).collect();
    for i in 1..letters.len() {
        let after_q = i >= 2 && letters[i - 2] == 'q';
        let last = letters.get(i + 1).is_none_or(|c| !c.is_alphabetic());
        let pair = (letters[i - 1], letters[i]);
        let moved = match pair {
            _ if !last => None,
            ('o', second) => {
                tone_of(second, 'a').or(tone_of(second, 'e')).map(|tone| (with_tone('o', tone), base(second)))
            }
            ('u', second) if !after_q => tone_of(second, 'y').map(|tone| (with_tone('u', tone), 'y')),
            (first, 'y') if after_q => tone_of(first, 'u').map(|tone| ('u', with_tone('y', tone))),
            _ => None,
        };
        if let Some((first, second)) = moved {
            (letters[i - 1], letters[i]) = (first, second);
        }
    }
    letters.into_iter().collect()
}

/// The vowels that carry tone marks by [`fold`], with their five tones in one order.
const TONES: [(char, [char; 5]); 5] = [
    ('a', ['à', 'á', 'ả', 'ã', 'ạ']),
    ('e', ['è', 'é', 'ẻ', 'ẽ', 'ẹ']),
    ('o', ['ò', 'ó', 'ỏ', 'õ', 'ọ']),
    ('u', ['ù', 'ú', 'ủ', 'ũ', 'ụ']),
    ('y', ['ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ']),
];

fn toned(vowel: char) -> [char; 5] {
    TONES.iter().find(|(v, _)| *v == vowel).expect("one of the five vowels").1
}

fn tone_of(letter: char, vowel: char) -> Option<usize> {
    toned(vowel).iter().position(|c| *c == letter)
}

fn with_tone(vowel: char, tone: usize) -> char {
    toned(vowel)[tone]
}

fn base(letter: char) -> char {
    TONES.iter().find(|(_, tones)| tones.contains(&letter)).map_or(letter, |(vowel, _)| *vowel)
}

/// Without any mark on any letter: `đông bình` is `dong binh`. For suggesting, never for taking.
pub(super) fn bare(folded: &str) -> String {
    folded.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// Removes a leading word, and the spaces after it; `None` where the text does not begin with that whole word.
pub(super) fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    let whole = rest.is_empty() || !rest.starts_with(char::is_alphanumeric) || !word.ends_with(char::is_alphanumeric);
    whole.then(|| rest.trim_start())
}

/// The last characters of `shown` that stand where `tail` stands in its folded form; `tail` itself where folding has
/// changed the number of characters.
pub(super) fn as_shown(shown: &str, folded: &str, tail: &str) -> String {
    let count = shown.chars().count();
    if count != folded.chars().count() || !folded.ends_with(tail) {
        return tail.to_owned();
    }
    shown.chars().skip(count - tail.chars().count()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_is_the_same_word() {
        assert_eq!(fold(""), "");
        assert_eq!(fold(" \u{FEFF}\u{A0}"), "");
        assert_eq!(fold("Liên  Hoà\n"), fold("LIÊN HÒA"));
        assert_eq!(fold("Thuý"), fold("thúy"));
        assert_eq!(fold("luỹ kế"), "lũy kế");
        assert_eq!(fold("Qúy III"), "quý iii");
        assert_eq!(fold("Quý"), "quý");
        assert_eq!(fold("hoài, hoàn, huỳnh, khuỷu"), "hoài, hoàn, huỳnh, khuỷu");
        assert_eq!(fold("Ðoàn Kết"), fold("Đoàn Kết"));
        assert_eq!(fold("To\u{302} Hie\u{323}\u{302}u"), "tô hiệu");
    }

    #[test]
    fn bares_and_cuts() {
        assert_eq!(bare("chiềng mung đỏ"), "chieng mung do");
        assert_eq!(after_word("từ 5", "từ"), Some("5"));
        assert_eq!(after_word("từng", "từ"), None);
        assert_eq!(after_word(">5", ">"), Some("5"));
        assert_eq!(as_shown("5 MW", "5 mw", "mw"), "MW");
    }
}
