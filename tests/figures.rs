//! What the program says of the project's real figures, held against the documents' own words and a second engine.

mod common;

use common::{milepost, stdout};
use milepost::observations::{data_frame, read_all};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

fn json(arguments: &[&str]) -> Vec<Value> {
    let text = stdout(&milepost(Path::new("."), arguments));
    serde_json::from_str(&text).expect("an array of objects")
}

#[test]
fn explain_ends_at_the_line_of_the_document() {
    let text = stdout(&milepost(Path::new("."), &["explain", "gov.full_online_services"]));
    let line = text.lines().find(|l| l.contains("941 … 1.065 TTHC")).expect("the printed figures");
    assert!(line.contains("report-2025") && line.contains("mục 3, dòng 239"), "{line}");
    assert!(line.contains("004_"), "{line}");
    assert!(text.contains("100 × 941 / 1.065") && text.contains("datasets/report-2025/observations.csv:"), "{text}");
    let english =
        stdout(&milepost(Path::new("."), &["explain", "gov.full_online_services", "--year", "2035", "--lang", "en"]));
    assert!(english.contains("100 × 941 / 1,065") && english.contains("section 3, line 239"), "{english}");
    assert!(!english.contains("target 2030"), "only the year asked for: {english}");
}

#[test]
fn check_finds_what_the_documents_are_known_to_hold() {
    let findings = json(&["check", "--format", "json"]);
    let has = |code: &str, parts: &[&str]| {
        findings.iter().any(|f| {
            let text = format!("{} {}", f["what"].as_str().unwrap_or(""), f["place"].as_str().unwrap_or(""));
            let text = text.replace('\u{a0}', " ");
            f["code"] == code && parts.iter().all(|p| text.contains(p))
        })
    };
    assert!(has("rate-mismatch", &["44,64%", "388/869", "44,65%", "Báo cáo của UBND tỉnh", "dòng 259–261"]));
    assert!(has("count-of-names", &["nêu 10", "9 tên", "dòng 294"]));
    assert!(has("falling-target", &["chữ ký số", "20%", "≥ 50%", "KH 52/KH-UBND", "dòng 61"]));
    assert!(has("changed-population", &["chữ ký số", "người dân", "dân số trưởng thành"]));
    assert!(has("weaker-than-above", &["chữ ký số", "≥ 10%", "50%", "KH xã Thuận Châu"]));
    assert!(has("contradicting-targets", &["công nghệ cao", "30-40", "40%"]));
    assert!(has("parts-do-not-sum", &["16", "15", "dòng 281"]));
    assert!(has("base-differs", &["14", "13"]));
    assert!(has("sources-disagree", &["26,59%", "95,00%"]));
    for finding in &findings {
        for field in ["code", "severity", "place", "what", "why", "hint", "rule", "source_row"] {
            assert!(finding[field].as_str().is_some_and(|t| !t.is_empty()), "{field} of {finding}");
        }
    }
    let rank = |f: &Value| ["error", "warning", "note"].iter().position(|s| f["severity"] == *s);
    assert!(findings.windows(2).all(|w| rank(&w[0]) <= rank(&w[1])), "most serious first");
    let limits = [("error", Some(1)), ("note", Some(1))];
    for (limit, code) in limits {
        assert_eq!(milepost(Path::new("."), &["check", "--fail-on", limit]).status.code(), code);
    }
}

#[test]
fn published_rates_are_right_where_no_finding_says_otherwise() {
    let findings = json(&["check", "--format", "json"]);
    let wrong = findings.iter().filter(|f| f["code"] == "rate-mismatch").count();
    assert_eq!(wrong, 1, "388/869 is the only published rate that its parts contradict");
}

#[test]
fn status_has_the_fields_that_other_programs_read() {
    let rows = json(&["status", "--format", "json"]);
    let fields = [
        "indicator",
        "name",
        "ref_area",
        "level",
        "document",
        "target_year",
        "comparator",
        "low",
        "high",
        "unit",
        "obs_value",
        "time_period",
        "n",
        "status",
        "method",
        "required_pace",
        "projected",
        "lower",
        "upper",
        "probability",
        "reason",
    ];
    for row in &rows {
        let object = row.as_object().expect("an object");
        assert!(fields.iter().all(|f| object.contains_key(*f)), "{row}");
    }
    let own = |indicator: &str, year: i64| {
        rows.iter()
            .find(|r| r["indicator"] == indicator && r["target_year"] == year && r["ref_area"] == "14")
            .unwrap_or_else(|| panic!("{indicator} {year}"))
    };
    let full = own("gov.full_online_services", 2030);
    assert_eq!(full["obs_value"].as_f64(), Some(100.0 * 941.0 / 1065.0));
    assert_eq!((full["n"].as_i64(), full["low"].as_f64()), (Some(2), Some(90.0)));
    assert_eq!(full["time_period"], "2025-12-28");
    assert_eq!(full["projected"], Value::Null, "two readings, no projection");
    assert_eq!(full["reason"], "fewer-than-three-readings");
    // (90 - 88.35680751) / (1829 days / 365.25), by hand.
    let pace = full["required_pace"].as_f64().expect("a pace");
    assert!((pace - (90.0 - 94100.0 / 1065.0) / (1829.0 / 365.25)).abs() < 1e-12, "{pace}");
    assert_eq!(own("infra.coverage_6g", 2045)["status"], "no-data");
    let payment = own("gov.online_payment", 2030);
    assert_eq!((payment["status"].as_str(), payment["required_pace"].as_f64()), (Some("achieved"), None));
    let names: Vec<&str> = rows.iter().filter_map(|r| r["name"].as_str()).collect();
    assert!(names.windows(2).all(|w| milepost::language::compare(w[0], w[1]).is_le()), "in Vietnamese order");
}

#[test]
fn what_was_not_yet_known_is_left_out() {
    let rows = json(&["status", "--format", "json", "--as-of", "2026-06-30"]);
    assert!(rows.iter().all(|r| r["source_document"] != "portal-2026"), "the portal was read in October 2026");
    assert!(rows.iter().any(|r| r["source_document"] == "report-2025"));
    let earlier = json(&["status", "--format", "json", "--as-of", "2025-09-30"]);
    assert!(earlier.iter().all(|r| r["n"] == 0), "no report before 2026");
    assert!(earlier.iter().all(|r| r["document"] != "strategy-2035"), "the strategy is of October 2025");
    let findings = json(&["check", "--format", "json", "--as-of", "2025-09-30"]);
    assert!(!findings.is_empty());
    for later in ["Báo cáo", "Chiến lược", "Cổng DVCQG"] {
        assert!(findings.iter().all(|f| !f["place"].as_str().unwrap_or("").starts_with(later)), "{later}");
    }
}

/// The same rates by Polars, row by row, from the same files.
#[test]
fn two_engines_agree_on_every_rate() {
    let dataset = read_all(Path::new("datasets"), "datasets").expect("the datasets load");
    let table = dataset.tables.iter().find(|t| t.table.name == "observation").expect("observations");
    let frame = data_frame(table).expect("a frame");
    let column = |name: &str| frame.column(name).expect("a column").f64().expect("numbers").clone();
    let (numerator, denominator, value) = (column("numerator"), column("denominator"), column("value"));
    let rate = &(&numerator / &denominator) * 100.0;
    let second: BTreeMap<&str, f64> = table
        .rows
        .iter()
        .enumerate()
        .filter_map(|(i, row)| Some((row.address.as_str(), rate.get(i).or_else(|| value.get(i))?)))
        .collect();
    let rows = json(&["query", "run", "reading", "--format", "json"]);
    assert!(rows.len() > 15);
    for row in rows {
        let (own, other) =
            (row["obs_value"].as_f64().expect("a value"), second[row["source_row"].as_str().expect("a row")]);
        assert!((own - other).abs() <= 1e-12 * own.abs(), "{row}: {other}");
    }
}

#[test]
fn totals_of_the_report_follow_from_their_parts() {
    let rows = json(&[
        "sql",
        "SELECT sum(done) FILTER (NOT is_total) AS parts, sum(done) FILTER (is_total) AS whole, sum(total) FILTER (NOT is_total) AS base FROM archive_office",
        "--format",
        "json",
    ]);
    assert_eq!(rows[0]["parts"].as_f64(), Some(6_047_286.0));
    assert_eq!(rows[0]["whole"].as_f64(), Some(6_047_286.0));
    assert_eq!(rows[0]["base"].as_f64(), Some(15_125_234.0));
    let rows = json(&["sql", "SELECT amount::VARCHAR AS amount FROM budget ORDER BY as_of", "--format", "json"]);
    assert_eq!(rows[0]["amount"], "159000000000");
    assert_eq!(rows[1]["amount"], "197548000000");
}
