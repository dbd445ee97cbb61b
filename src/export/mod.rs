//! The results as a workbook: a sheet for each theme with a chart of Excel's own, the targets, the findings, the sources.
//!
//! Numbers are numbers and days are days; text is only ever text, whatever it begins with. What is missing is an empty cell.

mod contents;
mod name;
mod sheet;

use crate::error::{Error, Result};
use crate::language::Language;
use contents::Contents;
use duckdb::Connection;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::Look;

/// What the workbook says of itself.
pub struct About<'a> {
    /// The project's name in the language.
    pub project: &'a str,
    /// What was known by the end of this day.
    pub as_of: Date,
    /// The language of labels.
    pub language: Language,
    /// What stands on every sheet where figures are simulated.
    pub mark: Option<&'a str>,
}

/// The bytes of the workbook. The same figures give the same bytes.
///
/// # Errors
/// What DuckDB reports; a table too large for a sheet.
pub fn workbook(connection: &Connection, about: &About<'_>) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let year = |date: Date| u16::try_from(date.year()).unwrap_or(1900);
    let day = ExcelDateTime::from_ymd(year(about.as_of), month(about.as_of), day(about.as_of)).map_err(refused)?;
    book.set_properties(&DocProperties::new().set_title(about.project).set_creation_datetime(&day));
    let look = Look::new(about.language);
    let mut names = name::Names::default();
    for contents in Contents::all(connection, about.language)? {
        let name = names.free(&contents.name);
        let sheet = book.add_worksheet();
        sheet.set_name(&name).map_err(refused)?;
        sheet::write(sheet, &name, &contents, about, &look)?;
    }
    book.save_to_buffer().map_err(refused)
}

fn month(date: Date) -> u8 {
    u8::try_from(date.month()).unwrap_or(1)
}

fn day(date: Date) -> u8 {
    u8::try_from(date.day()).unwrap_or(1)
}

/// What the writer of workbooks refuses.
fn refused(error: XlsxError) -> Error {
    Error::system(format!("the workbook cannot be written: {error}"))
}

#[cfg(test)]
mod tests;
