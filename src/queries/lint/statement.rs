//! A statement as rules look at it: its tree, its text, its header, and an engine that knows its tables.

use super::super::declared::ParameterDoc;
use super::super::tree::with_entries;
use super::super::{Header, Query};
use super::{Lint, Said};
use crate::error::Excerpt;
use crate::store::ResultTable;
use duckdb::Connection;
use serde_json::{Value, json};

/// What rules look at.
pub struct Statement<'a> {
    /// The engine, with the tables that the statement reads.
    pub connection: &'a Connection,
    /// The tree.
    pub tree: &'a Value,
    /// The text.
    pub sql: &'a str,
    /// How messages call the file.
    pub file: &'a str,
    /// The header, where it is a query.
    pub header: Option<&'a Header>,
    /// The parameters declared.
    pub parameters: &'a [ParameterDoc],
    /// Every query of the project.
    pub queries: &'a [Query],
}

impl Statement<'_> {
    /// A finding at a byte of the text, `length` bytes long.
    pub fn at(&self, rule: &'static str, offset: usize, length: usize, what: Said, hint: Said) -> Lint {
        let excerpt = Excerpt::new(self.file, self.sql, offset..offset + length.max(1), rule);
        Lint { rule, excerpt, what, hint, offset }
    }

    /// A finding about a line of the text.
    pub fn at_line(&self, rule: &'static str, line: usize, what: Said, hint: Said) -> Lint {
        let excerpt = Excerpt::of_line(self.file, self.sql, line);
        let offset = self.sql.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        Lint { rule, excerpt, what, hint, offset }
    }

    /// The type of an expression where it stands, as the engine binds it: a statement that selects it alone, from what its
    /// own SELECT reads. `None` where it cannot stand alone, as when it reads a table further out.
    pub fn sql_type(&self, expression: &Value, above: &[&Value]) -> Option<String> {
        let at = above.iter().rposition(|n| n["type"].as_str() == Some("SELECT_NODE"))?;
        let mut alone = above[at].clone();
        let mut expression = expression.clone();
        expression["alias"] = json!("");
        alone["select_list"] = json!([expression]);
        for (key, empty) in [("modifiers", json!([])), ("group_expressions", json!([])), ("group_sets", json!([]))] {
            alone[key] = empty;
        }
        alone["aggregate_handling"] = json!("STANDARD_HANDLING");
        alone["having"] = Value::Null;
        alone["qualify"] = Value::Null;
        alone["cte_map"] = json!({ "map": visible(&above[..=at]) });
        let tree = json!({ "error": false, "statements": [{ "node": alone, "named_param_map": [] }] }).to_string();
        let text: String =
            self.connection.query_row("SELECT json_deserialize_sql(?::JSON)", [&tree], |row| row.get(0)).ok()?;
        let described = ResultTable::query(self.connection, &format!("DESCRIBE {text}")).ok()?;
        Some(described.get(0, "column_type").machine())
    }
}

/// The WITH queries that hold at the last of some nested nodes, outermost first.
fn visible(above: &[&Value]) -> Vec<Value> {
    let mut seen: Vec<Value> = Vec::new();
    for (i, node) in above.iter().enumerate() {
        if with_entries(node).next().is_none() {
            continue;
        }
        let entries = node["cte_map"]["map"].as_array().map(Vec::as_slice).unwrap_or_default();
        // Inside one of them, those before it hold.
        let inside = above[i + 1..].iter().find_map(|n| entries.iter().position(|e| std::ptr::eq(e, *n)));
        for entry in &entries[..inside.unwrap_or(entries.len())] {
            seen.retain(|s| s["key"] != entry["key"]);
            seen.push(entry.clone());
        }
    }
    seen
}
