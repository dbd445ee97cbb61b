//! Rows that come back from a query, with types that people and files can be given.

use crate::error::{Error, Result};
use duckdb::core::LogicalTypeId;
use duckdb::types::ValueRef;
use duckdb::{Connection, Rows, Statement};
use jiff::Span;
use jiff::civil::{Date, date};

/// What a query gives: named columns and rows of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultTable {
    /// Column names.
    pub columns: Vec<String>,
    /// Rows, each with one cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a result.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// NULL. Never zero.
    Missing,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i128),
    /// An exact decimal, as its shortest text.
    Decimal(String),
    /// A computed number.
    Float(f64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Date),
}

/// The most cells of a result that is held in memory as rows: some gigabyte.
const MOST_CELLS: usize = 20_000_000;

impl ResultTable {
    /// Runs one statement and collects all its rows. What has no cell of its own (lists, structs, times) comes as the text
    /// that DuckDB writes for it.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn query(connection: &Connection, sql: &str) -> Result<ResultTable> {
        let mut rows = Vec::new();
        let columns = each_row(connection, sql, |cells| rows.push(cells.to_vec()))?;
        Ok(ResultTable { columns, rows })
    }

    /// The same, for a statement of which nobody knows how much it gives.
    ///
    /// # Errors
    /// As [`ResultTable::query`]; more cells than a review could show.
    pub fn within(connection: &Connection, sql: &str) -> Result<ResultTable> {
        let (mut rows, mut cells) = (Vec::new(), 0);
        let columns = rows_while(connection, sql, |row| {
            cells += row.len();
            rows.push(row.to_vec());
            cells <= MOST_CELLS
        })?;
        if cells > MOST_CELLS {
            return Err(Error::query(format!("the statement gives more than {MOST_CELLS} cells"))
                .hint("sum up, choose rows with WHERE, or LIMIT them"));
        }
        Ok(ResultTable { columns, rows })
    }

    /// Takes out those of these columns in which no row has a value.
    pub fn without_empty(&mut self, columns: &[&str]) {
        for column in columns {
            let Some(at) = self.position(column) else { continue };
            if self.rows.iter().all(|row| row[at] == Cell::Missing) {
                self.columns.remove(at);
                self.rows.iter_mut().for_each(|row| drop(row.remove(at)));
            }
        }
    }

    /// The position of a column.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c == column)
    }

    /// A row as one text, the same whatever the language: to order rows by.
    pub fn text_of(&self, row: usize) -> String {
        self.rows[row].iter().map(Cell::machine).collect::<Vec<_>>().join("\u{1f}")
    }

    /// A cell by row and column name; `Missing` where there is no such cell.
    pub fn get(&self, row: usize, column: &str) -> &Cell {
        self.position(column).and_then(|i| self.rows.get(row)?.get(i)).unwrap_or(&Cell::Missing)
    }
}

impl Cell {
    /// A whole number; `None` for all else.
    pub fn whole(&self) -> Option<i128> {
        match self {
            Cell::Integer(n) => Some(*n),
            _ => None,
        }
    }

    /// The canonical text for machines: ISO dates, decimal points, the shortest text of a float; empty when missing.
    pub fn machine(&self) -> String {
        match self {
            Cell::Missing => String::new(),
            Cell::Text(text) | Cell::Decimal(text) => text.clone(),
            Cell::Integer(n) => n.to_string(),
            Cell::Float(f) => format!("{f}"),
            Cell::Flag(b) => b.to_string(),
            Cell::Date(d) => d.to_string(),
        }
    }

    /// The value as JSON.
    pub fn json(&self) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Cell::Missing => Value::Null,
            Cell::Text(text) => Value::from(text.as_str()),
            Cell::Decimal(text) => text.parse::<f64>().map_or(Value::Null, Value::from),
            Cell::Integer(n) => i64::try_from(*n).map_or_else(|_| Value::from(n.to_string()), Value::from),
            Cell::Float(f) => Value::from(*f),
            Cell::Flag(b) => Value::from(*b),
            Cell::Date(d) => Value::from(d.to_string()),
        }
    }

    /// The number it holds, for drawing and estimating.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Integer(n) => Some(*n as f64),
            Cell::Decimal(text) => text.parse().ok(),
            Cell::Float(f) => Some(*f),
            _ => None,
        }
    }

    /// The text it holds.
    pub fn text(&self) -> Option<&str> {
        match self {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day it holds.
    pub fn date(&self) -> Option<Date> {
        match self {
            Cell::Date(day) => Some(*day),
            _ => None,
        }
    }
}

/// Runs one statement and shows every row, one at a time; the names of its columns.
///
/// # Errors
/// As [`ResultTable::query`].
pub fn each_row(connection: &Connection, sql: &str, mut show: impl FnMut(&[Cell])) -> Result<Vec<String>> {
    rows_while(connection, sql, |cells| {
        show(cells);
        true
    })
}

/// The same, as long as `show` wants more.
fn rows_while(connection: &Connection, sql: &str, show: impl FnMut(&[Cell]) -> bool) -> Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    // Nearly all statements give columns that have a cell of their own: these are asked once.
    let failed = match plain(&mut statement) {
        Ok(Some(rows)) => return shown(rows, show),
        Ok(None) => None,
        Err(error) => Some(error),
    };
    match (nested_as_text(connection, sql), failed) {
        (Some(with_texts), _) => shown(connection.prepare(&with_texts)?.query([])?, show),
        (None, Some(error)) => Err(error.into()),
        (None, None) => shown(statement.query([])?, show),
    }
}

/// The rows of a statement, where each of its columns has a cell of its own.
fn plain<'s>(statement: &'s mut Statement<'_>) -> duckdb::Result<Option<Rows<'s>>> {
    use LogicalTypeId::{
        Bigint, Boolean, Date, Decimal, Double, Float, Hugeint, Integer, Smallint, SqlNull, Tinyint, UBigint, UInteger,
        USmallint, UTinyint, Varchar,
    };
    let own = |kind| {
        let whole = matches!(kind, Tinyint | Smallint | Integer | Bigint | Hugeint);
        let positive = matches!(kind, UTinyint | USmallint | UInteger | UBigint);
        whole || positive || matches!(kind, Boolean | Float | Double | Decimal | Varchar | Date | SqlNull)
    };
    let rows = statement.query([])?;
    let all = rows.as_ref().is_some_and(|s| (0..s.column_count()).all(|i| own(s.column_logical_type(i).id())));
    Ok(all.then_some(rows))
}

/// Shows row after row and gives back the names of the columns.
fn shown(mut rows: Rows<'_>, mut show: impl FnMut(&[Cell]) -> bool) -> Result<Vec<String>> {
    let columns = rows.as_ref().map(|s| s.column_names()).unwrap_or_default();
    let mut cells = Vec::with_capacity(columns.len());
    while let Some(row) = rows.next()? {
        cells.clear();
        for i in 0..columns.len() {
            cells.push(cell(row.get_ref(i)?));
        }
        if !show(&cells) {
            break;
        }
    }
    Ok(columns)
}

/// The columns that a statement gives, with their types in SQL.
///
/// # Errors
/// As [`ResultTable::query`].
pub fn columns_of(connection: &Connection, sql: &str) -> Result<Vec<(String, String)>> {
    let described = ResultTable::query(connection, &format!("DESCRIBE {sql}"))?;
    let text = |row, column| described.get(row, column).machine();
    Ok((0..described.rows.len()).map(|row| (text(row, "column_name"), text(row, "column_type"))).collect())
}

/// The statement with a cast around each column that has no cell of its own; `None` where there is none, or where the
/// statement is no query or names a column twice.
fn nested_as_text(connection: &Connection, sql: &str) -> Option<String> {
    const OWN: [&str; 16] = [
        "BOOLEAN",
        "TINYINT",
        "SMALLINT",
        "INTEGER",
        "BIGINT",
        "HUGEINT",
        "UTINYINT",
        "USMALLINT",
        "UINTEGER",
        "UBIGINT",
        "FLOAT",
        "DOUBLE",
        "VARCHAR",
        "DATE",
        "\"NULL\"",
        "NULL",
    ];
    let mut statement = connection.prepare(&format!("DESCRIBE {sql}")).ok()?;
    let mut rows = statement.query([]).ok()?;
    let (mut columns, mut names, mut any) = (Vec::new(), Vec::new(), false);
    while let Some(row) = rows.next().ok()? {
        let (name, kind): (String, String) = (row.get(0).ok()?, row.get(1).ok()?);
        let quoted = format!("\"{}\"", name.replace('"', "\"\""));
        let own = OWN.contains(&kind.as_str()) || kind.starts_with("DECIMAL") && !kind.ends_with(']');
        columns.push(if own { quoted.clone() } else { format!("{quoted}::VARCHAR AS {quoted}") });
        any |= !own;
        if names.contains(&quoted) {
            return None;
        }
        names.push(quoted);
    }
    any.then(|| format!("SELECT {} FROM ({sql}\n)", columns.join(", ")))
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Missing,
        ValueRef::Boolean(b) => Cell::Flag(b),
        ValueRef::TinyInt(n) => Cell::Integer(n.into()),
        ValueRef::SmallInt(n) => Cell::Integer(n.into()),
        ValueRef::Int(n) => Cell::Integer(n.into()),
        ValueRef::BigInt(n) => Cell::Integer(n.into()),
        ValueRef::HugeInt(n) => Cell::Integer(n),
        ValueRef::UTinyInt(n) => Cell::Integer(n.into()),
        ValueRef::USmallInt(n) => Cell::Integer(n.into()),
        ValueRef::UInt(n) => Cell::Integer(n.into()),
        ValueRef::UBigInt(n) => Cell::Integer(n.into()),
        ValueRef::Float(f) => Cell::Float(f.into()),
        ValueRef::Double(f) => Cell::Float(f),
        ValueRef::Decimal(d) => Cell::Decimal(shortest(&d.to_string())),
        ValueRef::Text(bytes) => Cell::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Date32(days) => match day(days) {
            Some(day) => Cell::Date(day),
            None => Cell::Text(format!("{days} days from 1970-01-01, beyond the calendar")),
        },
        other => Cell::Text(format!("{other:?}")),
    }
}

/// A day by its distance from 1 January 1970, where the calendar has it.
fn day(days: i32) -> Option<Date> {
    date(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?).ok()
}

/// `88.400000` is `88.4`.
fn shortest(decimal: &str) -> String {
    if !decimal.contains('.') {
        return decimal.to_owned();
    }
    decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
}
