//! `milepost ingest`: the files that offices send go into the store of received files, in one transaction.
//!
//! One thread reads and understands, the other keeps; files follow one another through both.

mod explain;
mod keep;
mod read;
mod returns;
mod summary;

use super::Outcome;
use super::plan::Plan;
use crate::error::{Error, Result};
use crate::finding::Severity;
use crate::observations::{self, Recipes};
use crate::project::Project;
use crate::store::Received;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// What was asked for.
#[derive(Debug)]
pub struct Request<'a> {
    /// Files and folders.
    pub paths: &'a [PathBuf],
    /// The day they were received.
    pub received_on: Date,
    /// Only show which cells would become what.
    pub explain: bool,
    /// Read workbooks by a second reader too.
    pub twice: bool,
    /// End with findings where there is one as grave as this.
    pub fail_on: Option<Severity>,
}

/// Takes the files, and says what was taken, set aside, left out and revised.
pub fn ingest(plan: &Plan, request: &Request<'_>) -> Result<Outcome> {
    let jobs = jobs(request.paths, &plan.project.out())?;
    let recipes = recipes(&plan.project)?;
    if request.explain {
        return explain::explain(plan, &recipes, &jobs, request.received_on);
    }
    let place = plan.project.received();
    let received = Received::open(&place, &plan.project.relative(&place))?;
    let taken = take(&received, &plan.project, &recipes, &jobs, request)?;
    returns::write(plan, &received, &recipes, &taken)?;
    summary::print(plan, &received, &taken)?;
    if request.received_on > plan.parameters.as_of {
        eprintln!(
            "milepost: received on {}, after the review date {}: results as of that day do not see these files (--as-of, review_date)",
            request.received_on, plan.parameters.as_of
        );
    }
    received.close()?;
    let worst = taken.iter().filter_map(|t| t.worst).min();
    let bad = request.fail_on.is_some_and(|limit| worst.is_some_and(|w| w <= limit));
    Ok(if bad { Outcome::Findings } else { Outcome::Fine })
}

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Where it is.
    pub path: PathBuf,
    /// Its name, by which the ledger knows it.
    pub name: String,
}

/// Reads and keeps every file in one transaction.
fn take(
    received: &Received,
    project: &Project,
    recipes: &Recipes,
    jobs: &[Job],
    request: &Request<'_>,
) -> Result<Vec<keep::Taken>> {
    received.begin(&recipes.all)?;
    let known = received.known_files()?;
    let numbers = received.next_numbers()?;
    let (sender, receiver) = std::sync::mpsc::sync_channel(4);
    let done = std::thread::scope(|scope| {
        let reader = read::Reader { recipes, known, numbers, simulated: project.simulated, twice: request.twice };
        scope.spawn(move || reader.read_all(jobs, &sender));
        keep::keep_all(received, recipes, jobs, request.received_on, receiver)
    });
    let done = done.and_then(|taken| {
        received.settle_vintages(numbers.0, &recipes.all)?;
        received.seal_parts(&recipes.all)?;
        Ok(taken)
    });
    match done {
        Ok(taken) => {
            received.commit()?;
            Ok(taken)
        }
        Err(error) => {
            // The error is what matters: DuckDB forgets an open transaction when the store is closed.
            let _ = received.rollback();
            Err(error)
        }
    }
}

/// The recipes of the project.
pub fn recipes(project: &Project) -> Result<Recipes> {
    let dataset = observations::read_all(&project.datasets(), "datasets")?;
    let recipes = Recipes::load(&dataset, &project.datasets(), "datasets")?;
    if recipes.all.is_empty() {
        return Err(Error::usage("the project has no recipe to read files by")
            .at("datasets/*/source.toml")
            .expected("[[recipe]] entries")
            .hint("see the README, “Raw figures”"));
    }
    Ok(recipes)
}

/// Every file named, and every file of a folder named, in order.
fn jobs(paths: &[PathBuf], out: &Path) -> Result<Vec<Job>> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, out, &mut files)?;
    }
    if files.is_empty() {
        return Err(Error::usage("there is no file to ingest")
            .found(paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(" ")));
    }
    let mut jobs: Vec<Job> = Vec::new();
    for path in files {
        let name = crate::language::nfc(&path.file_name().unwrap_or_default().to_string_lossy());
        if !jobs.iter().any(|j| j.path == path) {
            jobs.push(Job { path, name });
        }
    }
    Ok(jobs)
}

fn collect(path: &Path, out: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(path)?.filter_map(|e| e.ok()).map(|e| e.path()).collect();
        entries.sort();
        // What Office and file managers leave beside the files is none of them.
        let hidden = |p: &PathBuf| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(['.', '~']));
        // Nor are our own results, unless they are named.
        let ours = |p: &PathBuf| p.is_dir() && p.canonicalize().ok() == out.canonicalize().ok();
        return entries.iter().filter(|p| !hidden(p) && !ours(p)).try_for_each(|p| collect(p, out, into));
    }
    if !path.exists() {
        return Err(Error::usage("no such file").found(path.display().to_string()));
    }
    // A pipe would be waited for until something comes.
    if !path.is_file() {
        return Err(Error::usage("not a regular file")
            .found(path.display().to_string())
            .expected("a file or a folder"));
    }
    into.push(path.to_owned());
    Ok(())
}
