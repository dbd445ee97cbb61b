//! One sheet of a form: head, header, cells to fill in.

use super::layout::Layout;
use super::limit::{FLAGS, choices, rule};
use super::lists::Lists;
use super::template::{Filled, SheetContent, Template, unwritable};
use super::{SIMULATED, header, look};
use crate::error::{Error, Result};
use crate::language::nfc;
use crate::observations::{Column, Reads, Recipe};
use crate::sources::column_letters;
use rust_xlsxwriter::{ExcelDateTime, Format, IgnoreError, ProtectionOptions, Worksheet};

/// Height of a line of text, in points.
const LINE_HEIGHT: f64 = 15.0;
/// What a workbook holds without rounding.
const EXACT: u64 = 1 << 53;

/// Writes the sheet of one recipe.
pub fn write(
    sheet: &mut Worksheet,
    template: &Template,
    recipe: &Recipe,
    layout: &Layout,
    content: Option<&SheetContent>,
    lists: &mut Lists,
) -> Result<()> {
    let mut form = Form { sheet, template, recipe, layout, content, widths: Vec::new() };
    form.sheet.set_name(&layout.sheet).map_err(unwritable)?;
    form.columns()?;
    form.head(lists)?;
    form.header()?;
    form.rows(lists)?;
    form.protect();
    form.page()
}

struct Form<'a, 'b> {
    sheet: &'a mut Worksheet,
    template: &'a Template<'b>,
    recipe: &'a Recipe,
    layout: &'a Layout,
    content: Option<&'a SheetContent>,
    widths: Vec<f64>,
}

impl Form<'_, '_> {
    /// The columns of the table with their places on the sheet.
    fn table(&self) -> impl Iterator<Item = (u16, &Column)> + use<'_> {
        (0..).zip(self.layout.columns.iter().map(|&i| &self.recipe.columns[i]))
    }

    /// Widths, and the cells below the prepared rows.
    fn columns(&mut self) -> Result<()> {
        let mut widths = vec![0.0; usize::from(self.layout.last_column()) + 1];
        for (place, column) in self.table() {
            let mut offered = match column.reads {
                Reads::Area => self.template.area_names(),
                Reads::Choice => choices(column),
                _ => column.suggest.iter().map(String::as_str).collect(),
            };
            let entered =
                self.content.iter().flat_map(|c| &c.rows).filter_map(|row| match row.get(usize::from(place)) {
                    Some(Filled::Text(text)) => Some(text.as_str()),
                    _ => None,
                });
            offered.extend(entered);
            let label = column.labels[0].rsplit(" / ").next().unwrap_or_default();
            widths[usize::from(place)] = look::width(column.reads, label, &offered);
        }
        for &(i, _) in &self.layout.lines {
            let column = &self.recipe.columns[i];
            widths[0] = f64::max(widths[0], line_label(column).chars().count() as f64 + 2.0);
            let value = if column.reads == Reads::Area { self.template.area_name } else { "" };
            widths[1] = f64::max(widths[1], look::width(column.reads, "", &[value]));
        }
        for (place, width) in (0..).zip(&widths) {
            self.sheet.set_column_width(place, *width).map_err(unwritable)?;
        }
        let formats: Vec<(u16, Format)> = self.table().map(|(place, c)| (place, look::beyond(c.reads))).collect();
        for (place, format) in &formats {
            self.sheet.set_column_format(*place, format).map_err(unwritable)?;
        }
        self.widths = widths;
        Ok(())
    }

    /// Everything above the table.
    fn head(&mut self, lists: &mut Lists) -> Result<()> {
        if let Some(row) = self.layout.banner {
            self.across(row, SIMULATED, &look::banner(), 1.2)?;
        }
        self.across(self.layout.title, &nfc(&self.recipe.title_vi).to_uppercase(), &look::title(), 1.45)?;
        let office = format!("Đơn vị báo cáo: {}", self.template.area_name);
        self.across(self.layout.office, &office, &look::line(), 1.0)?;
        for &(i, row) in &self.layout.lines {
            let column = &self.recipe.columns[i];
            self.locked_row(row)?;
            self.sheet.write_string_with_format(row, 0, line_label(column), &look::line()).map_err(unwritable)?;
            let given = self.content.and_then(|c| c.title_values.iter().find(|(name, _)| *name == column.name));
            let value = match given {
                Some((_, value)) => value.clone(),
                None if column.reads == Reads::Area => Filled::Text(self.template.area_name.to_owned()),
                None => Filled::Blank,
            };
            self.enter(row, 1, &value, &look::title_value(column.reads))?;
            let rule = rule(column, &self.template.area_names(), lists)?;
            self.sheet.add_data_validation(row, 1, row, 1, &rule).map_err(unwritable)?;
        }
        if let Some(row) = self.layout.unit {
            self.across(row, "ĐVT: đồng", &look::unit(), 1.0)?;
        }
        let blank = self.layout.header - 1;
        self.locked_row(blank)
    }

    /// Closes the cells of a row above the table, which lie in columns that are open further down.
    fn locked_row(&mut self, row: u32) -> Result<()> {
        for column in 0..=self.layout.last_column() {
            self.sheet.write_blank(row, column, &look::line()).map_err(unwritable)?;
        }
        Ok(())
    }

    /// A text over the table's whole width; `size` is its font's, in lines of common text.
    fn across(&mut self, row: u32, text: &str, format: &Format, size: f64) -> Result<()> {
        self.cell(row, 0, row, self.layout.last_column(), text, format)?;
        let lines = look::lines(text, self.widths.iter().sum::<f64>() / size);
        self.sheet.set_row_height(row, f64::from(lines) * LINE_HEIGHT * size + 3.0).map_err(unwritable)?;
        Ok(())
    }

    fn cell(&mut self, top: u32, left: u16, bottom: u32, right: u16, text: &str, format: &Format) -> Result<()> {
        let written = if (top, left) == (bottom, right) {
            self.sheet.write_string_with_format(top, left, text, format)
        } else {
            self.sheet.merge_range(top, left, bottom, right, text, format)
        };
        written.map(|_| ()).map_err(unwritable)
    }

    fn header(&mut self) -> Result<()> {
        let labels: Vec<&str> = self.table().map(|(_, c)| c.labels[0].as_str()).collect();
        let blocks = header::blocks(&labels);
        let depth = self.layout.first - self.layout.header;
        let mut heights = vec![1; depth as usize];
        // A cell of one row needs its lines there; one that reaches down may use all its rows.
        for reaching in [false, true] {
            for block in blocks.iter().filter(|b| (b.rows > 1) == reaching) {
                let (first, last) = (usize::from(block.column), usize::from(block.column + block.columns));
                let needed = look::lines(&block.text, self.widths[first..last].iter().sum());
                let rows = &mut heights[block.row as usize..(block.row + block.rows) as usize];
                let missing = needed.saturating_sub(rows.iter().sum());
                if let Some(row) = rows.last_mut() {
                    *row += missing;
                }
            }
        }
        for block in &blocks {
            let (top, left) = (self.layout.header + block.row, block.column);
            let (bottom, right) = (top + block.rows - 1, left + block.columns - 1);
            self.cell(top, left, bottom, right, &block.text, &look::header())?;
        }
        for (row, lines) in (self.layout.header..).zip(heights) {
            self.sheet.set_row_height(row, f64::from(lines) * LINE_HEIGHT + 5.0).map_err(unwritable)?;
        }
        self.sheet.set_freeze_panes(self.layout.first, 0).map_err(unwritable)?;
        self.sheet.set_repeat_rows(self.layout.header, self.layout.first - 1).map_err(unwritable)?;
        Ok(())
    }

    fn rows(&mut self, lists: &mut Lists) -> Result<()> {
        let given = self.content.map_or(&[][..], |c| &c.rows);
        let place = || format!("form `{}`, sheet {}", self.template.form, self.layout.sheet);
        if let Some(row) = given.iter().find(|row| row.len() != self.layout.columns.len()) {
            return Err(Error::usage("a row has another number of values than the form has columns")
                .at(place())
                .found(row.len().to_string())
                .expected(self.layout.columns.len().to_string()));
        }
        let rows = given.len().max(self.template.rows).max(1);
        let first = self.layout.first;
        let Some(last) = u32::try_from(rows).ok().and_then(|n| first.checked_add(n - 1)).filter(|&n| n < 1_048_576)
        else {
            return Err(Error::usage("a sheet does not hold so many rows").at(place()).found(rows.to_string()));
        };
        let areas = self.template.area_names();
        let mut columns = Vec::new();
        for (column, at) in self.table() {
            columns.push((column, at.reads, look::data(at.reads), rule(at, &areas, lists)?));
        }
        for (column, reads, format, rule) in &columns {
            for (row, i) in (first..=last).zip(0..) {
                let value = match given.get(i) {
                    Some(values) => &values[usize::from(*column)],
                    // One area to report on: it stands in the first row, and holds for those below.
                    None if i == 0 && *reads == Reads::Area && areas.len() == 1 => &Filled::Text(areas[0].to_owned()),
                    None => &Filled::Blank,
                };
                enter(self.sheet, &place, row, *column, value, format)?;
            }
            self.sheet.add_data_validation(first, *column, last, *column, rule).map_err(unwritable)?;
            if matches!(reads, Reads::Area | Reads::Text | Reads::Period) {
                let ignored = IgnoreError::NumberStoredAsText;
                self.sheet.ignore_error_range(first, *column, last, *column, ignored).map_err(unwritable)?;
            }
        }
        for (note, row) in self.content.iter().flat_map(|c| &c.notes).zip(last + 1..) {
            self.sheet.write_string_with_format(row, 0, note, &look::note()).map_err(unwritable)?;
        }
        let start = self.layout.lines.first().map_or((first, 0), |&(_, row)| (row, 1));
        self.sheet.set_selection(start.0, start.1, start.0, start.1).map_err(unwritable)?;
        Ok(())
    }

    fn enter(&mut self, row: u32, column: u16, value: &Filled, format: &Format) -> Result<()> {
        let place = || format!("form `{}`, sheet {}", self.template.form, self.layout.sheet);
        enter(self.sheet, &place, row, column, value, format)
    }

    /// Head and header are closed, without a password; widths, heights and formats stay the office's own.
    fn protect(&mut self) {
        self.sheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        });
    }

    fn page(&mut self) -> Result<()> {
        const A4: u8 = 9;
        self.sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
        let form = format!("{} – phiên bản {}", self.recipe.name, self.recipe.version).replace('&', "&&");
        if self.template.simulated {
            self.sheet.set_header(format!("&C&\"{},Bold\"{SIMULATED}", "Times New Roman"));
            self.sheet.set_footer(format!("&L{form}&C{SIMULATED}&RTrang &P/&N"));
        } else {
            self.sheet.set_footer(format!("&L{form}&RTrang &P/&N"));
        }
        Ok(())
    }
}

/// The words that introduce a value above the table.
fn line_label(column: &Column) -> String {
    column.after.clone().unwrap_or_else(|| format!("{}:", column.labels.first().unwrap_or(&column.name)))
}

fn enter(
    sheet: &mut Worksheet,
    place: &dyn Fn() -> String,
    row: u32,
    column: u16,
    value: &Filled,
    format: &Format,
) -> Result<()> {
    let refuse = |what: &str, found: String| {
        let cell = format!("{}!{}{}", place(), column_letters(usize::from(column)), row + 1);
        Err(Error::usage(what).at(cell).found(found))
    };
    let written = match value {
        Filled::Blank => sheet.write_blank(row, column, format),
        Filled::Text(text) => sheet.write_string_with_format(row, column, text, format),
        Filled::Count(count) if count.unsigned_abs() > EXACT => {
            return refuse("a workbook cannot hold this number exactly", count.to_string());
        }
        Filled::Count(count) => sheet.write_number_with_format(row, column, *count as f64, format),
        Filled::Number(number) if !number.is_finite() => return refuse("not a number", number.to_string()),
        Filled::Number(number) => sheet.write_number_with_format(row, column, *number, format),
        Filled::Flag(flag) => sheet.write_string_with_format(row, column, FLAGS[usize::from(!flag)], format),
        Filled::Day(day) => {
            let parts = (u16::try_from(day.year()), day.month().unsigned_abs(), day.day().unsigned_abs());
            let (Ok(year @ 1900..), month, of_month) = parts else {
                return refuse("a workbook holds no day before 1900", day.to_string());
            };
            let day = ExcelDateTime::from_ymd(year, month, of_month).map_err(unwritable)?;
            sheet.write_datetime_with_format(row, column, &day, format)
        }
    };
    written.map(|_| ()).map_err(unwritable)
}
