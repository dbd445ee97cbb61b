//! Every figure keeps when it became known: an earlier review can be rebuilt from a store that has moved on, and what was
//! revised since is shown beside what was signed.

mod common;
#[path = "common/office.rs"]
mod office;

use common::{Copy, stdout};
use office::{Office, edit_part, with_number};
use std::fs;

/// The part of a workbook that holds the first sheet.
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The project with a made-up later document that gives one reading another value.
fn with_a_later_document() -> Copy {
    let copy = Copy::new();
    let documents = fs::read_to_string(copy.path("datasets/catalog/documents.csv")).expect("documents");
    let sha256 = "0".repeat(64);
    let row = format!(
        "report-late,Báo cáo bịa,Made-up report,late.txt,,Báo cáo bịa để kiểm thử,UBND,2026-09-01,province,{sha256},"
    );
    fs::write(copy.path("datasets/catalog/documents.csv"), format!("{}\n{row}\n", documents.trim_end()))
        .expect("written");
    fs::create_dir(copy.path("datasets/report-late")).expect("a folder");
    fs::write(
        copy.path("datasets/report-late/source.toml"),
        "publisher = \"Made up for a test\"\ndocument = \"report-late\"\naccessed = \"2026-09-02\"\nlicence = \"none\"\nnote = \"\"\n\n\
         [[table]]\nfile = \"observations.csv\"\nholds = \"observation\"\n",
    )
    .expect("written");
    fs::write(
        copy.path("datasets/report-late/observations.csv"),
        "measure,indicator,ref_area,period_start,period_end,as_of,as_of_basis,numerator,denominator,value,unit,obs_status,\
         published,qualifier,printed,section,locator,note\n\
         dossiers.filed_online,gov.online_filing,14,,,2025-08-25,printed,,,58.1,%,A,58.1,exact,\"58,1%\",1,7,made up\n",
    )
    .expect("written");
    copy
}

fn value(copy: &Copy, day: &str) -> String {
    let sql = "SELECT obs_value FROM reading WHERE indicator = 'gov.online_filing' AND time_period = DATE '2025-08-25'";
    let told = stdout(&copy.milepost(&["--as-of", day, "sql", sql, "--format", "csv"]));
    told.lines().nth(1).unwrap_or_default().to_owned()
}

#[test]
fn a_reading_is_what_was_known_on_the_day() {
    let copy = with_a_later_document();
    assert_eq!(value(&copy, "2025-12-31"), "", "the report was not issued yet");
    assert_eq!(value(&copy, "2026-08-31"), "57.4");
    assert_eq!(value(&copy, "2026-09-01"), "58.1");
}

#[test]
fn the_triangle_shows_each_vintage_and_marks_what_was_revised() {
    let copy = with_a_later_document();
    let told = stdout(&copy.milepost(&["revisions", "gov.online_filing", "--format", "csv"]));
    let lines: Vec<Vec<&str>> = told.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let of = |period: &str| -> Vec<String> {
        let own = lines.iter().filter(|line| line[3] == period);
        own.map(|line| format!("{} {} {}", line[4], line[5], line[8])).collect()
    };
    let revised: Vec<String> = of("2025-08-25").into_iter().filter(|line| line.ends_with("true")).collect();
    assert_eq!(revised, ["2026-09-01 58.1 true"]);
    assert!(of("2025-08-25").contains(&"2026-01-01 57.4 false".to_owned()), "{told}");
    assert!(of("2025-12-28").iter().all(|line| line.ends_with("68.07 false")), "{told}");
    let people = stdout(&copy.milepost(&["revisions", "gov.online_filing"]));
    assert!(people.contains("01/01/2026") && people.contains("01/09/2026") && people.contains("58,10*"), "{people}");
}

#[test]
fn a_revision_is_a_new_reading_of_a_later_document_for_diff() {
    let copy = with_a_later_document();
    let told = stdout(&copy.milepost(&["diff", "2026-08-31", "2026-09-01", "--lang", "en"]));
    assert!(
        told.contains("new reading")
            && told.contains("58.1")
            && told.contains("datasets/report-late/observations.csv:2"),
        "{told}"
    );
}

/// A returned workbook is corrected and sent again after the review was signed: the review still comes out, to the bit, and
/// what changed is known.
#[test]
fn a_signed_review_is_rebuilt_from_a_store_that_has_moved_on() {
    let office = Office::in_taken_province();
    stdout(&office.milepost(&["run", "--lock"]));
    let file = "received/digitised-record-03646.xlsx";
    edit_part(&office.path(file), SHEET, |xml| with_number(xml, "E7", "500"));
    let said = office.ingest_on("2026-03-01", &[file]);
    assert!(said.contains("533 → 500"), "{said}");
    let verified = stdout(&office.milepost(&["verify", "--lang", "en"]));
    assert!(verified.starts_with("identical: "), "{verified}");
    let told = stdout(&office.milepost(&["diff", "milepost.lock", "2026-03-01", "--lang", "en"]));
    assert!(told.contains("new reading") && told.contains("digitised-record-03646.xlsx"), "{told}");
    assert!(told.contains("digitised_record_rate: "), "{told}");
}

/// The store of received files is held to what was taken: a row that somebody changed in it is told, whatever the tables say.
#[test]
fn a_row_changed_in_the_store_is_told_by_its_file() {
    let office = Office::in_taken_province();
    stdout(&office.milepost(&["run", "--lock"]));
    let store = duckdb::Connection::open(office.path("datasets/received.duckdb")).expect("the store");
    let change = "UPDATE digitised_record SET results = results + 1 WHERE part = (SELECT min(part) FROM digitised_record)
        AND row_number = (SELECT min(row_number) FROM digitised_record WHERE part = (SELECT min(part) FROM digitised_record))";
    let changed = store.execute(change, []).expect("a row changed");
    assert_eq!(changed, 1);
    let file: String = store
        .query_row(
            "SELECT file FROM ledger_file JOIN ledger_part USING (file_id) WHERE part = (SELECT min(part) FROM digitised_record)",
            [],
            |row| row.get(0),
        )
        .expect("its file");
    store.close().expect("closed");
    let output = office.milepost(&["verify", "--lang", "en"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.starts_with("the store of received files has rows that are not those that were taken: 1"), "{told}");
    assert!(told.contains(&file), "{told}");
}

/// A store of before parts had hashes is named by what makes it one of today, and nothing of it is lost.
#[test]
fn an_older_store_is_brought_up_to_date_by_an_ingest() {
    let office = Office::in_taken_province();
    let path = office.path("datasets/received.duckdb");
    let hashes = |path: &std::path::Path| -> Vec<Option<String>> {
        let store = duckdb::Connection::open(path).expect("the store");
        let mut statement = store.prepare("SELECT rows_sha256 FROM ledger_part ORDER BY part").expect("parts");
        let rows = statement.query_map([], |row| row.get(0)).expect("hashes");
        rows.map(|row| row.expect("a hash")).collect()
    };
    let before = hashes(&path);
    assert!(before.iter().all(Option::is_some) && !before.is_empty());
    let store = duckdb::Connection::open(&path).expect("the store");
    store
        .execute_batch("ALTER TABLE ledger_part DROP COLUMN rows_sha256; UPDATE ledger_version SET version = 1;")
        .expect("an older store");
    store.close().expect("closed");
    let (said, code) = common::failure(&office.milepost(&["run", "--lang", "en"]));
    assert!(
        said.contains("received.duckdb") && said.contains("found: 1") && said.contains("milepost ingest"),
        "{said}"
    );
    assert_eq!(code, Some(3));
    office.ingest_on("2026-01-10", &["received/digitised-record-03646.xlsx"]);
    assert_eq!(hashes(&path), before);
    stdout(&office.milepost(&["run"]));
}
