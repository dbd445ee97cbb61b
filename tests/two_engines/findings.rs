//! Findings in figures, by what the messages of the checks say; each is told by its code, how grave it is, and its row.

use super::agreement::{Agreement, Cell, row};
use super::projects::{Project, made_up, province, real};
use super::promises::Found as By;
use super::table::{Table, days};
use std::collections::{BTreeMap, BTreeSet};

/// How often each finding is made.
#[derive(Default)]
pub struct Found(BTreeMap<(String, String, String), i64>);

impl Found {
    pub fn add(&mut self, code: &str, severity: &str, source_row: &str) {
        *self.0.entry((code.to_owned(), severity.to_owned(), source_row.to_owned())).or_default() += 1;
    }

    pub fn extend(&mut self, others: Found) {
        for (finding, n) in others.0 {
            *self.0.entry(finding).or_default() += n;
        }
    }
}

/// The findings of some checks are those found again.
pub fn agree(project: &Project, codes: &[&str], again: &Found, least: usize) {
    let wanted: Vec<String> = codes.iter().map(|code| format!("'{code}'")).collect();
    let found = project.read(&format!(
        "SELECT code, severity, source_row, count(*) AS n FROM main.finding WHERE code IN ({}) GROUP BY ALL",
        wanted.join(", ")
    ));
    let again: Vec<Vec<Cell>> = again
        .0
        .iter()
        .map(|((code, severity, row), n)| row![code.as_str(), severity.as_str(), row.as_str(), *n])
        .collect();
    let columns = &["code", "severity", "source_row", "n"];
    let agreement = Agreement { query: "finding", columns, left_out: &[], near: &[] };
    if let Err(difference) = agreement.compare(&found, &["code", "severity", "source_row"], &again, least) {
        panic!("findings: {difference}");
    }
}

/// Where a figure stands in its document: line, then row of the file.
fn place(figures: &Table, row: usize) -> (u64, &str) {
    let line = figures.id(row, "locator").split('-').next().and_then(|line| line.parse().ok());
    (line.expect("a line"), figures.id(row, "source_row"))
}

/// The figure itself: the part counted, or the value.
fn amount(figures: &Table, row: usize) -> Option<f64> {
    figures.number(row, "numerator").or_else(|| figures.number(row, "value"))
}

const STATED: [&str; 6] = ["ref_area", "document", "obs_status", "period_start", "period_end", "as_of"];

/// Parts of one whole that are counted out of different bases; parts that make up the whole have bases of their own.
fn bases(figures: &Table, measures: &By, found: &mut Found) {
    let parts = figures.with("denominator");
    let part_of = |row: usize| measures.text(parts.id(row, "measure"), "part_of");
    let parts_of =
        |row: &usize| part_of(*row).is_some() && measures.text(parts.id(*row, "measure"), "partition").is_none();
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for row in parts.rows().filter(parts_of) {
        let base = parts.number(row, "denominator").map(f64::to_bits);
        let best = first.entry((part_of(row), parts.key(row, &STATED[..3]), base)).or_insert(row);
        if place(&parts, row) < place(&parts, *best) {
            *best = row;
        }
    }
    for ((whole, of, base), b) in &first {
        for ((_, _, _), _) in first.iter().filter(|((other, same, another), a)| {
            other == whole && same == of && another != base && place(&parts, **a) < place(&parts, *b)
        }) {
            found.add("base-differs", "warning", parts.id(*b, "source_row"));
        }
    }
}

/// Parts that are more than their whole as stated, or than the base that other parts are given out of.
fn parts_above(figures: &Table, measures: &By, found: &mut Found) {
    let key = |row: usize| (figures.text(row, "unit"), figures.key(row, &STATED));
    let stated: BTreeSet<&str> = figures.rows().map(|row| figures.id(row, "measure")).collect();
    let mut wholes: BTreeMap<_, Vec<(f64, &str)>> = BTreeMap::new();
    for row in figures.rows() {
        if let Some(amount) = amount(figures, row) {
            wholes.entry((figures.id(row, "measure"), key(row))).or_default().push((amount, "error"));
        }
        let whole = measures.text(figures.id(row, "measure"), "part_of").filter(|whole| !stated.contains(whole));
        if let Some((whole, base)) = whole.zip(figures.number(row, "denominator")) {
            wholes.entry((whole, key(row))).or_default().push((base, "warning"));
        }
    }
    for row in figures.rows() {
        let Some(whole) = measures.text(figures.id(row, "measure"), "part_of") else { continue };
        let Some(of) = wholes.get(&(whole, key(row))) else { continue };
        let most = of.iter().map(|(amount, _)| *amount).fold(f64::NEG_INFINITY, f64::max);
        let severity = of.iter().map(|(_, severity)| *severity).min().expect("a whole");
        if amount(figures, row).is_some_and(|part| part > most) {
            found.add("part-exceeds-whole", severity, figures.id(row, "source_row"));
        }
    }
}

/// Parts that should make up a whole and do not; what a document repeats counts once.
fn sums(figures: &Table, measures: &By, found: &mut Found) {
    let of = |row: usize, name| measures.text(figures.id(row, "measure"), name);
    let mut parts: BTreeMap<_, BTreeMap<&str, usize>> = BTreeMap::new();
    for row in figures.rows() {
        let Some(partition) = of(row, "partition") else { continue };
        let whole = parts.entry((of(row, "part_of"), partition, figures.key(row, &STATED))).or_default();
        let first = whole.entry(figures.id(row, "measure")).or_insert(row);
        if place(figures, row) < place(figures, *first) {
            *first = row;
        }
    }
    for ((whole, _, stated), rows) in parts {
        let wholes = figures
            .rows()
            .filter(|row| Some(figures.id(*row, "measure")) == whole && figures.key(*row, &STATED) == stated);
        let said = wholes.min_by_key(|row| place(figures, *row)).and_then(|row| amount(figures, row));
        let base = rows
            .values()
            .filter_map(|row| figures.number(*row, "denominator"))
            .fold(None, |most: Option<f64>, n| Some(most.map_or(n, |most| most.max(n))));
        let sum: f64 = rows.values().filter_map(|row| amount(figures, *row)).sum();
        if rows.len() > 1 && said.or(base).is_some_and(|total| total != sum) {
            let first = rows.values().min_by_key(|row| place(figures, **row)).expect("a part");
            found.add("parts-do-not-sum", "error", figures.id(*first, "source_row"));
        }
    }
}

/// One figure of one day with two values, beyond the decimals that it is printed with.
fn two_values(all: &Table, found: &mut Found) {
    let figures = all.only("qualifier", "exact");
    let figures = figures.keep(|row| figures.text(row, "as_of").or_else(|| figures.text(row, "period_end")).is_some());
    let value = |row: usize| match (figures.number(row, "numerator"), figures.number(row, "denominator")) {
        (Some(over), Some(under)) if under != 0.0 => Some(100.0 * over / under),
        _ => figures.number(row, "value"),
    };
    let decimals = |row: usize| match figures.text(row, "published").filter(|_| figures.text(row, "unit") == Some("%"))
    {
        Some(published) => published.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32),
        None => 6,
    };
    let mut same: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for row in figures.rows() {
        let of = (figures.id(row, "measure"), figures.key(row, &STATED), figures.number(row, "numerator").is_some());
        same.entry(of).or_default().push(row);
    }
    for rows in same.values() {
        for b in rows {
            for a in rows.iter().filter(|a| place(&figures, **a) < place(&figures, *b)) {
                let apart = value(*a).zip(value(*b)).map(|(a, b)| (a - b).abs());
                if apart.is_some_and(|apart| apart > 10_f64.powi(-decimals(*a).min(decimals(*b)))) {
                    found.add("two-values", "error", figures.id(*b, "source_row"));
                }
            }
        }
    }
}

/// Two periods that end on one day and begin on different ones.
fn two_periods(all: &Table, found: &mut Found) {
    let figures = all.with("indicator").with("period_start");
    let figures = figures.keep(|row| ["A", "P"].contains(&figures.id(row, "obs_status")));
    let ends = |row: usize| figures.text(row, "as_of").or_else(|| figures.text(row, "period_end"));
    for group in figures.groups(&["measure", "ref_area"]) {
        let ends_of = |row: usize| group.text(row, "as_of").or_else(|| group.text(row, "period_end"));
        for b in group.rows() {
            let longer = group.rows().filter(|a| {
                ends_of(*a) == ends_of(b) && group.text(*a, "period_start") < group.text(b, "period_start")
            });
            longer.for_each(|_| found.add("several-readings", "warning", group.id(b, "source_row")));
        }
    }
    assert!(figures.rows().all(|row| ends(row).is_some()), "a reading has its day");
}

/// The latest readings of two series of one indicator, within a year of each other and too far apart.
fn sources(project: &Project, found: &mut Found) {
    let readings = project.result("reading");
    let (indicators, units) = (project.known("indicator"), project.known("unit"));
    let (indicators, units) = (By::by(&indicators, "indicator"), By::by(&units, "unit"));
    for of in readings.groups(&["indicator", "ref_area"]) {
        let share =
            indicators.text(of.id(0, "indicator"), "unit").and_then(|unit| units.text(unit, "kind")) == Some("share");
        let latest = of.latest("time_period", &["measure"]);
        let of = |table: &Table| {
            (table.id(0, "time_period").to_owned(), table.id(0, "measure").to_owned(), table.number(0, "obs_value"))
        };
        for b in &latest {
            for a in &latest {
                let ((before, first, old), (after, second, new)) = (of(a), of(b));
                let (Some(old), Some(new)) = (old, new) else { continue };
                let allowed = if share { 0.5 } else { 0.005 * new.abs() };
                if (&before, &first) < (&after, &second) && days(&before, &after) <= 366 && (old - new).abs() > allowed
                {
                    found.add("sources-disagree", "warning", b.id(0, "source_row"));
                }
            }
        }
    }
}

/// A count that a document states, and the names that it lists.
fn names_listed(project: &Project, all: &Table, found: &mut Found) {
    let names = project.known("name_listed");
    for list in names.groups(&["measure", "document", "as_of"]) {
        let of = all.only("measure", list.id(0, "measure")).only("document", list.id(0, "document"));
        for row in of.rows().filter(|row| of.text(*row, "as_of") == list.text(0, "as_of")) {
            if amount(&of, row).is_some_and(|stated| stated != list.len() as f64) {
                found.add("count-of-names", "error", of.id(row, "source_row"));
            }
        }
    }
}

#[test]
fn findings_in_figures() {
    for (project, least) in [(real(), 13), (province(), 0), (made_up(), 100)] {
        let (all, measures) = (project.known("observation"), project.known("measure"));
        let measures = By::by(&measures, "measure");
        let counts = all.keep(|row| all.id(row, "unit") != "%");
        let mut again = Found::default();
        bases(&all, &measures, &mut again);
        parts_above(&counts, &measures, &mut again);
        sums(&counts, &measures, &mut again);
        two_values(&all, &mut again);
        two_periods(&all, &mut again);
        sources(project, &mut again);
        names_listed(project, &all, &mut again);
        for row in all.rows().filter(|row| all.number(*row, "denominator") == Some(0.0)) {
            again.add("zero-denominator", "note", all.id(row, "source_row"));
        }
        // An implied day is told where the figure is a reading.
        let implied = project.result("reading").only("time_basis", "implied");
        implied.rows().for_each(|row| again.add("implied-date", "note", implied.id(row, "source_row")));
        let codes = [
            "base-differs",
            "part-exceeds-whole",
            "parts-do-not-sum",
            "two-values",
            "several-readings",
            "sources-disagree",
            "count-of-names",
            "zero-denominator",
            "implied-date",
        ];
        agree(project, &codes, &again, least);
    }
}
