//! How much room do words take? Measuring and wrapping; nothing that anybody would write is ever cut.

use super::font;
use super::theme::Style;
use crate::language::{nfc, turns_direction};

/// The text as it may be drawn: composed (NFC), on one line, without control or direction characters.
pub(super) fn clean(text: &str) -> String {
    let blank = |c: char| c.is_control() || c.is_whitespace() && c != '\u{a0}';
    let visible: String = nfc(text).chars().filter(|c| !steers(*c)).map(|c| if blank(c) { ' ' } else { c }).collect();
    visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Characters that change the reading direction, are not seen, or have no place in XML.
fn steers(c: char) -> bool {
    turns_direction(c)
        || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// At most `most` letters, the last of them an ellipsis where there were more.
pub(super) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most.saturating_sub(1)).collect::<String>().trim_end().to_owned() + "…",
    }
}

/// At most `most` letters, with an ellipsis for the middle where there were more: a figure at the end is kept.
pub(super) fn parted(text: &str, most: usize) -> String {
    let letters = text.chars().count();
    if letters <= most {
        return text.to_owned();
    }
    let end: String = text.chars().skip(letters - most / 2).collect();
    short(text, most - most / 2) + &end
}

/// Width of a line in pixels.
pub(super) fn width(text: &str, style: Style) -> f64 {
    let face = font::face(style.bold);
    text.chars().map(|c| face.advance(c)).sum::<f64>() * style.size
}

/// Width of the widest of several lines.
pub(super) fn widest(lines: &[String], style: Style) -> f64 {
    lines.iter().map(|line| width(line, style)).fold(0.0, f64::max)
}

/// The most letters of a name beside other words, and of all words at one place: no office has more, an attack has.
const NAME: usize = 240;
const WORDS: usize = 500;

/// A name as it is drawn before other words: whole, unless it is no name.
pub(super) fn name(text: &str) -> String {
    short(&clean(text), NAME)
}

/// The text in lines of at most `room` pixels, broken between words; a word wider than a line goes on in the next.
///
/// A no-break space holds a figure and its unit together. What is longer than any name ends in an ellipsis: the description
/// has all of it.
pub(super) fn wrap(text: &str, style: Style, room: f64) -> Vec<String> {
    whole(&short(&clean(text), WORDS), style, room)
}

/// The same however long the text is: for lists, sources and reasons.
pub(super) fn whole(text: &str, style: Style, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in clean(text).split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, style) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = word.to_owned();
        while width(&line, style) > room && line.chars().nth(1).is_some() {
            let rest = line.split_off(fitting(&line, style, room));
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// How many bytes of a too wide word fit: at least one letter.
fn fitting(word: &str, style: Style, room: f64) -> usize {
    let face = font::face(style.bold);
    let mut used = 0.0;
    for (at, letter) in word.char_indices() {
        used += face.advance(letter) * style.size;
        if used > room && at > 0 {
            return at;
        }
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::super::theme::{BODY, TITLE};
    use super::*;

    const NAME_OF_60: &str =
        "Tỷ lệ cung cấp dịch vụ công trực tuyến toàn trình trên tổng số thủ tục hành chính có đủ điều kiện";

    #[test]
    fn a_long_name_is_wrapped_at_words_and_loses_nothing() {
        for room in [80.0, 200.0, 290.0, 900.0] {
            let lines = wrap(NAME_OF_60, BODY, room);
            assert_eq!(lines.join(" "), NAME_OF_60);
            assert!(lines.iter().all(|line| width(line, BODY) <= room), "{lines:?}");
        }
    }

    #[test]
    fn a_word_wider_than_the_line_goes_on_in_the_next() {
        let word = "w".repeat(10_000);
        let lines = whole(&word, TITLE, 300.0);
        assert_eq!(lines.concat(), word);
        assert!(widest(&lines, TITLE) <= 300.0);
        assert_eq!(wrap("ww", BODY, 1.0), ["w", "w"]);
        assert!(wrap(" \n ", BODY, 100.0).is_empty());
    }

    #[test]
    fn what_no_name_is_ends_in_an_ellipsis() {
        let long = "Xã ".repeat(3_000);
        let lines = wrap(&long, BODY, 300.0).join(" ");
        assert!(lines.ends_with('…') && lines.chars().count() <= WORDS, "{lines}");
        assert_eq!(name(NAME_OF_60), NAME_OF_60);
        assert_eq!((parted("abcdefgh: 5%", 9).as_str(), parted("a: 5%", 9).as_str()), ("abcd…: 5%", "a: 5%"));
        assert_eq!((short("abcd", 4).as_str(), short("abcde", 4).as_str()), ("abcd", "abc…"));
    }

    #[test]
    fn hostile_text_becomes_plain_text() {
        assert_eq!(clean("a\u{61c}\u{202e}b\u{0}\n c\u{200f}  d"), "ab c d");
        assert_eq!(clean("To\u{0302} Hie\u{0323}\u{0302}u"), "Tô Hiệu");
        assert_eq!(clean("≥\u{a0}90%"), "≥\u{a0}90%");
    }
}
