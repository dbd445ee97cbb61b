//! The parts of a workbook: read, replaced, added; all others copied without being unpacked.

use super::xml::broken;
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Bytes of a part that is read into memory. Sheets are not: they stream.
const PART_BYTES: u64 = 64 << 20;
/// Bytes of a sheet.
const SHEET_BYTES: u64 = 4 << 30;

/// An opened workbook and what is to change in it.
pub struct Package {
    archive: ZipArchive<BufReader<File>>,
    /// The entry of each part, by its path in lower case.
    entries: BTreeMap<String, usize>,
    /// The parts that are written anew: their paths and texts, by their paths in lower case.
    changed: BTreeMap<String, (String, String)>,
}

/// Reads a sheet, by its path, and writes it anew.
pub type Rewrite<'a> = dyn FnMut(&str, &mut dyn Read, &mut dyn Write) -> Result<()> + 'a;

impl Package {
    pub fn open(path: &Path, name: &str) -> Result<Package> {
        let file = File::open(path).map_err(|e| Error::data(format!("cannot read the file: {e}")).at(name))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(unreadable)?;
        let names = archive.file_names_raw().enumerate();
        let entries = names.map(|(i, raw)| (normal(&String::from_utf8_lossy(raw)), i)).collect();
        Ok(Package { archive, entries, changed: BTreeMap::new() })
    }

    /// Is there such a part, or will there be?
    pub fn has(&self, part: &str) -> bool {
        self.entries.contains_key(&normal(part)) || self.changed.contains_key(&normal(part))
    }

    /// The text of a part, as changed so far.
    pub fn text(&mut self, part: &str) -> Result<String> {
        if let Some((_, text)) = self.changed.get(&normal(part)) {
            return Ok(text.clone());
        }
        let mut bytes = Vec::new();
        let read = self.sheet(part)?.take(PART_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|e| broken(&format!("{part}: {e}")))?;
        if bytes.len() as u64 > PART_BYTES {
            return Err(broken(&format!("{part} is too large")));
        }
        let text = String::from_utf8(bytes).map_err(|_| broken(&format!("{part} is not UTF-8")))?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// The bytes of a sheet.
    pub fn sheet(&mut self, part: &str) -> Result<impl Read + '_> {
        let Some(&index) = self.entries.get(&normal(part)) else {
            return Err(broken(&format!("{part} is missing")));
        };
        Ok(self.archive.by_index(index).map_err(unreadable)?.take(SHEET_BYTES))
    }

    /// Changes a part, or adds it.
    pub fn put(&mut self, part: &str, text: String) {
        self.changed.insert(normal(part), (part.to_owned(), text));
    }

    /// A path that no part has: `xl/comments1.xml`, `xl/comments2.xml`, ...
    pub fn free(&self, stem: &str, extension: &str) -> String {
        let mut paths = (1..).map(|n| format!("{stem}{n}.{extension}"));
        paths.find(|path| !self.has(path)).expect("there are more numbers than parts")
    }

    /// Writes the workbook. `sheets` are the parts that `rewrite` reads and writes anew; the text of the part `last` is
    /// asked for when that is done.
    pub fn write(
        mut self,
        sheets: &[String],
        rewrite: &mut Rewrite,
        last: &str,
        text: impl FnOnce() -> String,
    ) -> Result<Vec<u8>> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        let (late, last_path) = (normal(last), last);
        let mut order: Vec<(usize, String)> = self.entries.iter().map(|(path, &i)| (i, path.clone())).collect();
        order.sort_unstable();
        for (index, path) in order {
            if path == late {
                continue;
            }
            if let Some(sheet) = sheets.iter().find(|sheet| normal(sheet) == path) {
                let mut entry = self.archive.by_index(index).map_err(unreadable)?;
                let name = entry.name().map_err(unreadable)?.into_owned();
                out.start_file(name, options.large_file(entry.size() > u64::from(u32::MAX / 2))).map_err(unwritten)?;
                rewrite(sheet, &mut (&mut entry).take(SHEET_BYTES), &mut out)?;
            } else if let Some((_, text)) = self.changed.remove(&path) {
                let entry = self.archive.by_index_raw(index).map_err(unreadable)?;
                let name = entry.name().map_err(unreadable)?.into_owned();
                out.start_file(name, options).map_err(unwritten)?;
                out.write_all(text.as_bytes())?;
            } else {
                out.raw_copy_file(self.archive.by_index_raw(index).map_err(unreadable)?).map_err(unwritten)?;
            }
        }
        self.changed.insert(late, (last_path.to_owned(), text()));
        for (path, text) in self.changed.values() {
            out.start_file(path, options).map_err(unwritten)?;
            out.write_all(text.as_bytes())?;
        }
        Ok(out.finish().map_err(unwritten)?.into_inner())
    }
}

fn normal(path: &str) -> String {
    path.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

fn unreadable(error: zip::result::ZipError) -> Error {
    broken(&error.to_string())
}

fn unwritten(error: zip::result::ZipError) -> Error {
    Error::system(format!("cannot write the workbook: {error}"))
}
