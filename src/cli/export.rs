//! `milepost export`: the results as a workbook.

use super::args::Format;
use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::{Error, Result};
use crate::export::{About, workbook};
use crate::report;
use crate::sources::not_linked;
use crate::store::Place;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes the workbook and says where.
pub fn export(plan: &Plan, to: Option<&Path>) -> Result<Outcome> {
    if !matches!(plan.format, Format::Xlsx | Format::Table) {
        return Err(Error::usage("an export is a workbook")
            .found(format!("{:?}", plan.format).to_lowercase())
            .expected("--format xlsx")
            .hint("`milepost run` writes every table as CSV into out/tables"));
    }
    let out = plan.project.out();
    not_linked(&out, "out")?;
    let path = to.map_or_else(|| out.join(NAME), PathBuf::from);
    if path.extension().and_then(|e| e.to_str()).map(str::to_lowercase).as_deref() != Some("xlsx") {
        return Err(Error::usage("not a workbook").found(path.display().to_string()).expected("FILE.xlsx"));
    }
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let about = About {
        project: plan.language.of_data(&plan.project.name.vi, &plan.project.name.en),
        as_of: plan.parameters.as_of,
        language: plan.language,
        mark: plan.project.simulated.then(|| report::simulated_mark(plan.language)),
    };
    let bytes = workbook(bench.store.connection(), &about)?;
    let name = path.display().to_string();
    if to.is_none() {
        fs::create_dir_all(&out)?;
    }
    fs::write(&path, bytes).map_err(|e| Error::system(format!("cannot write the workbook: {e}")).at(&name))?;
    output::say(&format!("{name}\n"))?;
    Ok(Outcome::Fine)
}

/// The workbook's name in `out` where none is given.
const NAME: &str = "review.xlsx";
