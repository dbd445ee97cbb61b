//! Drop-down lists: short ones stand in the cell's own rule, long ones on a hidden sheet.

use super::template::unwritable;
use crate::error::Result;
use crate::sources::column_letters;
use rust_xlsxwriter::{DataValidation, Formula, Workbook};

/// The hidden sheet that holds long lists.
pub const LISTS_SHEET: &str = "danh mục";

/// What a list may hold where it stands in the rule itself.
const INLINE: usize = 255;

/// The long lists of a workbook, a column each.
#[derive(Debug, Default)]
pub struct Lists {
    columns: Vec<Vec<String>>,
}

impl Lists {
    /// Offers these values; a long list is put on the hidden sheet, once.
    pub fn offer(&mut self, rule: DataValidation, values: &[&str]) -> Result<DataValidation> {
        let length = values.iter().map(|v| v.encode_utf16().count() + 1).sum::<usize>();
        // In the rule itself a comma separates and spaces around values are lost.
        let plain = values.iter().all(|v| !v.contains([',', '"']) && v.trim() == *v);
        if plain && length <= INLINE {
            return rule.allow_list_strings(values).map_err(unwritable);
        }
        let column = self.columns.iter().position(|list| list == values).unwrap_or_else(|| {
            self.columns.push(values.iter().map(|v| (*v).to_owned()).collect());
            self.columns.len() - 1
        });
        let letters = column_letters(column);
        Ok(rule.allow_list_formula(Formula::new(format!("='{LISTS_SHEET}'!${letters}$1:${letters}${}", values.len()))))
    }

    /// Writes the hidden sheet, if any list needs it.
    pub fn write(&self, workbook: &mut Workbook) -> std::result::Result<(), rust_xlsxwriter::XlsxError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(LISTS_SHEET)?.set_hidden(true).protect();
        for (values, column) in self.columns.iter().zip(0..) {
            for (value, row) in values.iter().zip(0..) {
                sheet.write_string(row, column, value)?;
            }
        }
        Ok(())
    }
}
