//! `milepost template FORM`: the blank workbooks of a form, for offices to fill in.

use super::plan::Plan;
use super::{Outcome, ingest, output};
use crate::error::{Error, Result};
use crate::forms::{self, Template};
use crate::language::count;
use crate::observations;
use std::path::Path;

/// Rows prepared in each sheet.
const ROWS: usize = 200;

/// Writes the workbook of an area's office, or one for every area below it.
pub fn template(plan: &Plan, form: &str, area: Option<&str>, each: bool, out: Option<&Path>) -> Result<Outcome> {
    let recipes = ingest::recipes(&plan.project)?;
    let sheets = recipes.of_form(form);
    if sheets.is_empty() {
        return Err(Error::usage("no such form").found(form).expected(recipes.forms().join(", ")));
    }
    // A unit that has been dissolved reports nothing any more.
    let areas = observations::read_all(&plan.project.datasets(), "datasets")?.areas(plan.parameters.as_of);
    let own = area.unwrap_or(&plan.project.area);
    let Some(office) = areas.iter().find(|a| a.code == own) else {
        return Err(Error::usage("no such area").found(own).expected("a code of datasets/areas"));
    };
    let below: Vec<(String, String)> =
        areas.iter().filter(|a| a.parent.as_deref() == Some(own)).map(|a| (a.code.clone(), a.name.clone())).collect();
    let folder = out.map_or_else(|| plan.project.out().join("templates"), Path::to_path_buf);
    std::fs::create_dir_all(&folder)?;
    let write = |code: &str, name: &str, list: &[(String, String)]| -> Result<()> {
        let bytes = forms::template(&Template {
            form,
            recipes: &sheets,
            area_code: code,
            area_name: name,
            areas: list,
            simulated: plan.project.simulated,
            rows: ROWS,
        })?;
        Ok(std::fs::write(folder.join(format!("{form}-{code}.xlsx")), bytes)?)
    };
    if each {
        if below.is_empty() {
            return Err(Error::usage("no area lies below this one").found(own));
        }
        for (code, name) in &below {
            write(code, name, &[])?;
        }
    } else {
        write(own, &office.name, &below)?;
    }
    let files = if each { below.len() } else { 1 };
    let (n, folder) = (count(files as i128, plan.language), plan.project.relative(&folder));
    let said = plan.language.say_with("templates-written", &[("files", &files), ("n", &n), ("folder", &folder)]);
    output::say(&format!("{said}\n"))?;
    Ok(Outcome::Fine)
}
