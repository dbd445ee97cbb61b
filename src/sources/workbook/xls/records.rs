//! The records of an XLS file and the texts in them (\[MS-XLS\] 2.1.4, 2.5.293, 2.5.294).

use crate::error::{Error, Result};
use crate::language::nfc;
use crate::sources::workbook::package::damaged;
use encoding_rs::Encoding;

/// Record types, \[MS-XLS\] 2.3.2.
pub mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const END: u16 = 0x000A;
    pub const EPOCH: u16 = 0x0022;
    pub const ENCRYPTED: u16 = 0x002F;
    pub const CONTINUE: u16 = 0x003C;
    pub const CODE_PAGE: u16 = 0x0042;
    pub const SHEET: u16 = 0x0085;
    pub const MANY_RK: u16 = 0x00BD;
    pub const RICH_LABEL: u16 = 0x00D6;
    pub const STYLE: u16 = 0x00E0;
    pub const MERGES: u16 = 0x00E5;
    pub const SHARED_TEXTS: u16 = 0x00FC;
    pub const SHARED_LABEL: u16 = 0x00FD;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_OR_ERROR: u16 = 0x0205;
    pub const TEXT_OF_FORMULA: u16 = 0x0207;
    pub const RK: u16 = 0x027E;
    pub const NUMBER_FORMAT: u16 = 0x041E;
    pub const BEGIN: u16 = 0x0809;
    /// May stand between a formula and its text: array, table, shared formula.
    pub const PARTS_OF_FORMULA: [u16; 3] = [0x0221, 0x0236, 0x04BC];
}

/// One record.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// Its type.
    pub kind: u16,
    /// Its content.
    pub data: &'a [u8],
    /// Where it begins in the stream.
    pub at: usize,
    name: &'a str,
}

/// The records of a stream, one after the other.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    stream: &'a [u8],
    at: usize,
    name: &'a str,
}

/// How texts are written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Characters {
    /// UTF-16 or its lower half, rather than bytes of the code page.
    pub is_biff8: bool,
    /// The code page of bytes.
    pub code_page: u16,
}

impl<'a> Records<'a> {
    /// From the record that begins there; `name` is how messages call the file.
    pub fn new(stream: &'a [u8], at: usize, name: &'a str) -> Records<'a> {
        Records { stream, at, name }
    }

    /// The next record; none at the end.
    pub fn next(&mut self) -> Result<Option<Record<'a>>> {
        let Some(head) = self.stream.get(self.at..self.at.saturating_add(4)) else { return Ok(None) };
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let size = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = self.stream.get(self.at + 4..self.at + 4 + size);
        let data = data.ok_or_else(|| damaged(self.name, "a record goes beyond the end; the file is truncated"))?;
        let record = Record { kind, data, at: self.at, name: self.name };
        self.at += 4 + size;
        Ok(Some(record))
    }

    /// The content of a record from a byte on, and of the records that continue it and come next.
    pub fn continued(&mut self, record: &Record<'a>, from: usize) -> Continued<'a> {
        let mut pieces = vec![record.data.get(from..).unwrap_or_default()];
        let mut ahead = self.clone();
        while let Ok(Some(next)) = ahead.next() {
            if next.kind != kind::CONTINUE {
                break;
            }
            pieces.push(next.data);
            self.at = ahead.at;
        }
        Continued::new(pieces, self.name)
    }

    /// The text that a formula has as its value, after the formula; none where it is missing.
    pub fn text_of_formula(&mut self, characters: &Characters) -> Result<Option<String>> {
        while let Some(record) = self.next()? {
            match record.kind {
                kind::TEXT_OF_FORMULA => return self.continued(&record, 0).text(characters, true).map(Some),
                other if other == kind::CONTINUE || kind::PARTS_OF_FORMULA.contains(&other) => {}
                _ => break,
            }
        }
        Ok(None)
    }
}

impl Record<'_> {
    /// Bytes at a place.
    ///
    /// # Errors
    /// The record is shorter.
    pub fn bytes<const N: usize>(&self, at: usize) -> Result<[u8; N]> {
        self.data.get(at..at + N).and_then(|b| b.try_into().ok()).ok_or_else(|| {
            damaged(self.name, &format!("a record of type {:#06x} with {} bytes only", self.kind, self.data.len()))
        })
    }

    /// See [`Record::bytes`].
    pub fn u8(&self, at: usize) -> Result<u8> {
        Ok(self.bytes::<1>(at)?[0])
    }

    /// See [`Record::bytes`].
    pub fn u16(&self, at: usize) -> Result<u16> {
        Ok(u16::from_le_bytes(self.bytes(at)?))
    }

    /// See [`Record::bytes`].
    pub fn u32(&self, at: usize) -> Result<u32> {
        Ok(u32::from_le_bytes(self.bytes(at)?))
    }

    /// See [`Record::bytes`].
    pub fn f64(&self, at: usize) -> Result<f64> {
        Ok(f64::from_le_bytes(self.bytes(at)?))
    }
}

/// The content of a record and of those that continue it.
#[derive(Debug)]
pub struct Continued<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
    name: &'a str,
}

impl<'a> Continued<'a> {
    /// From the pieces in order.
    pub fn new(pieces: Vec<&'a [u8]>, name: &'a str) -> Continued<'a> {
        Continued { pieces, piece: 0, at: 0, name }
    }

    /// Is nothing left?
    pub fn is_at_end(&self) -> bool {
        let here = self.pieces.get(self.piece).map_or(0, |p| p.len() - self.at);
        here == 0 && self.pieces.iter().skip(self.piece + 1).all(|p| p.is_empty())
    }

    /// A text with its length before it, in two bytes or one.
    ///
    /// # Errors
    /// It is cut off, or in a code page that is not known.
    pub fn text(&mut self, characters: &Characters, long: bool) -> Result<String> {
        let length = if long { usize::from(self.u16()?) } else { usize::from(self.u8()?) };
        if characters.is_biff8 {
            let flags = self.u8()?;
            return self.units(length, flags & 1 != 0);
        }
        let bytes = (0..length).map(|_| self.u8()).collect::<Result<Vec<u8>>>()?;
        let encoding = encoding(characters.code_page).ok_or_else(|| {
            Error::data("the workbook is written in a code page that is not known")
                .at(self.name)
                .found(characters.code_page.to_string())
                .hint("open it in Excel or LibreOffice and save it as .xlsx")
        })?;
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        // Code page 1258 writes tone marks as characters of their own.
        Ok(if encoding == encoding_rs::WINDOWS_1258 { nfc(&text) } else { text.into_owned() })
    }

    /// A text of the shared table, whose formatting is passed over.
    pub fn shared_text(&mut self) -> Result<String> {
        let length = usize::from(self.u16()?);
        let flags = self.u8()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let readings =
            if flags & 4 != 0 { u32::from_le_bytes([self.u8()?, self.u8()?, self.u8()?, self.u8()?]) } else { 0 };
        let text = self.units(length, flags & 1 != 0)?;
        self.skip(4 * runs + readings as usize)?;
        Ok(text)
    }

    /// UTF-16 units, whole or without their upper bytes. Where they go on in another record, that says anew which.
    fn units(&mut self, length: usize, mut wide: bool) -> Result<String> {
        let mut units = Vec::with_capacity(length);
        while units.len() < length {
            if self.pieces.get(self.piece).is_some_and(|p| p.len() == self.at) && self.piece + 1 < self.pieces.len() {
                wide = self.u8()? & 1 != 0;
            }
            units.push(if wide { self.u16()? } else { u16::from(self.u8()?) });
        }
        Ok(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }

    fn u8(&mut self) -> Result<u8> {
        loop {
            let piece = self.pieces.get(self.piece).ok_or_else(|| damaged(self.name, "a text is cut off"))?;
            if let Some(byte) = piece.get(self.at) {
                self.at += 1;
                return Ok(*byte);
            }
            (self.piece, self.at) = (self.piece + 1, 0);
        }
    }

    fn u16(&mut self) -> Result<u16> {
        Ok(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn skip(&mut self, mut bytes: usize) -> Result<()> {
        while bytes > 0 {
            let Some(piece) = self.pieces.get(self.piece) else { return Err(damaged(self.name, "a text is cut off")) };
            let step = bytes.min(piece.len() - self.at);
            (self.at, bytes) = (self.at + step, bytes - step);
            if bytes > 0 {
                (self.piece, self.at) = (self.piece + 1, 0);
            }
        }
        Ok(())
    }
}

/// The encoding of a code page by its number in Windows.
fn encoding(code_page: u16) -> Option<&'static Encoding> {
    use encoding_rs::*;
    Some(match code_page {
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        // 0: not declared; 367: ASCII; 32769: what Excel 2 to 4 called it.
        0 | 367 | 1252 | 32769 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 | 32768 => MACINTOSH,
        65001 => UTF_8,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_on_in_another_record_and_another_width() {
        let first = [4, 0, 0, b'a', b'b', 2, 0, 0x08, 1, 0];
        let mut table = Continued::new(
            vec![&first[..5], &[1, 0x11, 0x01, b'd', 0], &first[5..], &[0, b'e', b'f', 9, 9, 9, 9]],
            "a.xls",
        );
        assert_eq!(table.shared_text().unwrap(), "abđd");
        assert_eq!(table.shared_text().unwrap(), "ef");
        assert!(table.is_at_end());
        assert!(table.shared_text().is_err());
    }

    #[test]
    fn vietnamese_bytes_are_composed() {
        let characters = Characters { is_biff8: false, code_page: 1258 };
        // a, circumflex a with a dot below as two bytes.
        let text = Continued::new(vec![&[3, b'a', 0xE2, 0xF2]], "a.xls").text(&characters, false).unwrap();
        assert_eq!(text, "aậ");
        let unknown = Characters { code_page: 1, ..characters };
        assert!(Continued::new(vec![&[1, b'a']], "a.xls").text(&unknown, false).is_err());
    }
}
