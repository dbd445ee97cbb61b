//! `milepost sql`: a statement over the project's tables, and the statistical functions that it may use.

use super::args::Format;
use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::Result;
use crate::functions;
use crate::queries;
use crate::report::Label;
use crate::store::{Cell, Place, ResultTable};

/// Runs a statement that changes nothing, on a copy in memory, and prints its rows.
pub fn sql(plan: &Plan, statement: &str) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let table = queries::run_own(&bench.sealed(), statement, "sql")?;
    // Nobody has said what the columns are: as many digits as tell, a level of 0.95 is not 1.0.
    let label = |column: &String| match Label::read(column) {
        plain if plain.format.is_empty() => Label { format: "figure".to_owned(), ..plain },
        said => said,
    };
    let labels: Vec<Label> = table.columns.iter().map(label).collect();
    output::print(&table, &labels, plan.format, plan.language)?;
    Ok(Outcome::Fine)
}

/// Prints every statistical function: what it takes, what it gives, an example that runs.
pub fn functions(plan: &Plan) -> Result<Outcome> {
    if plan.format == Format::Table {
        for doc in functions::documented() {
            let (what, example) = (output::wrap(doc.what, WIDTH), output::wrap(doc.example, WIDTH));
            let signature = output::wrap(doc.signature, WIDTH + 2).join("\n    ");
            let lines = what.iter().chain(&example).map(|line| format!("  {line}\n")).collect::<String>();
            output::say(&format!("{signature}\n{lines}\n"))?;
        }
        return Ok(Outcome::Fine);
    }
    let columns = ["function", "signature", "what", "example"].map(str::to_owned).to_vec();
    let text = |t: &str| Cell::Text(t.to_owned());
    let row =
        |doc: &functions::FunctionDoc| vec![text(doc.name), text(doc.signature), text(doc.what), text(doc.example)];
    let rows = functions::documented().iter().map(row).collect();
    let labels: Vec<Label> = columns.iter().map(|c| Label::read(c)).collect();
    output::print(&ResultTable { columns, rows }, &labels, plan.format, plan.language)?;
    Ok(Outcome::Fine)
}

/// Characters of a line of help.
const WIDTH: usize = 108;
