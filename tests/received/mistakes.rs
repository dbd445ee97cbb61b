//! The mistakes that were planted: found, and nothing else; refused whole or sent back marked.

use super::{Mistakes, planted};
use crate::common::stdout;
use crate::office::{Office, lines, taken_province};
use calamine::{Reader, open_workbook_auto};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn what_was_planted_is_found_and_nothing_else() {
    let found = lines(
        taken_province(),
        "SELECT f.file, coalesce(t.sheet, ''), coalesce(t.cell, ''), t.code FROM ledger_trouble t JOIN ledger_file f USING (file_id)
         WHERE t.severity IN ('error', 'warning') ORDER BY ALL",
    );
    let mut found: Mistakes = found
        .iter()
        .map(|line| {
            let mut parts = line.split('|').map(str::to_owned);
            let mut next = || parts.next().expect("four columns");
            (next(), next(), next(), next())
        })
        .collect();
    let planted = planted();
    assert!(planted.len() > 40, "{}", planted.len());
    for mistake in &planted {
        let (file, sheet, cell, code) = mistake;
        // What is wrong with a file as a whole stands in no cell, though the finding may name the sheet it was looked for on.
        let at = found.iter().position(|f| {
            &f.0 == file && &f.3 == code && if cell.is_empty() { true } else { &f.1 == sheet && &f.2 == cell }
        });
        assert!(at.is_some(), "planted and not found: {mistake:?}");
        found.remove(at.expect("just looked for"));
    }
    assert!(found.is_empty(), "found and not planted: {found:?}");
}

#[test]
fn what_cannot_be_taken_is_refused_whole() {
    let whole =
        ["newer-form", "mislabelled", "truncated", "no-recipe", "label-renamed", "label-missing", "unit-contradicted"];
    let planted: BTreeSet<String> =
        planted().into_iter().filter(|m| whole.contains(&m.3.as_str())).map(|m| m.0).collect();
    let refused = lines(taken_province(), "SELECT file FROM ledger_file WHERE outcome = 'refused' ORDER BY file");
    assert_eq!(refused, planted.into_iter().collect::<Vec<_>>());
    assert_eq!(refused.len(), 7);
    let parts = lines(
        taken_province(),
        "SELECT p.part FROM ledger_part p JOIN ledger_file f USING (file_id) WHERE f.outcome = 'refused'",
    );
    assert!(parts.is_empty());
}

#[test]
fn what_is_wrong_goes_back_marked() {
    let folder = taken_province().join("out/set-aside");
    let mut reader = csv::Reader::from_path(folder.join("reasons.csv")).expect("the table of reasons");
    let reasons: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a line")).collect();
    let mistakes = planted();
    let serious = reasons.iter().filter(|r| &r[6] != "note").count();
    assert_eq!(serious, mistakes.len());
    assert!(reasons.iter().all(|r| !r[13].is_empty() && !r[14].is_empty()), "a sentence in both languages");
    let unreadable = ["mislabelled", "truncated", "newer-form", "no-recipe"];
    let mut expected = BTreeSet::new();
    for (file, _, cell, code) in &mistakes {
        if unreadable.contains(&code.as_str()) {
            continue;
        }
        let stem = file.rsplit_once('.').expect("an extension").0;
        expected.insert(format!("{stem}.xlsx"));
        let mut book = open_workbook_auto(folder.join(format!("{stem}.xlsx"))).expect("a marked workbook");
        let review = book.worksheet_range("Cần xem lại").expect("the list of what is to be looked at");
        let texts: Vec<String> = review.cells().map(|(.., cell)| cell.to_string()).collect();
        assert!(cell.is_empty() || texts.iter().any(|t| t.contains(cell.as_str())), "{file} {cell}: {texts:?}");
        assert!(book.sheet_names().len() >= 2, "the sender's own sheets are there");
    }
    let there: BTreeSet<String> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|n| n.ends_with(".xlsx"))
        .collect();
    let extra: Vec<&String> = there.difference(&expected).collect();
    let refused: BTreeSet<String> =
        mistakes.iter().filter(|m| unreadable.contains(&m.3.as_str())).map(|m| m.0.clone()).collect();
    assert!(extra.iter().all(|f| refused.contains(*f)), "nothing else is sent back: {extra:?}");
    assert!(expected.is_subset(&there), "{expected:?}");
}

#[test]
fn a_run_keeps_what_goes_back() {
    let office = Office::in_taken_province();
    let list = |folder: &Path| -> Vec<(String, u64)> {
        let mut files: Vec<(String, u64)> = fs::read_dir(folder)
            .expect("a folder")
            .map(|e| e.expect("an entry"))
            .map(|e| (e.file_name().to_string_lossy().into_owned(), e.metadata().expect("its size").len()))
            .collect();
        files.sort();
        files
    };
    let before = list(&office.path("out/set-aside"));
    stdout(&office.milepost(&["run"]));
    stdout(&office.milepost(&["run"]));
    assert_eq!(list(&office.path("out/set-aside")), before);
}
