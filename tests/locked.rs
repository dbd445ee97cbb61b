//! A signed review comes out again, bit for bit, wherever it is rebuilt; and where it does not, what changed is named with its
//! cause and its effect, and nothing else.

mod common;

use common::{Copy, failure, stdout};
use serde_json::Value;
use std::fs;
use std::process::Command;

/// A copy of the project, signed.
fn signed() -> Copy {
    let copy = Copy::new();
    stdout(&copy.milepost(&["run", "--lock"]));
    copy
}

/// What changed since it was signed.
fn changes(copy: &Copy) -> Value {
    serde_json::from_str(&stdout(&copy.milepost(&["diff", "--format", "json"]))).expect("JSON")
}

fn list<'a>(changes: &'a Value, name: &str) -> &'a [Value] {
    changes[name].as_array().expect("a list")
}

/// Every changed result and finding is led back to the one cause there is, of this kind and name.
fn has_one_cause(changes: &Value, kind: &str, name: &str) {
    let causes = list(changes, "causes");
    assert_eq!(causes.len(), 1, "{causes:#?}");
    assert_eq!((&causes[0]["kind"], &causes[0]["name"]), (&kind.into(), &name.into()), "{causes:#?}");
    for change in list(changes, "results").iter().chain(list(changes, "findings")) {
        assert_eq!(change["because"], serde_json::json!([0]), "{change:#}");
    }
}

/// Verdicts before and after, by indicator and year.
fn verdicts(changes: &Value) -> Vec<String> {
    let verdict = |change: &Value| {
        let cells = list(change, "cells").iter();
        let status = cells.filter(|c| c["column"] == "status").map(|c| format!("{} > {}", c["before"], c["after"]));
        let status: String = status.collect();
        let row = &change["row"];
        format!("{} {}: {}", row["indicator"], row["target_year"], status).replace('"', "")
    };
    list(changes, "verdicts").iter().map(verdict).collect()
}

/// The tables in which rows changed.
fn tables(changes: &Value) -> Vec<&str> {
    let mut tables: Vec<&str> = list(changes, "results").iter().filter_map(|change| change["table"].as_str()).collect();
    tables.dedup();
    tables
}

#[test]
fn identical_in_another_folder_time_zone_and_locale() {
    let copy = signed();
    let lock = fs::read(copy.path("milepost.lock")).expect("the lock");
    let elsewhere = Copy::new();
    fs::write(elsewhere.path("milepost.lock"), &lock).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_milepost"))
        .args(["verify", "--lang", "en"])
        .current_dir(elsewhere.path(""))
        .envs([("TZ", "Pacific/Kiritimati"), ("LC_ALL", "vi_VN.UTF-8"), ("LANG", "vi_VN.UTF-8")])
        .output()
        .expect("the program starts");
    assert!(stdout(&output).starts_with("identical: "), "{output:?}");
    assert!(!elsewhere.path("out").exists(), "verify builds in a folder of its own");
    stdout(&elsewhere.milepost(&["run", "--lock"]));
    assert_eq!(fs::read(elsewhere.path("milepost.lock")).expect("the lock"), lock, "the same lock, to the bit");
    assert_eq!(list(&changes(&elsewhere), "causes").len() + list(&changes(&elsewhere), "results").len(), 0);
}

/// One cell: a numerator is revised, a target that was met is no longer.
#[test]
fn one_cell() {
    let copy = signed();
    let file = "datasets/portal-2026/observations.csv";
    let text = fs::read_to_string(copy.path(file)).expect("the file");
    let row = text.lines().find(|line| line.starts_with("portal.paid_online,")).expect("paid online");
    let numerator = row.split(',').nth(7).expect("a numerator");
    copy.edit(file, row, &row.replacen(numerator, "1000", 1));
    let changes = changes(&copy);
    has_one_cause(&changes, "revision", "observation");
    let cells = list(&changes["causes"][0]["row"], "cells");
    assert_eq!(cells.len(), 1, "{cells:#?}");
    assert_eq!((cells[0]["column"].as_str(), cells[0]["after"].as_str()), (Some("numerator"), Some("1000")));
    assert_eq!(cells[0]["before"].as_str(), Some(numerator));
    assert_eq!(verdicts(&changes), ["gov.online_payment 2030: achieved > one-reading"]);
    for change in list(&changes, "results") {
        let row = &change["row"];
        let own = row["indicator"] == "gov.online_payment" || row["measure"] == "portal.paid_online";
        assert!(own || ["headline", "trajectory"].contains(&change["table"].as_str().expect("a table")), "{change:#}");
    }
    let told = stdout(&copy.milepost(&["diff"]));
    let expected = "đạt → mới có một kỳ số liệu, vì số liệu được sửa";
    assert!(told.contains(expected) && told.contains("→ 1.000") && told.contains(file), "{told}");
}

/// One target is raised: what met it no longer does, and the figures are what they were.
#[test]
fn one_target() {
    let copy = signed();
    let text = fs::read_to_string(copy.path("datasets/catalog/targets.csv")).expect("targets");
    let row = text.lines().find(|line| line.starts_with("gov.online_payment,plan-52,")).expect("the target");
    assert!(row.contains(",80,"), "{row}");
    copy.edit("datasets/catalog/targets.csv", row, &row.replacen(",80,", ",95,", 1));
    let changes = changes(&copy);
    has_one_cause(&changes, "target", "target");
    assert_eq!(verdicts(&changes), ["gov.online_payment 2030: achieved > one-reading"]);
    assert!(!tables(&changes).contains(&"reading") && !tables(&changes).contains(&"trend"), "{:?}", tables(&changes));
}

/// One query is edited: its rows change because of it, and so do those computed from them.
#[test]
fn one_query() {
    let copy = signed();
    copy.edit("queries/status.sql", "THEN 'one-reading'", "THEN 'not-classified'");
    let changes = changes(&copy);
    has_one_cause(&changes, "query", "status");
    assert!(!verdicts(&changes).is_empty());
    assert!(verdicts(&changes).iter().all(|v| v.ends_with("one-reading > not-classified")), "{:?}", verdicts(&changes));
    assert!(!tables(&changes).contains(&"progress"), "what status is computed from did not change");
}

/// One indicator is given a reference class, by which it is then projected.
#[test]
fn one_method() {
    let copy = signed();
    let file = "datasets/catalog/reference_use.csv";
    copy.edit(file, "gov.full_online_services,,,", "gov.full_online_services,internet-use,,");
    let changes = changes(&copy);
    has_one_cause(&changes, "method", "reference_use");
    assert!(tables(&changes).contains(&"projection"), "{:?}", tables(&changes));
    for change in list(&changes, "results").iter().filter(|change| change["table"] == "projection") {
        assert_eq!(change["row"]["indicator"], "gov.full_online_services", "{change:#}");
    }
    assert!(!tables(&changes).contains(&"reading"), "{:?}", tables(&changes));
}

/// The first stage that differs is named, with what differs in it.
#[test]
fn verify_names_the_first_stage_that_differs() {
    let copy = signed();
    copy.edit("queries/status.sql", "THEN 'one-reading'", "THEN 'not-classified'");
    let output = copy.milepost(&["verify", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).expect("text");
    assert!(told.starts_with("the inputs differ: 1") && told.contains("changed queries/status.sql"), "{told}");
    copy.edit("milepost.lock", "\"table\":\"status\"", "\"table\":\"other\"");
    copy.edit("queries/status.sql", "THEN 'not-classified'", "THEN 'one-reading'");
    let output = copy.milepost(&["verify", "--format", "json"]);
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((output.status.code(), &told["stage"], &told["table"]), (Some(1), &"table".into(), &"other".into()));
}

#[test]
fn what_is_no_lock_is_said() {
    let copy = Copy::new();
    let (error, code) = failure(&copy.milepost(&["verify"]));
    assert!(error.contains("the lock cannot be read") && error.contains("run --lock"), "{error}");
    assert_eq!(code, Some(2));
    let (error, code) = failure(&copy.milepost(&["diff", "yesterday", "now"]));
    assert!(error.contains("neither a lock, nor a day") && error.contains("yesterday"), "{error}");
    assert_eq!(code, Some(2));
}

/// Two days: what became known between them is new.
#[test]
fn between_two_days() {
    let copy = Copy::new();
    let told = stdout(&copy.milepost(&["diff", "2025-06-30", "2026-11-22", "--format", "json"]));
    let changes: Value = serde_json::from_str(&told).expect("JSON");
    let kinds: Vec<&str> = list(&changes, "causes").iter().filter_map(|cause| cause["kind"].as_str()).collect();
    assert!(kinds.contains(&"new-reading") && kinds.contains(&"parameter"), "{kinds:?}");
    for change in list(&changes, "results") {
        assert!(!list(change, "because").is_empty(), "{change:#}");
    }
}
