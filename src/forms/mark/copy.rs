//! A new workbook with the same cells, for files that cannot be kept: XLS, XLSB, ODS, text, and odd XLSX.

use super::review::{COLUMNS, HEADER_ROW, MOST_LINKS, head, height, line, location};
use super::value::{letters, write};
use super::{MOST_COMMENTS, MOST_LISTED, Mark, REVIEW_SHEET, Said, SheetReader, said};
use crate::error::{Error, Result};
use crate::forms::template::unwritable;
use crate::sources::{Batch, Cell, Row};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Note, Url, Workbook,
    Worksheet,
};
use std::collections::{BTreeMap, BTreeSet};

const SEVERE: Color = Color::RGB(0xFF_C9_CB);
const NOTE: Color = Color::RGB(0xFF_F1_AD);
/// Cells that are copied in full; of a larger file only the rows that matter.
const MOST_CELLS: u64 = 2_000_000;
/// Rows from the top of a file that is not copied in full: they hold its labels.
const TOP: u64 = 30;
/// The cells of a file as a workbook, marked; `odd` where the file is one that is kept as a rule.
pub fn copy(name: &str, marks: &[Mark], sheets: &[String], read: &mut SheetReader, odd: bool) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 7, 1).map_err(unwritable)?;
    workbook
        .set_properties(&DocProperties::new().set_author("milepost").set_title(name).set_creation_datetime(&created));
    let names = names(sheets);
    let mut note = if odd {
        "Không giữ được định dạng của tệp gốc; các ô được chép sang tệp mới này."
    } else {
        ""
    }
    .to_owned();
    let mut comments_left = MOST_COMMENTS;
    let mut moved = BTreeMap::new();
    for (i, sheet) in names.iter().enumerate() {
        let own = marks.iter().filter(|m| m.sheet == sheets[i] || sheets.len() == 1);
        let said = said(own, |cell| cell);
        let excerpt = cells(i, read)? > MOST_CELLS;
        if excerpt {
            note = format!(
                "Tệp lớn: chỉ chép {TOP} dòng đầu và các dòng có đánh dấu; số dòng trong tệp gốc ghi ở cột A. Tệp gốc không thay đổi."
            );
        }
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet).map_err(unwritable)?;
        let mut target =
            Target { worksheet, said: &said, excerpt, next: 0, widths: Vec::new(), comments_left: &mut comments_left };
        let mut places = BTreeMap::new();
        let mut done = BTreeSet::new();
        read(i, &mut |batch| batch.rows().try_for_each(|row| target.row(&row, &mut places, &mut done)))?;
        // Marks where the file has no cell at all.
        for &(row, column) in said.keys().filter(|at| !done.contains(*at)) {
            if let Some(&to) = places.get(&row) {
                target.cell(to, row, column, Cell::Empty)?;
            } else if !excerpt {
                target.cell(row_index(row)?, row, column, Cell::Empty)?;
            }
        }
        for (width, column) in target.widths.iter().zip(u16::from(excerpt)..) {
            worksheet.set_column_width(column, (width + 2).clamp(9, 44) as f64).map_err(unwritable)?;
        }
        if excerpt {
            moved.insert(sheets[i].clone(), places);
        }
    }
    list(workbook.add_worksheet(), marks, sheets, &names, &moved, &note).map_err(unwritable)?;
    workbook.save_to_buffer().map_err(unwritable)
}

/// How many cells a sheet has, up to a little more than are copied.
fn cells(sheet: usize, read: &mut SheetReader) -> Result<u64> {
    let mut count = 0;
    read(sheet, &mut |batch: &Batch| {
        for row in batch.rows() {
            count += row.width() as u64;
            if row.number > 1_048_576 {
                count = u64::MAX / 2;
            }
        }
        Ok(())
    })?;
    Ok(count)
}

/// A sheet while it is being copied.
struct Target<'a> {
    worksheet: &'a mut Worksheet,
    said: &'a Said,
    excerpt: bool,
    next: u32,
    /// Letters in each column, seen in rows of more than one cell: a title is wider than its column.
    widths: Vec<usize>,
    comments_left: &'a mut usize,
}

impl Target<'_> {
    fn row(&mut self, row: &Row, places: &mut BTreeMap<u64, u32>, done: &mut BTreeSet<(u64, usize)>) -> Result<()> {
        let marked = self.said.range((row.number, 0)..(row.number + 1, 0)).next().is_some();
        let to = if self.excerpt {
            if row.number > TOP && !marked {
                return Ok(());
            }
            self.worksheet.write_number(self.next, 0, row.number as f64).map_err(unwritable)?;
            self.next += 1;
            self.next - 1
        } else {
            row_index(row.number)?
        };
        if marked {
            places.insert(row.number, to);
        }
        if to < 2_000 && row.cells().filter(|cell| !cell.is_empty()).nth(1).is_some() {
            self.widths.resize(self.widths.len().max(row.width()), 0);
            for (width, cell) in self.widths.iter_mut().zip(row.cells()) {
                *width = (*width).max(letters(cell));
            }
        }
        for (cell, column) in row.cells().zip(0..) {
            self.cell(to, row.number, column, cell)?;
            if marked {
                done.insert((row.number, column));
            }
        }
        Ok(())
    }

    fn cell(&mut self, to: u32, row: u64, column: usize, cell: Cell) -> Result<()> {
        let said = self.said.get(&(row, column));
        let mut format = Format::new();
        if let Some((_, severe)) = said {
            format = format.set_background_color(if *severe { SEVERE } else { NOTE });
        }
        let at = u16::try_from(column + usize::from(self.excerpt)).map_err(|_| too_large())?;
        write(self.worksheet, to, at, cell, format, said.is_some()).map_err(unwritable)?;
        if let Some((words, _)) = said
            && *self.comments_left > 0
        {
            *self.comments_left -= 1;
            let note = Note::new(words).set_author("milepost").add_author_prefix(false).set_width(300).set_height(110);
            self.worksheet.insert_note(to, at, &note).map_err(unwritable)?;
        }
        Ok(())
    }
}

/// The list of marks.
fn list(
    sheet: &mut Worksheet,
    marks: &[Mark],
    sheets: &[String],
    names: &[String],
    moved: &BTreeMap<String, BTreeMap<u64, u32>>,
    note: &str,
) -> std::result::Result<(), rust_xlsxwriter::XlsxError> {
    let plain = Format::new().set_font_name("Times New Roman").set_font_size(11);
    let boxed = plain.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
    let link = boxed.clone().set_font_color(Color::RGB(0x05_63_C1)).set_underline(FormatUnderline::Single);
    sheet.set_name(REVIEW_SHEET)?.set_tab_color(Color::RGB(0xC0_00_00)).set_landscape().set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    for (text, row) in head(marks, note).iter().zip(0..) {
        let format = if row == 0 { plain.clone().set_bold().set_font_size(14) } else { plain.clone() };
        sheet.write_string_with_format(row, 0, text, &format)?;
    }
    let top = HEADER_ROW as u32 - 1;
    let header = boxed.clone().set_bold().set_background_color(Color::RGB(0xDD_E7_F3)).set_align(FormatAlign::Center);
    for ((title, width), column) in COLUMNS.iter().zip(0..) {
        sheet.set_column_width(column, *width)?.write_string_with_format(top, column, *title, &header)?;
    }
    sheet.set_freeze_panes(top + 1, 0)?;
    for ((mark, row), i) in marks.iter().take(MOST_LISTED).zip(top + 1..).zip(1..) {
        sheet.write_number_with_format(row, 0, f64::from(i), &boxed)?;
        let line = line(mark);
        sheet.set_row_height(row, height(&line))?;
        for (text, column) in line.iter().zip(1..) {
            let format = match column {
                1 => boxed.clone().set_background_color(if mark.severe { SEVERE } else { NOTE }),
                _ => boxed.clone(),
            };
            sheet.write_string_with_format(row, column, text, &format)?;
        }
        let place = if sheets.len() == 1 { Some(0) } else { sheets.iter().position(|s| *s == mark.sheet) };
        if let (Some(place), Some((number, column)), true) = (place, mark.cell, i as usize <= MOST_LINKS) {
            let shown = match moved.get(&sheets[place]) {
                Some(places) => places.get(&number).map(|to| (u64::from(*to) + 1, column + 1)),
                None => Some((number, column)),
            };
            if let Some(cell) = shown {
                let target = Mark { sheet: names[place].clone(), cell: Some(cell), ..mark.clone() };
                let url = Url::new(format!("internal:{}", location(&target))).set_text(mark.address());
                sheet.write_url_with_format(row, 3, url, &link)?;
            }
        }
    }
    Ok(())
}

/// Names that sheets of a workbook may have, in the same order.
fn names(sheets: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let mut units = 0;
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= 28
        };
        let plain = |c: char| if "[]:*?/\\'".contains(c) { ' ' } else { c };
        let base: String = sheet.chars().map(plain).take_while(fits).collect::<String>().trim().to_owned();
        let base = if base.is_empty() { "Trang".to_owned() } else { base };
        let taken = |name: &String| {
            name.to_lowercase() == REVIEW_SHEET.to_lowercase()
                || names.iter().any(|n| n.to_lowercase() == name.to_lowercase())
        };
        let other = (2..).map(|n| format!("{base} {n}"));
        let free = std::iter::once(base.clone()).chain(other).find(|name| !taken(name));
        names.extend(free);
    }
    names
}

fn row_index(row: u64) -> Result<u32> {
    u32::try_from(row).ok().and_then(|r| r.checked_sub(1)).ok_or_else(too_large)
}

fn too_large() -> Error {
    Error::data("the file has more rows or columns than a workbook")
}
