//! A cell of any file as a workbook keeps it.

use crate::sources::Cell;
use jiff::civil::DateTime;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet};

/// What one cell of a workbook may hold.
const MOST_LETTERS: usize = 32_767;

/// Writes a cell; one that is marked is written even if nothing stands there.
pub fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: Cell,
    format: Format,
    marked: bool,
) -> std::result::Result<(), rust_xlsxwriter::XlsxError> {
    match cell {
        Cell::Empty if marked => sheet.write_blank(row, column, &format)?,
        Cell::Empty => return Ok(()),
        Cell::Text(text) | Cell::Fault(text) => {
            let fitting = fitting(text);
            if marked {
                sheet.write_string_with_format(row, column, fitting, &format)?
            } else {
                sheet.write_string(row, column, fitting)?
            }
        }
        Cell::Number { value, .. } if !value.is_finite() => {
            sheet.write_string_with_format(row, column, value.to_string(), &format)?
        }
        Cell::Number { value, percent: true } => {
            sheet.write_number_with_format(row, column, value, &format.set_num_format("0.00%"))?
        }
        Cell::Number { value, .. } if marked => sheet.write_number_with_format(row, column, value, &format)?,
        Cell::Number { value, .. } => sheet.write_number(row, column, value)?,
        Cell::Moment(moment) => match serial(moment) {
            Some((day, number_format)) => {
                sheet.write_datetime_with_format(row, column, &day, &format.set_num_format(number_format))?
            }
            None => sheet.write_string_with_format(row, column, moment.to_string(), &format)?,
        },
        Cell::Flag(flag) => sheet.write_boolean_with_format(row, column, flag, &format)?,
    };
    Ok(())
}

/// Letters that a cell takes.
pub fn letters(cell: Cell) -> usize {
    match cell {
        Cell::Text(text) | Cell::Fault(text) => text.chars().count(),
        Cell::Number { value, .. } => format!("{value}").len().min(18),
        Cell::Moment(_) => 18,
        Cell::Empty | Cell::Flag(_) => 0,
    }
}

/// A moment as a workbook keeps it, with its format; `None` before 1900.
fn serial(moment: DateTime) -> Option<(ExcelDateTime, &'static str)> {
    let year = u16::try_from(moment.year()).ok().filter(|y| *y >= 1900)?;
    let (month, day) = (moment.month().unsigned_abs(), moment.day().unsigned_abs());
    let date = ExcelDateTime::from_ymd(year, month, day).ok()?;
    let (hour, minute, second) = (moment.hour(), moment.minute(), moment.second());
    if (hour, minute, second) == (0, 0, 0) {
        return Some((date, "dd/mm/yyyy"));
    }
    let hour = u16::try_from(hour).ok()?;
    Some((date.and_hms(hour, minute.unsigned_abs(), f64::from(second)).ok()?, "dd/mm/yyyy hh:mm:ss"))
}

fn fitting(text: &str) -> String {
    let mut units = 1;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MOST_LETTERS
    };
    let kept: String = text.chars().take_while(fits).collect();
    if kept.len() == text.len() { kept } else { kept + "…" }
}
