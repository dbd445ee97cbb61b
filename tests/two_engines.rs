//! Two engines agree: the rates that queries compute in DuckDB are computed again with Polars from the tables that they read,
//! and every row is compared, counts exactly and rates to the last bit. Of readings each is a figure of its day; which of
//! several prints of one figure is the reading is not decided a second time here.
//!
//! The engines differ in one thing: where nothing is summed, SQL says NULL and Polars 0. Rows that lack a part are
//! therefore taken out before Polars sums, and a group without rows is a missing sum, as in the query.

mod common;
#[path = "common/office.rs"]
mod office;

use common::Copy;
use office::{lines, rows, taken_province};
use polars::prelude::{
    BooleanChunked, ChunkAgg, ChunkCompareEq, Column, DataFrame, DataType, IntoColumn, IntoSeries, NamedFrom, Series,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The rows of a statement as a frame: whole numbers, flags and text, each column by what its values are.
fn frame(project: &Path, statement: &str) -> DataFrame {
    let rows = rows(project, &["sql", statement]);
    let names: Vec<&String> = rows.first().and_then(Value::as_object).expect("rows").keys().collect();
    let columns = names.iter().map(|name| {
        let values = || rows.iter().map(|row| &row[name.as_str()]);
        let series = if values().all(|v| v.is_null() || v.is_i64()) {
            Series::new(name.as_str().into(), values().map(Value::as_i64).collect::<Vec<_>>())
        } else if values().all(|v| v.is_null() || v.is_number()) {
            Series::new(name.as_str().into(), values().map(Value::as_f64).collect::<Vec<_>>())
        } else if values().all(|v| v.is_null() || v.is_boolean()) {
            Series::new(name.as_str().into(), values().map(Value::as_bool).collect::<Vec<_>>())
        } else {
            Series::new(name.as_str().into(), values().map(Value::as_str).collect::<Vec<_>>())
        };
        series.into_column()
    });
    DataFrame::new(rows.len(), columns.collect()).expect("a frame")
}

/// A column as whole numbers.
fn whole(frame: &DataFrame, name: &str) -> Column {
    frame.column(name).expect(name).cast(&DataType::Int64).expect("whole numbers").with_name(name.into())
}

/// The frame's rows in which a text column has a value.
fn only(frame: &DataFrame, name: &str, value: &str) -> DataFrame {
    let mask = frame.column(name).expect(name).str().expect("text").equal(value);
    frame.filter(&mask).expect("rows")
}

/// A text of a frame.
fn text(frame: &DataFrame, name: &str, row: usize) -> String {
    frame.column(name).expect(name).str().expect("text").get(row).unwrap_or_default().to_owned()
}

/// Sums of a numerator and a denominator over the rows that have both, by the columns `by`; and how many rows lack one.
fn summed(frame: &DataFrame, parts: [Column; 2], by: &[&str]) -> BTreeMap<Vec<String>, Sums> {
    let [over, under] = parts.map(|part| part.cast(&DataType::Int64).expect("whole numbers"));
    let has_both: BooleanChunked = &over.is_not_null() & &under.is_not_null();
    let mut keyed = frame.select(by.iter().copied()).expect("keys");
    keyed.with_column(over.with_name("over".into())).expect("a column");
    keyed.with_column(under.with_name("under".into())).expect("a column");
    let key = |of: &DataFrame, row: usize| by.iter().map(|name| text(of, name, row)).collect::<Vec<_>>();
    let mut sums: BTreeMap<Vec<String>, Sums> = BTreeMap::new();
    let all = keyed.height();
    for row in 0..all {
        let sum = sums.entry(key(&keyed, row)).or_default();
        if has_both.get(row) != Some(true) {
            sum.left_out += 1;
        }
    }
    let both = keyed.filter(&has_both).expect("rows");
    let mut add = |key: Vec<String>, rows: &DataFrame| {
        let sum_of = |name: &str| whole(rows, name).i64().expect("whole numbers").sum();
        let sum = sums.entry(key).or_default();
        (sum.over, sum.under) = (sum_of("over"), sum_of("under"));
    };
    if by.is_empty() {
        if both.height() > 0 {
            add(Vec::new(), &both);
        }
    } else {
        let mut keys: BTreeSet<Vec<String>> = BTreeSet::new();
        keys.extend((0..both.height()).map(|row| key(&both, row)));
        for wanted in keys {
            let rows = by.iter().zip(&wanted).fold(both.clone(), |rows, (name, value)| only(&rows, name, value));
            add(wanted, &rows);
        }
    }
    sums
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sums {
    over: Option<i64>,
    under: Option<i64>,
    left_out: i64,
}

impl Sums {
    /// `numerator|denominator|rate|left out`, as milepost's CSV writes them.
    fn line(&self, left_out: bool) -> String {
        let written = |number: Option<i64>| number.map_or(String::new(), |n| n.to_string());
        let rate = self.over.zip(self.under).filter(|(_, under)| *under > 0);
        let rate = rate.map_or(String::new(), |(over, under)| (100.0 * over as f64 / under as f64).to_string());
        let line = format!("{}|{}|{rate}", written(self.over), written(self.under));
        if left_out { format!("{line}|{}", self.left_out) } else { line }
    }
}

/// Every row of the query and every row computed again, as text, and both the same.
fn agree(what: &str, query: Vec<String>, mut again: Vec<String>, least: usize) {
    let mut query = query;
    query.sort();
    again.sort();
    assert!(query.len() >= least, "{what}: {} rows", query.len());
    for (one, other) in query.iter().zip(&again) {
        assert_eq!(one, other, "{what}");
    }
    assert_eq!(query.len(), again.len(), "{what}");
}

/// Rates by area and month, by area, by month, and of all.
fn by_area_and_month(project: &Path, table: &str, query: &str, parts: &[(&str, &[&str], &str)], least: usize) {
    let frame = only(&frame(project, &format!("SELECT * FROM {table}")), "accumulation", "period");
    let mut again = Vec::new();
    for (rate, over, under) in parts {
        let over =
            over[1..].iter().fold(whole(&frame, over[0]), |sum, name| (&sum + &whole(&frame, name)).expect("a sum"));
        for (level, by) in [
            ("all", &[][..]),
            ("area", &["ref_area"]),
            ("month", &["period_start"]),
            ("area-month", &["ref_area", "period_start"]),
        ] {
            for (key, sums) in summed(&frame, [over.clone(), whole(&frame, under)], by) {
                let of = |name: &str| by.iter().position(|n| *n == name).map(|at| key[at].clone());
                let area = of("ref_area").unwrap_or_else(|| "14".to_owned());
                let month = of("period_start").unwrap_or_default();
                again.push(format!("{rate}|{level}|{area}|{month}|{}", sums.line(true)));
            }
        }
    }
    let statement = format!(
        "SELECT rate, level, ref_area, CASE WHEN level IN ('month', 'area-month') THEN period_start END, numerator, denominator, obs_value, rows_left_out FROM {query}"
    );
    agree(query, lines(project, &statement), again, least);
}

#[test]
fn rates_of_dossiers_and_records() {
    let province = taken_province();
    let filed: &[&str] = &["received_online_full", "received_online_part"];
    by_area_and_month(
        province,
        "online_service",
        "online_service_rate",
        &[
            ("filed_online", filed, "received"),
            ("handled_online", &["handled_online"], "handled"),
            ("on_time", &["on_time"], "handled"),
            ("paid_online", &["paid_online"], "received"),
        ],
        3900,
    );
    by_area_and_month(
        province,
        "digitised_record",
        "digitised_record_rate",
        &[("components", &["components_digitised"], "received"), ("results", &["results_digitised"], "results")],
        1900,
    );
}

/// The rows of the latest day within each group.
fn latest(frame: &DataFrame, day: &str, by: &[&str]) -> DataFrame {
    let key = |row: usize| by.iter().map(|name| text(frame, name, row)).collect::<Vec<_>>();
    let mut last: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for row in 0..frame.height() {
        let seen = last.entry(key(row)).or_default();
        *seen = std::mem::take(seen).max(text(frame, day, row));
    }
    let mask: BooleanChunked = (0..frame.height()).map(|row| Some(last[&key(row)] == text(frame, day, row))).collect();
    frame.filter(&mask).expect("rows")
}

#[test]
fn rates_of_archive_pages() {
    let frame = frame(
        taken_province(),
        "SELECT * FROM digitised_record WHERE pages_to_digitise IS NOT NULL AND pages_digitised IS NOT NULL",
    );
    let frame = latest(&frame, "period_end", &["ref_area", "office"]);
    let parts = || [whole(&frame, "pages_digitised"), whole(&frame, "pages_to_digitise")];
    let mut again = vec![format!("all|14||{}", summed(&frame, parts(), &[])[&Vec::new()].line(false))];
    for (key, sums) in summed(&frame, parts(), &["ref_area", "office"]) {
        again.push(format!("unit|{}|{}|{}", key[0], key[1], sums.line(false)));
    }
    let statement = "SELECT level, ref_area, office, numerator, denominator, obs_value FROM archive_page_rate";
    agree("archive_page_rate", lines(taken_province(), statement), again, 5);
}

#[test]
fn rates_of_procedures() {
    let frame = latest(&frame(taken_province(), "SELECT * FROM procedure"), "as_of", &["ref_area"]);
    let eligible = whole(&frame, "eligible");
    let full: BooleanChunked = frame.column("online_level").expect("levels").str().expect("text").equal("full");
    let over =
        (&full.into_series().into_column().cast(&DataType::Int64).expect("0 or 1") * &eligible).expect("a product");
    let again = summed(&frame, [over, eligible], &["ref_area"]).into_iter();
    let again = again.map(|(key, sums)| format!("{}|{}", key[0], sums.line(false))).collect();
    let statement = "SELECT ref_area, numerator, denominator, obs_value FROM procedure_rate";
    agree("procedure_rate", lines(taken_province(), statement), again, 1);
}

#[test]
fn rates_of_funds() {
    let all = frame(
        taken_province(),
        "SELECT * FROM budget_line WHERE year(as_of) = (SELECT max(year(as_of)) FROM budget_line)",
    );
    let frame = latest(&only(&all, "accumulation", "year_to_date"), "as_of", &["ref_area", "office"]);
    let mut again = Vec::new();
    for (level, by) in
        [("all", &[][..]), ("area", &["ref_area"]), ("funds", &["funds"]), ("area-funds", &["ref_area", "funds"])]
    {
        for (key, sums) in summed(&frame, [whole(&frame, "disbursed"), whole(&frame, "allotted")], by) {
            let of = |name: &str| by.iter().position(|n| *n == name).map(|at| key[at].clone());
            let (area, funds) = (of("ref_area").unwrap_or_else(|| "14".to_owned()), of("funds").unwrap_or_default());
            again.push(format!("{level}|{area}|{funds}|{}", sums.line(true)));
        }
    }
    let statement =
        "SELECT level, ref_area, funds, numerator, denominator, obs_value, rows_left_out FROM budget_line_rate";
    agree("budget_line_rate", lines(taken_province(), statement), again, 50);
}

#[test]
fn rates_of_villages() {
    let frame = latest(&frame(taken_province(), "SELECT * FROM village_coverage"), "as_of", &["ref_area"]);
    let mut again = Vec::new();
    for rate in ["fixed_broadband", "electricity"] {
        let has = whole(&frame, rate);
        // Counted are the villages of which it is said.
        let said = has.is_not_null().into_series().into_column().cast(&DataType::Int64).expect("0 or 1");
        for (level, by) in [("all", &[][..]), ("area", &["ref_area"])] {
            for (key, sums) in summed(&frame, [has.clone(), said.clone()], by) {
                let area = key.first().cloned().unwrap_or_else(|| "14".to_owned());
                // A count of nothing is zero, where a sum of nothing is missing.
                let counted = Sums { over: sums.over.or(Some(0)), under: sums.under.or(Some(0)), ..sums };
                again.push(format!("{rate}|{level}|{area}|{}", counted.line(true)));
            }
        }
    }
    let statement =
        "SELECT rate, level, ref_area, numerator, denominator, obs_value, rows_left_out FROM village_coverage_rate
        WHERE rate IN ('fixed_broadband', 'electricity')";
    agree("village_coverage_rate", lines(taken_province(), statement), again, 100);
}

/// The real project: how many targets have each status, and what each reading is.
#[test]
fn readings_and_statuses_of_the_real_project() {
    let copy = Copy::new();
    let root = copy.path("");
    // A series read on one day only, or on days of which no figure adds up with another: every figure is a reading.
    let statement = "SELECT measure, ref_area, coalesce(as_of, period_end) AS day, numerator::DOUBLE AS numerator, denominator::DOUBLE AS denominator, value::DOUBLE AS value
        FROM observation WHERE indicator IS NOT NULL AND obs_status IN ('A', 'P') AND coalesce(as_of, period_end) IS NOT NULL";
    let figures = frame(&root, statement);
    let float = |name: &str| figures.column(name).expect(name).cast(&DataType::Float64).expect("numbers");
    let rate = (&(&float("numerator") * 100.0) / &float("denominator")).expect("a rate");
    let (rate, value) = (rate.f64().expect("numbers").clone(), float("value").f64().expect("numbers").clone());
    let possible: BTreeSet<String> = (0..figures.height())
        .filter_map(|row| {
            let figure = rate.get(row).or(value.get(row))?;
            let of = |name| text(&figures, name, row);
            Some(format!("{}|{}|{}|{figure}", of("measure"), of("ref_area"), of("day")))
        })
        .collect();
    let readings = lines(&root, "SELECT measure, ref_area, time_period, obs_value FROM reading");
    assert!(readings.len() >= 20, "{} readings", readings.len());
    for reading in &readings {
        assert!(possible.contains(reading), "{reading} is no figure of its day");
    }
    let statuses = frame(&root, "SELECT status, comparator, n FROM status");
    let in_words = only(&statuses, "status", "in-words").height();
    let counted = lines(&root, "SELECT status, count(*) FROM status GROUP BY status");
    for line in &counted {
        let (status, count) = line.split_once('|').expect("two values");
        assert_eq!(only(&statuses, "status", status).height().to_string(), count, "{status}");
    }
    assert!(in_words >= only(&statuses, "comparator", "text").height() && counted.len() >= 3);
}
