//! Planted mistakes: each must be found, at the cell that `planted.csv` names, and nothing else may be.
//!
//! They stand in rows of their own that no printed total counts, or in a spoilt copy of a file whose right copy comes as
//! well. So the rows that are accepted add up to what was printed.

use super::code;
use super::place::{Listed, Place};
use super::returned::{Returned, month_text, text};
use super::style::Style;
use super::text::TextKind;
use crate::forms::Filled;
use crate::sources::Encoding;

/// A line of `planted.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planted {
    /// Path of the file below the project.
    pub file: String,
    /// Sheet; none for text files and for what is wrong with a file as a whole.
    pub sheet: Option<String>,
    /// Cell: `C17`; none for what is wrong with a file as a whole.
    pub cell: Option<String>,
    /// The recipe whose form it is, as far as anybody can tell.
    pub recipe: Option<String>,
    /// The code of the finding.
    pub code: &'static str,
    /// What is wrong, in English.
    pub what: String,
}

impl Planted {
    /// Order of the list: by row and then by column, as people look through a sheet.
    pub fn row_and_column(&self) -> (u64, usize, &str) {
        let cell = self.cell.as_deref().unwrap_or_default();
        let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(cell.len());
        (cell[digits..].parse().unwrap_or(0), digits, &cell[..digits])
    }
}

/// The mistakes of one file.
pub struct Mistakes {
    /// What they are written on.
    pub paper: Paper,
    /// The mistakes, a row each.
    pub list: Vec<Listed>,
}

/// What a file with mistakes is written on.
pub enum Paper {
    /// The template.
    Template,
    /// A sheet of the unit's own.
    Own(Box<Style>),
}

/// The mistakes of a form, file by file.
pub fn mistakes(place: &Place, recipe: &str) -> Vec<Mistakes> {
    let listed: Vec<&Listed> = place.mistakes.iter().filter(|mistake| mistake.recipe == recipe).collect();
    listed
        .chunk_by(|one, next| one.file == next.file)
        .enumerate()
        .map(|(number, list)| {
            let text = TextKind { encoding: Encoding::Utf8, delimiter: b';' };
            let paper = if list.iter().any(|m| m.code == code::ERROR_CELL) {
                // Error values are what formulas give, and templates hold none.
                Paper::Own(Box::default())
            } else if recipe == "online-service" && number == 0 {
                Paper::Own(Box::new(Style { flat_header: true, text: Some(text), ..Style::default() }))
            } else {
                Paper::Template
            };
            Mistakes { paper, list: list.iter().map(|mistake| (*mistake).clone()).collect() }
        })
        .collect()
}

/// Adds a row for each mistake and tells which row of the form it is.
pub fn plant<'m>(form: &mut Returned, mistakes: &'m [Listed], year: i16) -> Vec<(usize, &'m Listed)> {
    let mut planted = Vec::new();
    for (number, mistake) in mistakes.iter().enumerate() {
        let place = form.place(&mistake.column);
        let mut row = spare_row(form, number + 1, year);
        if mistake.code == code::DUPLICATE_KEY {
            // The first of the two is right and counts nothing: whichever way they are told apart, no total changes.
            let mut first = row.clone();
            for cell in &mut first {
                if matches!(cell, Filled::Count(_)) {
                    *cell = Filled::Count(0);
                }
            }
            form.rows.push(first);
        } else {
            row[place] = match mistake.cell.parse() {
                Ok(number) => Filled::Count(number),
                _ if mistake.cell.is_empty() => Filled::Blank,
                _ => text(&mistake.cell),
            };
        }
        planted.push((form.rows.len(), mistake));
        form.rows.push(row);
    }
    planted
}

/// A row without a mistake under a key of its own, with figures that no printed total counts.
fn spare_row(form: &Returned, number: usize, year: i16) -> Vec<Filled> {
    let (area, month) = (text(&form.area_name), month_text(number - 1, year));
    let count = Filled::Count;
    match form.recipe.name.as_str() {
        "online-service" => {
            let figures = [40, 20, 10, 38, 18, 37, 1, 6].map(count);
            [vec![area, Filled::Blank, text("Lĩnh vực khác"), month], figures.to_vec()].concat()
        }
        "digitised-record" => {
            let figures = [40, 36, 38, 35].map(count);
            let name = text("Điểm tiếp nhận lưu động");
            [vec![area, name, month], figures.to_vec(), vec![Filled::Blank, Filled::Blank]].concat()
        }
        "village-coverage" => {
            let mut row = vec![area, Filled::Text(format!("Bản Tạm Cư {number}")), count(42)];
            row.extend([true, false, false].map(Filled::Flag));
            row.extend([Filled::Blank, Filled::Blank, Filled::Flag(true), Filled::Flag(true)]);
            row
        }
        "budget-line" => {
            let task = Filled::Text(format!("Nhiệm vụ phát sinh {number}"));
            vec![area, Filled::Blank, task, text("Ngân sách xã"), count(12_500_000), count(5_000_000)]
        }
        _ => {
            let code = Filled::Text(format!("MP-K{number:04}"));
            vec![code, text("Thủ tục mô phỏng chờ rà soát"), text("Hộ tịch"), text("Một phần"), Filled::Flag(false)]
        }
    }
}
