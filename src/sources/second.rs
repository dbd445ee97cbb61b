//! A second reading of a workbook, by a reader that shares nothing with the first (the crate calamine): figures that are
//! signed may be read twice.

use super::{Batch, Cell, Cells};
use crate::error::{Error, Result};
use calamine::{Data, Range, Reader, open_workbook_auto};
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// A cell that the two readers read differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The sheet.
    pub sheet: String,
    /// Row, counted from 1.
    pub row: u64,
    /// Column, counted from 0.
    pub column: usize,
    /// As the first reader has it.
    pub first: String,
    /// As the second reader has it.
    pub second: String,
}

/// Disagreements that are told; more would tell nothing new.
const MOST: usize = 20;

/// Reads every sheet that the first reader has by calamine as well, and compares them cell by cell: numbers to the bit,
/// texts to the letter. Holds a sheet in memory, other than the first reader.
///
/// What calamine does not tell apart is no disagreement: formats of percentages, errors of formulas that it leaves out,
/// days that no calendar has.
///
/// # Errors
/// The second reader cannot read the file.
pub fn second_reading(path: &Path, name: &str, cells: &mut dyn Cells) -> Result<Vec<Disagreement>> {
    let wrong = |what: String| Error::data(format!("the second reader cannot read the workbook: {what}")).at(name);
    // It may panic on odd files; the first reader's guards have refused what is hostile.
    let mut workbook = catch_unwind(|| open_workbook_auto(path))
        .map_err(|_| wrong("it broke off".to_owned()))?
        .map_err(|e| wrong(e.to_string()))?;
    let mut found = Vec::new();
    for (position, sheet) in cells.sheets().into_iter().enumerate() {
        let range = catch_unwind(AssertUnwindSafe(|| workbook.worksheet_range(&sheet.name)))
            .map_err(|_| wrong("it broke off".to_owned()))?
            .map_err(|e| wrong(e.to_string()))?;
        let mut seen = HashSet::new();
        cells.read(position, &mut |batch| {
            compare(batch, &range, &sheet.name, &mut seen, &mut found);
            Ok(if found.len() < MOST { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        if found.len() >= MOST {
            break;
        }
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, data) in range.used_cells() {
            let (row, column) = (u64::from(top) + row as u64 + 1, left as usize + column);
            if !is_nothing(data) && !seen.contains(&(row, column)) && found.len() < MOST {
                let second = data.to_string();
                found.push(Disagreement { sheet: sheet.name.clone(), row, column, first: String::new(), second });
            }
        }
    }
    Ok(found)
}

fn compare(
    batch: &Batch,
    range: &Range<Data>,
    sheet: &str,
    seen: &mut HashSet<(u64, usize)>,
    found: &mut Vec<Disagreement>,
) {
    for row in batch.rows() {
        for (column, first) in row.cells().enumerate().filter(|(_, c)| !c.is_empty()) {
            seen.insert((row.number, column));
            let place = u32::try_from(row.number - 1).ok().zip(u32::try_from(column).ok());
            let second = place.and_then(|place| range.get_value(place)).unwrap_or(&Data::Empty);
            if !agree(first, second) && found.len() < MOST {
                let first = format!("{first:?}");
                let second = format!("{second:?}");
                found.push(Disagreement { sheet: sheet.to_owned(), row: row.number, column, first, second });
            }
        }
    }
}

fn agree(first: Cell<'_>, second: &Data) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match (first, second) {
        (Cell::Text(a), Data::String(b)) => a == b || words(a) == words(b),
        (Cell::Number { value, .. }, Data::Float(b)) => value == *b,
        #[expect(clippy::cast_precision_loss, reason = "a workbook's number is a binary float")]
        (Cell::Number { value, .. }, Data::Int(b)) => value == *b as f64,
        // Times and durations: the first reader leaves them numbers.
        (Cell::Number { value, .. }, Data::DateTime(b)) => value == b.as_f64(),
        (Cell::Number { .. }, Data::DurationIso(_)) => true,
        (Cell::Moment(a), Data::DateTime(b)) => {
            let (year, month, day, ..) = b.to_ymd_hms_milli();
            (i32::from(a.year()), a.month(), a.day()) == (i32::from(year), month as i8, day as i8)
        }
        (Cell::Moment(a), Data::DateTimeIso(b)) => b.starts_with(&a.date().to_string()),
        (Cell::Flag(a), Data::Bool(b)) => a == *b,
        (Cell::Fault(_), _) => true,
        (Cell::Empty, b) => is_nothing(b),
        _ => false,
    }
}

fn is_nothing(data: &Data) -> bool {
    match data {
        Data::Empty | Data::Error(_) => true,
        Data::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_figure_agrees() {
        assert!(agree(Cell::Number { value: 0.1, percent: true }, &Data::Float(0.1)));
        assert!(!agree(Cell::Number { value: 0.1, percent: false }, &Data::Float(0.1 + f64::EPSILON)));
        assert!(!agree(Cell::Number { value: 1.0, percent: false }, &Data::String("1".into())));
        assert!(agree(Cell::Text("a\r\nb"), &Data::String("a\nb".into())));
        assert!(!agree(Cell::Text("Tô"), &Data::Empty));
        assert!(agree(Cell::Empty, &Data::Empty));
    }
}
