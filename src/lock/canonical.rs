//! The one text of a table's content, whatever engine, thread count or order of rows it came from, and its hash.

use crate::sources::sha256;
use crate::store::Cell;

/// A row as the text that is hashed and kept: a JSON list of texts, `null` where a cell is missing.
///
/// Numbers are written as [`Cell::machine`] writes them (the shortest text that gives the number back); there is one zero.
///
/// ```
/// use milepost::lock::Canonical;
/// use milepost::store::Cell;
/// let row = [Cell::Text("a \"b\"".to_owned()), Cell::Missing, Cell::Float(-0.0), Cell::Float(0.1)];
/// assert_eq!(Canonical::of(&row).text(), r#"["a \"b\"",null,"0","0.1"]"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Canonical(String);

impl Canonical {
    /// The text of a row.
    pub fn of(row: &[Cell]) -> Canonical {
        let texts: Vec<Option<String>> = row.iter().map(text).collect();
        Canonical(serde_json::Value::from(texts).to_string())
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

/// The hash of a table: of its columns' names and types, then of the hashes of its rows in their own order, a line each.
pub(super) fn hash(columns: &[(String, String)], row_hashes: &mut [String]) -> String {
    row_hashes.sort_unstable();
    let mut text = String::with_capacity(65 * row_hashes.len() + 32 * columns.len());
    for (name, kind) in columns {
        text.push_str(&format!("{name} {kind}\n"));
    }
    for row in row_hashes.iter() {
        text.push_str(row);
        text.push('\n');
    }
    sha256(text.as_bytes())
}

fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Missing => None,
        Cell::Float(zero) if *zero == 0.0 => Some("0".to_owned()),
        other => Some(other.machine()),
    }
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
        let of = |rows: &[&str]| hash(&columns, &mut rows.iter().map(|r| sha256(r.as_bytes())).collect::<Vec<_>>());
        assert_eq!(of(&["x", "y", "x"]), of(&["y", "x", "x"]));
        assert_ne!(of(&["x", "y"]), of(&["x", "y", "x"]));
        assert_ne!(of(&["x", "x"]), of(&[]));
        let renamed = [("b".to_owned(), "BIGINT".to_owned())];
        assert_ne!(hash(&renamed, &mut []), hash(&columns, &mut []));
    }
}
