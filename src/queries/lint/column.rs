//! Columns of a result: declared, with a unit that is known, and by name.

use super::super::tree::{column_name, function_name, offset};
use super::{Lint, Said, Statement};
use crate::language::Key;
use crate::store::ResultTable;
use serde_json::Value;

/// Units of columns, and how people's tables write them; the project's table `unit` has more.
const UNITS: [&str; 14] = [
    "%",
    "points",
    "points/year",
    "share",
    "count",
    "number",
    "value",
    "months",
    "years",
    "year",
    "date",
    "text",
    "id",
    "flag",
];

/// Looks for `*` in the result, columns that the header does not declare, and units that nothing declares.
pub fn look(statement: &Statement, found: &mut Vec<Lint>) {
    let mut selects = Vec::new();
    results(statement.tree, &mut selects);
    let mut open = false;
    for item in selects.iter().flat_map(|s| s["select_list"].as_array().into_iter().flatten()) {
        let star = item["class"].as_str() == Some("STAR");
        open |= star || function_name(item).as_deref() == Some("unnest");
        if star {
            let what = Said::new(Key::of("lint-star"), []);
            let hint = Said::new(Key::of("lint-write-columns"), []);
            found.push(statement.at("star", offset(item).unwrap_or(0), 1, what, hint));
        }
    }
    let (Some(header), Some(first)) = (statement.header, selects.first()) else { return };
    let line = |name: &str| {
        let begins =
            |l: &str| l.strip_prefix("-- column ").is_some_and(|r| r.split('|').next().map(str::trim) == Some(name));
        statement.sql.lines().position(begins).map_or(1, |i| i + 1)
    };
    let items = first["select_list"].as_array().map(Vec::as_slice).unwrap_or_default();
    let names: Vec<(String, &Value)> = items.iter().filter_map(|i| Some((name_of(i)?, i))).collect();
    for (name, item) in names.iter().filter(|(name, _)| header.column(name).is_none()) {
        let what = Said::new(Key::of("lint-undeclared"), [("name", name)]);
        let hint = Said::new(Key::of("lint-add-column-line"), []);
        found.push(statement.at("undeclared-column", offset(item).unwrap_or(0), name.len(), what, hint));
    }
    if !open && names.len() == items.len() {
        for column in header.columns.iter().filter(|c| !names.iter().any(|(name, _)| *name == c.name)) {
            let what = Said::new(Key::of("lint-declared-not-there"), [("name", &column.name)]);
            found.push(statement.at_line(
                "undeclared-column",
                line(&column.name),
                what,
                Said::new(Key::of("lint-take-out-line"), []),
            ));
        }
    }
    let own = ResultTable::query(statement.connection, "SELECT unit FROM unit")
        .unwrap_or(ResultTable { columns: Vec::new(), rows: Vec::new() });
    let own: Vec<String> = own.rows.iter().map(|row| row[0].machine()).collect();
    for column in &header.columns {
        let item = column.unit.strip_prefix("list of ").unwrap_or(&column.unit);
        if !UNITS.contains(&item) && item != "list" && !own.iter().any(|u| u == item) {
            let what = Said::new(Key::of("lint-unknown-unit"), [("unit", &column.unit), ("name", &column.name)]);
            let hint = Said::new(Key::of("lint-use-known-unit"), [("units", &UNITS.join(", "))]);
            found.push(statement.at_line("unknown-unit", line(&column.name), what, hint));
        }
    }
}

/// The SELECTs whose rows are the result: one, or those that a UNION puts together, in order.
pub fn results<'a>(node: &'a Value, into: &mut Vec<&'a Value>) {
    match node["type"].as_str() {
        Some("SELECT_NODE") => into.push(node),
        Some("SET_OPERATION_NODE" | "RECURSIVE_CTE_NODE") => {
            let children = node["children"].as_array().map(Vec::as_slice).unwrap_or_default();
            for child in [&node["left"], &node["right"]].into_iter().chain(children) {
                results(child, into);
            }
        }
        _ => {}
    }
}

/// The name of a column of the result, where it is written.
fn name_of(item: &Value) -> Option<String> {
    match item["alias"].as_str().filter(|a| !a.is_empty()) {
        Some(alias) => Some(alias.to_owned()),
        None => column_name(item).map(|_| item["column_names"].as_array()?.last()?.as_str().map(str::to_owned))?,
    }
}
