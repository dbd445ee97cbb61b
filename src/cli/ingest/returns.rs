//! What goes back: each sender's workbook with the cells that are wrong marked, and one table of all reasons.

use super::keep::{Fate, Taken};
use crate::cli::output;
use crate::cli::plan::Plan;
use crate::error::{Error, Result};
use crate::forms::{Mark, Returned, mark};
use crate::language::{Language, nfc};
use crate::observations::{Recipes, UNREADABLE, problem};
use crate::sources::{self, TextOptions};
use crate::store::{Received, ResultTable};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Where it is written.
pub fn folder(plan: &Plan) -> PathBuf {
    plan.project.out().join("set-aside")
}

/// Every trouble of the files that stand, the refused ones among them until they come again.
const REASONS: &str = r"
SELECT f.file, t.sheet, t.cell, t.row_number, t.recipe, t.field, t.severity, t.code, t.found, t.expected, t.suggestion, f.received_on, f.outcome, f.simulated, t.file_id
FROM ledger_trouble t JOIN ledger_file f USING (file_id)
WHERE f.replaced_by IS NULL
    AND NOT (f.outcome = 'refused' AND EXISTS (SELECT 1 FROM ledger_file n WHERE regexp_replace(n.file, '\.[^.]*$', '') = regexp_replace(f.file, '\.[^.]*$', '') AND n.file_id > f.file_id))
ORDER BY f.file, t.file_id, t.position";

/// Writes the table of reasons anew, and the workbooks of the files that came with this command.
pub fn write(plan: &Plan, received: &Received, recipes: &Recipes, taken: &[Taken]) -> Result<()> {
    let folder = folder(plan);
    let reasons = received.query(REASONS)?;
    if reasons.rows.is_empty() && !folder.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(&folder).map_err(|e| {
        Error::system(format!("the figures are in, but the reasons cannot be written: {e}"))
            .at(folder.display().to_string())
    })?;
    std::fs::write(folder.join("reasons.csv"), output::csv_text(&told(&reasons)?)?)?;
    let mut names = BTreeSet::new();
    for t in taken {
        let stem = t.job.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut name = stem.clone();
        let mut n = 2;
        while !names.insert(name.clone()) {
            name = format!("{stem} ({n})");
            n += 1;
        }
        let id = t.file_id.unwrap_or(-1);
        let marks = marks(&reasons, id, recipes);
        // A file whose very bytes cannot be read has no cells to mark: its sender gets the reason.
        let unreadable = t.fate == Fate::Refused && marks.iter().all(|m| m.sheet.is_empty() && m.cell.is_none());
        // What was marked when the file came before is no longer true.
        for extension in ["xlsx", "xlsm"] {
            let path = folder.join(format!("{name}.{extension}"));
            if path.exists() {
                std::fs::remove_file(&path)?;
            }
        }
        if marks.is_empty() || unreadable {
            continue;
        }
        // The figures are in: a copy that cannot be made is no reason to fail.
        let returned = match marked(t, &marks, &options(received, recipes, id)?) {
            Ok(returned) => returned,
            Err(error) => {
                eprintln!("milepost: no marked copy of {}: {error}", t.job.name);
                continue;
            }
        };
        if let Some(why) = &returned.not_kept {
            eprintln!(
                "milepost: {}: marked in a new workbook of the same cells, for its own cannot be changed: {why}",
                t.job.name
            );
        }
        // Excel opens a workbook with macros only under its own name.
        let has_macros =
            t.job.path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsm")) && returned.not_kept.is_none();
        let path = folder.join(format!("{name}.{}", if has_macros { "xlsm" } else { "xlsx" }));
        let fresh = folder.join(".writing.xlsx");
        std::fs::write(&fresh, returned.bytes)?;
        std::fs::rename(&fresh, &path)?;
    }
    Ok(())
}

/// The reasons with their sentences in both languages.
fn told(reasons: &ResultTable) -> Result<ResultTable> {
    let shown: Vec<usize> = (0..reasons.columns.len() - 1).collect();
    let mut columns: Vec<String> = shown.iter().map(|c| reasons.columns[*c].clone()).collect();
    columns.extend(["why_vi".to_owned(), "why_en".to_owned()]);
    let rows = (0..reasons.rows.len())
        .map(|row| {
            let code = reasons.get(row, "code").machine();
            let mut cells: Vec<_> = shown.iter().map(|c| reasons.rows[row][*c].clone()).collect();
            cells.extend([Language::Vi, Language::En].map(|l| crate::store::Cell::Text(problem(&code, l))));
            cells
        })
        .collect();
    Ok(ResultTable { columns, rows })
}

fn marks(reasons: &ResultTable, file_id: i64, recipes: &Recipes) -> Vec<Mark> {
    let mut marks = Vec::new();
    let own = (0..reasons.rows.len()).filter(|r| reasons.get(*r, "file_id").machine() == file_id.to_string());
    // A note is for us, not for the sender.
    for row in own.filter(|r| reasons.get(*r, "severity").text() != Some("note")) {
        let text = |column: &str| reasons.get(row, column).machine();
        let code = text("code");
        let label = recipes
            .get(&text("recipe"))
            .and_then(|r| r.columns.iter().find(|c| c.fields().contains(&text("field")) || c.name == text("field")));
        let about = label.map(|c| c.about_vi.clone()).unwrap_or_default();
        let mut to_do = match code.as_str() {
            "rule-broken" => "Sửa lại để các số khớp nhau. ",
            "duplicate-key" => "Xóa một trong hai dòng, hoặc sửa dòng sai. ",
            "missing-required" => "Điền số liệu. ",
            _ => "",
        }
        .to_owned();
        if !text("expected").is_empty() {
            to_do.push_str(&format!("Cần: {}. ", text("expected")));
        }
        if !text("suggestion").is_empty() {
            to_do.push_str(&match code.as_str() {
                "duplicate-key" => format!("Xem ô {}. ", text("suggestion")),
                "total-differs" => format!("Tổng các dòng là {}. ", text("suggestion")),
                _ => format!("Có phải là “{}”? ", text("suggestion")),
            });
        }
        if !about.is_empty() {
            let stop = if about.ends_with(['?', '.']) { "" } else { "." };
            to_do.push_str(&format!("Nội dung cột: {about}{stop}"));
        }
        marks.push(Mark {
            sheet: text("sheet"),
            cell: position(&text("cell")),
            found: if UNREADABLE.contains(&code.as_str()) { String::new() } else { text("found") },
            wrong: nfc(&problem(&code, Language::Vi)),
            to_do: nfc(to_do.trim()),
            severe: text("severity") == "error",
        });
    }
    marks
}

/// `F12` as row 12, column 5.
fn position(address: &str) -> Option<(u64, usize)> {
    let digits = address.find(|c: char| c.is_ascii_digit())?;
    let column = address[..digits].bytes().fold(0usize, |n, b| n * 26 + usize::from(b - b'A') + 1);
    Some((address[digits..].parse().ok()?, column.checked_sub(1)?))
}

/// How the recipes by which a file was read open text.
fn options(received: &Received, recipes: &Recipes, file_id: i64) -> Result<TextOptions> {
    let parts =
        received.query(&format!("SELECT recipe FROM ledger_part WHERE file_id = {file_id} ORDER BY part LIMIT 1"))?;
    let recipe = parts.rows.first().and_then(|row| recipes.get(&row[0].machine()));
    Ok(recipe.map_or_else(TextOptions::default, |r| r.text_options()))
}

fn marked(taken: &Taken, marks: &[Mark], options: &TextOptions) -> Result<Returned> {
    let job = &taken.job;
    let mut cells = sources::open_cells(&job.path, &job.name, options)?;
    let names: Vec<String> = match &cells {
        Some(cells) => {
            cells.sheets().into_iter().map(|s| if s.name.is_empty() { job.name.clone() } else { s.name }).collect()
        }
        None => vec![job.name.clone()],
    };
    mark(&job.path, &job.name, marks, &names, &mut |sheet, give| match &mut cells {
        Some(cells) => cells.read(sheet, &mut |batch| {
            give(batch)?;
            Ok(ControlFlow::Continue(()))
        }),
        None => Ok(()),
    })
}
