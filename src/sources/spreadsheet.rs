//! A dataset's workbook: the first sheet, its first row as the header.

use super::workbook::Workbook;
use super::{Cell, Sheet, SheetRow, column_letters};
use crate::error::{Error, Result};
use std::ops::ControlFlow;
use std::path::Path;

/// Reads the first sheet of a workbook; a percentage is taken for its percent points.
pub fn read(path: &Path, name: &str) -> Result<Sheet> {
    let mut workbook = Workbook::open(path, name)?;
    let Some(first) = workbook.sheets().first().map(|s| s.name.clone()) else {
        return Err(Error::data("the workbook has no sheet").at(name));
    };
    let mut header: Option<Vec<String>> = None;
    let mut rows = Vec::new();
    workbook.read(0, &mut |batch| {
        for row in batch.rows() {
            let width = header.as_ref().map_or(row.width(), Vec::len);
            let mut texts = Vec::with_capacity(width);
            for (column, cell) in row.cells().enumerate() {
                let at = || format!("{name}!{first}!{}{}", column_letters(column), row.number);
                let text = text(cell).map_err(|found| {
                    Error::data("the cell holds an error")
                        .at(at())
                        .found(found)
                        .hint("mend the formula or clear the cell")
                })?;
                if column >= width && !text.is_empty() {
                    return Err(Error::data("the cell stands under no header").at(at()).found(text));
                }
                texts.push(text);
            }
            texts.resize(width, String::new());
            match &header {
                None => header = Some(texts.iter().map(|t| t.trim().to_owned()).collect()),
                Some(_) => rows.push(SheetRow { address: format!("{name}!{first}!{}", row.number), cells: texts }),
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let Some(mut header) = header else {
        return Err(Error::data("the sheet is empty").at(format!("{name}!{first}")).expected("a header row"));
    };
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    rows.iter_mut().for_each(|r| r.cells.truncate(header.len()));
    rows.retain(|row| row.cells.iter().any(|c| !c.is_empty()));
    Ok(Sheet { header, rows })
}

fn text(cell: Cell<'_>) -> std::result::Result<String, String> {
    Ok(match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_owned(),
        // As Excel shows it: fifteen significant digits, without the noise of binary fractions.
        Cell::Number { value, percent } => {
            let value = if percent { value * 100.0 } else { value };
            let digits = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
            format!("{digits}")
        }
        Cell::Moment(moment) => moment.date().to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Fault(text) => return Err(text.to_owned()),
    })
}
