//! The cells of a dataset row by name, as plain values.

use crate::catalog::Value;
use crate::error::{Error, Result};
use crate::observations::{TypedRow, TypedTable};

/// A row to be written: names of columns with their texts; empty where missing.
pub type Fields = Vec<(&'static str, String)>;

/// A row that was read, with the table that declares it.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    table: &'a TypedTable,
    row: &'a TypedRow,
}

impl<'a> Row<'a> {
    /// The rows of a table.
    pub fn all(table: &'a TypedTable) -> Vec<Row<'a>> {
        table.rows.iter().map(|row| Row { table, row }).collect()
    }

    /// An error at this row.
    pub fn wrong(&self, column: &str, found: &str, expected: &str) -> Error {
        Error::data(format!("not a value of `{column}`"))
            .at(format!("{}, column `{column}`", self.row.address))
            .found(found)
            .expected(expected)
    }

    /// Text that must be there.
    pub fn text(&self, column: &str) -> Result<&'a str> {
        self.table.text(self.row, column).ok_or_else(|| self.wrong(column, "nothing", "a text"))
    }

    /// A number, where there is one.
    pub fn optional_number(&self, column: &str) -> Result<Option<f64>> {
        match self.table.get(self.row, column) {
            Value::Missing => Ok(None),
            Value::Number(number) => Ok(Some(number.to_f64())),
            _ => Err(self.wrong(column, "another kind", "a number")),
        }
    }

    /// A number that must be there.
    pub fn number(&self, column: &str) -> Result<f64> {
        self.optional_number(column)?.ok_or_else(|| self.wrong(column, "nothing", "a number"))
    }

    /// Yes or no.
    pub fn flag(&self, column: &str) -> Result<bool> {
        match self.table.get(self.row, column) {
            Value::Flag(flag) => Ok(*flag),
            _ => Err(self.wrong(column, "another kind", "true or false")),
        }
    }

    /// A count, where there is one.
    pub fn optional_count(&self, column: &str) -> Result<Option<usize>> {
        match self.table.get(self.row, column) {
            Value::Missing => Ok(None),
            Value::Integer(count) => match usize::try_from(*count) {
                Ok(count) => Ok(Some(count)),
                Err(_) => Err(self.wrong(column, &count.to_string(), "a count, 0 or more")),
            },
            _ => Err(self.wrong(column, "another kind", "a whole number")),
        }
    }

    /// A count that must be there.
    pub fn count(&self, column: &str) -> Result<usize> {
        self.optional_count(column)?.ok_or_else(|| self.wrong(column, "nothing", "a whole number"))
    }
}
