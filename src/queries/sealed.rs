//! What a project's SQL may say: one SELECT over the project's tables, with functions that know the tables only.
//!
//! The engine is closed by itself (no files, no network, no settings); this comes before, names file, line and what is
//! refused, and also keeps out what the engine would allow: other statements, the engine's catalogue, the clock, chance.

use super::located::underlined;
use super::tree::{Reference, each, function_name, offset, parsed, statement_start, tables, with_entries};
use crate::error::Result;
use duckdb::Connection;
use serde_json::Value;
use std::collections::BTreeSet;

/// Functions that make rows out of their arguments; all others that stand in FROM read something.
const TABLE_FUNCTIONS: [&str; 5] = ["generate_series", "json_each", "json_tree", "range", "unnest"];

/// Functions whose answer is not in their arguments: the clock, chance, the engine, whoever runs it.
const NOT_OF_ARGUMENTS: [&str; 26] = [
    "ago",
    "currval",
    "gen_random_uuid",
    "get_block_size",
    "get_current_time",
    "get_current_timestamp",
    "in_search_path",
    "nextval",
    "now",
    "obj_description",
    "random",
    "session_user",
    "setseed",
    "shobj_description",
    "col_description",
    "sleep_ms",
    "stats",
    "today",
    "transaction_timestamp",
    "user",
    "uuid",
    "uuidv4",
    "uuidv7",
    "write_log",
    "json_serialize_plan",
    "json_execute_serialized_sql",
];

/// Words without brackets that stand for such functions.
const WORDS: [&str; 11] = [
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtime",
    "localtimestamp",
    "session_user",
    "user",
];

/// Beginnings of the names of further such functions.
const NOT_OF_ARGUMENTS_BEGIN: [&str; 5] = ["current_", "has_", "inet_", "pg_", "txid_"];

/// Schemas of the project's tables: as known on the day, and whole.
const SCHEMAS: [&str; 3] = ["", "known", "main"];

/// The tables that a project's SQL may read.
pub struct Readable {
    /// Those of the store, and those that queries make.
    tables: BTreeSet<String>,
    /// Those of the engine, which describe the machine and the database.
    engine: BTreeSet<String>,
}

impl Readable {
    /// The tables of the store, and `made` beside them.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn of<'a>(connection: &Connection, made: impl IntoIterator<Item = &'a str>) -> Result<Readable> {
        let names = |sql: &str| -> Result<BTreeSet<String>> {
            let mut statement = connection.prepare(sql)?;
            let names = statement.query_map([], |row| row.get::<_, String>(0))?;
            names.map(|name| Ok(name?.to_lowercase())).collect()
        };
        let mut tables = names(
            "SELECT table_name FROM duckdb_tables() WHERE NOT internal
             UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal",
        )?;
        tables.extend(made.into_iter().map(str::to_lowercase));
        let engine = names("SELECT view_name FROM duckdb_views() WHERE internal")?;
        Ok(Readable { tables, engine })
    }

    /// Is there a table of this name, in small letters?
    pub fn has(&self, name: &str) -> bool {
        self.tables.contains(name)
    }

    /// Lets through one SELECT that reads nothing but the project's tables.
    ///
    /// # Errors
    /// Anything else, with file, line, column and what is refused, underlined.
    pub fn check(&self, connection: &Connection, sql: &str, file: &str) -> Result<()> {
        let tree = parsed(connection, sql, file)?;
        let mut refused: Option<Refusal> = None;
        each(&tree, &mut Vec::new(), &mut |node, _| {
            let hidden = with_entries(node).find(|(name, _)| self.has(&name.to_lowercase()));
            let said = match hidden {
                Some((name, _)) => Some((format!("WITH {name}"), HIDES)),
                None => foreign(node),
            };
            if let Some((found, hint)) = said.filter(|_| refused.is_none()) {
                refused = Some(Refusal { found, hint, at: offset(node).unwrap_or_else(|| statement_start(sql)) });
            }
        });
        let read = tables(&tree).into_iter().find(|table| self.is_foreign(table));
        let read = read.map(|table| Refusal { found: table.name, hint: TABLES_ONLY, at: table.offset });
        match refused.or(read) {
            None => Ok(()),
            Some(Refusal { found, hint, at }) => {
                Err(underlined("this may not stand in a project's SQL", sql, file, at, "").found(found).hint(hint))
            }
        }
    }

    /// Is it a file, or a table of the engine? What is no table at all is for the engine to say.
    fn is_foreign(&self, table: &Reference) -> bool {
        let is_file = table.name.contains(|c: char| !c.is_alphanumeric() && c != '_');
        let schema = table.schema.to_lowercase();
        !SCHEMAS.contains(&schema.as_str()) || !self.has(&table.name) && (is_file || self.engine.contains(&table.name))
    }
}

/// What is refused, why, and where it stands.
struct Refusal {
    found: String,
    hint: &'static str,
    at: usize,
}

/// What a node reaches for that is not in the tables, if anything, and why that is refused.
fn foreign(node: &Value) -> Option<(String, &'static str)> {
    let text = |key: &str| node[key].as_str().unwrap_or_default();
    if node.get("sample").is_some_and(|sample| !sample.is_null()) {
        return Some(("a sample of rows".to_owned(), SAME_BITS));
    }
    match text("type") {
        "BASE_TABLE" if !text("catalog_name").is_empty() => {
            Some((format!("{}.{}.{}", text("catalog_name"), text("schema_name"), text("table_name")), TABLES_ONLY))
        }
        "SHOW_REF" => Some(("DESCRIBE, SHOW or SUMMARIZE".to_owned(), "ask that of `milepost sql`")),
        "TABLE_FUNCTION" => {
            let name = function_name(&node["function"]).unwrap_or_default();
            (!TABLE_FUNCTIONS.contains(&name.as_str())).then(|| (format!("{name}(...)"), TABLES_ONLY))
        }
        "COLUMN_REF" => {
            let parts = node["column_names"].as_array().map_or(&[][..], Vec::as_slice);
            let word = parts.first().and_then(Value::as_str).filter(|_| parts.len() == 1)?;
            WORDS.contains(&word.to_lowercase().as_str()).then(|| (word.to_owned(), SAME_BITS))
        }
        _ => {
            let name = function_name(node)?;
            let begins = NOT_OF_ARGUMENTS_BEGIN.iter().any(|start| name.starts_with(start));
            (begins || NOT_OF_ARGUMENTS.contains(&name.as_str())).then(|| (format!("{name}(...)"), SAME_BITS))
        }
    }
}

const HIDES: &str = "it hides the table of that name: give it a name of its own";

const TABLES_ONLY: &str = "it reads the tables of the project and nothing else: no files, no addresses, nothing of the \
    engine; figures come in as datasets";

const SAME_BITS: &str = "the same datasets must give the same figures on every day and machine: use getvariable('as_of') \
    for the day, and no chance";

/// Lets through one statement that changes nothing: what people may ask by `milepost sql`.
///
/// # Errors
/// Anything else, named.
pub fn only_reads(connection: &Connection, sql: &str, file: &str) -> Result<()> {
    parsed(connection, explained(sql), file).map(drop)
}

/// The statement that an EXPLAIN asks about; any other as it stands.
fn explained(sql: &str) -> &str {
    let without = |text: &'_ str, word: &str| -> Option<usize> {
        let rest = text.trim_start();
        let begins = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let ends = rest.get(word.len()..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        (begins && ends).then(|| text.len() - rest.len() + word.len())
    };
    let Some(at) = without(sql, "EXPLAIN") else { return sql };
    let asked = &sql[at..];
    without(asked, "ANALYZE").map_or(asked, |at| &asked[at..])
}

/// `file:line` where a statement begins, after its remarks.
pub fn first_line(sql: &str, file: &str) -> String {
    format!("{file}:{}", sql[..statement_start(sql)].matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::ResultTable;

    fn connection() -> Connection {
        Connection::open_in_memory().unwrap()
    }

    #[test]
    fn every_function_of_the_engine_that_depends_on_more_than_its_arguments_is_refused() {
        let connection = connection();
        let sql = "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'scalar'
            AND stability IN ('VOLATILE', 'CONSISTENT_WITHIN_QUERY') AND function_name <> 'error'";
        let functions = ResultTable::query(&connection, sql).unwrap();
        let readable = Readable::of(&connection, []).unwrap();
        assert!(functions.rows.len() > 20);
        for name in functions.rows.iter().map(|row| row[0].machine()) {
            let error = readable.check(&connection, &format!("SELECT \"{name}\"()"), "q.sql").unwrap_err().to_string();
            assert!(error.starts_with("q.sql:1:8: this may not stand in a project's SQL"), "{name}: {error}");
        }
    }

    #[test]
    fn people_may_ask_about_a_statement() {
        let connection = connection();
        for fine in
            ["EXPLAIN SELECT 1", "explain analyze SELECT 1", "DESCRIBE SELECT 1", "SHOW TABLES", "FROM range(3)"]
        {
            only_reads(&connection, fine, "sql").unwrap();
        }
        for wrong in
            ["EXPLAIN DROP TABLE a", "EXPLAIN ANALYZE INSERT INTO a VALUES (1)", "SELECT 1; SELECT 2", "", "PRAGMA x"]
        {
            only_reads(&connection, wrong, "sql").unwrap_err();
        }
    }
}
