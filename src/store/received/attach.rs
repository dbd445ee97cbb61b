//! The received records beside the datasets: for every recipe the records that stood on a day, corrected.

use super::revision::key_column;
use super::schema::{LEDGER, LEDGER_TABLES, OF_A_PART, VERSION, definition};

use crate::error::{Error, Result};
use crate::observations::{Action, Correction, Recipe, Recipes};
use crate::store::schema::{quoted, sql_type};
use duckdb::Connection;
use jiff::civil::Date;
use std::fmt::Write;
use std::path::Path;

/// The word that names the failure that another program is writing the store.
pub const BUSY: &str = "store-busy";

/// How received records are put beside the datasets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attached {
    /// Read where they are.
    InPlace,
    /// Copied, so that the database can be opened by itself.
    Copied,
}

/// Puts the tables of the ledger and of every recipe into the schema `main`, with all vintages; empty where nothing was
/// received. Must be called before the connection is closed to files.
pub fn attach(connection: &Connection, path: &Path, recipes: &Recipes, how: Attached) -> Result<()> {
    if !path.is_file() {
        connection.execute_batch(LEDGER)?;
        for recipe in &recipes.all {
            connection.execute_batch(&definition(&format!("received_{}", recipe.holds), recipe))?;
        }
    } else {
        let file = path.display().to_string().replace('\'', "''");
        connection.execute_batch(&format!("ATTACH '{file}' AS received (READ_ONLY)")).map_err(|e| {
            let busy = e.to_string().contains("lock");
            let error = Error::system(format!("the store of received files cannot be read: {e}")).at(super::FILE);
            if busy {
                error.named(BUSY).hint("another `milepost ingest` is writing it: try again when it has ended")
            } else {
                error
            }
        })?;
        let version: Option<i64> =
            connection.query_row("SELECT max(version) FROM received.main.ledger_version", [], |row| row.get(0))?;
        if version != Some(VERSION) {
            return Err(Error::data("the store of received files was written by another version of milepost")
                .at(super::FILE)
                .found(version.map_or_else(|| "no version".to_owned(), |version| version.to_string()))
                .expected(VERSION.to_string())
                .hint("`milepost ingest` brings an older store up to date, whatever file it is given; nothing in it is lost"));
        }
        let word = if how == Attached::Copied { "TABLE" } else { "VIEW" };
        for table in LEDGER_TABLES {
            connection.execute_batch(&format!("CREATE {word} main.{table} AS SELECT * FROM received.main.{table}"))?;
        }
        for recipe in &recipes.all {
            let there: bool = connection.query_row(
                "SELECT EXISTS (SELECT 1 FROM duckdb_tables() WHERE database_name = 'received' AND table_name = ?)",
                [&recipe.holds],
                |row| row.get(0),
            )?;
            let name = format!("received_{}", recipe.holds);
            if there {
                connection.execute_batch(&format!(
                    "CREATE {word} main.{} AS SELECT * FROM received.main.{}",
                    quoted(&name),
                    quoted(&recipe.holds)
                ))?;
            } else {
                connection.execute_batch(&definition(&name, recipe))?;
            }
        }
        if how == Attached::Copied {
            connection.execute_batch("DETACH received")?;
        }
    }
    for recipe in &recipes.all {
        connection.execute_batch(&vintages(recipe))?;
    }
    Ok(())
}

/// All vintages of a recipe's records, each with its file, its address and the days it stood.
fn vintages(recipe: &Recipe) -> String {
    format!(
        "CREATE VIEW main.{} AS SELECT r.*, p.obs_status, p.accumulation, f.file_id, f.file AS source, f.file || CASE WHEN p.sheet = '' THEN ':' ELSE '!' || p.sheet || '!' END || r.row_number AS source_row,
            f.received_on, f.replaced_on
         FROM main.{} r JOIN main.ledger_part p USING (part) JOIN main.ledger_file f USING (file_id)",
        quoted(&recipe.holds),
        quoted(&format!("received_{}", recipe.holds))
    )
}

/// Views, in the schema `known`, of the records that stood at the end of `day`: of each key the latest, corrected; and
/// beside them `TABLE_vintage`, the records that stood on each day before on which one came. And the table `correction`, which says of every correction whether it still applies.
pub fn limit(connection: &Connection, recipes: &Recipes, day: Date) -> Result<()> {
    connection.execute_batch(
        "CREATE TABLE main.correction (source_row VARCHAR, recipe VARCHAR, row_key VARCHAR, action VARCHAR, field VARCHAR, found VARCHAR,
            now VARCHAR, value VARCHAR, reason VARCHAR, role VARCHAR, state VARCHAR CHECK (state IN ('applied', 'expired', 'unmatched')))",
    )?;
    ledger_known(connection, day)?;
    mappings(connection, recipes)?;
    for recipe in &recipes.all {
        let stood = format!("stood_{}", recipe.holds);
        connection.execute_batch(&format!(
            "CREATE VIEW main.{} AS SELECT * EXCLUDE (received_on, replaced_on) FROM main.{} t
             WHERE received_on <= DATE '{day}' AND (replaced_on IS NULL OR replaced_on > DATE '{day}'){};",
            quoted(&stood),
            quoted(&recipe.holds),
            latest_of_each_key(recipe, "")
        ))?;
        let own: Vec<&Correction> = recipes.corrections.iter().filter(|c| c.recipe == recipe.name).collect();
        let mut applied = Vec::new();
        for &correction in &own {
            if register(connection, recipe, &stood, correction)? {
                applied.push(correction);
            }
        }
        let (hidden, shown) = (format!("main.{}", quoted(&stood)), format!("known.{}", quoted(&recipe.holds)));
        connection.execute_batch(&corrected(recipe, &hidden, &shown, "", &applied))?;
        connection.execute_batch(&by_vintage(recipe, day))?;
        let (hidden, shown) =
            (format!("main.{}", quoted(&every(recipe))), format!("known.{}", quoted(&recipe.vintages())));
        connection.execute_batch(&corrected(recipe, &hidden, &shown, "known_on, ", &own))?;
    }
    Ok(())
}

/// The end of a SELECT from a table `t` of all vintages: of several records of one key, and of one value of the columns
/// `within`, the latest. Of a recipe without a key all stay.
fn latest_of_each_key(recipe: &Recipe, within: &str) -> String {
    if recipe.key.is_empty() {
        return String::new();
    }
    let key = recipe.key.iter().map(|k| key_column(recipe, k, "t")).collect::<Vec<_>>().join(", ");
    format!(
        " QUALIFY row_number() OVER (PARTITION BY {within}{key} ORDER BY received_on DESC, file_id DESC, row_number DESC) = 1"
    )
}

/// The name of the view of all vintages before they are corrected.
fn every(recipe: &Recipe) -> String {
    format!("stood_{}", recipe.vintages())
}

/// The view of the records that stood at the end of each day, up to `day`, on which a file of them came: of each key the
/// latest. A correction applies to a vintage where its source says what the correction found, as it would have on that day.
fn by_vintage(recipe: &Recipe, day: Date) -> String {
    let (all, view) = (quoted(&recipe.holds), quoted(&every(recipe)));
    let latest = latest_of_each_key(recipe, "known_on, ");
    format!(
        "CREATE VIEW main.{view} AS SELECT * EXCLUDE (received_on, replaced_on) FROM (
             SELECT DISTINCT received_on AS known_on FROM main.{all} WHERE received_on <= DATE '{day}'
             UNION SELECT replaced_on FROM main.{all} WHERE replaced_on <= DATE '{day}') d
         JOIN main.{all} t ON t.received_on <= d.known_on AND (t.replaced_on IS NULL OR t.replaced_on > d.known_on){latest};"
    )
}

/// Views of the ledger as it was at the end of `day`: without the files received later, and what they replaced still standing.
fn ledger_known(connection: &Connection, day: Date) -> Result<()> {
    let later = format!("replaced_on > DATE '{day}'");
    let mut sql = format!(
        "CREATE VIEW known.ledger_file AS SELECT * REPLACE (CASE WHEN {later} THEN NULL ELSE replaced_by END AS replaced_by,
             CASE WHEN {later} THEN NULL ELSE replaced_on END AS replaced_on)
         FROM main.ledger_file WHERE received_on <= DATE '{day}';"
    );
    for table in LEDGER_TABLES.into_iter().filter(|table| *table != "ledger_file") {
        let known = if OF_A_PART.contains(&table) && table != "ledger_part" {
            "part IN (SELECT part FROM known.ledger_part)"
        } else {
            "file_id IN (SELECT file_id FROM known.ledger_file)"
        };
        let _ = write!(sql, "CREATE VIEW known.{table} AS SELECT * FROM main.{table} WHERE {known};");
    }
    Ok(connection.execute_batch(&sql)?)
}

/// The table `mapping`: every line of `areas.csv` and `excluded.csv`, and whether a file that stands has needed it.
fn mappings(connection: &Connection, recipes: &Recipes) -> Result<()> {
    connection.execute_batch(
        "CREATE TABLE main.mapping (source_row VARCHAR, entry VARCHAR, recipes VARCHAR[], is_used BOOLEAN)",
    )?;
    let standing =
        "JOIN main.ledger_part p USING (part) JOIN main.ledger_file f USING (file_id) WHERE f.replaced_by IS NULL";
    let mut insert_alias = connection.prepare(&format!(
        "INSERT INTO main.mapping SELECT ?, ?, string_split(?, ' '), EXISTS (SELECT 1 FROM main.ledger_area l {standing}
            AND l.how = 'alias' AND l.note = ? AND list_contains(string_split(?, ' '), p.recipe))"
    ))?;
    for (dataset, aliases) in &recipes.aliases {
        let own: Vec<&str> = recipes.of_form(dataset).iter().map(|r| r.name.as_str()).collect();
        let own = own.join(" ");
        for (line, alias) in aliases.iter().enumerate() {
            let place = format!("datasets/{dataset}/areas.csv:{}", line + 2);
            insert_alias.execute(duckdb::params![place, alias.spelling, own, line.to_string(), own])?;
        }
    }
    let mut insert_exclusion = connection.prepare(&format!(
        "INSERT INTO main.mapping SELECT ?, ?, [?], EXISTS (SELECT 1 FROM main.ledger_exclusion l {standing} AND l.label = ? AND p.recipe = ?)"
    ))?;
    for recipe in &recipes.all {
        for excluded in &recipe.excluded {
            let place = format!("datasets/{}/excluded.csv", recipe.dataset);
            insert_exclusion.execute(duckdb::params![
                place,
                excluded.label,
                recipe.name,
                excluded.label,
                recipe.name
            ])?;
        }
    }
    Ok(())
}

/// Writes down whether a correction applies: its row is there, and its source still says what it said.
fn register(connection: &Connection, recipe: &Recipe, stood: &str, c: &Correction) -> Result<bool> {
    let column = quoted(&c.column);
    let (rows, same, now): (i64, i64, Option<String>) = connection.query_row(
        &format!(
            "SELECT count(*), count(*) FILTER ({}), any_value({column}::VARCHAR) FROM main.{} WHERE {}",
            guard(recipe, c),
            quoted(stood),
            key(c)
        ),
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let state = match (rows, same) {
        (0, _) => "unmatched",
        (_, 0) => "expired",
        _ => "applied",
    };
    let action = match c.action {
        Action::Drop => "drop",
        Action::Override => "override",
        Action::Flag => "flag",
    };
    connection.execute(
        "INSERT INTO main.correction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        duckdb::params![c.place, c.recipe, c.row, action, c.column, c.found, now, c.value, c.reason, c.role, state],
    )?;
    Ok(state == "applied")
}

/// The view `shown` of a recipe's records in `hidden` with their corrections, and columns before theirs.
fn corrected(recipe: &Recipe, hidden: &str, shown: &str, before: &str, applied: &[&Correction]) -> String {
    let mut columns: Vec<String> = Vec::new();
    for field in recipe.fields() {
        let column = quoted(&field);
        let mut case = String::new();
        for c in applied.iter().filter(|c| c.action == Action::Override && c.column == field) {
            let _ = write!(case, " WHEN {} THEN {}::{}", condition(recipe, c), text(&c.value), kind_of(recipe, &field));
        }
        columns.push(if case.is_empty() {
            column.clone()
        } else {
            format!("CASE{case} ELSE {column} END AS {column}")
        });
    }
    let flags: Vec<String> = applied
        .iter()
        .filter(|c| c.action != Action::Drop)
        .map(|c| format!("CASE WHEN {} THEN {} END", condition(recipe, c), text(&format!("{}: {}", c.place, c.reason))))
        .collect();
    let flag = if flags.is_empty() {
        "NULL::VARCHAR".to_owned()
    } else {
        format!("nullif(concat_ws('; ', {}), '')", flags.join(", "))
    };
    let dropped: String = applied
        .iter()
        .filter(|c| c.action == Action::Drop)
        .map(|c| format!(" AND NOT ({})", condition(recipe, c)))
        .collect();
    format!(
        "CREATE VIEW {shown} AS SELECT {before}{}, obs_status, accumulation, missing, {flag} AS flag, source, source_row, part, row_number, band
         FROM {hidden} t WHERE true{dropped};",
        columns.join(", "),
    )
}

/// Is this the row that a correction names, and does its source still say what it said?
fn condition(recipe: &Recipe, correction: &Correction) -> String {
    format!("{} AND {}", key(correction), guard(recipe, correction))
}

fn key(correction: &Correction) -> String {
    let pairs: Vec<String> = correction
        .key()
        .iter()
        .map(|(column, value)| format!("coalesce({}::VARCHAR, '') = {}", quoted(column), text(value)))
        .collect();
    pairs.join(" AND ")
}

/// Values are compared as values: 0.95 and 0.950000 are one.
fn guard(recipe: &Recipe, correction: &Correction) -> String {
    let found = if correction.found.is_empty() {
        "NULL".to_owned()
    } else {
        format!("{}::{}", text(&correction.found), kind_of(recipe, &correction.column))
    };
    format!("{} IS NOT DISTINCT FROM {found}", quoted(&correction.column))
}

fn kind_of(recipe: &Recipe, column: &str) -> String {
    recipe.table().iter().find(|(n, _)| n == column).map_or("VARCHAR".to_owned(), |(_, k)| sql_type(*k))
}

fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}
