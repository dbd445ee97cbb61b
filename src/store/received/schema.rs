//! The tables of the store of received files: the ledger, and one table for each recipe.

use crate::error::{Error, Result};
use crate::observations::Recipe;
use crate::store::schema::{quoted, sql_type};
use duckdb::Connection;

/// Every file, every sheet of it, where each column came from, what was set aside, left out, revised.
pub const LEDGER: &str = "
CREATE TABLE IF NOT EXISTS ledger_version (version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS ledger_file (
    file_id BIGINT, file VARCHAR NOT NULL, folder VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, bytes BIGINT NOT NULL, received_on DATE NOT NULL,
    outcome VARCHAR NOT NULL CHECK (outcome IN ('taken', 'refused')), form VARCHAR, stamped_area VARCHAR, simulated BOOLEAN NOT NULL,
    replaces BIGINT, replaced_by BIGINT, replaced_on DATE);
CREATE TABLE IF NOT EXISTS ledger_part (
    part BIGINT, file_id BIGINT NOT NULL, sheet VARCHAR NOT NULL, recipe VARCHAR NOT NULL, recipe_version INTEGER NOT NULL, holds VARCHAR NOT NULL,
    edition VARCHAR NOT NULL, obs_status VARCHAR NOT NULL, accumulation VARCHAR NOT NULL,
    header_first BIGINT NOT NULL, header_last BIGINT NOT NULL,
    rows_read BIGINT NOT NULL, accepted BIGINT NOT NULL, set_aside BIGINT NOT NULL, excluded BIGINT NOT NULL, records BIGINT NOT NULL, rows_sha256 VARCHAR,
    CHECK (rows_read = accepted + set_aside + excluded));
CREATE TABLE IF NOT EXISTS ledger_column (
    part BIGINT NOT NULL, band BIGINT, field VARCHAR NOT NULL, letter VARCHAR NOT NULL, label VARCHAR NOT NULL, unit VARCHAR, factor BIGINT);
CREATE TABLE IF NOT EXISTS ledger_title (
    part BIGINT NOT NULL, field VARCHAR NOT NULL, cell VARCHAR NOT NULL, found VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS ledger_area (
    part BIGINT NOT NULL, spelling VARCHAR NOT NULL, area VARCHAR NOT NULL, how VARCHAR NOT NULL, note VARCHAR NOT NULL, cells BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS ledger_exclusion (part BIGINT NOT NULL, label VARCHAR NOT NULL, rows BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS ledger_trouble (
    file_id BIGINT NOT NULL, position BIGINT NOT NULL, part BIGINT, sheet VARCHAR, recipe VARCHAR, row_number BIGINT, cell VARCHAR, field VARCHAR NOT NULL,
    severity VARCHAR NOT NULL, code VARCHAR NOT NULL, found VARCHAR NOT NULL, expected VARCHAR NOT NULL, suggestion VARCHAR);
CREATE TABLE IF NOT EXISTS ledger_set_aside (part BIGINT NOT NULL, row_number BIGINT NOT NULL, cells VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS ledger_excluded (part BIGINT NOT NULL, row_number BIGINT NOT NULL, label VARCHAR NOT NULL, why VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS ledger_revision (
    file_id BIGINT NOT NULL, recipe VARCHAR NOT NULL, kind VARCHAR NOT NULL, row_key VARCHAR NOT NULL, field VARCHAR NOT NULL,
    before VARCHAR, after VARCHAR, before_part BIGINT NOT NULL, before_row BIGINT NOT NULL, after_part BIGINT, after_row BIGINT);
";

/// Raised whenever the ledger's tables change.
pub const VERSION: i64 = 2;

/// What makes a store of version 1 one of version 2: parts have the hash of their records.
pub const FROM_1: &str =
    "ALTER TABLE ledger_part ADD COLUMN IF NOT EXISTS rows_sha256 VARCHAR; UPDATE ledger_version SET version = 2;";

/// The tables of the ledger, in order.
pub const LEDGER_TABLES: [&str; 10] = [
    "ledger_file",
    "ledger_part",
    "ledger_column",
    "ledger_title",
    "ledger_area",
    "ledger_exclusion",
    "ledger_trouble",
    "ledger_set_aside",
    "ledger_excluded",
    "ledger_revision",
];

/// Those of them that tell of one part.
pub const OF_A_PART: [&str; 7] = [
    "ledger_part",
    "ledger_column",
    "ledger_title",
    "ledger_area",
    "ledger_exclusion",
    "ledger_set_aside",
    "ledger_excluded",
];

/// The definition of a recipe's table, under a name.
pub fn definition(name: &str, recipe: &Recipe) -> String {
    let columns: Vec<String> =
        recipe.table().iter().map(|(column, kind)| format!("{} {}", quoted(column), sql_type(*kind))).collect();
    format!("CREATE TABLE IF NOT EXISTS {} ({})", quoted(name), columns.join(", "))
}

/// Makes the table of a recipe; where it is there already, it must have the same columns, or fewer of them.
pub fn ensure(connection: &Connection, recipe: &Recipe) -> Result<()> {
    connection.execute_batch(&definition(&recipe.holds, recipe))?;
    let mut statement = connection.prepare(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ? ORDER BY ordinal_position",
    )?;
    let there: Vec<(String, String)> = statement
        .query_map([&recipe.holds], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<std::result::Result<_, _>>()?;
    let wanted: Vec<(String, String)> =
        recipe.table().into_iter().map(|(name, kind)| (name, plain_type(&sql_type(kind)))).collect();
    let there: Vec<(String, String)> = there.into_iter().map(|(name, kind)| (name, plain_type(&kind))).collect();
    if there == wanted {
        return Ok(());
    }
    let write =
        |columns: &[(String, String)]| columns.iter().map(|(n, t)| format!("{n} {t}")).collect::<Vec<_>>().join(", ");
    Err(Error::data(format!("recipe `{}` has other columns than the rows that were taken by it before", recipe.name))
        .at(format!("table {} of the store of received files", recipe.holds))
        .found(write(&there))
        .expected(write(&wanted))
        .hint("give the recipe's `holds` another name, or move datasets/received.duckdb away and ingest again"))
}

fn plain_type(name: &str) -> String {
    name.replace(' ', "").to_uppercase()
}
