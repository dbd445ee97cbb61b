//! What was known on a day: views that hide every row of a document issued later.

use super::result::ResultTable;
use super::schema::quoted;
use crate::catalog::ALL;
use crate::error::Result;
use duckdb::Connection;
use jiff::civil::Date;

/// Tables whose rows are figures.
const FIGURES: [&str; 4] = ["observation", "name_listed", "task", "plan_issued"];

/// The day on which a source was accessed; where only a month or a year is said, its first day.
const ACCESSED: &str = "try_cast(rpad(accessed, 10, '-01') AS DATE)";

/// What makes a session see what was known.
pub const SEARCH_PATH: &str = "SET search_path = 'lens,known,main';";

/// The days on which figures became known, in order: documents issued, sources accessed, files received.
pub fn days(connection: &Connection) -> Result<Vec<Date>> {
    let figures = FIGURES.map(|table| format!("SELECT document, source FROM main.{table}")).join(" UNION ALL ");
    let table = ResultTable::query(
        connection,
        &format!(
            "SELECT DISTINCT day FROM (
                 SELECT rpad(issued, 10, '-01')::DATE AS day FROM main.document WHERE document IN (SELECT document FROM ({figures}))
                 UNION ALL SELECT {ACCESSED} FROM main.source WHERE source IN (SELECT source FROM ({figures}) WHERE document IS NULL)
                 UNION ALL SELECT received_on FROM main.ledger_file WHERE outcome = 'taken'
                 UNION ALL SELECT replaced_on FROM main.ledger_file WHERE outcome = 'taken'
             ) WHERE day IS NOT NULL ORDER BY day"
        ),
    )?;
    Ok((0..table.rows.len()).filter_map(|row| table.get(row, "day").date()).collect())
}

/// Puts views of the same names before the tables, so that every query reads only what was known by the end of `day`.
///
/// Where nothing is hidden, the view is the table: queries name these tables often, and each time the condition would cost more
/// than the rows.
///
/// A row is known from the day its document was issued; where only a month or a year of issue is printed, from its first
/// day. Of rows of no document, figures are known from the day their source was accessed, all others always. The tables
/// themselves stay whole, in the schema `main`.
pub fn limit(connection: &Connection, day: Date) -> Result<()> {
    let documents = format!("issued IS NULL OR rpad(issued, 10, '-01')::DATE <= DATE '{day}'");
    let condition = |table: &str| {
        if table == "document" {
            return documents.clone();
        }
        let of_no_document = if FIGURES.contains(&table) {
            format!("source IN (SELECT source FROM main.source WHERE coalesce({ACCESSED} <= DATE '{day}', true))")
        } else {
            "true".to_owned()
        };
        format!(
            "CASE WHEN document IS NULL THEN {of_no_document}
                 ELSE document IN (SELECT document FROM main.document WHERE {documents}) END"
        )
    };
    let hides = ALL.iter().map(|table| {
        let (name, known) = (quoted(table.name), condition(table.name));
        format!("SELECT '{}' AS hides WHERE EXISTS (SELECT 1 FROM main.{name} WHERE ({known}) IS NOT TRUE)", table.name)
    });
    let hiding = ResultTable::query(connection, &hides.collect::<Vec<_>>().join(" UNION ALL "))?;
    let mut sql = "CREATE SCHEMA known;".to_owned();
    for table in ALL {
        let name = quoted(table.name);
        sql.push_str(&format!("CREATE VIEW known.{name} AS SELECT * FROM main.{name}"));
        if hiding.rows.iter().any(|row| row[0].text() == Some(table.name)) {
            sql.push_str(&format!(" WHERE {}", condition(table.name)));
        }
        sql.push(';');
    }
    // The schema `lens` is empty: views of fewer rows stand there while a query is run again to explain a value.
    sql.push_str("CREATE SCHEMA lens;");
    sql.push_str(SEARCH_PATH);
    Ok(connection.execute_batch(&sql)?)
}
