//! How is a cell of a result read for a chart? By row and column, with errors that name the notebook's line.

use crate::error::{Error, Result};
use crate::language::Language;
use crate::store::{Cell, ResultTable};
use jiff::civil::Date;

/// A result with errors that name the notebook's line.
pub(super) struct Rows<'a> {
    pub table: &'a ResultTable,
    pub place: &'a str,
    /// Of columns in two languages (`name_vi`, `name_en`) that of this language stands for both.
    pub language: Language,
}

impl Rows<'_> {
    pub fn all(&self) -> std::ops::Range<usize> {
        0..self.table.rows.len()
    }

    fn cell(&self, row: usize, column: &str) -> Result<&Cell> {
        if self.table.position(column).is_none() {
            let own = format!("{column}_{}", self.language.tag());
            if self.table.position(&own).is_some() {
                return Ok(self.table.get(row, &own));
            }
            return Err(Error::query(format!("the chart needs a column `{column}`"))
                .at(self.place)
                .found(self.table.columns.join(", ")));
        }
        Ok(self.table.get(row, column))
    }

    pub fn need<T>(&self, row: usize, column: &str, read: impl Fn(&Cell) -> Option<T>) -> Result<T> {
        let cell = self.cell(row, column)?;
        read(cell).ok_or_else(|| {
            Error::query(format!("the chart cannot use this value of `{column}`")).at(self.place).found(format!(
                "row {}: {}",
                row + 1,
                if *cell == Cell::Missing { "NULL".to_owned() } else { cell.machine() }
            ))
        })
    }

    pub fn number(&self, row: usize, column: &str) -> Result<f64> {
        self.need(row, column, Cell::number)
    }

    pub fn date(&self, row: usize, column: &str) -> Result<Date> {
        self.need(row, column, Cell::date)
    }

    pub fn text(&self, row: usize, column: &str) -> Result<String> {
        self.need(row, column, |c| c.text().map(str::to_owned))
    }

    pub fn optional<T>(&self, row: usize, column: &str, read: impl Fn(&Cell) -> Option<T>) -> Result<Option<T>> {
        match self.cell(row, column)? {
            Cell::Missing => Ok(None),
            _ => self.need(row, column, read).map(Some),
        }
    }

    /// A figure that may be missing; missing is never zero.
    pub fn amount(&self, row: usize, column: &str) -> Result<Option<f64>> {
        self.optional(row, column, Cell::number)
    }

    /// Refuses a column that should hold one value for the whole chart and holds another.
    pub fn same(&self, column: &str) -> Result<()> {
        for row in self.all() {
            let (first, cell) = (self.cell(0, column)?, self.cell(row, column)?);
            if cell != first {
                return Err(Error::query(format!("the chart needs the same `{column}` in all rows"))
                    .at(self.place)
                    .found(format!("row 1: {}; row {}: {}", first.machine(), row + 1, cell.machine())));
            }
        }
        Ok(())
    }

    pub fn flag(&self, row: usize, column: &str) -> Result<bool> {
        self.need(row, column, |c| if let Cell::Flag(b) = c { Some(*b) } else { None })
    }
}
