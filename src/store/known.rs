//! What was known on a day: views that hide every row of a document issued later.

use super::schema::quoted;
use crate::catalog::ALL;
use crate::error::Result;
use duckdb::Connection;
use jiff::civil::Date;

/// Puts views of the same names before the tables, so that every query reads only what was known by the end of `day`.
///
/// A row is known from the day its document was issued; where only a month or a year of issue is printed, from its first
/// day. Rows of no document are always known. The tables themselves stay whole, in the schema `main`.
pub fn limit(connection: &Connection, day: Date) -> Result<()> {
    let mut sql = format!(
        "CREATE SCHEMA known;
         CREATE VIEW known.document AS SELECT * FROM main.document
             WHERE issued IS NULL OR rpad(issued, 10, '-01')::DATE <= DATE '{day}';"
    );
    for table in ALL.iter().filter(|t| t.name != "document") {
        let name = quoted(table.name);
        sql.push_str(&format!(
            "CREATE VIEW known.{name} AS SELECT * FROM main.{name}
                 WHERE document IS NULL OR document IN (SELECT document FROM known.document);"
        ));
    }
    sql.push_str("SET search_path = 'known,main';");
    Ok(connection.execute_batch(&sql)?)
}
