//! What comes a second time: nothing new, a new vintage, or another office's file of the same name.

use super::SHEET;
use crate::common::stdout;
use crate::office::{Office, edit_part, fresh_province, lines, taken_province, with_number, without_row};
use std::fs;

#[test]
fn the_same_folder_again_changes_nothing() {
    let office = Office::in_taken_province();
    let before = office.content();
    let said = office.ingest_on("2026-01-12", &["received"]);
    assert!(said.contains("0 taken, 314 unchanged, 7 refused"), "{said}");
    assert!(before == office.content(), "not a row of any table may change");
    // The same bytes under another name are the same file.
    fs::copy(office.path("received/budget-line-03646.xlsx"), office.path("bản sao.xlsx")).expect("copied");
    let said = office.ingest_on("2026-01-13", &["bản sao.xlsx"]);
    assert!(said.contains("0 taken, 1 unchanged"), "{said}");
    assert!(before == office.content());
}

#[test]
fn a_changed_workbook_is_a_new_vintage() {
    let office = Office::in_taken_province();
    let file = "received/digitised-record-03646.xlsx";
    let old = office.lines(
        "SELECT components_digitised FROM digitised_record WHERE ref_area = '03646' AND row_number = 7 AND source LIKE '%03646%'",
    );
    assert_eq!(old, ["533"]);
    edit_part(&office.path(file), SHEET, |xml| without_row(&with_number(xml, "E7", "500"), 18));
    let said = office.ingest_on("2026-01-14", &[file]);
    assert!(said.contains("533 → 500") && said.contains("components_digitised"), "{said}");
    assert!(said.contains("no longer in the file") && said.contains("2025-12-01"), "{said}");
    let revisions = office.lines("SELECT kind, field, before, after, row_key FROM ledger_revision ORDER BY kind");
    assert_eq!(revisions.len(), 2, "{revisions:?}");
    assert!(revisions[0].starts_with("revised|components_digitised|533|500|ref_area=03646"), "{revisions:?}");
    assert!(revisions[1].starts_with("withdrawn||||ref_area=03646"), "{revisions:?}");
    let on = |day: &str| {
        let statement =
            "SELECT sum(components_digitised)::BIGINT, count(*), max(components_digitised) FILTER (row_number = 7)
            FROM digitised_record WHERE ref_area = '03646'";
        let text = stdout(&office.milepost(&["sql", statement, "--format", "csv", "--as-of", day]));
        text.lines().nth(1).expect("a row").to_owned()
    };
    assert_eq!(on("2026-01-13"), "9821,12,533");
    assert_eq!(on("2026-01-14"), format!("{},11,500", 9821 - 33 - 934));
    assert_eq!(on("2026-01-09"), ",0,", "nothing was received yet");
    // The first copy comes once more: it is again what stands.
    fs::copy(fresh_province().join(file), office.path(file)).expect("copied");
    let said = office.ingest_on("2026-01-15", &[file]);
    assert!(said.contains("500 → 533"), "{said}");
    assert_eq!(on("2026-01-15"), "9821,12,533");
}

#[test]
fn a_file_of_the_same_name_from_another_office_does_not_replace() {
    let office = Office::in_taken_province();
    let other = office.path("khác/digitised-record-03646.xlsx");
    fs::create_dir_all(office.path("khác")).expect("a folder");
    fs::copy(office.path("received/digitised-record-03664.xlsx"), &other).expect("copied");
    edit_part(&other, SHEET, |xml| with_number(xml, "E7", "1"));
    office.ingest_on("2026-01-14", &["khác"]);
    let sums = "SELECT ref_area, sum(components_digitised)::BIGINT, count(*) FROM digitised_record WHERE ref_area IN ('03646', '03664') GROUP BY ALL ORDER BY ALL";
    let (now, before) = (office.lines(sums), lines(taken_province(), sums));
    assert_eq!(now[0], before[0], "the figures of 03646 stand");
    assert!(now[1] != before[1] && now[1].ends_with("|12"), "those of 03664 are revised: {now:?}");
    assert_eq!(office.lines("SELECT count(*) FROM ledger_file WHERE replaced_by IS NOT NULL"), ["0"]);
}
