//! Taking a lock: `run --lock` keeps it, `verify` and `diff` hold it against another.

use super::plan::Plan;
use super::workbench::Workbench;
use crate::catalog;
use crate::error::{Error, Result};
use crate::language::{Language, time_period};
use crate::lock::{self, Changes, Head, Lock, LockedTable, Made, inputs};
use crate::queries::{Parameters, references};
use crate::report::changes::{Names, lines};
use crate::sources::sha256_of_file;
use crate::store::LEDGER_OF_FILES;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Tables of the datasets that the catalogue does not declare: where rows come from.
const SOURCES: [(&str, &[&str]); 2] = [("source", &["source"]), ("source_file", &["source", "file"])];

/// The lock of a workbench: its inputs, its tables as of its day, and the files that came out, with their hashes.
pub fn taken(
    plan: &Plan,
    parameters: &Parameters,
    bench: &Workbench,
    outputs: BTreeMap<String, String>,
) -> Result<Lock> {
    let connection = bench.store.connection();
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let of = |table: &str, made, key: &[String], reads: &[String]| {
        LockedTable::of(connection, &format!("FROM \"{table}\""), table, made, key, reads)
    };
    let mut tables = Vec::new();
    let declared = catalog::ALL.iter().map(|table| (table.name, table.key));
    for (table, key) in declared.chain(SOURCES) {
        tables.push(of(table, Made::Dataset, &owned(key), &[])?);
    }
    // Numbers of files and the folders that they were read from are of one machine.
    let files = format!(
        "SELECT file, received_on, outcome, sha256, bytes, form, stamped_area, simulated FROM {LEDGER_OF_FILES}"
    );
    let key = owned(&["file", "received_on"]);
    tables.push(LockedTable::of(connection, &files, LEDGER_OF_FILES, Made::Received, &key, &[])?);
    let key = owned(&["file", "received_on", "sheet", "edition"]);
    let holds: BTreeSet<&String> = bench.recipes.all.iter().map(|recipe| &recipe.holds).collect();
    for table in holds {
        // The rows themselves were hashed when they were taken; `verify` holds the store to that.
        let parts = format!(
            "SELECT file, received_on, sheet, edition, obs_status, accumulation, records, rows_sha256
             FROM ledger_part JOIN {LEDGER_OF_FILES} USING (file_id) WHERE outcome = 'taken' AND holds = '{table}'"
        );
        let reads = owned(&[LEDGER_OF_FILES]);
        tables.push(LockedTable::of(connection, &parts, table, Made::Received, &key, &reads)?);
    }
    let known: Vec<String> =
        tables.iter().map(|t| t.head.table.clone()).chain(bench.queries.iter().map(|q| q.name.clone())).collect();
    for query in &bench.queries {
        let reads = references(connection, &query.sql, &query.file)?;
        let reads: Vec<String> = known.iter().filter(|name| reads.contains(&name.to_lowercase())).cloned().collect();
        let mut table = of(&query.name, Made::Query, &query.header.key, &reads)?;
        table.head.told = query.header.parameters.iter().map(|parameter| parameter.name.clone()).collect();
        tables.push(table);
    }
    // The position of a finding says nothing of what was found.
    let findings = "SELECT * EXCLUDE (position) FROM finding";
    tables.push(LockedTable::of(connection, findings, "finding", Made::Rules, &[], &known)?);
    let mut inputs = inputs(&plan.project.root)?;
    if let Some(previous) = &plan.project.previous {
        let name = plan.project.relative(previous);
        inputs.insert(name.clone(), sha256_of_file(previous, &name)?.0);
    }
    Ok(Lock { head: head(plan, parameters, bench)?, inputs, tables, outputs })
}

/// The lock at a path, or the project's own.
pub fn read(plan: &Plan, path: Option<&Path>) -> Result<Lock> {
    let own = plan.project.root.join(lock::FILE);
    let path = path.unwrap_or(&own);
    let name = plan.project.relative(path);
    let text = std::fs::read_to_string(path).map_err(|e| {
        Error::usage(format!("the lock cannot be read: {e}"))
            .at(&name)
            .hint("`milepost run --lock` writes milepost.lock; or name another lock")
    })?;
    Lock::read(&text, &name)
}

/// What changed since the review signed before, in both languages: of what it tells, what, why; first of all the day of that
/// review. Nothing where the project names none.
pub fn since_previous(plan: &Plan, bench: &Workbench) -> Result<Vec<[String; 5]>> {
    let Some(previous) = &plan.project.previous else { return Ok(Vec::new()) };
    let (before, after) = (read(plan, Some(previous))?, taken(plan, &plan.parameters, bench, BTreeMap::new())?);
    let changes = Changes::between(&before, &after);
    let [vi, en] = [Language::Vi, Language::En].map(|language| lines(&changes, &Names::of(&before, &after, language)));
    let day = |language| time_period(&before.head.as_of, language);
    let head = ["previous".to_owned(), day(Language::Vi), day(Language::En), String::new(), String::new()];
    let pairs = vi.into_iter().zip(en);
    let rows = pairs.map(|(vi, en)| [vi.what.code().to_owned(), vi.text, en.text, vi.because, en.because]);
    Ok(std::iter::once(head).chain(rows).collect())
}

fn head(plan: &Plan, told: &Parameters, bench: &Workbench) -> Result<Head> {
    let list = |texts: Vec<String>| texts.join(", ");
    let mut parameters = BTreeMap::from([
        ("area".to_owned(), told.area.clone()),
        ("milestones".to_owned(), list(told.milestones.iter().map(i16::to_string).collect())),
        ("levels".to_owned(), list(told.levels.iter().map(f64::to_string).collect())),
        ("trend_level".to_owned(), told.trend_level.to_string()),
    ]);
    if let Some(method) = &told.method {
        parameters.insert("method".to_owned(), method.clone());
    }
    Ok(Head {
        milepost: env!("CARGO_PKG_VERSION").to_owned(),
        code: env!("MILEPOST_CODE").to_owned(),
        engine: bench.store.engine()?,
        as_of: told.as_of.to_string(),
        language: plan.language.tag().to_owned(),
        parameters,
    })
}
