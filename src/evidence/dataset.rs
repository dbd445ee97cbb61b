//! Writing a dataset of the project: a folder with a `source.toml` and one CSV file for each table.

use super::fields::Fields;
use crate::catalog;
use crate::error::{Error, Result};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Where the rows of a dataset come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// Who published what it was made from.
    pub publisher: String,
    /// When it was made, ISO.
    pub made: String,
    /// Under which terms.
    pub licence: String,
    /// What a reader should know.
    pub note: String,
}

/// Writes the tables into `folder`, which is new or held a dataset of the same kind; tables without rows are not written.
///
/// All files are written beside it first and take its place together: after an error the folder is as it was.
///
/// # Errors
/// What the file system reports.
pub fn write_dataset(
    folder: &Path,
    provenance: &Provenance,
    tables: &[(&'static str, Vec<Fields>)],
) -> Result<Vec<PathBuf>> {
    let parent = folder.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent)?;
    let fresh = tempfile::Builder::new().prefix(".fresh-").tempdir_in(parent)?;
    let mut written = Vec::new();
    let mut source = String::new();
    for (key, value) in [
        ("publisher", &provenance.publisher),
        ("accessed", &provenance.made),
        ("licence", &provenance.licence),
        ("note", &provenance.note),
    ] {
        // A TOML basic string is quoted and escaped as JSON's are.
        let quoted = serde_json::to_string(value).map_err(|e| Error::system(e.to_string()))?;
        let _ = writeln!(source, "{key} = {quoted}");
    }
    for (name, rows) in tables.iter().filter(|(_, rows)| !rows.is_empty()) {
        let file = format!("{name}.csv");
        std::fs::write(fresh.path().join(&file), csv_text(name, rows)?)?;
        let _ = write!(source, "\n[[table]]\nfile = \"{file}\"\nholds = \"{name}\"\n");
        written.push(folder.join(file));
    }
    std::fs::write(fresh.path().join("source.toml"), source)?;
    written.push(folder.join("source.toml"));
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::rename(fresh.keep(), folder)?;
    Ok(written)
}

/// An identifier for a class or a record: lower-case letters, digits and hyphens.
///
/// # Errors
/// Anything else.
pub fn check_identifier(id: &str) -> Result<()> {
    let fine = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if !id.is_empty() && id.bytes().all(fine) {
        return Ok(());
    }
    Err(Error::usage("not a name for a dataset")
        .found(id)
        .expected("lower-case letters, digits and hyphens, such as internet-use"))
}

fn csv_text(name: &str, rows: &[Fields]) -> Result<Vec<u8>> {
    let table = catalog::table(name).ok_or_else(|| Error::system(format!("no table {name} in the catalogue")))?;
    let wrong = |e: csv::Error| Error::system(e.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|c| c.name)).map_err(wrong)?;
    for row in rows {
        let cell = |column: &str| row.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text.as_str());
        writer.write_record(table.columns.iter().map(|c| cell(c.name))).map_err(wrong)?;
    }
    writer.into_inner().map_err(|e| Error::system(e.to_string()))
}
