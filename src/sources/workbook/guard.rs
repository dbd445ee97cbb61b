//! Limits that keep a hostile or damaged workbook from filling the memory or running for ever.
//!
//! A ZIP entry cannot unpack to more than its central directory declares: the `zip` crate fails at the first byte beyond
//! (and at the end where the checksum differs). So declared sizes are checked before anything is unpacked, nothing is
//! unpacked twice, and a declaration that lies ends in an error instead of a full memory.

use crate::error::{Error, Result};

/// Bytes that the XML or records of one sheet may unpack to. A million rows of eight texts are half a gigabyte.
pub const SHEET_BYTES: u64 = 4 << 30;
/// Bytes that the table of shared texts may unpack to.
pub const STRINGS_BYTES: u64 = 1 << 30;
/// Bytes that any other part may unpack to: styles, the list of sheets, relationships.
pub const PART_BYTES: u64 = 64 << 20;
/// A part larger than [`RATIO_FROM`] may unpack to this many times its packed size. Sheets reach 10 to 50.
pub const RATIO: u64 = 200;
/// Smaller parts may be packed as tightly as they like.
pub const RATIO_FROM: u64 = 64 << 20;
/// Parts of one package.
pub const PARTS: usize = 100_000;
/// Bytes of one tag, text or record.
pub const TOKEN_BYTES: usize = 16 << 20;
/// Elements within elements.
pub const DEPTH: usize = 256;
/// Text of one cell; Excel itself stops at 32,767 characters.
pub const CELL_BYTES: usize = 1 << 20;
/// Text of one row.
pub const ROW_BYTES: usize = 64 << 20;
/// Shared texts, in number and in bytes.
pub const STRINGS: usize = 1 << 25;
/// See [`STRINGS`].
pub const STRINGS_TEXT: usize = 512 << 20;
/// Rows of a sheet, as Excel and LibreOffice have them.
pub const ROWS: u64 = 1_048_576;
/// Columns of a sheet, as Excel and LibreOffice have them.
pub const COLUMNS: usize = 16_384;
/// Merged ranges of a sheet.
pub const MERGES: usize = 1_000_000;
/// Cells that repeat counts of an ODS sheet may add to those written out.
pub const REPEATED: u64 = 5_000_000;
/// Sheets of a workbook, and references of one part to others.
pub const SHEETS: usize = 10_000;
/// Remarks about one workbook; further ones are not kept.
pub const REMARKS: usize = 100;
/// Bytes of an XLS file, which is read into memory.
pub const XLS_BYTES: u64 = 128 << 20;

/// Checks what one part of a package says about itself, before it is unpacked.
pub fn check_part(place: &str, unpacked: u64, packed: u64, limit: u64) -> Result<()> {
    let bomb = unpacked > RATIO_FROM && unpacked / RATIO > packed;
    if !bomb && unpacked <= limit {
        return Ok(());
    }
    let expected =
        if bomb { format!("at most {RATIO} times its packed size") } else { format!("at most {limit} bytes") };
    Err(Error::data("the workbook would unpack to an unreasonable size, as a zip bomb does")
        .named("unsafe-file")
        .at(place)
        .found(format!("{packed} bytes that unpack to {unpacked}"))
        .expected(expected)
        .hint("do not open this file; ask its sender for another copy"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_parts_may_be_tight_and_large_ones_may_not() {
        assert!(check_part("a.xlsx", RATIO_FROM, 1, SHEET_BYTES).is_ok());
        assert!(check_part("a.xlsx", 100 << 20, 1 << 20, SHEET_BYTES).is_ok());
        let error = check_part("a.xlsx", 100 << 20, 100 << 10, SHEET_BYTES).unwrap_err().to_string();
        assert!(error.contains("zip bomb") && error.contains("102400 bytes that unpack to 104857600"), "{error}");
        assert!(check_part("a.xlsx", PART_BYTES + 1, PART_BYTES, PART_BYTES).is_err());
        assert!(check_part("a.xlsx", 1 << 30, 0, SHEET_BYTES).is_err());
    }
}
