//! A simulated province comes in: what was planted is found and nothing else, everything adds up to what was published,
//! every figure leads to its cell, and what comes a second time is told from what has changed.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/office.rs"]
mod office;

mod again;
mod ledger;
mod mistakes;
mod published;
mod simulated;
mod templates;
mod traced;

use office::fresh_province;

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// `file sheet cell code`, in order.
type Mistakes = Vec<(String, String, String, String)>;

fn planted() -> Mistakes {
    let mut reader = csv::Reader::from_path(fresh_province().join("planted.csv")).expect("the list");
    let rows = reader.records().map(|r| r.expect("a line"));
    let mut list: Mistakes = rows
        .map(|r| (r[0].trim_start_matches("received/").to_owned(), r[1].to_owned(), r[2].to_owned(), r[4].to_owned()))
        .collect();
    list.sort();
    list
}
