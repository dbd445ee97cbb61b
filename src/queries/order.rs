//! The order of queries: what reads a table comes after what makes it. References come from DuckDB's own parser.

use super::Query;
use crate::error::{Error, Result};
use duckdb::Connection;
use serde_json::Value;
use std::collections::BTreeSet;

/// The queries in an order in which each finds its inputs.
///
/// # Errors
/// A query that does not parse, or queries that wait for each other.
pub fn in_order(connection: &Connection, queries: &[Query]) -> Result<Vec<Query>> {
    let mut waiting: Vec<(&Query, BTreeSet<String>)> = Vec::new();
    for query in queries {
        let needs = references(connection, &query.sql, &query.file)?;
        if needs.contains(&query.name.to_lowercase()) {
            return Err(Error::query("the query reads its own result").at(&query.file).hint("rename one of the two"));
        }
        let made: BTreeSet<String> =
            needs.into_iter().filter(|n| queries.iter().any(|q| q.name.to_lowercase() == *n)).collect();
        waiting.push((query, made));
    }
    let mut ordered: Vec<Query> = Vec::new();
    while !waiting.is_empty() {
        let ready =
            |needs: &BTreeSet<String>| needs.iter().all(|n| ordered.iter().any(|q| q.name.to_lowercase() == *n));
        let Some(next) = waiting.iter().position(|(_, needs)| ready(needs)) else {
            let names: Vec<_> = waiting.iter().map(|(q, _)| q.name.as_str()).collect();
            return Err(Error::query("these queries wait for each other")
                .at(&waiting[0].0.file)
                .found(names.join(", "))
                .hint("break the circle: a query may read only what is made before it"));
        };
        ordered.push(waiting.remove(next).0.clone());
    }
    Ok(ordered)
}

/// Every table that a statement reads, without its own WITH names.
///
/// # Errors
/// A text that DuckDB cannot parse as one SELECT.
pub fn references(connection: &Connection, sql: &str, file: &str) -> Result<BTreeSet<String>> {
    let text: String =
        connection.query_row("SELECT json_serialize_sql(?::VARCHAR)::VARCHAR", [sql], |row| row.get(0))?;
    let tree: Value = serde_json::from_str(&text)
        .map_err(|e| Error::system(format!("DuckDB's parser gave no JSON: {e}")).at(file))?;
    if tree["error"].as_bool() == Some(true) {
        let message = tree["error_message"].as_str().unwrap_or("not understood");
        let offset = tree["position"].as_str().and_then(|p| p.parse::<usize>().ok()).unwrap_or(0);
        return Err(Error::query(message.to_owned()).at(place(sql, offset, file)));
    }
    let mut tables = BTreeSet::new();
    let mut own = BTreeSet::new();
    walk(&tree, &mut tables, &mut own);
    Ok(tables.difference(&own).cloned().collect())
}

fn walk(node: &Value, tables: &mut BTreeSet<String>, own: &mut BTreeSet<String>) {
    match node {
        Value::Object(map) => {
            if map.get("type").and_then(Value::as_str) == Some("BASE_TABLE")
                && let Some(name) = map.get("table_name").and_then(Value::as_str)
            {
                tables.insert(name.to_lowercase());
            }
            if let Some(entries) = map.get("cte_map").and_then(|c| c["map"].as_array()) {
                own.extend(entries.iter().filter_map(|e| e["key"].as_str()).map(str::to_lowercase));
            }
            map.values().for_each(|child| walk(child, tables, own));
        }
        Value::Array(items) => items.iter().for_each(|child| walk(child, tables, own)),
        _ => {}
    }
}

/// `file:line:column` of a byte offset.
pub fn place(sql: &str, offset: usize, file: &str) -> String {
    let before = sql.get(..offset).unwrap_or(sql);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    format!("{file}:{line}:{column}")
}
