//! XLS workbooks of Excel 5 to 2003 (BIFF5 and BIFF8), as \[MS-XLS\] describes them.
//!
//! The file is read into memory; the cells of a sheet are found first and put in order, since some programs write them in
//! any order.

mod records;

use crate::error::{Error, Result};
use crate::sources::cells::Cell;
use crate::sources::remark::Remark;
use crate::sources::workbook::format::Format;
use crate::sources::workbook::guard::XLS_BYTES;
use crate::sources::workbook::package::{damaged, encrypted};
use crate::sources::workbook::rows::Rows;
use crate::sources::workbook::serial::Epoch;
use crate::sources::workbook::strings::Strings;
use crate::sources::workbook::xlsb::{error_name, rk};
use crate::sources::workbook::{FORMULA_WITHOUT_VALUE, Merge, SheetInfo, remark};
use records::{Characters, Continued, Record, Records, kind};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::path::Path;

/// An opened workbook.
pub struct Xls {
    stream: Vec<u8>,
    name: String,
    characters: Characters,
    epoch: Epoch,
    formats: Vec<Format>,
    strings: Strings,
    /// Where each sheet begins.
    starts: Vec<usize>,
}

/// Where a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    row: u16,
    column: u16,
    record: u32,
}

impl Xls {
    /// The day that the workbook counts from.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Reads the file and what its sheets share.
    pub fn open(path: &Path, name: &str, sheets: &mut Vec<SheetInfo>, remarks: &mut Vec<Remark>) -> Result<Xls> {
        let stream = workbook_stream(path, name)?;
        let mut xls = Xls {
            stream,
            name: name.to_owned(),
            characters: Characters::default(),
            epoch: Epoch::default(),
            formats: Vec::new(),
            strings: Strings::default(),
            starts: Vec::new(),
        };
        xls.globals(sheets, remarks)?;
        Ok(xls)
    }

    /// The merged ranges of a sheet.
    pub fn merges(&mut self, sheet: usize) -> Result<Vec<Merge>> {
        let mut merges = Vec::new();
        self.each_record(sheet, |record| {
            if record.kind == kind::MERGES {
                for i in 0..usize::from(record.u16(0)?) {
                    let at = |n: usize| record.u16(2 + 8 * i + 2 * n);
                    merges.push(Merge {
                        first_row: u64::from(at(0)?) + 1,
                        last_row: u64::from(at(1)?) + 1,
                        first_column: at(2)?.into(),
                        last_column: at(3)?.into(),
                    });
                }
            }
            Ok(())
        })?;
        Ok(merges)
    }

    /// Reads the cells of a sheet.
    pub fn read(&mut self, sheet: usize, rows: &mut Rows<'_>) -> Result<()> {
        let mut found: Vec<Found> = Vec::new();
        self.each_record(sheet, |record| {
            let (last, at) = match record.kind {
                kind::NUMBER
                | kind::LABEL
                | kind::RICH_LABEL
                | kind::BOOL_OR_ERROR
                | kind::FORMULA
                | kind::RK
                | kind::SHARED_LABEL => (record.u16(2)?, record.at),
                // Row, first column, six bytes a cell, last column.
                kind::MANY_RK => (record.u16(record.data.len().max(2) - 2)?, record.at),
                _ => return Ok(()),
            };
            let (row, first) = (record.u16(0)?, record.u16(2)?);
            let record = u32::try_from(at).expect("the stream is smaller than 4 GiB");
            found.extend((first..=last).map(|column| Found { row, column, record }));
            Ok(())
        })?;
        if !found.is_sorted_by_key(|f| (f.row, f.column)) {
            found.sort_by_key(|f| (f.row, f.column));
        }
        for (i, cell) in found.iter().enumerate() {
            // Of a cell written twice, the last counts, as in Excel.
            let is_last = found.get(i + 1).is_none_or(|next| (next.row, next.column) != (cell.row, cell.column));
            if is_last && !self.put(*cell, rows)? {
                return Ok(());
            }
        }
        Ok(())
    }

    fn put(&self, cell: Found, rows: &mut Rows<'_>) -> Result<bool> {
        let (row, column) = (u64::from(cell.row) + 1, usize::from(cell.column));
        let mut following = Records::new(&self.stream, cell.record as usize, &self.name);
        let record = following.next()?.ok_or_else(|| damaged(&self.name, "a cell beyond the end"))?;
        let format = |style: u16| self.formats.get(usize::from(style)).copied().unwrap_or(Format::GENERAL);
        match record.kind {
            kind::NUMBER => format(record.u16(4)?).cell(record.f64(6)?, self.epoch, |cell| rows.put(row, column, cell)),
            kind::RK => format(record.u16(4)?).cell(rk(record.u32(6)?), self.epoch, |cell| rows.put(row, column, cell)),
            kind::MANY_RK => {
                let at = 4 + 6 * (column - usize::from(record.u16(2)?));
                format(record.u16(at)?).cell(rk(record.u32(at + 2)?), self.epoch, |cell| rows.put(row, column, cell))
            }
            kind::BOOL_OR_ERROR if record.u8(7)? != 0 => rows.put(row, column, Cell::Fault(error_name(record.u8(6)?))),
            kind::BOOL_OR_ERROR => rows.put(row, column, Cell::Flag(record.u8(6)? != 0)),
            kind::SHARED_LABEL => match self.strings.get(record.u32(6)? as usize) {
                Some(text) => rows.put(row, column, Cell::Text(text)),
                None => Err(damaged(&rows.address(row, column), "the number of a shared text that does not exist")),
            },
            kind::FORMULA => {
                let value: [u8; 8] = record.bytes(6)?;
                match value {
                    [0, .., 0xFF, 0xFF] => match following.text_of_formula(&self.characters)? {
                        Some(text) => rows.put(row, column, Cell::Text(&text)),
                        None => rows.put(row, column, Cell::Fault(FORMULA_WITHOUT_VALUE)),
                    },
                    [1, _, flag, .., 0xFF, 0xFF] => rows.put(row, column, Cell::Flag(flag != 0)),
                    [2, _, code, .., 0xFF, 0xFF] => rows.put(row, column, Cell::Fault(error_name(code))),
                    // An empty text.
                    [3, .., 0xFF, 0xFF] => rows.put(row, column, Cell::Empty),
                    number => {
                        let value = f64::from_le_bytes(number);
                        format(record.u16(4)?).cell(value, self.epoch, |cell| rows.put(row, column, cell))
                    }
                }
            }
            _ => {
                let text = following.continued(&record, 6).text(&self.characters, true)?;
                rows.put(row, column, Cell::Text(&text))
            }
        }
    }

    /// Goes through the records of a sheet, passing over the charts within it.
    fn each_record(&self, sheet: usize, mut look: impl FnMut(&Record<'_>) -> Result<()>) -> Result<()> {
        let mut records = Records::new(&self.stream, self.starts[sheet], &self.name);
        let mut depth = 0;
        while let Some(record) = records.next()? {
            match record.kind {
                kind::BEGIN => depth += 1,
                kind::END if depth <= 1 => return Ok(()),
                kind::END => depth -= 1,
                _ if depth <= 1 => look(&record)?,
                _ => {}
            }
        }
        Err(damaged(&self.name, "a sheet has no end; the file is truncated"))
    }

    /// What stands before the sheets: their list, formats, shared texts.
    fn globals(&mut self, sheets: &mut Vec<SheetInfo>, remarks: &mut Vec<Remark>) -> Result<()> {
        let mut codes: HashMap<u16, Format> = HashMap::new();
        let mut styles = Vec::new();
        let mut listed: Vec<(Record<'_>, usize)> = Vec::new();
        let mut records = Records::new(&self.stream, 0, &self.name);
        let mut ended = false;
        while let Some(record) = records.next()? {
            match record.kind {
                kind::BEGIN => self.characters.is_biff8 = version(&record, &self.name)?,
                kind::ENCRYPTED => {
                    return Err(encrypted(&self.name).found("a password, perhaps the one that Excel tries by itself"));
                }
                kind::CODE_PAGE => self.characters.code_page = record.u16(0)?,
                kind::EPOCH if record.u16(0)? == 1 => self.epoch = Epoch::Macintosh1904,
                kind::NUMBER_FORMAT => {
                    match Continued::new(vec![record.data.get(2..).unwrap_or_default()], &self.name)
                        .text(&self.characters, self.characters.is_biff8)
                    {
                        Ok(code) => drop(codes.insert(record.u16(0)?, Format::of_code(&code))),
                        Err(_) => {
                            let found = format!("format {}", record.u16(0).unwrap_or(0));
                            remark(remarks, "number-format-malformed", found);
                        }
                    }
                }
                kind::STYLE => styles.push(record.u16(2)?),
                kind::SHEET => {
                    let start = record.u32(0)? as usize;
                    listed.push((record, start));
                }
                kind::SHARED_TEXTS => self.strings = shared_texts(records.continued(&record, 8), &self.name)?,
                kind::END => {
                    ended = true;
                    break;
                }
                _ => {}
            }
        }
        if !ended {
            return Err(damaged(&self.name, "the list of sheets has no end; the file is truncated"));
        }
        self.formats =
            styles.iter().map(|id| codes.get(id).copied().unwrap_or_else(|| Format::built_in((*id).into()))).collect();
        for (record, start) in listed {
            let mut name = Continued::new(vec![record.data.get(6..).unwrap_or_default()], &self.name)
                .text(&self.characters, false)?;
            name.retain(|c| c != '\0');
            if record.u8(5)? == 0 {
                sheets.push(SheetInfo { name, hidden: record.u8(4)? & 3 != 0 });
                self.starts.push(start);
            } else {
                remark(remarks, "sheet-without-cells", name);
            }
        }
        Ok(())
    }
}

/// Is it BIFF8, rather than BIFF5?
fn version(record: &Record<'_>, name: &str) -> Result<bool> {
    match record.u16(0)? {
        0x0600 => Ok(true),
        0x0500 => Ok(false),
        other => Err(Error::data("the workbook is of an Excel before version 5")
            .at(name)
            .found(format!("BIFF version {other:#06x}"))
            .hint("open it in Excel or LibreOffice and save it as .xlsx")),
    }
}

fn shared_texts(mut table: Continued<'_>, name: &str) -> Result<Strings> {
    let mut strings = Strings::default();
    while !table.is_at_end() {
        strings.push(&table.shared_text()?, name)?;
    }
    Ok(strings)
}

/// The stream of records within the compound file.
fn workbook_stream(path: &Path, name: &str) -> Result<Vec<u8>> {
    let bytes = std::fs::read(path).map_err(|e| Error::data(format!("cannot read the file: {e}")).at(name))?;
    if bytes.len() as u64 > XLS_BYTES {
        return Err(Error::data("the workbook is too large for an XLS file")
            .named("unsafe-file")
            .at(name)
            .found(format!("{} bytes", bytes.len()))
            .expected(format!("at most {XLS_BYTES}"))
            .hint("open it in Excel or LibreOffice and save it as .xlsx"));
    }
    let wrong = |e: std::io::Error| damaged(name, &e.to_string());
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(wrong)?;
    let stream = ["/Workbook", "/Book"].into_iter().find(|s| file.is_stream(s));
    let stream = stream.ok_or_else(|| damaged(name, "no stream called Workbook or Book"))?;
    let mut stream = file.open_stream(stream).map_err(wrong)?;
    // The length is a claim; what is read is bounded by the file.
    let mut records = Vec::new();
    (&mut stream).take(XLS_BYTES).read_to_end(&mut records).map_err(wrong)?;
    Ok(records)
}
