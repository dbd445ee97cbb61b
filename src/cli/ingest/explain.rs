//! `milepost ingest --explain FILE`: which cells would become what. Nothing is kept.

use super::keep::{self, Fate};
use super::read::Reader;
use super::{Job, summary};
use crate::cli::args::Format;
use crate::cli::plan::Plan;
use crate::cli::{Outcome, output};
use crate::error::Result;
use crate::language::{Language, count};
use crate::observations::Recipes;
use crate::report::Label;
use crate::store::{Received, ResultTable};
use jiff::civil::Date;
use std::collections::HashMap;

/// Rows of each sheet that people are shown cell by cell; the machine formats have them all.
const SHOWN: i64 = 3;

/// Reads the files into a store that is forgotten, and prints what became of their cells.
pub fn explain(plan: &Plan, recipes: &Recipes, jobs: &[Job], day: Date) -> Result<Outcome> {
    let received = Received::in_memory()?;
    received.begin(&recipes.all)?;
    let (sender, receiver) = std::sync::mpsc::sync_channel(4);
    let taken = std::thread::scope(|scope| {
        let reader =
            Reader { recipes, known: HashMap::new(), numbers: (1, 1), simulated: plan.project.simulated, twice: false };
        scope.spawn(move || reader.read_all(jobs, &sender));
        keep::keep_all(&received, recipes, jobs, day, receiver)
    })?;
    received.commit()?;
    if plan.format != Format::Table {
        let table = received.query(&cells(&received, recipes, "")?)?;
        let labels: Vec<Label> = table.columns.iter().map(|c| Label::read(c)).collect();
        output::print(&table, &labels, plan.format, plan.language)?;
        return Ok(Outcome::Fine);
    }
    let mut out = String::new();
    for t in &taken {
        out.push_str(&format!("{}\n", t.job.name));
        let Some(id) = t.file_id else { continue };
        if t.fate == Fate::Refused {
            let found = received.query(&format!(
                "SELECT sheet, cell, field, code, found, expected, suggestion FROM ledger_trouble WHERE file_id = {id} ORDER BY position"
            ))?;
            for row in 0..found.rows.len() {
                out.push_str(&format!("  {}\n", summary::trouble(&found, row, plan.language)));
            }
            continue;
        }
        let parts = received.query(&format!("SELECT * FROM ledger_part WHERE file_id = {id} ORDER BY part"))?;
        for part in 0..parts.rows.len() {
            sheet(&mut out, &received, recipes, &parts, part, plan.language)?;
        }
    }
    output::say(&out)?;
    Ok(Outcome::Fine)
}

fn sheet(
    out: &mut String,
    received: &Received,
    recipes: &Recipes,
    parts: &ResultTable,
    row: usize,
    language: Language,
) -> Result<()> {
    let text = |column: &str| parts.get(row, column).machine();
    let part = text("part");
    let sheet = if text("sheet").is_empty() { String::new() } else { format!("{}: ", text("sheet")) };
    out.push_str(&format!(
        "  {sheet}{} {}/{} → {}; {} {}–{}\n",
        language.say("ingest-recipe"),
        text("recipe"),
        text("recipe_version"),
        text("holds"),
        language.say("ingest-header-rows"),
        text("header_first"),
        text("header_last")
    ));
    let number = |column: &str| count(parts.get(row, column).whole().unwrap_or(0), language);
    let whole = |column: &str| parts.get(row, column).whole().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    out.push_str(&format!(
        "    {}\n",
        language.say_with(
            "ingest-rows-add-up",
            &[
                ("rows", &whole("rows_read")),
                ("read", &number("rows_read")),
                ("accepted", &number("accepted")),
                ("aside", &number("set_aside")),
                ("excluded", &number("excluded")),
                ("kept", &whole("records")),
                ("records", &number("records")),
            ]
        )
    ));
    let lines = |sql: &str| received.query(&sql.replace("{part}", &part));
    let titles = lines("SELECT cell, field, found FROM ledger_title WHERE part = {part} ORDER BY cell")?;
    for t in 0..titles.rows.len() {
        let text = |column: &str| titles.get(t, column).machine();
        out.push_str(&format!("    {} “{}” → {}\n", text("cell"), text("found"), text("field")));
    }
    let columns = lines(
        "SELECT letter, label, string_agg(field, ', ' ORDER BY field) AS fields, any_value(unit) AS unit, any_value(factor) AS factor
         FROM ledger_column WHERE part = {part} GROUP BY letter, label ORDER BY length(letter), letter",
    )?;
    for c in 0..columns.rows.len() {
        let text = |column: &str| columns.get(c, column).machine();
        let unit = match (text("unit"), text("factor")) {
            (unit, _) if unit.is_empty() => String::new(),
            (unit, factor) if factor == "1" => format!(" ({unit})"),
            (unit, factor) => format!(" ({} × {unit})", count(factor.parse().unwrap_or(1), language)),
        };
        out.push_str(&format!("    {} “{}” → {}{unit}\n", text("letter"), text("label"), text("fields")));
    }
    let cells = received.query(&cells(received, recipes, &format!("p.part = {part} AND r.nth <= {SHOWN}"))?)?;
    for c in 0..cells.rows.len() {
        let text = |column: &str| cells.get(c, column).machine();
        out.push_str(&format!(
            "    {} → {} = {}\n",
            text("cell"),
            text("field"),
            if text("value").is_empty() { "–".to_owned() } else { text("value") }
        ));
    }
    let left = lines(
        "SELECT why, count(*) AS n, string_agg(row_number::VARCHAR, ', ' ORDER BY row_number) AS rows FROM ledger_excluded WHERE part = {part} GROUP BY why ORDER BY why",
    )?;
    for l in 0..left.rows.len() {
        let text = |column: &str| left.get(l, column).machine();
        out.push_str(&format!(
            "    {} {}: {} ({})\n",
            language.say("ingest-left-out"),
            text("n"),
            text("why"),
            text("rows")
        ));
    }
    let former = lines(
        "SELECT spelling, area, note FROM ledger_area WHERE part = {part} AND how IN ('former', 'alias') ORDER BY spelling",
    )?;
    for f in 0..former.rows.len() {
        let text = |column: &str| former.get(f, column).machine();
        out.push_str(&format!("    “{}” → {} ({})\n", text("spelling"), text("area"), text("note")));
    }
    let found = lines(
        "SELECT sheet, cell, field, code, found, expected, suggestion FROM ledger_trouble WHERE part = {part} ORDER BY position",
    )?;
    for row in 0..found.rows.len() {
        out.push_str(&format!("    {}\n", summary::trouble(&found, row, language)));
    }
    Ok(())
}

/// Every cell that became a value: file, sheet, cell, column of the table, value.
fn cells(received: &Received, recipes: &Recipes, condition: &str) -> Result<String> {
    let mut selects = Vec::new();
    for recipe in &recipes.all {
        let table = &recipe.holds;
        let any: bool =
            received
                .connection()
                .query_row(&format!("SELECT EXISTS (SELECT 1 FROM \"{table}\")"), [], |row| row.get(0))?;
        if !any {
            continue;
        }
        let fields = recipe.fields();
        let values: Vec<String> = fields.iter().map(|f| format!("WHEN '{f}' THEN r.\"{f}\"::VARCHAR")).collect();
        let condition = if condition.is_empty() { "true" } else { condition };
        selects.push(format!(
            "SELECT f.file, p.sheet, c.letter || r.row_number AS cell, p.holds AS \"table\", c.field, CASE c.field {} END AS value, p.part, r.row_number, length(c.letter) AS width, c.letter
             FROM (SELECT *, row_number() OVER (PARTITION BY part ORDER BY row_number, band) AS nth FROM \"{table}\") r
             JOIN ledger_part p USING (part) JOIN ledger_file f USING (file_id)
             JOIN ledger_column c ON c.part = p.part AND (c.band IS NULL OR c.band = r.band)
             WHERE {condition}",
            values.join(" ")
        ));
    }
    if selects.is_empty() {
        return Ok("SELECT '' AS file, '' AS sheet, '' AS cell, '' AS \"table\", '' AS field, '' AS value WHERE false"
            .to_owned());
    }
    Ok(format!(
        "SELECT file, sheet, cell, \"table\", field, value FROM ({}) ORDER BY part, row_number, width, letter, field",
        selects.join(" UNION ALL ")
    ))
}
