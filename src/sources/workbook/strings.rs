//! The table of texts that the cells of a workbook share.

use super::guard;
use super::package::damaged;
use super::xml::{Event, Xml};
use crate::error::Result;
use std::borrow::Cow;
use std::io::Read;

/// Texts of one block.
const BLOCK: usize = 1024;

/// Shared texts by their number, kept in blocks so that a large table grows without being copied.
#[derive(Debug, Default)]
pub struct Strings {
    blocks: Vec<Block>,
    len: usize,
    bytes: usize,
}

#[derive(Debug, Default)]
struct Block {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a text.
    ///
    /// # Errors
    /// There are more texts, or longer ones, than memory should hold.
    pub fn push(&mut self, text: &str, place: &str) -> Result<()> {
        self.bytes += text.len();
        if self.len >= guard::STRINGS || self.bytes > guard::STRINGS_TEXT || text.len() > guard::CELL_BYTES {
            let found = format!("{} shared texts of {} bytes", self.len + 1, self.bytes);
            return Err(damaged(place, &found));
        }
        if self.len.is_multiple_of(BLOCK) {
            if let Some(full) = self.blocks.last_mut() {
                full.text.shrink_to_fit();
                full.ends.shrink_to_fit();
            }
            self.blocks.push(Block::default());
        }
        let block = self.blocks.last_mut().expect("the first text makes the first block");
        block.text.push_str(text);
        block.ends.push(u32::try_from(block.text.len()).expect("1024 texts of 1 MiB at most"));
        self.len += 1;
        Ok(())
    }

    /// The text of a number, counted from 0.
    #[inline]
    pub fn get(&self, index: usize) -> Option<&str> {
        let block = self.blocks.get(index / BLOCK)?;
        let within = index % BLOCK;
        let end = *block.ends.get(within)? as usize;
        let start = if within == 0 { 0 } else { block.ends[within - 1] as usize };
        Some(&block.text[start..end])
    }

    /// Reads `sharedStrings.xml`. The counts that it declares are not believed.
    pub fn read<R: Read>(part: R, place: &str) -> Result<Strings> {
        let mut xml = Xml::new(part, place.to_owned());
        let (mut strings, mut text, mut within) = (Strings::default(), String::new(), false);
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"si" => text.clear(),
                    b"t" => within = true,
                    // How to read Chinese characters aloud is no part of the text.
                    b"rPh" => xml.skip()?,
                    _ => {}
                },
                Event::End(name) => match name {
                    b"si" => strings.push(&decode(&text), place)?,
                    b"t" => within = false,
                    _ => {}
                },
                Event::Eof => return Ok(strings),
                Event::Text(piece) if within => piece.push_to(&mut text, place)?,
                Event::Text(_) => {}
            }
        }
    }
}

/// Replaces `_x000D_` and its like by the characters they stand for (ECMA-376 part 1, 22.4.2.4).
#[inline]
pub fn decode(text: &str) -> Cow<'_, str> {
    match text.bytes().position(|b| b == b'_') {
        None => Cow::Borrowed(text),
        Some(first) => decode_from(text, first),
    }
}

fn decode_from(text: &str, first: usize) -> Cow<'_, str> {
    let unit = |text: &str| -> Option<u16> {
        let hex = text.strip_prefix("_x")?.get(..4).filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()))?;
        text[6..].starts_with('_').then(|| u16::from_str_radix(hex, 16).expect("four hexadecimal digits"))
    };
    let mut decoded = String::from(&text[..first]);
    let mut rest = &text[first..];
    while let Some(c) = rest.chars().next() {
        // A character beyond the basic plane is written as two surrogates.
        let mut units = [0; 2];
        let mut count = 0;
        while let (true, Some(found)) = (count < 2, rest.get(7 * count..).and_then(unit)) {
            units[count] = found;
            count += 1;
            if !(0xD800..0xDC00).contains(&found) {
                break;
            }
        }
        match char::decode_utf16(units[..count].iter().copied()).next() {
            Some(Ok(character)) => {
                decoded.push(character);
                rest = &rest[7 * character.len_utf16()..];
            }
            _ => {
                decoded.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Cow::Owned(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_characters() {
        for (text, expected) in [
            ("plain _x", "plain _x"),
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_!", "😀!"),
            ("_xD83D_!", "_xD83D_!"),
            ("_x00_ _xZZZZ_ đ_x0110_", "_x00_ _xZZZZ_ đĐ"),
            ("_x20AđB_", "_x20AđB_"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn runs_are_joined_and_readings_left_out() {
        let xml = "<sst count='99'><si><r><t>Tô </t></r><r><t xml:space='preserve'>Hiệu</t></r><rPh><t>x</t></rPh></si>\
                   <si/><si><t>b</t></si></sst>";
        let strings = Strings::read(xml.as_bytes(), "a.xlsx").unwrap();
        assert_eq!(
            (strings.get(0), strings.get(1), strings.get(2), strings.get(3)),
            (Some("Tô Hiệu"), Some(""), Some("b"), None)
        );
    }

    #[test]
    fn blocks_join_seamlessly() {
        let mut strings = Strings::default();
        for i in 0..3000 {
            strings.push(&i.to_string(), "a.xlsx").unwrap();
        }
        assert!((0..3000).all(|i| strings.get(i) == Some(&i.to_string())));
        assert_eq!(strings.get(3000), None);
    }
}
