//! A bad row in any dataset file stops the load with file, line, column, found and expected; the old database stays.

mod common;

use common::{Copy, failure};
use std::fs;

const OBSERVATIONS: &str = "datasets/report-2025/observations.csv";
const TARGETS: &str = "datasets/catalog/targets.csv";

/// (what is wrong, file, text to replace, by what, what the message must say)
type Case = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "unknown unit",
        OBSERVATIONS,
        ",hồ sơ/năm/tỉnh,",
        ",bao,",
        &["observations.csv:", "column `unit`", "unknown unit", "found: bao", "expected: a `unit` of the catalogue"],
    ),
    (
        "one measure in two units",
        OBSERVATIONS,
        ",908,TTHC,",
        ",908,trang,",
        &[
            "column `measure`",
            "two units",
            "found: procedures.partly_online: no indicator in TTHC",
            "expected: no indicator in trang, as in",
        ],
    ),
    (
        "unknown area",
        "datasets/report-2025/plan_issued.csv",
        "03646,Phường Tô Hiệu",
        "99999,Phường Tô Hiệu",
        &["plan_issued.csv:2, column `ref_area`: unknown area", "found: 99999"],
    ),
    (
        "percent of 1,200",
        OBSERVATIONS,
        ",57.4,%,A,57.4,",
        ",1200,%,A,57.4,",
        &["column `value`: a share lies outside 0 to 100", "found: 1200", "expected: a percentage from 0 to 100"],
    ),
    (
        "percent of 1,200 as printed text",
        OBSERVATIONS,
        ",57.4,%,A,57.4,",
        ",57.4,%,A,1200,",
        &["column `published`: a share lies outside 0 to 100"],
    ),
    (
        "numerator above denominator",
        OBSERVATIONS,
        ",388,869,",
        ",870,869,",
        &["column `numerator`: the numerator is above the denominator", "found: 870 of 869"],
    ),
    ("one part only", OBSERVATIONS, ",388,869,", ",388,,", &["column `denominator`: a ratio needs both its parts"]),
    (
        "Vietnamese decimal comma",
        OBSERVATIONS,
        ",57.4,%,A,57.4,",
        ",\"57,4\",%,A,57.4,",
        &["column `value`: not a value of `value`", "found: 57,4", "expected: a number with a decimal point"],
    ),
    (
        "a day that is none",
        OBSERVATIONS,
        "2025-08-25",
        "2025-08-32",
        &["column `as_of`", "found: 2025-08-32", "expected: an ISO date such as 2025-12-28"],
    ),
    (
        "a missing cell",
        TARGETS,
        "gov.full_online_services,plan-52,",
        ",plan-52,",
        &["targets.csv:98, column `indicator`: the cell is empty", "expected: what is promised"],
    ),
    (
        "an unknown comparator",
        TARGETS,
        ",2030,=,90,",
        ",2030,≥,90,",
        &["column `comparator`", "found: ≥", "expected: one of: >=, >, <=, <, =, range, rank<=, text"],
    ),
    (
        "a missing column",
        "datasets/areas/areas.csv",
        "area,name,short_name,type",
        "area,name,short,type",
        &["datasets/areas/areas.csv:1: unknown column `short`", "expected: area, name, short_name, type"],
    ),
    (
        "a decomposed accent",
        "datasets/areas/areas.csv",
        "Tỉnh Sơn La",
        "Tỉnh So\u{31b}n La",
        &["areas.csv:3, column `name`: the text is not in Unicode NFC"],
    ),
    (
        "a table that does not exist",
        "datasets/areas/source.toml",
        "holds = \"area\"",
        "holds = \"place\"",
        &["datasets/areas/source.toml", "file areas.csv holds an unknown table", "found: place"],
    ),
];

#[test]
fn every_bad_row_is_named_and_nothing_is_lost() {
    let copy = Copy::new();
    let database = copy.path("out/milepost.duckdb");
    fs::create_dir_all(copy.path("out")).expect("out");
    fs::write(&database, "the database of the last run").expect("written");
    for (what, file, old, new, said) in CASES {
        let before = fs::read(copy.path(file)).expect("a file");
        copy.edit(file, old, new);
        let (message, code) = failure(&copy.milepost(&["run"]));
        for part in *said {
            assert!(message.contains(part), "{what}: the message lacks {part:?}:\n{message}");
        }
        assert_eq!(code, Some(3), "{what}");
        assert_eq!(fs::read(&database).expect("the database"), b"the database of the last run", "{what}");
        fs::write(copy.path(file), before).expect("restored");
    }
}

#[test]
fn a_duplicated_key_names_both_rows() {
    let copy = Copy::new();
    let path = copy.path("datasets/catalog/themes.csv");
    let text = fs::read_to_string(&path).expect("themes");
    fs::write(&path, format!("{text}gov,9,Khác,Other\n")).expect("written");
    let (message, _) = failure(&copy.milepost(&["check"]));
    assert!(message.contains("datasets/catalog/themes.csv:10, columns theme: the key stands twice"), "{message}");
    assert!(message.contains("datasets/catalog/themes.csv:2 has the same key"), "{message}");
}

#[test]
fn a_missing_column_is_named() {
    let copy = Copy::new();
    let path = copy.path("datasets/catalog/themes.csv");
    let text = fs::read_to_string(&path).expect("themes");
    let without: Vec<&str> = text.lines().map(|l| l.rsplit_once(',').map_or(l, |(kept, _)| kept)).collect();
    fs::write(&path, without.join("\n")).expect("written");
    let (message, _) = failure(&copy.milepost(&["check"]));
    assert!(message.contains("datasets/catalog/themes.csv:1: missing column `name_en`"), "{message}");
    assert!(message.contains("expected: theme, position, name_vi, name_en"), "{message}");
}

#[test]
fn bytes_that_are_not_utf_8_are_placed() {
    let copy = Copy::new();
    let path = copy.path("datasets/catalog/themes.csv");
    let mut bytes = fs::read(&path).expect("themes");
    bytes.extend(b"xx,9,T\xf4,Other\n");
    fs::write(&path, bytes).expect("written");
    let (message, _) = failure(&copy.milepost(&["check"]));
    assert!(message.contains("datasets/catalog/themes.csv:10, byte 7: the file is not UTF-8"), "{message}");
    assert!(message.contains("found: byte 0xF4"), "{message}");
}

#[test]
fn a_wrong_request_is_told_from_a_failure() {
    let copy = Copy::new();
    let (message, code) = failure(&copy.milepost(&["explain", "gov.full_online"]));
    assert_eq!(code, Some(2));
    assert!(message.contains("no such indicator") && message.contains("gov.full_online_services"), "{message}");
    let (message, code) = failure(&copy.milepost(&["query", "run", "nothing"]));
    assert_eq!(code, Some(2));
    assert!(message.contains("no such query"), "{message}");
    let (message, code) = failure(&copy.milepost(&["sql", "SELECT * FROM read_text('milepost.toml')"]));
    assert_eq!(code, Some(3));
    assert!(message.contains("disabled"), "{message}");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_milepost"))
        .args(["status", "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_query_that_breaks_is_placed() {
    let copy = Copy::new();
    copy.edit("queries/trend.sql", "FROM reading r\n", "FROM readings r\n");
    let (message, _) = failure(&copy.milepost(&["status"]));
    assert!(message.contains("queries/trend.sql"), "{message}");
    assert!(message.contains("readings"), "{message}");
}
