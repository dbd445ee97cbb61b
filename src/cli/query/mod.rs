//! `milepost query`: the files that define the tables.

mod graph;
mod lint;
mod test;

pub use graph::{Request as GraphRequest, graph};
pub use lint::lint;
pub use test::test;

use super::plan::Plan;
use super::workbench::{Workbench, unknown_query};
use super::{Outcome, output};
use crate::error::Result;
use crate::language::Language;
use crate::queries::{self, Header};
use crate::report::Label;
use crate::store::{Cell, Place, ResultTable};

/// Prints every query with its title and question, then every check.
pub fn list(plan: &Plan) -> Result<Outcome> {
    let folder = plan.project.queries();
    let text = |t: &str| Cell::Text(t.to_owned());
    let mut rows: Vec<Vec<Cell>> = queries::load(&folder, "queries")?
        .iter()
        .map(|q| {
            vec![text(&q.name), text(q.header.title(plan.language)), text(&q.header.question), text(&q.header.grain)]
        })
        .collect();
    for check in queries::load_checks(&folder, "queries")? {
        rows.push(vec![text(&check.code), text(check.why(plan.language)), text("check"), Cell::Missing]);
    }
    let columns = ["name", "title", "question", "grain"].map(str::to_owned).to_vec();
    let labels: Vec<Label> = columns.iter().map(|c| Label::read(c)).collect();
    output::print(&ResultTable { columns, rows }, &labels, plan.format, plan.language)?;
    Ok(Outcome::Fine)
}

/// Prints the text of one query or check.
pub fn show(plan: &Plan, name: &str) -> Result<Outcome> {
    let folder = plan.project.queries();
    let queries = queries::load(&folder, "queries")?;
    let checks = queries::load_checks(&folder, "queries")?;
    let text = queries.iter().find(|q| q.name == name).map(|q| &q.sql);
    match text.or(checks.iter().find(|c| c.code == name).map(|c| &c.sql)) {
        Some(sql) => output::say(&format!("{}\n", sql.trim_end()))?,
        None => return Err(unknown_query(name, &queries)),
    }
    Ok(Outcome::Fine)
}

/// Prints the result table of one query.
pub fn run(plan: &Plan, name: &str) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let query = bench.query(name)?;
    let table = queries::fetch(bench.store.connection(), name)?;
    let labels = labels(&query.header, &table, plan.language);
    output::print(&table, &labels, plan.format, plan.language)?;
    Ok(Outcome::Fine)
}

/// What people read above the columns: the header's labels, and formats by their units.
pub fn labels(header: &Header, table: &ResultTable, language: Language) -> Vec<Label> {
    table
        .columns
        .iter()
        .map(|name| match header.column(name) {
            Some(column) => {
                Label { text: column.label(language).to_owned(), format: format_of(name, &column.unit).to_owned() }
            }
            None => Label::read(name),
        })
        .collect()
}

fn format_of(name: &str, unit: &str) -> &'static str {
    match (name, unit) {
        ("status" | "linear_status" | "cagr_status", _) => "status",
        ("reason", _) => "reason",
        (_, "count") => "count",
        (_, "year") => "year0",
        (_, "points" | "points/year" | "months") => "points1",
        (_, "share" | "number" | "value") => "number2",
        _ => "",
    }
}
