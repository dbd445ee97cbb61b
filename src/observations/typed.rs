//! Cells become values of their column's kind; the first cell that cannot stops the file, with its place.

use crate::catalog::{Table, Value};
use crate::error::{Error, Result};
use crate::language::nfc;
use crate::sources::Sheet;

/// The rows of one table.
#[derive(Debug)]
pub struct TypedTable {
    /// Its declaration.
    pub table: &'static Table,
    /// Its rows, in the order of the files.
    pub rows: Vec<TypedRow>,
}

/// One row with its origin.
#[derive(Debug, Clone)]
pub struct TypedRow {
    /// Where it stands: `datasets/a/b.csv:12`.
    pub address: String,
    /// The dataset it belongs to.
    pub source: String,
    /// The document the dataset comes from, where it is one.
    pub document: Option<String>,
    /// One value for each column of the table.
    pub values: Vec<Value>,
}

impl TypedTable {
    /// No rows yet.
    pub fn new(table: &'static Table) -> TypedTable {
        TypedTable { table, rows: Vec::new() }
    }

    /// Adds rows read from a file.
    pub fn extend(&mut self, rows: Vec<TypedRow>) {
        self.rows.extend(rows);
    }

    /// The value of a column in a row.
    pub fn get<'a>(&self, row: &'a TypedRow, column: &str) -> &'a Value {
        &row.values[self.table.position(column)]
    }

    /// The value of a column of the key: its own, or the document of the row's dataset.
    pub fn key_value(&self, row: &TypedRow, column: &str) -> Value {
        if column == "document" && !self.table.columns.iter().any(|c| c.name == column) {
            return row.document.clone().map_or(Value::Missing, Value::Text);
        }
        self.get(row, column).clone()
    }

    /// The text of a column in a row; `None` where missing or not text.
    pub fn text<'a>(&self, row: &'a TypedRow, column: &str) -> Option<&'a str> {
        match self.get(row, column) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads the rows of `table` from a sheet. The header must hold exactly the table's columns, in any order.
pub fn read(
    table: &'static Table,
    sheet: &Sheet,
    file: &str,
    source: &str,
    document: Option<&str>,
) -> Result<Vec<TypedRow>> {
    let order = columns_of(table, &sheet.header, file)?;
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let mut values = Vec::with_capacity(table.columns.len());
        for (column, &position) in table.columns.iter().zip(&order) {
            let place = || format!("{}, column `{}`", row.address, column.name);
            let text = row.cells[position].trim();
            if text.is_empty() {
                if column.required {
                    return Err(Error::data("the cell is empty").at(place()).expected(format!(
                        "{}: {}",
                        column.about,
                        column.kind.expected()
                    )));
                }
                values.push(Value::Missing);
                continue;
            }
            if nfc(text) != text {
                return Err(Error::data("the text is not in Unicode NFC").at(place()).found(text).expected(nfc(text)));
            }
            if text.contains(['\n', '\r']) || text.contains("  ") {
                return Err(Error::data("the cell has a line break or doubled spaces").at(place()).found(text));
            }
            values.push(column.kind.read(text).map_err(|expected| {
                Error::data(format!("not a value of `{}`", column.name)).at(place()).found(text).expected(expected)
            })?);
        }
        rows.push(TypedRow {
            address: row.address.clone(),
            source: source.to_owned(),
            document: document.map(str::to_owned),
            values,
        });
    }
    Ok(rows)
}

/// For each column of the table, its position in the header.
fn columns_of(table: &Table, header: &[String], file: &str) -> Result<Vec<usize>> {
    let expected = || table.columns.iter().map(|c| c.name).collect::<Vec<_>>().join(", ");
    let wrong = |what: String| Error::data(what).at(format!("{file}:1")).found(header.join(", ")).expected(expected());
    for (i, label) in header.iter().enumerate() {
        if header[..i].contains(label) {
            return Err(wrong(format!("column `{label}` stands twice in the header")));
        }
        if !table.columns.iter().any(|c| c.name == label) {
            return Err(wrong(format!("unknown column `{label}`")));
        }
    }
    table
        .columns
        .iter()
        .map(|c| header.iter().position(|l| l == c.name).ok_or_else(|| wrong(format!("missing column `{}`", c.name))))
        .collect()
}
