//! Writing the stamp into a form: which form and version it is and for whom, on a sheet that offices never see.

use crate::observations::FormStamp;
use rust_xlsxwriter::{Workbook, XlsxError};

/// The very hidden sheet that holds the stamp: a key and a value a row.
pub const STAMP_SHEET: &str = FormStamp::SHEET;

/// Adds the sheet; [`FormStamp::read`] reads it back.
pub fn write(stamp: &FormStamp, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(STAMP_SHEET)?.set_very_hidden(true).protect();
    let mut lines = vec![("form".to_owned(), stamp.form.clone())];
    lines.extend(stamp.versions.iter().map(|(name, version)| (format!("recipe:{name}"), version.to_string())));
    lines.push(("area".to_owned(), stamp.area.clone()));
    lines.push(("simulated".to_owned(), stamp.simulated.to_string()));
    lines.push(("written_by".to_owned(), concat!("milepost ", env!("CARGO_PKG_VERSION")).to_owned()));
    for ((key, value), row) in lines.iter().zip(0..) {
        sheet.write_string(row, 0, key)?.write_string(row, 1, value)?;
    }
    Ok(())
}
