//! How an office's own sheet looks where it did not keep the form: everything here must be understood all the same.

use super::returned::Returned;
use super::text::TextKind;
use crate::forms::{Filled, SIMULATED};
use crate::language::{Language, count};
use crate::observations::{Column, From, Reads};
use jiff::civil::Date;

/// How the day that the figures stand for is written above the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AsOf {
    /// A label and a date cell.
    #[default]
    Day,
    /// A label and text: `10/11/2025`.
    Text,
    /// One cell: `(Số liệu tính đến hết ngày 10/11/2025)`.
    Line,
    /// One cell: `Tính đến ngày 10 tháng 11 năm 2025`.
    Words,
}

/// The looks of a sheet that an office made itself.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// A header of one row, with the other labels that the recipe knows.
    pub flat_header: bool,
    /// Columns begin with this one and go around.
    pub rotate: usize,
    /// A first column `STT` that no recipe asks for.
    pub numbered: bool,
    /// A last column `Ghi chú` that no recipe asks for.
    pub remarks: bool,
    /// The day that the figures stand for.
    pub as_of: AsOf,
    /// Money in millions of đồng, as text with a decimal comma.
    pub millions: bool,
    /// Numbers as text: `1.234`.
    pub text_numbers: bool,
    /// Titles merged over the whole width.
    pub merged_titles: bool,
    /// A last row with the sums.
    pub total: bool,
    /// How much the sum of a column is off.
    pub wrong_total: Option<(&'static str, i64)>,
    /// Remarks and signatures below the table.
    pub footnotes: bool,
    /// Accents as characters of their own (NFD).
    pub decomposed: bool,
    /// A hidden sheet with other figures under the same labels.
    pub hidden_draft: bool,
    /// Versions that the form is ahead of this program's.
    pub versions_ahead: u32,
    /// A column under a label that the recipe does not know.
    pub renamed: Option<(&'static str, &'static str)>,
    /// A unit said above the table.
    pub unit_line: Option<&'static str>,
    /// A text file rather than a workbook.
    pub text: Option<TextKind>,
}

/// A sheet laid out: cells row by row, and where things went.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Its cells; rows may end early.
    pub cells: Vec<Vec<Filled>>,
    /// Merged cells: first row, first column, last row, last column.
    pub merges: Vec<(usize, usize, usize, usize)>,
    /// Rows of the header, first and last.
    pub header: (usize, usize),
    /// Row of the first record.
    pub first: usize,
    /// Row of the line that says the unit.
    pub unit_row: Option<usize>,
    /// Row of the sums.
    pub total: Option<usize>,
    /// Column of each column of the table.
    pub places: Vec<usize>,
}

/// Lays a form out.
pub fn lay_out(form: &Returned, style: &Style) -> Grid {
    let columns: Vec<&Column> = form.recipe.columns.iter().filter(|c| c.from == From::Column).collect();
    let offset = usize::from(style.numbered);
    let places: Vec<usize> = (0..columns.len())
        .map(|i| offset + (i + columns.len() - style.rotate % columns.len()) % columns.len())
        .collect();
    let width = offset + columns.len() + usize::from(style.remarks);
    let mut grid = Grid { places, ..Grid::default() };
    grid.titles(form, style, width);
    grid.labels(&columns, style, width);
    grid.first = grid.cells.len();
    for (number, row) in form.rows.iter().enumerate() {
        let mut cells = vec![Filled::Blank; width];
        for ((value, column), place) in row.iter().zip(&columns).zip(&grid.places) {
            cells[*place] = written(value, column.reads, style);
        }
        if style.numbered {
            cells[0] = Filled::Count(number as i64 + 1);
        }
        if style.remarks && number == 0 {
            cells[width - 1] = Filled::Text("đã rà soát".to_owned());
        }
        grid.cells.push(cells);
    }
    if style.total {
        grid.sums(form, &columns, style, width);
    }
    if style.footnotes {
        grid.cells.push(Vec::new());
        grid.line("Ghi chú: số liệu do đơn vị tự tổng hợp, tổng 1.234 dòng đã rà soát.");
        grid.line("Người lập biểu");
        grid.line("Thủ trưởng đơn vị");
    }
    if style.decomposed {
        grid.decompose();
    }
    grid
}

impl Grid {
    fn line(&mut self, text: &str) {
        self.cells.push(vec![Filled::Text(text.to_owned())]);
    }

    fn titles(&mut self, form: &Returned, style: &Style, width: usize) {
        if style.text.is_some() {
            // Old encodings have no capitals with tone marks.
            self.line("Số liệu mô phỏng - không phải số liệu thật");
        } else {
            self.line(SIMULATED);
        }
        self.line(&form.recipe.title_vi);
        self.line(&format!("Đơn vị báo cáo: {}", form.unit));
        for (name, value) in &form.titles {
            let column = form.recipe.column(name).expect("a title of the recipe");
            let label = column.after.clone().unwrap_or_else(|| format!("{}:", column.labels[0]));
            match value {
                Filled::Day(day) => match style.as_of {
                    AsOf::Day => self.cells.push(vec![Filled::Text(label), value.clone()]),
                    AsOf::Text => self.cells.push(vec![Filled::Text(label), Filled::Text(slashed(*day))]),
                    AsOf::Line => self.line(&format!("(Số liệu tính đến hết ngày {})", slashed(*day))),
                    AsOf::Words => {
                        self.line(&format!("Tính đến ngày {} tháng {} năm {}", day.day(), day.month(), day.year()))
                    }
                },
                _ => self.cells.push(vec![Filled::Text(label), value.clone()]),
            }
        }
        let money = form.recipe.columns.iter().any(|c| c.reads == Reads::Money);
        let money = money.then_some(if style.millions { "ĐVT: triệu đồng" } else { "ĐVT: đồng" });
        if let Some(unit) = style.unit_line.or(money) {
            self.unit_row = Some(self.cells.len());
            self.line(unit);
        }
        if style.merged_titles {
            // A label with its value beside it stays two cells.
            let alone = self.cells.iter().enumerate().filter(|(_, row)| row.len() == 1);
            self.merges.extend(alone.map(|(row, _)| (row, 0, row, width - 1)));
        }
        self.cells.push(Vec::new());
    }

    fn labels(&mut self, columns: &[&Column], style: &Style, width: usize) {
        let label = |column: &Column| match style.renamed {
            Some((name, label)) if name == column.name => label.to_owned(),
            _ if style.flat_header => {
                column.labels.iter().find(|l| !l.contains(" / ")).unwrap_or(&column.labels[0]).clone()
            }
            _ => column.labels[0].clone(),
        };
        let mut by_place: Vec<String> = vec![String::new(); width];
        for (column, place) in columns.iter().zip(&self.places) {
            by_place[*place] = label(column);
        }
        if style.numbered {
            by_place[0] = "STT".to_owned();
        }
        if style.remarks {
            by_place[width - 1] = "Ghi chú".to_owned();
        }
        let top = self.cells.len();
        let deep = !style.flat_header && by_place.iter().any(|l| l.contains(" / "));
        self.header = (top, top + usize::from(deep));
        if !deep {
            self.cells.push(by_place.into_iter().map(Filled::Text).collect());
            return;
        }
        let (mut upper, mut lower) = (vec![Filled::Blank; width], vec![Filled::Blank; width]);
        let parts: Vec<Option<(&str, &str)>> = by_place.iter().map(|l| l.split_once(" / ")).collect();
        let mut place = 0;
        while place < width {
            let Some((over, _)) = parts[place] else {
                upper[place] = Filled::Text(by_place[place].clone());
                self.merges.push((top, place, top + 1, place));
                place += 1;
                continue;
            };
            let end = (place..width).find(|i| parts[*i].is_none_or(|(o, _)| o != over)).unwrap_or(width);
            upper[place] = Filled::Text(over.to_owned());
            for (cell, part) in lower[place..end].iter_mut().zip(&parts[place..end]) {
                *cell = Filled::Text(part.map_or("", |(_, under)| under).to_owned());
            }
            if end > place + 1 {
                self.merges.push((top, place, top, end - 1));
            }
            place = end;
        }
        self.cells.extend([upper, lower]);
    }

    fn sums(&mut self, form: &Returned, columns: &[&Column], style: &Style, width: usize) {
        let mut cells = vec![Filled::Blank; width];
        for (i, column) in columns.iter().enumerate() {
            let counts: Vec<i64> =
                form.rows.iter().filter_map(|row| if let Filled::Count(n) = row[i] { Some(n) } else { None }).collect();
            if matches!(column.reads, Reads::Count | Reads::Money) && !counts.is_empty() {
                let off = style.wrong_total.filter(|(name, _)| *name == column.name).map_or(0, |(_, off)| off);
                cells[self.places[i]] = written(&Filled::Count(counts.iter().sum::<i64>() + off), column.reads, style);
            }
        }
        cells[usize::from(style.numbered)] = Filled::Text("Tổng cộng".to_owned());
        self.total = Some(self.cells.len());
        self.cells.push(cells);
    }

    fn decompose(&mut self) {
        use unicode_normalization::UnicodeNormalization;
        for cell in self.cells.iter_mut().flatten() {
            if let Filled::Text(text) = cell {
                *text = text.nfd().collect();
            }
        }
    }
}

/// A value as this office writes it.
fn written(value: &Filled, reads: Reads, style: &Style) -> Filled {
    match value {
        Filled::Count(dong) if reads == Reads::Money && style.millions => {
            let tenths = dong / 100_000;
            let whole = count(i128::from(tenths / 10), Language::Vi);
            let fraction = tenths % 10;
            Filled::Text(if fraction == 0 { whole } else { format!("{whole},{fraction}") })
        }
        Filled::Count(n) if style.text_numbers && reads != Reads::Area => {
            Filled::Text(count(i128::from(*n), Language::Vi))
        }
        other => other.clone(),
    }
}

/// A day as offices write it: `10/11/2025`.
pub fn slashed(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}
