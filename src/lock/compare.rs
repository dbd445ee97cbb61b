//! Two locks side by side, stage by stage: what went in, what was computed, what came out.

use super::{Canonical, Lock, LockedTable};
use std::collections::BTreeMap;

/// Where two locks differ first, and how; later stages may differ because of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Sheets of received files whose records in the store are not those that were taken.
    Received(Vec<FileDifference>),
    /// Input files.
    Inputs(Vec<FileDifference>),
    /// A table.
    Table(TableDifference),
    /// Charts and pages.
    Outputs(Vec<FileDifference>),
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDifference {
    /// Its path.
    pub file: String,
    /// How.
    pub how: How,
}

/// How what is the other lock's differs from what was this one's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Only the other has it.
    New,
    /// Only this one had it.
    Gone,
    /// Both have it, with another content.
    Changed,
}

impl How {
    /// By whether each of the two has it.
    pub(super) fn of(before: bool, after: bool) -> How {
        match (before, after) {
            (false, _) => How::New,
            (_, false) => How::Gone,
            _ => How::Changed,
        }
    }
}

/// A table that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDifference {
    /// Its name.
    pub table: String,
    /// How.
    pub how: How,
    /// Are its columns or their types others?
    pub columns: bool,
    /// Rows that only this lock had, in the order of their text; none where rows are not kept.
    pub gone: Vec<Canonical>,
    /// Rows that only the other has.
    pub new: Vec<Canonical>,
}

impl Lock {
    /// The first stage in which the other lock differs, with all that differs in it; `None` where they are of the same bits.
    pub fn first_difference(&self, other: &Lock) -> Option<Difference> {
        let inputs = files(&self.inputs, &other.inputs);
        if !inputs.is_empty() {
            return Some(Difference::Inputs(inputs));
        }
        if let Some(table) = self.tables_that_differ(other).into_iter().next() {
            return Some(Difference::Table(table));
        }
        let outputs = files(&self.outputs, &other.outputs);
        (!outputs.is_empty()).then_some(Difference::Outputs(outputs))
    }

    /// Every table that differs, in the order in which this lock made them; then those that only the other has.
    pub fn tables_that_differ(&self, other: &Lock) -> Vec<TableDifference> {
        let alone = |table: &LockedTable, how| TableDifference {
            table: table.head.table.clone(),
            how,
            columns: true,
            gone: if how == How::Gone { table.rows.clone() } else { Vec::new() },
            new: if how == How::New { table.rows.clone() } else { Vec::new() },
        };
        let mine = self.tables.iter().filter_map(|table| match other.table(&table.head.table) {
            None => Some(alone(table, How::Gone)),
            Some(theirs) if theirs.head.sha256 == table.head.sha256 => None,
            Some(theirs) => {
                let (gone, new) = rows(table, theirs);
                let columns = theirs.head.columns != table.head.columns;
                Some(TableDifference { table: table.head.table.clone(), how: How::Changed, columns, gone, new })
            }
        });
        let theirs = other.tables.iter().filter(|table| self.table(&table.head.table).is_none());
        mine.chain(theirs.map(|table| alone(table, How::New))).collect()
    }
}

/// Files that differ, by path.
pub(super) fn files(mine: &BTreeMap<String, String>, theirs: &BTreeMap<String, String>) -> Vec<FileDifference> {
    let mut found: Vec<FileDifference> = mine
        .iter()
        .filter_map(|(file, hash)| match theirs.get(file) {
            None => Some((file, How::Gone)),
            Some(other) if other != hash => Some((file, How::Changed)),
            Some(_) => None,
        })
        .chain(theirs.keys().filter(|file| !mine.contains_key(*file)).map(|file| (file, How::New)))
        .map(|(file, how)| FileDifference { file: file.clone(), how })
        .collect();
    found.sort_by(|a, b| a.file.cmp(&b.file));
    found
}

/// Rows that only one of two tables has, counted: a row that one has twice and the other once is there once too many.
fn rows(mine: &LockedTable, theirs: &LockedTable) -> (Vec<Canonical>, Vec<Canonical>) {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    let (mut a, mut b) = (mine.rows.iter().peekable(), theirs.rows.iter().peekable());
    loop {
        match (a.peek(), b.peek()) {
            (Some(x), Some(y)) if x == y => {
                a.next();
                b.next();
            }
            (Some(x), Some(y)) if x < y => gone.extend(a.next().cloned()),
            (Some(_), None) => gone.extend(a.next().cloned()),
            (_, Some(_)) => new.extend(b.next().cloned()),
            (None, None) => return (gone, new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::Made;
    use crate::lock::file::tests::lock;
    use duckdb::Connection;

    fn table(rows: &str) -> LockedTable {
        let connection = Connection::open_in_memory().unwrap();
        LockedTable::of(&connection, &format!("FROM (VALUES {rows}) t(id, value)"), "a", Made::Query, &[], &[]).unwrap()
    }

    #[test]
    fn rows_that_only_one_has() {
        let text = |rows: Vec<Canonical>| rows.iter().map(|r| r.text().to_owned()).collect::<Vec<_>>().join(" ");
        let (gone, new) = rows(&table("(1, 2.5), (2, 3.5), (2, 3.5)"), &table("(2, 3.5), (3, 4.5), (1, 2.4)"));
        assert_eq!(text(gone), r#"["1","2.5"] ["2","3.5"]"#);
        assert_eq!(text(new), r#"["1","2.4"] ["3","4.5"]"#);
    }

    #[test]
    fn the_first_stage_is_named() {
        let signed = lock();
        assert_eq!(signed.first_difference(&signed), None);
        let mut other = signed.clone();
        other.outputs.insert("review.html".into(), "12".into());
        let page = FileDifference { file: "review.html".into(), how: How::Changed };
        assert_eq!(signed.first_difference(&other), Some(Difference::Outputs(vec![page])));
        other.tables[0] = table("(1, 2.5)");
        let Some(Difference::Table(found)) = signed.first_difference(&other) else { panic!("a table differs") };
        assert_eq!((found.table.as_str(), found.columns, found.gone.len(), found.new.len()), ("a", true, 5, 1));
        other.inputs.clear();
        let gone = FileDifference { file: "milepost.toml".into(), how: How::Gone };
        assert_eq!(signed.first_difference(&other), Some(Difference::Inputs(vec![gone])));
    }

    /// By what it was made is told, but is no difference: the bits are what counts.
    #[test]
    fn another_build_of_the_program_is_no_difference() {
        let signed = lock();
        let mut other = signed.clone();
        other.head.code = "another".into();
        assert_eq!(signed.first_difference(&other), None);
    }
}
