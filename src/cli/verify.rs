//! `milepost verify`: does a locked review come out again, bit for bit?

use super::args::Format;
use super::lock::read;
use super::plan::Plan;
use super::workbench::Clock;
use super::{Outcome, output, run};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::lock::{Canonical, Difference, FileDifference, How, Lock, TableDifference};
use crate::observations::{self, Recipes};
use crate::store;
use serde_json::{Value, json};
use std::path::Path;

/// Rows and files shown of a difference; machine formats get all.
const SHOWN: usize = 12;

/// Rebuilds what the lock says in a temporary folder and compares.
pub fn verify(plan: &Plan, path: Option<&Path>) -> Result<Outcome> {
    let signed = read(plan, path)?;
    let folder = tempfile::tempdir()?;
    let mut clock = Clock::start();
    let wanted = run::Wanted { lock: true, ..run::Wanted::default() };
    let (_, rebuilt) = run::build(&plan.as_locked(&signed.head)?, folder.path(), wanted, &mut clock)?;
    let rebuilt = rebuilt.ok_or_else(|| Error::system("no lock was taken"))?;
    for remark in remarks(&signed, &rebuilt, plan.language) {
        output::remark(&remark);
    }
    let altered = altered(plan)?;
    let difference =
        if altered.is_empty() { signed.first_difference(&rebuilt) } else { Some(Difference::Received(altered)) };
    if plan.format == Format::Json {
        output::say(&format!("{:#}\n", machine(&signed, difference.as_ref())))?;
    } else {
        output::say(&told(&signed, difference.as_ref(), plan.language))?;
    }
    Ok(if difference.is_some() { Outcome::Findings } else { Outcome::Fine })
}

/// The sheets of received files whose records in the store are not those that were taken, as the lock tells files.
fn altered(plan: &Plan) -> Result<Vec<FileDifference>> {
    let datasets = plan.project.datasets();
    let recipes = Recipes::load(&observations::read_all(&datasets, "datasets")?, &datasets, "datasets")?;
    let parts = store::altered(&datasets.join(store::RECEIVED), &recipes.all)?;
    let named = |part: store::AlteredPart| {
        if part.sheet.is_empty() { part.file } else { format!("{}!{}", part.file, part.sheet) }
    };
    Ok(parts.into_iter().map(|part| FileDifference { file: named(part), how: How::Changed }).collect())
}

/// By what the two were made, where that is not the same: no difference by itself, but where there is one, perhaps why.
fn remarks(signed: &Lock, rebuilt: &Lock, language: Language) -> Vec<String> {
    let (a, b) = (&signed.head, &rebuilt.head);
    let mut remarks = Vec::new();
    if a.milepost != b.milepost {
        remarks.push(language.say_with("verify-other-version", &[("there", &a.milepost), ("here", &b.milepost)]));
    }
    if short(&a.code) != short(&b.code) {
        remarks.push(language.say_with("verify-other-build", &[("there", &short(&a.code)), ("here", &short(&b.code))]));
    }
    if a.engine != b.engine {
        remarks.push(language.say_with("verify-other-engine", &[("there", &a.engine), ("here", &b.engine)]));
    }
    remarks
}

fn short(hash: &str) -> String {
    hash.chars().take(12).collect()
}

fn told(signed: &Lock, difference: Option<&Difference>, language: Language) -> String {
    let rows: usize = signed.tables.iter().map(|table| table.head.rows).sum();
    let Some(difference) = difference else {
        let (inputs, tables, outputs) = (signed.inputs.len(), signed.tables.len(), signed.outputs.len());
        let said = language.say_with(
            "verify-identical",
            &[("inputs", &inputs), ("tables", &tables), ("rows", &rows), ("outputs", &outputs)],
        );
        return format!("{said}\n");
    };
    match difference {
        Difference::Received(found) => {
            let words = language.say("verify-received-differ");
            files(words, found, language)
        }
        Difference::Inputs(found) => files(language.say("verify-the-inputs-differ"), found, language),
        Difference::Outputs(found) => {
            let words = language.say("verify-only-outputs-differ");
            files(words, found, language)
        }
        Difference::Table(found) => table(found, language),
    }
}

fn files(head: &str, found: &[FileDifference], language: Language) -> String {
    let mut out = format!("{head}: {}\n", found.len());
    for one in found.iter().take(SHOWN) {
        out.push_str(&format!("  {} {}\n", word(one.how, language), one.file));
    }
    out + &more(found.len(), language)
}

fn table(found: &TableDifference, language: Language) -> String {
    let head = language.say("verify-first-table");
    let columns = if found.columns { format!(" ({})", language.say("verify-columns-differ")) } else { String::new() };
    let mut out = format!("{head}: {}{columns}\n", found.table);
    if found.gone.is_empty() && found.new.is_empty() && !found.columns {
        out.push_str(&format!("  {}\n", language.say("verify-table-too-large")));
    }
    let rows = found.gone.iter().map(|row| ('-', row)).chain(found.new.iter().map(|row| ('+', row)));
    let all: Vec<(char, &Canonical)> = rows.collect();
    for (sign, row) in all.iter().take(SHOWN) {
        out.push_str(&format!("  {sign} {}\n", row.text()));
    }
    out + &more(all.len(), language)
}

fn more(count: usize, language: Language) -> String {
    let rest = count.saturating_sub(SHOWN);
    if rest == 0 {
        return String::new();
    }
    format!("  {}\n", language.say_with("and-more-in-json", &[("n", &rest)]))
}

fn word(how: How, language: Language) -> &'static str {
    match how {
        How::New => language.say("how-new"),
        How::Gone => language.say("how-gone"),
        How::Changed => language.say("how-changed"),
    }
}

fn machine(signed: &Lock, difference: Option<&Difference>) -> Value {
    let files = |found: &[FileDifference]| -> Value {
        found.iter().map(|one| json!({"file": one.file, "how": word(one.how, Language::En)})).collect()
    };
    let rows = |rows: &[Canonical]| -> Value { rows.iter().map(|row| json!(row.cells())).collect() };
    match difference {
        None => json!({"identical": true, "as_of": signed.head.as_of}),
        Some(Difference::Received(found)) => json!({"identical": false, "stage": "received", "files": files(found)}),
        Some(Difference::Inputs(found)) => json!({"identical": false, "stage": "inputs", "files": files(found)}),
        Some(Difference::Outputs(found)) => json!({"identical": false, "stage": "outputs", "files": files(found)}),
        Some(Difference::Table(found)) => json!({
            "identical": false, "stage": "table", "table": found.table, "columns_differ": found.columns,
            "gone": rows(&found.gone), "new": rows(&found.new),
        }),
    }
}
