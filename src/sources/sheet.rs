//! The one table of a dataset's file: a header row and the rows below it, read as strictly as figures deserve that people
//! arranged for this purpose.

use super::{delimited, sha256, spreadsheet};
use crate::error::{Error, Result};
use std::path::Path;

/// A rectangle of cells under one header row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Column labels.
    pub header: Vec<String>,
    /// The rows below.
    pub rows: Vec<SheetRow>,
}

/// One row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Where it stands: `datasets/a/b.csv:12`, or `datasets/a/b.xlsx!Sheet1!12`.
    pub address: String,
    /// Its cells, as many as the header has.
    pub cells: Vec<String>,
}

/// Reads the one table of a file: CSV, or the first sheet of a workbook; with the hash of the bytes it was read from.
///
/// `name` is how messages and addresses call the file.
///
/// # Errors
/// A file that cannot be read, is not UTF-8, has rows of another width, or is of an unknown type.
pub fn open(path: &Path, name: &str) -> Result<(Sheet, String)> {
    let bytes = std::fs::read(path).map_err(|e| {
        Error::data(format!("cannot read the file: {e}")).at(name).hint("see `file` in the dataset's source.toml")
    })?;
    let hash = sha256(&bytes);
    let sheet = match path.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "csv" => delimited::read(&bytes, name),
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => spreadsheet::read(path, name),
        other => Err(Error::data("unknown type of data file")
            .at(name)
            .found(format!(".{other}"))
            .expected(".csv, .xlsx, .xlsm, .xlsb, .xls or .ods")),
    }?;
    Ok((sheet, hash))
}
