//! A query seen again with only some rows of the tables that it reads: the tables stay, views of fewer rows stand before them.

use super::run::within;
use crate::error::Result;
use crate::store::{Cell, ResultTable, Sealed};
use duckdb::Connection;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Tables with more rows than this are never read into memory.
const HELD: usize = 20_000;

/// A condition on a column of a table: its text is one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The column.
    pub column: String,
    /// The canonical texts of the values.
    pub values: BTreeSet<String>,
}

/// The conditions that a table's rows must meet to be seen; a table that is not named shows all its rows.
pub type Restriction = BTreeMap<String, Vec<Condition>>;

/// The means to run statements on fewer rows: the schema `lens` of the store, empty but for the time of a run, stands before
/// all others.
pub struct Lens<'a> {
    sealed: &'a Sealed<'a>,
    hiding: BTreeSet<String>,
    tables: RefCell<BTreeMap<String, Option<Rc<ResultTable>>>>,
}

impl<'a> Lens<'a> {
    /// Over a store whose result tables are there.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn over(sealed: &'a Sealed<'a>) -> Result<Lens<'a>> {
        let connection = sealed.connection();
        let views = ResultTable::query(
            connection,
            "SELECT view_name FROM duckdb_views() WHERE schema_name = 'known' ORDER BY view_name",
        )?;
        let hiding = views.rows.iter().map(|row| row[0].machine().to_lowercase()).collect();
        Ok(Lens { sealed, hiding, tables: RefCell::default() })
    }

    /// The connection below.
    pub fn connection(&self) -> &'a Connection {
        self.sealed.connection()
    }

    /// `"known"."reading"`: the table as queries see it when nothing stands before it.
    fn whole(&self, table: &str) -> String {
        let schema = if self.hiding.contains(&table.to_lowercase()) { "known" } else { "main" };
        format!("{schema}.{}", name(table))
    }

    /// The statement that selects what is shown of a table.
    pub fn select(&self, table: &str, conditions: &[Condition]) -> String {
        let from = format!("SELECT * FROM {}", self.whole(table));
        let quoted = |value: &String| format!("'{}'", value.replace('\'', "''"));
        let all: Vec<String> = conditions
            .iter()
            .map(|c| {
                let values: Vec<String> = c.values.iter().map(quoted).collect();
                if values.is_empty() {
                    return "false".to_owned();
                }
                format!("{}::VARCHAR IN ({})", name(&c.column), values.join(", "))
            })
            .collect();
        if all.is_empty() { from } else { format!("{from} WHERE {}", all.join(" AND ")) }
    }

    /// How many rows of a table are shown.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn count(&self, table: &str, conditions: &[Condition]) -> Result<usize> {
        let sql = format!("SELECT count(*) FROM ({})", self.select(table, conditions));
        let count: i64 = self.connection().query_row(&sql, [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The first rows that are shown of a table, in the order of their columns.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn rows(&self, table: &str, conditions: &[Condition], most: usize) -> Result<ResultTable> {
        ResultTable::query(
            self.connection(),
            &format!("SELECT * FROM ({}) ORDER BY ALL LIMIT {most}", self.select(table, conditions)),
        )
    }

    /// All rows of a table, read once; `None` where they are too many to hold.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn held(&self, table: &str) -> Result<Option<Rc<ResultTable>>> {
        if let Some(held) = self.tables.borrow().get(table) {
            return Ok(held.clone());
        }
        let few = self.count(table, &[])? <= HELD;
        let held =
            if few { Some(Rc::new(ResultTable::query(self.connection(), &self.select(table, &[]))?)) } else { None };
        self.tables.borrow_mut().insert(table.to_owned(), held.clone());
        Ok(held)
    }

    /// What a statement gives when the tables show no more than this.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn run(&self, sql: &str, file: &str, restriction: &Restriction) -> Result<ResultTable> {
        let (mut before, mut after) = (String::new(), String::new());
        for (table, conditions) in restriction.iter().filter(|(_, conditions)| !conditions.is_empty()) {
            before.push_str(&format!("CREATE VIEW lens.{} AS {};", name(table), self.select(table, conditions)));
            after.push_str(&format!("DROP VIEW lens.{};", name(table)));
        }
        self.connection().execute_batch(&before)?;
        let result = within(self.sealed, sql, file);
        self.connection().execute_batch(&after)?;
        result
    }
}

/// Are two cells one value? Computed numbers may differ in their last bits when they were added up in another order.
pub fn same(a: &Cell, b: &Cell) -> bool {
    match (a, b) {
        (Cell::Float(x), Cell::Float(y)) => x.to_bits() == y.to_bits() || (x - y).abs() <= 1e-12 * x.abs().max(y.abs()),
        _ => a == b,
    }
}

fn name(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
