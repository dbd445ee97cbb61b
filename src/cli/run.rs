//! `milepost run`: load, check, compute, project, draw, tell; rebuilds `out/`.

use super::asked::Asked;
use super::lock::taken;
use super::pages::{self, Press};
use super::plan::Plan;
use super::workbench::{Clock, FRESH, Workbench};
use super::{Outcome, output};
use crate::error::Result;
use crate::finding::Severity;
use crate::lock::{self, Lock};
use crate::queries;
use crate::report::Around;
use crate::sources::{not_linked, sha256};
use crate::store::Place;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What is wanted besides tables, charts as SVG, and pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Every chart as PNG too.
    pub png: bool,
    /// The trees of the pages' numbers.
    pub trace: bool,
    /// A lock.
    pub lock: bool,
}

/// Does the whole job and says in a few lines what came out.
///
/// Everything is built in a folder of its own and put into its place at the end: after an error `out/` is as it was.
pub fn run(plan: &Plan, wanted: Wanted) -> Result<Outcome> {
    let mut clock = Clock::start();
    let out = plan.project.out();
    not_linked(&out, "out")?;
    not_linked(&plan.project.root.join(lock::FILE), lock::FILE)?;
    fs::create_dir_all(&out)?;
    let fresh = emptied(&out.join(FRESH))?;
    let (counts, locked) = match build(plan, &fresh, wanted, &mut clock) {
        Ok(built) => built,
        Err(error) => {
            // The error is what matters; a folder that stays is emptied by the next run.
            let _ = fs::remove_dir_all(&fresh);
            return Err(error);
        }
    };
    put_in_place(&fresh, &out)?;
    if let Some(lock) = locked {
        fs::write(plan.project.root.join(lock::FILE), lock.text()?)?;
    }
    clock.lap("put everything into its place");
    output::say(&format!("{}\n", summary(plan, counts, &out)))?;
    Ok(Outcome::Fine)
}

/// Builds everything in the folder `fresh`; the counts of findings by severity, and the lock where it is wanted.
pub fn build(plan: &Plan, fresh: &Path, wanted: Wanted, clock: &mut Clock) -> Result<([usize; 3], Option<Lock>)> {
    let bench = Workbench::prepare(plan, Place::File(&fresh.join(DATABASE)))?;
    clock.lap("loaded, computed and checked");
    let mut written = tables(&bench, fresh)?;
    clock.lap("wrote the tables");
    written.extend(reviews(plan, &bench, fresh, wanted)?);
    clock.lap("drew the charts and told the review");
    let counts = Severity::ALL.map(|s| bench.findings_vi.iter().filter(|f| f.severity == s).count());
    let hashes = hashes(fresh, &written)?;
    let locked = if wanted.lock {
        // A lock is of charts and pages as everybody gets them: pictures are drawn on request, tables are locked row by row.
        let kept = |name: &str| name.ends_with(".svg") || name.ends_with(".html");
        let outputs = hashes.iter().filter(|(name, _)| kept(name)).map(|(name, hash)| (name.clone(), hash.clone()));
        let locked = taken(plan, &plan.parameters, &bench, outputs.collect())?;
        clock.lap("took the lock");
        Some(locked)
    } else {
        None
    };
    bench.store.close()?;
    manifest(plan, fresh, hashes)?;
    clock.lap("closed the database");
    Ok((counts, locked))
}

/// The database, in `out/`.
const DATABASE: &str = "milepost.duckdb";

/// Moves what was built to where the last run's results were; nothing of that run stays.
fn put_in_place(fresh: &Path, out: &Path) -> Result<()> {
    for entry in fs::read_dir(out)? {
        let path = entry?.path();
        // What other verbs write for the offices stays.
        if path == fresh || path.ends_with("set-aside") || path.ends_with("templates") {
            continue;
        }
        if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
    }
    for entry in fs::read_dir(fresh)? {
        let entry = entry?;
        fs::rename(entry.path(), out.join(entry.file_name()))?;
    }
    Ok(fs::remove_dir(fresh)?)
}

/// Every result table, and the findings, as `tables/NAME.csv`.
fn tables(bench: &Workbench, out: &Path) -> Result<Vec<PathBuf>> {
    let folder = emptied(&out.join("tables"))?;
    let mut names: Vec<&str> = bench.queries.iter().map(|q| q.name.as_str()).collect();
    names.push("finding");
    let mut written = Vec::new();
    for name in names {
        let table = queries::fetch(bench.store.connection(), name)?;
        let path = folder.join(format!("{name}.csv"));
        fs::write(&path, output::csv_text(&table)?)?;
        written.push(path);
    }
    Ok(written)
}

/// Every notebook of the language that need not be told anything as a page, its charts beside it. `annual-review.md` becomes
/// `review.html`.
fn reviews(plan: &Plan, bench: &Workbench, out: &Path, wanted: Wanted) -> Result<Vec<PathBuf>> {
    let charts = emptied(&out.join("charts"))?;
    let press = Press::over(plan, bench, wanted.trace);
    let mut written = Vec::new();
    let mut names = Vec::new();
    for notebook in pages::notebooks(plan)?.iter().filter(|notebook| pages::stands_alone(notebook)) {
        let rendered = press.page(notebook, &Asked::default(), &Around::default())?;
        let path = out.join(format!("{}.html", pages::file(notebook)));
        fs::write(&path, &rendered.html)?;
        pages::warn(&rendered, plan.language);
        written.push(path);
        for drawn in &rendered.charts {
            pages::told_apart(drawn, &names, notebook)?;
            names.push(drawn.name.clone());
            let path = charts.join(format!("{}.svg", drawn.name));
            fs::write(&path, &drawn.svg)?;
            written.push(path);
            if wanted.png {
                let path = charts.join(format!("{}.png", drawn.name));
                fs::write(&path, drawn.png(plan.language)?)?;
                written.push(path);
            }
        }
    }
    Ok(written)
}

/// The hash of each file that was written, by its path in `out`.
fn hashes(out: &Path, written: &[PathBuf]) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for path in written {
        let name = path.strip_prefix(out).unwrap_or(path);
        let name = name.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        files.insert(name, sha256(&fs::read(path)?));
    }
    Ok(files)
}

/// What was written, and what it was made for.
fn manifest(plan: &Plan, out: &Path, files: BTreeMap<String, String>) -> Result<()> {
    let manifest = json!({
        "milepost": env!("CARGO_PKG_VERSION"),
        "as_of": plan.parameters.as_of.to_string(),
        "language": plan.language.tag(),
        "sha256": files,
    });
    Ok(fs::write(out.join("manifest.json"), format!("{manifest:#}\n"))?)
}

/// The folder, new and empty.
fn emptied(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.to_owned())
}

fn summary(plan: &Plan, counts: [usize; 3], out: &Path) -> String {
    let [errors, warnings, notes] = counts;
    let place = plan.project.relative(&out.join("review.html"));
    plan.language
        .say_with("run-summary", &[("place", &place), ("errors", &errors), ("warnings", &warnings), ("notes", &notes)])
}
