//! The rows of two editions of a table, paired by their key.

use crate::lock::{Canonical, LockedTable};
use std::collections::BTreeMap;

/// Columns that say where a row stands, not what it says: a line put in above it is no change.
const PLACES: [&str; 4] = ["source_row", "place_vi", "place_en", "place"];

/// A row that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowChange {
    /// The table.
    pub table: String,
    /// What tells the row apart: the key's columns with their values.
    pub key: Vec<(String, Option<String>)>,
    /// The row as it was, by column; empty for a new one.
    pub before: Row,
    /// The row as it is; empty for one that is gone.
    pub after: Row,
}

/// A row by column; a missing cell is `None`.
pub type Row = BTreeMap<String, Option<String>>;

impl RowChange {
    /// Is it new?
    pub fn is_new(&self) -> bool {
        self.before.is_empty()
    }

    /// Is it gone?
    pub fn is_gone(&self) -> bool {
        self.after.is_empty()
    }

    /// The cells that differ, where the row is in both: column, before, after.
    pub fn cells(&self) -> Vec<(&str, Option<&str>, Option<&str>)> {
        if self.is_new() || self.is_gone() {
            return Vec::new();
        }
        let columns = self.after.keys().chain(self.before.keys().filter(|column| !self.after.contains_key(*column)));
        let cell = |row: &'_ Row, column: &str| row.get(column).cloned().flatten();
        columns
            .filter(|column| told(column) && cell(&self.before, column) != cell(&self.after, column))
            .map(|column| (column.as_str(), get(&self.before, column), get(&self.after, column)))
            .collect()
    }

    /// A cell of the row as it is, or as it was where it is gone.
    pub fn value(&self, column: &str) -> Option<&str> {
        get(if self.is_gone() { &self.before } else { &self.after }, column)
    }
}

fn get<'a>(row: &'a Row, column: &str) -> Option<&'a str> {
    row.get(column)?.as_deref()
}

fn told(column: &str) -> bool {
    !PLACES.contains(&column)
}

/// Rows that changed, came or went, in the order of their keys. Nothing where rows are not kept.
pub fn changed_rows(before: Option<&LockedTable>, after: Option<&LockedTable>) -> Vec<RowChange> {
    let Some(table) = after.or(before) else { return Vec::new() };
    let (old, new) = (by_key(before, &table.head.key), by_key(after, &table.head.key));
    let mut changes = Vec::new();
    for (key, _) in old.iter().chain(new.iter().filter(|(key, _)| !old.contains_key(*key))) {
        let (olds, news) = (rows_of(&old, key), rows_of(&new, key));
        for i in 0..olds.len().max(news.len()) {
            let change = RowChange {
                table: table.head.table.clone(),
                key: key.clone(),
                before: olds.get(i).cloned().unwrap_or_default(),
                after: news.get(i).cloned().unwrap_or_default(),
            };
            if change.is_new() || change.is_gone() || !change.cells().is_empty() {
                changes.push(change);
            }
        }
    }
    changes.sort_by(|a, b| a.key.cmp(&b.key));
    changes
}

type Key = Vec<(String, Option<String>)>;

fn rows_of(rows: &BTreeMap<Key, Vec<Row>>, key: &Key) -> Vec<Row> {
    rows.get(key).cloned().unwrap_or_default()
}

/// Rows by their key; where none is declared, by all that they say.
fn by_key(table: Option<&LockedTable>, key: &[String]) -> BTreeMap<Key, Vec<Row>> {
    let mut rows: BTreeMap<Key, Vec<Row>> = BTreeMap::new();
    for row in table.into_iter().flat_map(|table| table.rows.iter().map(|row| named(table, row))) {
        let in_key = |column: &String| if key.is_empty() { told(column) } else { key.contains(column) };
        let key = row.iter().filter(|(column, _)| in_key(column)).map(|(c, v)| (c.clone(), v.clone())).collect();
        rows.entry(key).or_default().push(row);
    }
    rows
}

fn named(table: &LockedTable, row: &Canonical) -> Row {
    table.head.columns.iter().map(|(name, _)| name.clone()).zip(row.cells()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::Made;

    fn table(key: &[&str], rows: &str) -> LockedTable {
        let connection = duckdb::Connection::open_in_memory().unwrap();
        let key: Vec<String> = key.iter().map(|column| (*column).to_owned()).collect();
        let sql = format!("FROM (VALUES {rows}) t(id, value, source_row)");
        LockedTable::of(&connection, &sql, "a", Made::Dataset, &key, &[]).unwrap()
    }

    fn told(changes: &[RowChange]) -> Vec<String> {
        let cell = |value: Option<&str>| value.unwrap_or("-").to_owned();
        let cells = |c: &RowChange| {
            c.cells()
                .iter()
                .map(|(name, a, b)| format!("{name} {}>{}", cell(*a), cell(*b)))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let word = |c: &RowChange| {
            if c.is_new() {
                "new"
            } else if c.is_gone() {
                "gone"
            } else {
                "changed"
            }
        };
        changes
            .iter()
            .map(|c| format!("{} {} {}", cell(c.value("id")), word(c), cells(c)).trim_end().to_owned())
            .collect()
    }

    #[test]
    fn rows_are_paired_by_their_key_and_lines_do_not_count() {
        let before = table(&["id"], "(1, 2.5, 'f:2'), (2, 3.5, 'f:3'), (3, NULL, 'f:4')");
        let after = table(&["id"], "(9, 1.0, 'f:2'), (1, 2.5, 'f:3'), (3, 0.0, 'f:4')");
        assert_eq!(told(&changed_rows(Some(&before), Some(&after))), ["2 gone", "3 changed value ->0", "9 new"]);
        assert_eq!(told(&changed_rows(Some(&before), None)), ["1 gone", "2 gone", "3 gone"]);
        assert_eq!(changed_rows(None, None), []);
    }

    #[test]
    fn without_a_key_rows_are_there_or_not() {
        let (before, after) = (table(&[], "(1, 2.5, 'f:2'), (1, 2.5, 'f:3')"), table(&[], "(1, 2.5, 'f:9')"));
        assert_eq!(told(&changed_rows(Some(&before), Some(&after))), ["1 gone"]);
        assert_eq!(changed_rows(Some(&before), Some(&before)), []);
    }
}
