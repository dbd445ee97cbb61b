//! `milepost query test`: the assertions written beside queries, and `tests/slt/*.slt`, over fresh tables.

use super::super::args::Format;
use super::super::plan::Plan;
use super::super::workbench::Workbench;
use super::super::{Outcome, output};
use crate::error::Result;
use crate::finding::Severity;
use crate::queries::{self, Offence, SltFailure, SltFile, Text};
use crate::report::Label;
use crate::sources::not_linked;
use crate::store::{Cell, Place, ResultTable};
use std::io::IsTerminal;
use std::path::Path;

/// Where the offending rows stay, to be looked at: the table `assertion_failure` in this file of the output folder.
const KEPT: &str = "query-test.duckdb";

/// Offending rows of one assertion that people are shown.
const SHOWN: usize = 5;

/// Tests every query. Anything but a warning is exit code 1.
pub fn test(plan: &Plan) -> Result<Outcome> {
    let files = slt_files(&plan.project.root.join("tests/slt"), "tests/slt")?;
    not_linked(&plan.project.out(), "out")?;
    std::fs::create_dir_all(plan.project.out())?;
    let bench = Workbench::prepare(plan, Place::File(&plan.project.out().join(KEPT)))?;
    let mut asserted = 0;
    let mut offences = Vec::new();
    for query in &bench.queries {
        asserted += query.header.assertions.len();
        offences.extend(queries::offences(&bench.sealed(), query)?);
    }
    let mut failures = Vec::new();
    for file in &files {
        failures.extend(if file.changes_tables() {
            file.run(&Workbench::prepare(plan, Place::Memory)?.sealed())?
        } else {
            file.run(&bench.sealed())?
        });
    }
    if plan.format == Format::Table {
        let records = files.iter().map(SltFile::records).sum();
        output::say(&text(plan, &offences, &failures, [asserted, records, files.len()]))?;
    } else {
        let table = table(&offences, &failures);
        let labels: Vec<Label> = table.columns.iter().map(|c| Label::read(c)).collect();
        output::print(&table, &labels, plan.format, plan.language)?;
    }
    let wrong = !failures.is_empty() || offences.iter().any(|o| o.severity == Severity::Error);
    Ok(if wrong { Outcome::Findings } else { Outcome::Fine })
}

/// The files of tests, in order of name; none where there is no folder.
fn slt_files(folder: &Path, prefix: &str) -> Result<Vec<SltFile>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let files = queries::texts(folder, prefix, Text::Test)?;
    files.iter().map(|(name, text)| SltFile::read(text, &format!("{prefix}/{name}.slt"))).collect()
}

fn text(plan: &Plan, offences: &[Offence], failures: &[SltFailure], [asserted, records, files]: [usize; 3]) -> String {
    let language = plan.language;
    let mut text = String::new();
    let mut rest = offences;
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|o| o.query == first.query && o.assertion == first.assertion).count();
        let (severity, rows) = (first.severity.word(), language.say_with("rows", &[("rows", &same)]));
        text.push_str(&format!("queries/{}.sql: {} ({severity}): {rows}\n", first.query, first.assertion));
        for offence in rest.iter().take(same.min(SHOWN)) {
            text.push_str(&format!("  {}\n", offence.row));
        }
        if same > SHOWN {
            text.push_str(&format!("  {}\n", language.say_with("test-more-rows", &[("n", &(same - SHOWN))])));
        }
        rest = &rest[same..];
    }
    let colours = std::io::stdout().is_terminal();
    for failure in failures {
        text.push_str(&format!("{}\n{}\n", failure.excerpt.place(), failure.excerpt.drawn(colours)));
        for (word, lines) in
            [(language.say("test-found"), &failure.found), (language.say("test-expected"), &failure.expected)]
        {
            text.push_str(&format!("  {word}: {}\n", lines.replace('\n', "\n    ")));
        }
    }
    if !offences.is_empty() {
        let kept = language.say("test-rows-kept");
        text.push_str(&format!("{kept} {}\n", plan.project.relative(&plan.project.out().join(KEPT))));
    }
    let summary = language.say_with(
        "test-summary",
        &[
            ("assertions", &asserted),
            ("offending", &offences.len()),
            ("records", &records),
            ("files", &files),
            ("otherwise", &failures.len()),
        ],
    );
    format!("{text}{summary}\n")
}

fn table(offences: &[Offence], failures: &[SltFailure]) -> ResultTable {
    let columns = ["test", "severity", "found", "expected"].map(str::to_owned).to_vec();
    let text = |t: &str| Cell::Text(t.to_owned());
    let asserted = offences.iter().map(|o| {
        vec![text(&format!("queries/{}.sql", o.query)), text(o.severity.word()), text(&o.row), text(&o.assertion)]
    });
    let tested =
        failures.iter().map(|f| vec![text(&f.excerpt.place()), text("error"), text(&f.found), text(&f.expected)]);
    ResultTable { columns, rows: asserted.chain(tested).collect() }
}
