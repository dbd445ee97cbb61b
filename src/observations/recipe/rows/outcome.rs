//! What the rows of a sheet became.

use arrow::array::RecordBatch;

/// What a batch of rows became.
#[derive(Debug, Default)]
pub struct Understood {
    /// The records, in the columns that [`Recipe::table`](crate::observations::Recipe::table) declares; none where no row was taken.
    pub records: Option<RecordBatch>,
    /// Rows that were not understood.
    pub set_aside: Vec<SetAside>,
    /// Rows that are not figures, or repeat them.
    pub excluded: Vec<LeftOut>,
}

/// A row that was not understood.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAside {
    /// Row as the sheet counts.
    pub row: u64,
    /// All its cells as they stand.
    pub cells: Vec<String>,
    /// Why; at least one.
    pub troubles: Vec<CellTrouble>,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct CellTrouble {
    /// Row as the sheet counts.
    pub row: u64,
    /// Column of the sheet, from 0.
    pub column: usize,
    /// The column of the table.
    pub field: String,
    /// Which trouble; [`problem()`](crate::observations::problem()) has the sentences.
    pub code: &'static str,
    /// What stands there.
    pub found: String,
    /// What was probably meant. Never taken by itself.
    pub suggestion: Option<String>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Row as the sheet counts.
    pub row: u64,
    /// Its first text.
    pub label: String,
    /// Why: `total`, `footnote`, `no-figures`, `header-repeated`, `column-numbers`, or the words of `excluded.csv`.
    pub why: String,
}

/// Rows of one sheet, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Rows with something in them below the header.
    pub read: u64,
    /// Rows that became records.
    pub accepted: u64,
    /// Rows that were not understood.
    pub set_aside: u64,
    /// Rows left out by a rule.
    pub excluded: u64,
    /// Records: more than rows where bands stand across.
    pub records: u64,
}
