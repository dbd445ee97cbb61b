//! From single cells to batches of rows: order, gaps and limits, the same for every format.

use super::guard;
use crate::error::{Error, Result};
use crate::sources::cells::{Batch, Cell, column_letters};
use std::ops::ControlFlow;

/// What is done with each batch.
pub type Visit<'v> = dyn FnMut(&Batch) -> Result<ControlFlow<()>> + 'v;

/// Cells that a batch may hold, so that far-away columns do not fill the memory with gaps.
const CELLS: usize = 1 << 20;

/// Takes the cells of a sheet in order and gives batches.
pub struct Rows<'v> {
    batch: &'v mut Batch,
    visit: &'v mut Visit<'v>,
    /// The sheet, as messages call it.
    place: String,
    /// Row of the last cell, from 1; 0 before the first.
    row: u64,
    /// Cells of that row so far.
    width: usize,
    /// Bytes of that row's text.
    text: usize,
    /// Cells of the batch.
    cells: usize,
    stopped: bool,
}

impl<'v> Rows<'v> {
    /// Begins with an empty batch.
    pub fn new(batch: &'v mut Batch, visit: &'v mut Visit<'v>, place: String) -> Rows<'v> {
        batch.clear();
        Rows { batch, visit, place, row: 0, width: 0, text: 0, cells: 0, stopped: false }
    }

    /// The sheet, as messages call it.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The address of a cell in messages; `row` counts from 1, `column` from 0.
    pub fn address(&self, row: u64, column: usize) -> String {
        format!("{}!{}{row}", self.place, column_letters(column))
    }

    /// Adds a cell; `row` counts from 1, `column` from 0. False once the visitor has had enough.
    ///
    /// # Errors
    /// The cell stands before the last one, outside what a sheet can have, or makes its row too long.
    #[inline]
    pub fn put(&mut self, row: u64, column: usize, cell: Cell<'_>) -> Result<bool> {
        let size = match cell {
            Cell::Empty => return Ok(!self.stopped),
            Cell::Text(text) if text.trim_ascii().is_empty() => return Ok(!self.stopped),
            Cell::Text(text) | Cell::Fault(text) => text.len(),
            _ => 0,
        };
        if row != self.row {
            if row < self.row || row > guard::ROWS || row == 0 {
                return Err(self.misplaced(row, column));
            }
            if self.batch.is_full() || self.cells >= CELLS {
                self.hand_on()?;
            }
            if self.stopped {
                return Ok(false);
            }
            self.batch.begin_row(row);
            (self.row, self.width, self.text) = (row, 0, 0);
        }
        if column < self.width || column >= guard::COLUMNS {
            return Err(self.misplaced(row, column));
        }
        self.text += size;
        if size > guard::CELL_BYTES || self.text > guard::ROW_BYTES {
            return Err(super::xml::too_long(&self.address(row, column)));
        }
        for _ in self.width..column {
            self.batch.push(Cell::Empty);
        }
        self.batch.push(cell);
        self.cells += column + 1 - self.width;
        self.width = column + 1;
        Ok(true)
    }

    /// Hands on what is left.
    pub fn finish(mut self) -> Result<()> {
        if !self.stopped { self.hand_on() } else { Ok(()) }
    }

    fn hand_on(&mut self) -> Result<()> {
        if !self.batch.is_empty() {
            self.stopped = (self.visit)(self.batch)?.is_break();
            self.batch.clear();
            self.cells = 0;
        }
        Ok(())
    }

    fn misplaced(&self, row: u64, column: usize) -> Error {
        let error = Error::data("the workbook is damaged: a cell stands where none can be").named("damaged");
        let error = if row > guard::ROWS || row == 0 || column >= guard::COLUMNS {
            error.expected(format!("at most {} rows and {} columns", guard::ROWS, guard::COLUMNS))
        } else {
            error.expected(format!("rows and columns in order; the cell before it is in row {}", self.row))
        };
        error.at(self.address(row, column)).hint("open the workbook in Excel or LibreOffice and save it again")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[(u64, usize, Cell<'_>)]) -> Result<Vec<(u64, usize)>> {
        let (mut batch, mut seen) = (Batch::default(), Vec::new());
        let mut visit = |batch: &Batch| {
            seen.extend(batch.rows().map(|r| (r.number, r.width())));
            Ok(ControlFlow::Continue(()))
        };
        let mut rows = Rows::new(&mut batch, &mut visit, "a.xlsx!S".into());
        for (row, column, cell) in cells {
            rows.put(*row, *column, *cell)?;
        }
        rows.finish()?;
        Ok(seen)
    }

    #[test]
    fn gaps_are_empty_and_empty_rows_left_out() {
        let text = Cell::Text("x");
        let seen = rows(&[(1, 0, Cell::Empty), (2, 1, text), (2, 3, text), (5, 0, Cell::Text("  ")), (9, 0, text)]);
        assert_eq!(seen.unwrap(), [(2, 4), (9, 1)]);
    }

    #[test]
    fn disorder_and_distance_are_errors() {
        let flag = Cell::Flag(true);
        for (cells, at) in [
            (vec![(2, 0, flag), (1, 0, flag)], "a.xlsx!S!A1"),
            (vec![(1, 1, flag), (1, 1, flag)], "a.xlsx!S!B1"),
            (vec![(1_048_577, 0, flag)], "a.xlsx!S!A1048577"),
            (vec![(1, 16_384, flag)], "a.xlsx!S!XFE1"),
        ] {
            let error = rows(&cells).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{at}: the workbook is damaged")), "{error}");
        }
    }

    #[test]
    fn wide_sheets_come_in_small_batches() {
        let (mut batch, mut largest) = (Batch::default(), 0);
        let mut visit = |batch: &Batch| {
            largest = largest.max(batch.len());
            Ok(ControlFlow::Continue(()))
        };
        let mut rows = Rows::new(&mut batch, &mut visit, String::new());
        for row in 1..=1000 {
            rows.put(row, guard::COLUMNS - 1, Cell::Flag(true)).unwrap();
        }
        rows.finish().unwrap();
        assert_eq!(largest, 64);
    }
}
