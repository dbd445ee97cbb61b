//! Small workbooks of every kind, good and bad. Each test builds its own.

mod binary;
mod hostile;
mod ooxml;
mod opendocument;

use super::{Merge, Workbook};
use crate::error::Result;
use crate::sources::cells::Cell;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

/// A folder for the files of one test.
struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        std::fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    /// A ZIP package of these parts.
    fn package(&self, name: &str, parts: &[(&str, &[u8])]) -> PathBuf {
        let mut zip = zip::ZipWriter::new(std::fs::File::create(self.path(name)).unwrap());
        for (part, content) in parts {
            zip.start_file(*part, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap();
        self.path(name)
    }

    /// An XLSX of one sheet, and of these parts besides.
    fn xlsx(&self, sheet: &str, more: &[(&str, &str)]) -> PathBuf {
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("[Content_Types].xml", br#"<Types><Override ContentType="x.spreadsheetml.sheet.main+xml"/></Types>"#),
            ("_rels/.rels", br#"<Relationships><Relationship Id="r" Type="t/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
            (
                "xl/workbook.xml",
                br#"<workbook xmlns:r="r"><sheets><sheet name="Xa" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
            ),
            (
                "xl/_rels/workbook.xml.rels",
                br#"<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>
                    <Relationship Id="rId2" Type="t/styles" Target="styles.xml"/>
                    <Relationship Id="rId3" Type="t/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>"#,
            ),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/sharedStrings.xml", b"<sst><si><t>T\xC3\xB4 Hi\xE1\xBB\x87u</t></si><si/></sst>"),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ];
        for (part, content) in more {
            parts.retain(|(name, _)| name != part);
            parts.push((part, content.as_bytes()));
        }
        self.package("a.xlsx", &parts)
    }
}

/// Style 1 is a date, 2 a percentage.
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="dd/mm/yyyy"/></numFmts>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="10"/></cellXfs></styleSheet>"#;

fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

/// What a file holds, a line per row; a cell is shown with its kind.
fn shown(path: &Path) -> Result<Vec<String>> {
    let mut workbook = Workbook::open(path, "a")?;
    read(&mut workbook, 0)
}

fn read(workbook: &mut Workbook, sheet: usize) -> Result<Vec<String>> {
    let mut rows = Vec::new();
    workbook.read(sheet, &mut |batch| {
        for row in batch.rows() {
            let cells = row.cells().map(|cell| match cell {
                Cell::Empty => "-".into(),
                Cell::Text(text) => format!("{text:?}"),
                Cell::Number { value, percent } => format!("{value}{}", if percent { "%" } else { "" }),
                Cell::Moment(moment) => moment.to_string(),
                Cell::Flag(flag) => flag.to_string(),
                Cell::Fault(fault) => format!("!{fault}"),
            });
            rows.push(format!("{}: {}", row.number, cells.collect::<Vec<_>>().join(" ")));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(rows)
}

fn error(path: &Path) -> String {
    shown(path).unwrap_err().to_string()
}

fn merge(first_row: u64, first_column: usize, last_row: u64, last_column: usize) -> Merge {
    Merge { first_row, first_column, last_row, last_column }
}
