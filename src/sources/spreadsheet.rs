//! Workbooks, through calamine: the first sheet, its first row as the header.

use super::{Row, Sheet};
use crate::error::{Error, Result};
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use std::io::Cursor;

/// Reads the first sheet of a workbook.
pub fn read(bytes: Vec<u8>, name: &str) -> Result<Sheet> {
    let wrong = |e: calamine::Error| Error::data(format!("not a workbook that can be read: {e}")).at(name);
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(wrong)?;
    let Some(sheet) = workbook.sheet_names().first().cloned() else {
        return Err(Error::data("the workbook has no sheet").at(name));
    };
    let range = workbook.worksheet_range(&sheet).map_err(wrong)?;
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    let mut rows = Vec::new();
    for (i, cells) in range.rows().enumerate() {
        let number = first_row as usize + i + 1;
        let mut texts = Vec::with_capacity(cells.len());
        for (j, cell) in cells.iter().enumerate() {
            let at = || format!("{name}!{sheet}!{}{number}", column_letters(first_column as usize + j));
            texts.push(cell_text(cell).map_err(|found| {
                Error::data("the cell holds an error").at(at()).found(found).hint("mend the formula or clear the cell")
            })?);
        }
        rows.push(Row { address: format!("{name}!{sheet}!{number}"), cells: texts });
    }
    if rows.is_empty() {
        return Err(Error::data("the sheet is empty").at(format!("{name}!{sheet}")).expected("a header row"));
    }
    let header = rows.remove(0).cells.iter().map(|c| c.trim().to_owned()).collect();
    rows.retain(|row| row.cells.iter().any(|c| !c.is_empty()));
    Ok(Sheet { header, rows })
}

fn cell_text(cell: &Data) -> std::result::Result<String, String> {
    Ok(match cell {
        Data::Empty => String::new(),
        Data::String(s) | Data::DateTimeIso(s) | Data::DurationIso(s) => s.clone(),
        Data::Float(f) => format!("{f}"),
        Data::Int(i) => i.to_string(),
        Data::Bool(b) => b.to_string(),
        Data::DateTime(d) if d.is_datetime() => {
            let (year, month, day, ..) = d.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(e) => return Err(e.to_string()),
        other => return Err(format!("{other:?}")),
    })
}

/// `0` is `A`, `26` is `AA`.
fn column_letters(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_columns() {
        for (index, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(index), letters);
        }
    }

    #[test]
    fn a_file_that_is_no_workbook_is_named() {
        let error = read(b"PK nothing".to_vec(), "a.xlsx").unwrap_err().to_string();
        assert!(error.starts_with("a.xlsx: not a workbook that can be read"), "{error}");
    }
}
