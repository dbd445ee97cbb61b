//! What a number on a page is called: its notebook, its cell there, its row and its column.

use crate::error::{Error, Result};
use std::fmt;

/// `annual-review/full/1/obs_value`: a value in the first row of the cell `full`. A cell without a name is `cell-N`, the N-th
/// of its notebook; a column may be named by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The notebook's file without its ending and language.
    pub notebook: String,
    /// The cell.
    pub cell: String,
    /// The row of its result, from 1.
    pub row: usize,
    /// The column of its result.
    pub column: String,
}

impl Reference {
    /// Reads a reference; the column may hold slashes.
    ///
    /// # Errors
    /// A text that is none.
    ///
    /// ```
    /// use milepost::report::Reference;
    /// let reference = Reference::read("annual-review/full/1/obs_value")?;
    /// assert_eq!((reference.cell.as_str(), reference.row), ("full", 1));
    /// assert_eq!(reference.to_string(), "annual-review/full/1/obs_value");
    /// # Ok::<(), milepost::error::Error>(())
    /// ```
    pub fn read(text: &str) -> Result<Reference> {
        let wrong = || {
            Error::usage("not a reference to a number on a page")
                .found(text)
                .expected("NOTEBOOK/CELL/ROW/COLUMN, such as annual-review/full/1/obs_value")
                .hint("a click on a number of the page shows its reference")
        };
        let mut steps = text.splitn(4, '/');
        let mut next = || steps.next().filter(|step| !step.is_empty()).map(str::to_owned).ok_or_else(wrong);
        let (notebook, cell, row, column) = (next()?, next()?, next()?, next()?);
        let row = row.parse().ok().filter(|row| *row > 0).ok_or_else(wrong)?;
        Ok(Reference { notebook, cell, row, column })
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}/{}", self.notebook, self.cell, self.row, self.column)
    }
}
