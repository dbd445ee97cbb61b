//! `milepost sql`: a statement over the project's tables.

use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::Result;
use crate::queries;
use crate::report::Label;
use crate::store::Place;

/// Runs a statement on a copy in memory and prints its rows.
pub fn sql(plan: &Plan, statement: &str) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    bench.store.lock()?;
    let table = queries::run_text(bench.store.connection(), statement, "sql")?;
    let labels: Vec<Label> = table.columns.iter().map(|c| Label::read(c)).collect();
    output::print(&table, &labels, plan.format, plan.language)?;
    Ok(Outcome::Fine)
}
