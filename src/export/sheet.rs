//! A table on a sheet: title, header that stays in sight and filters, typed cells, a chart below, ready to be printed on A4.

use super::contents::{Contents, Drawn};
use super::{About, refused};
use crate::error::{Error, Result};
use crate::language::{Language, time_period, turns_direction};
use crate::report::{Label, status_words};
use crate::store::{Cell, ResultTable};
use rust_xlsxwriter::{
    Chart, ChartType, Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};

/// The row of the header, from 0; above it stand title and day.
const HEADER: u32 = 3;

/// The most letters of a cell.
const LETTERS: usize = 32_767;

/// Widths of columns, in letters.
const WIDTHS: (usize, usize) = (8, 48);

/// The height of a line, in points.
const LINE: f64 = 15.0;

/// A4.
const PAPER: u8 = 9;

/// Formats of cells.
pub struct Look {
    title: Format,
    quiet: Format,
    mark: Format,
    header: Format,
    text: Format,
    whole: Format,
    number: Format,
    year: Format,
    day: Format,
}

impl Look {
    /// The formats of a language: days as it writes them; separators of numbers are the reader's own.
    pub fn new(language: Language) -> Look {
        let cell = || Format::new().set_align(FormatAlign::Top);
        Look {
            title: Format::new().set_bold().set_font_size(14),
            quiet: Format::new().set_font_color(Color::RGB(0x54_54_54)),
            mark: Format::new().set_bold().set_font_color(Color::RGB(0xB3_47_00)),
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0xE2_ED_F7))
                .set_border_bottom(FormatBorder::Thin),
            text: cell().set_text_wrap(),
            whole: cell().set_num_format("#,##0"),
            number: cell().set_num_format("#,##0.00"),
            year: cell().set_num_format("0"),
            day: cell().set_num_format(language.of_data("dd/mm/yyyy", "d mmm yyyy")),
        }
    }
}

/// Writes the sheet.
///
/// # Errors
/// A table with more rows than a sheet has.
pub fn write(sheet: &mut Worksheet, name: &str, contents: &Contents, about: &About<'_>, look: &Look) -> Result<()> {
    let table = &contents.table;
    let rows = u32::try_from(table.rows.len()).ok().filter(|rows| *rows < 1_000_000);
    let rows = rows.ok_or_else(|| {
        Error::usage("the table is larger than a sheet can be")
            .at(&contents.name)
            .found(table.rows.len().to_string())
            .expected("fewer than 1,000,000 rows")
            .hint("`milepost run` writes every table as CSV")
    })?;
    let columns = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
    let labels: Vec<Label> = table.columns.iter().map(|column| Label::read(column)).collect();
    sheet.write_string_with_format(0, 0, &contents.title, &look.title).map_err(refused)?;
    let day = time_period(&about.as_of.to_string(), about.language);
    let said = format!("{}. {}", about.project, about.language.say_with("by-what-was-known", &[("day", &day)]));
    sheet.write_string_with_format(1, 0, cut(&said, about.language), &look.quiet).map_err(refused)?;
    if let Some(mark) = about.mark {
        sheet.write_string_with_format(2, 0, mark, &look.mark).map_err(refused)?;
    }
    for (column, label) in (0..columns).zip(&labels) {
        sheet.write_string_with_format(HEADER, column, &label.text, &look.header).map_err(refused)?;
    }
    for (row, cells) in (0..rows).zip(&table.rows) {
        for ((column, cell), label) in (0..columns).zip(cells).zip(&labels) {
            write_cell(sheet, (HEADER + 1 + row, column), cell, label, about.language, look).map_err(refused)?;
        }
    }
    let widths: Vec<usize> = (0..labels.len()).map(|at| width(table, at, &labels[at], about.language)).collect();
    for (column, width) in (0..columns).zip(&widths) {
        sheet.set_column_width(column, f64::from(u32::try_from(*width).unwrap_or(8))).map_err(refused)?;
    }
    let heights = |texts: &mut dyn Iterator<Item = (usize, usize)>| {
        // Somewhat more than the letters fill: words do not break where the column ends.
        let lines = texts.map(|(letters, width)| if letters <= width { 1 } else { (letters * 6).div_ceil(width * 5) });
        LINE * f64::from(u32::try_from(lines.max().unwrap_or(1).min(12)).unwrap_or(1))
    };
    let heads = &mut labels.iter().map(|label| label.text.chars().count()).zip(widths.iter().copied());
    sheet.set_row_height(HEADER, heights(heads)).map_err(refused)?;
    for (row, cells) in (0..rows).zip(&table.rows) {
        let letters = cells.iter().zip(&labels).map(|(cell, label)| shown(cell, label, about.language));
        let height = heights(&mut letters.zip(widths.iter().copied()));
        sheet.set_row_height(HEADER + 1 + row, height).map_err(refused)?;
    }
    sheet.set_freeze_panes(HEADER + 1, 1).map_err(refused)?;
    sheet.autofilter(HEADER, 0, HEADER + rows, columns.saturating_sub(1)).map_err(refused)?;
    sheet.set_repeat_rows(HEADER, HEADER).map_err(refused)?;
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&A&R&P/&N");
    if let Some(drawn) = &contents.drawn {
        let chart = chart(name, drawn, &labels);
        sheet.insert_chart(HEADER + rows + 3, 0, &chart).map_err(refused)?;
    }
    Ok(())
}

/// How many letters a cell shows.
fn shown(cell: &Cell, label: &Label, language: Language) -> usize {
    match cell {
        Cell::Missing => 0,
        Cell::Text(text) if label.format == "status" => status_words(text, language).chars().count(),
        Cell::Text(text) | Cell::Decimal(text) => text.chars().count(),
        Cell::Date(_) => 11,
        Cell::Flag(_) => 5,
        // Digits, their separators and two decimals.
        Cell::Integer(n) => n.to_string().len() * 4 / 3 + 1,
        Cell::Float(number) => format!("{:.0}", number.trunc()).len() * 4 / 3 + 4,
    }
}

/// The width of a column: of its longest cell or its label over two lines, within bounds.
fn width(table: &ResultTable, at: usize, label: &Label, language: Language) -> usize {
    let longest = table.rows.iter().map(|cells| shown(&cells[at], label, language)).max().unwrap_or(0);
    let word = label.text.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
    let head = (label.text.chars().count().div_ceil(2) + 2).max(word + 3);
    (longest + 1).max(head).clamp(WIDTHS.0, WIDTHS.1)
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    label: &Label,
    language: Language,
    look: &Look,
) -> std::result::Result<(), XlsxError> {
    let text = match cell {
        // What is missing is an empty cell: a dash would be text among numbers, a zero would be a lie.
        Cell::Missing => return Ok(()),
        Cell::Float(number) => {
            // A count that a query keeps as a float is a count.
            let format = if number.fract() == 0.0 && number.abs() >= 1000.0 { &look.whole } else { &look.number };
            return sheet.write_number_with_format(row, column, *number, format).map(|_| ());
        }
        Cell::Integer(n) => match i32::try_from(*n).map(f64::from).ok().or_else(|| exactly(*n)) {
            Some(number) => {
                let format = if label.format == "year" { &look.year } else { &look.whole };
                return sheet.write_number_with_format(row, column, number, format).map(|_| ());
            }
            None => n.to_string(),
        },
        Cell::Date(day) => {
            // Excel's calendar begins in 1900.
            let month = u8::try_from(day.month()).unwrap_or(1);
            let date = u16::try_from(day.year()).ok().filter(|year| *year >= 1900);
            let date = date.map(|year| ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).unwrap_or(1)));
            match date {
                Some(date) => return sheet.write_date_with_format(row, column, &date?, &look.day).map(|_| ()),
                None => day.to_string(),
            }
        }
        Cell::Flag(flag) => if *flag { language.say("yes") } else { language.say("no") }.to_owned(),
        Cell::Text(text) if label.format == "status" => status_words(text, language).to_owned(),
        Cell::Text(text) | Cell::Decimal(text) => text.clone(),
    };
    // Written as text, it is no formula, whatever it begins with.
    sheet.write_string_with_format(row, column, cut(&text, language), &look.text).map(|_| ())
}

/// A whole number as a float, where that is the same number.
fn exactly(n: i128) -> Option<f64> {
    (n.abs() <= 1 << 53).then_some(n as f64)
}

/// A text that fits into a cell, without marks that turn the direction of reading; what is left out is said.
fn cut(text: &str, language: Language) -> String {
    let clean: String = text.chars().filter(|c| !turns_direction(*c)).collect();
    let letters = clean.encode_utf16().count();
    if letters <= LETTERS {
        return clean;
    }
    let said = language.say_with("sheet-text-cut", &[("letters", &letters)]);
    let mut room = LETTERS - said.encode_utf16().count();
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(room);
        left.is_some()
    };
    clean.chars().take_while(fits).collect::<String>() + &said
}

fn chart(name: &str, drawn: &Drawn, labels: &[Label]) -> Chart {
    let first = HEADER + 1 + u32::try_from(drawn.rows.0).unwrap_or(0);
    let count = u32::try_from(drawn.rows.1).unwrap_or(1);
    let last = first + count.max(1) - 1;
    let column = |at: usize| u16::try_from(at).unwrap_or(0);
    let mut chart = Chart::new(ChartType::Bar);
    // A title that begins with `=` would be taken for a range of cells.
    let title = format!("{} ({})", drawn.title.trim_start_matches(['=', ' ']), drawn.unit);
    chart.title().set_name(&title);
    for (values, ink) in drawn.values.iter().zip([0x0B_3C_6B, 0xF0_A0_60]) {
        let series = chart.add_series();
        series
            .set_categories((name, first, column(drawn.names), last, column(drawn.names)))
            .set_values((name, first, column(*values), last, column(*values)))
            .set_name((name, HEADER, column(*values)))
            .set_gap(60);
        series.set_format(
            rust_xlsxwriter::ChartFormat::new()
                .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(ink))),
        );
    }
    // The first row stands on top, as in the table.
    chart.y_axis().set_reverse();
    chart.x_axis().set_num_format("0").set_min(0);
    if drawn.unit == "%" && drawn.most <= 100.0 {
        chart.x_axis().set_max(100);
    }
    if drawn.values.len() < 2 {
        chart.legend().set_hidden();
    } else {
        chart.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Top);
    }
    let names: Vec<&str> = drawn.values.iter().map(|at| labels[*at].text.as_str()).collect();
    chart.set_alt_text(format!("{}: {} ({})", drawn.title, names.join(", "), drawn.unit));
    chart.set_width(900).set_height(140 + 34 * count);
    chart
}
