//! ODS workbooks (OpenDocument 1.3 part 3, chapter 9): sheets, cells and merged ranges of `content.xml`.
//!
//! The part is read once when the workbook is opened, for its sheets, merged ranges and the check of its repeat counts,
//! and once more for each sheet that is asked for.

mod attributes;
mod content;

use crate::error::{Error, Result};
use crate::sources::workbook::guard::{MERGES, PART_BYTES, REPEATED, SHEET_BYTES};
use crate::sources::workbook::package::{Package, encrypted};
use crate::sources::workbook::rows::Rows;
use crate::sources::workbook::{Merge, SheetInfo};
use content::{Content, Row, Sink};
use memchr::memmem;

const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// An opened workbook.
pub struct Ods {
    package: Package,
    merges: Vec<Vec<Merge>>,
}

impl Ods {
    /// Reads the list of sheets.
    pub fn open(mut package: Package, sheets: &mut Vec<SheetInfo>) -> Result<Ods> {
        if package.has(MANIFEST) {
            let manifest = package.bytes(MANIFEST, PART_BYTES)?;
            if memmem::find(&manifest, b"encryption-data").is_some() {
                return Err(encrypted(package.name()));
            }
        }
        let place = package.place(CONTENT);
        let mut survey = Survey::default();
        Content::new(package.part(CONTENT, SHEET_BYTES)?, place).tables(&mut survey)?;
        *sheets = survey.sheets;
        Ok(Ods { package, merges: survey.merges })
    }

    /// The merged ranges of a sheet.
    pub fn merges(&self, sheet: usize) -> Vec<Merge> {
        self.merges[sheet].clone()
    }

    /// Reads the cells of a sheet.
    pub fn read(&mut self, sheet: usize, rows: &mut Rows<'_>) -> Result<()> {
        let part = self.package.part(CONTENT, SHEET_BYTES)?;
        let place = rows.place().to_owned();
        Content::new(part, place).tables(&mut Reading { wanted: sheet, rows })
    }
}

/// Collects the sheets and adds up what repeat counts would add.
#[derive(Default)]
struct Survey {
    sheets: Vec<SheetInfo>,
    merges: Vec<Vec<Merge>>,
    repeated: u64,
}

impl Sink for Survey {
    fn table(&mut self, _: usize, name: String, hidden: bool) -> bool {
        self.sheets.push(SheetInfo { name, hidden });
        self.merges.push(Vec::new());
        true
    }

    fn merge(&mut self, merge: Merge) {
        let merges = self.merges.last_mut().expect("a table has begun");
        if merges.len() < MERGES {
            merges.push(merge);
        }
    }

    fn row(&mut self, _: u64, times: u64, row: &Row, place: &str) -> Result<bool> {
        let cells: u64 = row.cells.iter().map(|cell| cell.times).fold(0, u64::saturating_add);
        let written = row.cells.len() as u64;
        self.repeated = self.repeated.saturating_add(cells.saturating_mul(times) - written);
        if self.repeated > REPEATED {
            return Err(Error::data("the workbook repeats cells beyond reason")
                .named("unsafe-file")
                .at(place)
                .found(format!("repeat counts that make {} cells of {written}", cells.saturating_mul(times)))
                .expected(format!("at most {REPEATED} repeated cells with content"))
                .hint("do not open this file, or delete the repeated rows and columns in LibreOffice"));
        }
        Ok(true)
    }
}

/// Hands on the cells of one sheet.
struct Reading<'a, 'v> {
    wanted: usize,
    rows: &'a mut Rows<'v>,
}

impl Sink for Reading<'_, '_> {
    fn table(&mut self, index: usize, _: String, _: bool) -> bool {
        index == self.wanted
    }

    fn merge(&mut self, _: Merge) {}

    fn row(&mut self, first: u64, times: u64, row: &Row, _: &str) -> Result<bool> {
        for number in first..first.saturating_add(times) {
            for cell in &row.cells {
                for column in cell.column..cell.column.saturating_add(cell.times) {
                    let column = usize::try_from(column).unwrap_or(usize::MAX);
                    if !self.rows.put(number, column, cell.value.of(&row.text))? {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(true)
    }
}
