//! A query seen again with only some rows of the tables that it reads: the tables stay, views of fewer rows stand before them.

use super::run::within;
use crate::error::Result;
use crate::store::{Cell, ResultTable, Sealed};
use duckdb::Connection;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Tables with more rows than this are never read into memory.
const HELD: i64 = 20_000;

/// A condition on a column of a table: its text is this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The column.
    pub column: String,
    /// The canonical text of its value.
    pub value: String,
}

/// Which rows of a table a query is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Those for which every condition holds; without conditions all of them.
    Where(Vec<Condition>),
    /// None.
    Nothing,
}

/// What each table shows; a table that is not named shows all its rows.
pub type Restriction = BTreeMap<String, Shown>;

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
    pub fn select(&self, table: &str, shown: &Shown) -> String {
        let from = format!("SELECT * FROM {}", self.whole(table));
        match shown {
            Shown::Nothing => format!("{from} WHERE false"),
            Shown::Where(conditions) if conditions.is_empty() => from,
            Shown::Where(conditions) => {
                let all: Vec<String> = conditions
                    .iter()
                    .map(|c| format!("{}::VARCHAR = '{}'", name(&c.column), c.value.replace('\'', "''")))
                    .collect();
                format!("{from} WHERE {}", all.join(" AND "))
            }
        }
    }

    /// How many rows of a table are shown.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn count(&self, table: &str, shown: &Shown) -> Result<usize> {
        let sql = format!("SELECT count(*) FROM ({})", self.select(table, shown));
        let count: i64 = self.connection().query_row(&sql, [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The first rows that are shown of a table, in the order of their columns.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn rows(&self, table: &str, shown: &Shown, most: usize) -> Result<ResultTable> {
        ResultTable::query(
            self.connection(),
            &format!("SELECT * FROM ({}) ORDER BY ALL LIMIT {most}", self.select(table, shown)),
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
        let all = Shown::Where(Vec::new());
        let few = self.count(table, &all)? as i64 <= HELD;
        let held =
            if few { Some(Rc::new(ResultTable::query(self.connection(), &self.select(table, &all))?)) } else { None };
        self.tables.borrow_mut().insert(table.to_owned(), held.clone());
        Ok(held)
    }

    /// What a statement gives when the tables show no more than this.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn run(&self, sql: &str, file: &str, restriction: &Restriction) -> Result<ResultTable> {
        let narrowed: Vec<(&String, &Shown)> =
            restriction.iter().filter(|(_, shown)| **shown != Shown::Where(Vec::new())).collect();
        let mut before = String::new();
        let mut after = String::new();
        for (table, shown) in narrowed {
            before.push_str(&format!("CREATE VIEW lens.{} AS {};", name(table), self.select(table, shown)));
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
