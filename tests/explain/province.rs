//! Rates of a simulated province, drawn by lot, recomputed from the cells of the workbooks that `explain` ends at.

use super::common::stdout;
use super::ends::loose;
use super::leaves::{Found, nodes};
use super::office::{Office, lines};
use super::page::drawn;
use super::sheets::{Entry, Sheets, day, day_of, number, unit_of, yes};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::HashMap;

/// How many rates of which query and level are drawn: of communes and months, and sums of months, communes and everything.
const WANTED: [(&str, &str, usize); 10] = [
    ("online_service_rate", "area-month", 6),
    ("online_service_rate", "area", 1),
    ("online_service_rate", "month", 1),
    ("digitised_record_rate", "area-month", 3),
    ("digitised_record_rate", "area", 1),
    ("digitised_record_rate", "all", 1),
    ("village_coverage_rate", "area", 3),
    ("budget_line_rate", "area-funds", 2),
    ("budget_line_rate", "area", 1),
    ("budget_line_rate", "all", 1),
];

/// One rate.
#[derive(Debug, Clone)]
struct Rate {
    query: String,
    name: String,
    level: String,
    /// `rate = 'x' AND level = 'area' ...`: what tells its row.
    key: String,
}

/// The rates that are drawn, of those that have a value.
fn rates(office: &Office) -> Vec<Rate> {
    let select = |query: &str, column: &str| {
        format!(
            "SELECT '{query}', rate, level, ref_area, '{column}', {column} FROM {query} WHERE obs_value IS NOT NULL"
        )
    };
    let of = [
        select("online_service_rate", "period_start"),
        select("digitised_record_rate", "period_start"),
        select("village_coverage_rate", "as_of"),
        select("budget_line_rate", "funds"),
    ];
    let all: Vec<Rate> = lines(office.root(), &format!("{} ORDER BY ALL", of.join(" UNION ALL ")))
        .iter()
        .map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            let [query, rate, level, area, column, value] = cells[..] else { panic!("six columns: {line}") };
            let more = if value.is_empty() { String::new() } else { format!(" AND {column} = '{value}'") };
            let key = format!("rate = '{rate}' AND level = '{level}' AND ref_area = '{area}'{more}");
            Rate { query: query.to_owned(), name: rate.to_owned(), level: level.to_owned(), key }
        })
        .collect();
    WANTED
        .iter()
        .flat_map(|(query, level, how_many)| {
            let these: Vec<Rate> = all.iter().filter(|r| r.query == *query && r.level == *level).cloned().collect();
            let some = drawn(&these, |rate| rate.key.clone(), *how_many);
            assert_eq!(some.len(), *how_many, "{query} {level}");
            some
        })
        .collect()
}

/// The cells of one row of a form by the fields they fill, read from the file; its unit of money and its day.
struct Row {
    cells: HashMap<String, Entry>,
    unit: f64,
    day: Found<Date>,
}

impl Row {
    fn read(record: &Value, sheets: &mut Sheets) -> Row {
        let (file, sheet) = (&record["data"]["file"], &record["data"]["sheet"]);
        let (file, sheet) = (file.as_str().expect("a file"), sheet.as_str().unwrap_or_default());
        let below = record["from"].as_array().expect("a list");
        let cell = |node: &Value, sheets: &mut Sheets| {
            let address = node["data"]["cell"].as_str().expect("an address");
            (node["data"]["field"].as_str().expect("a field").to_owned(), sheets.cell(file, sheet, address))
        };
        let cells = below.iter().map(|node| cell(node, sheets)).collect();
        let whole = sheets.sheet(file, sheet);
        Row { cells, unit: unit_of(whole), day: day_of(whole) }
    }

    fn entry(&self, field: &str) -> Found<&Entry> {
        self.cells.get(field).ok_or_else(|| format!("no cell of {field}"))
    }

    fn number(&self, field: &str) -> Found<Option<f64>> {
        number(self.entry(field)?)
    }

    fn yes(&self, field: &str) -> Found<Option<bool>> {
        yes(self.entry(field)?)
    }

    fn money(&self, field: &str) -> Found<Option<f64>> {
        // Whole đồng: 236,3 million are 236300000.
        Ok(self.number(field)?.map(|number| (number * self.unit).round()))
    }

    /// One operator is enough; without 4G is a village only where all three say so.
    fn any_4g(&self) -> Found<Option<bool>> {
        let said = ["viettel_4g", "vnpt_4g", "mobifone_4g"].map(|operator| self.yes(operator));
        let said = said.into_iter().collect::<Found<Vec<_>>>()?;
        Ok(if said.contains(&Some(true)) { Some(true) } else { said.iter().all(Option::is_some).then_some(false) })
    }

    /// What a row adds to both sides of a rate; nothing where either is missing.
    fn parts(&self, query: &str, rate: &str) -> Found<Option<(f64, f64)>> {
        let whether = |has: Option<bool>| has.map(|has| (f64::from(u8::from(has)), 1.0));
        let both = |a: Option<f64>, b: Option<f64>| a.zip(b);
        Ok(match (query, rate) {
            ("online_service_rate", "filed_online") => {
                let online = self.number("received_online_full")?.zip(self.number("received_online_part")?);
                both(online.map(|(full, part)| full + part), self.number("received")?)
            }
            ("online_service_rate", "handled_online" | "on_time") => both(self.number(rate)?, self.number("handled")?),
            ("online_service_rate", "paid_online") => both(self.number(rate)?, self.number("received")?),
            ("digitised_record_rate", "components") => {
                both(self.number("components_digitised")?, self.number("received")?)
            }
            ("digitised_record_rate", "results") => both(self.number("results_digitised")?, self.number("results")?),
            ("budget_line_rate", "disbursed") => both(self.money("disbursed")?, self.money("allotted")?),
            ("village_coverage_rate", "any_4g") => whether(self.any_4g()?),
            ("village_coverage_rate", "covered") => {
                let covered = day(self.entry("covered_on")?)?;
                let by_then = covered.map(|covered| Ok::<_, String>(covered <= self.day.clone()?)).transpose()?;
                // Counted are villages that were covered, and those that have nothing; not those that always had it.
                let counts = covered.is_some() || self.any_4g()? == Some(false);
                whether(counts.then_some(by_then.unwrap_or(false)))
            }
            ("village_coverage_rate", "fixed_broadband" | "electricity") => whether(self.yes(rate)?),
            _ => return Err(format!("write how to recompute {rate} of {query} by hand, here")),
        })
    }
}

/// 100 x sum of numerators / sum of denominators, of the cells that the tree ends at.
fn by_hand(rate: &Rate, tree: &Value, sheets: &mut Sheets) -> Found<f64> {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    for record in nodes(tree).into_iter().filter(|node| node["kind"] == "record") {
        let row = Row::read(record, sheets);
        let parts = row.parts(&rate.query, &rate.name).map_err(|e| format!("{}: {e}", record["data"]["source_row"]))?;
        let (more, of) = parts.unwrap_or_default();
        numerator += more;
        denominator += of;
    }
    if denominator > 0.0 { Ok(100.0 * numerator / denominator) } else { Err("no cells".to_owned()) }
}

#[test]
fn drawn_rates_are_recomputed_from_the_cells_they_end_at() {
    let office = Office::in_taken_province();
    let some = rates(&office);
    let cells = some.iter().enumerate().map(|(i, rate)| {
        format!(
            "```{{code-cell}} sql\n:name: r{i}\n:show: none\nSELECT obs_value FROM {} WHERE {}\n```\n",
            rate.query, rate.key
        )
    });
    office.write("notebooks/drawn.md", format!("---\ntitle: Drawn\n---\n\n{}", cells.collect::<Vec<_>>().join("\n")));
    let references: Vec<String> = (0..some.len()).map(|i| format!("drawn/r{i}/1/obs_value")).collect();
    let mut arguments = vec!["explain", "--all", "--format", "json"];
    arguments.extend(references.iter().map(String::as_str));
    let trees: Vec<Value> = serde_json::from_str(&stdout(&office.milepost(&arguments))).expect("trees");
    assert_eq!(trees.len(), some.len());
    let mut sheets = Sheets::of(&office.path("received"));
    let mut wrong = Vec::new();
    for (rate, tree) in some.iter().zip(&trees) {
        let (what, value) = (format!("{} {}", rate.query, rate.key), tree["data"]["value"].as_f64().expect("a number"));
        wrong.extend(loose(tree).into_iter().map(|end| format!("{what} ends at {end}")));
        match by_hand(rate, tree, &mut sheets) {
            Ok(number) if (number - value).abs() <= 1e-9 * value.abs() => {}
            other => wrong.push(format!("{what} is {value}; by hand {other:?}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    // Asked for by its query it stands on the same cells.
    let key = some[0].key.replace(" AND ", ",").replace(" = ", "=").replace('\'', "");
    let arguments = ["explain", &some[0].query, "--where", &key, "--column", "obs_value", "--all", "--format", "json"];
    let alone: Value = serde_json::from_str(&stdout(&office.milepost(&arguments))).expect("a tree");
    let cells = |tree| -> Vec<String> {
        let rows = nodes(tree).into_iter().filter(|node| node["kind"] == "record");
        rows.map(|node| node["data"]["source_row"].to_string()).collect()
    };
    assert_eq!(cells(&alone), cells(&trees[0]));
    assert!(!cells(&alone).is_empty());
}
