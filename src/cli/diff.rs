//! `milepost diff`: what changed between two locks, two days, or a lock and now; why; and what it did to the verdicts.

use super::args::Format;
use super::lock::{read, taken};
use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::{Error, Result};
use crate::lock::{Changes, Lock};
use crate::report::changes::{Names, machine, told};
use crate::store::Place;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// Prints what changed from one state to the other.
pub fn diff(plan: &Plan, before: &str, after: &str) -> Result<Outcome> {
    let (before, after) = (state(plan, before)?, state(plan, after)?);
    let changes = Changes::between(&before, &after);
    if plan.format == Format::Json {
        output::say(&format!("{:#}\n", machine(&changes)))?;
    } else if plan.format == Format::Csv {
        return Err(Error::usage("changes are a tree, not a table").expected("--format table, markdown or json"));
    } else {
        output::say(&told(&changes, &Names::of(&before, &after, plan.language)))?;
    }
    Ok(Outcome::Fine)
}

/// A state as a lock: `now`, a day (what was known by its end), or a lock's file.
fn state(plan: &Plan, named: &str) -> Result<Lock> {
    if named == "now" {
        return computed(plan, plan.parameters.as_of);
    }
    if let Ok(day) = named.parse::<Date>() {
        return computed(plan, day);
    }
    // As it was typed, or beside the project file.
    let places = [Path::new(named).to_owned(), plan.project.root.join(named)];
    match places.iter().find(|path| path.is_file()) {
        Some(path) => read(plan, Some(path)),
        None => Err(Error::usage("neither a lock, nor a day, nor `now`")
            .found(named)
            .expected("a file such as milepost.lock, a day such as 2025-12-31, or now")),
    }
}

/// The project as it is, as of a day; charts and pages are not drawn.
fn computed(plan: &Plan, day: Date) -> Result<Lock> {
    let mut parameters = plan.parameters.clone();
    parameters.as_of = day;
    let bench = Workbench::prepare_with(plan, &parameters, Place::Memory)?;
    taken(plan, &parameters, &bench, BTreeMap::new())
}
