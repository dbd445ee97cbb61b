//! Planted mistakes: each must be found, at the cell that `planted.csv` names, and nothing else may be.
//!
//! They stand in rows of their own that no printed total counts, or in a spoilt copy of a file whose right copy comes as
//! well. So the rows that are accepted add up to what was printed.

use super::code;
use super::returned::{Returned, text};
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

/// A mistake in a row of its own, which otherwise is as it should be.
#[derive(Debug, Clone, Copy)]
pub struct Mistake {
    /// The column of the cell that the finding must name.
    pub column: &'static str,
    /// What stands there; nothing where it is empty.
    pub cell: &'static str,
    /// The code of the finding.
    pub code: &'static str,
    /// What is wrong, in English.
    pub what: &'static str,
}

const fn mistake(column: &'static str, cell: &'static str, code: &'static str, what: &'static str) -> Mistake {
    Mistake { column, cell, code, what }
}

/// The mistakes of one file.
pub struct Mistakes {
    /// What they are written on.
    pub paper: Paper,
    /// The mistakes, a row each.
    pub list: Vec<Mistake>,
}

/// What a file with mistakes is written on.
pub enum Paper {
    /// The template.
    Template,
    /// A sheet of the unit's own.
    Own(Box<Style>),
}

/// The mistakes of a form, file by file.
pub fn mistakes(recipe: &str) -> Vec<Mistakes> {
    lists(recipe)
        .into_iter()
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
            Mistakes { paper, list }
        })
        .collect()
}

fn lists(recipe: &str) -> Vec<Vec<Mistake>> {
    use code::*;
    match recipe {
        "online-service" => vec![
            vec![
                mistake("received", "1,234.5", OTHER_LOCALE, "a number in English style"),
                mistake("received", "12.34", OTHER_LOCALE, "a point before two digits: neither thousands nor decimals"),
                mistake("handled", "nhiều", NOT_NUMBER, "a word where a number belongs"),
            ],
            vec![
                mistake("received", "khoảng 120", NOT_EXACT, "about so many where an exact count belongs"),
                mistake("late", "-5", NEGATIVE_COUNT, "a negative count"),
                mistake("received", "120 trang", HAS_UNIT, "pages in a column of dossiers"),
            ],
            vec![
                mistake("ref_area", "Xã Chiềng Mumg", NEAR_AREA, "a name one letter away from a commune's"),
                mistake("ref_area", "Xã Đồng Bằng Xanh", NOT_AREA, "a commune that does not exist"),
                mistake("field", "", MISSING_REQUIRED, "the field is left blank"),
                mistake("period", "Tháng 13/2025", NO_SUCH_DAY, "a thirteenth month"),
            ],
            vec![
                mistake("received_online_full", "41", RULE_BROKEN, "more received online than received"),
                mistake("on_time", "39", RULE_BROKEN, "on time and late do not make up handled"),
                mistake("handled_online", "#N/A", ERROR_CELL, "an error value"),
                mistake("ref_area", "=", DUPLICATE_KEY, "the same commune, field and month a second time"),
            ],
        ],
        "digitised-record" => vec![
            vec![
                mistake("components_digitised", "41", RULE_BROKEN, "more digitised than received"),
                mistake("results_digitised", "38.5", OTHER_LOCALE, "a decimal point"),
                mistake("ref_area", "=", DUPLICATE_KEY, "the same counter and month a second time"),
            ],
            vec![
                mistake("received", "1.234*", FOOTNOTE, "a footnote mark at a number"),
                mistake("period", "đầu năm", NOT_PERIOD, "words that name no month"),
                mistake("results", "-3", NEGATIVE_COUNT, "a negative count"),
            ],
        ],
        "village-coverage" => vec![
            vec![
                mistake("covered_on", "31/02/2025", NO_SUCH_DAY, "a day that does not exist"),
                mistake("planned_on", "12/28/2025", MONTH_FIRST, "the month before the day"),
                mistake("covered_on", "05/09/25", TWO_DIGIT_YEAR, "a year of two digits"),
            ],
            vec![
                mistake("viettel_4g", "thỉnh thoảng", NOT_A_FLAG, "neither yes nor no"),
                mistake("village", "", MISSING_REQUIRED, "the village has no name"),
                mistake("households", "khoảng 120", NOT_EXACT, "about so many where an exact count belongs"),
                mistake("ref_area", "Xã Mường Lần", NEAR_AREA, "a name close to those of two communes"),
            ],
        ],
        "budget-line" => vec![
            vec![
                mistake("funds", "Ngân sách liên xã", UNKNOWN_WORD, "a source of funds that is not in the list"),
                mistake("allotted", "12,500,000", OTHER_LOCALE, "money in English style"),
                mistake("disbursed", "13000000", RULE_BROKEN, "more disbursed than allotted"),
            ],
            vec![
                mistake("allotted", "", MISSING_REQUIRED, "nothing said about what was allotted"),
                mistake("allotted", "#N/A", ERROR_CELL, "an error value"),
                mistake("allotted", "khoảng 500 triệu đồng", NOT_EXACT, "about so much where an exact sum belongs"),
                mistake("ref_area", "=", DUPLICATE_KEY, "the same task and source a second time"),
            ],
        ],
        "procedure-register" => vec![vec![
            mistake("online_level", "Toàn phần", UNKNOWN_WORD, "a level that is not in the list"),
            mistake("eligible", "tùy hồ sơ", NOT_A_FLAG, "neither yes nor no"),
            mistake("name", "", MISSING_REQUIRED, "the procedure has no name"),
        ]],
        _ => Vec::new(),
    }
}

/// Adds a row for each mistake and tells which row of the form it is.
pub fn plant(form: &mut Returned, mistakes: &[Mistake]) -> Vec<(usize, Mistake)> {
    let mut planted = Vec::new();
    for (number, mistake) in mistakes.iter().enumerate() {
        let place = form.place(mistake.column);
        let mut row = spare_row(form, number + 1);
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
                _ => text(mistake.cell),
            };
        }
        planted.push((form.rows.len(), *mistake));
        form.rows.push(row);
    }
    planted
}

/// A row without a mistake under a key of its own, with figures that no printed total counts.
fn spare_row(form: &Returned, number: usize) -> Vec<Filled> {
    let (area, month) = (text(&form.area_name), Filled::Text(format!("{number:02}/2025")));
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
