//! Tables of what the documents print: archives by office, the budget, online levels of procedures, villages without 4G.

use super::agreement::{Agreement, Cell, row};
use super::projects::real;
use super::table::Table;
use std::collections::BTreeMap;

/// The first line of a locator.
fn line(figures: &Table, row: usize) -> u64 {
    figures.id(row, "locator").split('-').next().and_then(|line| line.parse().ok()).expect("a line")
}

/// Of several prints of a measure on a day the one that stands first.
fn first_prints(measure: &str) -> BTreeMap<String, (Table, usize)> {
    let figures = real().known("observation").with("as_of").only("measure", measure);
    let mut first: BTreeMap<String, (Table, usize)> = BTreeMap::new();
    for row in figures.rows() {
        let seen = first.entry(figures.id(row, "as_of").to_owned()).or_insert((figures.clone(), row));
        if line(&figures, row) < line(&figures, seen.1) {
            seen.1 = row;
        }
    }
    first
}

#[test]
fn archives_by_office() {
    let (figures, measures) = (real().known("observation"), real().known("measure"));
    let mut again: Vec<Vec<Cell>> = Vec::new();
    for row in figures.rows() {
        let measure = measures.only("measure", figures.id(row, "measure"));
        let whole = measure.text(0, "part_of");
        if whole.unwrap_or(measure.id(0, "measure")) != "archive.pages_digitised" {
            continue;
        }
        let (done, total) = (figures.number(row, "numerator"), figures.number(row, "denominator"));
        let (Some(done), Some(total)) = (done, total.filter(|total| *total > 0.0)) else { continue };
        let text = |name| figures.text(row, name);
        again.push(row![
            measure.text(0, "office"),
            done,
            total,
            total - done,
            100.0 * done / total,
            whole.is_none(),
            text("document"),
            text("section"),
            text("locator"),
        ]);
    }
    let columns = &["office", "done", "total", "remaining", "share", "is_total", "document", "section", "locator"];
    Agreement { query: "archive_office", columns, left_out: &[], near: &[] }.holds(real(), &again, 8);
}

#[test]
fn statements_of_the_budget() {
    let [allotted, shares, disbursed] =
        ["allocated", "share_of_total", "disbursed"].map(|name| first_prints(&format!("budget.sti_dt.{name}")));
    let value = |prints: &BTreeMap<String, (Table, usize)>, day: &str| {
        prints.get(day).and_then(|(figures, row)| figures.number(*row, "value"))
    };
    let again: Vec<Vec<Cell>> = allotted
        .iter()
        .map(|(day, (figures, row))| {
            let (amount, share) = (value(&allotted, day), value(&disbursed, day));
            // To a million đồng: the share has two decimals.
            let million = amount.zip(share).map(|(amount, share)| (amount * share / 1e8).round() * 1e6);
            let text = |name| figures.text(*row, name);
            row![
                text("period_start"),
                day.as_str(),
                text("as_of_basis"),
                amount,
                value(&shares, day),
                share,
                million,
                text("document"),
                text("locator"),
            ]
        })
        .collect();
    let columns = &[
        "period_start",
        "as_of",
        "as_of_basis",
        "amount",
        "share",
        "disbursed_share",
        "disbursed_amount",
        "document",
        "locator",
    ];
    Agreement { query: "budget", columns, left_out: &[], near: &[] }.holds(real(), &again, 2);
}

#[test]
fn procedures_by_level() {
    let figures = real().known("observation");
    let mut again: Vec<Vec<Cell>> = Vec::new();
    // Out of those that could be offered end to end, as printed; those that are not yet are the rest.
    let eligible = figures.only("measure", "procedures.full_online").with("numerator");
    for row in eligible.rows() {
        let number = |name| eligible.number(row, name).expect("a part");
        let (full, all) = (number("numerator"), number("denominator"));
        let text = |name| eligible.text(row, name);
        for (part, value) in [("full", full), ("not_full", all - full)] {
            again.push(row![text("as_of"), "eligible", part, value, all, text("document"), text("locator")]);
        }
    }
    // Out of all procedures, on the days on which there is their number.
    let totals = first_prints("procedures.total");
    for (part, measure) in [("full", "full_online.count"), ("partly", "partly_online"), ("none", "not_online")] {
        for (day, (prints, row)) in first_prints(&format!("procedures.{measure}")) {
            let Some((of, total)) = totals.get(&day) else { continue };
            let text = |name| prints.text(row, name);
            let (value, total) = (prints.number(row, "value"), of.number(*total, "value"));
            again.push(row![day, "all", part, value, total, text("document"), text("locator")]);
        }
    }
    let columns = &["as_of", "whole", "part", "value", "total", "document", "locator"];
    Agreement { query: "procedure_level", columns, left_out: &[], near: &[] }.holds(real(), &again, 7);
}

#[test]
fn villages_without_4g() {
    let figures = real().known("observation");
    let unplanned = figures.only("measure", "villages.without_4g.no_operator_plan");
    let unplanned = unplanned
        .rows()
        .filter_map(|row| unplanned.number(row, "numerator"))
        .fold(None, |most: Option<f64>, n| Some(most.map_or(n, |most| most.max(n))));
    let covered = figures.only("measure", "villages.covered_4g");
    let again: Vec<Vec<Cell>> = covered
        .rows()
        .map(|row| {
            let text = |name| covered.text(row, name);
            let parts = ["numerator", "denominator"].map(|part| covered.number(row, part));
            let planned = text("obs_status") == Some("F");
            row![
                text("as_of"),
                parts[0],
                parts[1],
                planned,
                unplanned,
                text("document"),
                text("section"),
                text("locator")
            ]
        })
        .collect();
    let columns = &["as_of", "covered", "total", "planned", "without_plan", "document", "section", "locator"];
    Agreement { query: "villages_4g", columns, left_out: &[], near: &[] }.holds(real(), &again, 2);
}
