//! A file that has been opened, whatever its kind: sheets of cells.

use super::text::{TextFile, TextOptions};
use super::workbook::{Merge, SheetInfo, Workbook};
use super::{Batch, FileKind, Remark, sniff};
use crate::error::{Error, Result};
use std::ops::ControlFlow;
use std::path::Path;

/// Is given batches of rows, in order; may ask to stop.
pub type Visit<'v> = &'v mut dyn FnMut(&Batch) -> Result<ControlFlow<()>>;

/// Sheets of cells, to be read in batches.
pub trait Cells {
    /// The sheets, in order; a text file has one, without a name.
    fn sheets(&self) -> Vec<SheetInfo>;

    /// The merged blocks of a sheet; none where the kind of file does not tell.
    ///
    /// # Errors
    /// The sheet cannot be read.
    fn merges(&mut self, sheet: usize) -> Result<Vec<Merge>>;

    /// Reads a sheet from its beginning.
    ///
    /// # Errors
    /// The sheet cannot be read on, or what `visit` reports.
    fn read(&mut self, sheet: usize, visit: Visit<'_>) -> Result<()>;

    /// What was detected rather than declared.
    fn remarks(&self) -> Vec<Remark>;

    /// Does it count days from 1904 rather than 1900?
    fn counts_from_1904(&self) -> bool {
        false
    }

    /// Is it a workbook, which another reader could read as well?
    fn is_workbook(&self) -> bool {
        false
    }
}

impl Cells for Workbook {
    fn sheets(&self) -> Vec<SheetInfo> {
        Workbook::sheets(self).to_vec()
    }

    fn merges(&mut self, sheet: usize) -> Result<Vec<Merge>> {
        Workbook::merges(self, sheet)
    }

    fn read(&mut self, sheet: usize, visit: Visit<'_>) -> Result<()> {
        Workbook::read(self, sheet, visit)
    }

    fn remarks(&self) -> Vec<Remark> {
        Workbook::remarks(self).to_vec()
    }

    fn counts_from_1904(&self) -> bool {
        Workbook::counts_from_1904(self)
    }

    fn is_workbook(&self) -> bool {
        true
    }
}

impl Cells for TextFile {
    fn sheets(&self) -> Vec<SheetInfo> {
        vec![SheetInfo { name: String::new(), hidden: false }]
    }

    fn merges(&mut self, _: usize) -> Result<Vec<Merge>> {
        Ok(Vec::new())
    }

    fn read(&mut self, _: usize, visit: Visit<'_>) -> Result<()> {
        TextFile::read(self, visit)
    }

    fn remarks(&self) -> Vec<Remark> {
        TextFile::remarks(self).to_vec()
    }
}

/// Opens a workbook or text file by what it is; `None` for a kind that the database reads (Parquet, JSON).
///
/// # Errors
/// The file is none of these, is encrypted, damaged, called what it is not, or too large to be read safely.
pub fn open_cells(path: &Path, name: &str, options: &TextOptions) -> Result<Option<Box<dyn Cells + Send>>> {
    Ok(match sniff(path, name)? {
        FileKind::Xlsx | FileKind::Xlsb | FileKind::Xls | FileKind::Ods => Some(Box::new(Workbook::open(path, name)?)),
        FileKind::Text => Some(Box::new(TextFile::open(path, name, options)?)),
        FileKind::Empty => {
            return Err(Error::data("the file is empty").named("empty-file").at(name).hint("ask for the file again"));
        }
        FileKind::Parquet | FileKind::Json => None,
    })
}
