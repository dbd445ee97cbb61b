//! XLSX and XLSM workbooks, transitional and strict: the list of sheets, and what their cells refer to.

mod merges;
mod sheet;
mod styles;

use crate::error::Result;
use crate::sources::remark::Remark;
use crate::sources::workbook::format::Format;
use crate::sources::workbook::guard::{PART_BYTES, SHEET_BYTES, STRINGS_BYTES};
use crate::sources::workbook::package::Package;
use crate::sources::workbook::relationships::{Relationship, relationships, workbook_part};
use crate::sources::workbook::rows::Rows;
use crate::sources::workbook::serial::Epoch;
use crate::sources::workbook::strings::Strings;
use crate::sources::workbook::xml::{Event, Xml, attribute};
use crate::sources::workbook::{Merge, SheetInfo, remark};
use std::collections::HashMap;

/// An opened workbook. Shared texts are read when the first sheet is.
pub struct Xlsx {
    package: Package,
    epoch: Epoch,
    /// The part of each sheet.
    parts: Vec<String>,
    formats: Vec<Format>,
    strings_part: Option<String>,
    strings: Option<Strings>,
}

impl Xlsx {
    /// The day that the workbook counts from.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Reads the list of sheets and the styles.
    pub fn open(mut package: Package, sheets: &mut Vec<SheetInfo>, remarks: &mut Vec<Remark>) -> Result<Xlsx> {
        package.refuse_declarations()?;
        let main = workbook_part(&mut package)?;
        let related = relationships(&mut package, &main)?;
        let target = |kind: &str| related.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
        let (epoch, parts) = list(&mut package, &main, &related, sheets, remarks)?;
        let formats = match target("styles") {
            Some(part) => {
                let place = package.place(&part);
                styles::read(package.part(&part, PART_BYTES)?, place, remarks)?
            }
            None => Vec::new(),
        };
        Ok(Xlsx { package, epoch, parts, formats, strings_part: target("sharedStrings"), strings: None })
    }

    /// Reads the cells of a sheet.
    pub fn read(&mut self, sheet: usize, rows: &mut Rows<'_>) -> Result<()> {
        let strings = match self.strings.take() {
            Some(strings) => strings,
            None => self.read_strings()?,
        };
        let part = self.package.part(&self.parts[sheet], SHEET_BYTES)?;
        let context = sheet::Context { formats: &self.formats, strings: &strings, epoch: self.epoch };
        let result = sheet::read(part, context, rows);
        self.strings = Some(strings);
        result
    }

    /// The merged ranges of a sheet.
    pub fn merges(&mut self, sheet: usize) -> Result<Vec<Merge>> {
        let place = self.package.place(&self.parts[sheet]);
        merges::read(self.package.part(&self.parts[sheet], SHEET_BYTES)?, place)
    }

    fn read_strings(&mut self) -> Result<Strings> {
        match &self.strings_part {
            Some(part) => {
                let place = self.package.place(part);
                Strings::read(self.package.part(part, STRINGS_BYTES)?, &place)
            }
            None => Ok(Strings::default()),
        }
    }
}

/// The epoch, and the part of each sheet that has cells.
fn list(
    package: &mut Package,
    main: &str,
    related: &[Relationship],
    sheets: &mut Vec<SheetInfo>,
    remarks: &mut Vec<Remark>,
) -> Result<(Epoch, Vec<String>)> {
    let place = package.place(main);
    let mut xml = Xml::new(package.part(main, PART_BYTES)?, place);
    let by_id: HashMap<&str, &Relationship> = related.iter().map(|r| (r.id.as_str(), r)).collect();
    let (mut epoch, mut parts) = (Epoch::default(), Vec::new());
    loop {
        match xml.next()? {
            Event::Start(tag) => {
                let raw = tag.attributes;
                match tag.name {
                    b"workbookPr" if matches!(attribute(raw, "date1904").as_deref(), Some("1" | "true" | "on")) => {
                        epoch = Epoch::Macintosh1904;
                    }
                    b"sheet" => {
                        let name = attribute(raw, "name").unwrap_or_default();
                        let id = attribute(raw, "id").unwrap_or_default();
                        let Some(related) = by_id.get(id.as_str()) else {
                            remark(remarks, "sheet-without-part", name);
                            continue;
                        };
                        if related.kind != "worksheet" {
                            remark(remarks, "sheet-without-cells", name);
                            continue;
                        }
                        let hidden = attribute(raw, "state").is_some_and(|state| state != "visible");
                        sheets.push(SheetInfo { name, hidden });
                        parts.push(related.target.clone());
                    }
                    _ => {}
                }
            }
            Event::Eof => return Ok((epoch, parts)),
            _ => {}
        }
    }
}
