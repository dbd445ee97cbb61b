//! Tests in the format of sqllogictest, over the project's tables.
//!
//! ```text
//! # Every target has one row of status.
//! query II
//! SELECT count(*), (SELECT count(*) FROM target) FROM status
//! ----
//! 412 412
//!
//! statement error does not exist
//! SELECT * FROM nowhere
//! ```
//! Records are apart by a blank line. Types are `I` whole numbers, `R` numbers, `T` texts, days and flags, `?` anything;
//! after them `nosort`, `rowsort` or `valuesort`. A row is a line, its values apart by a tab or a space; or each value has
//! its line. Missing is `NULL`, an empty text `(empty)`; numbers have all their digits. `skipif duckdb`, `onlyif duckdb`
//! and `halt` are understood; what else there is in other dialects is an error.

use super::located::header_error;
use crate::error::{Error, Excerpt, Result};
use crate::store::{Cell, ResultTable, Sealed};
use duckdb::Connection;

/// One record of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Record {
    line: usize,
    sql: String,
    expects: Expects,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Expects {
    Ok,
    Error(String),
    Rows { types: String, sort: Sort, rows: Vec<String> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    No,
    Rows,
    Values,
}

/// A file of tests, read.
#[derive(Debug, Clone)]
pub struct SltFile {
    file: String,
    text: String,
    records: Vec<Record>,
}

/// A record that came out otherwise.
#[derive(Debug, Clone)]
pub struct SltFailure {
    /// Where it stands.
    pub excerpt: Excerpt,
    /// What came out.
    pub found: String,
    /// What should have.
    pub expected: String,
}

impl SltFile {
    /// Reads a file's text.
    ///
    /// # Errors
    /// A line that is no record; underlined.
    pub fn read(text: &str, file: &str) -> Result<SltFile> {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let mut records = Vec::new();
        let mut at = 0;
        let mut skip = false;
        while at < lines.len() {
            let (line, number) = (lines[at], at + 1);
            at += 1;
            let words: Vec<&str> = line.split_whitespace().collect();
            let wrong =
                |what: &str, expected: &str| header_error(what, text, file, number).found(line).expected(expected);
            match words.as_slice() {
                [] => continue,
                [first, ..] if first.starts_with('#') => continue,
                ["halt"] => break,
                ["skipif", engine] => skip |= *engine == "duckdb",
                ["onlyif", engine] => skip |= *engine != "duckdb",
                ["statement" | "query", ..] => {
                    let mut expects = expectation(line).ok_or_else(|| {
                        wrong(
                            "not a record",
                            "statement ok, statement error [TEXT], query TYPES [nosort|rowsort|valuesort]",
                        )
                    })?;
                    let body = lines[at..].iter().take_while(|l| !l.is_empty()).copied().collect::<Vec<_>>();
                    at += body.len();
                    let (sql, rows) = match body.iter().position(|l| *l == "----") {
                        Some(i) => (&body[..i], &body[i + 1..]),
                        None => (&body[..], &body[..0]),
                    };
                    if sql.is_empty() {
                        return Err(wrong("a record without a statement", "SQL in the next line"));
                    }
                    if let Expects::Rows { rows: into, .. } = &mut expects {
                        *into = rows.iter().map(|r| (*r).to_owned()).collect();
                    } else if body.len() != sql.len() {
                        return Err(wrong("a statement gives no rows", "no `----`; or begin with `query TYPES`"));
                    }
                    if !std::mem::take(&mut skip) {
                        records.push(Record { line: number, sql: sql.join("\n"), expects });
                    }
                }
                _ => {
                    return Err(wrong(
                        "not a record of sqllogictest that is understood",
                        "statement, query, skipif, onlyif, halt, or a remark after #",
                    ));
                }
            }
        }
        Ok(SltFile { file: file.to_owned(), text: text.to_owned(), records })
    }

    /// How many records it has.
    pub fn records(&self) -> usize {
        self.records.len()
    }

    /// May it change the tables? Then it needs some of its own.
    pub fn changes_tables(&self) -> bool {
        self.records.iter().any(|r| !matches!(r.expects, Expects::Rows { .. }))
    }

    /// Runs every record, each within the limits of the project; what came out otherwise.
    ///
    /// # Errors
    /// A limit that was passed, where no record tells of it.
    pub fn run(&self, sealed: &Sealed<'_>) -> Result<Vec<SltFailure>> {
        let held = |record: &Record| {
            let place = format!("{}:{}", self.file, record.line);
            sealed.held(&place, |connection| Ok(self.failure(connection, record))).transpose()
        };
        self.records.iter().filter_map(held).collect()
    }

    fn failure(&self, connection: &Connection, record: &Record) -> Option<SltFailure> {
        let (found, expected) = outcome(connection, record).err()?;
        let excerpt = Excerpt::of_line(&self.file, &self.text, record.line);
        Some(SltFailure { excerpt, found, expected })
    }
}

fn expectation(line: &str) -> Option<Expects> {
    let (kind, rest) = line.trim().split_once(char::is_whitespace)?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    match (kind, words.as_slice()) {
        ("statement", ["ok"]) => Some(Expects::Ok),
        ("statement", ["error", ..]) => Some(Expects::Error(rest.trim().strip_prefix("error")?.trim().to_owned())),
        ("query", [types, rest @ ..]) if types.chars().all(|c| "IRT?".contains(c)) => {
            let sort = match rest {
                [] | ["nosort"] => Sort::No,
                ["rowsort"] => Sort::Rows,
                ["valuesort"] => Sort::Values,
                _ => return None,
            };
            Some(Expects::Rows { types: (*types).to_owned(), sort, rows: Vec::new() })
        }
        _ => None,
    }
}

/// What came out and what was expected, where the two differ.
fn outcome(connection: &Connection, record: &Record) -> std::result::Result<(), (String, String)> {
    match &record.expects {
        Expects::Ok => connection.execute_batch(&record.sql).map_err(|e| (e.to_string(), "ok".to_owned())),
        Expects::Error(text) => match connection.execute_batch(&record.sql) {
            Ok(()) => Err(("ok".to_owned(), format!("an error {text}").trim().to_owned())),
            Err(e) if e.to_string().contains(text) => Ok(()),
            Err(e) => Err((e.to_string(), format!("an error with `{text}`"))),
        },
        Expects::Rows { types, sort, rows } => {
            let table = ResultTable::query(connection, record.sql.trim_end().trim_end_matches(';'))
                .map_err(|e: Error| (e.to_string(), "rows".to_owned()))?;
            if table.columns.len() != types.len() {
                return Err((format!("{} columns", table.columns.len()), format!("{} columns: {types}", types.len())));
            }
            for (cell, (kind, name)) in table.rows.iter().flat_map(|r| r.iter().zip(types.chars().zip(&table.columns)))
            {
                if !is_of(cell, kind) {
                    return Err((format!("{} in the column {name}", written(cell)), format!("a value of type {kind}")));
                }
            }
            compared(&table, *sort, rows)
        }
    }
}

fn compared(table: &ResultTable, sort: Sort, expected: &[String]) -> std::result::Result<(), (String, String)> {
    let width = table.columns.len();
    let mut found: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(written).collect()).collect();
    // One value a line, as the format was first; else one row a line.
    let apart = width > 1 && expected.len() == found.len() * width && !expected.is_empty();
    if apart {
        found = found.into_iter().flatten().map(|v| vec![v]).collect();
    }
    let mut expected: Vec<String> = expected.to_vec();
    let mut lines: Vec<String> = found.iter().map(|row| row.join(" ")).collect();
    expected.iter_mut().for_each(|l| *l = l.replace('\t', " "));
    match sort {
        Sort::No => {}
        Sort::Rows if apart => {
            let by_row = |lines: &[String]| {
                let mut rows: Vec<Vec<String>> = lines.chunks(width).map(<[String]>::to_vec).collect();
                rows.sort();
                rows.concat()
            };
            (lines, expected) = (by_row(&lines), by_row(&expected));
        }
        Sort::Rows | Sort::Values => {
            lines.sort();
            expected.sort();
        }
    }
    if lines == expected { Ok(()) } else { Err((lines.join("\n"), expected.join("\n"))) }
}

fn is_of(cell: &Cell, kind: char) -> bool {
    match kind {
        'I' => matches!(cell, Cell::Missing | Cell::Integer(_)),
        'R' => matches!(cell, Cell::Missing | Cell::Integer(_) | Cell::Decimal(_) | Cell::Float(_)),
        'T' => matches!(cell, Cell::Missing | Cell::Text(_) | Cell::Date(_) | Cell::Flag(_)),
        _ => true,
    }
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Missing => "NULL".to_owned(),
        Cell::Text(text) if text.is_empty() => "(empty)".to_owned(),
        other => other.machine(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failures(text: &str) -> Vec<String> {
        let connection = Connection::open_in_memory().expect("a database");
        let file = SltFile::read(text, "a.slt").expect("a file of tests");
        file.records
            .iter()
            .filter_map(|record| file.failure(&connection, record))
            .map(|f| format!("{} {} | {}", f.excerpt.place(), f.found, f.expected))
            .collect()
    }

    #[test]
    fn what_is_so_passes_in_either_layout() {
        let text = "# a remark\nstatement ok\nCREATE TABLE t AS SELECT 1 AS a, 'đ' AS b UNION ALL SELECT NULL, ''\n\n\
            query IT rowsort\nSELECT a, b FROM t\n----\nNULL (empty)\n1\tđ\n\nquery IT\nFROM t ORDER BY a\n----\n1\nđ\nNULL\n(empty)\n\n\
            query R\nSELECT 0.1::DOUBLE\n----\n0.1\n\nstatement error nowhere\nSELECT * FROM nowhere\n\nskipif duckdb\nstatement ok\nnonsense\n\n\
            query I\nSELECT 1 WHERE false\n----\n\nhalt\nnot a record";
        assert_eq!(failures(text), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_so_is_named_with_its_line() {
        assert_eq!(failures("\nquery I\nSELECT 1\n----\n2\n"), ["a.slt:2:1 1 | 2"]);
        assert_eq!(failures("query I\nSELECT 1, 2\n----\n1 2"), ["a.slt:1:1 2 columns | 1 columns: I"]);
        assert_eq!(failures("query I\nSELECT 'a' AS x\n----\na"), ["a.slt:1:1 a in the column x | a value of type I"]);
        assert_eq!(failures("statement error\nSELECT 1"), ["a.slt:1:1 ok | an error"]);
        assert_eq!(failures("query I\nSELECT unnest([1, 2])\n----\n2\n1\n"), ["a.slt:1:1 1\n2 | 2\n1"]);
        assert!(failures("statement ok\nSELECT * FROM nowhere")[0].starts_with("a.slt:1:1 Catalog Error"));
    }

    #[test]
    fn what_is_no_record_is_an_error() {
        for text in [
            "hash-threshold 8",
            "loop i 0 3",
            "query",
            "query X\nSELECT 1",
            "statement",
            "statement ok",
            "query I",
            "statement ok\n----\n1",
            "statement ok\nSELECT 1\n----\n1",
            "\0",
            "query I sometimes\nSELECT 1",
        ] {
            let error = SltFile::read(text, "a.slt").expect_err(text).to_string();
            assert!(error.starts_with("a.slt:1: "), "{text}: {error}");
        }
    }
}
