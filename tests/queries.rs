//! Queries as a language: what is wrong in one is shown where it stands, linted, tested.

mod common;

use common::{Copy, failure, stdout};
use std::fs;

#[test]
fn a_circle_of_three_is_shown_with_each_reference() {
    let copy = Copy::new();
    let head =
        "-- title.vi: a\n-- title.en: a\n-- question: a\n-- grain: a\n-- key: x\n-- column x | x | x | count | x\n";
    for (name, reads) in [("ring_a", "ring_b"), ("ring_b", "ring_c"), ("ring_c", "ring_a")] {
        fs::write(copy.path(&format!("queries/{name}.sql")), format!("{head}SELECT x FROM {reads}\n"))
            .expect("written");
    }
    let (said, code) = failure(&copy.milepost(&["status"]));
    assert_eq!(code, Some(3));
    assert!(
        said.contains(
            "queries/ring_a.sql:7:15: these queries wait for each other: ring_a -> ring_b -> ring_c -> ring_a"
        ),
        "{said}"
    );
    for place in
        ["[queries/ring_a.sql:7:15]", "[queries/ring_b.sql:7:15]", "[queries/ring_c.sql:7:15]", "ring_c reads ring_a"]
    {
        assert!(said.contains(place), "{place}: {said}");
    }
    assert!(!said.contains('\u{1b}'), "no colours where no terminal is: {said}");
}

#[test]
fn what_is_missing_or_misspelt_is_underlined() {
    let copy = Copy::new();
    copy.edit("queries/status.sql", "FROM reading GROUP", "FROM readng GROUP");
    let (said, code) = failure(&copy.milepost(&["status"]));
    assert_eq!(code, Some(3));
    assert!(
        said.contains("no dataset and no query makes the table `readng`") && said.contains("expected: `reading`?"),
        "{said}"
    );
    assert!(said.contains("read here"), "{said}");

    copy.edit("queries/status.sql", "FROM readng GROUP", "FROM reading GROUP");
    copy.edit("queries/archive_office.sql", "o.denominator - o.numerator", "o.denominator - o.numeratr");
    let (said, _) = failure(&copy.milepost(&["status"]));
    assert!(said.starts_with("milepost: queries/archive_office.sql:") && said.contains("──────────"), "{said}");

    copy.edit("queries/archive_office.sql", "o.denominator - o.numeratr", "o.denominator - o.numerator");
    copy.edit("queries/headline.sql", "getvariable('area')", "getvariable('aera')");
    let (said, _) = failure(&copy.milepost(&["status"]));
    assert!(said.contains("the parameter `aera` is not declared") && said.contains("expected: area"), "{said}");
}

#[test]
fn the_queries_of_the_project_pass_their_lint_and_their_tests() {
    let copy = Copy::new();
    assert_eq!(stdout(&copy.milepost(&["query", "lint", "--lang", "en"])), "Nothing to mend in the queries.\n");
    let said = stdout(&copy.milepost(&["query", "test", "--lang", "en"]));
    assert!(said.contains(" 0 offending rows") && said.contains(" 0 came out otherwise"), "{said}");
    assert!(!said.starts_with("0 assertions"), "{said}");
}

#[test]
fn lineage_is_told_and_drawn_from_indicator_to_dataset() {
    let copy = Copy::new();
    let told = stdout(&copy.milepost(&["query", "graph", "overview.obs_value", "--lang", "en"]));
    for line in [
        "└─ status.obs_value",
        "└─ trend.obs_value",
        "├─ observation.numerator (dataset)",
        "└─ observation.value (dataset)",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let all = stdout(&copy.milepost(&["query", "graph", "--columns", "--lang", "en"]));
    assert!(all.contains("trajectory.value") && !all.contains("? "), "every origin is told");
    let file = copy.path("lineage.svg");
    stdout(&copy.milepost(&["query", "graph", "status", "--to", &file.to_string_lossy()]));
    let svg = fs::read_to_string(&file).expect("the drawing");
    assert!(svg.starts_with("<svg ") && svg.contains(">observation</text>") && svg.contains(">status</text>"));
    let (said, code) = failure(&copy.milepost(&["query", "graph", "status.nowhere"]));
    assert!(said.contains("no such column") && code == Some(2), "{said}");
}

#[test]
fn a_lint_names_the_place_and_is_exit_code_1() {
    let copy = Copy::new();
    copy.edit("queries/archive_office.sql", " AND o.denominator > 0", "");
    let done = copy.milepost(&["query", "lint", "archive_office", "--format", "csv", "--lang", "en"]);
    let said = String::from_utf8(done.stdout).expect("text");
    assert_eq!(done.status.code(), Some(1));
    assert!(said.contains(",division-by-zero,"), "{said}");
    let (said, code) = failure(&copy.milepost(&["query", "lint", "archive_ofice"]));
    assert_eq!((said.contains("expected: archive_office"), code), (true, Some(2)), "{said}");
}

#[test]
fn what_does_not_hold_is_shown_kept_and_exit_code_1() {
    let copy = Copy::new();
    let head = "-- column office |";
    copy.edit(
        "queries/archive_office.sql",
        head,
        &format!("-- assert all-done: remaining = 0\n-- assert named warning: office IS NOT NULL\n{head}"),
    );
    fs::write(
        copy.path("tests/slt/wrong.slt"),
        "query I\nSELECT count(*) FROM archive_office WHERE is_total\n----\n7\n",
    )
    .expect("written");
    let done = copy.milepost(&["query", "test", "--lang", "en"]);
    let said = String::from_utf8(done.stdout).expect("text");
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("queries/archive_office.sql: all-done (error): "), "{said}");
    assert!(said.contains("\"office\":\"Trung tâm Lưu trữ lịch sử\""), "{said}");
    assert!(
        said.contains("tests/slt/wrong.slt:1:1") && said.contains("found: 1") && said.contains("expected: 7"),
        "{said}"
    );
    let kept = duckdb::Connection::open(copy.path("out/query-test.duckdb")).expect("the database of the test");
    let rows: i64 = kept
        .query_row(
            "SELECT count(*) FROM assertion_failure WHERE assertion = 'all-done' AND (\"row\"->>'remaining') <> '0'",
            [],
            |r| r.get(0),
        )
        .expect("the table");
    assert!(rows > 0);

    // A warning alone lets the test pass.
    fs::remove_file(copy.path("tests/slt/wrong.slt")).expect("removed");
    copy.edit("queries/archive_office.sql", "-- assert all-done: remaining = 0\n", "");
    let said = stdout(&copy.milepost(&["query", "test", "--lang", "en"]));
    assert!(said.contains("named (warning)"), "{said}");

    copy.edit(
        "queries/archive_office.sql",
        "-- assert named warning: office IS NOT NULL",
        "-- assert named: nowhere > 1",
    );
    let (said, code) = failure(&copy.milepost(&["query", "test"]));
    assert!(said.contains("-- assert named: nowhere > 1") && code == Some(3), "{said}");
}
