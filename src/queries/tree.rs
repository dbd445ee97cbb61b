//! What DuckDB's own parser sees in a statement: its tree, and the tables that it reads with their places.

use super::located::underlined;
use crate::error::Result;
use duckdb::Connection;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// A table as a statement names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its name, in lower case.
    pub name: String,
    /// The schema, where the statement names one.
    pub schema: String,
    /// Where it stands, in bytes.
    pub offset: usize,
}

thread_local! {
    /// Trees by their texts: one statement is asked for by several who look at it, and again at each renewal of a preview.
    static PARSED: RefCell<HashMap<String, Rc<Value>>> = RefCell::default();
}

/// The most trees that are kept: more than a project has statements.
const KEPT: usize = 1000;

/// The tree of the one SELECT that a text holds, as `json_serialize_sql` gives it.
///
/// # Errors
/// A text that DuckDB cannot parse, or that holds no SELECT or several; with the place underlined.
pub fn parsed(connection: &Connection, sql: &str, file: &str) -> Result<Rc<Value>> {
    if let Some(tree) = PARSED.with_borrow(|trees| trees.get(sql).cloned()) {
        return Ok(tree);
    }
    let tree = Rc::new(newly_parsed(connection, sql, file)?);
    PARSED.with_borrow_mut(|trees| {
        if trees.len() >= KEPT {
            trees.clear();
        }
        trees.insert(sql.to_owned(), Rc::clone(&tree));
    });
    Ok(tree)
}

fn newly_parsed(connection: &Connection, sql: &str, file: &str) -> Result<Value> {
    let text: String =
        connection.query_row("SELECT json_serialize_sql(?::VARCHAR)::VARCHAR", [sql], |row| row.get(0))?;
    let start = statement_start(sql);
    let mut tree: Value = serde_json::from_str(&text)
        .map_err(|_| underlined("the statement is nested too deeply", sql, file, start, ""))?;
    if tree["error"].as_bool() == Some(true) {
        let message = tree["error_message"].as_str().unwrap_or("not understood");
        // The parser counts letters; places in the tree count bytes.
        let letters = tree["position"].as_str().and_then(|p| p.parse::<usize>().ok());
        let offset = letters.map_or(start, |n| sql.char_indices().nth(n).map_or(sql.len(), |(i, _)| i));
        // Of brackets without end the parser repeats them all.
        let message: String = message.chars().take(300).collect();
        if message.starts_with("Only SELECT") {
            return Err(underlined(
                "only a SELECT may stand here: tables are read, never changed",
                sql,
                file,
                offset,
                "",
            )
            .hint("figures are changed in the datasets' files, or taken in by `milepost ingest`"));
        }
        return Err(underlined(&message, sql, file, offset, ""));
    }
    let statements = tree["statements"].as_array_mut().map(std::mem::take).unwrap_or_default();
    let count = statements.len();
    match <[Value; 1]>::try_from(statements) {
        Ok([mut statement]) => Ok(statement["node"].take()),
        Err(_) => Err(underlined(&format!("{count} statements where one SELECT is expected"), sql, file, start, "")
            .hint("a file is one result: give each statement its file")),
    }
}

/// Where a node stands in the text, in bytes, where the parser says.
pub fn offset(node: &Value) -> Option<usize> {
    node["query_location"].as_u64().filter(|n| *n < u64::from(u32::MAX)).and_then(|n| usize::try_from(n).ok())
}

/// Where the statement begins, after its comments.
pub fn statement_start(sql: &str) -> usize {
    let (mut at, mut remark) = (0, None);
    for line in sql.split_inclusive('\n') {
        let begins = at + (line.len() - line.trim_start().len());
        match line.trim_start() {
            "" => {}
            text if text.starts_with("--") => remark = remark.or(Some(begins)),
            _ => return begins,
        }
        at += line.len();
    }
    remark.unwrap_or(0)
}

/// Every table that a tree reads, without the WITH names that hold where it stands; in the order of the text.
pub fn tables(tree: &Value) -> Vec<Reference> {
    let mut found = Vec::new();
    walk(tree, &BTreeSet::new(), &mut found);
    found.sort_by_key(|r| r.offset);
    found
}

fn walk(node: &Value, own: &BTreeSet<String>, found: &mut Vec<Reference>) {
    match node {
        Value::Object(map) => {
            if map.get("type").and_then(Value::as_str) == Some("BASE_TABLE")
                && let Some(name) = map.get("table_name").and_then(Value::as_str)
            {
                let schema = map.get("schema_name").and_then(Value::as_str).unwrap_or_default().to_owned();
                let name = name.to_lowercase();
                if !(schema.is_empty() && own.contains(&name)) {
                    found.push(Reference { name, schema, offset: offset(node).unwrap_or(0) });
                }
            }
            let mut own = own.clone();
            for (name, query) in with_entries(node) {
                // A WITH query sees those before it, and itself only where it is recursive.
                let mut seen = own.clone();
                if is_recursive(query) {
                    seen.insert(name.to_lowercase());
                }
                walk(query, &seen, found);
                own.insert(name.to_lowercase());
            }
            map.iter().filter(|(key, _)| *key != "cte_map").for_each(|(_, child)| walk(child, &own, found));
        }
        Value::Array(items) => items.iter().for_each(|child| walk(child, own, found)),
        _ => {}
    }
}

/// The WITH queries of a node: name and node, in order.
pub fn with_entries(node: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let entries = node["cte_map"]["map"].as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().filter_map(|e| Some((e["key"].as_str()?, &e["value"]["query"]["node"])))
}

/// Does a WITH query name itself?
pub fn is_recursive(node: &Value) -> bool {
    node["type"].as_str() == Some("RECURSIVE_CTE_NODE")
}

/// The last name of a column reference, in lower case.
pub fn column_name(node: &Value) -> Option<String> {
    let names = node["column_names"].as_array().filter(|_| node["class"].as_str() == Some("COLUMN_REF"))?;
    names.last()?.as_str().map(str::to_lowercase)
}

/// The name of a function or window function, in lower case.
pub fn function_name(node: &Value) -> Option<String> {
    let is_call = matches!(node["class"].as_str(), Some("FUNCTION" | "WINDOW"));
    node["function_name"].as_str().filter(|_| is_call).map(str::to_lowercase)
}

/// Calls `see` with every object of a tree, each with those that hold it, the nearest last.
pub fn each<'a>(node: &'a Value, above: &mut Vec<&'a Value>, see: &mut dyn FnMut(&'a Value, &[&'a Value])) {
    match node {
        Value::Object(map) => {
            see(node, above);
            above.push(node);
            map.values().for_each(|child| each(child, above, see));
            above.pop();
        }
        Value::Array(items) => items.iter().for_each(|child| each(child, above, see)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sql: &str) -> Vec<String> {
        let connection = Connection::open_in_memory().expect("a database");
        let tree = parsed(&connection, sql, "a.sql").expect("parsed");
        tables(&tree).into_iter().map(|r| r.name).collect()
    }

    #[test]
    fn a_with_name_hides_a_table_only_where_it_holds() {
        assert_eq!(read("WITH reading AS (SELECT * FROM reading) SELECT * FROM reading, b"), ["reading", "b"]);
        assert_eq!(read("WITH RECURSIVE r AS (SELECT 1 UNION SELECT * FROM r) FROM r"), Vec::<String>::new());
        assert_eq!(read("SELECT (WITH x AS (SELECT 1) SELECT * FROM x) FROM x"), ["x"]);
    }

    #[test]
    fn what_cannot_be_parsed_is_underlined_in_letters() {
        let connection = Connection::open_in_memory().expect("a database");
        let error = parsed(&connection, "-- đường\nSELECT 'đ', FROM WHERE", "a.sql").unwrap_err().to_string();
        assert!(error.starts_with("a.sql:2:18: syntax error"), "{error}");
        assert!(error.contains("2 │ SELECT 'đ', FROM WHERE"), "{error}");
        let error = parsed(&connection, "-- x\nSELECT 1; SELECT 2", "a.sql").unwrap_err().to_string();
        assert!(error.starts_with("a.sql:2:1: 2 statements"), "{error}");
        let error = parsed(&connection, "-- x\nDROP TABLE a", "a.sql").unwrap_err().to_string();
        assert!(error.starts_with("a.sql:2:1: only a SELECT may stand here"), "{error}");
        for text in ["", ";", "-- only a remark", "\u{feff}SELECT", "SELECT '", "(((", "\0"] {
            assert!(parsed(&connection, text, "a.sql").is_err(), "{text:?}");
        }
    }
}
