//! The records of a binary part, as \[MS-XLSB\] 2.1.4 describes them.

use crate::error::{Error, Result};
use crate::sources::workbook::guard::TOKEN_BYTES;
use crate::sources::workbook::package::{Package, Part, damaged};
use std::io::{BufReader, Read};

/// Record types, \[MS-XLSB\] 2.3.2.
pub mod kind {
    pub const ROW: u16 = 0;
    pub const CELL_RK: u16 = 2;
    pub const CELL_ERROR: u16 = 3;
    pub const CELL_BOOL: u16 = 4;
    pub const CELL_REAL: u16 = 5;
    pub const CELL_SHARED: u16 = 7;
    pub const FORMULA_REAL: u16 = 9;
    pub const FORMULA_BOOL: u16 = 10;
    pub const FORMULA_ERROR: u16 = 11;
    pub const SHARED: u16 = 19;
    pub const NUMBER_FORMAT: u16 = 44;
    pub const STYLE: u16 = 47;
    pub const CELL_RICH_TEXT: u16 = 62;
    pub const END_SHEET_DATA: u16 = 146;
    pub const WORKBOOK: u16 = 153;
    pub const SHEET: u16 = 156;
    pub const MERGE: u16 = 176;
    pub const BEGIN_CELL_STYLES: u16 = 617;
    pub const END_CELL_STYLES: u16 = 618;
}

/// The records of one part.
pub struct Records<R: Read> {
    source: BufReader<R>,
    data: Vec<u8>,
    place: String,
}

/// One record.
pub struct Record<'a> {
    /// Its type.
    pub kind: u16,
    data: &'a [u8],
    place: &'a str,
}

impl<'p> Records<Part<'p>> {
    /// Begins to unpack a part that may have `limit` bytes.
    pub fn open(package: &'p mut Package, part: &str, limit: u64) -> Result<Self> {
        let place = package.place(part);
        let source = BufReader::with_capacity(1 << 16, package.part(part, limit)?);
        Ok(Records { source, data: Vec::new(), place })
    }
}

impl<R: Read> Records<R> {
    /// The next record; none at the end.
    pub fn next(&mut self) -> Result<Option<Record<'_>>> {
        let Some(first) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(first & 0x7F);
        if first & 0x80 != 0 {
            kind |= u16::from(self.needed_byte()? & 0x7F) << 7;
        }
        let mut size = 0;
        for i in 0..4 {
            let byte = self.needed_byte()?;
            size |= usize::from(byte & 0x7F) << (7 * i);
            if byte & 0x80 == 0 {
                break;
            }
        }
        if size > TOKEN_BYTES {
            return Err(damaged(&self.place, &format!("a record of {size} bytes")));
        }
        self.data.resize(size, 0);
        self.source.read_exact(&mut self.data).map_err(|e| damaged(&self.place, &e.to_string()))?;
        Ok(Some(Record { kind, data: &self.data, place: &self.place }))
    }

    fn byte(&mut self) -> Result<Option<u8>> {
        let mut byte = [0];
        match self.source.read(&mut byte) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(byte[0])),
            Err(e) => Err(damaged(&self.place, &e.to_string())),
        }
    }

    fn needed_byte(&mut self) -> Result<u8> {
        self.byte()?.ok_or_else(|| damaged(&self.place, "the part ends in the middle of a record"))
    }
}

impl Record<'_> {
    fn bytes<const N: usize>(&self, at: usize) -> Result<[u8; N]> {
        let bytes = self.data.get(at..at + N).and_then(|b| b.try_into().ok());
        bytes.ok_or_else(|| self.short())
    }

    fn short(&self) -> Error {
        damaged(self.place, &format!("a record of type {} with {} bytes only", self.kind, self.data.len()))
    }

    /// See [`Record::u32`].
    pub fn u8(&self, at: usize) -> Result<u8> {
        Ok(self.bytes::<1>(at)?[0])
    }

    /// See [`Record::u32`].
    pub fn u16(&self, at: usize) -> Result<u16> {
        Ok(u16::from_le_bytes(self.bytes(at)?))
    }

    /// A number at a byte; an error where the record is shorter.
    pub fn u32(&self, at: usize) -> Result<u32> {
        Ok(u32::from_le_bytes(self.bytes(at)?))
    }

    /// See [`Record::u32`].
    pub fn f64(&self, at: usize) -> Result<f64> {
        Ok(f64::from_le_bytes(self.bytes(at)?))
    }

    /// A text with its length before it; gives where it ends. A missing text (all bits set) is empty.
    pub fn text(&self, at: usize, into: &mut String) -> Result<usize> {
        into.clear();
        let length = self.u32(at)? as usize;
        if length == u32::MAX as usize {
            return Ok(at + 4);
        }
        let end = length.checked_mul(2).and_then(|n| n.checked_add(at + 4)).ok_or_else(|| self.short())?;
        let units = self.data.get(at + 4..end).ok_or_else(|| self.short())?;
        let units = units.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        into.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(end)
    }
}
