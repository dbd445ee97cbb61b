//! The ZIP package of a workbook: finding its parts and unpacking them within the limits.

use super::guard;
use crate::error::{Error, Result};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

/// A part while it is being unpacked.
pub type Part<'a> = ZipFile<'a, BufReader<File>>;

/// An opened package.
pub struct Package {
    archive: ZipArchive<BufReader<File>>,
    /// Where a part is, by its path in lower case; some programs write `\` or another case than they refer to.
    parts: HashMap<String, usize>,
    name: String,
}

impl Package {
    /// Reads the list of parts; nothing is unpacked.
    ///
    /// # Errors
    /// The file cannot be read, is cut off, or has an absurd number of parts.
    pub fn open(path: &Path, name: &str) -> Result<Package> {
        let file = File::open(path).map_err(|e| Error::data(format!("cannot read the file: {e}")).at(name))?;
        let archive = ZipArchive::new(BufReader::with_capacity(1 << 16, file)).map_err(|e| {
            // A ZIP file ends with its list of parts, which is what a broken copy loses first.
            Error::data("the file is truncated or damaged: the list of its parts at its end cannot be read")
                .named("truncated")
                .at(name)
                .found(e.to_string())
                .hint("copy or download the file again, or ask its sender for it")
        })?;
        if archive.len() > guard::PARTS {
            return Err(Error::data("the workbook has too many parts")
                .named("unsafe-file")
                .at(name)
                .found(archive.len().to_string())
                .expected(format!("at most {}", guard::PARTS)));
        }
        let raw_names = archive.file_names_raw().enumerate();
        let parts = raw_names.map(|(i, raw)| (normal(&String::from_utf8_lossy(raw)), i)).collect();
        Ok(Package { archive, parts, name: name.to_owned() })
    }

    /// How messages call the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Has it such a part?
    pub fn has(&self, part: &str) -> bool {
        self.parts.contains_key(&normal(part))
    }

    /// The paths of all parts, in lower case.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Begins to unpack a part that may have `limit` bytes.
    ///
    /// # Errors
    /// The part is missing, too large, or packed in a way that spreadsheet programs do not use.
    pub fn part(&mut self, part: &str, limit: u64) -> Result<Part<'_>> {
        let place = self.place(part);
        let Some(&index) = self.parts.get(&normal(part)) else {
            return Err(Error::data("the workbook is damaged: a part of it is missing")
                .named("damaged")
                .at(place)
                .hint("open it in Excel or LibreOffice and save it again"));
        };
        let part = self.archive.by_index(index).map_err(|e| match e {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => encrypted(&self.name),
            other => damaged(&place, &other.to_string()),
        })?;
        guard::check_part(&place, part.size(), part.compressed_size(), limit)?;
        Ok(part)
    }

    /// All bytes of a part that may have `limit` bytes.
    pub fn bytes(&mut self, part: &str, limit: u64) -> Result<Vec<u8>> {
        let place = self.place(part);
        let mut bytes = Vec::new();
        self.part(part, limit)?.read_to_end(&mut bytes).map_err(|e| damaged(&place, &e.to_string()))?;
        Ok(bytes)
    }

    /// Refuses a package that has a part with a document type declaration: spreadsheet programs write none, and its
    /// entities can expand without end.
    ///
    /// # Errors
    /// There is one, or a part cannot be unpacked.
    pub fn refuse_declarations(&mut self) -> Result<()> {
        let mut paths: Vec<String> =
            self.paths().filter(|p| p.ends_with(".xml") || p.ends_with(".rels")).map(str::to_owned).collect();
        paths.sort_unstable();
        for path in paths {
            // It stands before the first element; a reader that meets one later refuses it as well.
            let mut head = Vec::new();
            let place = self.place(&path);
            let part = self.part(&path, guard::SHEET_BYTES)?;
            part.take(1024).read_to_end(&mut head).map_err(|e| damaged(&place, &e.to_string()))?;
            if head.windows(9).any(|w| w == b"<!DOCTYPE" || &w[..8] == b"<!ENTITY") {
                return Err(declaration(&place));
            }
        }
        Ok(())
    }

    /// The address of a part in messages.
    pub fn place(&self, part: &str) -> String {
        format!("{} ({part})", self.name)
    }
}

fn normal(path: &str) -> String {
    path.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// A part that cannot be unpacked or understood.
pub fn damaged(place: &str, found: &str) -> Error {
    Error::data("the workbook is damaged")
        .named("damaged")
        .at(place)
        .found(found)
        .hint("open it in Excel or LibreOffice and save it again, or ask its sender for another copy")
}

/// A part with a document type declaration.
pub fn declaration(place: &str) -> Error {
    Error::data("the workbook declares its own XML entities, as an XML bomb does")
        .named("unsafe-file")
        .at(place)
        .found("<!DOCTYPE or <!ENTITY")
        .expected("none: no spreadsheet program writes one")
        .hint("do not open this file; ask its sender for another copy")
}

/// A workbook that only its password opens.
pub fn encrypted(name: &str) -> Error {
    Error::data("the workbook is encrypted").named("encrypted")
        .at(name)
        .hint("open it in Excel with its password, remove the password (File, Info, Protect Workbook, Encrypt with Password) and save it")
}
