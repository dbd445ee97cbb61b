//! A dataset may be a workbook: the same rows as from CSV, each with its sheet and row.

mod common;

use common::{Copy, failure, stdout};
use rust_xlsxwriter::Workbook;
use std::fs;

/// Replaces a CSV file of a dataset by a workbook with the same cells; numbers become numbers.
fn as_workbook(copy: &Copy, dataset: &str, file: &str, change: impl Fn(usize, usize, &str) -> Option<String>) {
    let csv = copy.path(&format!("datasets/{dataset}/{file}.csv"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&csv).expect("a CSV file");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Danh mục").expect("a sheet");
    for (i, record) in reader.records().enumerate() {
        for (j, cell) in record.expect("a record").iter().enumerate() {
            let cell = change(i, j, cell).unwrap_or_else(|| cell.to_owned());
            let (row, column) = (u32::try_from(i).expect("few rows"), u16::try_from(j).expect("few columns"));
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).expect("written"),
                Err(_) => sheet.write_string(row, column, &cell).expect("written"),
            };
        }
    }
    workbook.save(csv.with_extension("xlsx")).expect("saved");
    fs::remove_file(csv).expect("removed");
    copy.edit(&format!("datasets/{dataset}/source.toml"), &format!("{file}.csv"), &format!("{file}.xlsx"));
}

#[test]
fn a_workbook_gives_the_same_results_as_the_csv_file() {
    let copy = Copy::new();
    let before =
        stdout(&copy.milepost(&["sql", "SELECT * EXCLUDE source_row FROM theme ORDER BY position", "--format", "csv"]));
    as_workbook(&copy, "catalog", "themes", |_, _, _| None);
    let after =
        stdout(&copy.milepost(&["sql", "SELECT * EXCLUDE source_row FROM theme ORDER BY position", "--format", "csv"]));
    assert_eq!(after, before);
    let rows =
        stdout(&copy.milepost(&["sql", "SELECT source_row FROM theme ORDER BY position LIMIT 1", "--format", "csv"]));
    assert!(rows.contains("datasets/catalog/themes.xlsx!Danh mục!2"), "{rows}");
}

#[test]
fn a_bad_cell_of_a_workbook_is_placed() {
    let copy = Copy::new();
    as_workbook(&copy, "catalog", "themes", |i, j, _| ((i, j) == (3, 1)).then(|| "ba".to_owned()));
    let (message, _) = failure(&copy.milepost(&["check"]));
    assert!(message.contains("datasets/catalog/themes.xlsx!Danh mục!4, column `position`"), "{message}");
    assert!(message.contains("found: ba") && message.contains("expected: a whole number"), "{message}");
}
