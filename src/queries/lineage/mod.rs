//! Which columns each column of a result is made of, down to the datasets: found in the parsed statements.
//!
//! A column's origins are those that its expression names, conditions and orders inside it included; which rows it is
//! computed over (joins, WHERE, GROUP BY) is the query's matter, not the column's. Where an origin cannot be told from the
//! text, it is [`Origin::Unknown`] with the reason, never left out.

mod footing;
mod relation;
mod resolve;

use super::Query;
use super::tree::{parsed, tables};
use crate::error::{Excerpt, Result};
use crate::store::ResultTable;
use duckdb::Connection;
pub use footing::{Equality, Footing, Reading, Side};
use relation::Columns;
use resolve::Resolver;
use std::collections::{BTreeMap, BTreeSet};

/// What a column is made of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A column of a dataset's table, or of another query's result.
    Column {
        /// The table.
        table: String,
        /// Its column.
        column: String,
    },
    /// That a table has rows, however few columns of them are named.
    Rows(String),
    /// What the run is told.
    Parameter(String),
    /// What cannot be told from the text.
    Unknown {
        /// Why.
        reason: String,
        /// `file:line:column`.
        place: String,
    },
}

/// One column of a query's result with what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnLineage {
    /// The column.
    pub column: String,
    /// Its direct origins; none where it is made of literals alone.
    pub from: BTreeSet<Origin>,
}

/// One query with what it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryLineage {
    /// The query: its result's table.
    pub query: String,
    /// The tables that it reads, in the order of its text.
    pub reads: Vec<String>,
    /// Its columns, in order.
    pub columns: Vec<ColumnLineage>,
}

/// The lineage of every query of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lineage {
    /// The queries, in the order given.
    pub queries: Vec<QueryLineage>,
}

impl Lineage {
    /// The query of this name.
    pub fn query(&self, name: &str) -> Option<&QueryLineage> {
        self.queries.iter().find(|q| q.query == name)
    }

    /// The direct origins of a column of a result.
    pub fn of(&self, table: &str, column: &str) -> Option<&ColumnLineage> {
        self.query(table)?.columns.iter().find(|c| c.column == column)
    }

    /// The last origins of a column: columns of datasets, parameters, and what is unknown, through every query between.
    pub fn sources(&self, table: &str, column: &str) -> BTreeSet<Origin> {
        let mut seen = BTreeSet::new();
        let mut sources = BTreeSet::new();
        let mut open = vec![(table.to_owned(), column.to_owned())];
        while let Some((table, column)) = open.pop() {
            if !seen.insert((table.clone(), column.clone())) {
                continue;
            }
            for origin in self.of(&table, &column).map(|c| c.from.clone()).unwrap_or_default() {
                match &origin {
                    Origin::Column { table, column } if self.query(table).is_some() => {
                        open.push((table.clone(), column.clone()));
                    }
                    _ => {
                        sources.insert(origin);
                    }
                }
            }
        }
        sources
    }
}

/// The lineage of queries, whose datasets' tables the connection holds.
///
/// # Errors
/// A query that cannot be parsed.
pub fn lineage(connection: &Connection, queries: &[Query]) -> Result<Lineage> {
    let mut known = known_columns(connection)?;
    for query in queries {
        let columns = query.header.columns.iter().map(|c| c.name.clone()).collect();
        known.insert(query.name.to_lowercase(), (query.name.clone(), columns));
    }
    let one = |query: &Query| -> Result<QueryLineage> {
        let tree = parsed(connection, &query.sql, &query.file)?;
        let mut reads: Vec<String> = Vec::new();
        for reference in tables(&tree) {
            let name = known.get(&reference.name).map_or(reference.name.clone(), |(name, _)| name.clone());
            if !reads.contains(&name) {
                reads.push(name);
            }
        }
        let found = Resolver { known: &known, sql: &query.sql, file: &query.file, ledger: None }.result(&tree);
        Ok(QueryLineage { query: query.name.clone(), reads, columns: named(query, found) })
    };
    Ok(Lineage { queries: queries.iter().map(one).collect::<Result<_>>()? })
}

/// The tables that the connection holds, by their names in lower case: as they are written, with their columns.
fn known_columns(connection: &Connection) -> Result<BTreeMap<String, (String, Vec<String>)>> {
    let mut known: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    // A view of what was known by a day has the name and the columns of its table.
    let stored = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal
        GROUP BY table_name, column_name ORDER BY table_name, min(column_index)";
    for row in &ResultTable::query(connection, stored)?.rows {
        let (table, column) = (row[0].machine(), row[1].machine());
        known.entry(table.to_lowercase()).or_insert_with(|| (table, Vec::new())).1.push(column);
    }
    Ok(known)
}

/// The columns found under the names that the header declares: the run has held the two to each other.
fn named(query: &Query, found: Columns) -> Vec<ColumnLineage> {
    let declared = &query.header.columns;
    let mut from: Vec<BTreeSet<Origin>> = found.named.iter().map(|(_, origins)| origins.clone()).collect();
    if let Some((at, origins)) = found.open {
        // What unnest spreads out fills the place between the columns that are written.
        let spread = declared.len().saturating_sub(from.len());
        from.splice(at..at, std::iter::repeat_n(origins, spread));
    }
    let lost = || {
        let reason = "the statement and its header do not have the same columns".to_owned();
        BTreeSet::from([Origin::Unknown { reason, place: Excerpt::new(&query.file, &query.sql, 0..0, "").place() }])
    };
    let whole = from.len() == declared.len();
    let of = |i: usize| from.get(i).filter(|_| whole).cloned().unwrap_or_else(lost);
    declared.iter().enumerate().map(|(i, c)| ColumnLineage { column: c.name.clone(), from: of(i) }).collect()
}

#[cfg(test)]
mod tests;
