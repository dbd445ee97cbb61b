//! A laid-out sheet as a workbook, with the stamp that forms carry.

use super::returned::Returned;
use super::style::{Grid, Style};
use crate::error::{Error, Result};
use crate::forms::{Filled, SIMULATED, STAMP_SHEET};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

/// What the writing library gives.
type Written<T> = std::result::Result<T, XlsxError>;

/// The workbook's bytes; the same sheet gives the same bytes.
///
/// # Errors
/// A sheet greater than a workbook holds.
pub fn workbook(form: &Returned, grid: &Grid, style: &Style) -> Result<Vec<u8>> {
    let name = form.recipe.sheet.as_deref().unwrap_or(&form.recipe.name);
    write(form, grid, style, name).map_err(|e| {
        Error::system(format!("cannot write the workbook: {e}")).at(form.file.clone()).hint("try a smaller --scale")
    })
}

fn write(form: &Returned, grid: &Grid, style: &Style, name: &str) -> Written<Vec<u8>> {
    let mut workbook = begun(&form.recipe.title_vi, &form.unit)?;
    if style.hidden_draft {
        let draft = workbook.add_worksheet();
        draft.set_name(format!("{name} (nháp)"))?.set_hidden(true);
        cells(draft, &doubled(grid))?;
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?.set_active(true);
    if style.hidden_draft {
        sheet.set_first_tab(true);
    }
    cells(sheet, grid)?;
    let version = form.recipe.version + style.versions_ahead;
    let stamp = workbook.add_worksheet();
    stamp.set_name(STAMP_SHEET)?.set_very_hidden(true);
    let lines = [
        ("form", form.form.to_owned()),
        (&format!("recipe:{}", form.recipe.name), version.to_string()),
        ("area", form.area.clone()),
        ("simulated", "true".to_owned()),
        ("written_by", concat!("milepost ", env!("CARGO_PKG_VERSION")).to_owned()),
    ];
    for ((key, value), row) in lines.iter().zip(0..) {
        stamp.write_string(row, 0, *key)?.write_string(row, 1, value)?;
    }
    workbook.save_to_buffer()
}

/// A workbook that says in its properties that it is simulated, and was made on a fixed day.
fn begun(title: &str, unit: &str) -> Written<Workbook> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 12, 29)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(format!("{title} – {SIMULATED}"))
            .set_author(unit)
            .set_comment(SIMULATED)
            .set_creation_datetime(&created),
    );
    Ok(workbook)
}

/// A workbook of lines that belong to no form.
///
/// # Errors
/// The library refuses it.
pub fn unrelated(title: &str, lines: &[[&str; 3]]) -> Result<Vec<u8>> {
    let write = || -> Written<Vec<u8>> {
        let mut workbook = begun(title, "Văn phòng")?;
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, SIMULATED)?.write_string(1, 0, title)?;
        for (line, row) in lines.iter().zip(3..) {
            for (text, column) in line.iter().zip(0..) {
                sheet.write_string(row, column, *text)?;
            }
        }
        workbook.save_to_buffer()
    };
    write().map_err(|e| Error::system(format!("cannot write the workbook: {e}")))
}

fn cells(sheet: &mut Worksheet, grid: &Grid) -> Written<()> {
    let plain = Format::new().set_border(FormatBorder::Thin);
    let whole = plain.clone().set_num_format("#,##0");
    let day = plain.clone().set_num_format("dd/mm/yyyy");
    let bold = Format::new().set_bold();
    let header = plain
        .clone()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_background_color(Color::RGB(0xD9E2F3));
    let none = Format::new();
    let merged = |row: usize, column: usize| grid.merges.iter().any(|m| (m.0, m.1) == (row, column));
    for (row, values) in grid.cells.iter().enumerate() {
        let in_table = row >= grid.first && values.len() > 1;
        for (column, value) in values.iter().enumerate() {
            if row < grid.first && merged(row, column) {
                continue;
            }
            let (r, c) = (narrow(row), column as u16);
            let as_text = match row {
                row if row < grid.header.0 => &bold,
                row if row <= grid.header.1 => &header,
                _ if in_table => &plain,
                _ => &none,
            };
            match value {
                Filled::Blank if in_table => sheet.write_blank(r, c, &plain)?,
                Filled::Blank => sheet,
                // The name of an error is written as the error that it names.
                Filled::Text(text) if text == "#N/A" => {
                    sheet.write_formula_with_format(r, c, Formula::new("=NA()").set_result("#N/A"), &plain)?
                }
                Filled::Text(text) => sheet.write_string_with_format(r, c, text, as_text)?,
                Filled::Count(n) => sheet.write_number_with_format(r, c, *n as f64, &whole)?,
                Filled::Number(n) => sheet.write_number_with_format(r, c, *n, &plain)?,
                Filled::Flag(yes) => {
                    sheet.write_string_with_format(r, c, if *yes { "Có" } else { "Không" }, as_text)?
                }
                Filled::Day(d) => {
                    let d = ExcelDateTime::from_ymd(d.year() as u16, d.month() as u8, d.day() as u8)?;
                    sheet.write_datetime_with_format(r, c, &d, &day)?
                }
            };
        }
    }
    for (top, left, bottom, right) in &grid.merges {
        let text = if let Filled::Text(text) = &grid.cells[*top][*left] { text.as_str() } else { "" };
        let format = if *top < grid.header.0 { &bold } else { &header };
        if (top, left) == (bottom, right) {
            sheet.write_string_with_format(narrow(*top), *left as u16, text, format)?;
        } else {
            sheet.merge_range(narrow(*top), *left as u16, narrow(*bottom), *right as u16, text, format)?;
        }
    }
    sheet.set_column_range_width(0, 15, 16)?;
    Ok(())
}

/// Other figures under the same labels, as on the draft that an office forgot on a hidden sheet.
fn doubled(grid: &Grid) -> Grid {
    let mut draft = grid.clone();
    for cell in draft.cells.iter_mut().flatten() {
        if let Filled::Count(n) = cell {
            *n *= 2;
        }
    }
    draft
}

fn narrow(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}
