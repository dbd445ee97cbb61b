//! Rates of the offices' files: what is added up, over which rows, and which rows are left out because they lack a part.

use super::agreement::{Agreement, Cell, row};
use super::projects::{Project, made_up, province};
use super::table::Table;
use polars::prelude::Column;
use std::collections::BTreeMap;

/// The project's own area.
pub const OWN: &str = "14";

/// The names of areas.
pub fn names(project: &Project) -> BTreeMap<String, String> {
    let areas = project.known("area");
    areas.rows().map(|row| (areas.id(row, "area").to_owned(), areas.id(row, "name").to_owned())).collect()
}

/// 100 x numerator / denominator, of whole numbers; none where there is nothing to divide by.
pub fn rate(over: Option<i64>, under: Option<i64>) -> Option<f64> {
    over.zip(under).filter(|(_, under)| *under > 0).map(|(over, under)| (100 * over) as f64 / under as f64)
}

/// Adds a numerator and a denominator as columns of their own.
fn parts(table: &Table, over: Column, under: &str) -> Table {
    let under = table.column(under).clone();
    table.and("over", over).and("under", under)
}

/// The rows that have both parts, and how many have not.
fn complete(table: &Table) -> (Table, usize) {
    let both = table.with("over").with("under");
    let left_out = table.len() - both.len();
    (both, left_out)
}

/// Rates by area and month, by area, by month, and of all.
fn monthly(project: &Project, table: &str, query: &str, rates: &[(&str, &[&str], &str)], least: usize) {
    let names = names(project);
    let rows = project.known(table).only("accumulation", "period");
    let mut again: Vec<Vec<Cell>> = Vec::new();
    for (name, over, under) in rates {
        let sum =
            over[1..].iter().fold(rows.column(over[0]).clone(), |sum, next| (&sum + rows.column(next)).expect("a sum"));
        let rows = parts(&rows, sum, under);
        for (level, by) in [
            ("all", &[][..]),
            ("area", &["ref_area"]),
            ("month", &["period_start"]),
            ("area-month", &["ref_area", "period_start"]),
        ] {
            for group in rows.groups(by) {
                let (both, left_out) = complete(&group);
                let (over, under) = (both.sum("over"), both.sum("under"));
                let area = if by.contains(&"ref_area") { group.id(0, "ref_area") } else { OWN };
                again.push(row![
                    *name,
                    level,
                    area,
                    names.get(area).cloned(),
                    // The days are those of all rows of the group, of those left out too.
                    group.ends("period_start").map(|ends| ends.0),
                    group.ends("period_end").map(|ends| ends.1),
                    over,
                    under,
                    rate(over, under),
                    both.len(),
                    left_out,
                    group.listed("obs_status"),
                ]);
            }
        }
    }
    let columns = &[
        "rate",
        "level",
        "ref_area",
        "name",
        "period_start",
        "period_end",
        "numerator",
        "denominator",
        "obs_value",
        "rows_used",
        "rows_left_out",
        "obs_status",
    ];
    Agreement { query, columns, left_out: &[], near: &[] }.holds(project, &again, least);
}

#[test]
fn rates_of_dossiers() {
    let filed: &[&str] = &["received_online_full", "received_online_part"];
    let rates: &[(&str, &[&str], &str)] = &[
        ("filed_online", filed, "received"),
        ("handled_online", &["handled_online"], "handled"),
        ("on_time", &["on_time"], "handled"),
        ("paid_online", &["paid_online"], "received"),
    ];
    monthly(province(), "online_service", "online_service_rate", rates, 3900);
    monthly(made_up(), "online_service", "online_service_rate", rates, 180);
}

#[test]
fn rates_of_records() {
    let rates: &[(&str, &[&str], &str)] =
        &[("components", &["components_digitised"], "received"), ("results", &["results_digitised"], "results")];
    monthly(province(), "digitised_record", "digitised_record_rate", rates, 1900);
    monthly(made_up(), "digitised_record", "digitised_record_rate", rates, 90);
}

#[test]
fn rates_of_archive_pages() {
    for (project, least) in [(province(), 5), (made_up(), 5)] {
        let names = names(project);
        let rows = project.known("digitised_record").with("pages_digitised").with("pages_to_digitise");
        // A stock is what it was at the end: of each unit the latest month that says both.
        let units = rows.latest("period_end", &["ref_area", "office"]);
        let mut levels: Vec<(&str, Table)> = units.iter().map(|unit| ("unit", unit.clone())).collect();
        levels.extend(Table::stacked(&units).map(|all| ("all", all)));
        let again: Vec<Vec<Cell>> = levels
            .iter()
            .map(|(level, rows)| {
                let area = if *level == "all" { OWN } else { rows.id(0, "ref_area") };
                let office = if *level == "all" { None } else { rows.text(0, "office") };
                let (over, under) = (rows.sum("pages_digitised"), rows.sum("pages_to_digitise"));
                let last = rows.ends("period_end").map(|ends| ends.1);
                let status = rows.listed("obs_status");
                row![
                    "pages",
                    *level,
                    area,
                    names.get(area).cloned(),
                    office,
                    last,
                    over,
                    under,
                    rate(over, under),
                    status
                ]
            })
            .collect();
        let columns = &[
            "rate",
            "level",
            "ref_area",
            "name",
            "office",
            "period_end",
            "numerator",
            "denominator",
            "obs_value",
            "obs_status",
        ];
        Agreement { query: "archive_page_rate", columns, left_out: &[], near: &[] }.holds(project, &again, least);
    }
}

#[test]
fn rates_of_procedures() {
    let names = names(province());
    let registers = province().known("procedure").latest("as_of", &["ref_area"]);
    let again: Vec<Vec<Cell>> = registers
        .iter()
        .map(|register| {
            let [full, part, none] = ["full", "part", "none"].map(|level| register.only("online_level", level));
            let can = |table: &Table| table.keep(|row| table.flag(row, "eligible") == Some(true)).len() as i64;
            let (over, under) = (can(&full), can(register));
            row![
                register.id(0, "ref_area"),
                names.get(register.id(0, "ref_area")).cloned(),
                register.id(0, "as_of"),
                register.len(),
                full.len(),
                part.len(),
                none.len(),
                under,
                over,
                under,
                rate(Some(over), Some(under)),
                register.listed("obs_status"),
            ]
        })
        .collect();
    let columns = &[
        "ref_area",
        "name",
        "as_of",
        "procedures",
        "full",
        "part",
        "not_online",
        "eligible",
        "numerator",
        "denominator",
        "obs_value",
        "obs_status",
    ];
    Agreement { query: "procedure_rate", columns, left_out: &[], near: &[] }.holds(province(), &again, 1);
}

#[test]
fn rates_of_funds() {
    for (project, least) in [(province(), 300), (made_up(), 8)] {
        let names = names(project);
        let all = project.known("budget_line");
        let (_, last_day) = all.ends("as_of").expect("statements");
        let year = all.keep(|row| all.id(row, "as_of")[..4] == last_day[..4]).only("accumulation", "year_to_date");
        let latest = Table::stacked(&year.latest("as_of", &["ref_area", "office"])).expect("statements");
        let over = latest.column("disbursed").clone();
        let rows = parts(&latest, over, "allotted");
        let mut again: Vec<Vec<Cell>> = Vec::new();
        for (level, by) in
            [("all", &[][..]), ("area", &["ref_area"]), ("funds", &["funds"]), ("area-funds", &["ref_area", "funds"])]
        {
            for group in rows.groups(by) {
                let (both, left_out) = complete(&group);
                let (over, under) = (both.sum("over"), both.sum("under"));
                let area = if by.contains(&"ref_area") { group.id(0, "ref_area") } else { OWN };
                let funds = if by.contains(&"funds") { group.text(0, "funds") } else { None };
                again.push(row![
                    "disbursed",
                    level,
                    area,
                    names.get(area).cloned(),
                    funds,
                    group.ends("as_of").map(|ends| ends.1),
                    group.sum("allotted"),
                    over,
                    under,
                    rate(over, under),
                    left_out,
                    group.listed("obs_status"),
                ]);
            }
        }
        let columns = &[
            "rate",
            "level",
            "ref_area",
            "name",
            "funds",
            "as_of",
            "allotted",
            "numerator",
            "denominator",
            "obs_value",
            "rows_left_out",
            "obs_status",
        ];
        Agreement { query: "budget_line_rate", columns, left_out: &[], near: &[] }.holds(project, &again, least);
    }
}
