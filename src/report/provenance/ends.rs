//! Where a tree ends: the line of a dataset's file and of its document, or the cells of a received file.

use super::Origin;
use crate::error::Result;
use crate::language::Language;
use crate::store::{Cell, ResultTable};
use duckdb::Connection;
use serde_json::json;

/// Puts below a row of a table that no query makes what it was read from.
pub fn add(
    origin: &mut Origin,
    connection: &Connection,
    rows: &ResultTable,
    row: usize,
    language: Language,
) -> Result<()> {
    let text = |column: &str| rows.get(row, column).machine();
    let place = text("source_row");
    if rows.position("part").is_some() && rows.position("row_number").is_some() {
        origin.from.push(record(connection, rows, row, &place)?);
    } else if !place.is_empty() {
        origin.from.push(line(connection, &place)?);
    }
    // A document is its own; every other row names the one in which it stands.
    let document = text("document");
    if !document.is_empty() && rows.position("source_row").is_some() {
        origin.from.extend(printed(connection, rows, row, &document, language)?);
    }
    Ok(())
}

/// `datasets/report-2025/observations.csv:12`, with the hash of the file.
fn line(connection: &Connection, place: &str) -> Result<Origin> {
    let file = place.rsplit_once(':').map_or(place, |(file, _)| file);
    let mut steps = file.rsplit('/');
    let (name, dataset) = (steps.next().unwrap_or_default(), steps.next().unwrap_or_default());
    let known = ResultTable::query(
        connection,
        &format!(
            "SELECT sha256 FROM main.source_file WHERE source = '{}' AND file = '{}'",
            dataset.replace('\'', "''"),
            name.replace('\'', "''")
        ),
    )?;
    let hash = known.get(0, "sha256").machine();
    let data = json!({ "source_row": place, "sha256": hash });
    Ok(Origin::new("line", format!("{place}{}", short(&hash)), data))
}

/// The document in which a row stands, with its line there and the words as printed.
fn printed(
    connection: &Connection,
    rows: &ResultTable,
    row: usize,
    document: &str,
    language: Language,
) -> Result<Option<Origin>> {
    let text = |column: &str| rows.get(row, column).machine();
    let known = ResultTable::query(
        connection,
        &format!("SELECT title, file, sha256 FROM main.document WHERE document = '{}'", document.replace('\'', "''")),
    )?;
    if known.rows.is_empty() {
        return Ok(None);
    }
    let of = |column: &str| known.get(0, column).machine();
    let (section, locator) = (text("section"), text("locator"));
    let mut said = format!("{document} ({})", of("title"));
    for (word, at) in [(language.say("section"), &section), (language.say("line"), &locator)] {
        if !at.is_empty() {
            said.push_str(&format!(", {word} {at}"));
        }
    }
    said.push_str(&format!(" [{}]{}", of("file"), short(&of("sha256"))));
    if !text("printed").is_empty() {
        said.push_str(&format!(": “{}”", text("printed")));
    }
    let data = json!({ "document": document, "title": of("title"), "file": of("file"), "sha256": of("sha256"),
        "section": section, "locator": locator, "printed": rows.get(row, "printed").json() });
    Ok(Some(Origin::new("document", said, data)))
}

/// The row of a received file, with the cells that it was read from.
fn record(connection: &Connection, rows: &ResultTable, row: usize, place: &str) -> Result<Origin> {
    let number = |column: &str| rows.get(row, column).whole().unwrap_or(0);
    let part = number("part");
    let columns = ResultTable::query(
        connection,
        &format!(
            "SELECT c.field, c.letter, c.label, f.file, f.folder, f.sha256, p.sheet
             FROM main.ledger_part p JOIN main.ledger_file f USING (file_id) LEFT JOIN main.ledger_column c ON c.part = p.part AND (c.band IS NULL OR c.band = {})
             WHERE p.part = {part} ORDER BY length(c.letter), c.letter, c.field",
            number("band")
        ),
    )?;
    let of = |column: &str| columns.get(0, column).machine();
    let data = json!({ "source_row": place, "file": of("file"), "sheet": of("sheet"), "sha256": of("sha256") });
    let mut origin = Origin::new("record", format!("{place}{}", short(&of("sha256"))), data);
    for column in 0..columns.rows.len() {
        let get = |name: &str| columns.get(column, name).machine();
        let field = get("field");
        // A missing figure has a cell too: that it is blank is what was read.
        let value = match rows.get(row, &field) {
            Cell::Missing => "–".to_owned(),
            cell => cell.machine(),
        };
        let cell = format!("{}{}", get("letter"), number("row_number"));
        let text = format!("{cell} “{}”: {field} = {value}", get("label"));
        let data =
            json!({ "cell": cell, "label": get("label"), "field": field, "value": rows.get(row, &field).json() });
        origin.from.push(Origin::new("cell", text, data));
    }
    Ok(origin)
}

/// The beginning of a hash, enough to tell files apart.
fn short(hash: &str) -> String {
    let beginning: String = hash.chars().take(12).collect();
    if beginning.is_empty() { String::new() } else { format!("  sha256 {beginning}") }
}
