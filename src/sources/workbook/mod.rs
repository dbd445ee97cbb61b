//! Workbooks: XLSX, XLSM, XLSB, XLS and ODS as batches of rows, in bounded time and memory.
//!
//! Cells are streamed: what is in memory is a batch, the shared texts (each once) and, for XLS, the file. Every format
//! gives the same cells: numbers know whether they are shown as percentages, dates are moments whatever day the file counts
//! from, an error or a formula that was never computed is a fault. Where a file cannot be understood as a whole it is an
//! error, never a part of it.
//!
//! The limits are in `guard`.

mod format;
mod guard;
mod ods;
mod package;
mod relationships;
mod rows;
mod serial;
mod strings;
#[cfg(test)]
mod tests;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use super::cells::Batch;
pub use super::merge::Merge;
use super::remark::Remark;
use super::sniff::{FileKind, sniff};
use crate::error::{Error, Result};
use rows::Rows;
use serial::Epoch;
use std::cell::Cell as Flag;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

pub(super) use package::{Package, encrypted};

/// The fault of a cell whose formula was saved without its value, as programs do that cannot compute.
pub const FORMULA_WITHOUT_VALUE: &str = "formula without a value";

/// A sheet that has cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetInfo {
    /// As its tab shows it.
    pub name: String,
    /// Is its tab hidden, by whatever means?
    pub hidden: bool,
}

/// An opened workbook.
///
/// ```no_run
/// use milepost::sources::workbook::Workbook;
/// use std::ops::ControlFlow;
/// let mut workbook = Workbook::open("dossiers.xlsx".as_ref(), "dossiers.xlsx")?;
/// let mut rows = 0;
/// workbook.read(0, &mut |batch| {
///     rows += batch.len();
///     Ok(ControlFlow::Continue(()))
/// })?;
/// # Ok::<(), milepost::error::Error>(())
/// ```
pub struct Workbook {
    name: String,
    format: Format,
    sheets: Vec<SheetInfo>,
    remarks: Vec<Remark>,
    batch: Batch,
}

enum Format {
    Xlsx(Box<xlsx::Xlsx>),
    Xlsb(Box<xlsb::Xlsb>),
    Xls(Box<xls::Xls>),
    Ods(Box<ods::Ods>),
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("name", &self.name).field("sheets", &self.sheets).finish_non_exhaustive()
    }
}

impl Workbook {
    /// Opens a workbook; `name` is how messages call it.
    ///
    /// # Errors
    /// The file is no workbook or not the kind that its name says; it is encrypted, cut off, damaged, or made to harm.
    pub fn open(path: &Path, name: &str) -> Result<Workbook> {
        let kind = sniff(path, name)?;
        let (mut sheets, mut remarks) = (Vec::new(), Vec::new());
        let format = calmly(name, || {
            Ok(match kind {
                FileKind::Xlsx => {
                    Format::Xlsx(Box::new(xlsx::Xlsx::open(Package::open(path, name)?, &mut sheets, &mut remarks)?))
                }
                FileKind::Xlsb => {
                    Format::Xlsb(Box::new(xlsb::Xlsb::open(Package::open(path, name)?, &mut sheets, &mut remarks)?))
                }
                FileKind::Xls => Format::Xls(Box::new(xls::Xls::open(path, name, &mut sheets, &mut remarks)?)),
                FileKind::Ods => Format::Ods(Box::new(ods::Ods::open(Package::open(path, name)?, &mut sheets)?)),
                FileKind::Empty => return Err(Error::data("the file is empty").named("empty-file").at(name)),
                other => {
                    return Err(Error::data("the file is no workbook")
                        .at(name)
                        .found(format!("{other:?}").to_lowercase()));
                }
            })
        })?;
        if sheets.len() > guard::SHEETS {
            return Err(Error::data("the workbook has too many sheets")
                .at(name)
                .found(sheets.len().to_string())
                .expected(format!("at most {}", guard::SHEETS)));
        }
        Ok(Workbook { name: name.to_owned(), format, sheets, remarks, batch: Batch::default() })
    }

    /// The sheets that have cells, in the order of their tabs. Sheets of charts, dialogs and macros are left out.
    pub fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// What is unusual about the file and was passed over.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Does it count days from 1904 rather than 1900?
    pub fn counts_from_1904(&self) -> bool {
        let epoch = match &self.format {
            Format::Xlsx(xlsx) => xlsx.epoch(),
            Format::Xlsb(xlsb) => xlsb.epoch(),
            Format::Xls(xls) => xls.epoch(),
            Format::Ods(_) => Epoch::default(),
        };
        epoch == Epoch::Macintosh1904
    }

    /// The merged ranges of a sheet, by its place in [`Workbook::sheets`].
    ///
    /// # Errors
    /// There is no such sheet, or it is damaged.
    pub fn merges(&mut self, sheet: usize) -> Result<Vec<Merge>> {
        self.info(sheet)?;
        let format = &mut self.format;
        calmly(&self.name, || match format {
            Format::Xlsx(xlsx) => xlsx.merges(sheet),
            Format::Xlsb(xlsb) => xlsb.merges(sheet),
            Format::Xls(xls) => xls.merges(sheet),
            Format::Ods(ods) => Ok(ods.merges(sheet)),
        })
    }

    /// Reads a sheet, by its place in [`Workbook::sheets`], from its first row to its last; `visit` gets batches (one
    /// buffer, filled again and again) and may stop. Rows without content are left out; the first cell of every row is
    /// that of column A.
    ///
    /// # Errors
    /// There is no such sheet, it is damaged or exceeds a limit, or `visit` fails. Batches that were handed on before are
    /// then part of a whole that does not exist.
    pub fn read(&mut self, sheet: usize, visit: &mut dyn FnMut(&Batch) -> Result<ControlFlow<()>>) -> Result<()> {
        let place = format!("{}!{}", self.name, self.info(sheet)?.name);
        let visiting = Flag::new(false);
        let mut watched = |batch: &Batch| {
            visiting.set(true);
            let flow = visit(batch);
            visiting.set(false);
            flow
        };
        let mut rows = Rows::new(&mut self.batch, &mut watched, place);
        let format = &mut self.format;
        let run = AssertUnwindSafe(move || {
            match format {
                Format::Xlsx(xlsx) => xlsx.read(sheet, &mut rows),
                Format::Xlsb(xlsb) => xlsb.read(sheet, &mut rows),
                Format::Xls(xls) => xls.read(sheet, &mut rows),
                Format::Ods(ods) => ods.read(sheet, &mut rows),
            }?;
            rows.finish()
        });
        match catch_unwind(run) {
            Ok(result) => result,
            Err(panic) if visiting.get() => resume_unwind(panic),
            Err(_) => Err(defect(&self.name)),
        }
    }

    fn info(&self, sheet: usize) -> Result<&SheetInfo> {
        self.sheets.get(sheet).ok_or_else(|| {
            Error::usage("the workbook has no such sheet")
                .at(&self.name)
                .found(format!("sheet {}", sheet + 1))
                .expected(format!("1 to {}", self.sheets.len()))
        })
    }
}

/// Runs what reads untrusted bytes. A panic in there (in the unpacking, say) becomes an error; its message still goes
/// to stderr, since only the program can decide about the panic hook.
fn calmly<T>(name: &str, run: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(defect(name)))
}

fn defect(name: &str) -> Error {
    Error::data("the workbook is damaged in a way that the reader did not foresee")
        .named("damaged")
        .at(name)
        .hint("open it in Excel or LibreOffice and save it again; please report the file as a defect of milepost")
}

/// Keeps a remark, unless there are many already.
fn remark(remarks: &mut Vec<Remark>, code: &'static str, found: String) {
    if remarks.len() < guard::REMARKS {
        remarks.push(Remark { code, found });
    }
}

/// Row (from 1) and column (from 0) of an address such as `AB12`; none where it is none.
fn reference(bytes: &[u8]) -> Option<(u64, usize)> {
    let (mut column, mut row, mut at) = (0_usize, 0_u64, 0);
    while let Some(letter) = bytes.get(at).map(u8::to_ascii_uppercase).filter(u8::is_ascii_uppercase) {
        column = column * 26 + usize::from(letter - b'A' + 1);
        at += 1;
        // More letters than any sheet has columns.
        if at > 5 {
            return None;
        }
    }
    let digits = &bytes[at..];
    for digit in digits {
        row = row.checked_mul(10)?.checked_add(u64::from(digit.checked_sub(b'0').filter(|d| *d < 10)?))?;
    }
    (at > 0 && !digits.is_empty() && row > 0).then(|| (row, column - 1))
}
