//! Merged cells.

/// A range of cells that is shown as one; its content stands in the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row, from 1.
    pub first_row: u64,
    /// First column, from 0.
    pub first_column: usize,
    /// Last row, from 1.
    pub last_row: u64,
    /// Last column, from 0.
    pub last_column: usize,
}
