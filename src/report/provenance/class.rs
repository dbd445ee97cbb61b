//! What statistical functions read besides their arguments: the reference class that a result names, and its backtest.

use crate::error::Result;
use crate::queries::{Condition, Lens, Part, Query};
use crate::store::ResultTable;
use std::collections::BTreeSet;

/// Functions that draw on a class.
const DRAW: [&str; 4] = ["project", "attainment", "analogs", "earned"];

/// Tables of a class, each with the column that names it.
const TABLES: [(&str, &str); 2] = [("reference_growth", "class"), ("backtest_record", "backtest")];

/// The rows of the class that a row of a query names, where the query calls a function that draws on it.
///
/// # Errors
/// What DuckDB reports.
pub fn behind(lens: &Lens<'_>, query: &Query, rows: &ResultTable, row: usize) -> Result<Vec<Part>> {
    if !DRAW.iter().any(|name| query.sql.contains(&format!("{name}("))) {
        return Ok(Vec::new());
    }
    let mut parts = Vec::new();
    for class in named(rows, row) {
        for (table, column) in TABLES {
            let condition = Condition { column: column.to_owned(), values: BTreeSet::from([class.clone()]) };
            let conditions = vec![condition];
            let count = lens.count(table, &conditions)?;
            if count > 0 {
                parts.push(Part { table: table.to_owned(), conditions, rows: count, of: lens.count(table, &[])? });
            }
        }
    }
    Ok(parts)
}

/// The classes that a row names: in a column of that name, or in a method such as `analogs(internet-use)/1`.
fn named(rows: &ResultTable, row: usize) -> BTreeSet<String> {
    let in_method = |text: &str| {
        let (_, after) = text.split_once("analogs(")?;
        after.split_once(')').map(|(class, _)| class.to_owned())
    };
    let cells = rows.columns.iter().zip(&rows.rows[row]);
    cells
        .filter_map(
            |(column, cell)| if column == "class" { cell.text().map(str::to_owned) } else { in_method(cell.text()?) },
        )
        .collect()
}
