//! The one text of a table's content, whatever engine, thread count or order of rows it came from, and its hash.

use super::Cell;
use crate::sources::{hex, sha256};
use sha2::{Digest, Sha256};
use std::io::Write;

/// A row as the text that is hashed and kept: a JSON list of texts, `null` where a cell is missing.
///
/// Numbers are written as [`Cell::machine`] writes them (the shortest text that gives the number back); there is one zero.
///
/// ```
/// use milepost::store::{Canonical, Cell};
/// let row = [Cell::Text("a \"b\"".to_owned()), Cell::Missing, Cell::Float(-0.0), Cell::Float(0.1)];
/// assert_eq!(Canonical::of(&row).text(), r#"["a \"b\"",null,"0","0.1"]"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Canonical(String);

impl Canonical {
    /// The text of a row.
    pub fn of(row: &[Cell]) -> Canonical {
        let mut bytes = Vec::new();
        write(row, &mut bytes);
        Canonical::written(&bytes)
    }

    /// The text that [`write()`] wrote.
    pub(crate) fn written(bytes: &[u8]) -> Canonical {
        Canonical(String::from_utf8_lossy(bytes).into_owned())
    }

    /// A line of a lock as a row; `None` for what is no list of texts.
    pub fn read(line: &str) -> Option<Canonical> {
        let cells: Vec<Option<String>> = serde_json::from_str(line).ok()?;
        Some(Canonical(serde_json::Value::from(cells).to_string()))
    }

    /// As it is hashed and kept.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The cells: `None` where one is missing.
    pub fn cells(&self) -> Vec<Option<String>> {
        // What is in here was written by `of` or checked by `read`.
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

/// Puts the text of a row behind what `into` holds.
pub(crate) fn write(row: &[Cell], into: &mut Vec<u8>) {
    into.push(b'[');
    for (at, cell) in row.iter().enumerate() {
        if at > 0 {
            into.push(b',');
        }
        // Writing into memory cannot fail.
        let _ = match cell {
            Cell::Missing => into.write_all(b"null"),
            Cell::Text(text) => serde_json::to_writer(&mut *into, text).map_err(Into::into),
            Cell::Integer(n) => match i64::try_from(*n) {
                Ok(short) => write!(into, "\"{short}\""),
                Err(_) => write!(into, "\"{n}\""),
            },
            Cell::Float(zero) if *zero == 0.0 => into.write_all(b"\"0\""),
            Cell::Float(number) => write!(into, "\"{number}\""),
            Cell::Decimal(number) => write!(into, "\"{number}\""),
            Cell::Flag(flag) => write!(into, "\"{flag}\""),
            Cell::Date(day) => write!(into, "\"{day}\""),
        };
    }
    into.push(b']');
}

/// The SHA-256 of a row's text.
pub(crate) fn row_hash(text: &[u8]) -> [u8; 32] {
    Sha256::digest(text).into()
}

/// The hash of a table: of its columns' names and types, then of the hashes of its rows in their own order, a line each.
pub(crate) fn hash(columns: &[(String, String)], rows: &mut [[u8; 32]]) -> String {
    rows.sort_unstable();
    let mut text = String::with_capacity(65 * rows.len() + 32 * columns.len());
    for (name, kind) in columns {
        text.push_str(&format!("{name} {kind}\n"));
    }
    for row in rows.iter() {
        text.push_str(&hex(row));
        text.push('\n');
    }
    sha256(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_is_not_the_empty_text_and_cells_do_not_run_into_each_other() {
        let rows = [
            vec![Cell::Missing, Cell::Text(String::new())],
            vec![Cell::Text(String::new()), Cell::Missing],
            vec![Cell::Text("a\",\"b".to_owned())],
            vec![Cell::Text("a".to_owned()), Cell::Text("b".to_owned())],
            vec![],
        ];
        let texts: std::collections::BTreeSet<_> = rows.iter().map(|row| Canonical::of(row)).collect();
        assert_eq!(texts.len(), rows.len());
        for row in &texts {
            assert_eq!(Canonical::read(row.text()).as_ref(), Some(row));
        }
    }

    #[test]
    fn what_is_no_list_of_texts_is_no_row() {
        for wrong in ["", "{}", "[1]", "[\"a\"", "null"] {
            assert_eq!(Canonical::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn rows_in_any_order_and_no_row_lost() {
        let columns = [("a".to_owned(), "BIGINT".to_owned())];
        let of = |rows: &[&str]| hash(&columns, &mut rows.iter().map(|r| row_hash(r.as_bytes())).collect::<Vec<_>>());
        assert_eq!(of(&["x", "y", "x"]), of(&["y", "x", "x"]));
        assert_ne!(of(&["x", "y"]), of(&["x", "y", "x"]));
        assert_ne!(of(&["x", "x"]), of(&[]));
        let renamed = [("b".to_owned(), "BIGINT".to_owned())];
        assert_ne!(hash(&renamed, &mut []), hash(&columns, &mut []));
    }
}
