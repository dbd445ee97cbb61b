//! The comparison: every row of a result, found by its key, and every column against the same row computed again.

use super::projects::Project;
use super::table::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// One value computed again.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Missing,
    Text(String),
    Whole(i64),
    Number(f64),
    Flag(bool),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Whole(number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Cell {
        Cell::Whole(i64::try_from(number).expect("a count"))
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Cell {
        Cell::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Cell {
        Cell::Flag(flag)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Missing, Into::into)
    }
}

/// A row computed again, its values in the order of the columns compared.
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$($crate::agreement::Cell::from($value)),*] };
}
pub(crate) use row;

/// What of a result is compared.
pub struct Agreement<'a> {
    /// The result.
    pub query: &'a str,
    /// The columns compared.
    pub columns: &'a [&'a str],
    /// The columns not computed again; each has its reason in the documentation of the test.
    pub left_out: &'a [&'a str],
    /// Columns of which the last bits may differ, and by how much of the value (of one, where the value is smaller).
    pub near: &'a [(&'a str, f64)],
}

impl Agreement<'_> {
    /// Fails at the first row that one side has and the other has not, and at the first value that differs.
    ///
    /// `least` is how many rows there must be: nothing agrees with nothing.
    pub fn holds(&self, project: &Project, again: &[Vec<Cell>], least: usize) {
        let (_, key) = declared(self.query);
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        self.holds_by(&key, project, again, least);
    }

    /// The same by another key than the query's own.
    pub fn holds_by(&self, key: &[&str], project: &Project, again: &[Vec<Cell>], least: usize) {
        let (declared, _) = declared(self.query);
        let named: BTreeSet<&str> = self.columns.iter().chain(self.left_out).copied().collect();
        let wanted: BTreeSet<&str> = declared.iter().map(String::as_str).collect();
        assert_eq!(named, wanted, "{}: every column is compared or left out for a reason", self.query);
        if let Err(difference) = self.compare(&project.result(self.query), key, again, least) {
            panic!("{}: {difference}", self.query);
        }
    }

    /// The first difference between the rows of a result and those computed again.
    pub fn compare(&self, result: &Table, key: &[&str], again: &[Vec<Cell>], least: usize) -> Result<(), String> {
        let places: Vec<usize> = key
            .iter()
            .map(|name| self.columns.iter().position(|column| column == name).ok_or(format!("{name} is not compared")))
            .collect::<Result<_, _>>()?;
        let one: Vec<Vec<Cell>> =
            result.rows().map(|row| self.columns.iter().map(|name| cell(result, row, name)).collect()).collect();
        let (one, other) = (by_key(&one, &places)?, by_key(again, &places)?);
        if one.len() < least {
            return Err(format!("{} rows, not {least}", one.len()));
        }
        for (key, row) in &one {
            let Some(again) = other.get(key) else { return Err(format!("row {key} was not computed again")) };
            for ((name, value), again) in self.columns.iter().zip(*row).zip(*again) {
                if !self.same(name, value, again) {
                    return Err(format!("row {key}, {name}: {value:?} in the result, {again:?} computed again"));
                }
            }
        }
        other
            .keys()
            .find(|key| !one.contains_key(*key))
            .map_or(Ok(()), |key| Err(format!("row {key} is not in the result")))
    }

    fn same(&self, name: &str, one: &Cell, other: &Cell) -> bool {
        let number = |cell: &Cell| match cell {
            Cell::Whole(number) => Some(*number as f64),
            Cell::Number(number) => Some(*number),
            _ => None,
        };
        let (Some(a), Some(b)) = (number(one), number(other)) else { return one == other };
        match self.near.iter().find(|(near, _)| *near == name) {
            Some((_, by)) => (a - b).abs() <= by * a.abs().max(1.0),
            None => a == b,
        }
    }
}

/// Rows by their key; an error where two rows have one.
fn by_key<'a>(rows: &'a [Vec<Cell>], places: &[usize]) -> Result<BTreeMap<String, &'a Vec<Cell>>, String> {
    let mut found = BTreeMap::new();
    for row in rows {
        let key = places.iter().map(|place| format!("{:?}", row[*place])).collect::<Vec<_>>().join(" ");
        if found.insert(key.clone(), row).is_some() {
            return Err(format!("two rows have the key {key}"));
        }
    }
    Ok(found)
}

/// A value of a table.
fn cell(table: &Table, row: usize, name: &str) -> Cell {
    let column = table.column(name);
    if column.str().is_ok() {
        table.text(row, name).into()
    } else if column.bool().is_ok() {
        table.flag(row, name).into()
    } else if column.i64().is_ok() {
        table.whole(row, name).into()
    } else {
        table.number(row, name).into()
    }
}

/// The columns that the header of a query declares, and its key.
fn declared(query: &str) -> (Vec<String>, Vec<String>) {
    let text = fs::read_to_string(format!("queries/{query}.sql")).expect("a query of the project");
    let head = |word: &'static str| text.lines().filter_map(move |line| line.strip_prefix(word));
    let columns = head("-- column ").map(|line| line.split('|').next().unwrap_or_default().trim().to_owned()).collect();
    let key = head("-- key: ").flat_map(|line| line.split(", ")).filter(|name| *name != "one row");
    (columns, key.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::{DataFrame, IntoColumn, NamedFrom, Series};

    const AGREEMENT: Agreement = Agreement { query: "none", columns: &["area", "n", "rate"], left_out: &[], near: &[] };

    fn result() -> Table {
        let columns = [
            Series::new("area".into(), ["14", "03646"]),
            Series::new("n".into(), [Some(3_i64), None]),
            Series::new("rate".into(), [Some(100.0 / 3.0), None]),
        ];
        Table::of(DataFrame::new(2, columns.map(IntoColumn::into_column).to_vec()).expect("a frame"))
    }

    fn again() -> Vec<Vec<Cell>> {
        vec![row!["03646", None::<i64>, None::<f64>], row!["14", 3_i64, 100.0 / 3.0]]
    }

    fn difference(again: &[Vec<Cell>]) -> String {
        AGREEMENT.compare(&result(), &["area"], again, 1).expect_err("a difference")
    }

    /// Every way in which two computations can differ is noticed.
    #[test]
    fn the_comparison_can_fail() {
        assert_eq!(AGREEMENT.compare(&result(), &["area"], &again(), 2), Ok(()));
        assert!(AGREEMENT.compare(&result(), &["area"], &again(), 3).is_err(), "too few rows");
        let altered = |row: usize, column: usize, value: Cell| {
            let mut rows = again();
            rows[row][column] = value;
            difference(&rows)
        };
        let last_bit = f64::from_bits((100.0_f64 / 3.0).to_bits() + 1);
        assert!(altered(1, 2, Cell::Number(last_bit)).contains("rate"), "the last bit");
        assert!(altered(1, 1, Cell::Whole(4)).contains(", n: Whole(3)"), "a count");
        assert!(altered(0, 1, Cell::Whole(0)).contains(", n: Missing"), "missing is not zero");
        assert!(altered(1, 2, Cell::Missing).contains("rate"), "a number that is missing");
        assert!(altered(0, 0, Cell::from("14")).contains("two rows have the key"), "a row twice");
        assert!(difference(&again()[1..]).contains("was not computed again"), "a row too few");
        let more = [again(), vec![row!["VN", 1_i64, 1.0]]].concat();
        assert!(difference(&more).contains("is not in the result"), "a row too many");
    }

    /// A column that a query gains is compared, or left out by name.
    #[test]
    #[should_panic(expected = "every column is compared or left out")]
    fn a_column_cannot_be_forgotten() {
        Agreement { query: "promise", columns: &["indicator"], left_out: &[], near: &[] }.holds(
            super::super::projects::real(),
            &[],
            0,
        );
    }
}
