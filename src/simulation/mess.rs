//! Readable mess: what offices do to a form without making it wrong. None of it may end in a finding.

use super::chance::Chance;
use super::province::Commune;
use super::returned::{Returned, text};
use super::style::{AsOf, Style};
use super::text::TextKind;
use crate::forms::Filled;
use crate::observations::Reads;
use crate::sources::Encoding;

/// What is done to the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// Months before the merger under the name of a former commune.
    FormerNames,
    /// `P. An Hòa`, `xã bình an`.
    ShortNames,
    /// The code instead of the name.
    Codes,
    /// The code as a number, its leading 0 lost.
    CodeNumbers,
    /// A spelling that the dataset's `areas.csv` explains.
    Alias,
    /// Marks for figures that are missing: they are left out of every sum.
    MissingMarks,
    /// `Tháng 9/2025`
    MonthWords,
    /// `T9/2025`
    MonthLetters,
    /// Area and month only where they change.
    FilledDown,
    /// A heading row that the dataset's `excluded.csv` leaves out.
    Heading,
    /// Blank rows between the months.
    BlankRows,
}

/// What one office does, to its rows and its sheet.
#[derive(Debug, Clone, Default)]
pub struct Mess {
    /// To the rows, in this order.
    pub habits: Vec<Habit>,
    /// To the sheet.
    pub style: Style,
}

/// The heading row, which `excluded.csv` names.
pub const HEADING: &str = "A. Thủ tục cấp xã";

/// Everything that may be done to a form, each once.
pub fn deck(form: &str) -> Vec<Mess> {
    use Habit::*;
    let style = Style::default;
    let mess = |habits: &[Habit], style: Style| Mess { habits: habits.to_vec(), style };
    let kept = |encoding, delimiter| Style {
        flat_header: true,
        text: Some(TextKind { encoding, delimiter }),
        ..Style::default()
    };
    let mut deck = vec![
        mess(&[], Style { decomposed: true, ..style() }),
        mess(&[ShortNames], style()),
        mess(&[Codes], Style { footnotes: true, ..style() }),
        mess(&[CodeNumbers], Style { total: true, ..style() }),
        mess(&[], Style { text_numbers: true, total: true, footnotes: true, ..style() }),
        mess(&[MissingMarks], Style { footnotes: true, ..style() }),
        mess(&[], Style { rotate: 1, ..style() }),
        mess(&[], Style { numbered: true, remarks: true, total: true, ..style() }),
        mess(&[], Style { merged_titles: true, total: true, ..style() }),
        mess(&[FilledDown], Style { total: true, footnotes: true, ..style() }),
        mess(&[], Style { rotate: 2, ..style() }),
        mess(&[], Style { hidden_draft: true, ..style() }),
    ];
    if matches!(form, "online-service" | "digitised-record") {
        deck.extend([
            mess(&[FormerNames], style()),
            mess(&[FormerNames, MonthWords], Style { merged_titles: true, ..style() }),
            mess(&[MonthWords], style()),
            mess(&[MonthLetters, FilledDown], style()),
            mess(&[BlankRows], Style { total: true, ..style() }),
            mess(&[], Style { text_numbers: true, total: true, ..kept(Encoding::Utf8, b';') }),
            mess(&[MonthWords], Style { footnotes: true, ..kept(Encoding::Windows1258, b';') }),
            mess(&[], Style { total: true, ..kept(Encoding::Tcvn3, b';') }),
            mess(&[], kept(Encoding::Utf16Le, b'\t')),
        ]);
        deck.push(mess(&[], Style { flat_header: true, rotate: 3, ..style() }));
    } else {
        deck.extend([
            mess(&[], Style { as_of: AsOf::Text, ..style() }),
            mess(&[], Style { as_of: AsOf::Line, merged_titles: true, ..style() }),
            mess(&[], Style { as_of: AsOf::Words, ..style() }),
        ]);
    }
    match form {
        "online-service" => deck.extend([mess(&[Alias], style()), mess(&[Heading], style())]),
        "budget-line" => deck.extend([
            mess(&[Alias], Style { flat_header: true, ..style() }),
            mess(&[], Style { millions: true, ..style() }),
            mess(&[], Style { millions: true, total: true, as_of: AsOf::Line, ..style() }),
            mess(&[], Style { as_of: AsOf::Line, ..kept(Encoding::Utf8, b';') }),
        ]),
        _ => {}
    }
    deck
}

/// A spelling no list of areas has, and the commune that is meant: a line of `areas.csv`.
pub fn alias(commune: &Commune) -> String {
    format!("UBND {} (cơ sở 2)", commune.short_name)
}

impl Mess {
    /// Does it to the rows of a form.
    pub fn apply(&self, form: &mut Returned, commune: &Commune, chance: &mut Chance) {
        for habit in &self.habits {
            match habit {
                Habit::FormerNames => former_names(form, commune),
                Habit::ShortNames => {
                    let kind = if commune.is_ward() { "P. " } else { "X." };
                    let (short, lower) = (format!("{kind}{}", commune.short_name), commune.name.to_lowercase());
                    spell_area(form, |i| Filled::Text(if i % 2 == 0 { short.clone() } else { lower.clone() }));
                }
                Habit::Codes => spell_area(form, |_| text(&commune.code)),
                Habit::CodeNumbers => {
                    let code = commune.code.parse().expect("a code of digits");
                    spell_area(form, |_| Filled::Count(code));
                }
                Habit::Alias => spell_area(form, |_| Filled::Text(alias(commune))),
                Habit::MissingMarks => missing_marks(form, chance),
                Habit::MonthWords => spell_month(form, |month, year| format!("Tháng {month}/{year}")),
                Habit::MonthLetters => spell_month(form, |month, year| format!("T{month}/{year}")),
                Habit::FilledDown => fill_down(form),
                Habit::Heading => {
                    let mut row = vec![Filled::Blank; form.columns().len()];
                    row[0] = text(HEADING);
                    form.rows.insert(0, row);
                }
                Habit::BlankRows => {
                    let blank = vec![Filled::Blank; form.columns().len()];
                    for i in (1..form.rows.len()).rev().filter(|i| i % 7 == 0) {
                        form.rows.insert(i, blank.clone());
                    }
                }
            }
        }
    }
}

fn spell_area(form: &mut Returned, spelling: impl Fn(usize) -> Filled) {
    let place = form.place("ref_area");
    for (i, row) in form.rows.iter_mut().enumerate() {
        row[place] = spelling(i);
    }
}

fn spell_month(form: &mut Returned, spelling: impl Fn(&str, &str) -> String) {
    let place = form.place("period");
    for row in &mut form.rows {
        if let Filled::Text(month) = &row[place]
            && let Some((month, year)) = month.split_once('/')
        {
            row[place] = Filled::Text(spelling(month.trim_start_matches('0'), year));
        }
    }
}

/// The rows of months before the commune was there bear, in turn, the names of the communes that were merged into this one.
fn former_names(form: &mut Returned, commune: &Commune) {
    let (area, period) = (form.place("ref_area"), form.place("period"));
    let since = format!("{:02}", commune.since.month());
    for (i, row) in form.rows.iter_mut().enumerate() {
        let before = matches!(&row[period], Filled::Text(month) if month[..2] < *since);
        if before && !commune.former_names.is_empty() {
            row[area] = text(&commune.former_names[i % commune.former_names.len()]);
        }
    }
}

/// A figure that no printed total counts is missing here and there, each time in other words.
fn missing_marks(form: &mut Returned, chance: &mut Chance) {
    const MARKS: [&str; 5] = ["-", "…", "...", "đang cập nhật", "chưa có số liệu"];
    let optional = ["paid_online", "households"].into_iter().find(|name| form.recipe.column(name).is_some());
    let reads = |i: usize| form.recipe.column(form.columns()[i]).expect("a column of the table").reads;
    // Where every figure counts toward a printed total, only cells that are blank anyway get a mark.
    let places: Vec<usize> =
        (0..form.columns().len()).filter(|i| matches!(reads(*i), Reads::Count | Reads::Money | Reads::Day)).collect();
    let free = optional.map(|name| form.place(name));
    for (i, row) in form.rows.iter_mut().enumerate() {
        for place in &places {
            let takes = Some(*place) == free && (i == 0 || chance.percent(30));
            if takes || row[*place] == Filled::Blank {
                row[*place] = text(MARKS[(i + place) % MARKS.len()]);
            }
        }
    }
}

/// Cells of the columns that may be filled down are blank where they repeat the row above.
fn fill_down(form: &mut Returned) {
    let places: Vec<usize> = form
        .columns()
        .iter()
        .enumerate()
        .filter(|(_, name)| form.recipe.column(name).is_some_and(|c| c.fill_down))
        .map(|(i, _)| i)
        .collect();
    for i in (1..form.rows.len()).rev() {
        for place in &places {
            if form.rows[i][*place] == form.rows[i - 1][*place] {
                form.rows[i][*place] = Filled::Blank;
            }
        }
    }
}
