//! From a rate of received figures to the cells of the workbooks that it was computed from.

use super::Outcome;
use super::plan::Plan;
use super::tree::Node;
use super::workbench::Workbench;
use crate::error::{Error, Result};
use crate::language::{Language, count, decimal, time_period};
use crate::queries::{Query, Rate, run_own};
use crate::store::{Place, ResultTable};
use std::collections::BTreeSet;

/// Prints the rates of an area (the project's own where none is named), their rows, and the cells of each row.
pub fn trace(plan: &Plan, query: &Query, area: Option<&str>) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    // Names and a condition of the project's header stand in these statements.
    let rows = |sql: &str| run_own(&bench.sealed(), sql, &query.file);
    let table = query.header.from.as_deref().unwrap_or_default();
    let language = plan.language;
    let wanted = area.unwrap_or(&plan.parameters.area);
    let mut root = Node::leaf(format!("queries/{}.sql  {}", query.name, query.header.title(language)));
    let result = rows(&format!("SELECT * FROM {} WHERE ref_area = {}", query.name, quoted(wanted)))?;
    if result.rows.is_empty() {
        let known = rows(&format!("SELECT DISTINCT ref_area FROM {} ORDER BY ref_area", query.name))?;
        let known: Vec<String> = known.rows.iter().map(|r| r[0].machine()).collect();
        return Err(Error::usage("no such area in this table").found(wanted).expected(if known.is_empty() {
            "figures of any area: nothing has been received".to_owned()
        } else {
            known.join(", ")
        }));
    }
    for row in 0..result.rows.len() {
        let rate = result
            .get(row, "rate")
            .text()
            .map_or_else(|| query.header.rates.first(), |name| query.header.rates.iter().find(|r| r.name == name));
        let mut node = Node::leaf(value(&result, row, rate, language));
        // The sum over all areas comes from all their rows: the areas themselves lead to the cells.
        let level = result.get(row, "level").machine();
        if let Some(rate) = rate
            .filter(|_| area.is_some() && matches!(level.as_str(), "area-month" | "area" | "unit" | "area-funds" | ""))
        {
            let has_finer = |finer: &str| (0..result.rows.len()).any(|r| result.get(r, "level").text() == Some(finer));
            if !(level == "area" && (has_finer("area-month") || has_finer("area-funds"))) {
                node.children = records(&rows, table, rate, &result, row, language)?;
            }
        }
        root.children.push(node);
    }
    root.print(plan.format)?;
    Ok(Outcome::Fine)
}

/// `components 00123 Phường An Hòa, 01/2025: 100 × 2.310 / 2.460 = 93,90%`.
fn value(result: &ResultTable, row: usize, rate: Option<&Rate>, language: Language) -> String {
    let text = |column: &str| result.get(row, column).machine();
    let days: BTreeSet<String> =
        ["period_start", "period_end", "as_of"].iter().map(|c| text(c)).filter(|t| !t.is_empty()).collect();
    let days: Vec<String> = days.iter().map(|d| time_period(d, language)).collect();
    let mut line = [
        rate.map(|r| r.name.clone()).unwrap_or_default(),
        text("ref_area"),
        text("name"),
        text("office"),
        text("funds"),
        days.join("–"),
    ]
    .into_iter()
    .filter(|t| !t.is_empty())
    .collect::<Vec<_>>()
    .join(" ");
    if let (Some(over), Some(under)) = (result.get(row, "numerator").whole(), result.get(row, "denominator").whole()) {
        line.push_str(&format!(": 100 × {} / {}", count(over, language), count(under, language)));
    }
    match result.get(row, "obs_value").number() {
        Some(value) => line.push_str(&format!(" = {}%", decimal(value, 2, language))),
        None => line.push_str(&format!(": {}", language.say("explain-no-figure"))),
    }
    line
}

/// The records behind a row of the result, each with its file and its cells.
fn records(
    rows: &dyn Fn(&str) -> Result<ResultTable>,
    table: &str,
    rate: &Rate,
    result: &ResultTable,
    row: usize,
    language: Language,
) -> Result<Vec<Node>> {
    let text = |column: &str| result.get(row, column).machine();
    let mut condition = format!("r.ref_area = {}", quoted(&text("ref_area")));
    for column in ["office", "funds"] {
        if result.position(column).is_some() {
            condition.push_str(&format!(" AND coalesce(r.{column}, '') = {}", quoted(&text(column))));
        }
    }
    if result.position("period_start").is_some() && text("level") == "area-month" {
        condition.push_str(&format!(" AND r.period_start = DATE '{}'", text("period_start")));
    } else if result.position("period_end").is_some() {
        // A stock is that of its day; a flow is all that came in until then.
        let sign = if text("level") == "unit" { "=" } else { "<=" };
        condition.push_str(&format!(" AND r.period_end {sign} DATE '{}'", text("period_end")));
    } else if result.position("as_of").is_some() {
        condition.push_str(&format!(" AND r.as_of = DATE '{}'", text("as_of")));
    }
    if let Some(counted) = &rate.condition {
        condition.push_str(&format!(" AND ({counted})"));
    }
    let mut fields: Vec<&String> = rate.numerator.iter().chain(&rate.denominator).collect();
    fields.dedup();
    let own = rows(&format!(
        "SELECT r.*, f.sha256 FROM {table} r JOIN main.ledger_part p USING (part) JOIN main.ledger_file f USING (file_id) WHERE {condition} ORDER BY r.source_row"
    ))?;
    // Where the table says that rows were left out, those that lack a part are.
    let leaves_out = result.get(row, "rows_left_out").whole().is_some_and(|n| n > 0);
    let mut nodes = Vec::new();
    for record in 0..own.rows.len() {
        let get = |column: &str| own.get(record, column).machine();
        let columns = rows(&format!(
            "SELECT field, letter, label FROM main.ledger_column WHERE part = {} AND (band IS NULL OR band = {})",
            get("part"),
            if get("band").is_empty() { "0".to_owned() } else { get("band") }
        ))?;
        let mut cells = Vec::new();
        for field in &fields {
            let at = (0..columns.rows.len()).find(|c| columns.get(*c, "field").text() == Some(field));
            let Some(at) = at else { continue };
            let value =
                if own.get(record, field) == &crate::store::Cell::Missing { "–".to_owned() } else { get(field) };
            cells.push(Node::leaf(format!(
                "{}{} “{}”: {field} = {value}",
                columns.get(at, "letter").machine(),
                get("row_number"),
                columns.get(at, "label").machine()
            )));
        }
        let status = get("obs_status");
        let lacks = fields.iter().any(|f| own.get(record, f) == &crate::store::Cell::Missing);
        let left_out =
            if leaves_out && lacks { format!(" – {}", language.say("explain-not-counted")) } else { String::new() };
        let flag = if get("flag").is_empty() { String::new() } else { format!(" ({})", get("flag")) };
        nodes.push(Node::new(
            format!(
                "{} [{status}] sha256 {}{flag}{left_out}",
                get("source_row"),
                &get("sha256").chars().take(12).collect::<String>()
            ),
            cells,
        ));
    }
    Ok(nodes)
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
