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
    let mut compare = |vi: &str, en: &str, a: &str, b: &str| {
        if a != b {
            remarks.push(match language {
                Language::Vi => format!("khóa do {vi} khác lập: {a}; ở đây là {b}"),
                Language::En => format!("the lock was made by another {en}: {a}; here it is {b}"),
            });
        }
    };
    compare("phiên bản milepost", "version of milepost", &a.milepost, &b.milepost);
    compare("bản dựng của chương trình", "build of the program", &short(&a.code), &short(&b.code));
    compare("máy cơ sở dữ liệu", "database engine", &a.engine, &b.engine);
    remarks
}

fn short(hash: &str) -> String {
    hash.chars().take(12).collect()
}

fn told(signed: &Lock, difference: Option<&Difference>, language: Language) -> String {
    let rows: usize = signed.tables.iter().map(|table| table.head.rows).sum();
    let counts = [signed.inputs.len(), signed.tables.len(), rows, signed.outputs.len()].map(|n| n.to_string());
    let [inputs, tables, rows, outputs] = counts;
    let Some(difference) = difference else {
        return match language {
            Language::Vi => {
                format!("giống hệt: {inputs} tệp đầu vào, {tables} bảng ({rows} hàng), {outputs} biểu đồ và trang\n")
            }
            Language::En => {
                format!("identical: {inputs} input files, {tables} tables ({rows} rows), {outputs} charts and pages\n")
            }
        };
    };
    match difference {
        Difference::Received(found) => {
            let words = language.pick(
                "kho hồ sơ đã nhận có dòng không còn như khi tiếp nhận",
                "the store of received files has rows that are not those that were taken",
            );
            files(words, found, language)
        }
        Difference::Inputs(found) => files(language.pick("khác ở đầu vào", "the inputs differ"), found, language),
        Difference::Outputs(found) => {
            let words = language.pick(
                "dữ liệu và mọi bảng giống hệt; khác ở biểu đồ và trang",
                "inputs and all tables are identical; charts and pages differ",
            );
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
    let head = language
        .pick("đầu vào giống hệt; bảng đầu tiên khác", "the inputs are identical; the first table that differs");
    let columns = if found.columns { language.pick(" (khác cột)", " (its columns differ)") } else { "" };
    let mut out = format!("{head}: {}{columns}\n", found.table);
    if found.gone.is_empty() && found.new.is_empty() && !found.columns {
        let words = language.pick(
            "  bảng quá lớn để giữ từng hàng trong khóa: chỉ biết mã băm đã khác\n",
            "  the table is too large for its rows to be kept in a lock: only its hash is known to differ\n",
        );
        out.push_str(words);
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
    match language {
        _ if rest == 0 => String::new(),
        Language::Vi => format!("  … và {rest} nữa (--format json cho tất cả)\n"),
        Language::En => format!("  … and {rest} more (--format json gives all)\n"),
    }
}

fn word(how: How, language: Language) -> &'static str {
    match how {
        How::New => language.pick("thêm", "new"),
        How::Gone => language.pick("mất", "gone"),
        How::Changed => language.pick("đổi", "changed"),
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
