//! XLSB workbooks: the same package as XLSX with binary parts, as \[MS-XLSB\] describes them.

mod records;

use crate::error::Result;
use crate::sources::cells::Cell;
use crate::sources::remark::Remark;
use crate::sources::workbook::format::Format;
use crate::sources::workbook::guard::{MERGES, PART_BYTES, SHEET_BYTES, STRINGS_BYTES};
use crate::sources::workbook::package::{Package, damaged};
use crate::sources::workbook::relationships::{Relationship, relationships, workbook_part};
use crate::sources::workbook::rows::Rows;
use crate::sources::workbook::serial::Epoch;
use crate::sources::workbook::strings::Strings;
use crate::sources::workbook::{Merge, SheetInfo, remark};
use records::{Records, kind};
use std::collections::HashMap;

/// An opened workbook. Shared texts are read when the first sheet is.
pub struct Xlsb {
    package: Package,
    epoch: Epoch,
    parts: Vec<String>,
    formats: Vec<Format>,
    strings_part: Option<String>,
    strings: Option<Strings>,
}

impl Xlsb {
    /// The day that the workbook counts from.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Reads the list of sheets and the styles.
    pub fn open(mut package: Package, sheets: &mut Vec<SheetInfo>, remarks: &mut Vec<Remark>) -> Result<Xlsb> {
        package.refuse_declarations()?;
        let main = workbook_part(&mut package)?;
        let related = relationships(&mut package, &main)?;
        let target = |kind: &str| related.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
        let (epoch, parts) = list(&mut package, &main, &related, sheets, remarks)?;
        let formats = match target("styles") {
            Some(part) => styles(&mut package, &part)?,
            None => Vec::new(),
        };
        Ok(Xlsb { package, epoch, parts, formats, strings_part: target("sharedStrings"), strings: None })
    }

    /// The merged ranges of a sheet.
    pub fn merges(&mut self, sheet: usize) -> Result<Vec<Merge>> {
        let mut records = Records::open(&mut self.package, &self.parts[sheet], SHEET_BYTES)?;
        let mut merges = Vec::new();
        while let Some(record) = records.next()? {
            if record.kind == kind::MERGE && merges.len() < MERGES {
                let (first_row, last_row) = (u64::from(record.u32(0)?) + 1, u64::from(record.u32(4)?) + 1);
                let (first_column, last_column) = (record.u32(8)? as usize, record.u32(12)? as usize);
                merges.push(Merge { first_row, first_column, last_row, last_column });
            }
        }
        Ok(merges)
    }

    /// Reads the cells of a sheet.
    pub fn read(&mut self, sheet: usize, rows: &mut Rows<'_>) -> Result<()> {
        let strings = match (self.strings.take(), &self.strings_part) {
            (Some(strings), _) => strings,
            (None, Some(part)) => shared_texts(&mut self.package, part)?,
            (None, None) => Strings::default(),
        };
        let result = self.cells(sheet, &strings, rows);
        self.strings = Some(strings);
        result
    }

    fn cells(&mut self, sheet: usize, strings: &Strings, rows: &mut Rows<'_>) -> Result<()> {
        let (formats, epoch) = (&self.formats, self.epoch);
        let mut records = Records::open(&mut self.package, &self.parts[sheet], SHEET_BYTES)?;
        let (mut row, mut text) = (0, String::new());
        while let Some(record) = records.next()? {
            let found = match record.kind {
                kind::ROW => {
                    row = u64::from(record.u32(0)?) + 1;
                    continue;
                }
                kind::END_SHEET_DATA => return Ok(()),
                found @ (kind::CELL_RK..=kind::FORMULA_ERROR | kind::CELL_RICH_TEXT) => found,
                _ => continue,
            };
            let column = record.u32(0)? as usize;
            // The style is the lower 24 bits.
            let format = formats.get((record.u32(4)? & 0xFF_FFFF) as usize).copied().unwrap_or(Format::GENERAL);
            let go_on = match found {
                kind::CELL_RK => format.cell(rk(record.u32(8)?), epoch, |cell| rows.put(row, column, cell)),
                kind::CELL_REAL | kind::FORMULA_REAL => {
                    format.cell(record.f64(8)?, epoch, |cell| rows.put(row, column, cell))
                }
                kind::CELL_ERROR | kind::FORMULA_ERROR => rows.put(row, column, Cell::Fault(error_name(record.u8(8)?))),
                kind::CELL_BOOL | kind::FORMULA_BOOL => rows.put(row, column, Cell::Flag(record.u8(8)? != 0)),
                kind::CELL_SHARED => {
                    let index = record.u32(8)?;
                    let Some(shared) = strings.get(index as usize) else {
                        let found = format!("the number of a shared text that does not exist: {index}");
                        return Err(damaged(&rows.address(row, column), &found));
                    };
                    rows.put(row, column, Cell::Text(shared))
                }
                // A text of its own: of a cell (6), of a formula (8), with formatting (62).
                _ => {
                    // A rich text has a byte of flags before its characters.
                    record.text(8 + usize::from(found == kind::CELL_RICH_TEXT), &mut text)?;
                    rows.put(row, column, Cell::Text(&text))
                }
            }?;
            if !go_on {
                return Ok(());
            }
        }
        Err(damaged(rows.place(), "the sheet has no end"))
    }
}

/// The name of an error by its code, \[MS-XLSB\] 2.5.97.2.
pub fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#UNKNOWN!",
    }
}

/// A number in 32 bits, \[MS-XLSB\] 2.5.123: an integer or the upper part of a float, perhaps in hundredths.
pub fn rk(bits: u32) -> f64 {
    let is_integer = bits & 2 != 0;
    let value =
        if is_integer { f64::from(bits.cast_signed() >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

fn list(
    package: &mut Package,
    main: &str,
    related: &[Relationship],
    sheets: &mut Vec<SheetInfo>,
    remarks: &mut Vec<Remark>,
) -> Result<(Epoch, Vec<String>)> {
    let mut records = Records::open(package, main, PART_BYTES)?;
    let by_id: HashMap<&str, &Relationship> = related.iter().map(|r| (r.id.as_str(), r)).collect();
    let (mut epoch, mut parts) = (Epoch::default(), Vec::new());
    let (mut id, mut name) = (String::new(), String::new());
    while let Some(record) = records.next()? {
        match record.kind {
            kind::WORKBOOK if record.u32(0)? & 1 != 0 => epoch = Epoch::Macintosh1904,
            kind::SHEET => {
                let after = record.text(8, &mut id)?;
                record.text(after, &mut name)?;
                match by_id.get(id.as_str()) {
                    Some(part) if part.kind == "worksheet" => {
                        sheets.push(SheetInfo { name: name.clone(), hidden: record.u32(0)? != 0 });
                        parts.push(part.target.clone());
                    }
                    Some(_) => remark(remarks, "sheet-without-cells", name.clone()),
                    None => remark(remarks, "sheet-without-part", name.clone()),
                }
            }
            _ => {}
        }
    }
    Ok((epoch, parts))
}

fn styles(package: &mut Package, part: &str) -> Result<Vec<Format>> {
    let mut records = Records::open(package, part, PART_BYTES)?;
    let mut codes: HashMap<u16, Format> = HashMap::new();
    let (mut formats, mut within, mut code) = (Vec::new(), false, String::new());
    while let Some(record) = records.next()? {
        match record.kind {
            kind::NUMBER_FORMAT => {
                record.text(2, &mut code)?;
                codes.insert(record.u16(0)?, Format::of_code(&code));
            }
            kind::BEGIN_CELL_STYLES => within = true,
            kind::END_CELL_STYLES => within = false,
            kind::STYLE if within => {
                let id = record.u16(2)?;
                formats.push(codes.get(&id).copied().unwrap_or_else(|| Format::built_in(id.into())));
            }
            _ => {}
        }
    }
    Ok(formats)
}

fn shared_texts(package: &mut Package, part: &str) -> Result<Strings> {
    let place = package.place(part);
    let mut records = Records::open(package, part, STRINGS_BYTES)?;
    let (mut strings, mut text) = (Strings::default(), String::new());
    while let Some(record) = records.next()? {
        if record.kind == kind::SHARED {
            record.text(1, &mut text)?;
            strings.push(&text, &place)?;
        }
    }
    Ok(strings)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of \[MS-XLS\] 2.5.218 and around.
    #[test]
    fn numbers_in_32_bits() {
        assert_eq!(rk(0x3FF0_0000), 1.0);
        assert_eq!(rk(0x3FF0_0001), 0.01);
        assert_eq!(rk(12_345_678 << 2 | 2), 12_345_678.0);
        assert_eq!(rk(12_345_678 << 2 | 3), 123_456.78);
        assert_eq!(rk((-5_i32 << 2) as u32 | 2), -5.0);
    }
}
