//! `milepost query lint`: what makes a query's numbers wrong or unstable, each with the place underlined.

use super::super::args::Format;
use super::super::plan::Plan;
use super::super::workbench::Workbench;
use super::super::{Outcome, output};
use crate::error::Result;
use crate::queries::{self, Lint};
use crate::report::Label;
use crate::store::{Cell, Place, ResultTable};
use std::io::IsTerminal;

/// Prints the findings in every query and check, or in one. Findings are exit code 1.
pub fn lint(plan: &Plan, name: Option<&str>) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let checks = queries::load_checks(&plan.project.queries(), "queries")?;
    if let Some(error) = name.and_then(|name| queries::unknown(name, &bench.queries, &checks)) {
        return Err(error);
    }
    let mut all = bench.queries.clone();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    let found = queries::lint(bench.store.connection(), &all, &checks, name)?;
    if plan.format == Format::Table {
        output::say(&text(plan, &found))?;
    } else {
        let table = table(plan, &found);
        let labels: Vec<Label> = table.columns.iter().map(|c| Label::read(c)).collect();
        output::print(&table, &labels, plan.format, plan.language)?;
    }
    Ok(if found.is_empty() { Outcome::Fine } else { Outcome::Findings })
}

fn text(plan: &Plan, found: &[Lint]) -> String {
    let colours = std::io::stdout().is_terminal();
    let remedy = plan.language.say("lint-what-to-do");
    let mut text = String::new();
    for lint in found {
        let (what, hint) = (lint.what.text(plan.language), lint.hint.text(plan.language));
        text.push_str(&format!("{}: {}: {what}\n", lint.excerpt.place(), lint.rule));
        text.push_str(&format!("{}\n  {remedy}: {hint}\n\n", lint.excerpt.drawn(colours)));
    }
    let closing = match found.len() {
        0 => plan.language.say("lint-nothing").to_owned(),
        n => plan.language.say_with("lint-to-mend", &[("n", &n)]),
    };
    text.push_str(&format!("{closing}\n"));
    text
}

fn table(plan: &Plan, found: &[Lint]) -> ResultTable {
    let row = |lint: &Lint| {
        let place = lint.excerpt.place();
        let mut parts = place.rsplitn(3, ':');
        let mut number = || parts.next().and_then(|n| n.parse().ok()).map_or(Cell::Missing, Cell::Integer);
        let (column, line) = (number(), number());
        let file = Cell::Text(parts.next().unwrap_or_default().to_owned());
        let said = [lint.rule.to_owned(), lint.what.text(plan.language), lint.hint.text(plan.language)];
        [file, line, column].into_iter().chain(said.map(Cell::Text)).collect()
    };
    let columns = ["file", "line", "column", "rule", "what", "hint"].map(str::to_owned).to_vec();
    ResultTable { columns, rows: found.iter().map(row).collect() }
}
