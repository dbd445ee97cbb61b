//! From a number on the page to the lines it was read from, and from those lines back to the number.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/office.rs"]
mod office;

mod by_hand;
mod counts;
mod drawn;
mod elsewhere;
mod ends;
mod formulas;
mod leaves;
mod page;
mod province;
mod readings;
mod sheets;
mod targets;

use common::{Copy, failure, milepost, stdout};
use leaves::nodes;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn explained(arguments: &[&str]) -> Value {
    let mut all = vec!["explain", "--format", "json"];
    all.extend(arguments);
    serde_json::from_str(&stdout(&milepost(Path::new("."), &all))).expect("a tree")
}

/// A row of a dataset's file, by the address that the tree names: column and text.
fn row_of(place: &str) -> Vec<(String, String)> {
    let (file, line) = place.rsplit_once(':').expect("file and line");
    let line: u64 = line.parse().expect("a line");
    let mut reader = csv::Reader::from_path(file).expect("the file");
    let header = reader.headers().expect("a header").clone();
    let record = reader.records().map(|r| r.expect("a row")).find(|r| r.position().expect("a place").line() == line);
    header.iter().zip(record.expect("the line").iter()).map(|(c, v)| (c.to_owned(), v.to_owned())).collect()
}

/// The figure of an observation as its file has it: a ratio of its parts, or the value.
fn figure(place: &str) -> f64 {
    let row = row_of(place);
    let number = |column: &str| row.iter().find(|(c, _)| c == column).and_then(|(_, v)| v.parse::<f64>().ok());
    match (number("numerator"), number("denominator")) {
        (Some(n), Some(d)) => 100.0 * n / d,
        _ => number("value").expect("a value"),
    }
}

/// The lines of observations below a tree.
fn observations(tree: &Value) -> Vec<String> {
    let mut places: Vec<String> = nodes(tree)
        .into_iter()
        .filter(|n| n["kind"] == "row" && n["data"]["table"] == "observation")
        .map(|n| n["data"]["row"]["source_row"].as_str().expect("an address").to_owned())
        .collect();
    places.sort();
    places.dedup();
    places
}

#[test]
fn a_ratio_and_a_difference_are_recomputed_from_the_lines_named() {
    let rate = explained(&[
        "reading",
        "--where",
        "measure=procedures.full_online,time_period=2025-12-28",
        "--column",
        "obs_value",
    ]);
    let [place] = &observations(&rate)[..] else { panic!("one line: {rate:#}") };
    assert_eq!(figure(place), rate["data"]["value"].as_f64().expect("a number"));

    let gain = explained(&["annual-review/filing/1/gain"]);
    let figures: Vec<f64> = observations(&gain).iter().map(|place| figure(place)).collect();
    let [one, other] = figures[..] else { panic!("two lines: {gain:#}") };
    let value = gain["data"]["value"].as_f64().expect("a number");
    assert!(((one - other).abs() - value.abs()).abs() < 1e-9, "{one} {other} {value}");
}

#[test]
fn the_tree_names_the_statement_its_parameters_and_the_document() {
    let tree = explained(&["annual-review/filing/1/gain"]);
    let all = nodes(&tree);
    let statement = all.iter().find(|n| n["data"]["file"] == "queries/trend.sql").expect("the query");
    let text = fs::read("queries/trend.sql").expect("the query's file");
    assert_eq!(statement["data"]["sha256"], milepost::sources::sha256(&text));
    assert!(statement["data"]["parameters"]["as_of"].is_string());
    let document = all.iter().find(|n| n["kind"] == "document").expect("a document");
    assert!(document["data"]["locator"].is_string() && document["data"]["sha256"].is_string());
    for rows in all.iter().filter(|n| n["kind"] == "rows") {
        assert!(rows["data"]["rows"].as_u64() <= rows["data"]["of"].as_u64(), "{rows:#}");
    }
}

#[test]
fn what_is_not_there_is_named() {
    let copy = Copy::new();
    let (said, code) = failure(&copy.milepost(&["explain", "annual-review/nothing/1/x"]));
    assert!(said.contains("nothing") && said.contains("full"), "{said}");
    assert_eq!(code, Some(2));
    let (said, code) = failure(&copy.milepost(&["explain", "trend", "--where", "n=2", "--lang", "en"]));
    assert!(said.contains("measure="), "{said}");
    assert_eq!(code, Some(2));
}
