//! The trees of a page's numbers as one small JSON inside it: what occurs twice is written once.

use super::{Origin, Witness};
use crate::error::Result;
use crate::queries::Wanted;
use crate::store::ResultTable;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The most rows of a chart or table whose trees a page holds; those further down are for the command.
const ROWS: usize = 10;

/// A cell whose numbers stand on the page.
pub struct Shown {
    /// What references call it, with its notebook: `annual-review/full`.
    pub name: String,
    /// Its statement.
    pub sql: String,
    /// Where that stands: `notebooks/annual-review.md:42`.
    pub file: String,
    /// What it gave.
    pub result: ResultTable,
}

/// `{"nodes": [[text, [below]]], "rows": {"annual-review/full/1": node}}`, safe inside a script element.
///
/// # Errors
/// What DuckDB reports.
pub fn inline(witness: &Witness<'_>, cells: &[Shown]) -> Result<String> {
    let mut nodes = Nodes::default();
    let mut rows = serde_json::Map::new();
    for cell in cells {
        for row in 0..cell.result.rows.len().min(ROWS) {
            let wanted = Wanted {
                sql: &cell.sql,
                file: &cell.file,
                result: &cell.result,
                row,
                key: &[],
                columns: (0..cell.result.columns.len()).collect(),
            };
            let origin = witness.origin(&wanted)?;
            rows.insert(format!("{}/{}", cell.name, row + 1), Value::from(nodes.place(&origin)));
        }
    }
    let text = json!({ "nodes": nodes.all, "rows": rows }).to_string();
    // Nothing in it may end the element that holds it.
    Ok(text.replace('<', "\\u003c"))
}

#[derive(Default)]
struct Nodes {
    all: Vec<Value>,
    places: BTreeMap<(String, Vec<usize>), usize>,
}

impl Nodes {
    fn place(&mut self, origin: &Origin) -> usize {
        let below: Vec<usize> = origin.from.iter().map(|from| self.place(from)).collect();
        let key = (origin.text.clone(), below);
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let place = self.all.len();
        self.all.push(json!([key.0, key.1]));
        self.places.insert(key, place);
        place
    }
}
