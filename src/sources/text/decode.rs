//! Bytes become text, piece by piece: strictly, so that what an encoding does not have is an error with its place.

use super::tcvn3::High;
use super::{Encoding, tcvn3, viscii};
use encoding_rs::{DecoderResult, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// Decodes one file from its beginning to its end.
pub(super) struct Decoder {
    how: How,
    /// Bytes of the file before those given next.
    offset: u64,
}

enum How {
    Utf8,
    Utf16(encoding_rs::Decoder),
    SingleByte(Box<[Option<char>; 256]>),
}

/// Bytes that mean nothing in the encoding.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where in the file, counted from 0.
    pub offset: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Is it a character of which the end of the file cut off a part?
    pub cut: bool,
}

impl Decoder {
    /// `offset` is where in the file the text begins: after the byte order mark. `high` matters for TCVN3 only.
    pub fn new(encoding: Encoding, high: High, offset: u64) -> Decoder {
        let how = match encoding {
            Encoding::Utf8 => How::Utf8,
            Encoding::Utf16Le => How::Utf16(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => How::Utf16(UTF_16BE.new_decoder_without_bom_handling()),
            Encoding::Windows1258 | Encoding::Windows1252 | Encoding::Tcvn3 | Encoding::Viscii => {
                How::SingleByte(Box::new(table(encoding, high)))
            }
        };
        Decoder { how, offset }
    }

    /// Adds the text of these bytes and says how many were used; the others are to be given again, with more after them.
    ///
    /// # Errors
    /// The first bytes that mean nothing. With `last`, also a character that is not complete.
    pub fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String) -> Result<usize, Fault> {
        let used = match &mut self.how {
            How::Utf8 => utf8(bytes, last, text),
            How::Utf16(decoder) => utf16(decoder, bytes, last, text),
            How::SingleByte(table) => single_byte(table, bytes, last, text),
        };
        let used = used.map_err(|fault| Fault { offset: fault.offset + self.offset, ..fault })?;
        self.offset += used as u64;
        Ok(used)
    }
}

fn utf8(bytes: &[u8], last: bool, text: &mut String) -> Result<usize, Fault> {
    match std::str::from_utf8(bytes) {
        Ok(all) => {
            text.push_str(all);
            Ok(bytes.len())
        }
        Err(e) if e.error_len().is_none() && !last => {
            let valid = std::str::from_utf8(&bytes[..e.valid_up_to()]).expect("it was just found valid");
            text.push_str(valid);
            Ok(e.valid_up_to())
        }
        Err(e) => {
            let at = e.valid_up_to();
            let end = e.error_len().map_or(bytes.len(), |n| at + n);
            Err(Fault { offset: at as u64, bytes: bytes[at..end].to_vec(), cut: e.error_len().is_none() })
        }
    }
}

fn utf16(decoder: &mut encoding_rs::Decoder, bytes: &[u8], last: bool, text: &mut String) -> Result<usize, Fault> {
    // Two bytes and half a pair of surrogates are left for the next time, so that the decoder keeps nothing.
    let mut end = bytes.len();
    if !last {
        end -= end % 2;
        let high = if decoder.encoding() == UTF_16LE { end.wrapping_sub(1) } else { end.wrapping_sub(2) };
        if bytes.get(high).is_some_and(|b| (0xD8..=0xDB).contains(b)) {
            end -= 2;
        }
    }
    text.reserve(decoder.max_utf8_buffer_length_without_replacement(end).unwrap_or(end * 3));
    let (result, used) = decoder.decode_to_string_without_replacement(&bytes[..end], text, last);
    match result {
        DecoderResult::InputEmpty => Ok(used),
        DecoderResult::OutputFull => unreachable!("room for the longest text was reserved"),
        DecoderResult::Malformed(length, after) => {
            let stop = used - usize::from(after);
            let start = stop - usize::from(length);
            Err(Fault { offset: start as u64, bytes: bytes[start..stop].to_vec(), cut: last && used == end })
        }
    }
}

fn single_byte(table: &[Option<char>; 256], bytes: &[u8], last: bool, text: &mut String) -> Result<usize, Fault> {
    let is_mark = |byte: u8| table[usize::from(byte)].is_some_and(is_tone);
    // A letter waits for the marks that may come after it, but not for more than any letter has.
    let waits = bytes.iter().rposition(|&b| !is_mark(b)).filter(|i| !last && bytes.len() - i <= 4);
    let end = waits.unwrap_or(bytes.len());
    text.reserve(end);
    for (i, &byte) in bytes[..end].iter().enumerate() {
        match table[usize::from(byte)] {
            Some(mark) if is_tone(mark) => put_mark(text, mark),
            Some(c) => text.push(c),
            None => return Err(Fault { offset: i as u64, bytes: vec![byte], cut: false }),
        }
    }
    Ok(end)
}

/// Is it one of the five tone marks that windows-1258 and TCVN 5712 put after the letter?
fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Composes the mark with the letter before it.
fn put_mark(text: &mut String, mark: char) {
    // With the marks that the letter already has, whose order may change; four are more than any letter has.
    let base = text.char_indices().rev().take(5).find(|(_, c)| !is_tone(*c)).map_or(text.len(), |(i, _)| i);
    let composed: String = text[base..].chars().chain([mark]).nfc().collect();
    text.truncate(base);
    text.push_str(&composed);
}

/// The text of a sample in an encoding of single bytes, with U+FFFD for each byte that means nothing.
pub(super) fn lossy(encoding: Encoding, high: High, bytes: &[u8]) -> String {
    let table = table(encoding, high);
    let mut text = String::new();
    for &byte in bytes {
        match table[usize::from(byte)] {
            Some(mark) if is_tone(mark) => put_mark(&mut text, mark),
            c => text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }
    text
}

/// The characters of an encoding of single bytes; of the others, those that have one byte.
fn table(encoding: Encoding, high: High) -> [Option<char>; 256] {
    match encoding {
        Encoding::Windows1258 => windows(WINDOWS_1258),
        Encoding::Windows1252 => windows(WINDOWS_1252),
        Encoding::Tcvn3 => tcvn3::table(high),
        Encoding::Viscii => viscii::table(),
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => ascii(),
    }
}

/// ASCII, and nothing from 0x80 on.
pub(super) fn ascii() -> [Option<char>; 256] {
    std::array::from_fn(|byte| (byte < 0x80).then(|| char::from(byte as u8)))
}

/// A code page of Windows, without the control characters that stand for bytes which it does not use.
fn windows(encoding: &'static encoding_rs::Encoding) -> [Option<char>; 256] {
    std::array::from_fn(|byte| {
        let byte = [byte as u8];
        let text = encoding.decode_without_bom_handling_and_without_replacement(&byte)?;
        text.chars().next().filter(|c| byte[0] < 0x80 || !c.is_control())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All of the bytes, given in pieces of this size.
    fn in_pieces(encoding: Encoding, bytes: &[u8], size: usize) -> Result<String, Fault> {
        let mut decoder = Decoder::new(encoding, High::Capitals, 0);
        let (mut text, mut kept, mut given) = (String::new(), Vec::new(), 0);
        loop {
            let more = &bytes[given..bytes.len().min(given + size)];
            kept.extend_from_slice(more);
            given += more.len();
            let last = given == bytes.len();
            let mut piece = String::new();
            let used = decoder.decode(&kept, last, &mut piece)?;
            text += &piece;
            kept.drain(..used);
            if last {
                assert!(kept.is_empty());
                return Ok(text);
            }
        }
    }

    #[test]
    fn pieces_do_not_matter() {
        let utf16: Vec<u8> = "Tô Hiệu 😀".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(Encoding, &[u8], &str); 4] = [
            (Encoding::Utf8, "Tô Hiệu 😀".as_bytes(), "Tô Hiệu 😀"),
            (Encoding::Utf16Le, &utf16, "Tô Hiệu 😀"),
            (
                Encoding::Windows1258,
                b"T\xf4 Hi\xea\xf2u, B\xe0o ca\xeco s\xf4\xec l\xe2\xf2p",
                "Tô Hiệu, Bào cáo số lập",
            ),
            (Encoding::Tcvn3, b"T\xab Hi\xd6u, Hi\xaa\xb4u", "Tô Hiệu, Hiệu"),
        ];
        for (encoding, bytes, text) in cases {
            for size in 1..=bytes.len() {
                assert_eq!(in_pieces(encoding, bytes, size).as_deref(), Ok(text), "{encoding}, {size}");
            }
        }
    }

    #[test]
    fn every_letter_of_windows_1258_comes_out_composed() {
        use crate::sources::text::syllable::LETTERS;
        let table = windows(WINDOWS_1258);
        let byte_of = |c: char| table.iter().position(|t| *t == Some(c)).map(|b| b as u8);
        for letter in LETTERS.chars() {
            // The letter with its quality, then the tone: as the keyboard of Windows writes it.
            let mut parts: Vec<char> = std::iter::once(letter).nfd().collect();
            parts.sort_by_key(|c| is_tone(*c));
            let tones = parts.iter().filter(|c| is_tone(**c)).count();
            let (base, tone) = parts.split_at(parts.len() - tones);
            let base: String = base.iter().copied().nfc().collect();
            let bytes: Vec<u8> = base.chars().chain(tone.iter().copied()).map(|c| byte_of(c).unwrap()).collect();
            assert_eq!(in_pieces(Encoding::Windows1258, &bytes, 9).unwrap(), letter.to_string());
        }
    }

    #[test]
    fn faults_say_where() {
        let fault = |encoding, bytes: &[u8]| in_pieces(encoding, bytes, 3).unwrap_err();
        assert_eq!(fault(Encoding::Utf8, b"abcd\xff"), Fault { offset: 4, bytes: vec![0xFF], cut: false });
        assert_eq!(fault(Encoding::Utf8, b"abcd\xe1\xba"), Fault { offset: 4, bytes: vec![0xE1, 0xBA], cut: true });
        assert_eq!(fault(Encoding::Windows1252, b"abcd\x81"), Fault { offset: 4, bytes: vec![0x81], cut: false });
        assert_eq!(fault(Encoding::Utf16Le, b"a\0b\0c"), Fault { offset: 4, bytes: vec![b'c'], cut: true });
        assert_eq!(fault(Encoding::Utf16Le, b"a\0\0\xd8"), Fault { offset: 2, bytes: vec![0, 0xD8], cut: true });
        let lone = fault(Encoding::Utf16Be, b"\0a\xdc\0\0b\0c");
        assert_eq!(lone, Fault { offset: 2, bytes: vec![0xDC, 0], cut: false });
        let high = fault(Encoding::Utf16Be, b"\0a\xd8\0\0b\0c");
        assert_eq!(high, Fault { offset: 2, bytes: vec![0xD8, 0], cut: false });
    }
}
